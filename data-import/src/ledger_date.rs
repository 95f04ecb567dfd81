//! The day a ledger speaks of (台账日期): from its title or 填报 lines, else its sheet's or its own name.

use crate::cell::Row;
use louce_domain::date::{DateContext, PartialDate, parse_written_date};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// The day a ledger speaks of, and who says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerDate {
    /// The day, as exact as said.
    pub date: PartialDate,
    /// Where it was found.
    pub from: LedgerDateFrom,
}

/// Where the day of a ledger was found, most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerDateFrom {
    /// The user says so.
    User,
    /// A line of the sheet: 填报日期, 截至.
    Line,
    /// The title of the sheet.
    Title,
    /// The name of the sheet.
    SheetName,
    /// The name of the file.
    FileName,
}

/// Words before the day of a ledger.
const WORDS: &[&str] = &[
    "填报日期",
    "填表日期",
    "填报时间",
    "填表时间",
    "制表日期",
    "制表时间",
    "统计日期",
    "统计时间",
    "截止日期",
    "截止时间",
    "数据截至",
    "截至",
    "截止",
    "更新日期",
    "更新时间",
    "采集日期",
    "导出时间",
    "导出日期",
    "上报日期",
    "上报时间",
];
/// Words of a title or name whose date is somebody's birth.
const BIRTH_WORDS: &[&str] = &["出生", "生日", "生于", "诞生"];
/// Words and last characters of what is a ledger, a place or an office, and no person: beside one of these a full date in
/// a name is the ledger's.
const LEDGER_WORDS: &[&str] = &[
    "台账",
    "台帐",
    "登记",
    "信息",
    "人口",
    "统计",
    "明细",
    "汇总",
    "名单",
    "清单",
    "花名册",
    "采集",
    "底册",
    "档案",
    "数据",
    "导出",
    "更新",
    "备份",
    "上报",
    "走访",
    "检查",
    "出租",
    "租赁",
    "房屋",
    "单位",
    "住户",
    "居民",
    "表",
    "册",
    "社区",
    "街道",
    "小区",
    "村",
    "区",
    "所",
    "组",
    "网格",
    "幢",
    "栋",
    "楼",
    "号",
    "路",
    "版",
];
/// Ledgers in use are at most so many years old; an older date in a name is likelier a birth.
const OLDEST_YEARS: i16 = 20;
/// Longest text that is looked at.
const LONGEST: usize = 80;

/// The day of a sheet: what its title rows (above `first_header`) and its last lines say, else its name, else the
/// file's. Years run from 1980 to `latest_year`.
#[must_use]
pub fn of_sheet(
    rows: &[Row],
    header: (u32, u32),
    sheet: Option<&str>,
    file: &str,
    latest_year: i16,
) -> Option<LedgerDate> {
    let at = |date: Option<PartialDate>, from| date.map(|date| LedgerDate { date, from });
    let (first_header, last_header) = header;
    let above = || rows.iter().filter(move |row| row.number < first_header);
    let below = rows.iter().filter(|row| row.number > last_header && row.own().count() <= LINE_CELLS);
    let of_line = above().chain(below).find_map(|row| of_line(row, latest_year));
    let title = || above().flat_map(Row::own).find_map(|(_, cell)| in_title(&cell.text, latest_year));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    at(of_line, LedgerDateFrom::Line)
        .or_else(|| at(title(), LedgerDateFrom::Title))
        .or_else(|| at(sheet.and_then(|name| in_name(name, latest_year)), LedgerDateFrom::SheetName))
        .or_else(|| at(in_name(stem, latest_year), LedgerDateFrom::FileName))
}

/// Cells that a line of signatures has at most.
const LINE_CELLS: usize = 8;

/// The day that a line names behind one of [`WORDS`], in the same cell or the next.
#[must_use]
pub fn of_line(row: &Row, latest_year: i16) -> Option<PartialDate> {
    let cells: Vec<&str> = row.own().map(|(_, cell)| cell.text.as_str()).collect();
    cells.iter().enumerate().find_map(|(place, text)| {
        let key = plain(text)?;
        let word = WORDS.iter().find(|word| key.contains(**word))?;
        let (_, rest) = key.split_once(word)?;
        let rest = rest.trim_start_matches([':', '为', '至', '日', '期', '时', '间', '(']);
        let next = || cells.get(place + 1).and_then(|next| first_date(&plain(next)?, latest_year));
        if rest.is_empty() { next() } else { first_date(rest, latest_year) }
    })
}

/// The day that a title holds: 2024年6月, 2024-06, 20240630; a single year is not enough, and a birth date is none.
fn in_title(text: &str, latest_year: i16) -> Option<PartialDate> {
    let text = plain(text)?;
    let is_of_birth = BIRTH_WORDS.iter().any(|word| text.contains(word));
    first_date(&text, latest_year).filter(|_| !is_of_birth)
}

/// The day that the name of a sheet or file holds, where it cannot be somebody's birth date: 张三20010412 names a person.
fn in_name(name: &str, latest_year: i16) -> Option<PartialDate> {
    let date = in_title(name, latest_year).filter(|date| date.year() >= latest_year - OLDEST_YEARS)?;
    let name = plain(name)?;
    let has_words = name.chars().any(char::is_alphabetic);
    let is_full = date.day().is_some();
    (!is_full || !has_words || LEDGER_WORDS.iter().any(|word| name.contains(word))).then_some(date)
}

