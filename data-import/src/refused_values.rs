//! Columns that are refused for what they hold, however they are called (DESIGN §3, DOMAIN §1.8).
//!
//! Words in `data/refused_values.tsv`. A column is refused where its values speak of nothing else; a single cell of a
//! column of remarks is not a column, see [`sensitive`].

use crate::cell::Row;
use crate::dictionary::is_unseen;
use crate::field::RefusedKind;
use crate::header::Header;
use crate::mapping;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

const VALUES: &str = include_str!("../data/refused_values.tsv");
/// Cells that must speak of it before a column is refused.
const CELLS_AT_LEAST: usize = 2;
/// Share of the telling cells that must speak of it, percent.
const SHARE: usize = 50;
/// Longest cell that is a value and not a sentence, characters.
const LONGEST_VALUE: usize = 24;
/// Longest cell that is looked at for a word in a sentence, characters.
const LONGEST_SENTENCE: usize = 500;
/// What cells say that say nothing.
const NOTHING: &[&str] =
    &["无", "否", "没有", "不是", "非", "未", "/", "-", "--", "—", "×", "0", "不详", "未知", "正常", "同上"];
/// Last characters of places and institutions: 信访局 and 道教协会 are where somebody works or lives.
const PLACES: &[char] = &[
    '局', '院', '所', '会', '堂', '寺', '庙', '路', '街', '号', '室', '幢', '栋', '办', '站', '部', '校', '店', '厂',
    '司', '村', '苑', '园', '中', '心', '楼', '舍', '协',
];

/// First characters of number plates.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

struct Words {
    /// The whole value, or one of several in a cell.
    whole: HashMap<String, RefusedKind>,
    /// Words that speak of it wherever they stand in a value.
    within: Vec<(String, RefusedKind)>,
    /// First characters of the whole values.
    begins: BTreeSet<char>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { whole: HashMap::new(), within: Vec::new(), begins: BTreeSet::new() };
    for line in VALUES.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split('\t');
        let (Some(kind), Some(mode), Some(list)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let Some(kind) = RefusedKind::from_code(kind) else { continue };
        for word in list.split('|').map(key) {
            match mode {
                "within" => words.within.push((word, kind)),
                _ => drop(words.whole.insert(word, kind)),
            }
        }
    }
    words.begins = words.whole.keys().filter_map(|word| word.chars().next()).collect();
    words
});

fn key(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace() && !is_unseen(*c)).flat_map(char::to_lowercase).collect()
}

/// The reason to refuse a column (from 0) for the values that these rows, all below the header, hold.
#[must_use]
pub fn refused_by_values(rows: &[Row], column: u32) -> Option<RefusedKind> {
    let mut telling = 0;
    let mut found: Vec<(RefusedKind, usize)> = Vec::new();
    for row in rows {
        let Some(cell) = row.cell(column).filter(|cell| cell.merged_from.is_none()) else { continue };
        let text = key(&cell.text);
        if text.is_empty() || NOTHING.contains(&text.as_str()) {
            continue;
        }
        telling += 1;
        let Some(kind) = of_value(&text) else { continue };
        match found.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => found.push((kind, 1)),
        }
    }
    let all: usize = found.iter().map(|(_, count)| count).sum();
    let enough = all >= CELLS_AT_LEAST && all * 100 >= telling * SHARE;
    let first = found.into_iter().max_by_key(|(_, count)| *count).map(|(kind, _)| kind);
    first.filter(|_| enough)
}

/// The columns (from 0) of a sheet that are refused for what these rows, all below its header, hold: those that the
/// header names, and those that only hold cells.
#[must_use]
pub fn refused_columns(header: &Header, rows: &[Row]) -> Vec<(u32, RefusedKind)> {
    let open = header.columns.iter().filter(|(_, tiers)| mapping::withheld(tiers).is_none());
    let named: BTreeSet<u32> = header.columns.iter().map(|(column, _)| *column).collect();
    let held: BTreeSet<u32> = rows.iter().flat_map(Row::own).map(|(column, _)| *column).collect();
    let columns = open.map(|(column, _)| *column).chain(held.difference(&named).copied());
    columns.filter_map(|column| Some((column, refused_by_values(rows, column)?))).collect()
}

/// What a value speaks of, as a whole or in all its parts.
fn of_value(text: &str) -> Option<RefusedKind> {
    if text.chars().count() > LONGEST_VALUE {
        return None;
    }
    in_all_parts(text).or_else(|| (!text.ends_with(PLACES)).then(|| within(text)).flatten())
}

