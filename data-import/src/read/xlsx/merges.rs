//! Merged ranges (合并单元格), which stand behind the rows of a sheet.

use super::reference::range;
use super::xml::{Token, Xml};
use crate::cell::Merge;
use crate::error::ReadError;

/// Ranges beyond this many are not looked at; no sheet made by people has as many.
const MOST: usize = 1_000_000;

/// Goes straight to the merged ranges of a sheet, not looking at its rows.
///
/// # Errors
/// [`ReadError::Damaged`] for broken XML among them.
pub fn find(xml: &mut Xml<'_>) -> Result<Vec<Merge>, ReadError> {
    let mut merges = Vec::new();
    while merges.len() < MOST && xml.jump_to("mergeCells")? {
        let mut depth = 0usize;
        loop {
            match xml.next()? {
                Token::Open(tag) => {
                    depth += 1;
                    let cells = tag.attribute("ref").filter(|_| tag.name() == b"mergeCell");
                    merges.extend(cells.and_then(range).map(|(from, to)| Merge { from, to }));
                }
                Token::Close => depth = depth.saturating_sub(1),
                Token::Text(_) | Token::Verbatim(_) => {}
                Token::End => return Ok(merges),
            }
            if depth == 0 || merges.len() >= MOST {
                break;
            }
        }
    }
    Ok(merges)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_ranges_are_found_behind_the_rows() {
        let rows = "<row><c><v>1</v></c></row>".repeat(50_000);
        let part = format!(
            "<x:worksheet><x:sheetData>{rows}</x:sheetData><x:mergeCells count='99999999'><x:mergeCell ref='A1:B2'/>\
             <x:mergeCell\n ref=\"C3\"/><x:mergeCell ref='D4:D9'></x:mergeCell></x:mergeCells></x:worksheet>"
        );
        let merges = find(&mut Xml::new(Box::new(part.as_bytes()))).unwrap();
        let corners: Vec<_> = merges.iter().map(|m| (m.from.row, m.from.column, m.to.row, m.to.column)).collect();
        assert_eq!(
            corners,
            [(1, 0, 2, 1), (4, 3, 9, 3)],
            "two ranges; a single cell is none, and no count is believed"
        );
        assert_eq!(find(&mut Xml::new(Box::new(rows.as_bytes()))).unwrap(), [], "a sheet without any");
    }
}
