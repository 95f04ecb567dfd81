//! Dates as registers know them: a year, a month or a day (`1980`, `1980-01`, `1980-01-05`).

pub mod written;

pub use written::{DateContext, DateRule, DateWarning, SerialBase, WrittenDate, parse_written_date};

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DatePrecision {
    /// Only the year (年).
    Year,
    /// Year and month (月).
    Month,
    /// The full date (日).
    Day,
}

impl DatePrecision {
    /// The word used in exports: `year`, `month` or `day`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
        }
    }
}

impl fmt::Display for DatePrecision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A calendar date of the proleptic Gregorian calendar, years 1–9999, known to the year, month or day.
///
/// Its text is ISO 8601 cut to the precision; its order is the order of that text, so a year sorts before its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PartialDate {
    year: i16,
    /// 1–12, 0 where only the year is known.
    month: u8,
    /// 1–31, 0 where the day is not known.
    day: u8,
}

impl PartialDate {
    /// A date known to the year. `None` outside 1–9999.
    pub fn year_only(year: i16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self { year, month: 0, day: 0 })
    }

    /// A date known to the month (1–12).
    pub fn month_of(year: i16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(())?;
        Self::year_only(year).map(|known| Self { month, ..known })
    }

    /// A full date. `None` where the calendar has no such day.
    pub fn day_of(year: i16, month: u8, day: u8) -> Option<Self> {
        let known = Self::month_of(year, month)?;
        (1..=days_in_month(year, month)).contains(&day).then_some(Self { day, ..known })
    }

    /// The day that lies `days` after 1970-01-01, held within the years 1–9999.
    pub fn from_days_since_1970(days: i32) -> Self {
        let days = i64::from(days).clamp(DAYS_TO_YEAR_1, DAYS_TO_YEAR_9999) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self {
            year: i16::try_from(year).unwrap_or(1970),
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(day).unwrap_or(1),
        }
    }

    /// Days since 1970-01-01 of the first day the date can mean.
    pub fn days_since_1970(self) -> i32 {
        let (month, day) = (i64::from(self.month.max(1)), i64::from(self.day.max(1)));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        i32::try_from(era * 146_097 + day_of_era - 719_468).unwrap_or(0)
    }

    /// The year, 1–9999.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1–12, where known.
    pub const fn month(self) -> Option<u8> {
        if self.month == 0 { None } else { Some(self.month) }
    }

    /// The day of the month, 1–31, where known.
    pub const fn day(self) -> Option<u8> {
        if self.day == 0 { None } else { Some(self.day) }
    }

    /// How much is known.
    pub const fn precision(self) -> DatePrecision {
        match (self.month, self.day) {
            (0, _) => DatePrecision::Year,
            (_, 0) => DatePrecision::Month,
            _ => DatePrecision::Day,
        }
    }

    /// The first day this date can mean, to the day.
    pub const fn first_day(self) -> Self {
        Self {
            year: self.year,
            month: if self.month == 0 { 1 } else { self.month },
            day: if self.day == 0 { 1 } else { self.day },
        }
    }

    /// The last day this date can mean, to the day.
    pub const fn last_day(self) -> Self {
        let month = if self.month == 0 { 12 } else { self.month };
        Self { year: self.year, month, day: if self.day == 0 { days_in_month(self.year, month) } else { self.day } }
    }

    /// Whether every day this date can mean lies before every day the other can mean: 1980 ends before 1981-03.
    pub fn ends_before(self, other: Self) -> bool {
        self.last_day() < other.first_day()
    }

    /// Whether the two can mean the same day: 1980 agrees with 1980-01-05, 1981 does not.
    pub fn agrees_with(self, other: Self) -> bool {
        self.first_day() <= other.last_day() && other.first_day() <= self.last_day()
    }
}

/// 0001-01-01 and 9999-12-31 in days since 1970-01-01.
const DAYS_TO_YEAR_1: i64 = -719_162;
const DAYS_TO_YEAR_9999: i64 = 2_932_896;

const fn days_in_month(year: i16, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision() {
            DatePrecision::Year => write!(f, "{:04}", self.year),
            DatePrecision::Month => write!(f, "{:04}-{:02}", self.year, self.month),
            DatePrecision::Day => write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day),
        }
    }
}

/// The text is not an ISO date cut to a year, month or day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a date: write 1980, 1980-01 or 1980-01-05")]
pub struct DateError(pub String);

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Registers are read by the million dates.
        let read = match *text.as_bytes() {
            [a, b, c, d] => number([a, b, c, d]).and_then(Self::year_only),
            [a, b, c, d, b'-', m, n] => {
                number([a, b, c, d]).zip(number([m, n])).and_then(|(year, month)| Self::month_of(year, month))
            }
            [a, b, c, d, b'-', m, n, b'-', x, y] => number([a, b, c, d])
                .zip(number([m, n]))
                .zip(number([x, y]))
                .and_then(|((year, month), day)| Self::day_of(year, month, day)),
            _ => None,
        };
        read.ok_or_else(|| DateError(text.to_owned()))
    }
}

/// The number that ASCII digits stand for.
fn number<T: TryFrom<i16>, const N: usize>(digits: [u8; N]) -> Option<T> {
    let number = digits
        .iter()
        .try_fold(0_i16, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i16::from(digit - b'0')))?;
    T::try_from(number).ok()
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for PartialDate {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_iso_cut_to_the_precision() {
        for text in ["1980", "1980-01", "1980-01-05", "2000-02-29"] {
            let date: PartialDate = text.parse().unwrap();
            assert_eq!(date.to_string(), text, "what is read is what is written");
        }
        for text in ["", "80", "1980-1", "1980-13", "1980-02-30", "1900-02-29", "1980-01-05-01", "0000"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text} is no date of the calendar in this form");
        }
    }

    #[test]
    fn a_year_covers_its_days() {
        let year = PartialDate::year_only(1980).unwrap();
        assert_eq!(year.first_day().to_string(), "1980-01-01", "the year begins here");
        assert_eq!(year.last_day().to_string(), "1980-12-31", "and ends here");
        assert_eq!(
            PartialDate::month_of(1980, 2).unwrap().last_day().to_string(),
            "1980-02-29",
            "1980 was a leap year"
        );
        assert!(year.agrees_with("1980-05-06".parse().unwrap()), "a day of 1980 does not contradict 1980");
        assert!(!year.agrees_with("1981".parse().unwrap()), "another year does");
        assert!(year.ends_before("1981-03".parse().unwrap()), "all of 1980 lies before March 1981");
        assert!(!year.ends_before("1980-05".parse().unwrap()), "not all of it before May 1980");
    }

    #[test]
    fn days_since_1970_goes_both_ways() {
        for (days, text) in [(0, "1970-01-01"), (3656, "1980-01-05"), (-25_567, "1900-01-01"), (19_782, "2024-02-29")] {
            let date = PartialDate::from_days_since_1970(days);
            assert_eq!(date.to_string(), text, "day {days} is {text}");
            assert_eq!(date.days_since_1970(), days, "and back");
        }
        assert_eq!(
            PartialDate::from_days_since_1970(i32::MAX).to_string(),
            "9999-12-31",
            "the far future is held at the last year"
        );
        assert_eq!(PartialDate::from_days_since_1970(i32::MIN).to_string(), "0001-01-01", "the far past at the first");
    }

    #[test]
    fn serde_writes_the_text() {
        let date: PartialDate = serde_json::from_str("\"1980-01\"").unwrap();
        assert_eq!(serde_json::to_string(&date).unwrap(), "\"1980-01\"", "the wire form is the ISO text");
    }
}
