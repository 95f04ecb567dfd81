//! Plans a row of a person ledger: who it is, what it corrects, where the stay begins, goes on, moves or ends.

use super::merge;
use super::person_match::{Met, find};
use super::place::Placed;
use super::plan::{PlannedRow, Step};
use super::planner::{Planner, RowAt, Waits};
use louce_domain::batch::RowOutcome;
use louce_domain::change::{FieldChange, RecordRef, differences};
use louce_domain::citizen_id::CitizenIdState;
use louce_domain::field::RecordKind;
use louce_domain::id::{PersonId, StayId};
use louce_domain::name::mask_name;
use louce_domain::person::Person;
use louce_domain::space::Place;
use louce_domain::stay::{EndReason, Stay};
use louce_import::facts::PersonFacts;
use uuid::Uuid;

/// Plans one row.
pub fn plan(planner: &Planner<'_>, at: RowAt<'_>, facts: &PersonFacts) -> PlannedRow {
    let placed = planner.place(&facts.stay.address.parts);
    match find(&planner.known, facts, &placed) {
        Met::Nobody => add(planner, at, facts, placed),
        Met::Person(person) => meet(planner, at, facts, person, placed),
        Met::IdTaken(holder) => {
            at.waits("id_conflict", format!("该身份证号已登记在“{}”名下，请核对后再导入", mask_name(&holder.name)))
        }
        Met::Several(count) => {
            at.waits("ambiguous_person", format!("登记簿中有{count}名同名且信息相符的人员，请人工确认是哪一位"))
        }
    }
}

/// Why an imported row still needs a look: its address led to no room.
fn unmatched_reason(place: Place) -> Option<String> {
    match place {
        Place::Room(_) => None,
        Place::Building(_) | Place::Site(_) => Some("room_unknown".to_owned()),
        Place::Unmatched => Some("address_unmatched".to_owned()),
    }
}

fn record(kind: RecordKind, id: Uuid) -> Option<RecordRef> {
    Some(RecordRef { kind, id })
}

fn add(planner: &Planner<'_>, at: RowAt<'_>, facts: &PersonFacts, placed: Placed) -> PlannedRow {
    let blank = Person {
        id_state: CitizenIdState::Missing,
        ..Person::named(PersonId(planner.mint.uuid()), planner.area, &facts.name)
    };
    let mut person = Person { name: facts.name.clone(), ..merge::person(&blank, facts) };
    at.said.fill(&mut person);
    let id = person.id;
    let mut steps = placed.steps;
    let stay = new_stay(planner, at, id, placed.place, facts);
    steps.push(Step::CreatePerson(person));
    steps.push(Step::CreateStay(stay));
    let settles = settled_by(planner, facts);
    let outcome = if settles.is_some() { RowOutcome::Updated } else { RowOutcome::Added };
    let detail = settles.as_ref().map(|row| format!("补正《{}》第{}行的待处理记录", row.file, row.row));
    PlannedRow {
        record: record(RecordKind::Person, id.0),
        reason: unmatched_reason(placed.place),
        detail,
        settles,
        ..at.writes(outcome, steps)
    }
}

/// The waiting row of an earlier batch that this row puts right: the same name at the same written address.
fn settled_by(planner: &Planner<'_>, facts: &PersonFacts) -> Option<super::plan::WaitingRow> {
    let waiting = planner.known.waiting_named(&facts.name).iter();
    let mut same = waiting.filter(|w| w.raw_address == facts.stay.address.raw && w.citizen_id != facts.id.text);
    same.next().map(|w| w.row.clone())
}

fn new_stay(planner: &Planner<'_>, at: RowAt<'_>, person: PersonId, place: Place, facts: &PersonFacts) -> Stay {
    let blank = Stay::at(StayId(planner.mint.uuid()), person, place, &facts.stay.address.raw);
    ended_as(merged(at, &blank, facts), facts)
}

/// The stay with what the row says of it.
fn merged(at: RowAt<'_>, known: &Stay, facts: &PersonFacts) -> Stay {
    let mut stay = merge::stay(known, &facts.stay);
    merge::take_coded(&mut stay.relation_to_owner, &facts.relation_to_owner);
    at.said.fill(&mut stay);
    stay
}

/// The stay with the end the row gives it, if any.
fn ended_as(stay: Stay, facts: &PersonFacts) -> Stay {
    if !facts.stay.ended {
        return stay;
    }
    let end_reason = facts.stay.end_reason.or(stay.end_reason).unwrap_or(EndReason::Unstated);
    Stay { to: facts.stay.to.or(stay.to), end_reason: Some(end_reason), ..stay }
}

