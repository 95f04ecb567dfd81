//! The cells of the fields after the leading columns, told by the catalogue.

use super::cell::Cell;
use super::column::rest;
use super::fault::Fault;
use super::kind::ExportKind;
use super::names::Names;
use louce_domain::catalogue::{Editor, FieldMeta, field, list};
use louce_domain::date::PartialDate;
use louce_domain::dated::{Covers, Span};
use louce_domain::field::{Fielded, RecordKind};
use louce_domain::id::PersonId;

/// Adds the fields of a record that no leading column has.
pub(super) fn push(
    cells: &mut Vec<Cell>,
    kind: ExportKind,
    record: &impl Fielded,
    names: &Names<'_>,
) -> Result<(), Fault> {
    let fields = record.fields();
    for meta in rest(kind) {
        let text = fields.iter().find(|(name, _)| *name == meta.field).and_then(|(_, text)| text.as_deref());
        cells.push(text.map_or(Ok(Cell::Empty), |text| cell(meta, text, names))?);
    }
    Ok(())
}

fn cell(meta: &FieldMeta, text: &str, names: &Names<'_>) -> Result<Cell, Fault> {
    Ok(match meta.editor {
        Editor::Number => Cell::number(text.parse::<i64>().ok()),
        Editor::Decimal => Cell::Decimal(text.to_owned()),
        Editor::YesNo => Cell::Flag(text == "1"),
        Editor::Texts => Cell::Texts(text.split('、').map(str::to_owned).collect()),
        Editor::List | Editor::ListOrText => Cell::text(Some(word(meta, text))),
        Editor::Record => Cell::text(match meta.record_kind {
            Some(kind) => names.record(kind, text)?,
            None => None,
        }),
        // A place has columns of its own.
        Editor::Place => Cell::Empty,
        Editor::Text | Editor::LongText | Editor::Date | Editor::None => Cell::text(Some(text)),
    })
}

/// The word of a code, as a ledger writes it.
fn word(meta: &FieldMeta, code: &str) -> String {
    let entries = meta.list.and_then(list).map_or(&[][..], |list| &list.entries);
    entries.iter().find(|entry| entry.code == code).map_or(code, |entry| entry.zh).to_owned()
}

/// Whether a dated record holds on a day, certainly or possibly.
pub(super) fn holds_on(record: &impl Fielded, day: Option<PartialDate>) -> bool {
    let Some(day) = day else { return true };
    let fields = record.fields();
    let text = |name: &str| fields.iter().find(|(field, _)| *field == name).and_then(|(_, text)| text.as_deref());
    let date = |name: &str| text(name).and_then(|text| text.parse().ok());
    let span = Span { from: date("from"), to: date("to"), ended: text("to").or(text("end_reason")).is_some() };
    span.covers(day) != Covers::No
}

/// The persons a record names in its fields.
pub(super) fn persons<R: Fielded>(record: &R) -> impl Iterator<Item = PersonId> {
    let naming = |name: &str| field(R::KIND, name).is_some_and(|meta| meta.record_kind == Some(RecordKind::Person));
    let named = record.fields().into_iter().filter(move |(name, _)| naming(name));
    named.filter_map(|(_, text)| text?.parse().ok().map(PersonId))
}

/// Takes out what says where a protected person lives.
pub(super) fn hide(kind: ExportKind, cells: &mut [Cell]) {
    const TELLING: &[&str] = &[
        "site",
        "building",
        "unit",
        "floor",
        "room",
        "sub_room",
        "raw_address",
        "actual_residence",
        "grid",
        "moved_to",
        "hukou_site",
        "hukou_address",
        "household",
        "household_no",
        "landlord_address",
        "permit_no",
        "rental_no",
        "plate_code",
        "filing_no",
    ];
    for (cell, _) in cells.iter_mut().zip(kind.columns()).filter(|(_, column)| TELLING.contains(column)) {
        *cell = Cell::Empty;
    }
}
