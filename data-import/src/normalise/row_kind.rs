//! Which rows are no records, and why.

use super::columns::FieldColumns;
use super::place::{Place, section};
use super::value::plain;
use crate::cell::Row;
use crate::dictionary::header_key;
use crate::field::FieldCode;
use crate::header::Header;
use crate::proposal::DropReason;

/// Names of totals.
const TOTALS: &[&str] = &["合计", "小计", "总计", "共计", "累计", "本页合计", "本页小计", "总合计"];
/// Whoever signs a form.
const SIGNERS: &[&str] = &[
    "填表人",
    "填报人",
    "制表",
    "制表人",
    "审核",
    "审核人",
    "经办人",
    "采集人",
    "登记人",
    "社区民警",
    "责任民警",
    "负责人",
    "填表日期",
    "填报日期",
    "采集日期",
    "制表日期",
    "签字",
    "签名",
    "盖章",
    "单位负责人",
    "复核人",
    "核对人",
    "录入人",
];
const END_MARKS: &[&str] = &["以下空白", "以下无正文", "以下无内容", "(完)", "完", "—完—", "---完---", "/以下空白/"];
/// Longest name of a person that stands alone in a row, characters.
const LONGEST_NAME: usize = 4;
/// Cells that a row which explains something has at most.
pub(crate) const LEGEND_CELLS: usize = 2;
/// How a row that explains marks or colours begins.
const LEGENDS: &[&str] = &["注:", "说明:", "备注:", "图例", "注1", "注意:", "※", "填表说明", "填写说明"];
/// What cells of a comment row under the header say.
const COMMENTS: &[&str] = &[
    "必填",
    "选填",
    "可选",
    "如有",
    "格式",
    "示例:",
    "示例,",
    "分隔",
    "填写",
    "YYYY",
    "1=",
    "=是",
    "自动关联",
    "位身份证",
];

/// What a row is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum RowKind {
    Record,
    Dropped(DropReason),
    /// A section row, with the place it names.
    Section(Place),
}

/// Tells what a row is. `last_header` is the last header row, `row` none where the sheet has nothing there.
pub(crate) fn kind_of(number: u32, row: Option<&Row>, header: &Header, fields: &FieldColumns) -> RowKind {
    if header.rows.contains(&number) {
        return RowKind::Dropped(DropReason::Header);
    }
    let Some(row) = row.filter(|row| row.own().next().is_some()) else {
        return RowKind::Dropped(DropReason::Blank);
    };
    if header.rows.first().is_some_and(|first| number < *first) {
        return RowKind::Dropped(DropReason::Title);
    }
    if number == header.last_row() + 1 && is_comment(row) {
        return RowKind::Dropped(DropReason::HeaderNote);
    }
    if repeats(row, header) {
        return RowKind::Dropped(DropReason::RepeatedHeader);
    }
    let cells = row.own().count();
    let first = row.own().next().map(|(_, cell)| plain(&cell.text)).unwrap_or_default();
    if is_total(row, &first, cells, fields) {
        return RowKind::Dropped(DropReason::Total);
    }
    if cells == 1 && END_MARKS.contains(&first.as_str()) {
        return RowKind::Dropped(DropReason::EndMark);
    }
    if is_signature(&first, cells) {
        return RowKind::Dropped(DropReason::Signature);
    }
    if cells <= LEGEND_CELLS && LEGENDS.iter().any(|legend| first.starts_with(legend)) {
        return RowKind::Dropped(DropReason::Legend);
    }
    if let Some(place) = section_of(row, fields) {
        return RowKind::Section(place);
    }
    // Above a list without a header its title stands; no person is made of it.
    if header.rows.is_empty() && cells == 1 && first.chars().count() > LONGEST_NAME {
        return RowKind::Dropped(DropReason::Title);
    }
    RowKind::Record
}

/// A comment row explains the columns; a few of its cells say so in so many words.
fn is_comment(row: &Row) -> bool {
    let texts: Vec<String> = row.own().map(|(_, cell)| plain(&cell.text)).collect();
    let telling = texts.iter().filter(|text| {
        COMMENTS.iter().any(|word| text.contains(word))
            || text.starts_with('如')
            || ["男/女", "示例"].contains(&text.as_str())
    });
    let telling = telling.count();
    telling >= 3 || (telling >= 1 && telling * 2 >= texts.len())
}

