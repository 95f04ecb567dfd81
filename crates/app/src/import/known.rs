//! What the register already knows, as far as a file touches it, and what the plan has added so far.
//!
//! Filled in bulk before planning, so that no row asks storage a question of its own.

use super::linked::{Key, Linked, Part};
use super::plan::{Step, WaitingRow};
use louce_domain::address::AddressParts;
use louce_domain::field::RecordKind;
use louce_domain::id::{BuildingId, HouseholdId, OrganisationId, PersonId, RoomId, SiteId};
use louce_domain::organisation::{Organisation, Presence};
use louce_domain::person::Person;
use louce_domain::space::{Building, Place, Room, Site};
use louce_domain::stay::Stay;
use std::collections::{HashMap, HashSet};

/// How a building is told apart: inside a site by its name, on a street by its door and block number, else by its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BuildingKey {
    /// 望湖家园 · 3
    InSite(SiteId, String),
    /// 澄浪路 · 59号, or 望湖北路 · 15号 · block 3
    OnStreet {
        /// Street.
        street: String,
        /// Door number with 号.
        door_no: String,
        /// Block, where several stand at one door number.
        block: Option<String>,
    },
    /// A building known by its name alone: 望湖大厦.
    Named(String),
}

impl BuildingKey {
    /// The key of a building.
    pub fn of(building: &Building) -> Self {
        match (building.site, &building.street, &building.door_no) {
            (Some(site), ..) => Self::InSite(site, building.name.clone()),
            (None, Some(street), Some(door_no)) if building.is_numbered() => {
                Self::OnStreet { street: street.clone(), door_no: door_no.clone(), block: Some(building.name.clone()) }
            }
            (None, Some(street), Some(door_no)) if building.name == format!("{street}{door_no}") => {
                Self::OnStreet { street: street.clone(), door_no: door_no.clone(), block: None }
            }
            (None, ..) => Self::Named(building.name.clone()),
        }
    }

    /// The building an address means; none where it names no building.
    pub fn meant(site: Option<SiteId>, parts: &AddressParts) -> Option<Self> {
        match (site, &parts.building, &parts.road, &parts.door_no) {
            (Some(site), Some(name), ..) => Some(Self::InSite(site, name.clone())),
            (None, block, Some(street), Some(door_no)) => {
                Some(Self::OnStreet { street: street.clone(), door_no: door_no.clone(), block: block.clone() })
            }
            _ => None,
        }
    }
}

/// How a room is told apart inside its building.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RoomKey {
    /// The building.
    pub building: BuildingId,
    /// Number, without the leading zero some ledgers write (0501).
    number: String,
    /// Partition.
    sub_room: Option<String>,
}

impl RoomKey {
    /// The key of a number in a building.
    pub fn new(building: BuildingId, number: &str, sub_room: Option<&str>) -> Self {
        let is_padded = number.len() == 4 && number.bytes().all(|b| b.is_ascii_digit());
        let number = if is_padded { number.strip_prefix('0').unwrap_or(number) } else { number };
        Self { building, number: number.to_owned(), sub_room: sub_room.map(str::to_owned) }
    }
}

/// The room an address means, as far as the register can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoomMeant {
    /// This one.
    Known(RoomId),
    /// None yet.
    Missing,
    /// The number stands in several units and the address names none.
    Ambiguous,
}

/// A row an earlier batch left pending: enough of it to be recognised when it comes again put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The row.
    pub row: WaitingRow,
    /// Name as read.
    pub name: String,
    /// Citizen id as read.
    pub citizen_id: Option<String>,
    /// Address as written.
    pub raw_address: String,
}

/// The part of the register a file can meet.
#[derive(Debug, Default)]
pub struct Known {
    sites: HashMap<String, SiteId>,
    buildings: HashMap<BuildingKey, Building>,
    site_of_building: HashMap<BuildingId, SiteId>,
    building_of_room: HashMap<RoomId, BuildingId>,
    rooms: HashMap<RoomKey, Vec<(Option<String>, RoomId)>>,
    persons: HashMap<PersonId, Person>,
    by_citizen_id: HashMap<String, PersonId>,
    by_name: HashMap<String, Vec<PersonId>>,
    stays: HashMap<PersonId, Vec<Stay>>,
    organisations: HashMap<OrganisationId, Organisation>,
    by_credit_code: HashMap<String, OrganisationId>,
    organisation_by_name: HashMap<String, Vec<OrganisationId>>,
    presences: HashMap<OrganisationId, Vec<Presence>>,
    linked: HashMap<(RecordKind, uuid::Uuid), Linked>,
    linked_by: HashMap<(RecordKind, Key), Vec<uuid::Uuid>>,
    waiting: HashMap<String, Vec<Waiting>>,
    edited_by_hand: HashSet<(uuid::Uuid, String)>,
    /// Persons, organisations and stays that this plan itself has added.
    added: HashSet<uuid::Uuid>,
}

