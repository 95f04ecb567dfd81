//! Plans a row of a person ledger: who it is, what it corrects, where the stay begins, goes on, moves or ends.

use super::candidate::Candidate;
use super::doubtful::with;
use super::merge;
use super::namesakes::MOST_COMPARED;
use super::person_match::{Met, find, names_agree};
use super::place::Placed;
use super::plan::{PlannedRow, Step, WaitingRow};
use super::planner::{Planner, RowAt};
use super::stay_row;
use super::weigh::{Weighing, kept_in_words};
use louce_domain::batch::RowOutcome;
use louce_domain::change::{FieldChange, RecordRef};
use louce_domain::citizen_id::CitizenIdState;
use louce_domain::field::RecordKind;
use louce_domain::id::{IdentityLinkId, PersonId};
use louce_domain::identity_link::{IdentityLink, IdentityVerdict};
use louce_domain::name::mask_name;
use louce_domain::person::Person;
use louce_domain::space::Place;
use louce_import::facts::PersonFacts;
use uuid::Uuid;

use super::linked::Linked;

/// Plans one row.
pub fn plan(planner: &Planner<'_>, at: RowAt<'_>, facts: &PersonFacts) -> PlannedRow {
    let placed = planner.place(&facts.stay.address.parts);
    match find(&planner.known, facts, &placed) {
        Met::Nobody => add(planner, at, facts, placed),
        Met::Person(person) => meet(planner, at, facts, person, placed),
        // The number is the holder's, and the ledger is said to be right: then it is their name that was wrong.
        Met::IdTaken(holder, _) if planner.takes.is_for_ledger() && planner.takes.chosen_ids().next().is_none() => {
            meet(planner, at, facts, holder, placed)
        }
        Met::IdTaken(holder, candidates) => {
            let detail = format!("该身份证号已登记在“{}”名下，请核对后再导入", mask_name(&holder.name));
            doubted(planner, at, facts, placed, ("id_conflict", detail), candidates)
        }
        Met::Several(candidates) => {
            let detail = format!("登记簿中有{}名同名且信息相符的人员，请人工确认是哪一位", candidates.len());
            doubted(planner, at, facts, placed, ("ambiguous_person", detail), candidates)
        }
        Met::TooMany(candidates) => {
            let detail = format!("登记簿和本文件中有超过{MOST_COMPARED}名同名且有相同信息的人员，请人工确认是哪一位");
            doubted(planner, at, facts, placed, ("too_many_namesakes", detail), candidates)
        }
        Met::Near(candidates) => {
            let detail = format!("登记簿中有{}名相近的人员，请人工确认是否同一人", candidates.len());
            doubted(planner, at, facts, placed, ("ambiguous_person", detail), candidates)
        }
    }
}

/// A row about whose person a decision is needed: carried out where there is one.
fn doubted(
    planner: &Planner<'_>,
    at: RowAt<'_>,
    facts: &PersonFacts,
    placed: Placed,
    (reason, detail): (&str, String),
    candidates: Vec<Candidate>,
) -> PlannedRow {
    let chosen = planner.takes.chosen_ids().find_map(|id| planner.known.person(PersonId(id)));
    if let Some(person) = chosen {
        return meet(planner, at, facts, person, placed);
    }
    if !planner.takes.says_new() {
        let is_unsaid = planner.takes.is_for_ledger();
        let unsaid = "“以台账为准”没有说明是哪一位，请先选定人员或选择“新增”";
        return at.waits_among(reason, if is_unsaid { with(Some(detail), unsaid) } else { detail }, candidates);
    }
    let mut row = add(planner, at, facts, placed);
    let made = row.record.map(|record| PersonId(record.id));
    let persons = candidates.iter().filter(|candidate| candidate.record.kind == RecordKind::Person);
    for (person, other) in persons.filter_map(|other| Some((made?, PersonId(other.record.id)))) {
        let blank = IdentityLink::blank(IdentityLinkId(planner.mint.uuid()), person, other);
        let reason = Some(format!("导入台账时由{}确认不是同一人", planner.user));
        let link = IdentityLink { verdict: IdentityVerdict::Different, reason, ..blank };
        row.steps.push(Step::Create(Box::new(Linked::IdentityLink(link))));
    }
    row
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
    let stay = stay_row::new_stay(planner, at, id, placed.place, facts);
    steps.push(Step::CreatePerson(person));
    steps.push(Step::CreateStay(stay));
    let settles = settled_by(planner, facts);
    let outcome = if settles.is_empty() { RowOutcome::Added } else { RowOutcome::Updated };
    let settled = settles.first().map(|row| format!("补正《{}》第{}行的待处理记录", row.file, row.row));
    let detail = settled.into_iter().chain(placed.note).reduce(|a, b| with(Some(a), &b));
    PlannedRow {
        record: record(RecordKind::Person, id.0),
        reason: unmatched_reason(placed.place),
        detail,
        settles,
        ..at.writes(outcome, steps)
    }
}

