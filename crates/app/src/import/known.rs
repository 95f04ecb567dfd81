//! What the register already knows, as far as a file touches it, and what the plan has added so far.
//!
//! Filled in bulk before planning, so that no row asks storage a question of its own.

pub use super::spaces::{BuildingKey, RoomKey, RoomMeant, SiteMeant};

use super::decision::{Takes, row_key, site_key};
use super::knowledge::Knowledge;
use super::linked::{Key, Linked, Part};
use super::namesakes::Namesakes;
use super::plan::{Step, WaitingRow};
use super::spaces::Spaces;
use louce_domain::address::AddressParts;
use louce_domain::change::differences;
use louce_domain::date::PartialDate;
use louce_domain::field::RecordKind;
use louce_domain::id::{BuildingId, HouseholdId, OrganisationId, PersonId, SiteId};
use louce_domain::organisation::{Organisation, Presence};
use louce_domain::person::Person;
use louce_domain::space::{Building, Place, Room, Site};
use louce_domain::stay::Stay;
use louce_import::proposal::RowProposal;
use louce_store::RowDecided;
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap, HashSet};

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
    /// Whether nothing was the matter with it but that whoever imported it may not see protected addresses.
    pub needs_care: bool,
}

/// How many characters of a citizen id are division and birth date.
pub const ID_START: usize = 14;

/// The part of the register a file can meet.
#[derive(Debug, Default)]
pub struct Known {
    /// Sites, buildings, rooms.
    pub spaces: Spaces,
    /// What wrote what is known.
    pub knowledge: Knowledge,
    persons: HashMap<PersonId, Person>,
    by_citizen_id: HashMap<String, PersonId>,
    by_name: HashMap<String, Vec<PersonId>>,
    namesakes: Namesakes,
    by_id_start: HashMap<String, Vec<PersonId>>,
    stays: HashMap<PersonId, Vec<Stay>>,
    organisations: HashMap<OrganisationId, Organisation>,
    by_credit_code: HashMap<String, OrganisationId>,
    organisation_by_name: HashMap<String, Vec<OrganisationId>>,
    presences: HashMap<OrganisationId, Vec<Presence>>,
    linked: HashMap<(RecordKind, uuid::Uuid), Linked>,
    linked_by: HashMap<(RecordKind, Key), Vec<uuid::Uuid>>,
    waiting: HashMap<String, Vec<Waiting>>,
    decided: HashMap<[u8; 32], Vec<RowDecided>>,
    /// Persons, organisations and stays that this plan itself has added.
    added: HashSet<uuid::Uuid>,
    /// Persons and stays known before that rows of this file have said as the register has them, or corrected.
    confirmed: HashSet<uuid::Uuid>,
    /// When a row of this key was decided about last.
    decided_on: HashMap<[u8; 32], PartialDate>,
    /// Persons that rows of the chunk at hand have met.
    met: HashSet<PersonId>,
    /// Whether rows of the chunk at hand speak of buildings themselves, and not only of what is in them.
    pub(super) are_buildings_asked: bool,
    /// How many persons rows were compared with.
    compared: Cell<u64>,
}

impl Known {
    /// Takes a record of the register in.
    pub fn learn(&mut self, step: &Step) {
        match step {
            Step::CreateSite(site) => self.learn_site(site),
            Step::CreateBuilding(building) => self.learn_building(Building::clone(building)),
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
            Step::Remember(decided) => self.learn_decisions(vec![decided.clone()]),
        }
    }

    /// Takes a step of this plan in, so that later rows meet it.
    pub fn adopt(&mut self, step: &Step) {
        match step {
            Step::CreatePerson(person) => self.added.insert(person.id.0),
            Step::CreateStay(stay) => self.added.insert(stay.id.0),
            Step::CreateOrganisation(organisation) => self.added.insert(organisation.id.0),
            Step::AmendPerson { before, after } => {
                self.knowledge.amend_here(before.id.0, &differences(&**before, &**after))
            }
            Step::AmendStay { before, after } => {
                self.knowledge.amend_here(before.id.0, &differences(&**before, &**after))
            }
            _ => false,
        };
        self.learn(step);
    }

    /// Notes that this plan itself added the record.
    pub fn learn_added(&mut self, id: uuid::Uuid) {
        self.added.insert(id);
    }

    /// Forgets what only some rows need: all but sites, buildings, rows that wait and fields corrected by hand.
    pub fn forget_rows(&mut self) {
        self.spaces.forget_rooms();
        self.knowledge.forget();
        self.persons.clear();
        self.by_id_start.clear();
        self.by_citizen_id.clear();
        self.by_name.clear();
        self.namesakes.clear();
        self.stays.clear();
        self.organisations.clear();
        self.by_credit_code.clear();
        self.organisation_by_name.clear();
        self.presences.clear();
        self.added.clear();
        self.met.clear();
        self.linked.retain(|(kind, _), _| *kind == RecordKind::Site);
        self.linked_by.retain(|(kind, _), _| *kind == RecordKind::Site);
    }

