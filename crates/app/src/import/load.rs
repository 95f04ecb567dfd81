//! Fills [`Known`] with the part of the register that a file can meet: sites, buildings, rows that wait,
//! ledgers and decisions once; everything else for a chunk of rows at a time, by sorted bulk look-ups.

use super::asked::{Asked, Wanted};
use super::guarded::NEEDS_CARE_OFFICER;
use super::knowledge;
use super::known::{Known, RoomMeant, Waiting};
use super::linked::Part;
use super::logged::RawRow;
use super::plan::WaitingRow;
use louce_domain::batch::RowOutcome;
use louce_domain::change::RecordRef;
use louce_domain::document::Document;
use louce_domain::employment::Employment;
use louce_domain::field::RecordKind;
use louce_domain::grid::Grid;
use louce_domain::household::Household;
use louce_domain::inspection::Inspection;
use louce_domain::person::Person;
use louce_domain::space::{Place, Room};
use louce_domain::space_address::SpaceAddress;
use louce_domain::tenancy::Tenancy;
use louce_domain::visit::{Encounter, Visit};
use louce_import::proposal::RowProposal;
use louce_store::{Reader, Record, StoreError, WriteTx};
use std::collections::{BTreeSet, HashSet};

/// What every row can meet.
///
/// # Errors
/// When the register cannot be read.
pub fn lasting(reader: &Reader<'_>) -> Result<Known, StoreError> {
    let mut known = Known::default();
    load_spaces(reader, &mut known)?;
    load_waiting(reader, &mut known)?;
    known.knowledge.learn_ledgers(reader.ledgers_known()?);
    known.learn_decisions(reader.row_decisions()?);
    known.learn_decision_days(reader.decision_days()?.into_iter().map(|(key, at_ms)| (key, knowledge::day_of(at_ms))));
    Ok(known)
}

/// Sites and buildings.
fn load_spaces(reader: &Reader<'_>, known: &mut Known) -> Result<(), StoreError> {
    reader.all_sites()?.iter().for_each(|site| known.learn_site(site));
    reader.for_each_building(|building| {
        known.learn_building(building);
        Ok(())
    })
}

/// What these rows can meet, read anew: what was taken in of a row before them was not written.
///
/// # Errors
/// When the register cannot be read.
pub fn anew(tx: &mut WriteTx<'_>, rows: &[RowProposal], known: &mut Known) -> Result<(), StoreError> {
    let met = known.take_met();
    known.spaces.forget();
    load_spaces(&tx.reader(), known)?;
    chunk(tx, rows, known)?;
    met.into_iter().for_each(|person| known.note_met(person));
    Ok(())
}

/// What these rows can meet, in the place of what the rows before them could.
///
/// # Errors
/// When the register cannot be read.
pub fn chunk(tx: &mut WriteTx<'_>, rows: &[RowProposal], known: &mut Known) -> Result<(), StoreError> {
    known.forget_rows();
    let asked = Asked::of(rows);
    known.are_buildings_asked = asked.asks_buildings();
    let reader = tx.reader();
    load_rooms(&reader, &asked, known)?;
    let persons = load_persons(&reader, &asked, known)?;
    load_organisations(&reader, &asked, known)?;
    load_placed(&reader, &asked, known)?;
    load_linked(&reader, &asked, known)?;
    for person in persons {
        let stays: Vec<_> = known.stays_of(person.id).iter().map(|stay| stay.id).collect();
        if tx.made(RecordKind::Person, person.id.0)? {
            known.learn_added(person.id.0);
        }
        for stay in stays {
            if tx.made(RecordKind::Stay, stay.0)? {
                known.learn_added(stay.0);
            }
        }
    }
    for organisation in known.organisation_ids() {
        if tx.made(RecordKind::Organisation, organisation.0)? {
            known.learn_added(organisation.0);
        }
    }
    knowledge::load_origins(&tx.reader(), known)
}

fn learn<R: Part>(known: &mut Known, records: Vec<R>) {
    records.into_iter().for_each(|record| known.learn_linked(record.linked()));
}

/// The rooms that addresses name; of buildings that rows fill, every room.
fn load_rooms(reader: &Reader<'_>, asked: &Asked, known: &mut Known) -> Result<(), StoreError> {
    known.spaces.hear_units(asked.units_named());
    for (building, numbers) in asked.rooms(known) {
        let rooms = match numbers {
            Some(numbers) => reader.rooms_numbered(building, &numbers.into_iter().collect::<Vec<_>>())?,
            None => reader.rooms_of(building)?,
        };
        rooms.iter().for_each(|room| known.learn_room(room));
    }
    Ok(())
}

