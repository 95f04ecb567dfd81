//! Headers below the sheet's own: a second list on the same sheet may put a refused column where the first has an
//! ordinary one. The parsing process and the program both pass their rows through here, in sheet order.

use crate::cell::{Form, Merge, Row};
use crate::dictionary::{self, Withheld};
use crate::field::{FieldCode, RefusedKind};
use crate::header::{self, Header};
use crate::mapping;
use std::collections::BTreeSet;

/// Header words that make a row a header.
const KNOWN_AT_LEAST: usize = 2;
/// Longest text that is looked at as the header of a refused column, characters.
const LONGEST: usize = 60;
/// So many digits in a cell are an id, a phone or a date, not the name of a column.
const DIGITS_OF_DATA: usize = 6;
/// Columns that one merged header cell may cover.
const WIDEST: u32 = 500;
/// Fields whose names hardly ever stand in a cell as a value, as 流动人口 or 房东 do.
const TELLING: &[FieldCode] = &[
    FieldCode::Name,
    FieldCode::CitizenId,
    FieldCode::Sex,
    FieldCode::BirthDate,
    FieldCode::Phone,
    FieldCode::Address,
    FieldCode::HukouAddr,
    FieldCode::OrgName,
];

/// A column that a header other than the sheet's own says is to be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaterColumn {
    /// Column from 0.
    pub column: u32,
    /// The header as written.
    pub header: String,
    /// Why its cells are left out.
    pub why: Withheld,
}

/// Which cells are left out, row by row.
#[derive(Debug, Clone, Default)]
pub struct Withholding {
    header_rows: Vec<u32>,
    /// Rows of the header that is found without anybody's word.
    unasked_rows: Vec<u32>,
    own: BTreeSet<u32>,
    now: BTreeSet<u32>,
    /// Columns that the sheet's own header gives an ordinary name.
    named: BTreeSet<u32>,
    /// Columns left out for another's sake: what the sheet's own header says of them may be a value.
    strange: BTreeSet<u32>,
    /// Wide merged ranges by their first row.
    wide: Vec<Merge>,
    /// The row passed last: it may be a tier of a header.
    above: Row,
    /// Whether a text of it may name a refused column.
    above_refuses: bool,
}

impl Withholding {
    /// Begins above the first row of a sheet with this header and these merged ranges.
    #[must_use]
    pub fn new(header: Option<&Header>, merges: &[Merge]) -> Self {
        let own = header.map(mapping::withheld_columns).unwrap_or_default();
        let header_rows = header.map(|header| header.rows.clone()).unwrap_or_default();
        let columns = header.map(|header| header.columns.as_slice()).unwrap_or_default();
        let ordinary = columns.iter().filter(|(_, tiers)| tiers.last().is_some_and(|leaf| header::is_ordinary(leaf)));
        let mut wide: Vec<Merge> = merges.iter().copied().filter(Merge::is_wide).collect();
        wide.sort_unstable_by_key(|merge| merge.from);
        Self {
            unasked_rows: header_rows.clone(),
            header_rows,
            now: own.clone(),
            named: ordinary.map(|(column, _)| *column).collect(),
            strange: BTreeSet::new(),
            own,
            wide,
            above: Row::default(),
            above_refuses: false,
        }
    }

    /// Leaves out as well what the header refuses that is found without anybody's word: naming another row as the
    /// header, by the user or a profile, lets nothing in.
    pub fn heed(&mut self, unasked: &Header, by_values: &[(u32, RefusedKind)]) {
        self.unasked_rows.clone_from(&unasked.rows);
        let mut columns = mapping::withheld_columns(unasked);
        columns.extend(by_values.iter().map(|(column, _)| *column));
        self.strange.extend(&columns);
        self.refuse(columns);
    }

    /// Leaves out columns (from 0) for what they hold, as if the sheet's own header did.
    pub fn refuse(&mut self, columns: impl IntoIterator<Item = u32>) {
        self.own.extend(columns);
        self.now.extend(self.own.iter().copied());
    }

