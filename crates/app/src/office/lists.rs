//! Two imported lists of organisations compared, say the tax list against the registry: as their files wrote them.

use super::comparison::{Cells, Compared, Listed, compare};
use crate::asking::{Asking, stored};
use crate::host::{Watch, at};
use crate::import::logged::RawRow;
use crate::permission::Operation;
use crate::save::{save, writable};
use crate::{ids, refusal};
use louce_domain::batch::RowOutcome;
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::BatchId;
use louce_import::cell::column_number;
use louce_report::{TableCell, TableColumn, render_table_xlsx};
use louce_store::{LoggedRow, Reader, StoreError};
use louce_wire::{ComparedRow, ListComparison, RpcError};
use std::collections::HashMap;
use std::path::Path;

/// The columns that are compared: what the importer calls them, and the field they are.
const COMPARED: &[(&str, &str)] = &[
    ("org.name", "name"),
    ("org.uscc", "credit_code"),
    ("org.kind", "kind"),
    ("org.industry", "industry"),
    ("org.legal_rep.name", "legal_rep_name"),
    ("org.legal_rep.citizen_id", "legal_rep_citizen_id"),
    ("org.legal_rep.phone", "legal_rep_phones"),
    ("org.staff", "staff"),
    ("org.security_contact.name", "security_contact_name"),
    ("org.security_contact.phone", "security_contact_phones"),
    ("address", "raw_address"),
    ("phone", "phones"),
    ("status", "status"),
];

/// Compares two batches of organisations. With `out` the report is written there too, as an export. The lists name legal
/// representatives, so the look is audited.
///
/// # Errors
/// When the role does not allow it, a batch is none or holds no organisations, or the file cannot be written.
pub fn compare_lists(
    asking: Asking<'_>,
    left: &str,
    right: &str,
    out: Option<&str>,
    watch: &dyn Watch,
) -> Result<ListComparison, RpcError> {
    let permit = asking.permit(if out.is_some() { Operation::ExportRecords } else { Operation::RevealPersons })?;
    out.map(|out| writable(asking, Path::new(out))).transpose()?;
    let (left, right): (BatchId, BatchId) = (ids::read(left)?, ids::read(right)?);
    if left == right {
        let zh = "请选择两份不同的名单进行比对。";
        return Err(refusal::invalid(zh, "Choose two different lists to compare.").about("right"));
    }
    watch.progress(at("comparing", 0, 2));
    // The audit row with the count is committed before anything leaves.
    let view = permit.look_audited(|reader, seen| {
        let (one, other) = (List::read(reader, left)?, List::read(reader, right)?);
        watch.progress(at("comparing", 1, 2));
        seen.count(u64::try_from(one.rows.len() + other.rows.len()).unwrap_or(u64::MAX));
        let Compared { both, only_left, only_right, differing } = compare(&one.rows, &other.rows);
        Ok(ListComparison { left: one.label, right: other.label, both, only_left, only_right, differing })
    })?;
    if let Some(out) = out {
        let bytes = workbook(&view).map_err(|error| refusal::internal("workbook", &error))?;
        save(asking, Path::new(out), &bytes)?;
    }
    watch.progress(at("comparing", 2, 2));
    Ok(view)
}

/// A list as its file wrote it.
struct List {
    label: String,
    rows: Vec<Listed>,
}

impl List {
    fn read(reader: &Reader<'_>, id: BatchId) -> Result<Self, RpcError> {
        let batch = reader.batch(id).map_err(stored)?.ok_or_else(|| refusal::no_such_record("batch"))?;
        let label = batch.label.clone();
        let mut columns: HashMap<(String, String), Columns> = HashMap::new();
        for file in batch.files {
            for sheet in file.sheets {
                let mapped = compared_columns(&sheet.mapping).map_err(stored)?;
                columns.insert((file.info.name.clone(), sheet.name), mapped);
            }
        }
        let mut rows = Vec::new();
        for logged in reader.import_rows(id, None).map_err(stored)? {
            let known = columns.get(&(logged.file.clone(), logged.sheet.clone()));
            let named = known.filter(|columns| columns.iter().any(|(_, field)| *field == "name"));
            // A row of another ledger (employees with their employer) is no organisation, and its address somebody's home.
            let is_listed = logged.row.record.is_none_or(|record| record.kind == RecordKind::Organisation);
            if let Some(columns) = named.filter(|_| is_listed && logged.row.outcome != RowOutcome::Dropped) {
                rows.push(listed(&logged, columns).map_err(stored)?);
            }
        }
        if rows.is_empty() {
            return Err(refusal::invalid(
                format!("批次“{label}”中没有单位名单，请选择导入单位台账的批次。"),
                format!("“{label}” holds no list of organisations: choose a batch that imported one."),
            ));
        }
        Ok(Self { label, rows })
    }
}