impl Known {
    /// Takes a record of the register in.
    pub fn learn(&mut self, step: &Step) {
        match step {
            Step::CreateSite(site) => self.learn_site(site),
            Step::CreateBuilding(building) => self.learn_building(building.clone()),
            Step::AmendBuilding { after, .. } => self.learn_building((**after).clone()),
            Step::CreateRoom(room) => self.learn_room(room),
            Step::CreatePerson(person) => self.learn_person(person.clone()),
            Step::AmendPerson { after, .. } => self.learn_person((**after).clone()),
            Step::CreateStay(stay) => self.learn_stay(stay.clone()),
            Step::AmendStay { after, .. } => self.learn_stay((**after).clone()),
            Step::CreateOrganisation(organisation) => self.learn_organisation(organisation.clone()),
            Step::AmendOrganisation { after, .. } => self.learn_organisation((**after).clone()),
            Step::CreatePresence(presence) => self.learn_presence(presence.clone()),
            Step::Create(linked) => self.learn_linked((**linked).clone()),
            Step::Amend { after, .. } => self.learn_linked((**after).clone()),
        }
    }

    /// Takes a step of this plan in, so that later rows meet it.
    pub fn adopt(&mut self, step: &Step) {
        match step {
            Step::CreatePerson(person) => self.added.insert(person.id.0),
            Step::CreateStay(stay) => self.added.insert(stay.id.0),
            Step::CreateOrganisation(organisation) => self.added.insert(organisation.id.0),
            _ => false,
        };
        self.learn(step);
    }

    /// Whether this plan itself added the record.
    pub fn is_added_here(&self, id: uuid::Uuid) -> bool {
        self.added.contains(&id)
    }

    /// Notes that a field was last written by a person, not by a ledger.
    pub fn learn_hand_edit(&mut self, record: uuid::Uuid, field: &str) {
        self.edited_by_hand.insert((record, field.to_owned()));
    }

    /// Whether a field was last written by a person.
    pub fn is_edited_by_hand(&self, record: uuid::Uuid, field: &str) -> bool {
        self.edited_by_hand.contains(&(record, field.to_owned()))
    }

    /// Notes a row that an earlier batch left pending.
    pub fn learn_waiting(&mut self, waiting: Waiting) {
        self.waiting.entry(waiting.name.clone()).or_default().push(waiting);
    }

    /// The pending rows of earlier batches with this name.
    pub fn waiting_named(&self, name: &str) -> &[Waiting] {
        self.waiting.get(name).map_or(&[], Vec::as_slice)
    }

    /// Takes a site in.
    pub fn learn_site(&mut self, site: &Site) {
        self.learn_linked(Linked::Site(site.clone()));
    }

    /// Takes a building in.
    pub fn learn_building(&mut self, building: Building) {
        if let Some(site) = building.site {
            self.site_of_building.insert(building.id, site);
        }
        self.buildings.insert(BuildingKey::of(&building), building);
    }

    /// Takes a room in.
    pub fn learn_room(&mut self, room: &Room) {
        self.learn_linked(Linked::Room(room.clone()));
        self.building_of_room.insert(room.id, room.building);
        let key = RoomKey::new(room.building, &room.number, room.sub_room.as_deref());
        let same_number = self.rooms.entry(key).or_default();
        if !same_number.iter().any(|(_, id)| *id == room.id) {
            same_number.push((room.unit.clone(), room.id));
        }
    }

    /// Takes a person in.
    pub fn learn_person(&mut self, person: Person) {
        if let Some(number) = &person.citizen_id {
            self.by_citizen_id.insert(number.clone(), person.id);
        }
        let named = self.by_name.entry(person.name.clone()).or_default();
        if !named.contains(&person.id) {
            named.push(person.id);
        }
        self.persons.insert(person.id, person);
    }

    /// Takes a stay in.
    pub fn learn_stay(&mut self, stay: Stay) {
        let stays = self.stays.entry(stay.person).or_default();
        match stays.iter_mut().find(|known| known.id == stay.id) {
            Some(known) => *known = stay,
            None => stays.push(stay),
        }
    }

    /// Takes an organisation in.
    pub fn learn_organisation(&mut self, organisation: Organisation) {
        if let Some(code) = &organisation.credit_code {
            self.by_credit_code.insert(code.clone(), organisation.id);
        }
        let named = self.organisation_by_name.entry(organisation.name.clone()).or_default();
        if !named.contains(&organisation.id) {
            named.push(organisation.id);
        }
        self.organisations.insert(organisation.id, organisation);
    }

    /// Takes a presence in.
    pub fn learn_presence(&mut self, presence: Presence) {
        let presences = self.presences.entry(presence.organisation).or_default();
        match presences.iter_mut().find(|known| known.id == presence.id) {
            Some(known) => *known = presence,
            None => presences.push(presence),
        }
    }

