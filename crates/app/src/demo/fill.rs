//! Writing the invented community into a register: one batch, one transaction; the later corrections after it, each a
//! change of its own under the name of an invented officer.

use super::corrections::Correction;
use super::totals::Totals;
use super::{Community, DATA_AS_OF_MS, DemoRecord, NAME, OFFICERS, past};
use crate::asking::{Asking, Permit, stored};
use crate::host::{Watch, at};
use crate::permission::{Operation, Role};
use crate::refusal;
use crate::surroundings::FromHost;
use louce_domain::batch::OutcomeCounts;
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::field::{FieldError, Fielded, RecordKind};
use louce_domain::id::{BatchId, PersonId, StayId, UserId, mint_uuid};
use louce_domain::space::RoomState;
use louce_store::{Earlier, KdfParams, NewBatch, Password, Record, Register, StoreError, User, WriteContext, WriteTx};
use louce_wire::RpcError;

/// From this many persons on, rows go in first and indexes are made once at the end.
const BULK_FROM: u32 = 60_000;
/// Shows every so many records how far it is.
const STEP: usize = 4_096;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The batch.
    pub batch: BatchId,
    /// What it holds.
    pub totals: Totals,
    /// Corrections made after it.
    pub corrections: usize,
}

#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Field(#[from] FieldError),
    #[error("cancelled")]
    Cancelled,
}

impl From<Fault> for RpcError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Store(error) => stored(error),
            Fault::Cancelled => refusal::cancelled(),
            Fault::Field(error) => refusal::internal("demo", &error),
        }
    }
}

/// Fills the register with the community of a scale (0.001 to 10; 1 is the everyday size).
///
/// # Errors
/// When the scale is out of range, the role does not allow it, the user cancelled, or the register cannot be written;
/// nothing of the community stays behind.
pub fn fill(asking: Asking<'_>, scale: f64, watch: &dyn Watch) -> Result<Filled, RpcError> {
    let totals = Totals::at_scale(scale).map_err(|error| {
        refusal::invalid(format!("规模须在 0.001 与 10 之间（1 为日常规模）：{scale}"), error.to_string())
    })?;
    let community = Community::at_scale(scale).map_err(|error| refusal::internal("demo", &error))?;
    let community = if asking.area().is_empty() { community } else { community.in_area(asking.area()) };
    let permit = asking.permit(Operation::InventDemo)?;
    let register = asking.session.register.as_ref();
    let context = WriteContext { at_ms: DATA_AS_OF_MS, ..permit.write_context(Some(NAME)) };
    let write = |tx: &mut WriteTx<'_>| load(tx, community, &totals, watch);
    let written =
        if totals.persons < BULK_FROM { register.write(&context, write) } else { register.write_bulk(&context, write) };
    let (batch, corrections) = written?;
    watch.progress(at("correcting", 0, corrections.len()));
    correct(asking, &permit, register, &corrections)?;
    Ok(Filled { batch, totals, corrections: corrections.len() })
}

fn load(
    tx: &mut WriteTx<'_>,
    mut community: Community,
    totals: &Totals,
    watch: &dyn Watch,
) -> Result<(BatchId, Vec<Correction>), Fault> {
    let batch = tx.begin_batch(&NewBatch { kind: "demo".to_owned(), label: NAME.to_owned() })?;
    let rounds: Vec<Earlier> =
        (0..past::ROUNDS).map(|round| tx.earlier(past::time_of(round))).collect::<Result<_, _>>()?;
    let persons = usize::try_from(totals.persons).unwrap_or(usize::MAX);
    let (mut done, mut written) = (0_usize, 0_u32);
    for record in community.by_ref() {
        if written.is_multiple_of(u32::try_from(STEP).unwrap_or(1)) {
            if watch.cancelled() {
                return Err(Fault::Cancelled);
            }
            watch.progress(at("writing", done, persons));
        }
        done += usize::from(matches!(record, DemoRecord::Person(_)));
        written += 1;
        create(tx, &record, &rounds)?;
    }
    let (source, features) = community.ground();
    tx.lay_ground(&source, &features)?;
    watch.progress(at("indexing", 0, 0));
    tx.finish_batch(&OutcomeCounts { added: totals.persons + totals.organisations, ..OutcomeCounts::default() })?;
    Ok((batch, community.corrections()))
}