    /// Whether this plan itself added the record.
    pub fn is_added_here(&self, id: uuid::Uuid) -> bool {
        self.added.contains(&id)
    }

    /// Notes that a row of this file says the record as it now stands.
    pub fn confirm_here(&mut self, id: uuid::Uuid) {
        self.confirmed.insert(id);
    }

    /// Whether an earlier row of this file added the record or said it as it stands: one that says otherwise is of the
    /// same paper.
    pub fn is_said_here(&self, id: uuid::Uuid) -> bool {
        self.is_added_here(id) || self.confirmed.contains(&id)
    }

    /// Notes that a row met the person.
    pub fn note_met(&mut self, person: PersonId) {
        self.met.insert(person);
    }

    /// Gives out whom rows of the chunk at hand have met, and forgets it.
    pub(super) fn take_met(&mut self) -> HashSet<PersonId> {
        std::mem::take(&mut self.met)
    }

    /// Whether an earlier row of this file added the person, or, in the chunk at hand, met them.
    pub fn is_met_here(&self, person: PersonId) -> bool {
        self.met.contains(&person) || self.is_added_here(person.0)
    }

    /// Takes in what people decided about rows before.
    pub fn learn_decisions(&mut self, decisions: Vec<RowDecided>) {
        for decided in decisions {
            let known = self.decided.entry(decided.key).or_default();
            if !known.contains(&decided) {
                known.push(decided);
            }
        }
    }

    /// What was decided when the same row came before. That the register is right was said of what was known that day: a
    /// ledger of a later day is newer than the word.
    pub fn decided_before(&self, row: &RowProposal, ledger: Option<PartialDate>) -> Takes {
        if self.decided.is_empty() {
            return Takes::default();
        }
        let key = row.facts.as_deref().and_then(|facts| row_key(facts, &row.stated));
        let Some((key, decided)) = key.and_then(|key| Some((key, self.decided.get(&key)?))) else {
            return Takes::default();
        };
        let takes = Takes::again(decided);
        if self.is_decided_before(&key, ledger) { takes.without_register() } else { takes }
    }

    /// Takes in on which day rows were decided about last.
    pub fn learn_decision_days(&mut self, days: impl IntoIterator<Item = ([u8; 32], PartialDate)>) {
        self.decided_on.extend(days);
    }

    /// Whether a ledger of this day is newer than what was decided under a key.
    pub fn is_decided_before(&self, key: &[u8; 32], ledger: Option<PartialDate>) -> bool {
        self.decided_on.get(key).zip(ledger).is_some_and(|(decided, ledger)| decided.ends_before(ledger))
    }

    /// Whether anything was decided under a key.
    pub fn has_decided(&self, key: &[u8; 32]) -> bool {
        self.decided.contains_key(key)
    }

    /// Whether a decision is remembered already.
    pub fn remembers(&self, decided: &RowDecided) -> bool {
        self.decided.get(&decided.key).is_some_and(|known| known.contains(decided))
    }

    /// Records of which nobody has asked yet what wrote them; what this plan added has no origin but this file.
    pub fn unaccounted(&self) -> BTreeMap<RecordKind, Vec<uuid::Uuid>> {
        let mut found: BTreeMap<RecordKind, Vec<uuid::Uuid>> = BTreeMap::new();
        let mut note = |kind: RecordKind, id: uuid::Uuid| {
            if !self.knowledge.knows(id) && !self.added.contains(&id) {
                found.entry(kind).or_default().push(id);
            }
        };
        self.persons.keys().for_each(|id| note(RecordKind::Person, id.0));
        self.stays.values().flatten().for_each(|stay| note(RecordKind::Stay, stay.id.0));
        self.organisations.keys().for_each(|id| note(RecordKind::Organisation, id.0));
        self.presences.values().flatten().for_each(|presence| note(RecordKind::Presence, presence.id.0));
        self.linked.keys().filter(|(kind, _)| *kind != RecordKind::Presence).for_each(|(kind, id)| note(*kind, *id));
        if self.are_buildings_asked {
            self.spaces.building_ids().for_each(|id| note(RecordKind::Building, id.0));
        }
        found
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
        self.spaces.learn_building(building);
    }

    /// Takes a room in.
    pub fn learn_room(&mut self, room: &Room) {
        self.learn_linked(Linked::Room(room.clone()));
        self.spaces.learn_room(room);
    }