    /// Takes a record of another kind in.
    pub fn learn_linked(&mut self, linked: Linked) {
        match &linked {
            Linked::Presence(presence) => self.learn_presence(presence.clone()),
            Linked::Site(site) => self.sites.extend([(site.name.clone(), site.id)]),
            _ => {}
        }
        let (kind, id) = (linked.kind(), linked.id());
        for key in linked.keys() {
            let ids = self.linked_by.entry((kind, key)).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        self.linked.insert((kind, id), linked);
    }

    /// The records of a kind with a key, in the order they were learnt.
    pub fn linked<R: Part>(&self, key: &Key) -> impl Iterator<Item = &R> + use<'_, R> {
        let ids = self.linked_by.get(&(R::KIND, key.clone())).map_or(&[][..], Vec::as_slice);
        let records = ids.iter().filter_map(|id| self.linked.get(&(R::KIND, *id)));
        let key = key.clone();
        // A record may have moved on since it was learnt by this key.
        records.filter(move |linked| linked.keys().contains(&key)).filter_map(R::of)
    }

    /// The site of a name.
    pub fn site(&self, name: &str) -> Option<SiteId> {
        self.sites.get(name).copied()
    }

    /// The building of a key.
    pub fn building(&self, key: &BuildingKey) -> Option<&Building> {
        self.buildings.get(key)
    }

    /// The room of a key and unit in a building of so many units. Only where a building cannot have a second unit does
    /// a number without unit stand for one with it.
    pub fn room(&self, key: &RoomKey, unit: Option<&str>, units: Option<u16>) -> RoomMeant {
        let candidates = self.rooms.get(key).map_or(&[][..], Vec::as_slice);
        if let Some((_, id)) = candidates.iter().find(|(known, _)| known.as_deref() == unit) {
            return RoomMeant::Known(*id);
        }
        match (candidates, unit) {
            ([], _) => RoomMeant::Missing,
            ([(_, id)], None) if units.is_none_or(|units| units <= 1) => RoomMeant::Known(*id),
            ([(None, id)], Some(_)) if units.is_some_and(|units| units <= 1) => RoomMeant::Known(*id),
            (_, None) => RoomMeant::Ambiguous,
            (_, Some(_)) => RoomMeant::Missing,
        }
    }

    /// The site a place is in, as far as known.
    pub fn site_of(&self, place: Place) -> Option<SiteId> {
        let building = match place {
            Place::Site(site) => return Some(site),
            Place::Building(building) => building,
            Place::Room(room) => *self.building_of_room.get(&room)?,
            Place::Unmatched => return None,
        };
        self.site_of_building.get(&building).copied()
    }

    /// The person who holds a citizen id.
    pub fn person_with_id(&self, citizen_id: &str) -> Option<&Person> {
        self.by_citizen_id.get(citizen_id).and_then(|id| self.persons.get(id))
    }

    /// Everyone of a name.
    pub fn persons_named<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Person> {
        self.by_name.get(name).into_iter().flatten().filter_map(|id| self.persons.get(id))
    }

    /// The persons taken in.
    pub fn person_ids(&self) -> Vec<PersonId> {
        self.persons.keys().copied().collect()
    }

    /// The organisations taken in.
    pub fn organisation_ids(&self) -> Vec<OrganisationId> {
        self.organisations.keys().copied().collect()
    }

    /// The households that stays taken in are counted in, and that are not yet taken in themselves.
    pub fn household_ids(&self) -> Vec<HouseholdId> {
        let named: HashSet<HouseholdId> = self.stays.values().flatten().filter_map(|stay| stay.household).collect();
        named.into_iter().filter(|id| !self.linked.contains_key(&(RecordKind::Household, id.0))).collect()
    }

    /// A person's stays.
    pub fn stays_of(&self, person: PersonId) -> &[Stay] {
        self.stays.get(&person).map_or(&[], Vec::as_slice)
    }

    /// Whether a person ever stayed, or stays, at a place.
    pub fn has_stayed_at(&self, person: PersonId, place: Place) -> bool {
        self.stays_of(person).iter().any(|stay| stay.place == place)
    }

    /// The organisation of a credit code.
    pub fn organisation_with_code(&self, code: &str) -> Option<&Organisation> {
        self.by_credit_code.get(code).and_then(|id| self.organisations.get(id))
    }

    /// Every organisation of a name.
    pub fn organisations_named<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Organisation> {
        self.organisation_by_name.get(name).into_iter().flatten().filter_map(|id| self.organisations.get(id))
    }

    /// An organisation's presences.
    pub fn presences_of(&self, organisation: OrganisationId) -> &[Presence] {
        self.presences.get(&organisation).map_or(&[], Vec::as_slice)
    }
}
