//! Citizen identity numbers (公民身份号码, GB 11643) as ledgers carry them.

pub mod checksum;
mod clean;
mod number_cell;

pub use checksum::{check_character, checksum_holds, upgrade_fifteen_digit};

use crate::code_list::code_list;
use crate::date::PartialDate;
use crate::division::DivisionPrefix;
use crate::sex::Sex;

code_list! {
    /// What is known about the number that was written.
    CitizenIdState, default Missing {
        /// 18 characters, possible date, checksum holds.
        Ok = "ok", "有效", "Valid";
        /// 18 characters whose checksum fails: kept as written.
        BadChecksum = "bad_checksum", "校验位不符", "Checksum fails";
        /// A spreadsheet kept only 15 digits of it: it must be collected again, never completed.
        PrecisionLost = "precision_lost", "精度丢失", "Digits lost";
        /// A first-generation number of 15 digits: kept as written, an upgrade may be offered.
        FifteenDigit = "15_digit", "15位旧号", "15 digits (old)";
        /// Something else: kept as written.
        Malformed = "malformed", "格式错误", "Malformed";
        /// Nothing was written.
        Missing = "missing", "缺失", "Missing";
    }
}

/// Whether a spreadsheet cell held text or a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CellForm {
    /// Text, or a file format that knows only text.
    #[default]
    Text,
    /// A number: a double that keeps 15 digits.
    Number,
}

/// Who the number was issued to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DocumentKind {
    /// 居民身份证
    #[default]
    Mainland,
    /// 港澳居民居住证 (prefix 810000, 820000)
    HongKongMacao,
    /// 台湾居民居住证 (prefix 830000)
    Taiwan,
    /// 外国人永久居留身份证 (18 characters beginning with 9)
    ForeignPermanent,
}

/// A citizen id read from a ledger cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitizenIdReading {
    /// The number: 18 characters in upper case when sound or only its checksum fails, else as written; `None` when
    /// missing or lost.
    pub text: Option<String>,
    /// What is known about it.
    pub state: CitizenIdState,
    /// The cell, untouched.
    pub as_written: String,
    /// Whether reading changed anything: width, blanks, case, a mark in brackets, O for 0.
    pub cleaned: bool,
    /// The birth date a sound number carries, or what is left of a lost one.
    pub birth_date: Option<PartialDate>,
    /// The sex a sound number carries.
    pub sex: Option<Sex>,
    /// The six digits of the division (GB/T 2260), also of a lost number.
    pub division: Option<String>,
    /// Whether that division is, or was, one.
    pub prefix: DivisionPrefix,
    /// Who it was issued to.
    pub kind: DocumentKind,
    /// For a 15-digit number: the 18-character number it would be. To be proposed, never applied silently.
    pub upgrade_offer: Option<String>,
}

impl CitizenIdReading {
    fn of(as_written: &str, state: CitizenIdState, text: Option<String>) -> Self {
        Self {
            cleaned: text.as_deref().is_some_and(|text| text != as_written),
            text,
            state,
            as_written: as_written.to_owned(),
            birth_date: None,
            sex: None,
            division: None,
            prefix: DivisionPrefix::Unknown,
            kind: DocumentKind::Mainland,
            upgrade_offer: None,
        }
    }

    fn with_division(mut self, digits: &str) -> Self {
        self.division =
            digits.get(..6).filter(|code| code.bytes().all(|byte| byte.is_ascii_digit())).map(str::to_owned);
        self.prefix = self.division.as_deref().map_or(DivisionPrefix::Unknown, DivisionPrefix::of);
        self.kind = match self.division.as_deref() {
            Some("810000" | "820000") => DocumentKind::HongKongMacao,
            Some("830000") => DocumentKind::Taiwan,
            Some(code) if code.starts_with('9') => DocumentKind::ForeignPermanent,
            _ => DocumentKind::Mainland,
        };
        if matches!(self.kind, DocumentKind::ForeignPermanent | DocumentKind::Taiwan) {
            // 830000 and the foreigners' nationality digits are no codes of GB/T 2260, but right where they stand.
            self.prefix = DivisionPrefix::Known;
        }
        self
    }
}

