//! What a chunk of rows asks the register about: sorted and told apart, to be looked up in bulk.

use super::known::{ID_START, Known};
use super::load::place_known;
use super::spaces::UnitsNamed;
use louce_domain::address::{AddressParts, parse_address, room_form};
use louce_domain::citizen_id::CitizenIdState;
use louce_domain::field::RecordKind;
use louce_domain::id::BuildingId;
use louce_domain::space::Place;
use louce_import::RowFacts;
use louce_import::facts::{AddressFacts, IdFacts, OrganisationFacts, PersonFacts, TenancyFacts};
use louce_import::proposal::RowProposal;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A kind of record that some ledgers speak of and others do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// 户
    Households,
    /// 租赁
    Tenancies,
    /// 检查
    Inspections,
    /// 走访
    Visits,
    /// 地址与门牌
    Addresses,
    /// 证件
    Documents,
    /// 从业
    Employments,
    /// 网格
    Grids,
}

/// A person a row names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Name as read.
    pub name: String,
    /// Citizen id as read.
    pub id: Option<String>,
    /// Whether the id is sound: a namesake with another sound one is somebody else.
    pub is_sound: bool,
}

impl Named {
    /// Division and birth date of the id: near misses are found under them.
    pub fn id_start(&self) -> Option<&str> {
        self.id.as_deref().filter(|id| id.len() == 18).and_then(|id| id.get(..ID_START))
    }
}

/// What a chunk of rows asks about.
#[derive(Debug, Default)]
pub struct Asked {
    /// Citizen ids, in every form.
    pub ids: BTreeSet<String>,
    /// Persons by name.
    pub persons: BTreeSet<Named>,
    /// Credit codes.
    pub codes: BTreeSet<String>,
    /// Names of organisations.
    pub organisations: BTreeSet<String>,
    /// Household numbers.
    pub households: BTreeSet<String>,
    /// Addresses as written, of records that may lie nowhere.
    pub written: BTreeSet<String>,
    addresses: Vec<AddressParts>,
    /// Buildings of which every room is asked.
    filled: Vec<AddressParts>,
    wanted: BTreeSet<Wanted>,
}

impl Asked {
    /// What these rows ask about.
    pub fn of(rows: &[RowProposal]) -> Self {
        let mut asked = Self::default();
        for row in rows {
            if let Some(facts) = row.facts.as_deref() {
                asked.note(facts);
                asked.note_stated(row);
            }
        }
        asked
    }

    /// Whether a kind of record is asked about.
    pub fn wants(&self, kind: Wanted) -> bool {
        self.wanted.contains(&kind)
    }

    fn note(&mut self, facts: &RowFacts) {
        match facts {
            RowFacts::Person(person) => self.note_person(person),
            RowFacts::Organisation(organisation) => self.note_organisation(organisation),
            RowFacts::Building(building) => {
                let named = Some(building.building.clone());
                self.filled.push(AddressParts {
                    site: building.site.clone(),
                    building: named,
                    ..building.address.clone()
                });
            }
            RowFacts::Visit(visit) => {
                self.wanted.insert(Wanted::Visits);
                self.note_address(&visit.address);
                let met = visit.met.iter().map(|name| Named { name: name.clone(), id: None, is_sound: false });
                self.persons.extend(met);
            }
            RowFacts::Employee(employee) => {
                self.wanted.insert(Wanted::Employments);
                self.note_address(&employee.address);
                self.ids.extend(employee.id.text.clone());
                self.codes.extend(employee.uscc.clone());
                self.organisations.insert(employee.organisation.clone());
            }
            RowFacts::Plate(address) => {
                self.wanted.insert(Wanted::Addresses);
                self.note_address(address);
            }
            RowFacts::Grid => drop(self.wanted.insert(Wanted::Grids)),
            RowFacts::Tenancy(tenancy) => self.note_tenancy(tenancy),
            RowFacts::Room(room) => {
                self.wanted.insert(Wanted::Tenancies);
                self.note_address(&room.address);
            }
        }
    }

    /// Kinds and addresses that rows state beside their facts.
    fn note_stated(&mut self, row: &RowProposal) {
        for stated in &row.stated {
            if stated.kind == RecordKind::Document.code() {
                self.wanted.insert(Wanted::Documents);
            } else if stated.kind == RecordKind::Inspection.code() {
                self.wanted.insert(Wanted::Inspections);
            } else if stated.kind == RecordKind::Presence.code()
                && matches!(stated.field.as_str(), "registered" | "tax")
            {
                self.addresses.push(parse_address(&stated.text));
            }
        }
    }