/// Persons by id; by name only where the id met nobody, and of a row with a sound id only namesakes without one. With
/// their stays and the rooms of these.
fn load_persons(reader: &Reader<'_>, asked: &Asked, known: &mut Known) -> Result<Vec<Person>, StoreError> {
    let ids: Vec<&String> = asked.ids.iter().collect();
    let mut found = reader.persons_by_citizen_id(&ids)?;
    let met: HashSet<String> = found.iter().filter_map(|person| person.citizen_id.clone()).collect();
    let unmet = |named: &&super::asked::Named| !named.id.as_ref().is_some_and(|id| met.contains(id));
    let names = |sound: bool| {
        let named = asked.persons.iter().filter(unmet).filter(|named| named.is_sound == sound);
        named.map(|named| named.name.clone()).collect::<BTreeSet<String>>()
    };
    let any = names(false);
    let unsound: Vec<String> = names(true).difference(&any).cloned().collect();
    // Two sound numbers are two persons, however near: only where one of them is doubtful can it be a slip.
    let near = |sound: bool| {
        let named = asked.persons.iter().filter(unmet).filter(|named| named.is_sound == sound);
        named.filter_map(super::asked::Named::id_start).collect::<BTreeSet<&str>>().into_iter().collect::<Vec<_>>()
    };
    found.extend(reader.persons_by_name(&any.into_iter().collect::<Vec<_>>())?);
    found.extend(reader.persons_by_name_without_sound_id(&unsound)?);
    found.extend(reader.persons_by_id_start(&near(false))?);
    found.extend(reader.persons_by_unsound_id_start(&near(true))?);
    let mut seen = HashSet::new();
    found.retain(|person| seen.insert(person.id));
    let persons: Vec<_> = found.iter().map(|person| person.id).collect();
    found.iter().for_each(|person| known.learn_person(person.clone()));
    for stay in reader.stays_of_persons(&persons)? {
        if let Place::Room(room) = stay.place
            && known.site_of(stay.place).is_none()
        {
            known.learn_room(&reader.room(room)?);
        }
        known.learn_stay(stay);
    }
    Ok(found)
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

/// What stands at the places of the rows, as far as their kind of ledger speaks of it.
fn load_placed(reader: &Reader<'_>, asked: &Asked, known: &mut Known) -> Result<(), StoreError> {
    for place in asked.places(known) {
        at::<Household>(reader, place, asked.wants(Wanted::Households), known)?;
        at::<Tenancy>(reader, place, asked.wants(Wanted::Tenancies), known)?;
        at::<Inspection>(reader, place, asked.wants(Wanted::Inspections), known)?;
        at::<SpaceAddress>(reader, place, asked.wants(Wanted::Addresses), known)?;
        if asked.wants(Wanted::Visits) {
            learn_visits(reader, reader.records_at(place)?, known)?;
        }
    }
    let written: Vec<&String> = asked.written.iter().collect();
    if asked.wants(Wanted::Tenancies) {
        learn::<Tenancy>(known, reader.records_nowhere_written(&written)?);
    }
    if asked.wants(Wanted::Visits) {
        learn_visits(reader, reader.records_nowhere_written(&written)?, known)?;
    }
    Ok(())
}

fn at<R: Part + Record>(
    reader: &Reader<'_>,
    place: Place,
    is_wanted: bool,
    known: &mut Known,
) -> Result<(), StoreError> {
    if is_wanted {
        learn::<R>(known, reader.records_at(place)?);
    }
    Ok(())
}

fn learn_visits(reader: &Reader<'_>, visits: Vec<Visit>, known: &mut Known) -> Result<(), StoreError> {
    for visit in &visits {
        let of = RecordRef { kind: RecordKind::Visit, id: visit.id.0 };
        learn::<Encounter>(known, reader.records_naming("visit", of)?);
    }
    learn(known, visits);
    Ok(())
}

/// Records of the persons and organisations met, households by number, grids of the area.
fn load_linked(reader: &Reader<'_>, asked: &Asked, known: &mut Known) -> Result<(), StoreError> {
    if asked.wants(Wanted::Documents) {
        for person in known.person_ids() {
            let of = RecordRef { kind: RecordKind::Person, id: person.0 };
            learn::<Document>(known, reader.records_naming("person", of)?);
        }
    }
    for organisation in known.organisation_ids() {
        let of = RecordRef { kind: RecordKind::Organisation, id: organisation.0 };
        learn::<Inspection>(known, reader.records_naming("organisation", of)?);
        if asked.wants(Wanted::Employments) {
            learn::<Employment>(known, reader.records_naming("organisation", of)?);
        }
    }
    let numbers: Vec<&String> = asked.households.iter().collect();
    let households = reader.households_numbered(&numbers)?;
    for household in &households {
        learn_room_of(reader, household.place, known)?;
    }
    learn::<Household>(known, households);
    for household in known.household_ids() {
        learn::<Household>(known, vec![reader.record(household.0)?]);
    }
    if asked.wants(Wanted::Grids) {
        reader.for_each_record::<Grid, StoreError>(|grid| {
            known.learn_linked(grid.linked());
            Ok(())
        })?;
    }
    Ok(())
}

/// In which building a room lies is asked of what is in it.
fn learn_room_of(reader: &Reader<'_>, place: Place, known: &mut Known) -> Result<(), StoreError> {
    if let Place::Room(id) = place
        && known.site_of(place).is_none()
    {
        let room: Room = reader.room(id)?;
        known.learn_room(&room);
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
                    needs_care: logged.row.reason.as_deref() == Some(NEEDS_CARE_OFFICER),
                });
            }
        }
    }
    Ok(())
}

/// The place an address means, where it is there already.
pub fn place_known(known: &Known, parts: &louce_domain::address::AddressParts) -> Option<Place> {
    let site = parts.site.as_deref().and_then(|name| known.site(name));
    let Some(key) = super::known::BuildingKey::meant(site, parts) else { return site.map(Place::Site) };
    let building = known.building(&key)?;
    let Some(number) = parts.room.as_deref() else { return Some(Place::Building(building.id)) };
    let key = super::known::RoomKey::new(building.id, number, parts.sub_room.as_deref());
    match known.room(&key, parts.unit.as_deref(), building.units) {
        RoomMeant::Known(room) => Some(Place::Room(room)),
        RoomMeant::Missing => None,
        RoomMeant::Ambiguous => Some(Place::Building(building.id)),
    }
}
