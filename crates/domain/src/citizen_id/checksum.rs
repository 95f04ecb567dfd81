//! The arithmetic of GB 11643: weights, check character, the birth date and sex inside the number.

use crate::date::PartialDate;
use crate::sex::Sex;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// The check character of 17 digits (`0`–`9` or `X`). `None` unless exactly 17 digits are given.
pub fn check_character(digits: &str) -> Option<char> {
    if digits.len() != WEIGHTS.len() {
        return None;
    }
    let sum =
        digits.chars().zip(WEIGHTS).try_fold(0, |sum, (c, weight)| c.to_digit(10).map(|digit| sum + digit * weight))?;
    CHECKS.get(usize::try_from(sum % 11).ok()?).copied()
}

/// Whether 18 characters end in the right check character.
pub fn checksum_holds(id: &str) -> bool {
    id.get(..17)
        .and_then(check_character)
        .is_some_and(|check| id.get(17..).is_some_and(|last| last.chars().eq([check])))
}

/// The 18-character form of a 15-digit number: 19 put in, check character added. `None` unless 15 digits are given.
pub fn upgrade_fifteen_digit(id: &str) -> Option<String> {
    let body = format!("{}19{}", id.get(..6)?, id.get(6..15).filter(|_| id.len() == 15)?);
    check_character(&body).map(|check| format!("{body}{check}"))
}

/// Whether the text is 17 digits and a digit or `X`.
pub(super) fn is_eighteen_form(id: &str) -> bool {
    id.len() == 18
        && id.bytes().take(17).all(|byte| byte.is_ascii_digit())
        && id.bytes().last().is_some_and(|byte| byte.is_ascii_digit() || byte == b'X')
}

/// The birth date in digits 7–14, where the calendar has it.
pub fn birth_date(id: &str) -> Option<PartialDate> {
    let year: i16 = id.get(6..10)?.parse().ok()?;
    if !(1850..=2150).contains(&year) {
        return None;
    }
    PartialDate::day_of(year, id.get(10..12)?.parse().ok()?, id.get(12..14)?.parse().ok()?)
}

/// The sex in digit 17: odd is male.
pub fn sex(id: &str) -> Option<Sex> {
    let digit = id.chars().nth(16)?.to_digit(10)?;
    Some(if digit % 2 == 1 { Sex::Male } else { Sex::Female })
}