/// The waiting rows of earlier batches that this row puts right: the same name at the same written address. A file that
/// was imported again and again has left the row waiting in each.
fn settled_by(planner: &Planner<'_>, facts: &PersonFacts) -> Vec<WaitingRow> {
    let waiting = planner.known.waiting_named(&facts.name).iter();
    let is_decided = !planner.takes.is_empty();
    if planner.guarded.has_name(&facts.name) {
        return Vec::new();
    }
    let same = waiting.filter(|waiting| {
        let is_mended = is_decided || waiting.needs_care || waiting.citizen_id != facts.id.text;
        waiting.raw_address == facts.stay.address.raw && is_mended
    });
    same.map(|waiting| waiting.row.clone()).collect()
}

/// Fields in which the row is the more exact.
fn refined(person: &Person, facts: &PersonFacts) -> Vec<&'static str> {
    let mut refined = Vec::new();
    if merge::worth(facts.id.state) > merge::worth(person.id_state) {
        refined.extend(["citizen_id", "id_state"]);
    }
    if person.name != facts.name && names_agree(&person.name, &facts.name) {
        refined.push("name");
    }
    refined
}

/// What a met row came to beside its steps.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What changes.
    pub(super) changes: Vec<FieldChange>,
    /// What the register keeps although the ledger says otherwise.
    pub(super) kept: Vec<(RecordKind, FieldChange)>,
    /// Whether the ledger is older than what it contradicts.
    pub(super) is_older: bool,
}

fn meet(planner: &Planner<'_>, at: RowAt<'_>, facts: &PersonFacts, person: &Person, placed: Placed) -> PlannedRow {
    let mut ledger = merge::person(person, facts);
    at.said.fill(&mut ledger);
    let refined = refined(person, facts);
    let weighing = Weighing { covers: covers(planner, person, &placed), refined: &refined };
    let weighed = planner.weigh(person.id.0, person, ledger, weighing);
    if let Some(waits) = planner.contradicts(RecordKind::Person, &weighed) {
        return PlannedRow { record: record(RecordKind::Person, person.id.0), ..at.contradicts(waits) };
    }
    let mut found = Found { changes: weighed.changes, is_older: weighed.is_older, ..Found::default() };
    found.kept.extend(weighed.kept.into_iter().map(|kept| (RecordKind::Person, kept)));
    let stay_steps = match stay_row::plan(planner, at, facts, person.id, &placed, &mut found) {
        Ok(steps) => steps,
        Err(waits) => {
            return PlannedRow { record: record(RecordKind::Person, person.id.0), ..at.contradicts(waits) };
        }
    };
    let mut steps = if stay_steps.is_empty() { Vec::new() } else { placed.steps };
    if weighed.after != *person {
        steps.push(Step::AmendPerson { before: Box::new(person.clone()), after: Box::new(weighed.after) });
    }
    steps.extend(stay_steps);
    let outcome = if steps.is_empty() { RowOutcome::Unchanged } else { RowOutcome::Updated };
    let is_put_right = outcome == RowOutcome::Updated || !planner.takes.is_empty();
    let kept = kept_in_words(&found.kept, found.is_older);
    let reason = kept.as_ref().map(|_| if found.is_older { "older_ledger" } else { "register_kept" }.to_owned());
    PlannedRow {
        record: record(RecordKind::Person, person.id.0),
        changes: found.changes,
        conflicts: found.kept.into_iter().map(|(_, kept)| kept).collect(),
        detail: kept.into_iter().chain(placed.note).reduce(|a, b| with(Some(a), &b)),
        reason,
        settles: if is_put_right { settled_by(planner, facts) } else { Vec::new() },
        ..at.writes(outcome, steps)
    }
}

/// Whether the row speaks of a site that the register has the person in.
fn covers(planner: &Planner<'_>, person: &Person, placed: &Placed) -> bool {
    let stays = planner.known.stays_of(person.id);
    placed.site.is_none() || stays.iter().any(|stay| planner.known.site_of(stay.place) == placed.site)
}
