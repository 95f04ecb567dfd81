//! Comparing birth dates of different exactness.

use super::evidence::Evidence;
use super::slip::one_slip_apart;
use super::weight::weight;
use crate::date::{DatePrecision, PartialDate};

/// The kindest reading of any of one record's dates against any of the other's. `None` where one has none.
pub(super) fn compare_births(a: &[PartialDate], b: &[PartialDate]) -> Option<Evidence> {
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| compare_birth(*x, *y)));
    pairs.max_by_key(|evidence| weight(*evidence).alone)
}

fn compare_birth(a: PartialDate, b: PartialDate) -> Evidence {
    match a.precision().min(b.precision()) {
        DatePrecision::Day => compare_days(a, b),
        DatePrecision::Month if a.agrees_with(b) => Evidence::BirthAgreesToMonth,
        DatePrecision::Year if a.agrees_with(b) => Evidence::BirthAgreesToYear,
        _ if a.year() == b.year() => Evidence::BirthSameYear,
        _ => Evidence::BirthDiffers,
    }
}

fn compare_days(a: PartialDate, b: PartialDate) -> Evidence {
    let same_year = a.year() == b.year();
    if a == b {
        return if is_new_years_day(a) { Evidence::SameBirthNewYearsDay } else { Evidence::SameBirth };
    }
    if same_year && a.month() == b.day() && a.day() == b.month() {
        return Evidence::BirthDayMonthSwapped;
    }
    // Where only the year was known, 1 January is often written.
    if same_year && (is_new_years_day(a) || is_new_years_day(b)) {
        return Evidence::BirthAgreesToYear;
    }
    if one_slip_apart(&digits(a), &digits(b)) {
        return Evidence::BirthOneDigitApart;
    }
    match (same_year, a.month() == b.month() && a.day() == b.day()) {
        (true, _) => Evidence::BirthSameYear,
        (false, true) => Evidence::BirthYearDiffers,
        (false, false) => Evidence::BirthDiffers,
    }
}

fn is_new_years_day(date: PartialDate) -> bool {
    date.month() == Some(1) && date.day() == Some(1)
}

/// The eight digits of a full date.
fn digits(date: PartialDate) -> [u8; 8] {
    let year = date.year().unsigned_abs();
    let (month, day) = (u16::from(date.month().unwrap_or(0)), u16::from(date.day().unwrap_or(0)));
    let digit = |number: u16| u8::try_from(number % 10).unwrap_or(0);
    [
        digit(year / 1000),
        digit(year / 100),
        digit(year / 10),
        digit(year),
        digit(month / 10),
        digit(month),
        digit(day / 10),
        digit(day),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_agree_as_far_as_they_go() {
        for (a, b, expected) in [
            ("1980-03-05", "1980-03-05", Evidence::SameBirth),
            ("1980-01-01", "1980-01-01", Evidence::SameBirthNewYearsDay),
            ("1980-03-05", "1980-05-03", Evidence::BirthDayMonthSwapped),
            ("1980-03-05", "1980-03", Evidence::BirthAgreesToMonth),
            ("1980-03-05", "1980", Evidence::BirthAgreesToYear),
            ("1980-03-05", "1980-01-01", Evidence::BirthAgreesToYear),
            ("1980-03-05", "1980-03-06", Evidence::BirthOneDigitApart),
            ("1980-03-05", "1908-03-05", Evidence::BirthOneDigitApart),
            ("1980-03-05", "1991-03-05", Evidence::BirthYearDiffers),
            ("1980-03-05", "1980-11-27", Evidence::BirthSameYear),
            ("1980-03-05", "1980-04", Evidence::BirthSameYear),
            ("1980-03-05", "1962-11-27", Evidence::BirthDiffers),
        ] {
            let (a, b) = (a.parse().unwrap(), b.parse().unwrap());
            assert_eq!(compare_birth(a, b), expected, "{a} beside {b}");
            assert_eq!(compare_birth(b, a), expected, "and the other way round");
        }
    }

    #[test]
    fn the_kindest_reading_counts() {
        let (stated, inside) = ("1962".parse().unwrap(), "1980-03-05".parse().unwrap());
        assert_eq!(
            compare_births(&[stated, inside], &[inside]),
            Some(Evidence::SameBirth),
            "the date inside the number agrees, whatever was stated"
        );
        assert_eq!(compare_births(&[], &[inside]), None, "nothing is said where one side knows nothing");
    }
}