    fn note_tenancy(&mut self, tenancy: &TenancyFacts) {
        self.wanted.extend([Wanted::Tenancies, Wanted::Inspections]);
        self.note_address(&tenancy.address);
        if let Some(id) = tenancy.owner.as_ref().and_then(|owner| owner.id.as_ref()) {
            self.codes.extend(id.text.clone());
            self.note_id(id);
        }
        if let Some(tenant) = &tenancy.tenant {
            self.codes.extend(tenant.id.text.clone());
            self.note_person(tenant);
        }
    }

    fn note_id(&mut self, id: &IdFacts) {
        let number = id.text.clone();
        let older =
            number.as_deref().filter(|n| n.len() == 18).and_then(|n| Some(format!("{}{}", n.get(..6)?, n.get(8..17)?)));
        self.ids.extend(number);
        self.ids.extend(older);
        self.ids.extend(id.upgrade_offer.clone());
    }

    fn note_person(&mut self, person: &PersonFacts) {
        self.wanted.insert(Wanted::Households);
        self.note_id(&person.id);
        let is_sound = person.id.state == CitizenIdState::Ok;
        self.persons.insert(Named { name: person.name.clone(), id: person.id.text.clone(), is_sound });
        self.households.extend(person.stay.household_no.clone());
        if let Some(landlord) = &person.landlord {
            self.wanted.insert(Wanted::Tenancies);
            if let Some(id) = &landlord.id {
                self.codes.extend(id.text.clone());
                self.note_id(id);
            }
        }
        self.note_address(&person.stay.address);
    }

    fn note_organisation(&mut self, organisation: &OrganisationFacts) {
        self.codes.extend(organisation.uscc.clone());
        self.organisations.insert(organisation.name.clone());
        self.note_address(&organisation.address);
    }

    fn note_address(&mut self, address: &AddressFacts) {
        self.written.insert(address.raw.clone());
        if self.addresses.last() != Some(&address.parts) {
            self.addresses.push(address.parts.clone());
        }
    }

    /// Whether rows speak of buildings themselves.
    pub fn asks_buildings(&self) -> bool {
        !self.filled.is_empty()
    }

    /// The units that addresses name.
    pub fn units_named(&self) -> UnitsNamed {
        UnitsNamed::of(&self.addresses)
    }

    /// The known buildings that addresses name, with the room numbers asked of each; none: all of them.
    pub fn rooms(&self, known: &Known) -> BTreeMap<BuildingId, Option<BTreeSet<String>>> {
        let mut rooms: BTreeMap<BuildingId, Option<BTreeSet<String>>> = BTreeMap::new();
        for parts in &self.filled {
            buildings(known, parts).for_each(|building| drop(rooms.insert(building, None)));
        }
        for parts in &self.addresses {
            for building in buildings(known, parts) {
                if let Some(numbers) = rooms.entry(building).or_insert_with(|| Some(BTreeSet::new())) {
                    numbers.extend(forms(parts));
                }
            }
        }
        rooms
    }

    /// The known places that addresses name.
    pub fn places(&self, known: &Known) -> HashSet<Place> {
        self.addresses.iter().filter_map(|parts| place_known(known, parts)).collect()
    }
}

/// The buildings an address can mean, near ones among them.
fn buildings(known: &Known, parts: &AddressParts) -> impl Iterator<Item = BuildingId> {
    known.touched_by(parts).into_iter()
}

/// A number as it may be written: some ledgers write 0501 for 501, or 5-01, or what was read as unit 5, room 01.
fn forms(parts: &AddressParts) -> BTreeSet<String> {
    let Some(number) = parts.room.as_deref() else { return BTreeSet::new() };
    let joined = parts.unit.as_deref().filter(|_| number.len() == 2).map(|unit| format!("{unit}{number}"));
    let plain = room_form(number, parts.floor);
    let padded = (plain.len() == 3).then(|| format!("0{plain}"));
    let dashed = plain.split_at_checked(plain.len().saturating_sub(2)).filter(|(floor, _)| !floor.is_empty());
    let dashed = dashed.map(|(floor, room)| format!("{floor}-{room}"));
    [Some(number.to_owned()), Some(plain), padded, dashed, joined].into_iter().flatten().collect()
}
