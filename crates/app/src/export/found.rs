//! The list of findings: buildings, then persons, stays and organisations.

use super::collect::{Collecting, group};
use super::fault::Fault;
use super::names::Names;
use super::row;
use crate::findings;
use louce_domain::finding::Finding;
use louce_domain::id::BuildingId;
use louce_domain::space_kind::SpaceKind;
use std::collections::HashMap;

pub(super) fn collect(list: &mut Collecting<'_, '_>) -> Result<(), Fault> {
    buildings(list)?;
    persons(list)?;
    stays(list)?;
    organisations(list)
}

fn push(list: &mut Collecting<'_, '_>, key: &str, found: Vec<Finding>, about: &row::About<'_>) -> Result<(), Fault> {
    found.iter().try_for_each(|finding| list.out.push(key, &row::finding(finding, about)))
}

fn buildings(list: &mut Collecting<'_, '_>) -> Result<(), Fault> {
    let names = Names::read(list.reader)?;
    let mut dwellings: HashMap<BuildingId, u32> = HashMap::new();
    list.reader.for_each_room(|room| {
        if room.kind == SpaceKind::Dwelling && room.sub_room.is_none() {
            *dwellings.entry(room.building).or_default() += 1;
        }
        Ok::<_, Fault>(())
    })?;
    let reader = list.reader;
    reader.for_each_building(|building| {
        list.step()?;
        let found = findings::of_building(&building, dwellings.get(&building.id).copied().unwrap_or_default());
        let site = names.site(building.site);
        let title = format!("{}{}", site.unwrap_or_default(), building.name);
        let about =
            row::About { kind: "building", record: &title, place: building.address.as_deref().unwrap_or_default() };
        push(list, &group(&[Some("building"), site, Some(&building.name)]), found, &about)
    })
}

fn persons(list: &mut Collecting<'_, '_>) -> Result<(), Fault> {
    let reader = list.reader;
    reader.for_each_person(|person| {
        list.step()?;
        let about = row::About { kind: "person", record: &person.name, place: "" };
        push(list, &group(&[Some("person"), Some(&person.name)]), findings::of_person(&person), &about)
    })
}

fn stays(list: &mut Collecting<'_, '_>) -> Result<(), Fault> {
    let today = list.today;
    let reader = list.reader;
    reader.for_each_stay(|listing| {
        list.step()?;
        let place = &listing.place;
        let key = group(&[Some("stay"), place.site.as_deref(), place.building.as_deref()]);
        let about = row::About { kind: "stay", record: &listing.person.name, place: &listing.stay.raw_address };
        push(list, &key, findings::of_stay(&listing.stay, today), &about)
    })
}

fn organisations(list: &mut Collecting<'_, '_>) -> Result<(), Fault> {
    let reader = list.reader;
    reader.for_each_organisation(|organisation| {
        list.step()?;
        let about = row::About { kind: "organisation", record: &organisation.name, place: "" };
        let key = group(&[Some("organisation"), Some(&organisation.name)]);
        push(list, &key, findings::of_organisation(&organisation), &about)
    })
}