/// Houses and rooms were entered on the officer's rounds, when they were first met; who lives there came later, at once.
fn create(tx: &mut WriteTx<'_>, record: &DemoRecord, rounds: &[Earlier]) -> Result<(), StoreError> {
    let round = |number: i32| usize::try_from(number).ok().and_then(|number| rounds.get(number)).copied();
    let met = |since: Option<PartialDate>| round(past::met(since));
    match record {
        DemoRecord::Site(site) => entered(tx, met(None), site),
        DemoRecord::Building(building) => {
            let built = building.built_year.and_then(|year| PartialDate::year_only(year.try_into().ok()?));
            entered(tx, met(built), building)
        }
        DemoRecord::Footprint(building) => tx.create_building(building),
        DemoRecord::Room(room) => entered(tx, met(room.valid_from), room),
        DemoRecord::Past(room, before) => {
            let before: Vec<(Earlier, RoomState)> =
                before.iter().filter_map(|(number, state)| Some((round(*number)?, *state))).collect();
            tx.tell_states_before(room, &before)
        }
        DemoRecord::Person(person) => tx.create_person(person),
        DemoRecord::Stay(stay) => tx.create_stay(stay),
        DemoRecord::Organisation(organisation) => tx.create_organisation(organisation),
        DemoRecord::Presence(presence) => tx.create_presence(presence),
        DemoRecord::Address(address) => tx.create(address),
        DemoRecord::Grid(grid) => tx.create(grid),
        DemoRecord::Document(document) => tx.create(document),
        DemoRecord::Household(household) => tx.create(household),
        DemoRecord::Kinship(kinship) => tx.create(kinship),
        DemoRecord::Tenancy(tenancy) => tx.create(tenancy),
        DemoRecord::Inspection(inspection) => tx.create(inspection),
        DemoRecord::Employment(employment) => tx.create(employment),
        DemoRecord::Visit(visit) => tx.create(visit),
        DemoRecord::Encounter(encounter) => tx.create(encounter),
        DemoRecord::Care(note) => tx.create(note),
        DemoRecord::Succession(succession) => tx.create(succession),
    }
}

fn entered<R: Record>(tx: &mut WriteTx<'_>, then: Option<Earlier>, record: &R) -> Result<(), StoreError> {
    match then {
        Some(then) => tx.create_as_entered(then, record),
        None => tx.create(record),
    }
}

/// Carries out the corrections, each in its own transaction and at its own date.
fn correct(
    asking: Asking<'_>,
    permit: &Permit<'_>,
    register: &Register,
    corrections: &[Correction],
) -> Result<(), RpcError> {
    let officers = hire(asking, permit, register)?;
    for correction in corrections {
        let officer = officers.iter().find(|(name, _)| *name == correction.officer);
        let context = WriteContext {
            user: officer.map_or(asking.session.user, |(_, id)| *id),
            role: Role::Officer.code().to_owned(),
            action: Operation::EditRecords.code().to_owned(),
            purpose: Some(correction.purpose),
            batch: None,
            at_ms: correction.at_ms,
            note: Some(correction.note.to_owned()),
        };
        register.write(&context, |tx| amend(tx, correction))?;
    }
    Ok(())
}

fn amend(tx: &mut WriteTx<'_>, correction: &Correction) -> Result<(), Fault> {
    let RecordRef { kind, id } = correction.record;
    match kind {
        RecordKind::Stay => {
            let before = tx.reader().stay(StayId(id))?;
            amend_record(tx, &before, correction)
        }
        _ => {
            let before = tx.reader().person(PersonId(id))?;
            amend_record(tx, &before, correction)
        }
    }
}

fn amend_record<R: Record + Fielded + Clone>(
    tx: &mut WriteTx<'_>,
    before: &R,
    correction: &Correction,
) -> Result<(), Fault> {
    let mut after = before.clone();
    for (field, text) in &correction.edits {
        after.set_field(field, text.as_deref())?;
    }
    tx.amend(before, &after)?;
    Ok(())
}

/// The two invented officers as users. Their passwords are random and forgotten, and their accounts are ended: nobody
/// can sign in as them.
fn hire(asking: Asking<'_>, permit: &Permit<'_>, register: &Register) -> Result<Vec<(&'static str, UserId)>, RpcError> {
    let machine = FromHost(asking.host);
    let context = WriteContext { at_ms: DATA_AS_OF_MS, ..permit.write_context(Some(NAME)) };
    let mut hired = Vec::new();
    for (name, login) in OFFICERS.into_iter().zip(["demo-officer-1", "demo-officer-2"]) {
        let mut random = [0; 42];
        asking.host.fill_random(&mut random);
        let (for_id, secret) = random.split_at(10);
        let id = UserId(mint_uuid(DATA_AS_OF_MS, &for_id.try_into().unwrap_or_default()));
        let user = User {
            id,
            name: login.to_owned(),
            display_name: name.to_owned(),
            role: Role::Officer.code().to_owned(),
            areas: Vec::new(),
            ended_ms: None,
        };
        let password = Password::new(&secret.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        register.add_user(&context, &user, &password, KdfParams::floor(), &machine).map_err(stored)?;
        register.end_user(&context, id).map_err(stored)?;
        hired.push((name, id));
    }
    Ok(hired)
}
