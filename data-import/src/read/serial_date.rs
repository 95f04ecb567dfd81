//! Serial dates: days since the end of 1899 (or since 1904) and parts of a day.

use crate::cell::{Cell, Form};

/// Days between the two systems.
const BETWEEN: f64 = 1462.0;
/// The day after 9999-12-31, the last that Excel knows.
const BEYOND: f64 = 2_958_466.0;
/// 1900-02-29, which never was, but which Excel took over from Lotus 1-2-3.
const THE_DAY_THAT_NEVER_WAS: i64 = 60;
const SECONDS: i64 = 86_400;

/// A date cell from a serial number of the 1900 system, or of the 1904 system. A serial outside the calendar stays
/// the number it is.
#[must_use]
pub fn cell(serial: f64, from_1904: bool) -> Cell {
    iso(serial, from_1904).map_or_else(|| Cell::number(serial), |text| Cell::of(Form::Date, text))
}

/// ISO 8601 of a serial: the day, and the time to the second unless it is midnight.
fn iso(serial: f64, from_1904: bool) -> Option<String> {
    let counted = if from_1904 { serial + BETWEEN } else { serial };
    if serial < 1.0 || !(1.0..BEYOND).contains(&counted) {
        return None;
    }
    // Below 2^53, so exact; a time of 23:59:59.6 is rounded into the next day.
    #[expect(clippy::cast_possible_truncation, reason = "the range was just checked")]
    let seconds = (counted * SECONDS as f64).round() as i64;
    let (day, second) = (seconds.div_euclid(SECONDS), seconds.rem_euclid(SECONDS));
    if day == THE_DAY_THAT_NEVER_WAS {
        return None;
    }
    let (year, month, date) = civil(if day < THE_DAY_THAT_NEVER_WAS { day + 1 } else { day })?;
    let mut text = format!("{year:04}-{month:02}-{date:02}");
    if second > 0 {
        text.push_str(&format!("T{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60));
    }
    Some(text)
}

/// Year, month and day of a number of days since 1899-12-30, in the Gregorian calendar (Howard Hinnant's method:
/// years begin in March, so that the leap day is their last).
fn civil(day: i64) -> Option<(i64, i64, i64)> {
    const FROM_MARCH_OF_YEAR_0: i64 = 693_899;
    let days = day + FROM_MARCH_OF_YEAR_0;
    let (era, in_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (in_era - in_era / 1460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * in_year + 2) / 153;
    let date = in_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year <= 9999).then_some((year, month, date))
}

/// A date cell from what a `t="d"` cell holds (ISO 8601, strict edition), in the same form; a time or a duration
/// alone stays text.
#[must_use]
pub fn from_iso(text: &str) -> Cell {
    let text = text.trim();
    let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = day.split('-').collect();
    if !matches!(parts.as_slice(), [year, month, date] if year.len() == 4 && [year, month, date].into_iter().all(|p| digits(p)))
    {
        return Cell::text(text);
    }
    // A cell has no time zone and shows no parts of a second.
    let time = time.split(['.', 'Z', '+']).next().unwrap_or_default();
    let midnight = time.bytes().all(|byte| matches!(byte, b'0' | b':'));
    Cell::of(Form::Date, if midnight { day.to_owned() } else { format!("{day}T{time}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn serials_are_days_of_the_1900_system() {
        let known = [
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (61.0, "1900-03-01"),
            (29_225.0, "1980-01-05"),
            (2_958_465.0, "9999-12-31"),
        ];
        for (serial, day) in known {
            assert_eq!(cell(serial, false), Cell::of(Form::Date, day), "{serial}");
        }
        assert_eq!(cell(29_225.354_166_666_67, false).text, "1980-01-05T08:30:00", "with a time");
        assert_eq!(cell(29_225.999_999_9, false).text, "1980-01-06", "rounding reaches the next day");
        for outside in [0.0, 0.5, -1.0, 60.0, 60.5, 2_958_466.0, 1e300, f64::NAN, f64::INFINITY] {
            assert!(matches!(cell(outside, false).form, Form::Number(_)), "{outside} is no day");
        }
    }

    #[test]
    fn workbooks_of_1904_count_from_there() {
        assert_eq!(cell(27_763.0, true).text, "1980-01-05", "1462 days fewer");
        assert!(matches!(cell(2_957_004.0, true).form, Form::Number(_)), "beyond the year 9999");
    }

    #[test]
    fn iso_dates_come_in_the_same_form() {
        let told = ["1980-01-05", "1980-01-05T00:00:00", "1980-01-05T08:30:00.000Z", " 1980-01-05 08:30 "]
            .map(|t| from_iso(t).text);
        assert_eq!(
            told,
            ["1980-01-05", "1980-01-05", "1980-01-05T08:30:00", "1980-01-05T08:30"],
            "day, and time if there is one"
        );
        for text in ["10:30:00", "PT3H", "T10:30:00", "-", "", "80-1-5", "1980-01", "1980-一-05"] {
            assert_eq!(from_iso(text).form, Form::Text, "{text} is no day");
        }
    }

    proptest! {
        #[test]
        fn days_follow_one_another(day in 61i64..2_958_465) {
            let text = |day: i64| cell(day as f64, false).text;
            let (one, next) = (text(day), text(day + 1));
            prop_assert!(one < next, "{one} before {next}");
            let date = |text: &str| text.get(8..).unwrap().parse::<i64>().unwrap();
            prop_assert!(date(&next) == date(&one) + 1 || date(&next) == 1, "{one} then {next}");
        }
    }
}
