//! Colours as a workbook names them: outright, by its palette, or by its theme with a tint.

use super::tag::Tag;
use super::xml::{Token, Xml};
use super::{damaged, rich_text};
use crate::error::ReadError;
use crate::read::palette::standard;

/// Red, green, blue.
pub type Rgb = [u8; 3];

const WHITE: Rgb = [0xFF; 3];

/// A colour before theme and palette are known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Colour {
    /// Outright.
    Rgb(Rgb, f64),
    /// By number in the palette.
    Indexed(usize, f64),
    /// By number in the theme.
    Theme(usize, f64),
}

/// The theme of Excel 2007 to 2010, for a workbook that names theme colours and has no theme.
const THEME: [u32; 12] = [
    0xFF_FFFF, 0x00_0000, 0xEE_ECE1, 0x1F_497D, 0x4F_81BD, 0xC0_504D, 0x9B_BB59, 0x80_64A2, 0x4B_ACC6, 0xF7_9646,
    0x00_00FF, 0x80_0080,
];

impl Colour {
    /// The colour that an element such as `fgColor` names; none for the automatic one.
    pub fn read(tag: &Tag<'_>) -> Option<Self> {
        let tint = tag.number::<f64>("tint").filter(|tint| tint.is_finite()).unwrap_or(0.0).clamp(-1.0, 1.0);
        if let Some(rgb) = tag.attribute("rgb").and_then(hex) {
            return Some(Self::Rgb(rgb, tint));
        }
        if let Some(number) = tag.number("theme") {
            return Some(Self::Theme(number, tint));
        }
        tag.number("indexed").map(|number| Self::Indexed(number, tint))
    }

    /// The colour itself; none where nothing is said by it: white, or the system's own colours.
    pub fn resolve(self, theme: &[Rgb], palette: &[Rgb]) -> Option<Rgb> {
        let (rgb, tint) = match self {
            Self::Rgb(rgb, tint) => (rgb, tint),
            Self::Theme(number, tint) => {
                (theme.get(number).copied().or_else(|| THEME.get(number).map(|rgb| split(*rgb)))?, tint)
            }
            Self::Indexed(number, tint) => (palette.get(number).copied().or_else(|| standard(number))?, tint),
        };
        Some(tinted(rgb, tint)).filter(|rgb| *rgb != WHITE)
    }
}

fn split(rgb: u32) -> Rgb {
    let [_, red, green, blue] = rgb.to_be_bytes();
    [red, green, blue]
}

/// `AARRGGBB` or `RRGGBB`; how transparent it is does not matter in a cell.
pub fn hex(text: &[u8]) -> Option<Rgb> {
    let text = std::str::from_utf8(text).ok()?.trim();
    let digits = if text.len() == 8 { text.get(2..)? } else { text };
    (digits.len() == 6).then(|| u32::from_str_radix(digits, 16).ok().map(split))?
}

/// Lighter (tint above 0) or darker, as §18.8.19 counts it: by lightness, keeping hue and saturation.
fn tinted(rgb: Rgb, tint: f64) -> Rgb {
    if tint == 0.0 {
        return rgb;
    }
    let [red, green, blue] = rgb.map(|part| f64::from(part) / 255.0);
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let lightness = f64::midpoint(most, least);
    let chroma = most - least;
    let lit = if tint < 0.0 { lightness * (1.0 + tint) } else { lightness * (1.0 - tint) + tint };
    let room = |lightness: f64| 1.0 - (2.0 * lightness - 1.0).abs();
    // Hue and saturation stay, so every part keeps its place between the least and the most.
    let stretch = if chroma > 0.0 && room(lightness) > 0.0 { room(lit) / room(lightness) } else { 0.0 };
    [red, green, blue].map(|part| {
        let moved = (lit + (part - lightness) * stretch).clamp(0.0, 1.0) * 255.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
        let byte = moved.round() as u8;
        byte
    })
}

/// The twelve colours of a theme part, in the order in which cells number them: light before dark.
///
/// # Errors
/// [`ReadError::Damaged`] for broken XML.
pub fn read_theme(xml: &mut Xml<'_>) -> Result<Vec<Rgb>, ReadError> {
    let mut colours = Vec::new();
    loop {
        match xml.next()? {
            Token::Open(tag) if tag.name() == b"clrScheme" => {
                scheme(xml, &mut colours)?;
                break;
            }
            Token::End => break,
            _ => {}
        }
    }
    for pair in colours.chunks_mut(2).take(2) {
        pair.reverse();
    }
    Ok(colours)
}