fn meet(planner: &Planner<'_>, at: RowAt<'_>, facts: &PersonFacts, person: &Person, placed: Placed) -> PlannedRow {
    let mut after = merge::person(person, facts);
    at.said.fill(&mut after);
    let mut changes = differences(person, &after);
    if let Some((reason, detail)) = planner.hand_edited(person.id.0, &changes) {
        return at.waits(reason, detail);
    }
    let stay_steps = match plan_stay(planner, at, facts, person.id, &placed, &mut changes) {
        Ok(steps) => steps,
        Err((reason, detail)) => return at.waits(reason, detail),
    };
    let mut steps = if stay_steps.is_empty() { Vec::new() } else { placed.steps };
    if after != *person {
        steps.push(Step::AmendPerson { before: Box::new(person.clone()), after: Box::new(after) });
    }
    steps.extend(stay_steps);
    let outcome = if steps.is_empty() { RowOutcome::Unchanged } else { RowOutcome::Updated };
    PlannedRow { record: record(RecordKind::Person, person.id.0), changes, ..at.writes(outcome, steps) }
}

fn plan_stay(
    planner: &Planner<'_>,
    at: RowAt<'_>,
    facts: &PersonFacts,
    person: PersonId,
    placed: &Placed,
    changes: &mut Vec<FieldChange>,
) -> Result<Vec<Step>, Waits> {
    let stays = planner.known.stays_of(person);
    let here = |stay: &&Stay| is_here(stay, placed.place, &facts.stay.address.raw);
    let open_here = stays.iter().find(|stay| stay.is_open() && here(stay));
    let past_here = stays.iter().rfind(|stay| !stay.is_open() && here(stay));
    let open_elsewhere = stays.iter().find(|stay| stay.is_open() && !here(stay));
    match (open_here, past_here, open_elsewhere) {
        (Some(stay), ..) => amend(planner, stay, &ended_as(merged(at, stay, facts), facts), changes),
        (None, Some(stay), _) if facts.stay.ended => {
            amend(planner, stay, &ended_as(merged(at, stay, facts), facts), changes)
        }
        (None, Some(stay), _) => Err(("stay_ended", already_left(stay))),
        (None, None, Some(stay)) if !facts.stay.ended => move_on(planner, at, facts, stay, placed, changes),
        (None, None, _) => Ok(vec![Step::CreateStay(new_stay(planner, at, person, placed.place, facts))]),
    }
}

fn already_left(stay: &Stay) -> String {
    let when = stay.to.map_or_else(|| "日期不详".to_owned(), |date| date.to_string());
    format!("登记簿记载此人已离开该处（{when}），台账仍列为在住，请人工确认")
}

/// Whether a stay is at the row's place. Without a room the written address decides.
fn is_here(stay: &Stay, place: Place, raw_address: &str) -> bool {
    match place {
        Place::Room(_) => stay.place == place,
        _ => stay.place == place && stay.raw_address == raw_address,
    }
}

fn amend(
    planner: &Planner<'_>,
    before: &Stay,
    after: &Stay,
    changes: &mut Vec<FieldChange>,
) -> Result<Vec<Step>, Waits> {
    let differing = differences(before, after);
    if differing.is_empty() {
        return Ok(Vec::new());
    }
    if let Some(waits) = planner.hand_edited(before.id.0, &differing) {
        return Err(waits);
    }
    changes.extend(differing);
    Ok(vec![Step::AmendStay { before: Box::new(before.clone()), after: Box::new(after.clone()) }])
}

/// The person is open at another place: the ledger moves them, unless it says two things or says less.
fn move_on(
    planner: &Planner<'_>,
    at: RowAt<'_>,
    facts: &PersonFacts,
    old: &Stay,
    placed: &Placed,
    changes: &mut Vec<FieldChange>,
) -> Result<Vec<Step>, Waits> {
    if planner.known.is_added_here(old.id.0) {
        return Err(("two_places_in_file", format!("同一文件中此人已登记在“{}”", old.raw_address)));
    }
    if !matches!(placed.place, Place::Room(_)) && matches!(old.place, Place::Room(_)) {
        return Err(("address_unmatched", format!("此人登记在“{}”，台账地址无法对应到房间", old.raw_address)));
    }
    if facts.stay.from.zip(old.from).is_some_and(|(read, known)| read.ends_before(known)) {
        let detail = format!("台账的起始日期早于登记簿中“{}”的居住登记，台账可能较旧，请人工确认", old.raw_address);
        return Err(("older_ledger", detail));
    }
    let ended = Stay { to: facts.stay.from.or(old.to), end_reason: Some(EndReason::MovedWithin), ..old.clone() };
    let moved = new_stay(planner, at, old.person, placed.place, facts);
    changes.push(FieldChange {
        field: "raw_address".to_owned(),
        old: Some(old.raw_address.clone()),
        new: Some(moved.raw_address.clone()),
    });
    Ok(vec![Step::AmendStay { before: Box::new(old.clone()), after: Box::new(ended) }, Step::CreateStay(moved)])
}
