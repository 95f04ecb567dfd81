//! The two languages of a report, and words the caller brings in both.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::labels::{ENGLISH, Labels, SIMPLIFIED_CHINESE};

/// The language a report is written in. Names and addresses stay as they are registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Language {
    /// Simplified Chinese as written on the mainland (zh-CN).
    #[default]
    Chinese,
    /// English (en).
    English,
}

impl Language {
    /// The BCP 47 tag: `zh-CN` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// The table of fixed words.
    pub(crate) fn labels(self) -> &'static Labels {
        match self {
            Self::Chinese => &SIMPLIFIED_CHINESE,
            Self::English => &ENGLISH,
        }
    }

    /// Writes an ISO date or date-time the way running text has it: `2026年3月31日 18:05`.
    /// Text that is not an ISO date is returned as it is; a date without its day keeps its precision.
    pub(crate) fn long_date(self, iso: &str) -> String {
        match (self, DateParts::parse(iso)) {
            (Self::Chinese, Some(parts)) => parts.in_chinese(),
            (Self::English, _) | (Self::Chinese, None) => iso.replace('T', " "),
        }
    }
}

/// A word of the register's own vocabulary (a kind of change, a relation, a gap) in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Term {
    /// Simplified Chinese.
    pub zh: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

impl Term {
    /// A term with its two fixed wordings.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh: Cow::Borrowed(zh), en: Cow::Borrowed(en) }
    }

    /// A term that reads the same in both languages, such as a text typed by an officer.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { zh: Cow::Owned(text.clone()), en: Cow::Owned(text) }
    }

    /// The wording in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// An ISO date cut to its precision, with the time of day behind it, all still as text.
struct DateParts<'a> {
    year: &'a str,
    month: Option<u8>,
    day: Option<u8>,
    time: Option<&'a str>,
}

impl<'a> DateParts<'a> {
    fn parse(iso: &'a str) -> Option<Self> {
        let (date, time) = match iso.split_once(['T', ' ']) {
            Some((date, time)) => (date, Some(time)),
            None => (iso, None),
        };
        let mut fields = date.split('-');
        let year = fields.next().filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))?;
        let month = fields.next().map(str::parse).transpose().ok()?;
        let day = fields.next().map(str::parse).transpose().ok()?;
        fields.next().is_none().then_some(Self { year, month, day, time })
    }

    fn in_chinese(&self) -> String {
        let mut text = format!("{}年", self.year);
        if let Some(month) = self.month {
            text.push_str(&format!("{month}月"));
        }
        if let Some(day) = self.day {
            text.push_str(&format!("{day}日"));
        }
        if let Some(time) = self.time {
            text.push_str(&format!(" {time}"));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_dates_keep_the_precision_they_were_registered_with() {
        let zh = Language::Chinese;
        assert_eq!(zh.long_date("2026-03-31T18:05"), "2026年3月31日 18:05", "a full date and time");
        assert_eq!(zh.long_date("1980-01"), "1980年1月", "a day that is not known must not be invented");
        assert_eq!(zh.long_date("1980"), "1980年", "nor a month");
    }

    #[test]
    fn text_that_is_no_date_is_printed_as_it_is() {
        for text in ["不详", "", "80年代", "2026-03-31-1", "2026-xx"] {
            assert_eq!(Language::Chinese.long_date(text), text, "what is not understood is kept");
        }
    }
}
