//! Web pages with a table, as management systems save them under the name `.xls`.
//!
//! A small tolerant reader: tags are found, everything unknown is skipped, nothing is ever fetched or run.

use crate::cell::{Cell, CellAt, Merge, Row};
use crate::error::{FileFormat, LooksLike, ReadError};
use crate::read::encoding::{Decoded, decode_labelled};
use crate::read::gate::Sink;

const WIDEST_SPAN: u32 = 1_000;
const TALLEST_SPAN: u32 = 20_000;
const SPANS_HELD: usize = 100_000;

/// Reads every table with rows as a nameless sheet; returns the encoding.
///
/// # Errors
/// [`ReadError::UnknownFormat`] without any row, [`ReadError::Damaged`] for spans beyond reason, or what
/// the sink refuses.
pub fn read(bytes: &[u8], sink: &mut dyn Sink) -> Result<&'static str, ReadError> {
    let head: Vec<u8> = bytes.iter().take(4096).filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
    let head = String::from_utf8_lossy(&head);
    let label = head.split("charset=").nth(1).map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect::<String>()
    });
    let Decoded { text, encoding } = decode_labelled(bytes, label.as_deref())?;
    let mut table = Table::default();
    for piece in Pieces::new(&text) {
        table.take(piece, sink)?;
    }
    table.end(sink)?;
    if !table.any_row {
        return Err(ReadError::UnknownFormat { looks_like: LooksLike::NoTable });
    }
    Ok(if encoding == "GBK" { "GBK" } else { encoding })
}

enum Piece<'a> {
    Text(&'a str),
    Open(&'a str, &'a str),
    Close(&'a str),
}

/// Text and tags, one after the other; comments, scripts and styles are left out.
struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Pieces<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    fn skip_past(&mut self, end: &str) {
        self.rest = self.rest.find(end).and_then(|at| self.rest.get(at + end.len()..)).unwrap_or("");
    }

    fn tag(&mut self) -> Option<Piece<'a>> {
        let body = self.rest.strip_prefix('<')?;
        if body.starts_with("!--") {
            self.skip_past("-->");
            return None;
        }
        let starts = body.chars().next().is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        let Some((inside, rest)) = body.split_once('>').filter(|_| starts) else {
            self.rest = body;
            return Some(Piece::Text("<"));
        };
        self.rest = rest;
        let (name, attributes) = inside.split_once(|c: char| c.is_whitespace()).unwrap_or((inside, ""));
        if let Some(name) = name.strip_prefix('/') {
            return Some(Piece::Close(name));
        }
        for hidden in ["script", "style", "xml"] {
            if name.eq_ignore_ascii_case(hidden) {
                self.skip_past(&format!("</{hidden}>"));
                return None;
            }
        }
        Some(Piece::Open(name.trim_end_matches('/'), attributes))
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        while !self.rest.is_empty() {
            if self.rest.starts_with('<') {
                if let Some(piece) = self.tag() {
                    return Some(piece);
                }
                continue;
            }
            let end = self.rest.find('<').unwrap_or(self.rest.len());
            let (text, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest;
            return Some(Piece::Text(text));
        }
        None
    }
}

#[derive(Default)]
struct Table {
    depth: u32,
    any_row: bool,
    rows: Vec<Row>,
    merges: Vec<Merge>,
    /// Columns still covered from above: (column, last row covered).
    covered: Vec<(u32, u32)>,
    row: Option<Row>,
    column: u32,
    cell: Option<(String, u32, u32)>,
}

