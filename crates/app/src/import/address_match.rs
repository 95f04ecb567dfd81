//! From an address to the existing spaces it may mean (DOMAIN §2.2 #12): what is sure is taken, what is near is asked.
//!
//! Sure is: the name of the site in other width, numerals or blanks, or with a bare 小区 more or less; the number of the
//! building or room written otherwise; the one building that states the door; the room in which the row's person, known
//! by a sound id, is registered already. Everything else that is near — a site one character apart, a building without
//! its site, a door that several buildings state — waits with its candidates. Only where nothing is near is a site or
//! building made.

use super::candidate::{Candidate, best};
use super::decision::site_key;
use super::known::{RoomKey, SiteMeant};
use super::plan::{PlannedRow, Step};
use super::planner::{Planner, RowAt};
use louce_domain::address::{AddressParts, SiteLikeness};
use louce_domain::citizen_id::CitizenIdState;
use louce_domain::field::RecordKind;
use louce_domain::id::{BuildingId, RoomId, SiteId};
use louce_domain::space::{Building, Place};
use louce_import::RowFacts;
use louce_import::facts::{AddressFacts, PersonFacts};
use louce_store::RowDecided;

const SPACES: &[RecordKind] = &[RecordKind::Site, RecordKind::Building, RecordKind::Room];

/// The address that a row is about, as parts and as written.
fn address_of(facts: &RowFacts) -> Option<AddressFacts> {
    match facts {
        RowFacts::Person(person) => Some(person.stay.address.clone()),
        RowFacts::Organisation(organisation) => Some(organisation.address.clone()),
        RowFacts::Tenancy(tenancy) => Some(tenancy.address.clone()),
        RowFacts::Room(room) => Some(room.address.clone()),
        RowFacts::Visit(visit) => Some(visit.address.clone()),
        RowFacts::Employee(employee) => Some(employee.address.clone()),
        RowFacts::Plate(address) => Some(address.clone()),
        RowFacts::Building(building) => {
            let parts = AddressParts {
                site: building.site.clone(),
                building: Some(building.building.clone()),
                ..AddressParts::default()
            };
            let raw = building.site.clone().unwrap_or_default();
            Some(AddressFacts { raw, parts, inherited: false })
        }
        RowFacts::Grid => None,
    }
}

/// The person a row speaks of first.
fn person_of(facts: &RowFacts) -> Option<&PersonFacts> {
    match facts {
        RowFacts::Person(person) => Some(person),
        RowFacts::Tenancy(tenancy) => tenancy.tenant.as_deref(),
        _ => None,
    }
}