/// Column numbers with the fields they are.
type Columns = Vec<(usize, &'static str)>;

fn compared_columns(mapping: &str) -> Result<Columns, StoreError> {
    let columns: Vec<(String, String, String)> = serde_json::from_str(mapping)?;
    let field = |code: &str| COMPARED.iter().find(|(known, _)| *known == code).map(|(_, field)| *field);
    let placed = |(letters, _, code): &(String, String, String)| {
        Some((usize::try_from(column_number(letters)?).ok()?, field(code)?))
    };
    Ok(columns.iter().filter_map(placed).collect())
}

fn listed(logged: &LoggedRow, columns: &Columns) -> Result<Listed, StoreError> {
    let raw: RawRow = serde_json::from_str(&logged.row.raw)?;
    let mut cells = Cells::new();
    for (column, field) in columns {
        let text = raw.cells.get(*column).map(String::as_str).unwrap_or_default();
        cells.insert(field, text.to_owned());
    }
    let is_organisation = |record: &RecordRef| record.kind == RecordKind::Organisation;
    let organisation = logged.row.record.filter(is_organisation).map(|record| record.id.to_string());
    Ok(Listed { row: logged.row.row, organisation, cells })
}

/// The report: a line for every organisation in one list only, and for every field that differs.
fn workbook(view: &ListComparison) -> Result<Vec<u8>, louce_report::ReportError> {
    let titles = ["结果", "单位名称", "统一社会信用代码", "行号一", "行号二", "字段", &view.left, &view.right];
    let columns: Vec<TableColumn> = titles.into_iter().map(TableColumn::new).collect();
    let text = |text: Option<&str>| text.map_or(TableCell::Empty, |text| TableCell::Text(text.to_owned()));
    let number = |row: Option<u32>| row.map_or(TableCell::Empty, |row| TableCell::Count(u64::from(row)));
    let line = |result: &str, row: &ComparedRow, rest: [Option<&str>; 3]| {
        let [left, right] = row.rows;
        let head = [text(Some(result)), text(Some(&row.name)), text(row.credit_code.as_deref())];
        head.into_iter().chain([number(left), number(right)]).chain(rest.map(text)).collect::<Vec<_>>()
    };
    let mut lines = Vec::new();
    for (result, rows) in [("仅名单一", &view.only_left), ("仅名单二", &view.only_right)] {
        lines.extend(rows.iter().map(|row| line(result, row, [None; 3])));
    }
    for row in &view.differing {
        for field in &row.differences {
            let name = field_name(&field.field);
            lines.push(line("不一致", row, [Some(name), field.left.as_deref(), field.right.as_deref()]));
        }
    }
    render_table_xlsx("名单比对", &columns, &lines)
}

fn field_name(field: &str) -> &str {
    match field {
        "name" => "单位名称",
        "credit_code" => "统一社会信用代码",
        "kind" => "单位类型",
        "industry" => "行业",
        "legal_rep_name" => "法定代表人",
        "legal_rep_citizen_id" => "法定代表人证件号码",
        "legal_rep_phones" => "法定代表人电话",
        "staff" => "从业人数",
        "security_contact_name" => "治保负责人",
        "security_contact_phones" => "治保负责人电话",
        "raw_address" => "地址",
        "phones" => "联系电话",
        "status" => "经营状态",
        other => other,
    }
}