    /// Columns (from 0) that the sheet's own header leaves out.
    #[must_use]
    pub fn own(&self) -> Vec<u32> {
        self.own.iter().copied().collect()
    }

    /// Columns (from 0) that are left out below the last row that passed.
    #[must_use]
    pub fn all(&self) -> Vec<u32> {
        self.own.union(&self.now).copied().collect()
    }

    /// Takes out of a row what is to be left out, and learns from it what is left out of the rows below. Rows pass in
    /// sheet order.
    ///
    /// What a header adds holds to the end of the sheet, or to the sheet's own header where it stands above that: a
    /// column too much is said and can be put right, one too few cannot.
    pub fn pass(&mut self, row: &mut Row) -> Vec<LaterColumn> {
        let is_unasked = self.unasked_rows.contains(&row.number);
        if self.header_rows.contains(&row.number) {
            // What stands above the sheet's own header is over where that gives the column an ordinary name.
            let above: BTreeSet<u32> = self.now.difference(&self.own).copied().collect();
            self.strange.extend(above.difference(&self.named));
            if !is_unasked && !self.strange.is_empty() {
                row.cells.retain(|(column, _)| !self.strange.contains(column));
            }
            self.now = self.own.union(&self.strange).copied().collect();
            self.remember(row, may_refuse(row));
            return Vec::new();
        }
        if !is_unasked && !self.now.is_empty() {
            row.cells.retain(|(column, _)| !self.now.contains(column));
        }
        let refuses = may_refuse(row);
        let found = self.found(row, refuses);
        self.now.extend(found.iter().map(|found| found.column));
        self.remember(row, refuses);
        found
    }

    fn remember(&mut self, row: &Row, refuses: bool) {
        keep(row, &mut self.above);
        self.above_refuses = refuses;
    }

    fn found(&self, row: &Row, refuses: bool) -> Vec<LaterColumn> {
        let above = Some(&self.above).filter(|above| above.number.checked_add(1) == Some(row.number));
        let group = above.filter(|above| self.above_refuses && !self.header_rows.contains(&above.number));
        if group.is_none() && !refuses {
            return Vec::new();
        }
        if is_header(row) {
            let width = row.cells.last().map_or(0, |(column, _)| *column);
            let group = group.filter(|above| header::names_groups(above, self.wide_from(above.number), width));
            return group.into_iter().chain([row]).flat_map(|row| self.refused(row)).collect();
        }
        if above.is_some_and(|above| is_tier(row, above)) { self.refused(row) } else { Vec::new() }
    }

    fn wide_from(&self, row: u32) -> &[Merge] {
        let first = self.wide.partition_point(|merge| merge.from.row < row);
        let last = self.wide.partition_point(|merge| merge.from.row <= row);
        self.wide.get(first..last).unwrap_or_default()
    }

    /// The refused columns of a row that is a header; a merged cell covers several.
    fn refused(&self, row: &Row) -> Vec<LaterColumn> {
        let merges = self.wide_from(row.number);
        let mut found = Vec::new();
        for (column, cell) in row.own() {
            let Some(why) = refused(&cell.text) else { continue };
            let over = merges.iter().find(|merge| merge.from.column == *column);
            let last = over.map_or(*column, |merge| merge.to.column.min(column.saturating_add(WIDEST)));
            let columns = (*column..=last).filter(|column| !self.now.contains(column));
            found.extend(columns.map(|column| LaterColumn { column, header: cell.text.trim().to_owned(), why }));
        }
        found
    }
}

/// Copies a row over another, into the strings that it has.
fn keep(row: &Row, over: &mut Row) {
    over.number = row.number;
    over.cells.truncate(row.cells.len());
    for (place, (column, cell)) in row.cells.iter().enumerate() {
        match over.cells.get_mut(place) {
            Some((at, kept)) => {
                *at = *column;
                kept.text.clone_from(&cell.text);
                (kept.form, kept.merged_from) = (cell.form, cell.merged_from);
            }
            None => over.cells.push((*column, cell.clone())),
        }
    }
}

