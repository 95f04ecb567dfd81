//! The rows of each list, streamed from the register.

use super::fault::Fault;
use super::kind::ExportKind;
use super::ordered::Ordered;
use super::{found, row};
use crate::host::{Watch, at};
use louce_domain::date::PartialDate;
use louce_domain::id::{BuildingId, SiteId};
use louce_store::{PlaceNames, Reader};
use std::collections::HashMap;

/// Shows every so many records how far the list is.
const STEP: usize = 2_000;

/// A list on its way: the reader, who watches, and how far it is.
pub(super) struct Collecting<'a, 'w> {
    pub(super) reader: Reader<'a>,
    pub(super) watch: &'a dyn Watch,
    pub(super) today: PartialDate,
    pub(super) total: usize,
    pub(super) done: usize,
    pub(super) out: Ordered<'w>,
}

/// Names that rows refer to.
pub(super) struct Names {
    sites: HashMap<SiteId, String>,
    divisions: HashMap<String, String>,
    buildings: HashMap<BuildingId, (Option<SiteId>, String)>,
}

impl Names {
    pub(super) fn read(reader: Reader<'_>) -> Result<Self, Fault> {
        let mut names = Self { sites: HashMap::new(), divisions: HashMap::new(), buildings: HashMap::new() };
        for site in reader.all_sites()? {
            names.divisions.extend(site.division_code.map(|code| (site.name.clone(), code)));
            names.sites.insert(site.id, site.name);
        }
        reader.for_each_building(|building| {
            names.buildings.insert(building.id, (building.site, building.name));
            Ok::<_, Fault>(())
        })?;
        Ok(names)
    }

    /// The name of a site.
    pub(super) fn site(&self, id: Option<SiteId>) -> Option<&str> {
        id.and_then(|id| self.sites.get(&id)).map(String::as_str)
    }

    /// Site and name of a building.
    pub(super) fn building(&self, id: BuildingId) -> (Option<&str>, &str) {
        self.buildings.get(&id).map_or((None, ""), |(site, name)| (self.site(*site), name.as_str()))
    }

    /// The division of the site of a place.
    pub(super) fn division(&self, place: &PlaceNames) -> Option<&str> {
        place.site.as_ref().and_then(|site| self.divisions.get(site)).map(String::as_str)
    }
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
            ExportKind::Tenancies => {}
            ExportKind::Findings => found::collect(&mut self)?,
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
            let cells = row::building(&building, site, rooms);
            self.out.push(&group(&[site, Some(&building.name)]), &cells)
        })
    }

    fn rooms(&mut self) -> Result<(), Fault> {
        let names = Names::read(self.reader)?;
        let reader = self.reader;
        reader.for_each_room(|room| {
            self.step()?;
            let (site, building) = names.building(room.building);
            self.out.push(&group(&[site, Some(building)]), &row::room(&room, site, building))
        })
    }

    fn persons(&mut self) -> Result<(), Fault> {
        let reader = self.reader;
        reader.for_each_person(|person| {
            self.step()?;
            self.out.push(&person.name, &row::person(&person))
        })
    }

    fn stays(&mut self) -> Result<(), Fault> {
        let names = Names::read(self.reader)?;
        let reader = self.reader;
        reader.for_each_stay(|listing| {
            self.step()?;
            let place = &listing.place;
            let key = group(&[place.site.as_deref(), place.building.as_deref()]);
            self.out.push(&key, &row::stay(&listing, names.division(place)))
        })
    }

    fn organisations(&mut self) -> Result<(), Fault> {
        let reader = self.reader;
        reader.for_each_organisation(|organisation| {
            self.step()?;
            let presences = reader.presences_of_organisation(organisation.id)?;
            let open = presences.into_iter().filter(|presence| presence.to.is_none());
            let mut addresses: Vec<String> = open.map(|presence| presence.raw_address).collect();
            addresses.sort_unstable();
            addresses.dedup();
            self.out.push(&organisation.name, &row::organisation(&organisation, addresses))
        })
    }
}
