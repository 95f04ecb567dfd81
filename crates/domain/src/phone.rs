//! Telephone numbers as ledgers carry them: several in a cell, spoilt by spreadsheets, with and without area code.

use crate::citizen_id::CellForm;
use crate::numeral::half_width;

/// What was done or noticed while reading phones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhoneNote {
    /// Several numbers stood in the cell.
    Split,
    /// Blanks, dashes or full-width digits were mended.
    Cleaned,
    /// 1.38E+10 or a numeric cell: all eleven digits survive a double.
    Restored,
    /// A spreadsheet's display cut digits off: the number is lost.
    PrecisionLost,
    /// Something is no telephone number: kept in `unread`.
    Unread,
}

impl PhoneNote {
    /// The code used in trails and findings.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Split => "phone_split",
            Self::Cleaned => "phone_cleaned",
            Self::Restored => "phone_restored",
            Self::PrecisionLost => "phone_precision_lost",
            Self::Unread => "phone_malformed",
        }
    }
}

/// The phones of a ledger cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PhoneReading {
    /// Mobile numbers as eleven digits, others as `0574-87654321`, in the order written, each once.
    pub phones: Vec<String>,
    /// What was done or noticed.
    pub notes: Vec<PhoneNote>,
    /// What is no telephone number, as written.
    pub unread: Vec<String>,
}

const NOTHING: &[&str] = &["无", "不详", "未知", "暂无", "没有", "未留", "拒绝提供", "-", "--", "/", "0", "?"];

/// Reads the phones of a cell: splits at `、,;/|` blanks and line breaks, restores numeric cells, keeps what it cannot read.
pub fn read_phones(raw: &str, form: CellForm) -> PhoneReading {
    let mut reading = PhoneReading::default();
    let folded = half_width(raw);
    let text = folded.trim().trim_matches(['\'', ' ']);
    if text.is_empty() || NOTHING.contains(&text) {
        return reading;
    }
    if let Some(number) = from_number(text, form, &mut reading) {
        reading.take(&number);
        return reading;
    }
    // `198 0000 7892` is one number: blanks split only what does not make a number as a whole.
    if let Some(phone) = phone_of(text) {
        reading.phones.push(phone);
    } else {
        for part in text.split(['、', ',', ';', '/', '|', '\\', '。']).flat_map(pieces) {
            reading.take(&part);
        }
    }
    if reading.phones.len() > 1 {
        reading.note(PhoneNote::Split);
    }
    if reading.phones.first().is_some_and(|phone| reading.phones.len() == 1 && phone != raw) {
        reading.note(PhoneNote::Cleaned);
    }
    reading
}

impl PhoneReading {
    fn take(&mut self, part: &str) {
        let part = part.trim();
        match phone_of(part) {
            _ if part.is_empty() => {}
            Some(phone) if self.phones.contains(&phone) => {}
            Some(phone) => self.phones.push(phone),
            None => {
                self.unread.push(part.to_owned());
                self.note(PhoneNote::Unread);
            }
        }
    }