fn is_header(row: &Row) -> bool {
    let own = || row.own().map(|(_, cell)| cell);
    // Most rows are records; that is told before words are counted.
    let may_be = !own().any(|cell| is_data(cell.form, &cell.text)) || own().any(|cell| is_telling(&cell.text));
    // Refused words alone may be what a record says: 吸毒人员, 在逃.
    may_be
        && own().filter(|cell| is_word(&cell.text)).count() >= KNOWN_AT_LEAST
        && own().any(|cell| header::is_ordinary(&cell.text))
}

/// Whether a row names columns, as no record does: no data, a telling word, and header words in half of its cells.
pub(crate) fn names_columns(row: &Row) -> bool {
    let own = || row.own().map(|(_, cell)| cell);
    if own().any(|cell| is_data(cell.form, &cell.text)) || !own().any(|cell| is_telling(&cell.text)) {
        return false;
    }
    let words = own().filter(|cell| is_word(&cell.text)).count();
    words >= KNOWN_AT_LEAST && words * 2 >= own().count()
}

/// Whether the row is the lower tier of the header above: words only, and none under its first column, where a
/// heading of the list below would stand.
fn is_tier(row: &Row, above: &Row) -> bool {
    let first = above.own().next().map(|(column, _)| *column);
    row.own().all(|(column, cell)| Some(*column) > first && is_word(&cell.text)) && is_header(above)
}

fn may_refuse(row: &Row) -> bool {
    row.own().any(|(_, cell)| refused(&cell.text).is_some())
}

fn refused(text: &str) -> Option<Withheld> {
    let short = text.char_indices().nth(LONGEST).is_none();
    (short && dictionary::may_be_withheld(text)).then(|| mapping::withheld(&[text.to_owned()])).flatten()
}

fn is_word(text: &str) -> bool {
    header::is_ordinary(text) || refused(text).is_some()
}

fn is_telling(text: &str) -> bool {
    // Ids, phones and dates need no look into the dictionary.
    let word = !text.starts_with(|c: char| c.is_ascii_digit());
    word && dictionary::exact(&dictionary::header_key(text)).is_some_and(|field| TELLING.contains(&field))
}