fn plain(text: &str) -> Option<String> {
    let short = text.char_indices().nth(LONGEST).is_none();
    short.then(|| text.nfkc().filter(|c| !c.is_whitespace()).collect())
}

/// The first date with year and month that a text holds.
fn first_date(text: &str, latest_year: i16) -> Option<PartialDate> {
    let begins = text.char_indices().filter(|(at, c)| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        c.is_ascii_digit() && !before.is_some_and(|c| c.is_ascii_digit())
    });
    begins.filter_map(|(at, _)| text.get(at..)).find_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '.' | '/' | '_' | '年' | '月' | '日'));
        let written = rest.get(..end.unwrap_or(rest.len()))?.trim_matches(['-', '.', '/', '_']).replace('_', "-");
        let digits = written.chars().take_while(char::is_ascii_digit).count();
        let whole = matches!(digits, 4 | 6 | 8);
        let read = whole.then(|| parse_written_date(&written, &DateContext::text(latest_year)))?;
        let date = read.date.filter(|_| read.warnings.is_empty())?;
        let likely = date.month().is_some() && (1980..=latest_year).contains(&date.year());
        likely.then_some(date)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::Cell;

    fn rows(lines: &[&[&str]]) -> Vec<Row> {
        let row = |(number, texts): (u32, &&[&str])| Row {
            number,
            hidden: false,
            cells: (0..).zip(*texts).map(|(column, text)| (column, Cell::text(*text))).collect(),
        };
        (1..).zip(lines).map(row).collect()
    }

    fn day(lines: &[&[&str]], header: u32, sheet: &str, file: &str) -> Option<(String, LedgerDateFrom)> {
        let found = of_sheet(&rows(lines), (header, header), Some(sheet), file, 2026)?;
        Some((found.date.to_string(), found.from))
    }

    #[test]
    fn the_day_is_where_clerks_write_it() {
        use LedgerDateFrom as F;
        for (lines, header, sheet, file, wanted) in [
            (
                &[&["某社区人口台账"][..], &["填报单位：甲　填报日期：2024年6月"], &["姓名", "电话"]][..],
                3,
                "Sheet1",
                "a.xlsx",
                ("2024-06", F::Line),
            ),
            (
                &[&["人口台账（截至2023年12月31日）"], &["姓名", "电话"]],
                2,
                "Sheet1",
                "2020-01.xlsx",
                ("2023-12-31", F::Line),
            ),
            (&[&["填报日期", "2024.6.5"], &["姓名"]], 2, "", "", ("2024-06-05", F::Line)),
            (&[&["2024年三月"], &["某社区2024年5月台账"], &["姓名"]], 3, "", "", ("2024-05", F::Title)),
            (&[&["姓名", "电话"], &["张三", "13900001234"]], 1, "2024-06", "x.xlsx", ("2024-06", F::SheetName)),
            (
                &[&["姓名", "电话"], &["张三", "13900001234"]],
                1,
                "Sheet1",
                "人口台账20240630.xlsx",
                ("2024-06-30", F::FileName),
            ),
            (
                &[&["姓名", "电话"], &["张三", "1"], &["填表人：郑协管", "填表日期：2024-04-20"]],
                1,
                "",
                "",
                ("2024-04-20", F::Line),
            ),
        ] {
            let found = day(lines, header, sheet, file);
            assert_eq!(found, Some((wanted.0.to_owned(), wanted.1)), "{lines:?} {sheet} {file}");
        }
    }

    #[test]
    fn a_birth_date_in_a_name_is_not_the_ledgers_day() {
        for name in ["张三20010412", "李四 1985-04-12", "王五(1990年5月12日出生)", "赵六登记表19850412", "生日2020-05"]
        {
            assert_eq!(day(&[&["姓名"]], 1, name, ""), None, "{name}: the sheet is about a person");
            assert_eq!(day(&[&["姓名"]], 1, "", &format!("{name}.xlsx")), None, "{name}: so is the file");
        }
        for name in ["望湖社区20240630", "2024-06-30", "20240630", "3幢2024年6月30日", "人口台账2024.6", "甲2024-06"]
        {
            assert!(day(&[&["姓名"]], 1, "", &format!("{name}.xlsx")).is_some(), "{name}: the ledger's day");
        }
        let title: &[&[&str]] = &[&["张三，1985年4月12日出生"], &["姓名"]];
        assert_eq!(day(title, 2, "", ""), None, "a title that tells a birth");
    }

    #[test]
    fn numbers_are_no_days() {
        for (title, file) in
            [("3幢2单元501室", "台账.xlsx"), ("2024年度台账", "电话13900001234.xlsx"), ("共2024户", "v1.2.3.csv")]
        {
            assert_eq!(day(&[&[title], &["姓名"]], 2, "Sheet1", file), None, "{title} {file}: nothing is guessed");
        }
        let person: &[&[&str]] = &[&["姓名", "登记日期"], &["张三", "2024-01-05"]];
        assert_eq!(day(person, 1, "", ""), None, "a person's dates are not the ledger's");
    }
}
