//! What rows call the places, persons and organisations their records refer to.

use super::cell::Cell;
use super::fault::Fault;
use louce_domain::field::{Fielded, RecordKind};
use louce_domain::id::{BuildingId, HouseholdId, OrganisationId, PersonId, RoomId, SiteId, TenancyId};
use louce_domain::space::Place;
use louce_store::{PlaceNames, Reader};
use std::collections::{HashMap, HashSet};

/// Names that rows refer to.
pub(super) struct Names<'a> {
    reader: Reader<'a>,
    sites: HashMap<SiteId, String>,
    divisions: HashMap<String, String>,
    buildings: HashMap<BuildingId, (Option<SiteId>, String)>,
    protected: HashSet<PersonId>,
    /// Their citizen ids, as rows write them of persons nobody has matched.
    protected_numbers: HashSet<String>,
}

/// A person or organisation as a row names it.
#[derive(Default)]
pub(super) struct Named {
    /// Name.
    pub(super) name: Option<String>,
    /// Citizen id or credit code.
    pub(super) number: Option<String>,
}

impl Named {
    /// The two cells.
    pub(super) fn cells(self) -> [Cell; 2] {
        [Cell::text(self.name), Cell::text(self.number)]
    }
}

impl<'a> Names<'a> {
    pub(super) fn read(reader: Reader<'a>) -> Result<Self, Fault> {
        let protected = reader.protected_persons()?;
        let briefs = reader.person_briefs(&protected)?;
        let protected_numbers = briefs.into_iter().filter_map(|person| person.citizen_id).collect();
        let protected = protected.into_iter().collect();
        let (sites, divisions, buildings) = Default::default();
        let mut names = Self { reader, sites, divisions, buildings, protected, protected_numbers };
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

    /// Whether no list may say where a person lives.
    pub(super) fn is_protected(&self, person: PersonId) -> bool {
        self.protected.contains(&person)
    }

    /// Whether a record writes the citizen id of somebody of whom no list may say where they live.
    pub(super) fn writes_protected(&self, record: &impl Fielded) -> bool {
        let numbers = || record.fields().into_iter().filter(|(field, _)| field.ends_with("citizen_id"));
        let written = |text: Option<String>| text.is_some_and(|text| self.protected_numbers.contains(&text));
        !self.protected_numbers.is_empty() && numbers().any(|(_, text)| written(text))
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

    /// The names of a place.
    pub(super) fn place(&self, place: Place) -> Result<PlaceNames, Fault> {
        let in_building = |id: BuildingId| {
            let (site, building) = self.building(id);
            PlaceNames { site: site.map(str::to_owned), building: Some(building.to_owned()), ..PlaceNames::default() }
        };
        Ok(match place {
            Place::Unmatched => PlaceNames::default(),
            Place::Site(id) => PlaceNames { site: self.site(Some(id)).map(str::to_owned), ..PlaceNames::default() },
            Place::Building(id) => in_building(id),
            Place::Room(id) => {
                let room = self.reader.room(id)?;
                PlaceNames {
                    unit: room.unit,
                    floor: room.floor,
                    room: Some(room.number),
                    sub_room: room.sub_room,
                    ..in_building(room.building)
                }
            }
        })
    }

    /// A person.
    pub(super) fn person(&self, id: Option<PersonId>) -> Result<Named, Fault> {
        let Some(id) = id else { return Ok(Named::default()) };
        let person = self.reader.person(id)?;
        Ok(Named { name: Some(person.name), number: person.citizen_id })
    }

    /// An organisation.
    pub(super) fn organisation(&self, id: Option<OrganisationId>) -> Result<Named, Fault> {
        let Some(id) = id else { return Ok(Named::default()) };
        let organisation = self.reader.organisation(id)?;
        Ok(Named { name: Some(organisation.name), number: organisation.credit_code })
    }

    /// A room as its building numbers it: `2-501`.
    pub(super) fn room(&self, id: RoomId) -> Result<String, Fault> {
        let room = self.reader.room(id)?;
        Ok(room.unit.as_ref().map_or_else(|| room.label(), |unit| format!("{unit}-{}", room.label())))
    }

    /// What a record is called in a cell; nothing where a list has no name for its kind.
    pub(super) fn record(&self, kind: RecordKind, id: &str) -> Result<Option<String>, Fault> {
        let Ok(id) = id.parse() else { return Ok(None) };
        Ok(match kind {
            // A field that names a person names them at a place.
            RecordKind::Person if self.is_protected(PersonId(id)) => None,
            RecordKind::Person => self.person(Some(PersonId(id)))?.name,
            RecordKind::Organisation => self.organisation(Some(OrganisationId(id)))?.name,
            RecordKind::Room => Some(self.room(RoomId(id))?),
            RecordKind::Household => self.household(HouseholdId(id))?,
            RecordKind::Tenancy => Some(self.tenancy(TenancyId(id))?),
            _ => None,
        })
    }

    /// A household by its number, else by its head.
    fn household(&self, id: HouseholdId) -> Result<Option<String>, Fault> {
        let household: louce_domain::household::Household = self.reader.record(id.0)?;
        match household.number {
            Some(number) => Ok(Some(number)),
            None => Ok(self.person(household.head.filter(|head| !self.is_protected(*head)))?.name),
        }
    }

    /// A tenancy by its number, else by its address.
    fn tenancy(&self, id: TenancyId) -> Result<String, Fault> {
        let tenancy: louce_domain::tenancy::Tenancy = self.reader.record(id.0)?;
        Ok(tenancy.rental_no.unwrap_or(tenancy.raw_address))
    }
}

/// The six cells of a place.
pub(super) fn place_cells(place: &PlaceNames) -> [Cell; 6] {
    [
        Cell::text(place.site.as_deref()),
        Cell::text(place.building.as_deref()),
        Cell::text(place.unit.as_deref()),
        Cell::number(place.floor),
        Cell::text(place.room.as_deref()),
        Cell::text(place.sub_room.as_deref()),
    ]
}
