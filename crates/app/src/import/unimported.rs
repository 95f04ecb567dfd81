//! The rows of a batch that were not taken, as a workbook: the sheets of the file with their own headers, a column that says
//! why, the odd cells marked. Repaired, it imports again, and what it puts right is settled.

use super::guarded::NEEDS_CARE_OFFICER;
use super::logged::RawRow;
use super::reasons::in_chinese;
use super::withheld::Withheld;
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::save::{save, writable};
use crate::{ids, refusal};
use louce_domain::batch::RowOutcome;
use louce_domain::id::BatchId;
use louce_import::cell::column_number;
use louce_report::{PlainBook, PlainCell, ReportError};
use louce_store::{LoggedRow, Reader, StoreError};
use louce_wire::{RpcError, UnimportedRows};
use std::path::Path;

/// The column that says why a row was not taken. When the workbook comes again, it is no field.
pub const REASON_COLUMN: &str = "未导入原因";
/// The column that says where a row stood.
pub const ORIGIN_COLUMN: &str = "来源";

/// Fill of an odd cell.
const ODD: [u8; 3] = [0xff, 0xe6, 0x99];
/// Width of the reason, characters.
const REASON_WIDTH: u16 = 36;

/// Writes the workbook. Rows that name somebody whose address is hidden from whoever asks are left out, and counted.
///
/// # Errors
/// When the role does not allow it, or the file cannot be written.
pub fn write(asking: Asking<'_>, batch_id: &str, out: &Path) -> Result<UnimportedRows, RpcError> {
    let permit = asking.permit(Operation::ImportLedger)?;
    writable(asking, out)?;
    let id: BatchId = ids::read(batch_id)?;
    let sees_all = asking.may(Operation::SeeProtected);
    let (bytes, rows, withheld) = permit.look_audited(|reader, seen| {
        let hidden = Withheld::read(reader, asking)?;
        let mut sheets = untaken(reader, id).map_err(stored)?;
        let all: usize = sheets.iter().map(|sheet| sheet.rows.len()).sum();
        for sheet in &mut sheets {
            sheet.rows.retain(|row| sees_all || row.code != NEEDS_CARE_OFFICER);
            sheet.rows.retain(|row| !hidden.names_in(row.raw.cells.iter().map(String::as_str)));
        }
        sheets.retain(|sheet| !sheet.rows.is_empty());
        let left: usize = sheets.iter().map(|sheet| sheet.rows.len()).sum();
        seen.count(left as u64);
        let bytes = workbook(&sheets).map_err(|error| refusal::internal("workbook", &error))?;
        Ok((bytes, left, all - left))
    })?;
    save(asking, out, &bytes)?;
    let counted = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    Ok(UnimportedRows { path: out.display().to_string(), rows: counted(rows), withheld: counted(withheld) })
}

/// A sheet of the file and its rows that were not taken.
struct Untaken {
    file: String,
    name: String,
    /// Column from 0, header, field code; refused columns are left out: nothing of them was kept.
    columns: Vec<(usize, String, String)>,
    rows: Vec<UntakenRow>,
}

struct UntakenRow {
    number: u32,
    /// Code of the reason.
    code: String,
    raw: RawRow,
}

fn untaken(reader: &Reader<'_>, id: BatchId) -> Result<Vec<Untaken>, StoreError> {
    let mut sheets = Vec::new();
    for file in reader.batch(id)?.into_iter().flat_map(|batch| batch.files) {
        for sheet in file.sheets {
            let mapping: Vec<(String, String, String)> = serde_json::from_str(&sheet.mapping)?;
            let kept = mapping.into_iter().filter(|(.., code)| !matches!(code.as_str(), "refused" | "unsupported"));
            let placed = |(letters, header, code): (String, String, String)| {
                Some((usize::try_from(column_number(&letters)?).ok()?, header, code))
            };
            let columns: Vec<_> = kept.filter_map(placed).filter(|(_, header, _)| !is_ours(header)).collect();
            sheets.push(Untaken { file: file.info.name.clone(), name: sheet.name, columns, rows: Vec::new() });
        }
    }
    for outcome in [RowOutcome::Pending, RowOutcome::Rejected] {
        reader.each_import_row::<StoreError>(id, Some(outcome), |logged| place(&mut sheets, logged))?;
    }
    sheets.iter_mut().for_each(|sheet| sheet.rows.sort_by_key(|row| row.number));
    Ok(sheets)
}

/// Whether a header is one that this workbook adds: a repaired workbook that is not taken either leaves with new ones.
fn is_ours(header: &str) -> bool {
    matches!(header.trim(), REASON_COLUMN | ORIGIN_COLUMN)
}

/// A row that was put right since, or whose cells were purged, is not to be repaired any more.
fn place(sheets: &mut [Untaken], logged: LoggedRow) -> Result<(), StoreError> {
    let raw: RawRow = serde_json::from_str(&logged.row.raw)?;
    let sheet = sheets.iter_mut().find(|sheet| sheet.name == logged.sheet && sheet.file == logged.file);
    if let Some(sheet) = sheet.filter(|_| !logged.is_settled && !raw.purged) {
        let code = logged.row.reason.unwrap_or_default();
        sheet.rows.push(UntakenRow { number: logged.row.row, code, raw });
    }
    Ok(())
}

