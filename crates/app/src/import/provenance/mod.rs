//! Where a value comes from (来源): file, sheet, cell, raw text and rule; or the officer who entered it.
//!
//! What is needed is kept with every import: the row a record was made or amended from, its cells, the meaning of its
//! columns, and the trail where a rule changed a value. Nothing of it is told of a record that names somebody whose address
//! is protected: two values from one row would tie her to her room.

mod rules;
mod sources;

use crate::asking::{Asking, stored};
use crate::import::kept::hex;
use crate::import::withheld::Withheld;
use crate::permission::Operation;
use crate::record::Listing;
use crate::rows::Disclosure;
use crate::{ids, refusal};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::with_kind;
use louce_store::{Reader, RowSource, Writing};
use louce_wire::{FieldOrigin, RecordOrigins, RpcError, SourceCell, SourceRule, ValueOrigin, ValueOrigins};
use rules::rule;
use sources::{SourceSheetRow, Told};

/// Where the value of a field comes from, newest writing first.
///
/// # Errors
/// When the role does not allow it, or there is no such record or field.
pub fn value_origin(asking: Asking<'_>, kind: &str, id: &str, field: &str) -> Result<ValueOrigins, RpcError> {
    let (record, found) = ask(asking, kind, id, Some(field))?;
    let origins = found.map(|of| of.into_iter().flat_map(|(_, origins)| origins).collect());
    Ok(ValueOrigins {
        kind: record.kind.code().to_owned(),
        id: record.id.to_string(),
        field: field.to_owned(),
        withheld: origins.is_none(),
        origins: origins.unwrap_or_default(),
    })
}

/// Where every field of a record comes from: the newest writing of each.
///
/// # Errors
/// When the role does not allow it, or there is no such record.
pub fn record_origin(asking: Asking<'_>, kind: &str, id: &str) -> Result<RecordOrigins, RpcError> {
    let (record, found) = ask(asking, kind, id, None)?;
    let newest = |(field, origins): (&str, Vec<ValueOrigin>)| {
        Some(FieldOrigin { field: field.to_owned(), origin: origins.into_iter().next()? })
    };
    Ok(RecordOrigins {
        kind: record.kind.code().to_owned(),
        id: record.id.to_string(),
        withheld: found.is_none(),
        fields: found.unwrap_or_default().into_iter().filter_map(newest).collect(),
    })
}

/// The origins of fields, newest first.
type Found = Vec<(&'static str, Vec<ValueOrigin>)>;

/// The origins of one field or of all; none where the record names somebody protected.
fn ask(asking: Asking<'_>, kind: &str, id: &str, field: Option<&str>) -> Result<(RecordRef, Option<Found>), RpcError> {
    let permit = asking.permit(Operation::ViewHistory)?;
    let kind: RecordKind = kind.parse().map_err(|_| refusal::no_such_record(kind))?;
    if matches!(kind, RecordKind::CareNote | RecordKind::Protection) {
        asking.permit(Operation::SeeCare)?;
    }
    let record = RecordRef { kind, id: ids::read(id)? };
    let found = permit.look_audited(|reader, seen| {
        seen.record(record);
        let list = Listing::for_asking(reader, asking, Disclosure::Revealed, None);
        if list.names_withheld(record)? {
            return Ok(None);
        }
        let mut tracing = Tracing { reader, withheld: Withheld::read(reader, asking)?, record };
        tracing.fields(field).map(Some)
    })?;
    Ok((record, found))
}

struct Tracing<'r> {
    reader: &'r Reader<'r>,
    withheld: Withheld,
    record: RecordRef,
}

impl Tracing<'_> {
    fn fields(&mut self, only: Option<&str>) -> Result<Found, RpcError> {
        let fields = with_kind!(self.record.kind, R => {
            let record: R = self.reader.record(self.record.id).map_err(stored)?;
            louce_domain::field::Fielded::fields(&record)
        });
        if let Some(only) = only.filter(|only| !fields.iter().any(|(field, _)| field == only)) {
            return Err(refusal::invalid(format!("没有“{only}”这一项。"), format!("There is no field “{only}”.")));
        }
        let writings = self.reader.writings_of(self.record, only).map_err(stored)?;
        let asked = fields.into_iter().filter(|(field, _)| only.is_none_or(|only| only == *field));
        asked.map(|(field, value)| Ok((field, self.origins(field, value, &writings)?))).collect()
    }

    /// Every writing of a field, newest first. What a record began with is the old value of the first amendment.
    fn origins(&self, field: &str, now: Option<String>, writings: &[Writing]) -> Result<Vec<ValueOrigin>, RpcError> {
        let amended = |writing: &&Writing| writing.amended.as_ref().is_some_and(|change| change.field == field);
        let mut origins = Vec::new();
        for writing in writings.iter().filter(amended).rev() {
            let new = writing.amended.as_ref().and_then(|change| change.new.clone());
            origins.push(self.origin(field, new, writing)?);
        }
        let first = writings.iter().find(amended).and_then(|writing| writing.amended.as_ref());
        let begun = first.map_or(now, |change| change.old.clone()).filter(|value| !value.is_empty());
        if let (Some(value), Some(made)) = (begun, writings.first()) {
            origins.push(self.origin(field, Some(value), made)?);
        }
        Ok(origins)
    }

    fn origin(&self, field: &str, value: Option<String>, writing: &Writing) -> Result<ValueOrigin, RpcError> {
        let head = &writing.head;
        let batch_id = writing.undoes.or(head.batch);
        let batch = batch_id.map(|id| self.reader.batch(id)).transpose().map_err(stored)?.flatten();
        let (by, plain) = match writing {
            Writing { undoes: Some(_), .. } => ("undo", "by_undo"),
            Writing { source: Some(_), .. } => ("ledger", "from_row"),
            _ if head.batch.is_some() => ("command", "by_command"),
            _ => ("hand", "by_hand"),
        };
        let source = writing.source.as_ref().filter(|_| by == "ledger");
        let traced = source.map(|source| self.cell(source, field, value.as_deref())).transpose()?;
        let (cell, rules) = traced.unzip();
        Ok(ValueOrigin {
            by: by.to_owned(),
            at_ms: head.at_ms as f64,
            user: head.user_name.clone(),
            value,
            note: head.note.clone(),
            batch_id: batch_id.map(|id| id.to_string()),
            batch: batch.map(|batch| batch.label),
            cell,
            rules: rules.unwrap_or_else(|| vec![rule(plain)]),
        })
    }

    fn cell(
        &self,
        source: &RowSource,
        field: &str,
        value: Option<&str>,
    ) -> Result<(SourceCell, Vec<SourceRule>), RpcError> {
        let row = SourceSheetRow::read(source).map_err(stored)?;
        let Told { column, header, raw, rules, purged } = row.told(self.record.kind, field, value.unwrap_or_default());
        let withheld = raw.as_deref().is_some_and(|raw| self.withheld.names(raw));
        let cell = SourceCell {
            file: source.file.clone(),
            format: source.format.clone(),
            sha256: hex(&source.sha256),
            sheet: source.sheet.clone(),
            row: source.row,
            column,
            header,
            raw: raw.filter(|_| !withheld),
            purged,
            withheld,
        };
        Ok((cell, rules.iter().map(|code| rule(code)).collect()))
    }
}
