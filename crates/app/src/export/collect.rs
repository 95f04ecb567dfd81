//! The rows of each list, streamed from the register.

use super::fault::Fault;
use super::kind::ExportKind;
use super::names::Names;
use super::ordered::Ordered;
use super::{found, rest, row};
use crate::host::{Watch, at};
use crate::population::Classes;
use louce_domain::date::PartialDate;
use louce_store::Reader;

/// Shows every so many records how far the list is.
const STEP: usize = 2_000;

/// A list on its way: the reader, who watches, and how far it is.
pub(super) struct Collecting<'a, 'w> {
    pub(super) reader: Reader<'a>,
    pub(super) watch: &'a dyn Watch,
    pub(super) today: PartialDate,
    /// Only what held on this day, certainly or possibly.
    pub(super) as_of: Option<PartialDate>,
    pub(super) total: usize,
    pub(super) done: usize,
    pub(super) out: Ordered<'w>,
}

/// A group key of several names.
pub(super) fn group(names: &[Option<&str>]) -> String {
    names.iter().map(|name| name.unwrap_or_default()).collect::<Vec<_>>().join("\u{1f}")
}

impl Collecting<'_, '_> {
    /// Writes the rows of a list. Gives their number.
    pub(super) fn collect(mut self, kind: ExportKind) -> Result<u64, Fault> {
        match kind {
            ExportKind::Buildings => self.buildings()?,
            ExportKind::Rooms => self.rooms()?,
            ExportKind::Persons => self.persons()?,
            ExportKind::Stays => self.stays()?,
            ExportKind::Organisations => self.organisations()?,
            ExportKind::Findings => found::collect(&mut self)?,
            linked => self.linked(linked)?,
        }
        self.out.finish()
    }

    /// One more record was read.
    pub(super) fn step(&mut self) -> Result<(), Fault> {
        self.done += 1;
        if self.done.is_multiple_of(STEP) {
            if self.watch.cancelled() {
                return Err(Fault::Cancelled);
            }
            self.watch.progress(at("exporting", self.done, self.total));
        }
        Ok(())
    }

    fn buildings(&mut self) -> Result<(), Fault> {
        let names = Names::read(self.reader)?;
        let counts = self.reader.all_building_counts()?;
        let reader = self.reader;
        reader.for_each_building(|building| {
            self.step()?;
            let rooms = counts.get(&building.id.0).map_or(0, |counts| counts.rooms);
            let site = names.site(building.site);
            let mut cells = row::building(&building, site, rooms);
            rest::push(&mut cells, ExportKind::Buildings, &building, &names)?;
            self.out.push(&group(&[site, Some(&building.name)]), &cells)
        })
    }

    fn rooms(&mut self) -> Result<(), Fault> {
        let names = Names::read(self.reader)?;
        let reader = self.reader;
        reader.for_each_room(|room| {
            self.step()?;
            let (site, building) = names.building(room.building);
            let mut cells = row::room(&room, site, building);
            rest::push(&mut cells, ExportKind::Rooms, &room, &names)?;
            self.out.push(&group(&[site, Some(building)]), &cells)
        })
    }

    fn persons(&mut self) -> Result<(), Fault> {
        let names = Names::read(self.reader)?;
        let reader = self.reader;
        reader.for_each_person(|person| {
            self.step()?;
            let mut cells = row::person(&person);
            rest::push(&mut cells, ExportKind::Persons, &person, &names)?;
            if names.is_protected(person.id) {
                rest::hide(ExportKind::Persons, &mut cells);
            }
            self.out.push(&person.name, &cells)
        })
    }

    fn stays(&mut self) -> Result<(), Fault> {
        let names = Names::read(self.reader)?;
        let reader = self.reader;
        let classes = Classes::of(&reader)?;
        reader.for_each_stay(|listing| {
            self.step()?;
            if !rest::holds_on(&listing.stay, self.as_of) {
                return Ok(());
            }
            let place = &listing.place;
            let key = group(&[place.site.as_deref(), place.building.as_deref()]);
            let class = classes.class(&listing.person, &listing.stay, names.division(place))?;
            let mut cells = row::stay(&listing, class);
            rest::push(&mut cells, ExportKind::Stays, &listing.stay, &names)?;
            if names.is_protected(listing.person.id) {
                rest::hide(ExportKind::Stays, &mut cells);
            }
            self.out.push(&key, &cells)
        })
    }

    fn organisations(&mut self) -> Result<(), Fault> {
        let names = Names::read(self.reader)?;
        let reader = self.reader;
        reader.for_each_organisation(|organisation| {
            self.step()?;
            let presences = reader.presences_of_organisation(organisation.id)?;
            let here = presences.into_iter().filter(|presence| match self.as_of {
                None => presence.to.is_none(),
                day => rest::holds_on(presence, day),
            });
            let mut addresses: Vec<String> = here.map(|presence| presence.raw_address).collect();
            addresses.sort_unstable();
            addresses.dedup();
            if self.as_of.is_some() && addresses.is_empty() {
                return Ok(());
            }
            let mut cells = row::organisation(&organisation, addresses);
            rest::push(&mut cells, ExportKind::Organisations, &organisation, &names)?;
            self.out.push(&organisation.name, &cells)
        })
    }
}
