//! Plans the stay of a row's person: it goes on, begins, moves or ends, as far as the days of register and ledger tell.

use super::knowledge::Standing;
use super::merge;
use super::person_row::Found;
use super::place::Placed;
use super::plan::{PlannedRow, Step};
use super::planner::{Planner, RowAt, Waits};
use super::weigh::Weighing;
use louce_domain::batch::RowOutcome;
use louce_domain::change::FieldChange;
use louce_domain::field::RecordKind;
use louce_domain::id::{PersonId, StayId};
use louce_domain::space::Place;
use louce_domain::stay::{EndReason, Stay};
use louce_import::facts::PersonFacts;

/// A new stay with what the row says.
pub(super) fn new_stay(
    planner: &Planner<'_>,
    at: RowAt<'_>,
    person: PersonId,
    place: Place,
    facts: &PersonFacts,
) -> Stay {
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

/// Plans the stay of a person whom the register knows.
///
/// # Errors
/// Why the row must wait.
pub(super) fn plan(
    planner: &Planner<'_>,
    at: RowAt<'_>,
    facts: &PersonFacts,
    person: PersonId,
    placed: &Placed,
    found: &mut Found,
) -> Result<Vec<Step>, Waits> {
    let stays = planner.known.stays_of(person);
    let here = |stay: &&Stay| is_here(stay, placed.place, &facts.stay.address.raw);
    let open_here = stays.iter().find(|stay| stay.is_open() && here(stay));
    let past_here = stays.iter().rfind(|stay| !stay.is_open() && here(stay));
    let open_elsewhere = stays.iter().find(|stay| stay.is_open() && !here(stay));
    let last = stays.iter().filter(|stay| !stay.is_open()).max_by_key(|stay| stay.to);
    match (open_here, past_here, open_elsewhere) {
        (Some(stay), ..) => amend(planner, at, facts, stay, found),
        (None, Some(stay), _) if facts.stay.ended => amend(planner, at, facts, stay, found),
        (None, Some(stay), _) => come_back(planner, at, facts, stay, placed, found),
        (None, None, Some(stay)) if !facts.stay.ended => move_on(planner, at, facts, stay, placed, found),
        (None, None, None) if !facts.stay.ended && last.is_some_and(|last| is_older(planner, last, "to")) => {
            found.is_older = true;
            Ok(Vec::new())
        }
        (None, None, _) => Ok(vec![Step::CreateStay(new_stay(planner, at, person, placed.place, facts))]),
    }
}

fn is_older(planner: &Planner<'_>, stay: &Stay, field: &str) -> bool {
    planner.standing(stay.id.0, field, true) == Standing::Older
}

/// Notes whom and which stay a row says as they stand: another row of the same file that says otherwise does not correct
/// it, however new the ledger.
pub(super) fn confirm(planner: &mut Planner<'_>, facts: &PersonFacts, row: &PlannedRow) {
    let Some(person) = row.record.filter(|_| row.outcome != RowOutcome::Added && row.conflicts.is_empty()) else {
        return;
    };
    let place = planner.place(&facts.stay.address.parts).place;
    let stays = planner.known.stays_of(PersonId(person.id)).iter();
    let here = stays.filter(|stay| stay.is_open() && is_here(stay, place, &facts.stay.address.raw));
    let said: Vec<_> = here.map(|stay| stay.id.0).chain([person.id]).collect();
    said.into_iter().for_each(|id| planner.known.confirm_here(id));
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
    at: RowAt<'_>,
    facts: &PersonFacts,
    before: &Stay,
    found: &mut Found,
) -> Result<Vec<Step>, Waits> {
    let ledger = ended_as(merged(at, before, facts), facts);
    let weighed = planner.weigh(before.id.0, before, ledger, Weighing { covers: true, refined: &[] });
    if let Some(waits) = planner.contradicts(RecordKind::Stay, &weighed) {
        return Err(waits);
    }
    found.is_older |= weighed.is_older;
    found.kept.extend(weighed.kept.into_iter().map(|kept| (RecordKind::Stay, kept)));
    if weighed.changes.is_empty() {
        return Ok(Vec::new());
    }
    found.changes.extend(weighed.changes);
    Ok(vec![Step::AmendStay { before: Box::new(before.clone()), after: Box::new(weighed.after) }])
}

/// The register has the person as gone from where the ledger has them: older paper changes nothing; whoever came back
/// after they left stays anew; else a person decides.
fn come_back(
    planner: &Planner<'_>,
    at: RowAt<'_>,
    facts: &PersonFacts,
    past: &Stay,
    placed: &Placed,
    found: &mut Found,
) -> Result<Vec<Step>, Waits> {
    let left = FieldChange { field: "to".to_owned(), old: past.to.map(|date| date.to_string()), new: None };
    let standing = planner.standing(past.id.0, "to", true);
    let is_later = past.to.zip(facts.stay.from).is_some_and(|(left, came)| !came.ends_before(left) && left != came);
    let came_back = planner.takes.is_for_ledger() || (standing == Standing::Newer && is_later);
    if standing == Standing::Older || planner.takes.is_for_register() {
        found.is_older |= standing == Standing::Older;
        found.kept.push((RecordKind::Stay, left));
        return Ok(Vec::new());
    }
    if came_back {
        return Ok(vec![Step::CreateStay(new_stay(planner, at, past.person, placed.place, facts))]);
    }
    let when = past.to.map_or_else(|| "日期不详".to_owned(), |date| date.to_string());
    let detail = format!("登记簿记载此人已离开该处（{when}），台账仍列为在住，请人工确认");
    Err(Waits { reason: "stay_ended", detail, conflicts: vec![left] })
}

/// The person is open at another place: the ledger moves them, unless it is older, says two things or says less.
fn move_on(
    planner: &Planner<'_>,
    at: RowAt<'_>,
    facts: &PersonFacts,
    old: &Stay,
    placed: &Placed,
    found: &mut Found,
) -> Result<Vec<Step>, Waits> {
    let moved = FieldChange {
        field: "raw_address".to_owned(),
        old: Some(old.raw_address.clone()),
        new: Some(facts.stay.address.raw.clone()),
    };
    let covers = planner.known.site_of(old.place) == placed.site;
    let standing = match planner.known.is_said_here(old.id.0) {
        true => Standing::SamePaper,
        false => planner.standing(old.id.0, "place", covers),
    };
    let is_open = if planner.takes.is_for_ledger() { None } else { stays_put(standing, facts, old, placed) };
    if standing == Standing::Older || keeps(planner, standing, is_open.is_some()) {
        found.is_older |= standing == Standing::Older;
        found.kept.push((RecordKind::Stay, moved));
        return Ok(Vec::new());
    }
    if let Some((reason, detail)) = is_open {
        return Err(Waits { reason, detail, conflicts: vec![moved] });
    }
    let ended = Stay { to: facts.stay.from.or(old.to), end_reason: Some(EndReason::MovedWithin), ..old.clone() };
    let stay = new_stay(planner, at, old.person, placed.place, facts);
    found.changes.push(moved);
    Ok(vec![Step::AmendStay { before: Box::new(old.clone()), after: Box::new(ended) }, Step::CreateStay(stay)])
}

/// Whether a person's word leaves somebody where the register has them: that it is right, or only who it is, where the
/// days do not tell. Who it is, said when a row came before, moves nobody back when the same paper comes again.
fn keeps(planner: &Planner<'_>, standing: Standing, is_open: bool) -> bool {
    let takes = &planner.takes;
    let is_told = !is_open && (takes.is_said_now() || standing == Standing::Newer);
    takes.says_register() || (takes.is_for_register() && !is_told)
}

/// Why nobody can say whether the person moved.
fn stays_put(standing: Standing, facts: &PersonFacts, old: &Stay, placed: &Placed) -> Option<(&'static str, String)> {
    if standing == Standing::SamePaper {
        return Some(("two_places_in_file", format!("同一文件中此人登记在“{}”", old.raw_address)));
    }
    if !matches!(placed.place, Place::Room(_)) && matches!(old.place, Place::Room(_)) {
        return Some(("address_unmatched", format!("此人登记在“{}”，台账地址无法对应到房间", old.raw_address)));
    }
    let dates = facts.stay.from.zip(old.from);
    if dates.is_some_and(|(read, known)| read.ends_before(known)) {
        let detail = format!("台账的起始日期早于登记簿中“{}”的居住登记，台账可能较旧，请人工确认", old.raw_address);
        return Some(("older_ledger", detail));
    }
    // The row itself may say that it is the later stay.
    let is_later = dates.is_some_and(|(read, known)| known.ends_before(read));
    if standing == Standing::Unknown && !is_later {
        let detail = format!(
            "登记簿记载此人住在“{}”，台账记载住在“{}”，日期不能判断先后。请填写台账日期或确认以哪一个为准",
            old.raw_address, facts.stay.address.raw
        );
        return Some(("contradiction", detail));
    }
    None
}
