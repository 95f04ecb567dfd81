//! Text of a cell or of the shared strings: plain, or in runs that each have their own font.

use super::damaged;
use super::escape::{decode_x, unescape};
use super::tag::is_true;
use super::xml::{Token, Xml};
use crate::error::ReadError;

/// Who says whether a text has a line through it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Struck {
    /// The font of the cell.
    #[default]
    ByFont,
    /// Its runs: all that can be seen is struck.
    Yes,
    /// Its runs: something that can be seen is not.
    No,
}

/// A text being gathered; kept from one to the next, so that nothing is allocated anew.
#[derive(Debug, Default)]
pub struct RichText {
    /// UTF-8, as far as the part was.
    pub text: Vec<u8>,
    /// Who says whether it is struck.
    pub struck: Struck,
}

impl RichText {
    /// Gathers the item (`si`, `is`) that was opened last, without its phonetic runs (拼音).
    ///
    /// # Errors
    /// [`ReadError::Damaged`] for broken XML.
    pub fn gather(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        self.text.clear();
        let mut seen: Option<Struck> = None;
        loop {
            match xml.next()? {
                Token::Open(tag) => match tag.name() {
                    b"t" => {
                        let keeps = keeps_space(tag.attribute("xml:space"));
                        append(xml, keeps, &mut self.text)?;
                        seen = Some(Struck::ByFont);
                    }
                    b"r" => {
                        let from = self.text.len();
                        let struck = self.run(xml)?;
                        if self.text.get(from..).is_some_and(|text| !text.trim_ascii().is_empty()) {
                            seen = Some(seen.map_or(struck, |seen| both(seen, struck)));
                        }
                    }
                    _ => xml.skip()?,
                },
                Token::Close => break,
                Token::Text(_) | Token::Verbatim(_) => {}
                Token::End => return Err(damaged()),
            }
        }
        self.struck = seen.unwrap_or_default();
        Ok(())
    }

    fn run(&mut self, xml: &mut Xml<'_>) -> Result<Struck, ReadError> {
        let mut struck = Struck::ByFont;
        loop {
            match xml.next()? {
                Token::Open(tag) => match tag.name() {
                    b"t" => {
                        let keeps = keeps_space(tag.attribute("xml:space"));
                        append(xml, keeps, &mut self.text)?;
                    }
                    b"rPr" => struck = if has_strike(xml)? { Struck::Yes } else { Struck::No },
                    _ => xml.skip()?,
                },
                Token::Close => return Ok(struck),
                Token::Text(_) | Token::Verbatim(_) => {}
                Token::End => return Err(damaged()),
            }
        }
    }
}

fn both(one: Struck, other: Struck) -> Struck {
    match (one, other) {
        (Struck::No, _) | (_, Struck::No) => Struck::No,
        (Struck::Yes, Struck::Yes) => Struck::Yes,
        _ => Struck::ByFont,
    }
}

/// Whether the font (`font`, `rPr`) that was opened last has a line through it; reads to its end.
///
/// # Errors
/// [`ReadError::Damaged`] for broken XML.
pub fn has_strike(xml: &mut Xml<'_>) -> Result<bool, ReadError> {
    let mut struck = false;
    loop {
        match xml.next()? {
            Token::Open(tag) => {
                if tag.name() == b"strike" {
                    struck = tag.attribute("val").is_none_or(is_true);
                }
                xml.skip()?;
            }
            Token::Close => return Ok(struck),
            Token::Text(_) | Token::Verbatim(_) => {}
            Token::End => return Err(damaged()),
        }
    }
}

fn keeps_space(space: Option<&[u8]>) -> bool {
    space == Some(b"preserve")
}

/// Adds the text of the element that was opened last. Excel drops space at its ends unless told to keep it.
fn append(xml: &mut Xml<'_>, keeps: bool, out: &mut Vec<u8>) -> Result<(), ReadError> {
    let from = out.len();
    content(xml, out)?;
    if !keeps {
        trim(out, from);
    }
    decode_x(out, from);
    Ok(())
}

/// Adds the content of the element that was opened last, entities resolved; reads to its end.
///
/// # Errors
/// [`ReadError::Damaged`] for broken XML.
pub fn content(xml: &mut Xml<'_>, out: &mut Vec<u8>) -> Result<(), ReadError> {
    loop {
        match xml.next()? {
            Token::Text(raw) => unescape(raw, out),
            Token::Verbatim(text) => out.extend_from_slice(text),
            Token::Open(_) => xml.skip()?,
            Token::Close => return Ok(()),
            Token::End => return Err(damaged()),
        }
    }
}

fn trim(text: &mut Vec<u8>, from: usize) {
    let Some(new) = text.get(from..) else { return };
    let kept = new.trim_ascii_end().len();
    let leading = new.len() - new.trim_ascii_start().len();
    text.truncate(from + kept);
    if leading > 0 && kept > 0 {
        text.drain(from..from + leading.min(kept));
    }
}

/// Adds what was gathered as text; what is no UTF-8 is replaced, not refused.
pub fn push_text(bytes: &[u8], out: &mut String) {
    match std::str::from_utf8(bytes) {
        Ok(text) => out.push_str(text),
        Err(_) => out.push_str(&String::from_utf8_lossy(bytes)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(item: &str) -> (String, Struck) {
        let mut xml = Xml::new(Box::new(item.as_bytes()));
        assert!(matches!(xml.next().unwrap(), Token::Open(_)), "the item itself");
        let mut rich = RichText { text: b"what was before".to_vec(), struck: Struck::Yes };
        rich.gather(&mut xml).unwrap();
        let mut text = String::new();
        push_text(&rich.text, &mut text);
        (text, rich.struck)
    }

    #[test]
    fn runs_join_and_phonetics_stay_out() {
        let (text, struck) = gathered(
            "<si><r><t>3幢</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 2单元</t></r><rPh sb='0' eb='1'><t>sān</t></rPh><phoneticPr fontId='1'/></si>",
        );
        assert_eq!((text.as_str(), struck), ("3幢 2单元", Struck::No), "a run with a font of its own is not struck");
    }

    #[test]
    fn space_at_the_ends_counts_only_where_it_is_to_be_kept() {
        let items = [
            "<is><t> 张 三\n</t></is>",
            "<is><t xml:space='preserve'> 张 </t></is>",
            "<is><t>  </t></is>",
            "<is/>",
            "<is><t><![CDATA[<张>]]>&amp;_x000D_</t></is>",
        ];
        assert_eq!(items.map(|item| gathered(item).0), ["张 三", " 张 ", "", "", "<张>&\r"], "as Excel shows them");
    }

    #[test]
    fn a_text_is_struck_when_all_that_is_seen_of_it_is() {
        let run = |font: &str, text: &str| format!("<r>{font}<t xml:space='preserve'>{text}</t></r>");
        let (struck, plain) = ("<rPr><strike/></rPr>", "<rPr><strike val='0'/></rPr>");
        let item = |runs: &[String]| gathered(&format!("<si>{}</si>", runs.concat())).1;
        assert_eq!(
            item(&[run(struck, "张"), run(plain, " "), run(struck, "三")]),
            Struck::Yes,
            "space between is not seen"
        );
        assert_eq!(item(&[run(struck, "张三"), run(plain, "李四")]), Struck::No, "half of it is still meant");
        assert_eq!(item(&[run("", "张三"), run(struck, "李四")]), Struck::ByFont, "the rest depends on the cell");
        assert_eq!(gathered("<si><t>张三</t></si>").1, Struck::ByFont, "plain text depends on the cell");
    }
}