/// Reads a citizen id from a ledger cell: width, blanks, case, `(临)` and slips of the hand (O for 0, l for 1, × or *
/// for X) are mended, a number a spreadsheet has cut is recognised, and nothing is ever completed (DOMAIN §2.2 #5–7).
pub fn read_citizen_id(raw: &str, form: CellForm) -> CitizenIdReading {
    let cleaned = clean::clean(raw);
    if cleaned.is_empty() || clean::says_nothing(&cleaned) {
        return CitizenIdReading::of(raw, CitizenIdState::Missing, None);
    }
    if let Some(digits) = number_cell::kept_digits(&cleaned, form) {
        return match digits {
            number_cell::Kept::All(digits) => read_text(raw, &digits),
            number_cell::Kept::Leading(digits) => lost(raw, &digits),
        };
    }
    read_text(raw, &cleaned)
}

fn read_text(raw: &str, cleaned: &str) -> CitizenIdReading {
    let mended = clean::mend(cleaned);
    match mended.len() {
        18 if checksum::is_eighteen_form(&mended) => read_eighteen(raw, mended),
        15 if mended.bytes().all(|byte| byte.is_ascii_digit()) => read_fifteen(raw, mended),
        _ => malformed(raw),
    }
}

fn read_eighteen(raw: &str, id: String) -> CitizenIdReading {
    let holds = checksum_holds(&id);
    if !holds && id.ends_with("000") {
        return lost(raw, id.get(..15).unwrap_or_default());
    }
    let Some(birth) = checksum::birth_date(&id) else { return malformed(raw) };
    let state = if holds { CitizenIdState::Ok } else { CitizenIdState::BadChecksum };
    let sex = checksum::sex(&id);
    let reading = CitizenIdReading::of(raw, state, Some(id.clone())).with_division(&id);
    if holds { CitizenIdReading { birth_date: Some(birth), sex, ..reading } } else { reading }
}

fn read_fifteen(raw: &str, id: String) -> CitizenIdReading {
    // 996–999 marked people born before 1900, whose century the 15 digits do not carry.
    let centenarian = matches!(id.get(12..15), Some("996" | "997" | "998" | "999"));
    let upgraded = upgrade_fifteen_digit(&id);
    let Some(upgraded) = upgraded.filter(|upgraded| checksum::birth_date(upgraded).is_some()) else {
        return malformed(raw);
    };
    let reading = CitizenIdReading::of(raw, CitizenIdState::FifteenDigit, Some(id.clone())).with_division(&id);
    CitizenIdReading {
        birth_date: checksum::birth_date(&upgraded).filter(|_| !centenarian),
        sex: checksum::sex(&upgraded),
        upgrade_offer: (!centenarian).then_some(upgraded),
        ..reading
    }
}

/// Only the leading digits are left: the division and, with enough of them, the birth date.
fn lost(raw: &str, leading: &str) -> CitizenIdReading {
    let reading = CitizenIdReading::of(raw, CitizenIdState::PrecisionLost, None).with_division(leading);
    CitizenIdReading { birth_date: checksum::birth_date(leading), ..reading }
}

fn malformed(raw: &str) -> CitizenIdReading {
    let reading = CitizenIdReading::of(raw, CitizenIdState::Malformed, Some(raw.trim().to_owned()));
    // Three letters and twelve digits: the older foreigners' permanent residence card.
    let letters = raw.trim().chars().take(3).filter(char::is_ascii_alphabetic).count();
    let foreign = raw.trim().len() == 15 && letters == 3 && raw.trim().chars().skip(3).all(|c| c.is_ascii_digit());
    if foreign { CitizenIdReading { kind: DocumentKind::ForeignPermanent, ..reading } } else { reading }
}

#[cfg(test)]
mod tests;