fn is_data(form: Form, text: &str) -> bool {
    form == Form::Date || text.chars().filter(char::is_ascii_digit).count() >= DIGITS_OF_DATA
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::{Cell, CellAt};

    fn row(number: u32, texts: &[&str]) -> Row {
        let cells = (0u32..).zip(texts).filter(|(_, text)| !text.is_empty());
        Row { number, hidden: false, cells: cells.map(|(column, text)| (column, Cell::text(*text))).collect() }
    }

    /// What is left of the rows, as text, and the cells (row, column) that began to be left out.
    fn pass(rows: &[&[&str]], merges: &[Merge]) -> (String, Vec<(u32, u32)>) {
        let mut rows: Vec<Row> = (1..).zip(rows).map(|(number, texts)| row(number, texts)).collect();
        let mut withholding = Withholding::new(header::find(&rows, merges, None).as_ref(), merges);
        let mut found = Vec::new();
        for row in &mut rows {
            let later = withholding.pass(row);
            found.extend(later.iter().map(|later| (row.number, later.column)));
        }
        let texts = rows.iter().flat_map(|row| &row.cells).map(|(_, cell)| cell.text.as_str());
        (texts.collect::<Vec<_>>().join(" "), found)
    }

    const FIRST: &[&str] = &["姓名", "备注", "现住址", "电话"];

    #[test]
    fn a_second_table_refuses_its_own_columns() {
        let (left, found) = pass(
            &[
                FIRST,
                &["张三", "租客", "3幢502", "13900000001"],
                &["姓 名", "宗教\n信仰", "现住址"],
                &["王五", "佛教", "3幢501"],
            ],
            &[],
        );
        assert!(!left.contains("佛教"), "the second header refuses the column");
        assert!(left.contains("租客") && left.contains("王五"), "the first table and the other columns stay");
        assert_eq!(found, [(3, 1)], "and where it begins is known");
    }

    #[test]
    fn a_smaller_table_above_the_header_refuses_down_to_it_only() {
        let rows: &[&[&str]] =
            &[&["姓名", "宗教信仰"], &["王五", "佛教"], &[], FIRST, &["张三", "租客", "3幢502", "13900000001"]];
        let (left, found) = pass(rows, &[]);
        assert!(!left.contains("佛教"), "what stands above the sheet's header is no exception");
        assert!(left.contains("租客"), "the sheet's own header says what its columns are");
        assert_eq!(found, [(1, 1)], "one column");
        let unnamed: &[&[&str]] = &[
            &["姓名", "宗教信仰"],
            &["王五", "佛教"],
            &[],
            &["姓名", "如实填写", "现住址", "电话"],
            &["张三", "道教", "3幢502", "13900000001"],
        ];
        let (left, _) = pass(unnamed, &[]);
        assert!(!left.contains("道教") && left.contains("3幢502"), "a word that is no header takes nothing back");
    }

    #[test]
    fn naming_another_header_row_lets_nothing_in() {
        let texts: [&[&str]; 4] = [
            &["姓名", "宗教信仰", "现住址"],
            &["必填", "如实填写", "写到室"],
            &["王五", "佛教", "3幢501"],
            &["张三", "道教", "3幢502"],
        ];
        for wanted in [(2, 2), (3, 3), (1, 1), (9, 9)] {
            let mut rows: Vec<Row> = (1..).zip(texts).map(|(number, texts)| row(number, texts)).collect();
            let named = header::find(&rows, &[], Some(wanted));
            let mut withholding = Withholding::new(named.as_ref(), &[]);
            withholding.heed(&header::find(&rows, &[], None).unwrap(), &[]);
            rows.iter_mut().for_each(|row| drop(withholding.pass(row)));
            let left = format!("{rows:?}");
            assert!(!left.contains("佛教") && !left.contains("道教"), "row {wanted:?} is no way round the refusal");
            assert!(left.contains("宗教信仰") && left.contains("3幢501"), "the header and the rest stay");
        }
    }

    #[test]
    fn tiers_and_merged_headers_refuse_every_column_they_cover() {
        let at = |row, column| CellAt { row, column };
        let wide = |row| [Merge { from: at(row, 1), to: at(row, 2) }];
        for (rows, merges) in [
            (&[FIRST, &["姓名", "宗教信仰", "", "电话"], &["王五", "佛教", "某寺"]][..], &wide(2)[..]),
            (
                &[FIRST, &["其他", "信仰", "", "备考"], &["姓名", "名称", "", "电话"], &["王五", "佛教", "某寺"]],
                &wide(2),
            ),
            (&[FIRST, &["姓名", "情况", "说明", "电话"], &["", "信仰", "教派"], &["王五", "佛教", "某寺"]], &[]),
            (&[FIRST, &["姓名", "情况", "说明", "电话"], &["", "信仰"], &["王五", "佛教"]], &[]),
        ] {
            let (left, _) = pass(rows, merges);
            assert!(!left.contains("佛教") && !left.contains("某寺"), "nothing under the refused header: {left}");
            assert!(left.contains("王五"), "the name stays");
        }
    }

    #[test]
    fn records_and_headings_are_no_headers() {
        for text in [
            &["重点人员名单"][..],
            &["张三", "残疾", "3幢502", "13900000001"],
            &["房东", "患病在家", "流动人口", "330299198001010011"],
            &["李四", "残疾", "3幢502"],
            &["赵六", "吸毒人员", "在逃"],
        ] {
            let (left, found) = pass(&[FIRST, text, &["王五", "租客", "3幢501", "13900000002"]], &[]);
            assert_eq!(found, [], "{text:?} names no columns");
            assert!(left.contains("王五 租客 3幢501"), "the rows below stay whole");
        }
    }

    #[test]
    fn a_note_in_brackets_or_an_odd_letter_hides_nothing() {
        for header in ["备注（宗教信仰）", "宗　教 信 仰", "ＤＮＡ", "是否⼊党", "标签", "私家车"]
        {
            let (left, _) = pass(&[FIRST, &["姓名", header], &["王五", "SECRET"]], &[]);
            assert!(!left.contains("SECRET"), "{header} is refused");
        }
    }
}
