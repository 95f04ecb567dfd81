//! Splitting a written date into year, month and day, and settling what each number is.

use super::{DateContext, DateRule, DateWarning, WrittenDate};
use crate::date::PartialDate;
use crate::numeral::{chinese_number, is_chinese_numeral};

/// The numbers of a written date, as digits, in the order written.
pub(super) struct Parts {
    numbers: Vec<String>,
    compact: bool,
    /// The first number carries 年: it is a year however short.
    year_marked: bool,
}

impl Parts {
    /// Splits `text` (half-width, trimmed) at its separators. `None` when anything but a date is in it.
    pub(super) fn of(text: &str) -> Option<Self> {
        let text = without_time(text);
        let text = text.trim_end_matches(['生', '日', '号', '.', ' ']);
        let (mut numbers, mut current, mut year_marked) = (Vec::new(), String::new(), false);
        for c in text.chars() {
            match c {
                '0'..='9' => current.push(c),
                c if is_chinese_numeral(c) => current.push(c),
                '年' if numbers.is_empty() && !current.is_empty() => {
                    year_marked = true;
                    numbers.push(std::mem::take(&mut current));
                }
                '.' | '-' | '/' | '、' | ',' | '月' | ' ' | '\\' => {
                    if !current.is_empty() {
                        numbers.push(std::mem::take(&mut current));
                    } else if c != ' ' && c != '.' && c != '-' {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        if !current.is_empty() {
            numbers.push(current);
        }
        let numbers: Vec<String> = numbers.into_iter().map(as_digits).collect::<Option<_>>()?;
        if numbers.len() == 1 && !year_marked {
            return compact(numbers.first()?).map(|numbers| Self { numbers, compact: true, year_marked: false });
        }
        (1..=3).contains(&numbers.len()).then_some(Self { numbers, compact: false, year_marked })
    }

    /// Settles the year and makes the date.
    pub(super) fn resolve(&self, context: &DateContext) -> WrittenDate {
        let rule = if self.compact { DateRule::Compact } else { DateRule::Separated };
        let number = |index: usize| self.numbers.get(index).map(String::as_str);
        let (Some(first), second, third) = (number(0), number(1), number(2)) else {
            return unread(rule, DateWarning::Unread);
        };
        if first.len() <= 2 && third.is_some_and(|last| last.len() == 4) && !self.year_marked {
            return day_last_year(first, second, third, rule);
        }
        let Some((year, pivoted)) = full_year(first, context) else { return unread(rule, DateWarning::Unread) };
        match date_of(year, second, third) {
            Some(date) if pivoted => WrittenDate::sure(date, rule).warned(DateWarning::TwoDigitYear),
            Some(date) => WrittenDate::sure(date, rule),
            None => unread(rule, DateWarning::Impossible),
        }
    }
}

fn unread(rule: DateRule, warning: DateWarning) -> WrittenDate {
    WrittenDate { date: None, rule, warnings: vec![warning], text: None }
}

/// Drops a clock time behind the date (2022-03-17 00:00:00, 2022-03-17T08:00).
fn without_time(text: &str) -> &str {
    match text.split_once([' ', 'T']) {
        Some((date, time)) if time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || ":. Z+".contains(c)) => {
            date
        }
        _ => text,
    }
}

fn as_digits(number: String) -> Option<String> {
    if number.bytes().all(|byte| byte.is_ascii_digit()) { Some(number) } else { chinese_number(&number) }
}

/// 19800105, 198001, 1980 and, with a two-digit year, 800105.
fn compact(digits: &str) -> Option<Vec<String>> {
    let cut = |from: usize, to: usize| digits.get(from..to).map(str::to_owned);
    let month_fits = cut(4, 6).and_then(|month| month.parse::<u8>().ok()).is_some_and(|month| month <= 12);
    let century_fits = digits.starts_with("18") || digits.starts_with("19") || digits.starts_with("20");
    match digits.len() {
        8 => Some(vec![cut(0, 4)?, cut(4, 6)?, cut(6, 8)?]),
        6 if century_fits && month_fits => Some(vec![cut(0, 4)?, cut(4, 6)?]),
        6 => Some(vec![cut(0, 2)?, cut(2, 4)?, cut(4, 6)?]),
        4 if digits.parse().is_ok_and(is_recorded_year) => Some(vec![cut(0, 4)?]),
        _ => None,
    }
}

/// Whether a register of living people can mean a year: nobody in it was born before, and no permit runs longer.
fn is_recorded_year(year: i16) -> bool {
    (1800..2200).contains(&year)
}

/// A four-digit year as it is; a two-digit one by the id, else the latest year it can mean (then `true`).
fn full_year(digits: &str, context: &DateContext) -> Option<(i16, bool)> {
    let value: i16 = digits.parse().ok()?;
    match digits.len() {
        4 if is_recorded_year(value) => Some((value, false)),
        2 => {
            if let Some(birth) = context.id_birth.filter(|birth| birth.year() % 100 == value) {
                return Some((birth.year(), false));
            }
            let latest = context.latest_year;
            let year = latest - latest % 100 + value;
            Some((if year > latest { year - 100 } else { year }, true))
        }
        _ => None,
    }
}

/// A month or day written as 00 is unknown: 19800000 is a year, 19801200 a month.
fn date_of(year: i16, month: Option<&str>, day: Option<&str>) -> Option<PartialDate> {
    let small = |digits: Option<&str>| digits.map_or(Some(0), |digits| digits.parse::<u8>().ok());
    match (small(month)?, small(day)?) {
        (0, 0) => PartialDate::year_only(year),
        (month, 0) => PartialDate::month_of(year, month),
        (month, day) => PartialDate::day_of(year, month, day),
    }
}

/// 3/15/1980 or 15.3.1980: taken where only one reading is a date, else only the year.
fn day_last_year(first: &str, second: Option<&str>, year: Option<&str>, rule: DateRule) -> WrittenDate {
    let Some(year) = year.and_then(|digits| digits.parse().ok()).filter(|year| is_recorded_year(*year)) else {
        return unread(rule, DateWarning::Unread);
    };
    let month_first = date_of(year, Some(first), second).filter(|date| date.day().is_some());
    let day_first = date_of(year, second, Some(first)).filter(|date| date.day().is_some());
    match (month_first, day_first, PartialDate::year_only(year)) {
        (Some(date), None, _) | (None, Some(date), _) => WrittenDate::sure(date, rule),
        (Some(date), Some(other), _) if date == other => WrittenDate::sure(date, rule),
        (Some(_), Some(_), Some(year)) => WrittenDate::sure(year, rule).warned(DateWarning::AmbiguousDay),
        _ => unread(rule, DateWarning::Impossible),
    }
}

#[cfg(test)]
mod tests {
    use crate::date::{DateContext, DateWarning, SerialBase, parse_written_date};

    fn read(text: &str) -> String {
        parse_written_date(text, &DateContext::text(2024)).date.map_or_else(String::new, |date| date.to_string())
    }

    #[test]
    fn ledger_forms_are_read_to_their_precision() {
        for (text, date) in [
            ("1980.1.5", "1980-01-05"),
            ("1980-1-5", "1980-01-05"),
            ("1980/1/5", "1980-01-05"),
            ("19800105", "1980-01-05"),
            ("1980年1月5日", "1980-01-05"),
            ("1980年1月", "1980-01"),
            ("1982年", "1982"),
            ("198001", "1980-01"),
            ("1980", "1980"),
            ("１９４４．４．１６", "1944-04-16"),
            ("2009.05", "2009-05"),
            ("1956.11", "1956-11"),
            ("一九八〇年一月五日", "1980-01-05"),
            ("一九八〇年十二月", "1980-12"),
            ("2022-03-17 00:00:00", "2022-03-17"),
            ("2022-03-17T08:00:00Z", "2022-03-17"),
            ("19800000", "1980"),
            ("19801200", "1980-12"),
            ("3/15/1980", "1980-03-15"),
            ("1980 1 5", "1980-01-05"),
            ("80年1月", "1980-01"),
        ] {
            assert_eq!(read(text), date, "{text} means {date}");
        }
    }

    #[test]
    fn what_is_no_solar_date_is_kept_as_text() {
        for text in ["农历八月十五", "1960年腊月廿三", "大概八几年", "2023-02-30", "1980年13月", "29225", "1180.0,"]
        {
            let written = parse_written_date(text, &DateContext::text(2024));
            assert_eq!((written.date, written.text.as_deref()), (None, Some(text)), "{text} is kept, not guessed at");
            assert_eq!(written.warnings.len(), 1, "{text} is pointed out");
        }
        for text in ["不详", "至今", "", "  "] {
            let written = parse_written_date(text, &DateContext::text(2024));
            assert_eq!((written.date, written.warnings.len()), (None, 0), "{text:?} is an answer, not a mistake");
        }
    }

    #[test]
    fn numeric_cells_are_serials_or_typed_digits() {
        let number = |text: &str| parse_written_date(text, &DateContext::number(2024));
        for (text, date) in [
            ("29225", "1980-01-05"),
            ("44244.0", "2021-02-17"),
            ("44244.75", "2021-02-17"),
            ("19891001", "1989-10-01"),
            ("198001", "1980-01"),
            ("1980", "1980"),
            ("1998.11", "1998-11"),
            ("1980.2", "1980-02"),
            ("1", "1900-01-01"),
            ("61", "1900-03-01"),
        ] {
            assert_eq!(number(text).date.map(|date| date.to_string()).as_deref(), Some(date), "{text} means {date}");
        }
        let mac = DateContext { base: SerialBase::Excel1904, ..DateContext::number(2024) };
        let date = parse_written_date("27763", &mac).date.unwrap();
        assert_eq!(date.to_string(), "1980-01-05", "the 1904 system counts 1462 days less");
    }

    #[test]
    fn the_number_1980_1_is_january_or_october_unless_the_id_says() {
        let open = parse_written_date("1980.1", &DateContext::number(2024));
        assert_eq!(open.date.unwrap().to_string(), "1980", "the month stays open");
        assert_eq!(open.warnings, [DateWarning::AmbiguousMonth], "and is asked for");
        let id = "1980-10-23".parse().ok();
        let settled = parse_written_date("1980.1", &DateContext::number(2024).with_id_birth(id));
        assert_eq!(settled.date.unwrap().to_string(), "1980-10", "the id settles it");
        assert!(settled.warnings.is_empty(), "so there is nothing to ask");
        assert_eq!(read("1980.1"), "1980-01", "text keeps its digits: January");
    }

    #[test]
    fn two_digit_years_go_by_the_id_else_by_the_latest_year() {
        let birth = DateContext::text(2024).with_id_birth("1910-11-02".parse().ok());
        let by_id = parse_written_date("10年11月", &birth);
        assert_eq!(
            (by_id.date.unwrap().to_string().as_str(), by_id.warnings.len()),
            ("1910-11", 0),
            "the id knows the century"
        );
        let pivoted = parse_written_date("08.10.2", &DateContext::text(2012));
        assert_eq!(pivoted.date.unwrap().to_string(), "2008-10-02", "2008 is the latest it can be");
        assert_eq!(pivoted.warnings, [DateWarning::TwoDigitYear], "and a person should look");
        assert_eq!(read("80年1月"), "1980-01", "2080 has not been");
    }
}