fn workbook(sheets: &[Untaken]) -> Result<Vec<u8>, ReportError> {
    let mut book = PlainBook::new();
    for sheet in sheets {
        let name = if sheet.name.is_empty() { "未导入" } else { &sheet.name };
        book.sheet(name, false)?;
        book.width(0, REASON_WIDTH)?;
        book.width(1, 18)?;
        for (column, (_, header, _)) in (2_u16..).zip(&sheet.columns) {
            book.width(column, u16::try_from(2 * header.chars().count() + 6).unwrap_or(u16::MAX).min(40))?;
        }
        book.freeze(1, 2)?;
        let titles = sheet.columns.iter().map(|(_, header, _)| PlainCell::header(header));
        let ours = [REASON_COLUMN, ORIGIN_COLUMN].map(PlainCell::header);
        book.row(0, &ours.into_iter().chain(titles).collect::<Vec<_>>())?;
        for (number, row) in (1..).zip(&sheet.rows) {
            book.row(number, &line(sheet, row))?;
        }
    }
    if sheets.is_empty() {
        book.sheet("未导入", false)?;
        book.row(0, &[REASON_COLUMN, ORIGIN_COLUMN].map(PlainCell::header))?;
    }
    book.finish()
}

/// Where a row stood, in words; by them it is known when it comes again.
pub(super) fn origin(file: &str, sheet: &str, row: u32) -> String {
    let place = if sheet.is_empty() { file.to_owned() } else { format!("{file} {sheet}") };
    format!("{place} 第{row}行")
}

fn line(sheet: &Untaken, row: &UntakenRow) -> Vec<PlainCell> {
    let reason = row.raw.detail.clone().unwrap_or_else(|| in_chinese(&row.code).to_owned());
    let origin = origin(&sheet.file, &sheet.name, row.number);
    let own = sheet.columns.iter().map(|(column, _, field)| {
        let text = row.raw.cells.get(*column).cloned().unwrap_or_default();
        let note = odd(row, *column, field, &reason);
        PlainCell { fill: note.is_some().then_some(ODD), note, ..PlainCell::text(text) }
    });
    [PlainCell::text(reason.clone()), PlainCell::text(origin)].into_iter().chain(own).collect()
}

/// What is the matter with a cell: what was found in it, else the reason of the row where it is about this column.
fn odd(row: &UntakenRow, column: usize, field: &str, reason: &str) -> Option<String> {
    let found = row.raw.odd.iter().filter(|odd| usize::try_from(odd.column).ok() == Some(column));
    let mut said: Vec<&str> = found.map(|odd| odd.message.as_str()).collect();
    if about(&row.code).contains(&field) && !said.contains(&reason) {
        said.insert(0, reason);
    }
    (!said.is_empty()).then(|| said.join("；"))
}

/// The columns that a reason is about.
fn about(code: &str) -> &'static [&'static str] {
    match code {
        "no_name" | "several_persons" | "ambiguous_person" | "name_differs" => &["name"],
        "no_organisation_name" => &["org.name"],
        "id_conflict" => &["citizen_id"],
        "code_conflict" => &["org.uscc"],
        "no_building" => &["building"],
        "room_unknown" | "address_unmatched" | "no_address" | "two_places_in_file" | "older_ledger" | "stay_ended" => {
            &["address", "site", "building", "unit", "room"]
        }
        "too_many_rooms" => &["units", "floors_above", "rooms_per_floor"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::logged::OddCell;

    #[test]
    fn a_row_leaves_under_its_own_headers_with_its_odd_cells_marked() {
        let odd = vec![OddCell { column: 2, message: "身份证号位数或字符不对，按原样保存".into() }];
        let cells = ["1", "", "33029919", "示例苑"].map(str::to_owned).to_vec();
        let raw = RawRow { cells, odd, ..RawRow::default() };
        let columns = [(0, "序号", "seq"), (1, "姓名", "name"), (2, "证件·号码", "citizen_id"), (3, "住址", "address")];
        let columns = columns.map(|(at, header, code)| (at, header.to_owned(), code.to_owned())).to_vec();
        let row = UntakenRow { number: 7, code: "no_name".into(), raw };
        let sheet = Untaken { file: "人口.xlsx".into(), name: "3幢".into(), columns, rows: Vec::new() };
        let cells = line(&sheet, &row);
        let texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(
            texts,
            ["没有姓名，不虚构人员", "人口.xlsx 3幢 第7行", "1", "", "33029919", "示例苑"],
            "in their order"
        );
        let marked: Vec<bool> = cells.iter().map(|cell| cell.fill.is_some() && cell.note.is_some()).collect();
        assert_eq!(marked, [false, false, false, true, true, false], "the missing name and the odd number are marked");
    }
}
