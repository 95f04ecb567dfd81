//! One sheet that is being written from top to bottom.

use rust_xlsxwriter::{IgnoreError, Worksheet, XlsxError};

use super::cells::Styles;
use crate::document::{Block, Cell, Document, Group, Line, Table, Weight};
use crate::error::ReportError;

/// Characters of column width for one share of [`Column::width`](crate::document::Column::width).
const CHARACTERS_A_SHARE: f64 = 7.0;

pub(super) struct SheetWriter<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    /// The next free row.
    row: u32,
}

impl<'a> SheetWriter<'a> {
    pub(super) fn new(sheet: &'a mut Worksheet, styles: &'a Styles) -> Self {
        Self { sheet, styles, row: 0 }
    }

    /// Head and foot of every printed page: title, mark, who printed it, page numbers.
    pub(super) fn running_lines(&mut self, document: &Document) -> Result<(), ReportError> {
        let mark = document.mark.as_deref().unwrap_or_default();
        let head = format!("&L{}&C&\"-,Bold\"{}&R{}", plain(&document.title), plain(mark), plain(&document.area));
        let foot = format!("&L&8{}&R&8&P / &N", plain(&document.foot));
        self.sheet.set_header(head).set_footer(foot);
        self.sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        Ok(())
    }

    /// A title with a line under it.
    pub(super) fn title(&mut self, title: &str, line: &str) -> Result<(), ReportError> {
        self.sheet.write_string_with_format(0, 0, title, &self.styles.title)?;
        self.sheet.write_string(1, 0, line)?;
        self.row = 3;
        Ok(())
    }

    /// A block under what is there already.
    pub(super) fn block(&mut self, block: &Block) -> Result<(), ReportError> {
        match block {
            Block::Facts(pairs) => self.facts(pairs)?,
            Block::Paragraph(text) | Block::Subheading { title: text, .. } => {
                self.sheet.write_string(self.row, 0, text)?;
                self.row += 2;
            }
            Block::Notice(text) => {
                self.sheet.write_string_with_format(self.row, 0, text, &self.styles.notice)?;
                self.row += 2;
            }
            Block::Table(table) => {
                self.table(table, 0)?;
                self.row += 1;
            }
            // A workbook is for figures.
            Block::Signatures(_) | Block::Picture { .. } => {}
        }
        Ok(())
    }

    /// Goes on below `row` and below what is there already; returns where that is.
    pub(super) fn skip_to(&mut self, row: u32) -> u32 {
        self.row = self.row.max(row);
        self.row
    }

    /// A table that begins in the first row: frozen header, filter, widths.
    pub(super) fn listing(&mut self, table: &Table, left: u16, frozen: u16) -> Result<(), ReportError> {
        self.row = 0;
        let bottom = self.table(table, left)?;
        self.row = bottom + 1;
        self.sheet.set_freeze_panes(1, frozen)?.set_repeat_rows(0, 0)?;
        let right = left + u16::try_from(table.columns.len()).unwrap_or(1).saturating_sub(1);
        let data_bottom = bottom.saturating_sub(1);
        if left == 0 && data_bottom > 0 {
            let sums = table.groups.iter().filter(|group| group.weight == Weight::Total).count();
            let sums = u32::try_from(sums).unwrap_or(0);
            self.sheet.autofilter(0, left, data_bottom.saturating_sub(sums).max(1), right)?;
            self.sheet.ignore_error_range(1, left, data_bottom, right, IgnoreError::NumberStoredAsText)?;
        }
        for (column, width) in (left..).zip(table.columns.iter().map(|column| column.width)) {
            self.sheet.set_column_width(column, (f64::from(width) * CHARACTERS_A_SHARE).max(8.0))?;
        }
        Ok(())
    }

    fn facts(&mut self, pairs: &[(String, String)]) -> Result<(), XlsxError> {
        for (label, value) in pairs {
            self.sheet.write_string_with_format(self.row, 0, label, &self.styles.label)?;
            self.styles.write(self.sheet, (self.row, 1), &Cell::text(value), (Weight::Normal, false))?;
            self.row += 1;
        }
        self.sheet.set_column_width(0, 24)?.set_column_width(1, 30)?;
        self.sheet.set_column_width(2, 16)?.set_column_width(3, 12)?;
        self.row += 1;
        Ok(())
    }

    /// Writes a table at the current row and returns the row below it.
    fn table(&mut self, table: &Table, left: u16) -> Result<u32, XlsxError> {
        for (column, title) in (left..).zip(table.columns.iter().map(|column| &column.title)) {
            self.sheet.write_string_with_format(self.row, column, title, &self.styles.header)?;
        }
        self.row += 1;
        for group in &table.groups {
            self.group(group, left)?;
        }
        Ok(self.row)
    }

    /// The leading cells stand in every line, so that a filter finds them.
    fn group(&mut self, group: &Group, left: u16) -> Result<(), XlsxError> {
        for line in &group.lines {
            let wide;
            let rest: &[Cell] = match line {
                Line::Cells(cells) => cells,
                Line::Wide(text) => {
                    wide = [Cell::text(text)];
                    &wide
                }
            };
            for (column, cell) in (left..).zip(group.lead.iter().chain(rest)) {
                self.styles.write(self.sheet, (self.row, column), cell, (group.weight, column == left))?;
            }
            self.row += 1;
        }
        Ok(())
    }
}

/// Text in a page header, where `&` begins a command.
fn plain(text: &str) -> String {
    text.replace('&', "&&")
}