    fn note(&mut self, note: PhoneNote) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// Parts of a text that splits at blanks, where all of them are numbers; else the text whole.
fn pieces(part: &str) -> Vec<String> {
    let part = part.trim();
    let words: Vec<&str> = part.split_whitespace().collect();
    if words.len() < 2 || phone_of(part).is_some() {
        return vec![part.to_owned()];
    }
    if words.iter().all(|word| phone_of(word).is_some()) {
        return words.into_iter().map(str::to_owned).collect();
    }
    let mut found = Vec::new();
    let mut rest = words.as_slice();
    // `138 0000 0001 139 0000 0002`: the longest run of words that makes a number, again and again.
    while !rest.is_empty() {
        let run = (1..=rest.len().min(4))
            .rev()
            .find(|length| rest.get(..*length).is_some_and(|run| phone_of(&run.join(" ")).is_some()));
        let length = run.unwrap_or(1);
        found.extend(rest.get(..length).map(|run| run.join(" ")));
        rest = rest.get(length..).unwrap_or_default();
    }
    found
}

/// The digits behind a numeric cell or behind `1.38E+10`, noting what happened. A display that was cut yields nothing.
fn from_number(text: &str, form: CellForm, reading: &mut PhoneReading) -> Option<String> {
    let upper = text.to_ascii_uppercase();
    if let Some((mantissa, exponent)) = upper.split_once("E+") {
        let exponent: usize = exponent.parse().ok().filter(|exponent| *exponent < 15)?;
        let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
        mantissa.parse::<f64>().ok()?;
        if digits.len() <= 6 && form == CellForm::Text {
            reading.unread.push(text.to_owned());
            reading.note(PhoneNote::PrecisionLost);
            return Some(String::new());
        }
        reading.note(PhoneNote::Restored);
        return Some(format!("{digits:0<width$}", width = exponent + 1));
    }
    let whole = text
        .split_once('.')
        .filter(|(_, decimals)| decimals.bytes().all(|byte| byte == b'0'))
        .map(|(whole, _)| whole)?;
    if form != CellForm::Number || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    reading.note(PhoneNote::Restored);
    Some(whole.to_owned())
}

/// The number a text is as a whole: a mobile number, a landline with or without area code and extension, or a service
/// number (400…, 95xxx).
fn phone_of(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("+86").trim_start_matches("0086").trim_start_matches([' ', '-']);
    let (number, extension) =
        text.split_once(['转', '*', '#']).map_or((text, None), |(number, extension)| (number, Some(extension)));
    if !number.chars().all(|c| c.is_ascii_digit() || "- ()".contains(c)) {
        return None;
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let plain = match digits.len() {
        11 if is_mobile(&digits) => digits,
        12 if digits.starts_with("01") && is_mobile(digits.get(1..)?) => digits.get(1..)?.to_owned(),
        10..=12 if digits.starts_with('0') => with_area_code(&digits, number)?,
        10 if digits.starts_with("400") || digits.starts_with("800") => digits,
        7 | 8 if !digits.starts_with(['0', '1']) => digits,
        _ => return None,
    };
    match extension {
        Some(extension) if extension.is_empty() || !extension.bytes().all(|byte| byte.is_ascii_digit()) => None,
        Some(extension) => Some(format!("{plain}转{extension}")),
        None => Some(plain),
    }
}

/// 1, then 3–9: mobile numbers, and the invented ones.
fn is_mobile(digits: &str) -> bool {
    let mut chars = digits.chars();
    chars.next() == Some('1') && chars.next().is_some_and(|c| ('3'..='9').contains(&c))
}

/// Puts the dash behind the area code: where it was written, else after three digits for 010 and 02x, four elsewhere.
fn with_area_code(digits: &str, written: &str) -> Option<String> {
    let marked = written.split(['-', ' ', ')']).next().map(|part| part.chars().filter(char::is_ascii_digit).count());
    let length = marked
        .filter(|length| matches!(length, 3 | 4))
        .unwrap_or(if digits.starts_with("010") || digits.starts_with("02") { 3 } else { 4 });
    let (area, local) = digits.split_at_checked(length)?;
    matches!(local.len(), 7 | 8).then(|| format!("{area}-{local}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phones(raw: &str) -> Vec<String> {
        read_phones(raw, CellForm::Text).phones
    }

    #[test]
    fn several_phones_are_split() {
        for raw in [
            "13900001234;0500-8333792",
            "13900001234、0500-8333792",
            "13900001234/0500-8333792",
            "13900001234\n0500-8333792",
            "13900001234 0500-8333792",
            "139 0000 1234，05008333792",
            "139-0000-1234；(0500)8333792",
        ] {
            assert_eq!(phones(raw), ["13900001234", "0500-8333792"], "{raw:?} holds a mobile and a landline number");
        }
        assert_eq!(phones("138 0000 0001 139 0000 0002"), ["13800000001", "13900000002"], "blanks group and separate");
    }

    #[test]
    fn one_phone_written_in_pieces_stays_one() {
        for raw in [
            "１３９００００１２３４",
            "139-0000-1234",
            "139 0000 1234",
            "+86 13900001234",
            "'13900001234",
            "013900001234",
        ] {
            assert_eq!(phones(raw), ["13900001234"], "{raw:?} is one number");
        }
        assert_eq!(phones("0500-8333792转801"), ["0500-8333792转801"], "an extension stays");
    }

    #[test]
    fn numeric_cells_are_restored() {
        let number = |raw: &str| read_phones(raw, CellForm::Number);
        assert_eq!(number("17700007790.0").phones, ["17700007790"], "a double holds eleven digits exactly");
        assert_eq!(number("1.3800000001E+10").phones, ["13800000001"], "all digits are in the mantissa");
        assert_eq!(number("1.38E+10").phones, ["13800000000"], "a double prints no zeros it does not need");
        let cut = read_phones("1.38E+10", CellForm::Text);
        assert_eq!(
            (cut.phones.len(), cut.notes),
            (0, vec![PhoneNote::PrecisionLost]),
            "as text it is a display that was cut"
        );
    }

    #[test]
    fn garbage_is_kept_and_nothing_is_nothing() {
        let spoilt = read_phones("1910000642", CellForm::Text);
        assert_eq!(
            (spoilt.phones.len(), spoilt.unread),
            (0, vec!["1910000642".to_owned()]),
            "ten digits are no phone, but kept"
        );
        assert_eq!(read_phones("无", CellForm::Text), PhoneReading::default(), "无 is an answer");
    }
}
