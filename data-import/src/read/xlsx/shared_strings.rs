//! The shared strings: every text once, in one arena.

use super::damaged;
use super::rich_text::{RichText, Struck, push_text};
use super::xml::{Token, Xml};
use crate::error::ReadError;

/// All shared strings of a workbook.
#[derive(Debug, Default)]
pub struct SharedStrings {
    arena: String,
    /// Where each text ends in the arena.
    ends: Vec<u32>,
    /// Texts whose runs say whether they are struck, in ascending order.
    marked: Vec<(u32, Struck)>,
}

impl SharedStrings {
    /// The text of that number; nothing where the table is shorter.
    pub fn text(&self, index: usize) -> Option<&str> {
        let from = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        let to = *self.ends.get(index)?;
        self.arena.get(from as usize..to as usize)
    }

    /// Who says whether that text is struck.
    pub fn struck(&self, index: usize) -> Struck {
        if self.marked.is_empty() {
            return Struck::ByFont;
        }
        let place = self.marked.binary_search_by_key(&index, |(marked, _)| *marked as usize).ok();
        place.and_then(|place| self.marked.get(place)).map_or(Struck::ByFont, |(_, struck)| *struck)
    }

    fn push(&mut self, rich: &RichText) -> Result<(), ReadError> {
        let struck = rich.struck;
        if struck != Struck::ByFont {
            self.marked.push((u32::try_from(self.ends.len()).map_err(|_| damaged())?, struck));
        }
        push_text(&rich.text, &mut self.arena);
        self.ends.push(u32::try_from(self.arena.len()).map_err(|_| damaged())?);
        Ok(())
    }
}

/// Reads the table. The counts that it declares are not believed.
///
/// # Errors
/// [`ReadError::Damaged`] for broken XML or more than 4 GiB of text.
pub fn read(xml: &mut Xml<'_>) -> Result<SharedStrings, ReadError> {
    let mut shared = SharedStrings::default();
    let mut rich = RichText::default();
    loop {
        match xml.next()? {
            Token::Open(tag) if tag.name() == b"si" => {
                rich.gather(xml)?;
                shared.push(&rich)?;
            }
            Token::End => break,
            _ => {}
        }
    }
    shared.arena.shrink_to_fit();
    shared.ends.shrink_to_fit();
    Ok(shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_their_number_and_no_count_is_believed() {
        let part = "<sst count='4294967295' uniqueCount='4294967295'><si><t>张三</t></si><si/><si><r><rPr><strike/></rPr><t>李四</t></r></si></sst>";
        let shared = read(&mut Xml::new(Box::new(part.as_bytes()))).unwrap();
        let texts: Vec<_> = (0..4).map(|index| shared.text(index)).collect();
        assert_eq!(
            texts,
            [Some("张三"), Some(""), Some("李四"), None],
            "an empty one counts; beyond the last there is none"
        );
        assert_eq!(
            [0, 1, 2, 3].map(|index| shared.struck(index)),
            [Struck::ByFont, Struck::ByFont, Struck::Yes, Struck::ByFont],
            "each by its runs"
        );
        let broken = read(&mut Xml::new(Box::new(&b"<sst><si><t>\xFF\xE5</t></si></sst>"[..]))).unwrap();
        assert!(broken.text(0).is_some_and(|text| text.contains('\u{FFFD}')), "a broken character is replaced");
        assert!(read(&mut Xml::new(Box::new(&b"<sst><si><t>x</t>"[..]))).is_err(), "a table cut off is damage");
    }
}
