//! Organisation codes: unified social credit code (统一社会信用代码, GB 32100), organisation code (GB 11714) and the
//! 15-digit registration number (GS 15).

use crate::code_list::code_list;
use crate::numeral::half_width;

code_list! {
    /// What is known about the code that was written. A failing checksum is a warning: such codes are in real use.
    CreditCodeState, default Missing {
        /// 18 characters, checksum holds.
        Ok = "ok", "有效", "Valid";
        /// 18 characters of the right set whose checksum fails: kept as written.
        BadChecksum = "bad_checksum", "校验位不符", "Checksum fails";
        /// A 15-digit registration number of before 2015.
        RegistrationNumber15 = "15_digit_registration", "15位注册号", "15-digit registration";
        /// A nine-character organisation code of before 2015.
        OrganisationCode9 = "organisation_code", "组织机构代码", "Organisation code";
        /// A spreadsheet kept only its leading digits: collect it again.
        PrecisionLost = "precision_lost", "精度丢失", "Digits lost";
        /// Something else: kept as written.
        Malformed = "malformed", "格式错误", "Malformed";
        /// Nothing was written.
        Missing = "missing", "缺失", "Missing";
    }
}

/// An organisation's code read from a ledger cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditCodeReading {
    /// The code in upper case without blanks; as written where malformed; `None` when missing or lost.
    pub text: Option<String>,
    /// What is known about it.
    pub state: CreditCodeState,
    /// The cell, untouched.
    pub as_written: String,
}

const CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const NOTHING: &[&str] = &["无", "不详", "未知", "暂无", "没有", "未办", "办理中", "-", "--", "/", "?"];

/// Reads an organisation's code: width, blanks, case, apostrophes are mended, nothing else.
pub fn read_credit_code(raw: &str) -> CreditCodeReading {
    let code: String = half_width(raw).chars().filter(|c| *c != ' ').collect::<String>().to_ascii_uppercase();
    let code = code.trim_matches(['\'', '`', '’', '‘', '"']);
    let state = match code {
        "" => CreditCodeState::Missing,
        word if NOTHING.contains(&word) => CreditCodeState::Missing,
        code if is_scientific(code) => CreditCodeState::PrecisionLost,
        code if code.len() == 18 && values(code, 18).is_some() => {
            if credit_code_checksum_holds(code) {
                CreditCodeState::Ok
            } else {
                CreditCodeState::BadChecksum
            }
        }
        code if code.len() == 15 && code.bytes().all(|byte| byte.is_ascii_digit()) => {
            CreditCodeState::RegistrationNumber15
        }
        code if organisation_code_holds(code) => CreditCodeState::OrganisationCode9,
        _ => CreditCodeState::Malformed,
    };
    let text = match state {
        CreditCodeState::Missing | CreditCodeState::PrecisionLost => None,
        CreditCodeState::Malformed => Some(raw.trim().to_owned()),
        _ => Some(code.to_owned()),
    };
    CreditCodeReading { text, state, as_written: raw.to_owned() }
}

fn is_scientific(code: &str) -> bool {
    code.split_once("E+")
        .is_some_and(|(mantissa, exponent)| mantissa.parse::<f64>().is_ok() && exponent.parse::<u8>().is_ok())
}

/// The values (0–30) of the first `count` characters, each of which must be of the GB 32100 set.
fn values(code: &str, count: usize) -> Option<Vec<u32>> {
    code.chars().take(count).map(|c| CHARACTERS.find(c).and_then(|value| u32::try_from(value).ok())).collect()
}

/// The check character of the first 17 characters (GB 32100: weights 3^(i−1), modulo 31).
pub fn credit_code_check_character(body: &str) -> Option<char> {
    let values = values(body, 17).filter(|values| values.len() == 17)?;
    let (sum, _) = values.iter().fold((0, 1), |(sum, weight), value| (sum + value * weight, weight * 3 % 31));
    CHARACTERS.chars().nth(usize::try_from((31 - sum % 31) % 31).ok()?)
}

/// Whether an 18-character code ends in the right check character.
pub fn credit_code_checksum_holds(code: &str) -> bool {
    code.chars().count() == 18 && credit_code_check_character(code) == code.chars().last()
}

/// Whether an organisation code (nine characters, a hyphen before the last allowed) has the right check character
/// (GB 11714: weights 3 7 9 10 5 8 4 2, modulo 11).
pub fn organisation_code_holds(code: &str) -> bool {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let code: Vec<char> = code.chars().filter(|c| *c != '-').collect();
    let sum = code.iter().zip(WEIGHTS).try_fold(0, |sum, (c, weight)| c.to_digit(36).map(|value| sum + value * weight));
    let check = sum.map(|sum| match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    });
    code.len() == 9 && check.as_ref() == code.last()
}

/// Whether a 15-digit registration number has the right last digit (ISO 7064 mod 11,10).
pub fn registration_number_holds(number: &str) -> bool {
    let digits: Option<Vec<u32>> = number.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 15) else { return false };
    let (body, last) = (digits.iter().take(14), digits.last().copied().unwrap_or(0));
    let product = body.fold(10, |product, digit| {
        let sum = (product + digit) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (product + last) % 10 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_standard_are_told_apart() {
        for (raw, state) in [
            ("91330299MA9D1EEH7U", CreditCodeState::Ok),
            ("９１３３０２９９ma9d1eeh7u ", CreditCodeState::Ok),
            ("92330299MA1XQF351W", CreditCodeState::BadChecksum),
            ("91350203M0001QAY9B", CreditCodeState::BadChecksum),
            ("330299709459926", CreditCodeState::RegistrationNumber15),
            ("9.1330299E+17", CreditCodeState::PrecisionLost),
            ("91330299MA9D1EEI7U", CreditCodeState::Malformed),
            ("", CreditCodeState::Missing),
            ("无", CreditCodeState::Missing),
        ] {
            assert_eq!(read_credit_code(raw).state, state, "{raw:?} is {state}");
        }
        assert_eq!(
            read_credit_code(" 92330299ma1xqf351w").text.as_deref(),
            Some("92330299MA1XQF351W"),
            "kept, in upper case"
        );
    }

    #[test]
    fn older_numbers_have_their_own_checks() {
        assert!(registration_number_holds("110108000000016"), "ISO 7064 mod 11,10");
        assert!(!registration_number_holds("110108000000017"), "another last digit fails");
        assert!(
            organisation_code_holds("M0001QAY9") || organisation_code_holds("M0001QAY-9"),
            "GB 11714 inside a failing GB 32100"
        );
    }
}
