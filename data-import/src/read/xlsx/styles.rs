//! Cell formats, reduced to what a ledger tells by them.

use super::colour::{Colour, Rgb, read_palette};
use super::damaged;
use super::rich_text::has_strike;
use super::tag::Tag;
use super::xml::{Token, Xml};
use crate::error::ReadError;
use crate::read::number_format::{Shows, built_in, custom};
use std::collections::HashMap;

/// What a cell format means for the value under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// How numbers are shown.
    pub shows: Shows,
    /// Written with a line through it.
    pub struck: bool,
    /// Fill colour.
    pub fill: Option<Rgb>,
}

/// The cell formats of a workbook, by number.
#[derive(Debug, Default)]
pub struct Styles {
    formats: Vec<Style>,
}

impl Styles {
    /// The format of that number; the plain one where the table is shorter.
    pub fn get(&self, number: usize) -> Style {
        self.formats.get(number).copied().unwrap_or_default()
    }
}

/// Tables that formats refer to, gathered before any is resolved: the palette stands behind them.
#[derive(Default)]
struct Tables {
    number_formats: HashMap<u32, Shows>,
    struck: Vec<bool>,
    fills: Vec<Option<Colour>>,
    formats: Vec<(u32, usize, usize)>,
    palette: Vec<Rgb>,
}

/// Reads the styles part.
///
/// # Errors
/// [`ReadError::Damaged`] for broken XML.
pub fn read(xml: &mut Xml<'_>, theme: &[Rgb]) -> Result<Styles, ReadError> {
    let mut tables = Tables::default();
    loop {
        match xml.next()? {
            Token::Open(tag) => match tag.name() {
                b"styleSheet" | b"colors" => {}
                b"numFmts" => each(xml, |tag| {
                    let format = tag.number("numFmtId").zip(tag.text("formatCode"));
                    tables.number_formats.extend(format.map(|(id, code)| (id, custom(&code))));
                })?,
                b"fonts" => within(xml, |font| {
                    tables.struck.push(has_strike(font)?);
                    Ok(())
                })?,
                b"fills" => within(xml, |xml| {
                    tables.fills.push(fill(xml)?);
                    Ok(())
                })?,
                b"cellXfs" => each(xml, |tag| {
                    let number = |name: &str| tag.number(name).unwrap_or(0);
                    tables.formats.push((tag.number("numFmtId").unwrap_or(0), number("fontId"), number("fillId")));
                })?,
                b"indexedColors" => tables.palette = read_palette(xml)?,
                _ => xml.skip()?,
            },
            Token::End => return Ok(tables.resolved(theme)),
            _ => {}
        }
    }
}

impl Tables {
    fn resolved(&self, theme: &[Rgb]) -> Styles {
        let formats = self.formats.iter().map(|(number, font, fill)| Style {
            shows: self.number_formats.get(number).copied().unwrap_or_else(|| built_in(*number)),
            struck: self.struck.get(*font).copied().unwrap_or(false),
            fill: self.fills.get(*fill).copied().flatten().and_then(|colour| colour.resolve(theme, &self.palette)),
        });
        Styles { formats: formats.collect() }
    }
}

/// Looks at every child of the element opened last; reads to its end.
fn each(xml: &mut Xml<'_>, mut look: impl FnMut(&Tag<'_>)) -> Result<(), ReadError> {
    loop {
        match xml.next()? {
            Token::Open(tag) => {
                look(&tag);
                xml.skip()?;
            }
            Token::Close => return Ok(()),
            Token::Text(_) | Token::Verbatim(_) => {}
            Token::End => return Err(damaged()),
        }
    }
}

/// Reads every child of the element opened last with `read`, which reads to the child's end.
fn within(xml: &mut Xml<'_>, mut read: impl FnMut(&mut Xml<'_>) -> Result<(), ReadError>) -> Result<(), ReadError> {
    loop {
        match xml.next()? {
            Token::Open(_) => read(xml)?,
            Token::Close => return Ok(()),
            Token::Text(_) | Token::Verbatim(_) => {}
            Token::End => return Err(damaged()),
        }
    }
}

/// The colour of a solid fill; hatched and graded ones, which ledgers do not speak by, count as none.
fn fill(xml: &mut Xml<'_>) -> Result<Option<Colour>, ReadError> {
    let mut colour = None;
    loop {
        match xml.next()? {
            Token::Open(tag) if tag.attribute("patternType") == Some(b"solid") => each(xml, |tag| {
                if tag.name() == b"fgColor" {
                    colour = Colour::read(tag);
                }
            })?,
            Token::Open(_) => xml.skip()?,
            Token::Close => return Ok(colour),
            Token::Text(_) | Token::Verbatim(_) => {}
            Token::End => return Err(damaged()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: &str = "<x:styleSheet xmlns:x='y'><x:numFmts count='2'><x:numFmt numFmtId='176' formatCode='yyyy&quot;年&quot;m&quot;月&quot;'/><x:numFmt numFmtId='14' formatCode='0'/></x:numFmts>\
        <x:fonts><x:font/><x:font><x:b/><x:strike/></x:font><x:font><x:strike val='0'/></x:font></x:fonts>\
        <x:fills><x:fill><x:patternFill patternType='none'/></x:fill><x:fill><x:patternFill patternType='gray125'><x:fgColor rgb='FFFF0000'/></x:patternFill></x:fill>\
        <x:fill><x:patternFill patternType='solid'><x:fgColor indexed='10'/><x:bgColor rgb='FF00FF00'/></x:patternFill></x:fill><x:fill><x:gradientFill><x:stop position='0'><x:color rgb='FFFF0000'/></x:stop></x:gradientFill></x:fill></x:fills>\
        <x:cellStyleXfs><x:xf numFmtId='22' fontId='1' fillId='2'/></x:cellStyleXfs>\
        <x:cellXfs><x:xf/><x:xf numFmtId='176' fontId='1' fillId='1'/><x:xf numFmtId='14' fontId='2' fillId='2'><x:alignment/></x:xf><x:xf numFmtId='58' fontId='77' fillId='3'/></x:cellXfs>\
        <x:dxfs><x:dxf><x:font><x:strike/></x:font><x:fill><x:patternFill/></x:fill></x:dxf></x:dxfs>\
        <x:colors><x:indexedColors><x:rgbColor rgb='00000000'/><x:rgbColor rgb='00000000'/></x:indexedColors><x:mruColors><x:color rgb='FF112233'/></x:mruColors></x:colors></x:styleSheet>";

    #[test]
    fn a_format_is_reduced_to_day_line_and_fill() {
        let styles = read(&mut Xml::new(Box::new(PART.as_bytes())), &[]).unwrap();
        assert_eq!(styles.get(0), Style::default(), "the plain one");
        assert_eq!(styles.get(1), Style { shows: Shows::Day, struck: true, fill: None }, "a hatched fill says nothing");
        let red = Style { shows: Shows::Number, struck: false, fill: Some([0xFF, 0, 0]) };
        assert_eq!(styles.get(2), red, "the workbook redefines a built-in number format; a strike may be switched off");
        assert_eq!(
            styles.get(3),
            Style { shows: Shows::Day, ..Style::default() },
            "5月8日; a font out of range is plain"
        );
        assert_eq!(
            styles.get(4),
            Style::default(),
            "a format out of range is plain: formats of styles are no cell formats"
        );
    }
}
