//! Width and numerals: full-width forms folded to ASCII, Chinese numerals read as numbers.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Folds full-width and other compatibility forms (NFKC, character by character) and turns every dash into `-` and every
/// blank, line break or invisible character into a space.
///
/// Ideographs are never exchanged for others, so a rare character in a name stays what it was; `·` and U+FFFD stay too.
pub fn half_width(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' '..='~' | '〇' | '㐀'..='鿿' | '豈'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => folded.push(c),
            '\u{2010}'..='\u{2015}' | '−' | '﹣' | '─' | '━' => folded.push('-'),
            '\u{200B}'..='\u{200F}' | '\u{FEFF}' => folded.push(' '),
            c if c.is_whitespace() || c.is_control() => folded.push(' '),
            c => folded.extend(std::iter::once(c).nfkc()),
        }
    }
    Cow::Owned(folded)
}

/// The value of one Chinese digit (〇零一二两三 … 九, with the capitals of cheques), 0–9.
pub const fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The power of ten a character multiplies by, with 廿 and 卅 as ready-made tens: `(multiplier, implied digit)`.
const fn chinese_unit(c: char) -> Option<(u32, Option<u32>)> {
    Some(match c {
        '十' | '拾' => (10, None),
        '百' | '佰' => (100, None),
        '千' | '仟' => (1000, None),
        '廿' => (10, Some(2)),
        '卅' => (10, Some(3)),
        _ => return None,
    })
}

/// Whether the character can be part of a Chinese numeral.
pub const fn is_chinese_numeral(c: char) -> bool {
    chinese_digit(c).is_some() || chinese_unit(c).is_some()
}

/// Reads a Chinese numeral as ASCII digits: `三` → `3`, `十二` → `12`, `一百零二` → `102`, `五〇一` → `501`.
///
/// A run of bare digits is read place by place and keeps its leading zeros, as room numbers need. `None` for anything
/// that is not wholly a numeral, and for more than eight digits.
pub fn chinese_number(text: &str) -> Option<String> {
    if text.is_empty() || text.chars().count() > 8 {
        return None;
    }
    if text.chars().all(|c| chinese_digit(c).is_some()) {
        return text.chars().map(|c| chinese_digit(c).and_then(|digit| char::from_digit(digit, 10))).collect();
    }
    let (mut total, mut pending, mut last_unit) = (0u32, None, 10_000u32);
    for c in text.chars() {
        if let Some(digit) = chinese_digit(c) {
            if pending.is_some_and(|before| before != 0) {
                return None;
            }
            pending = Some(digit);
            continue;
        }
        let (unit, implied) = chinese_unit(c)?;
        if unit >= last_unit || (implied.is_some() && pending.is_some_and(|before| before != 0)) {
            return None;
        }
        total += implied.or(pending.filter(|digit| *digit != 0)).unwrap_or(1) * unit;
        (pending, last_unit) = (None, unit);
    }
    Some((total + pending.unwrap_or(0)).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numerals_become_digits() {
        for (text, digits) in [
            ("三", "3"),
            ("十", "10"),
            ("十二", "12"),
            ("二十", "20"),
            ("廿三", "23"),
            ("一百零二", "102"),
            ("五〇一", "501"),
            ("一二〇三", "1203"),
            ("〇一", "01"),
            ("一千二百零三", "1203"),
        ] {
            assert_eq!(chinese_number(text).as_deref(), Some(digits), "{text} is {digits}");
        }
        for text in ["", "三幢", "十百", "三五十二"] {
            assert_eq!(chinese_number(text), None, "{text} is no numeral");
        }
    }

    #[test]
    fn full_width_is_folded_and_names_are_left_alone() {
        assert_eq!(half_width("３＃１－４０１　室\n"), "3#1-401 室 ", "digits, signs, dashes and blanks become ASCII");
        assert_eq!(half_width("艾尔肯·吐逊𬍛㛃\u{FFFD}"), "艾尔肯·吐逊𬍛㛃\u{FFFD}", "ideographs and gaps stay");
        assert_eq!(half_width("①幢（临）"), "1幢(临)", "circled digits and brackets are compatibility forms");
    }
}
