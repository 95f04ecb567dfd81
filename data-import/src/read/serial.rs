//! Serial day numbers of spreadsheets, and the number formats that make a number a date.

use crate::cell::{Cell, Form};
use calamine::{ExcelDateTime, ExcelDateTimeType};

/// Whether a built-in number format shows a day: 14–22 everywhere, 27–36 and 50–58 in East Asian editions.
pub fn builtin_is_date(format: u16) -> bool {
    matches!(format, 14..=22 | 27..=36 | 45 | 47 | 50..=58)
}

/// Whether a number format shows a day or a time of day. Elapsed time (`[h]:mm`) is a number.
pub fn is_date_format(code: &str) -> bool {
    let mut bare = String::new();
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => while letters.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => {
                letters.next();
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                if matches!(inside.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    return false;
                }
            }
            // Only the form of positive numbers counts.
            ';' => break,
            _ => bare.push(letter.to_ascii_lowercase()),
        }
    }
    !matches!(bare.as_str(), "general" | "standard") && bare.contains(['y', 'm', 'd', 'h', 's']) || bare.contains("aaa")
}

/// A cell of a serial day; times of day and serials outside the calendar stay numbers.
pub fn date_cell(serial: f64, from_1904: bool) -> Cell {
    let from = if from_1904 { 0.0 } else { 1.0 };
    if !(from..2_958_466.0).contains(&serial) {
        return Cell::number(serial);
    }
    let date = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, from_1904);
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let mut text = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) != (0, 0, 0) {
        text.push_str(&format!("T{hour:02}:{minute:02}:{second:02}"));
    }
    Cell::of(Form::Date, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_show_a_day_are_told_from_those_that_do_not() {
        for code in ["yyyy-mm-dd", r#"yyyy"年"m"月"d"日""#, "[$-804]aaaa", "m/d/yy h:mm", "h:mm AM/PM"] {
            assert!(is_date_format(code), "{code} shows a day or a time");
        }
        for code in
            ["General", "0.00", "[h]:mm:ss", r#"0"d""#, "@", "G/通用格式", r"0.00_);[Red]\(0.00\)", "#,##0;\"days\""]
        {
            assert!(!is_date_format(code), "{code} shows a number");
        }
    }

    #[test]
    fn both_calendars_give_the_day_that_excel_shows() {
        assert_eq!(date_cell(29_225.0, false).text, "1980-01-05", "1900 system");
        assert_eq!(date_cell(27_763.0, true).text, "1980-01-05", "1904 system");
        assert_eq!(date_cell(29_225.5, false).text, "1980-01-05T12:00:00", "with a time");
        assert_eq!(date_cell(0.5, false), Cell::number(0.5), "a time alone is no day");
    }
}