    /// Takes a person in.
    pub fn learn_person(&mut self, person: Person) {
        let before = self.persons.get(&person.id);
        if let Some(number) = &person.citizen_id
            && before.is_none_or(|known| known.citizen_id.as_ref() != Some(number))
        {
            self.by_citizen_id.insert(number.clone(), person.id);
            let start = number.get(..ID_START).unwrap_or(number);
            let alike = self.by_id_start.entry(start.to_owned()).or_default();
            if before.is_none() || !alike.contains(&person.id) {
                alike.push(person.id);
            }
        }
        let bearers = self.by_name.entry(person.name.clone()).or_default();
        if before.is_none_or(|known| known.name != person.name && !bearers.contains(&person.id)) {
            bearers.push(person.id);
        }
        let are_many = Namesakes::are_many(bearers.len());
        let id = person.id;
        self.persons.insert(id, person);
        if are_many {
            self.mark_namesakes(id);
        }
    }

    /// Keeps by their marks those who bear the name of a person.
    fn mark_namesakes(&mut self, person: PersonId) {
        let Some(person) = self.persons.get(&person) else { return };
        let bearers: Vec<&Person> = match self.namesakes.has(&person.name) {
            true => vec![person],
            false => self.persons_named(&person.name).collect(),
        };
        let marked: Vec<_> = bearers.into_iter().map(|one| (one.id, self.marks_of(one))).collect();
        for (id, marks) in marked {
            if let Some(person) = self.persons.get(&id) {
                self.namesakes.note(person, marks);
            }
        }
    }

    /// Takes a stay in.
    pub fn learn_stay(&mut self, stay: Stay) {
        if let Some(person) = self.persons.get(&stay.person)
            && self.namesakes.has(&person.name)
        {
            let marks = self.marks_of_stay(&stay);
            self.namesakes.note(person, marks);
        }
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
            Linked::Site(site) => self.spaces.learn_site(site),
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

    /// The site that a name means for sure.
    pub fn site(&self, name: &str) -> Option<SiteId> {
        match self.site_meant(name) {
            SiteMeant::Known(site) | SiteMeant::Spelt(site, _) => Some(site),
            SiteMeant::Near(_) | SiteMeant::Missing => None,
        }
    }

    /// The site that a name means, as far as can be told.
    pub fn site_meant(&self, name: &str) -> SiteMeant {
        match self.spaces.site_meant(name) {
            SiteMeant::Near(near) => {
                let said = self.decided.get(&site_key(name)).into_iter().flatten().rev().find_map(|said| said.record);
                let said = said.map(SiteId).filter(|site| self.spaces.site_name(*site).is_some());
                said.map_or(SiteMeant::Near(near), SiteMeant::Known)
            }
            meant => meant,
        }
    }

    /// The building of a key.
    pub fn building(&self, key: &BuildingKey) -> Option<&Building> {
        self.spaces.building(key)
    }

    /// The buildings an address may mean, near ones among them: those whose rooms must be known.
    pub fn touched_by(&self, parts: &AddressParts) -> Vec<BuildingId> {
        self.spaces.touched_by(parts, |name| self.site_meant(name))
    }

    /// The room of a key and unit in a building of so many units.
    pub fn room(&self, key: &RoomKey, unit: Option<&str>, units: Option<u16>) -> RoomMeant {
        self.spaces.room(key, unit, units)
    }

    /// The site a place is in, as far as known.
    pub fn site_of(&self, place: Place) -> Option<SiteId> {
        self.spaces.site_of(place)
    }

    /// The persons whose citizen id begins as this one: with its division and birth date.
    pub fn persons_with_id_like<'a>(&'a self, citizen_id: &str) -> impl Iterator<Item = &'a Person> {
        let start = citizen_id.get(..ID_START).unwrap_or(citizen_id);
        self.by_id_start.get(start).into_iter().flatten().filter_map(|id| self.persons.get(id))
    }

    /// A person.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.persons.get(&id)
    }

    /// An organisation.
    pub fn organisation(&self, id: OrganisationId) -> Option<&Organisation> {
        self.organisations.get(&id)
    }

    /// The person who holds a citizen id.
    pub fn person_with_id(&self, citizen_id: &str) -> Option<&Person> {
        self.by_citizen_id.get(citizen_id).and_then(|id| self.persons.get(id))
    }

    /// Everyone of a name.
    pub fn persons_named<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Person> {
        self.by_name.get(name).into_iter().flatten().filter_map(|id| self.persons.get(id))
    }

    /// Notes that a row was compared with a person.
    pub(super) fn note_compared(&self) {
        self.compared.set(self.compared.get() + 1);
    }

    /// How many persons rows were compared with so far.
    pub fn compared(&self) -> u64 {
        self.compared.get()
    }

    /// Those of names that many bear, by what they have in common.
    pub(super) const fn namesakes(&self) -> &Namesakes {
        &self.namesakes
    }

    /// Whether so many bear a name that they are told by their marks.
    pub(super) fn has_many_named(&self, name: &str) -> bool {
        self.namesakes.has(name)
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
