//! One cell: its type and its look.

use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::document::{Cell, Weight};

/// The looks of cells.
pub(super) struct Styles {
    pub title: Format,
    pub header: Format,
    pub label: Format,
    pub notice: Format,
    body: Format,
    total: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let line = Color::RGB(0x00A6_A6A6);
        let body =
            Format::new().set_border(FormatBorder::Thin).set_border_color(line).set_align(FormatAlign::VerticalCenter);
        let shade = Color::RGB(0x00EE_EEEE);
        let header = body.clone().set_bold().set_background_color(shade).set_align(FormatAlign::Center).set_text_wrap();
        Self {
            title: Format::new().set_bold().set_font_size(16),
            label: body.clone().set_background_color(shade),
            notice: Format::new().set_bold().set_font_color(Color::RGB(0x00A0_0000)),
            total: body.clone().set_bold(),
            header,
            body,
        }
    }

    /// The look of a value in a table.
    fn of(&self, weight: Weight, first: bool) -> Format {
        match weight {
            Weight::Normal => self.body.clone(),
            Weight::Total => self.total.clone(),
            Weight::Part if first => self.body.clone().set_indent(1),
            Weight::Part => self.body.clone(),
        }
    }

    /// Writes a value with its type. Text is a string cell whatever it looks like.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        cell: &Cell,
        (weight, first): (Weight, bool),
    ) -> Result<(), XlsxError> {
        let format = self.of(weight, first);
        match cell {
            Cell::Blank => sheet.write_blank(row, column, &format)?,
            Cell::Text(text) => sheet.write_string_with_format(row, column, text, &text_format(format))?,
            Cell::Count(count) => {
                sheet.write_number_with_format(row, column, *count as f64, &format.set_num_format("0"))?
            }
            Cell::Change(change) => {
                sheet.write_number_with_format(row, column, *change as f64, &format.set_num_format("+0;-0;0"))?
            }
            Cell::Percent(percent) => {
                let share = f64::from(*percent) / 100.0;
                sheet.write_number_with_format(row, column, share, &format.set_num_format("0%"))?
            }
            Cell::Date(iso) => return write_date(sheet, (row, column), iso, format),
            Cell::Box => sheet.write_string_with_format(row, column, cell.print(), &format)?,
        };
        Ok(())
    }
}

/// `@` keeps a code a text when the cell is edited later.
fn text_format(format: Format) -> Format {
    format.set_num_format("@")
}

/// A whole date or date-time becomes a date, a year alone a number, any other precision stays text.
pub(super) fn write_date(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    iso: &str,
    format: Format,
) -> Result<(), XlsxError> {
    let (pattern, whole) = match iso.len() {
        10 => ("yyyy-mm-dd", true),
        16 | 19 => ("yyyy-mm-dd hh:mm", true),
        _ => ("@", false),
    };
    match (ExcelDateTime::parse_from_str(iso), iso.parse::<u16>()) {
        (Ok(date), _) if whole => {
            sheet.write_datetime_with_format(row, column, &date, &format.set_num_format(pattern))?
        }
        (_, Ok(year)) if iso.len() == 4 => {
            sheet.write_number_with_format(row, column, year, &format.set_num_format("0"))?
        }
        _ => sheet.write_string_with_format(row, column, iso, &text_format(format))?,
    };
    Ok(())
}