/// What every part of a value is a word of.
fn in_all_parts(text: &str) -> Option<RefusedKind> {
    let parts = || text.split(['、', ',', ';', '/', '|', '+']).filter(|part| !part.is_empty());
    let whole = |part: &str| {
        let bare = part.trim_matches(['(', ')', '[', ']', '.', '。']);
        WORDS.whole.get(bare).copied().or_else(|| is_number_plate(bare).then_some(RefusedKind::Vehicle))
    };
    let first = parts().next().and_then(whole);
    first.filter(|_| parts().all(|part| whole(part).is_some()))
}

/// What a value speaks of and of nothing else, in a column of another meaning: 吸毒人员 for a place of work.
#[must_use]
pub fn sensitive_value(text: &str) -> Option<RefusedKind> {
    if text.is_ascii() || text.char_indices().nth(LONGEST_VALUE).is_some() {
        return None;
    }
    // Most values begin as no such word does.
    let first = text.chars().next().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    if first.is_some_and(|first| !WORDS.begins.contains(&first) && !PROVINCES.contains(first)) {
        return None;
    }
    in_all_parts(&key(text))
}

/// A word somewhere in a text, unless it is the name of a place: 基督教堂, 信访局.
fn within(text: &str) -> Option<RefusedKind> {
    let speaks =
        |word: &str| text.match_indices(word).any(|(at, _)| !text.split_at(at + word.len()).1.starts_with(PLACES));
    WORDS.within.iter().find(|(word, _)| speaks(word)).map(|(_, kind)| *kind)
}

/// What a remark, which is no such column, nevertheless speaks of.
#[must_use]
pub fn sensitive(text: &str) -> Option<RefusedKind> {
    if text.is_ascii() || text.char_indices().nth(LONGEST_SENTENCE).is_some() {
        return None;
    }
    let text = key(text);
    let pieces = text.split(['、', ',', ';', '/', '|', '+', '。', '(', ')', ':']);
    let mut pieces = pieces.map(|piece| piece.trim_matches(['[', ']', '.'])).filter(|piece| !piece.is_empty());
    pieces.find_map(|piece| {
        let whole = WORDS.whole.get(piece).copied().filter(|_| piece.chars().count() >= 2);
        let plate = || is_number_plate(piece).then_some(RefusedKind::Vehicle);
        whole.or_else(plate).or_else(|| (!piece.ends_with(PLACES)).then(|| within(piece)).flatten())
    })
}

