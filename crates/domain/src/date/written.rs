//! Dates as ledgers write them (DOMAIN §2.2 #8): read with the rule that read them, never guessed.

mod parts;

use super::PartialDate;
use crate::citizen_id::CellForm;
use crate::numeral::half_width;
use parts::Parts;

/// Day zero of a workbook's date serials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SerialBase {
    /// Windows Excel: serial 1 is 1900-01-01 (with its invented 1900-02-29).
    #[default]
    Excel1900,
    /// Old Mac Excel: serial 0 is 1904-01-01.
    Excel1904,
}

/// What else the row and the workbook tell about a written date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateContext {
    /// Whether the spreadsheet cell held a number.
    pub form: CellForm,
    /// The workbook's date system.
    pub base: SerialBase,
    /// For a birth date: what a sound citizen id of the same row says.
    pub id_birth: Option<PartialDate>,
    /// The last year a two-digit year can mean (the year the ledger was made, or of the import).
    pub latest_year: i16,
}

impl DateContext {
    /// A text cell of a ledger made in `latest_year`.
    pub const fn text(latest_year: i16) -> Self {
        Self { form: CellForm::Text, base: SerialBase::Excel1900, id_birth: None, latest_year }
    }

    /// A numeric cell of a ledger made in `latest_year`.
    pub const fn number(latest_year: i16) -> Self {
        Self { form: CellForm::Number, ..Self::text(latest_year) }
    }

    /// The same with the birth date of the row's citizen id.
    pub const fn with_id_birth(self, id_birth: Option<PartialDate>) -> Self {
        Self { id_birth, ..self }
    }
}

/// Which form was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateRule {
    /// The cell is empty.
    Empty,
    /// Year, month and day with separators: 1980-1-5, 1980.1.5, 1980/1/5, 1980年1月5日, also cut to month or year.
    Separated,
    /// Digits without separators: 19800105, 198001, 1980.
    Compact,
    /// A spreadsheet's day number: 29225.
    Serial,
    /// A number whose decimals are the month: 1980.11.
    DecimalMonth,
    /// 不详, 未知: known to be unknown.
    Unknown,
    /// 至今, 长期: no end.
    OpenEnded,
    /// A date of the lunar calendar (农历): kept as text.
    Lunar,
    /// Nothing of the above: kept as text.
    Unread,
}

impl DateRule {
    /// The code used in trails.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Separated => "separated",
            Self::Compact => "compact",
            Self::Serial => "serial",
            Self::DecimalMonth => "decimal_month",
            Self::Unknown => "unknown",
            Self::OpenEnded => "open_ended",
            Self::Lunar => "lunar",
            Self::Unread => "unread",
        }
    }
}

/// What a person should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateWarning {
    /// A two-digit year was completed by the latest year it can mean.
    TwoDigitYear,
    /// The number 1980.1 is January or October: the month is left open.
    AmbiguousMonth,
    /// Day and month cannot be told apart: only the year is taken.
    AmbiguousDay,
    /// The calendar has no such day: nothing is taken.
    Impossible,
    /// A lunar date, kept as text.
    Lunar,
    /// Not understood, kept as text.
    Unread,
}

impl DateWarning {
    /// The code used in warnings and findings.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TwoDigitYear => "date_two_digit_year",
            Self::AmbiguousMonth | Self::AmbiguousDay => "date_ambiguous",
            Self::Impossible => "date_impossible",
            Self::Lunar => "date_lunar",
            Self::Unread => "date_unread",
        }
    }
}

/// A date read from a ledger cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDate {
    /// The date, at the precision that is certain.
    pub date: Option<PartialDate>,
    /// The form recognised.
    pub rule: DateRule,
    /// What a person should look at.
    pub warnings: Vec<DateWarning>,
    /// The words, where they say something the date does not (lunar, not understood, impossible).
    pub text: Option<String>,
}

impl WrittenDate {
    pub(crate) fn sure(date: PartialDate, rule: DateRule) -> Self {
        Self { date: Some(date), rule, warnings: Vec::new(), text: None }
    }

    fn word(rule: DateRule) -> Self {
        Self { date: None, rule, warnings: Vec::new(), text: None }
    }

    fn kept(text: &str, rule: DateRule, warning: DateWarning) -> Self {
        Self { date: None, rule, warnings: vec![warning], text: Some(text.to_owned()) }
    }

    pub(crate) fn warned(mut self, warning: DateWarning) -> Self {
        self.warnings.push(warning);
        self
    }
}

