//! The list of findings as of today: buildings, persons, stays and organisations in the order of their own lists, then
//! the other records by what they are called. It says of a protected person no place.

use super::collect::{Collecting, group};
use super::fault::Fault;
use super::names::Names;
use super::row::{self, About};
use crate::findings::Shown;
use crate::protection::WITHHELD;
use crate::record::row::record_row;
use crate::rows::Disclosure;
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::with_kind;
use louce_store::StoredFinding;
use uuid::Uuid;

/// The kinds that have no list of their own order here; the first four are streamed.
const OTHERS: &[RecordKind] = &[
    RecordKind::Room,
    RecordKind::Presence,
    RecordKind::SpaceAddress,
    RecordKind::Grid,
    RecordKind::Document,
    RecordKind::Household,
    RecordKind::Tenancy,
    RecordKind::Inspection,
    RecordKind::Employment,
    RecordKind::Visit,
];

pub(super) fn collect(list: &mut Collecting<'_, '_>) -> Result<(), Fault> {
    let shown = Shown::on(&list.reader, list.today)?;
    buildings(list, &shown)?;
    persons(list, &shown)?;
    stays(list, &shown)?;
    organisations(list, &shown)?;
    OTHERS.iter().try_for_each(|kind| others(list, &shown, *kind))
}

/// The rows of what is found of one record.
fn push(
    list: &mut Collecting<'_, '_>,
    shown: &Shown,
    key: &str,
    record: (RecordKind, Uuid),
    about: &About<'_>,
) -> Result<(), Fault> {
    list.step()?;
    let found = list.reader.findings_of(RecordRef { kind: record.0, id: record.1 })?;
    let mut shown = found.into_iter().filter(|finding| shown.holds(finding));
    shown.try_for_each(|finding| {
        let told = finding.detail.filter(|_| about.place != WITHHELD);
        list.out.push(key, &row::finding(&StoredFinding { detail: told, ..finding }, about))
    })
}

fn buildings(list: &mut Collecting<'_, '_>, shown: &Shown) -> Result<(), Fault> {
    let names = Names::read(list.reader)?;
    let reader = list.reader;
    reader.for_each_building(|building| {
        let site = names.site(building.site);
        let title = format!("{}{}", site.unwrap_or_default(), building.name);
        let about = About { kind: "building", record: &title, place: building.address.as_deref().unwrap_or_default() };
        let key = group(&[Some("building"), site, Some(&building.name)]);
        push(list, shown, &key, (RecordKind::Building, building.id.0), &about)
    })
}

fn persons(list: &mut Collecting<'_, '_>, shown: &Shown) -> Result<(), Fault> {
    let reader = list.reader;
    reader.for_each_person(|person| {
        let about = About { kind: "person", record: &person.name, place: "" };
        let key = group(&[Some("person"), Some(&person.name)]);
        push(list, shown, &key, (RecordKind::Person, person.id.0), &about)
    })
}

fn stays(list: &mut Collecting<'_, '_>, shown: &Shown) -> Result<(), Fault> {
    let names = Names::read(list.reader)?;
    let reader = list.reader;
    reader.for_each_stay(|listing| {
        let withheld = names.is_protected(listing.person.id);
        let place = if withheld { WITHHELD } else { listing.stay.raw_address.as_str() };
        let key = group(&[Some("stay"), listing.place.site.as_deref(), listing.place.building.as_deref()]);
        let about = About { kind: "stay", record: &listing.person.name, place };
        push(list, shown, &key, (RecordKind::Stay, listing.stay.id.0), &about)
    })
}

fn organisations(list: &mut Collecting<'_, '_>, shown: &Shown) -> Result<(), Fault> {
    let reader = list.reader;
    reader.for_each_organisation(|organisation| {
        let about = About { kind: "organisation", record: &organisation.name, place: "" };
        let key = group(&[Some("organisation"), Some(&organisation.name)]);
        push(list, shown, &key, (RecordKind::Organisation, organisation.id.0), &about)
    })
}

/// The findings of a kind, each with what its record is called and where it lies.
fn others(list: &mut Collecting<'_, '_>, shown: &Shown, kind: RecordKind) -> Result<(), Fault> {
    let mut rows = Vec::new();
    for finding in list.reader.findings_of_kind(kind)?.into_iter().filter(|finding| shown.holds(finding)) {
        list.step()?;
        let row = with_kind!(kind, R => {
            let record: R = list.reader.record(finding.record.id)?;
            record_row(&list.reader, &record, Disclosure::Revealed, None)?
        });
        let place = row.links.iter().find(|link| link.role == "place").map(|link| link.title.clone());
        rows.push((row.title, place.unwrap_or_default(), finding));
    }
    rows.sort_by(|a, b| (&a.0, &a.1, a.2.code).cmp(&(&b.0, &b.1, b.2.code)));
    rows.iter().try_for_each(|(title, place, finding)| {
        let withheld = title == WITHHELD;
        let told = StoredFinding { detail: finding.detail.clone().filter(|_| !withheld), ..finding.clone() };
        let about = About { kind: kind.code(), record: title, place: if withheld { "" } else { place } };
        list.out.push(&group(&[Some(kind.code()), Some(title)]), &row::finding(&told, &about))
    })
}