/// A number plate (号牌, GA 36): 浙B·12345, 浙BD12345, 浙B1234学.
fn is_number_plate(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| !matches!(c, '·' | '.' | '-' | '•'));
    let province = letters.next().is_some_and(|c| PROVINCES.contains(c));
    let office = letters.next().is_some_and(|c| c.is_ascii_alphabetic());
    let rest: Vec<char> = letters.collect();
    let (serial, last) = rest.split_at(rest.len().saturating_sub(1));
    let serial_is = serial.iter().all(char::is_ascii_alphanumeric) && serial.iter().any(char::is_ascii_digit);
    let last_is = last.iter().all(|c| c.is_ascii_alphanumeric() || "学警挂领使港澳".contains(*c));
    province && office && (5..=6).contains(&rest.len()) && serial_is && last_is
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::Cell;
    use crate::limits::Limits;
    use crate::read::collect::Collect;
    use crate::read::gate::{Gate, Sink};

    fn refused(values: &[&str]) -> Option<RefusedKind> {
        let cell = |text: &&str| if text.is_empty() { vec![] } else { vec![(3, Cell::text(*text))] };
        let rows = (2..).zip(values).map(|(number, text)| Row { number, hidden: false, cells: cell(text) });
        refused_by_values(&rows.collect::<Vec<_>>(), 3)
    }

    #[test]
    fn the_data_is_whole() {
        for line in VALUES.lines().filter(|line| !line.starts_with('#')) {
            let parts: Vec<&str> = line.split('\t').collect();
            assert_eq!(parts.len(), 3, "{line}: kind, mode, words");
            assert!(RefusedKind::from_code(parts[0]).is_some(), "{} is a reason", parts[0]);
            assert!(["whole", "within"].contains(&parts[1]), "{} is a mode", parts[1]);
            for word in parts[2].split('|') {
                assert!(word.chars().count() >= 2 || parts[1] == "whole", "{word} within a word would refuse too much");
            }
        }
    }

    #[test]
    fn columns_are_refused_for_what_they_hold() {
        for (values, kind) in [
            (&["佛教", "", "无", "基督教", "无"][..], RefusedKind::Religion),
            (&["群众", "中共党员", "共青团员", "群众"], RefusedKind::Politics),
            (&["A型", "O型", "AB型", "不详"], RefusedKind::Biometric),
            (&["浙B·12345", "浙BD12345", "浙Ｂ1234学"], RefusedKind::Vehicle),
            (&["吸毒人员", "", "", "在逃", ""], RefusedKind::CriminalRecord),
            (&["涉访重点", "信访重点人员", "重点人员"], RefusedKind::KeyPerson),
            (&["高血压、糖尿病", "精神分裂症", "无"], RefusedKind::Health),
            (&["多次上访", "信访"], RefusedKind::Petition),
        ] {
            assert_eq!(refused(values), Some(kind), "{values:?}");
        }
    }

    #[test]
    fn ordinary_columns_are_not() {
        for values in [
            &["租客", "佛教", "做生意", "上学", "吸毒"][..],
            &["常住", "流动", "流动", "寄住"],
            &["信访局宿舍1幢101室", "基督教堂路3号", "信访局宿舍1幢102室"],
            &["示例市第七医院", "道教协会", "示例区信访办"],
            &["张三", "党群", "毛健"],
            &["A", "B", "O", "AB"],
            &["浙江省示例区", "浙江", "浙江宁波"],
            &["群众求助", "宣传", "核对信息"],
            &["是", "否", "是"],
        ] {
            assert_eq!(refused(values), None, "{values:?} stays");
        }
        assert_eq!(refused(&["佛教"]), None, "one cell is no column");
    }

    #[test]
    fn a_remark_is_told_from_a_place() {
        assert_eq!(sensitive("租客，曾吸毒"), Some(RefusedKind::CriminalRecord), "a word in a sentence");
        assert_eq!(sensitive("信佛教"), Some(RefusedKind::Religion), "and of belief");
        for text in ["在信访局上班", "基督教堂对面", "身体好", "3幢2单元501室", "做生意", "党校宿舍"]
        {
            assert_eq!(sensitive(text), None, "{text} is nothing of the kind");
        }
    }

    #[test]
    fn a_value_of_another_column_is_judged_as_a_whole() {
        for text in ["吸毒人员", "吸\u{200b}毒人员", "高血压、糖尿病", "（吸毒人员）", "浙B·12345"]
        {
            assert!(sensitive_value(text).is_some(), "{text} is nothing else");
        }
        for text in ["信访局", "戒毒所路3号", "宁波市", "大专", "吸毒人员帮教志愿者协会", "13900001234"]
        {
            assert_eq!(sensitive_value(text), None, "{text} may be something else");
        }
    }

    #[test]
    fn a_column_without_a_header_is_judged_too() {
        let cells = |last| vec![(0, Cell::text("张三")), (7, Cell::text(last))];
        let rows = ["吸毒人员", "在逃"].map(|text| Row { number: 2, hidden: false, cells: cells(text) });
        let header = Header { rows: vec![1], columns: vec![(0, vec!["姓名".to_owned()])] };
        assert_eq!(refused_columns(&header, &rows), [(7, RefusedKind::CriminalRecord)], "what holds cells is a column");
    }

    #[test]
    fn cells_of_such_a_column_never_leave_the_parsing_process() {
        let table = [
            ["姓名", "电话", "情况"],
            ["张三", "13900001234", "佛教"],
            ["李四", "13900001235", "基督教"],
            ["王五", "13900001236", "无"],
        ];
        let (mut sink, limits) = (Collect::default(), Limits::default());
        let mut gate = Gate::new(&mut sink, &limits, &[]);
        gate.sheet(None, false, Vec::new()).unwrap();
        for (number, texts) in (1..).zip(table) {
            let cells = (0..).zip(texts).map(|(column, text)| (column, Cell::text(text))).collect();
            gate.row(Row { number, hidden: false, cells }).unwrap();
        }
        gate.sheet_end().unwrap();
        let passed = format!("{:?}", sink.workbook);
        assert!(!passed.contains("佛教") && !passed.contains("基督教"), "the gate holds them back");
        assert!(passed.contains("王五") && passed.contains("情况"), "the rest and the header pass");
        assert_eq!(sink.workbook.sheets.first().map(|sheet| sheet.withheld.clone()), Some(vec![2]), "and it is said");
    }
}