impl Planner<'_> {
    /// Settles what the address of a row means, by what is sure, by what was decided; else the row that waits for it.
    pub fn settle_address(&mut self, at: RowAt<'_>, facts: &RowFacts) -> Option<PlannedRow> {
        let address = address_of(facts)?;
        let candidates = self.spaces_near(&address.parts);
        if candidates.is_empty() {
            return None;
        }
        if let Some(place) = person_of(facts).and_then(|person| self.registered_there(person, &candidates, &address)) {
            self.settled = Some((address.parts, place));
            return None;
        }
        match self.takes.chosen(&candidates, SPACES) {
            Some(chosen) if chosen.kind == RecordKind::Site => {
                let name = address.parts.site.as_deref().unwrap_or_default();
                self.known.spaces.learn_alias(name, SiteId(chosen.id));
            }
            Some(chosen) if chosen.kind == RecordKind::Building => {
                self.settled = Some((address.parts, Place::Building(BuildingId(chosen.id))));
            }
            Some(chosen) => self.settled = Some((address.parts, Place::Room(RoomId(chosen.id)))),
            None if self.takes.take_new() => match address.parts.site.as_deref() {
                Some(name) => self.known.spaces.allow_new(name),
                None => self.settled = Some((address.parts, Place::Unmatched)),
            },
            None => {
                let detail = format!("地址“{}”与登记簿中{}处相近，请人工确认是哪一处", address.raw, candidates.len());
                return Some(at.waits_among("address_ambiguous", detail, candidates));
            }
        }
        None
    }

    /// The place among the candidates at which the person, known by a sound id or the very words of the address, is
    /// registered already.
    fn registered_there(
        &self,
        person: &PersonFacts,
        candidates: &[Candidate],
        address: &AddressFacts,
    ) -> Option<Place> {
        let id = person.id.text.as_deref().filter(|_| person.id.state == CitizenIdState::Ok)?;
        let known = self.known.person_with_id(id).filter(|known| known.name == person.name)?;
        let fits = |place: Place| {
            let (room, building) = match place {
                Place::Room(room) => (Some(room), self.known.spaces.building_of_room(room)?),
                Place::Building(building) => (None, building),
                Place::Site(_) | Place::Unmatched => return None,
            };
            let site = self.known.site_of(place).map(|site| site.0);
            let holds = [room.map(|room| room.0), Some(building.0), site];
            candidates.iter().any(|candidate| holds.contains(&Some(candidate.record.id))).then_some((room, building))
        };
        let stays = self.known.stays_of(known.id).iter();
        let mut there = stays.filter(|stay| {
            fits(stay.place).is_some_and(|(room, building)| {
                stay.raw_address == address.raw || room.is_some_and(|room| self.is_room(room, building, &address.parts))
            })
        });
        there.next().map(|stay| stay.place)
    }

    /// Whether the numbers of an address are those of a room, whatever site the address names.
    fn is_room(&self, room: RoomId, building: BuildingId, parts: &AddressParts) -> bool {
        let same_building = self
            .known
            .spaces
            .building_of_id(building)
            .is_some_and(|known| parts.building.as_deref().is_none_or(|name| known.name == name));
        same_building && self.room_in(building, parts) == Some(room)
    }

    fn room_in(&self, building: BuildingId, parts: &AddressParts) -> Option<RoomId> {
        let key = RoomKey::new(building, parts.room.as_deref()?, parts.sub_room.as_deref());
        let unit = parts.unit.as_deref();
        let mut rooms = self.known.spaces.rooms_of_number(&key).filter(|(known, _)| unit.is_none() || *known == unit);
        rooms.next().map(|(_, id)| id)
    }

    /// The spaces an address may mean and does not say for sure, best first; none where it is clear or nothing is near.
    pub fn spaces_near(&self, parts: &AddressParts) -> Vec<Candidate> {
        let near = match parts.site.as_deref().map(|name| self.known.site_meant(name)) {
            Some(SiteMeant::Near(near)) => near.into_iter().map(|near| self.near_site(near, parts)).collect(),
            Some(SiteMeant::Known(_) | SiteMeant::Spelt(..) | SiteMeant::Missing) => Vec::new(),
            None => self.near_buildings(parts),
        };
        best(near)
    }

    fn near_site(&self, (site, likeness): (SiteId, SiteLikeness), parts: &AddressParts) -> Candidate {
        let title = self.known.spaces.site_name(site).unwrap_or_default().to_owned();
        let candidate = Candidate::new(RecordKind::Site, site.0, title, likeness.score()).because(likeness.zh(), 0);
        if parts.building.is_none() {
            return candidate;
        }
        match self.known.spaces.building_meant(Some(site), parts) {
            Some(building) if self.room_in(building.id, parts).is_some() => candidate.because("该小区有这一房间", 8),
            Some(_) => candidate.because("该小区有这一楼幢", 4),
            None => candidate.because("该小区没有登记这一楼幢", -10),
        }
    }

    /// Buildings of an address without a site: those that state its door, or have its number and room.
    fn near_buildings(&self, parts: &AddressParts) -> Vec<Candidate> {
        if self.known.spaces.building_meant(None, parts).is_some() {
            return Vec::new();
        }
        let by_door = parts.door_no.is_some();
        let buildings = self.known.spaces.buildings_meant(None, parts);
        let with_room = |building: &&Building| self.room_in(building.id, parts).is_some();
        let mut found = Vec::new();
        for building in buildings {
            let has_room = with_room(&building);
            if !by_door && !has_room {
                continue;
            }
            let site = building.site.and_then(|site| self.known.spaces.site_name(site));
            let (score, why) =
                if by_door { (70, "门牌号相同") } else { (50, "楼幢号相同，地址未写小区") };
            let candidate =
                Candidate::new(RecordKind::Building, building.id.0, building.title(site), score).because(why, 0);
            found.push(if has_room { candidate.because("该楼幢有这一房间", 10) } else { candidate });
        }
        found
    }

    /// Whether it was decided which site the row's address means.
    pub fn has_site_decided(&self, facts: &RowFacts) -> bool {
        let name = address_of(facts).and_then(|address| address.parts.site);
        name.is_some_and(|name| self.known.has_decided(&site_key(&name)))
    }

    /// What is to be remembered of the decision on an address: what site the name means.
    pub fn remembered_site(&self, facts: &RowFacts) -> Option<Step> {
        let name = address_of(facts)?.parts.site?;
        let site = self.takes.chosen_ids().find(|id| self.known.spaces.site_name(SiteId(*id)).is_some())?;
        let decided = RowDecided { key: site_key(&name), take: "candidate".to_owned(), record: Some(site) };
        (!self.known.remembers(&decided)).then_some(Step::Remember(decided))
    }
}
