//! Building, unit and room numbers by themselves, and the floor a room number implies.

use crate::numeral::{chinese_number, half_width, is_chinese_numeral};

/// A building number without its word: `3幢`, `３号楼`, `三栋`, `3#`, `A座` → `3`, `3`, `3`, `3`, `A`.
pub fn read_building_no(raw: &str) -> Option<String> {
    bare_number(raw, &["号楼", "#楼", "栋楼", "幢", "栋", "棟", "座", "楼", "号", "#"])
}

/// A unit number without its word: `2单元`, `二单元`, `2门` → `2`.
pub fn read_unit_no(raw: &str) -> Option<String> {
    bare_number(raw, &["单元", "门洞", "门", "梯", "单"])
}

/// A room number without its word: `501室`, `五〇一` → `501`.
pub fn read_room_no(raw: &str) -> Option<String> {
    bare_number(raw, &["房间", "号房", "号室", "室", "房", "户", "号"])
}

/// Takes one of the words off the end, 第 off the front, and reads what is left: digits and letters, a Chinese numeral,
/// or one of 东西南北中甲乙丙丁.
fn bare_number(raw: &str, words: &[&str]) -> Option<String> {
    let folded = half_width(raw);
    let text: String = folded.chars().filter(|c| *c != ' ').collect::<String>().to_ascii_uppercase();
    let text = text.trim_start_matches('第');
    let bare = words.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text);
    if bare.is_empty() || bare.chars().count() > 10 {
        return None;
    }
    if bare.chars().all(is_chinese_numeral) {
        return chinese_number(bare);
    }
    let plain =
        bare.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !bare.starts_with('-') && !bare.ends_with('-');
    let word = bare.chars().count() == 1 && bare.chars().all(|c| "东西南北中甲乙丙丁".contains(c));
    (plain || word).then(|| trim_zeros(bare))
}

/// `03` → `3`; a room number keeps its zeros when three or more digits are there (`0101`).
pub(super) fn trim_zeros(number: &str) -> String {
    if number.len() > 2 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    let trimmed = number.trim_start_matches('0');
    if trimmed.is_empty() { number.to_owned() } else { trimmed.to_owned() }
}

/// The floor a room number implies: 501 → 5, 1203 → 12, A101 → 1, B1 and B101 → −1, −101 → −1. `None` for numbers of
/// one or two digits and for anything that does not speak of floors.
pub fn floor_of_room(room: &str) -> Option<i16> {
    let (below, digits) = match room.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => match room.strip_prefix(|c: char| c.is_ascii_alphabetic()) {
            Some(rest) => (room.starts_with('B') && rest.len() != 4, rest),
            None => (false, room),
        },
    };
    let digits = digits.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let floor: i16 = match digits.len() {
        1 | 2 if below => digits.parse().ok()?,
        3 | 4 => digits.get(..digits.len() - 2)?.parse().ok()?,
        _ => return None,
    };
    match floor {
        0 => None,
        floor if below => Some(-floor),
        floor => Some(floor),
    }
}
