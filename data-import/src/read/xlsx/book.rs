//! The workbook part: which sheets there are, and from when days are counted.

use super::xml::{Token, Xml};
use super::{damaged, tag::Tag};
use crate::error::ReadError;

/// One entry of the sheet list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Name on the tab.
    pub name: String,
    /// Hidden, also "very hidden" so that only a macro can show it.
    pub hidden: bool,
    /// Id of the relationship to its part.
    pub relation: String,
}

/// What the workbook part says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Book {
    /// Sheets in the order of their tabs.
    pub sheets: Vec<Entry>,
    /// Whether day 0 is 1904-01-01, as in workbooks of the first Macintosh versions.
    pub from_1904: bool,
}

/// Reads the workbook part.
///
/// # Errors
/// [`ReadError::Damaged`] for broken XML or a sheet without a part.
pub fn read(xml: &mut Xml<'_>) -> Result<Book, ReadError> {
    let mut book = Book::default();
    loop {
        match xml.next()? {
            Token::Open(tag) => match tag.name() {
                b"workbookPr" => book.from_1904 = tag.truth("date1904").unwrap_or(false),
                b"sheet" => book.sheets.push(entry(&tag)?),
                // The list may stand twice, once for programs that know an extension.
                b"Fallback" => xml.skip()?,
                _ => {}
            },
            Token::End => return Ok(book),
            _ => {}
        }
    }
}

fn entry(tag: &Tag<'_>) -> Result<Entry, ReadError> {
    let relation = tag.prefixed("id").map(super::escape::plain).ok_or_else(damaged)?;
    let hidden = tag.attribute("state").is_some_and(|state| matches!(state, b"hidden" | b"veryHidden"));
    Ok(Entry { name: tag.text("name").unwrap_or_default(), hidden, relation })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_come_in_order_with_what_hides_them() {
        let part = r#"<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:q="y"><x:workbookPr date1904="true"/>
            <x:sheets><x:sheet name="3&amp;4幢" sheetId="9" q:id="rId2"/><x:sheet name="乙" sheetId="1" state="veryHidden" q:id="rId1"/></x:sheets></x:workbook>"#;
        let book = read(&mut Xml::new(Box::new(part.as_bytes()))).unwrap();
        let told: Vec<_> = book.sheets.iter().map(|s| (s.name.as_str(), s.hidden, s.relation.as_str())).collect();
        assert_eq!(told, [("3&4幢", false, "rId2"), ("乙", true, "rId1")], "tab order, not the order of ids");
        assert!(book.from_1904, "days count from 1904");
        let lost = read(&mut Xml::new(Box::new(&b"<workbook><sheets><sheet name='a'/></sheets></workbook>"[..])));
        assert_eq!(lost, Err(damaged()), "a sheet without a part is not passed over in silence");
    }
}
