//! Lists of records leaving the register: one column contract, three formats, audited before the first byte goes out.
//!
//! The bytes depend on content alone: never on identifiers, nor on the order in which records were made. Ethnicity is in
//! no list.

mod cell;
mod collect;
mod column;
mod fault;
mod format;
mod found;
mod kind;
mod linked;
mod names;
mod ordered;
mod rest;
mod row;

pub use column::lists_field;
pub use format::{ExportFormat, MOST_WORKBOOK_ROWS};
pub use kind::ExportKind;

use crate::asking::{Asking, stored};
use crate::host::{Watch, at};
use crate::permission::Operation;
use crate::refusal;
use crate::save::save_streamed;
use collect::Collecting;
use fault::Fault;
use louce_domain::date::PartialDate;
use louce_store::{Counters, Reader, StoreError};
use louce_wire::RpcError;
use ordered::Ordered;
use std::io::{BufWriter, Write};
use std::path::Path;

/// A list to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportOrder {
    /// Which.
    pub kind: ExportKind,
    /// How.
    pub format: ExportFormat,
    /// Only what held on this day; dated records alone.
    pub as_of: Option<PartialDate>,
}

/// Writes a list. Gives the number of rows.
///
/// # Errors
/// When the role does not allow it, the list is too long for a workbook, or `out` cannot be written.
pub fn export(asking: Asking<'_>, order: ExportOrder, out: &mut dyn Write, watch: &dyn Watch) -> Result<u64, RpcError> {
    let permit = asking.permit(Operation::ExportRecords)?;
    let note = format!("{} {}", order.kind.code(), order.format.code());
    let context = permit.read_context(Some(&note));
    let register = &asking.session.register;
    // The audit row with the count is committed before anything leaves.
    let counted = register.audited_read(&context, |reader, seen| {
        let records = records(order.kind, &reader.counters()?);
        seen.count(records);
        Ok::<_, StoreError>(records)
    });
    let total = counted.map_err(stored)?;
    if order.format == ExportFormat::Xlsx && total > MOST_WORKBOOK_ROWS {
        return Err(too_long(total));
    }
    let mut sink = BufWriter::with_capacity(1 << 18, out);
    let written = register.read(|reader| write(reader, order, (total, &mut sink), asking, watch))?;
    // What the disk refuses here would else be lost when the buffer is dropped, and the list look whole.
    sink.flush().map_err(Fault::from)?;
    Ok(written)
}

/// Writes a list to a file. Gives the number of rows.
///
/// # Errors
/// As [`export`], and when `out` is of a register or no file. What was there before is as it was.
pub fn export_to_file(asking: Asking<'_>, order: ExportOrder, out: &Path, watch: &dyn Watch) -> Result<u64, RpcError> {
    asking.permit(Operation::ExportRecords)?;
    save_streamed(asking, out, |file| export(asking, order, file, watch))
}

fn write(
    reader: Reader<'_>,
    order: ExportOrder,
    (total, sink): (u64, &mut dyn Write),
    asking: Asking<'_>,
    watch: &dyn Watch,
) -> Result<u64, Fault> {
    let total = usize::try_from(total).unwrap_or(usize::MAX);
    watch.progress(at("exporting", 0, total));
    let out = Ordered::new(order.format.open(order.kind.columns(), sink)?);
    let today = asking.host.today();
    Collecting { reader, watch, today, as_of: order.as_of, total, done: 0, out }.collect(order.kind)
}

/// How many records a list is made from.
fn records(kind: ExportKind, counters: &Counters) -> u64 {
    let count = |name: &str| u64::try_from(counters.get(name)).unwrap_or_default();
    match (kind, kind.subject()) {
        (ExportKind::Buildings, _) => count("buildings"),
        (ExportKind::Rooms, _) => count("rooms"),
        (ExportKind::Persons, _) => count("persons"),
        (ExportKind::Stays, _) => count("stays"),
        (ExportKind::Organisations, _) => count("organisations"),
        (ExportKind::Presences, _) => count("presences"),
        (ExportKind::Sites, _) => count("sites"),
        (_, Some(subject)) => count(&format!("records:{}", subject.code())),
        (_, None) => ["buildings", "persons", "stays", "organisations"].map(count).iter().sum(),
    }
}

fn too_long(records: u64) -> RpcError {
    refusal::invalid(
        format!("清单有 {records} 条记录，超过工作簿上限 {MOST_WORKBOOK_ROWS} 条。请改用 csv 或 jsonl 格式。"),
        format!("The list has {records} records, more than a workbook takes ({MOST_WORKBOOK_ROWS}). Use csv or jsonl."),
    )
}
