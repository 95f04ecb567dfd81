//! A finding with its record, masked, where it is, and the one click that mends it.

use crate::asking::stored;
use crate::protection::WITHHELD;
use crate::record::row::{Listing, record_of};
use louce_domain::finding::Topic;
use louce_domain::id::PersonId;
use louce_domain::with_kind;
use louce_store::StoredFinding;
use louce_wire::{FindingHit, FixAction, LinkRow, RecordRow, RpcError};

/// What a link says where a record has a place; else on whose page it stands.
const PAGES: &[&str] = &["place", "building", "person", "head", "organisation", "landlord_person"];

/// A finding as Today and its lists show it.
///
/// # Errors
/// When the register cannot be read.
pub(super) fn hit(list: &Listing<'_>, finding: &StoredFinding) -> Result<FindingHit, RpcError> {
    let row = with_kind!(finding.record.kind, R => {
        let record: R = list.reader.record(finding.record.id).map_err(stored)?;
        list.row(&record)?
    });
    let withheld = row.title == WITHHELD;
    let spec = finding.code.spec();
    // What a person's record says in full is for the person's page.
    let told = !withheld && spec.topic != Topic::Person;
    let place = PAGES.iter().find_map(|role| row.links.iter().find(|link| link.role == *role)).cloned();
    let place = if row.kind == "person" && !withheld { home(list, &row)? } else { place };
    Ok(FindingHit {
        code: finding.code.code().to_owned(),
        record: LinkRow { role: "record".to_owned(), title: title(&row), kind: row.kind, id: row.id },
        place,
        due_on: finding.due_on.map(|date| date.to_string()),
        detail: finding.detail.clone().filter(|_| told),
        fix: FixAction {
            action: spec.fix.kind.code().to_owned(),
            field: spec.fix.field.map(str::to_owned),
            zh: spec.fix.zh.to_owned(),
            en: spec.fix.en.to_owned(),
        },
    })
}

/// A stay is called by who stays: its place stands beside it.
fn title(row: &RecordRow) -> String {
    let person = row.links.iter().find(|link| row.kind == "stay" && link.role == "person");
    person.map_or_else(|| row.title.clone(), |link| link.title.clone())
}

/// Where a person lives now.
fn home(list: &Listing<'_>, row: &RecordRow) -> Result<Option<LinkRow>, RpcError> {
    let Ok(person) = row.id.parse::<PersonId>() else { return Ok(None) };
    let stays = list.reader.stays_of_person(person).map_err(stored)?;
    let place = stays.iter().filter(|stay| stay.is_open()).find_map(|stay| record_of(stay.place));
    place.map(|place| list.link("place", place)).transpose()
}