const UNKNOWN_WORDS: &[&str] = &["不详", "未知", "不清楚", "不明", "无", "/", "-", "--", "?", "待查", "待核"];
const OPEN_WORDS: &[&str] = &["至今", "现在", "长期", "永久", "在住", "无期限"];
/// 年 and 月 alone are of the solar calendar too; these words are not.
const LUNAR_WORDS: &[&str] = &["农历", "阴历", "旧历", "腊月", "正月", "冬月", "闰", "初", "大年", "除夕", "廿", "卅"];

/// Reads a date as a clerk writes it. Nothing is guessed: what is not certain stays open, with a warning.
pub fn parse_written_date(text: &str, context: &DateContext) -> WrittenDate {
    let folded = half_width(text);
    let cleaned = folded.trim().trim_start_matches('\'').trim();
    if cleaned.is_empty() {
        return WrittenDate::word(DateRule::Empty);
    }
    if UNKNOWN_WORDS.contains(&cleaned) {
        return WrittenDate::word(DateRule::Unknown);
    }
    if OPEN_WORDS.contains(&cleaned) {
        return WrittenDate::word(DateRule::OpenEnded);
    }
    if LUNAR_WORDS.iter().any(|word| cleaned.contains(word)) {
        return WrittenDate::kept(cleaned, DateRule::Lunar, DateWarning::Lunar);
    }
    let read = match context.form {
        CellForm::Number => parse_number(cleaned, context),
        CellForm::Text => None,
    };
    match read.or_else(|| Parts::of(cleaned).map(|parts| parts.resolve(context))) {
        Some(WrittenDate { date: None, rule, warnings, .. }) => {
            WrittenDate { date: None, rule, warnings, text: Some(cleaned.to_owned()) }
        }
        Some(read) => read,
        None => WrittenDate::kept(cleaned, DateRule::Unread, DateWarning::Unread),
    }
}

/// A numeric cell: 1980, 198001, 19800105 typed as numbers, 1980.1 typed as a number, or a serial.
fn parse_number(text: &str, context: &DateContext) -> Option<WrittenDate> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let decimals = decimals.trim_end_matches('0');
    let value: i32 = whole.parse().ok()?;
    let is_year = whole.len() == 4 && (1850..=2150).contains(&value);
    match (decimals, whole.len()) {
        ("", 4) if is_year => Parts::of(whole).map(|parts| parts.resolve(context)),
        ("", 6 | 8) => Parts::of(whole).map(|parts| parts.resolve(context)),
        (_, 4) if is_year => decimal_month(i16::try_from(value).ok()?, decimals, context),
        (_, 1..=5) => serial_date(value, context.base).map(|date| WrittenDate::sure(date, DateRule::Serial)),
        _ => None,
    }
}

/// 1980.1 is the same number as 1980.10: the id decides, else the month stays open.
fn decimal_month(year: i16, decimals: &str, context: &DateContext) -> Option<WrittenDate> {
    if decimals == "1" {
        let of_id = context.id_birth.filter(|birth| birth.year() == year && matches!(birth.month(), Some(1 | 10)));
        if let Some(date) = of_id.and_then(|birth| PartialDate::month_of(year, birth.month()?)) {
            return Some(WrittenDate::sure(date, DateRule::DecimalMonth));
        }
        let open = WrittenDate::sure(PartialDate::year_only(year)?, DateRule::DecimalMonth);
        return Some(open.warned(DateWarning::AmbiguousMonth));
    }
    let month = (decimals.len() <= 2).then_some(decimals)?.parse().ok()?;
    PartialDate::month_of(year, month).map(|date| WrittenDate::sure(date, DateRule::DecimalMonth))
}

/// The day a serial stands for; `None` outside the years a spreadsheet program knows.
fn serial_date(serial: i32, base: SerialBase) -> Option<PartialDate> {
    const DAYS_1900_TO_1970: i32 = 25_569;
    let days = match base {
        SerialBase::Excel1900 if serial < 1 => return None,
        // Excel counts a 29 February 1900 that never was.
        SerialBase::Excel1900 if serial < 60 => serial + 1 - DAYS_1900_TO_1970,
        SerialBase::Excel1900 if serial == 60 => return None,
        SerialBase::Excel1900 => serial - DAYS_1900_TO_1970,
        SerialBase::Excel1904 => serial + 1462 - DAYS_1900_TO_1970,
    };
    Some(PartialDate::from_days_since_1970(days))
}