fn scheme(xml: &mut Xml<'_>, colours: &mut Vec<Rgb>) -> Result<(), ReadError> {
    let mut depth = 0usize;
    loop {
        match xml.next()? {
            Token::Open(tag) => {
                depth += 1;
                match tag.name() {
                    b"srgbClr" => colours.extend(tag.attribute("val").and_then(hex)),
                    b"sysClr" => colours.extend(tag.attribute("lastClr").and_then(hex)),
                    _ => {}
                }
            }
            Token::Close if depth == 0 => return Ok(()),
            Token::Close => depth -= 1,
            Token::Text(_) | Token::Verbatim(_) => {}
            Token::End => return Err(damaged()),
        }
    }
}

/// The workbook's own palette (`indexedColors`), which was opened last.
///
/// # Errors
/// [`ReadError::Damaged`] for broken XML.
pub fn read_palette(xml: &mut Xml<'_>) -> Result<Vec<Rgb>, ReadError> {
    let mut palette = Vec::new();
    loop {
        match xml.next()? {
            Token::Open(tag) => {
                palette.push(tag.attribute("rgb").and_then(hex).unwrap_or(WHITE));
                rich_text::content(xml, &mut Vec::new())?;
            }
            Token::Close => return Ok(palette),
            Token::Text(_) | Token::Verbatim(_) => {}
            Token::End => return Err(damaged()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(attributes: &str) -> Option<Colour> {
        Colour::read(&Tag::new(b"fgColor", attributes.as_bytes()))
    }

    #[test]
    fn a_colour_is_named_in_three_ways() {
        let resolve = |attributes: &str| read(attributes)?.resolve(&[], &[]);
        assert_eq!(resolve(" rgb='FFFFC000'"), Some([0xFF, 0xC0, 0]), "outright");
        assert_eq!(
            (resolve(" indexed='13'"), resolve(" indexed='5'")),
            (Some([0xFF, 0xFF, 0]), Some([0xFF, 0xFF, 0])),
            "yellow twice in the palette"
        );
        assert_eq!(resolve(" theme='4'"), Some([0x4F, 0x81, 0xBD]), "by the usual theme");
        for nothing in [
            " rgb='FFFFFFFF'",
            " indexed='9'",
            " indexed='64'",
            " indexed='65'",
            " theme='0'",
            " theme='99'",
            " auto='1'",
            " rgb='red'",
            "",
        ] {
            assert_eq!(resolve(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn the_workbooks_own_theme_and_palette_come_first() {
        let part = "<a:theme xmlns:a='x'><a:clrScheme><a:dk1><a:sysClr val='windowText' lastClr='000001'/></a:dk1><a:lt1><a:srgbClr val='FFFFFE'><a:x/></a:srgbClr></a:lt1>\
            <a:dk2><a:srgbClr val='000002'/></a:dk2><a:lt2><a:srgbClr val='000003'/></a:lt2><a:accent1><a:srgbClr val='123456'/></a:accent1></a:clrScheme></a:theme>";
        let theme = read_theme(&mut Xml::new(Box::new(part.as_bytes()))).unwrap();
        let numbered = [0, 1, 2, 3, 4].map(|number| Colour::Theme(number, 0.0).resolve(&theme, &[]).unwrap());
        assert_eq!(
            numbered,
            [[0xFF, 0xFF, 0xFE], [0, 0, 1], [0, 0, 3], [0, 0, 2], [0x12, 0x34, 0x56]],
            "light before dark"
        );
        assert_eq!(Colour::Indexed(0, 0.0).resolve(&[], &[[1, 2, 3]]), Some([1, 2, 3]), "a palette of its own");
    }

    #[test]
    fn tints_are_those_that_excel_shows() {
        let accent = |tint: f64| Colour::Theme(4, tint).resolve(&[], &[]).unwrap();
        let close = |a: Rgb, b: Rgb| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 1);
        assert!(close(accent(0.799_981_688_894_314_4), [0xDC, 0xE6, 0xF1]), "80 % lighter, as the colour picker says");
        assert!(close(accent(-0.249_977_111_117_893), [0x36, 0x60, 0x92]), "25 % darker");
        assert_eq!(Colour::Theme(1, 1.0).resolve(&[], &[]), None, "black made wholly light is white");
    }
}
