//! Fills [`Known`] with the part of the register that a proposal can meet, in a few bulk questions.

use super::known::{BuildingKey, Known, Waiting};
use super::linked::Part;
use super::logged::RawRow;
use super::plan::WaitingRow;
use louce_domain::address::AddressParts;
use louce_domain::batch::RowOutcome;
use louce_domain::change::RecordRef;
use louce_domain::document::Document;
use louce_domain::employment::Employment;
use louce_domain::field::RecordKind;
use louce_domain::grid::Grid;
use louce_domain::household::Household;
use louce_domain::id::BuildingId;
use louce_domain::inspection::Inspection;
use louce_domain::space_address::SpaceAddress;
use louce_domain::tenancy::Tenancy;
use louce_domain::visit::{Encounter, Visit};
use louce_import::facts::{OrganisationFacts, PersonFacts};
use louce_import::{Proposal, RowFacts};
use louce_store::{Reader, StoreError};
use std::collections::HashSet;

/// The kinds whose corrections by hand are not overwritten.
const EDITED: &[RecordKind] = &[
    RecordKind::Site,
    RecordKind::Building,
    RecordKind::Room,
    RecordKind::Person,
    RecordKind::Stay,
    RecordKind::Organisation,
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

/// What a proposal asks about.
#[derive(Default)]
struct Asked {
    ids: HashSet<String>,
    persons: Vec<(String, Option<String>)>,
    codes: HashSet<String>,
    organisations: HashSet<String>,
    addresses: Vec<AddressParts>,
}

/// The part of the register that a proposal can meet.
///
/// # Errors
/// When the register cannot be read.
pub fn known(reader: &Reader<'_>, proposal: &Proposal) -> Result<Known, StoreError> {
    let mut asked = Asked::default();
    let facts = proposal.sheets.iter().flat_map(|sheet| &sheet.rows).filter_map(|row| row.facts.as_deref());
    facts.for_each(|facts| asked.note(facts));
    let mut known = Known::default();
    load_spaces(reader, &asked, &mut known)?;
    load_persons(reader, &asked, &mut known)?;
    load_organisations(reader, &asked, &mut known)?;
    load_linked(reader, proposal, &mut known)?;
    load_waiting(reader, &mut known)?;
    for kind in EDITED.iter().copied() {
        let edited = reader.hand_edited_fields(kind)?;
        edited.iter().for_each(|(record, field)| known.learn_hand_edit(*record, field));
    }
    Ok(known)
}

fn learn<R: Part>(known: &mut Known, records: Vec<R>) {
    records.into_iter().for_each(|record| known.learn_linked(record.linked()));
}

/// Records that lie in no building: those of persons and organisations met, of no matched place, of the area.
fn load_linked(reader: &Reader<'_>, proposal: &Proposal, known: &mut Known) -> Result<(), StoreError> {
    let says = |kind: RecordKind| {
        let rows = proposal.sheets.iter().flat_map(|sheet| &sheet.rows);
        rows.flat_map(|row| &row.stated).any(|stated| stated.kind == kind.code())
    };
    if says(RecordKind::Document) {
        for person in known.person_ids() {
            let of = RecordRef { kind: RecordKind::Person, id: person.0 };
            learn::<Document>(known, reader.records_naming("person", of)?);
        }
    }
    for organisation in known.organisation_ids() {
        let of = RecordRef { kind: RecordKind::Organisation, id: organisation.0 };
        learn::<Inspection>(known, reader.records_naming("organisation", of)?);
        learn::<Employment>(known, reader.records_naming("organisation", of)?);
    }
    for household in known.household_ids() {
        learn::<Household>(known, vec![reader.record(household.0)?]);
    }
    learn::<Tenancy>(known, reader.records_nowhere()?);
    learn::<Visit>(known, reader.records_nowhere()?);
    if says(RecordKind::Grid) {
        reader.for_each_record::<Grid, StoreError>(|grid| {
            known.learn_linked(grid.linked());
            Ok(())
        })?;
    }
    Ok(())
}

impl Asked {
    fn note(&mut self, facts: &RowFacts) {
        match facts {
            RowFacts::Person(person) => self.note_person(person),
            RowFacts::Organisation(organisation) => self.note_organisation(organisation),
            RowFacts::Building(building) => {
                let named = Some(building.building.clone());
                let site = building.site.clone();
                self.addresses.push(AddressParts { site, building: named, ..building.address.clone() });
            }
            RowFacts::Visit(visit) => {
                self.note_address(&visit.address.parts);
                self.persons.extend(visit.met.iter().map(|name| (name.clone(), None)));
            }
            RowFacts::Employee(employee) => {
                self.note_address(&employee.address.parts);
                self.ids.extend(employee.id.text.clone());
                self.codes.extend(employee.uscc.clone());
                self.organisations.insert(employee.organisation.clone());
            }
            RowFacts::Plate(address) => self.note_address(&address.parts),
            RowFacts::Grid => {}
            RowFacts::Tenancy(tenancy) => {
                self.note_address(&tenancy.address.parts);
                let number = tenancy.owner.as_ref().and_then(|owner| owner.id.as_ref()?.text.clone());
                self.codes.extend(number.clone());
                self.ids.extend(number);
                if let Some(tenant) = &tenancy.tenant {
                    self.codes.extend(tenant.id.text.clone());
                    self.note_person(tenant);
                }
            }
            RowFacts::Room(room) => self.note_address(&room.address.parts),
        }
    }

    fn note_person(&mut self, person: &PersonFacts) {
        let number = person.id.text.clone();
        let older =
            number.as_deref().filter(|n| n.len() == 18).and_then(|n| Some(format!("{}{}", n.get(..6)?, n.get(8..17)?)));
        self.ids.extend(number.clone());
        self.ids.extend(older);
        self.ids.extend(person.id.upgrade_offer.clone());
        self.persons.push((person.name.clone(), number));
        self.note_address(&person.stay.address.parts);
    }

    fn note_organisation(&mut self, organisation: &OrganisationFacts) {
        self.codes.extend(organisation.uscc.clone());
        self.organisations.insert(organisation.name.clone());
        self.note_address(&organisation.address.parts);
    }

    fn note_address(&mut self, parts: &AddressParts) {
        let is_new = self.addresses.last().is_none_or(|last| {
            (&last.site, &last.building, &last.road, &last.door_no)
                != (&parts.site, &parts.building, &parts.road, &parts.door_no)
        });
        if is_new {
            self.addresses.push(parts.clone());
        }
    }

    /// The buildings that the file's addresses mean.
    fn buildings(&self, known: &Known) -> HashSet<BuildingKey> {
        let meant = |parts: &AddressParts| {
            let site = parts.site.as_deref().and_then(|name| known.site(name));
            let named = parts.building.clone().map(BuildingKey::Named);
            BuildingKey::meant(site, parts).into_iter().chain(named)
        };
        self.addresses.iter().flat_map(meant).collect()
    }
}

/// Sites and buildings, all of them; rooms only where the file has an address in the building.
fn load_spaces(reader: &Reader<'_>, asked: &Asked, known: &mut Known) -> Result<(), StoreError> {
    reader.all_sites()?.iter().for_each(|site| known.learn_site(site));
    let meant = asked.buildings(known);
    let mut touched: Vec<BuildingId> = Vec::new();
    reader.for_each_building::<StoreError>(|building| {
        if meant.contains(&BuildingKey::of(&building)) {
            touched.push(building.id);
        }
        known.learn_building(building);
        Ok(())
    })?;
    for building in touched {
        reader.rooms_of(building)?.iter().for_each(|room| known.learn_room(room));
        learn::<Tenancy>(known, reader.records_in_building(building)?);
        learn::<Household>(known, reader.records_in_building(building)?);
        learn::<Inspection>(known, reader.records_in_building(building)?);
        learn::<SpaceAddress>(known, reader.records_in_building(building)?);
        let visits: Vec<Visit> = reader.records_in_building(building)?;
        for visit in &visits {
            let met = reader.records_naming("visit", RecordRef { kind: RecordKind::Visit, id: visit.id.0 })?;
            learn::<Encounter>(known, met);
        }
        learn(known, visits);
    }
    Ok(())
}

/// Persons by id; by name only where the id met nobody.
fn load_persons(reader: &Reader<'_>, asked: &Asked, known: &mut Known) -> Result<(), StoreError> {
    let ids: Vec<&String> = asked.ids.iter().collect();
    let mut found = reader.persons_by_citizen_id(&ids)?;
    let met: HashSet<&String> = found.iter().filter_map(|person| person.citizen_id.as_ref()).collect();
    let unmet = asked.persons.iter().filter(|(_, id)| !id.as_ref().is_some_and(|id| met.contains(id)));
    let names: HashSet<&String> = unmet.map(|(name, _)| name).collect();
    let names: Vec<&String> = names.into_iter().collect();
    found.extend(reader.persons_by_name(&names)?);
    let persons: Vec<_> = found.iter().map(|person| person.id).collect::<HashSet<_>>().into_iter().collect();
    found.into_iter().for_each(|person| known.learn_person(person));
    reader.stays_of_persons(&persons)?.into_iter().for_each(|stay| known.learn_stay(stay));
    Ok(())
}

fn load_organisations(reader: &Reader<'_>, asked: &Asked, known: &mut Known) -> Result<(), StoreError> {
    let codes: Vec<&String> = asked.codes.iter().collect();
    let names: Vec<&String> = asked.organisations.iter().collect();
    let mut found = reader.organisations_by_credit_code(&codes)?;
    found.extend(reader.organisations_by_name(&names)?);
    for organisation in found {
        if known.presences_of(organisation.id).is_empty() {
            let presences = reader.presences_of_organisation(organisation.id)?;
            presences.into_iter().for_each(|presence| known.learn_presence(presence));
        }
        known.learn_organisation(organisation);
    }
    Ok(())
}

/// The rows that earlier batches, not undone, left pending.
fn load_waiting(reader: &Reader<'_>, known: &mut Known) -> Result<(), StoreError> {
    let batches = reader.batches()?;
    for batch in batches.iter().filter(|batch| batch.undone_ms.is_none() && batch.outcomes.pending > 0) {
        for logged in reader.import_rows(batch.id, Some(RowOutcome::Pending))? {
            let raw: RawRow = serde_json::from_str(&logged.row.raw)?;
            if let Some(person) = raw.pending.filter(|_| !logged.is_settled) {
                known.learn_waiting(Waiting {
                    row: WaitingRow { id: logged.id, file: logged.file, row: logged.row.row },
                    name: person.name,
                    citizen_id: person.citizen_id,
                    raw_address: person.raw_address,
                });
            }
        }
    }
    Ok(())
}
