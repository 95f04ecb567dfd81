//! Mending what hands and spreadsheets do to an id, character by character.

use crate::numeral::half_width;

const MARKS: &[&str] = &["(临)", "(临时)", "(新)", "(旧)", "(二代)", "(身份证)"];
const LABELS: &[&str] = &["公民身份号码:", "身份证号码:", "身份证号:", "身份证:"];
const NOTHING: &[&str] = &[
    "无",
    "不详",
    "未知",
    "暂无",
    "没有",
    "未提供",
    "未登记",
    "未带",
    "待补",
    "待查",
    "/",
    "-",
    "--",
    "0",
    "?",
    "同上",
    "〃",
];

/// Half-width, upper case, without blanks, leading apostrophe, label or bracketed mark.
pub(super) fn clean(raw: &str) -> String {
    let mut text: String = half_width(raw).chars().filter(|c| *c != ' ').collect();
    for label in LABELS {
        if let Some(rest) = text.strip_prefix(label) {
            text = rest.to_owned();
        }
    }
    for mark in MARKS {
        if text.contains(mark) {
            text = text.replace(mark, "");
        }
    }
    text.trim_matches(['\'', '`', '’', '‘', '"', '"']).to_ascii_uppercase()
}

/// Whether the words say that there is no number.
pub(super) fn says_nothing(cleaned: &str) -> bool {
    NOTHING.contains(&cleaned)
}

/// Maps look-alikes (O, l, I, ×, *) and drops hyphens, where an id-like text of 15 or 18 characters comes of it; else
/// gives the text back.
pub(super) fn mend(cleaned: &str) -> String {
    let length = cleaned.chars().filter(|c| *c != '-').count();
    if length != 15 && length != 18 {
        return cleaned.to_owned();
    }
    let mut mended = String::with_capacity(length);
    for c in cleaned.chars().filter(|c| *c != '-') {
        mended.push(match c {
            'O' => '0',
            'L' | 'I' | '|' => '1',
            '×' | '*' | 'Х' | '✕' if mended.len() == 17 => 'X',
            c => c,
        });
    }
    // A slip of the hand is one or two characters: more of them, and it is no citizen id at all.
    let changed = cleaned.chars().filter(|c| matches!(c, 'O' | 'L' | 'I' | '|')).count();
    if changed <= 3 { mended } else { cleaned.to_owned() }
}