/// The header printed again on the next page, whichever tier.
fn repeats(row: &Row, header: &Header) -> bool {
    // Only what begins like the header of its column can be it; that spares nearly every cell the comparison.
    let starts_alike = |text: &str, tier: &str| text.trim_start().chars().next() == tier.chars().next();
    let same = row.own().filter(|(column, cell)| {
        let tiers = header.columns.iter().find(|(at, _)| at == column).map_or(&[][..], |(_, tiers)| tiers);
        let mut tiers = tiers.iter().filter(|tier| starts_alike(&cell.text, tier));
        tiers.any(|tier| header_key(tier) == header_key(&cell.text))
    });
    let same = same.count();
    same >= 2 && same * 10 >= row.own().count() * 6
}

fn is_total(row: &Row, first: &str, cells: usize, fields: &FieldColumns) -> bool {
    let first = first.trim_end_matches(':');
    if TOTALS.iter().any(|total| first == *total || first.strip_prefix(total).is_some_and(starts_with_count)) {
        return true;
    }
    // "共 63 条记录　导出时间：…"
    if cells <= 2 && first.strip_prefix('共').is_some_and(starts_with_count) {
        return true;
    }
    let name = fields.first(FieldCode::Name).or(fields.first(FieldCode::OrgName));
    let name = name.map_or("", |column| row.text(column));
    name.contains('计') && TOTALS.contains(&plain(name).as_str())
}

fn starts_with_count(rest: &str) -> bool {
    rest.trim_start_matches([':', ',']).starts_with(|c: char| c.is_ascii_digit())
}

/// "填表人：… 审核人：…", in one cell or spread over a few.
fn is_signature(first: &str, cells: usize) -> bool {
    let (head, colon) = first.split_once(':').map_or((first, false), |(head, _)| (head, true));
    cells <= 8 && SIGNERS.contains(&head) && (colon || cells <= 2)
}

fn section_of(row: &Row, fields: &FieldColumns) -> Option<Place> {
    let mut own = row.own();
    let (column, cell) = own.next()?;
    if own.next().is_some() {
        return None;
    }
    // Where names stand, only a number with its word (3幢, 2单元) is a place; 望湖苑 alone could be an unfinished record.
    let is_name = fields.first(FieldCode::Name) == Some(*column);
    if is_name && !cell.text.contains(|c: char| c.is_numeric() || "一二三四五六七八九十".contains(c)) {
        return None;
    }
    // A running number alone is an unfinished record, not a building.
    if fields.first(FieldCode::Seq) == Some(*column) && !matches!(cell.form, crate::cell::Form::Text) {
        return None;
    }
    section(&cell.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::Cell;

    fn row(texts: &[&str]) -> Row {
        let cells = (0u32..).zip(texts).filter(|(_, text)| !text.is_empty());
        Row { number: 9, hidden: false, cells: cells.map(|(column, text)| (column, Cell::text(*text))).collect() }
    }

    fn kind(texts: &[&str]) -> RowKind {
        let tiers = ["序号", "室号", "姓名", "备注"].map(|text| vec![text.to_owned()]);
        let header = Header { rows: vec![8], columns: (0..).zip(tiers).collect() };
        let (columns, _) = crate::mapping::map(&header, &[], crate::mapping::Told::default());
        kind_of(9, Some(&row(texts)), &header, &FieldColumns::of(&columns))
    }

    #[test]
    fn rows_that_are_no_records_say_why() {
        use DropReason as D;
        for (texts, why) in [
            (&["序号", "室号", "姓　名", "备注"][..], D::RepeatedHeader),
            (&["合　计", "", "12人"], D::Total),
            (&["小计：3户"], D::Total),
            (&["共 63 条记录　导出时间：2024-02-01"], D::Total),
            (&["", "填表人：郑协管　审核人：吴所长"], D::Signature),
            (&["采集人：郑协管", "采集日期：", "2024-04-20"], D::Signature),
            (&["注：划线者为已搬走。"], D::Legend),
            (&["以下空白"], D::EndMark),
            (&["必填", "如1单元101室", "必填，真实姓名"], D::HeaderNote),
            (&["示例", "示例：101", "张三"], D::HeaderNote),
        ] {
            assert_eq!(kind(texts), RowKind::Dropped(why), "{texts:?}");
        }
        assert_eq!(kind(&["1", "101", "张三", "共用厨房"]), RowKind::Record, "an ordinary row");
        assert_eq!(kind(&["", "示例苑3幢101", "张三"]), RowKind::Record, "a site may be called like an example");
        assert_eq!(kind(&["", "", "张三"]), RowKind::Record, "a name alone is a record without an address");
        assert!(
            matches!(kind(&["3幢"]), RowKind::Section(place) if place.building.as_deref() == Some("3")),
            "a building alone begins its section"
        );
    }
}