impl Table {
    fn take(&mut self, piece: Piece<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
        match piece {
            Piece::Text(text) => {
                if let Some((cell, ..)) = &mut self.cell {
                    append_text(cell, text);
                }
            }
            Piece::Open(name, attributes) => match name.to_ascii_lowercase().as_str() {
                "table" => self.depth += 1,
                "tr" => {
                    self.end_row()?;
                    let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX).saturating_add(1);
                    self.row = Some(Row { number, ..Row::default() });
                    self.column = 0;
                }
                "td" | "th" => {
                    self.end_cell()?;
                    let span = |name| attribute(attributes, name).unwrap_or(1).max(1);
                    self.cell =
                        Some((String::new(), span("colspan").min(WIDEST_SPAN), span("rowspan").min(TALLEST_SPAN)));
                }
                "br" => {
                    if let Some((cell, ..)) = &mut self.cell {
                        cell.push('\n');
                    }
                }
                _ => {}
            },
            Piece::Close(name) => match name.trim().to_ascii_lowercase().as_str() {
                "td" | "th" => self.end_cell()?,
                "tr" => self.end_row()?,
                "table" => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        self.end(sink)?;
                    }
                }
                _ => {}
            },
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let (Some((text, wide, tall)), Some(row)) = (self.cell.take(), self.row.as_mut()) else { return Ok(()) };
        let number = row.number;
        while self.covered.iter().any(|(column, last)| *column == self.column && *last >= number) {
            self.column += 1;
        }
        let text = tidy(&text);
        if !text.is_empty() {
            row.put(self.column, Cell::text(text));
        }
        if wide > 1 || tall > 1 {
            let to = CellAt { row: number.saturating_add(tall - 1), column: self.column.saturating_add(wide - 1) };
            self.merges.push(Merge { from: CellAt { row: number, column: self.column }, to });
            if tall > 1 {
                self.covered.extend((self.column..=to.column).map(|column| (column, to.row)));
            }
            if self.covered.len() > SPANS_HELD || self.merges.len() > SPANS_HELD {
                return Err(ReadError::Damaged { format: FileFormat::Html });
            }
        }
        self.column = self.column.saturating_add(wide);
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        self.end_cell()?;
        if let Some(row) = self.row.take() {
            self.covered.retain(|(_, last)| *last > row.number);
            self.rows.push(row);
            self.any_row = true;
        }
        Ok(())
    }

    fn end(&mut self, sink: &mut dyn Sink) -> Result<(), ReadError> {
        self.end_row()?;
        if self.rows.is_empty() {
            return Ok(());
        }
        self.covered.clear();
        sink.sheet(None, false, std::mem::take(&mut self.merges))?;
        for row in std::mem::take(&mut self.rows) {
            if !row.cells.is_empty() {
                sink.row(row)?;
            }
        }
        sink.sheet_end()
    }
}

fn attribute(attributes: &str, name: &str) -> Option<u32> {
    let lower = attributes.to_ascii_lowercase();
    let value = lower.split_once(name)?.1.trim_start().strip_prefix('=')?.trim_start();
    value.trim_start_matches(['"', '\'']).chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// Line breaks of the source fold with their indent; those of `<br>` were put in by the caller.
fn append_text(cell: &mut String, text: &str) {
    let lines: Vec<&str> = text.split(['\r', '\n']).collect();
    let text = match lines.as_slice() {
        [one] => one.replace('\t', " "),
        folded => folded.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" "),
    };
    let mut parts = text.split('&');
    cell.push_str(parts.next().unwrap_or(""));
    for part in parts {
        match part.split_once(';').and_then(|(name, rest)| entity(name).map(|c| (c, rest))) {
            Some((character, rest)) => {
                cell.push(character);
                cell.push_str(rest);
            }
            None => {
                cell.push('&');
                cell.push_str(part);
            }
        }
    }
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "middot" => Some('·'),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())
        }
    }
}

fn tidy(text: &str) -> String {
    text.trim_matches('\n').trim_matches('\u{a0}').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::collect::Collect;
    use proptest::prelude::*;

    fn rows(html: &str) -> Vec<Row> {
        let mut sink = Collect::default();
        read(html.as_bytes(), &mut sink).unwrap();
        sink.workbook.sheets.into_iter().flat_map(|sheet| sheet.rows).collect()
    }

    #[test]
    fn spans_shift_the_cells_beside_and_below() {
        let rows = rows("<table><tr><td rowspan=2>3幢</td><td>甲</td></tr><tr><td>乙<br>丙</td></tr></table>");
        assert_eq!(rows[1].text(1), "乙\n丙", "the covered column is stepped over, the break kept");
        assert_eq!(rows[1].text(0), "3幢", "the covered cell borrows its value");
        assert!(rows[1].cell(0).unwrap().merged_from.is_some(), "and says so");
    }

    #[test]
    fn characters_written_as_entities_are_read() {
        assert_eq!(
            rows("<table><tr><td>林&#x36C3;&nbsp;&amp;Co &unknown; x</td></tr></table>")[0].text(0),
            "林㛃 &Co &unknown; x",
            "unknown ones stay"
        );
    }

    proptest! {
        #[test]
        fn any_tag_soup_is_survived(soup in "(<table>|<tr>|<td>|<td rowspan=9 colspan=3>|</td>|</tr>|</table>|<!--|-->|<style>|&#|;|<|>|甲|1){0,60}") {
            let _ = read(soup.as_bytes(), &mut Collect::default());
        }
    }
}
