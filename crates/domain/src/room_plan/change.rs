//! Changing a building later (拆分, 合并, 改号, 加层) without losing anyone: a plan is data, and only a settled plan, in
//! which everyone who is in a room that ends has another one, can be carried out.

mod carry;
mod floors;
mod merge;
mod problem;
mod renumber;
mod split;

pub use carry::{CarriedPresence, CarriedStay, carry_presence, carry_stay};
pub use floors::{MoreFloors, add_floors, more_floors};
pub use merge::{MergeInto, merge};
pub use problem::ChangeProblem;
pub use renumber::{NewNumber, renumber};
pub use split::{SplitInto, WholeRoom, part_names, split, split_numbers};

use crate::change::RecordRef;
use crate::date::PartialDate;
use crate::id::{RoomId, SuccessionId};
use crate::space::{Room, RoomEndReason};
use crate::succession::{Succession, SuccessionKind};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// A record that is open in a room: a stay, a household, a presence, a tenancy, an employment, an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Occupant {
    /// The record.
    pub record: RecordRef,
    /// The room it is in.
    pub room: RoomId,
}

/// A building as it stands: what a change is planned upon.
#[derive(Debug, Clone, Copy)]
pub struct Inside<'a> {
    /// Every room of the building; those no longer in use are passed over.
    pub rooms: &'a [Room],
    /// Every record that is open in one of them.
    pub occupants: &'a [Occupant],
    /// The day from which the change holds.
    pub on: PartialDate,
}

/// A room that ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoomEnd {
    /// The room.
    pub room: RoomId,
    /// On.
    pub on: PartialDate,
    /// Why.
    pub reason: RoomEndReason,
}

/// A record that goes from one room to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OccupantMove {
    /// The record.
    pub record: RecordRef,
    /// The room it was in.
    pub from: RoomId,
    /// The room it is in afterwards.
    pub to: RoomId,
}

/// A record whose room the officer must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OccupantDecision {
    /// The record.
    pub record: RecordRef,
    /// The room it is in now.
    pub from: RoomId,
    /// The rooms it can be in afterwards.
    pub choices: Vec<RoomId>,
    /// The one that holds where nothing is said; none: something must be said.
    pub proposed: Option<RoomId>,
}

/// What a change of rooms means, before anything is written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChangePlan {
    /// Rooms that come into use.
    pub created: Vec<Room>,
    /// Rooms that end.
    pub ended: Vec<RoomEnd>,
    /// What followed what.
    pub successions: Vec<Succession>,
    /// Records that go to another room, whatever the officer says.
    pub moves: Vec<OccupantMove>,
    /// Records whose room the officer must say.
    pub decisions: Vec<OccupantDecision>,
}

/// A plan in which nothing is left to decide.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SettledPlan {
    /// Rooms that come into use.
    pub created: Vec<Room>,
    /// Rooms that end.
    pub ended: Vec<RoomEnd>,
    /// What followed what.
    pub successions: Vec<Succession>,
    /// Records that go to another room.
    pub moves: Vec<OccupantMove>,
}

impl ChangePlan {
    /// Settles the plan: `said` names the room of records; the rest goes where it is proposed.
    ///
    /// # Errors
    /// Records of which nothing is said or proposed, and rooms that are no choice.
    pub fn settle(self, said: &BTreeMap<RecordRef, RoomId>) -> Result<SettledPlan, Vec<ChangeProblem>> {
        let mut moves = self.moves;
        let is_asked = |record: &RecordRef| self.decisions.iter().any(|decision| decision.record == *record);
        let unasked = said.keys().filter(|record| !is_asked(record));
        let mut problems: Vec<_> = unasked.map(|record| ChangeProblem::NoChoice { record: *record }).collect();
        for decision in &self.decisions {
            match said.get(&decision.record).copied().or(decision.proposed) {
                None => problems.push(ChangeProblem::Undecided { record: decision.record }),
                Some(to) if !decision.choices.contains(&to) => {
                    problems.push(ChangeProblem::NoChoice { record: decision.record });
                }
                Some(to) if to == decision.from => {}
                Some(to) => moves.push(OccupantMove { record: decision.record, from: decision.from, to }),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(SettledPlan { created: self.created, ended: self.ended, successions: self.successions, moves })
    }
}

impl SettledPlan {
    /// The building as it stands afterwards: its rooms, those that ended among them, and who is in which.
    pub fn after(&self, inside: &Inside<'_>) -> (Vec<Room>, Vec<Occupant>) {
        let ends: HashMap<RoomId, &RoomEnd> = self.ended.iter().map(|end| (end.room, end)).collect();
        let moves: HashMap<RecordRef, RoomId> = self.moves.iter().map(|step| (step.record, step.to)).collect();
        let mut rooms: Vec<Room> = inside.rooms.iter().chain(&self.created).cloned().collect();
        for room in &mut rooms {
            if let Some(end) = ends.get(&room.id) {
                (room.valid_to, room.end_reason) = (Some(end.on), Some(end.reason));
            }
        }
        let seat = |occupant: &Occupant| Occupant {
            room: moves.get(&occupant.record).copied().unwrap_or(occupant.room),
            ..*occupant
        };
        (rooms, inside.occupants.iter().map(seat).collect())
    }
}

/// What a plan would do wrong to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Astray {
    /// It would be in a room that has ended, or in none.
    Nowhere(RecordRef),
    /// It would be in several rooms at once.
    Doubled(RecordRef),
    /// A record is moved that is not in the room it is moved from.
    Unknown(RecordRef),
}

/// Checks that everyone ends up in exactly one room that is in use. To be asked once more in the writing transaction,
/// with the occupants of that moment. Who was in a room out of use already is not this plan's doing and may stay there.
///
/// # Errors
/// Every record that would go astray.
pub fn check_conserved(inside: &Inside<'_>, plan: &SettledPlan) -> Result<(), Vec<Astray>> {
    let (after, _) = plan.after(inside);
    let live: HashSet<RoomId> = after.iter().filter(|room| room.is_live()).map(|room| room.id).collect();
    let out_of_use = |id: RoomId| inside.rooms.iter().any(|room| room.id == id && !room.is_live());
    let mut moves: BTreeMap<RecordRef, Vec<&OccupantMove>> = BTreeMap::new();
    plan.moves.iter().for_each(|step| moves.entry(step.record).or_default().push(step));
    let mut astray = Vec::new();
    for occupant in inside.occupants {
        let steps = moves.remove(&occupant.record).unwrap_or_default();
        match steps.as_slice() {
            [] if live.contains(&occupant.room) || out_of_use(occupant.room) => {}
            [step] if step.from == occupant.room && live.contains(&step.to) => {}
            [_, _, ..] => astray.push(Astray::Doubled(occupant.record)),
            _ => astray.push(Astray::Nowhere(occupant.record)),
        }
    }
    astray.extend(moves.into_keys().map(Astray::Unknown));
    if astray.is_empty() { Ok(()) } else { Err(astray) }
}

impl<'a> Inside<'a> {
    /// The rooms in use.
    pub fn live(&self) -> impl Iterator<Item = &'a Room> {
        self.rooms.iter().filter(|room| room.is_live())
    }

    /// A room in use that a change may end on its day.
    pub(super) fn room(&self, id: RoomId) -> Result<&'a Room, ChangeProblem> {
        let room = self.rooms.iter().find(|room| room.id == id).ok_or(ChangeProblem::UnknownRoom)?;
        if !room.is_live() {
            return Err(ChangeProblem::RoomEnded { room: called(room) });
        }
        match room.valid_from {
            Some(from) if self.on.ends_before(from) => Err(ChangeProblem::BeforeRoom { room: called(room), from }),
            _ => Ok(room),
        }
    }

    /// The parts (隔断) of a room that are in use.
    pub(super) fn parts_of(&self, room: RoomId) -> impl Iterator<Item = &'a Room> {
        self.live().filter(move |part| part.parent_room == Some(room))
    }

    fn occupants_of(&self, room: RoomId) -> impl Iterator<Item = &'a Occupant> {
        self.occupants.iter().filter(move |occupant| occupant.room == room)
    }

    /// Checks that new rooms have numbers of their own beside those that stay.
    pub(super) fn check_numbers(&self, plan: &ChangePlan) -> Result<(), ChangeProblem> {
        let ended: HashSet<RoomId> = plan.ended.iter().map(|end| end.room).collect();
        let mut taken: HashSet<_> = self.live().filter(|room| !ended.contains(&room.id)).map(number_key).collect();
        for room in &plan.created {
            if room.number.trim().is_empty() || room.sub_room.as_ref().is_some_and(|part| part.trim().is_empty()) {
                return Err(ChangeProblem::NameMissing);
            }
            if !taken.insert(number_key(room)) {
                return Err(ChangeProblem::NumberTaken { room: called(room) });
            }
        }
        Ok(())
    }
}

impl ChangePlan {
    /// Ends a room.
    fn end(&mut self, room: RoomId, on: PartialDate, reason: RoomEndReason) {
        self.ended.push(RoomEnd { room, on, reason });
    }

    /// Notes that one room followed another.
    fn follow(&mut self, id: Uuid, rooms: (RoomId, RoomId), on: PartialDate, kind: SuccessionKind) {
        let (from, to) = rooms;
        self.successions.push(Succession { kind, on: Some(on), ..Succession::blank(SuccessionId(id), from, to) });
    }

    /// Moves everyone in a room to another.
    fn move_all(&mut self, inside: &Inside<'_>, from: RoomId, to: RoomId) {
        let moves = inside.occupants_of(from).map(|occupant| OccupantMove { record: occupant.record, from, to });
        self.moves.extend(moves);
    }
}

/// What tells a room apart in its building. A number of four digits may be written with or without its leading zero.
pub(super) fn number_key(room: &Room) -> (Option<String>, String, Option<String>) {
    (room.unit.clone(), bare_number(&room.number), room.sub_room.clone())
}

/// `0501` → `501`.
pub(super) fn bare_number(number: &str) -> String {
    let is_padded = number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    number.strip_prefix('0').filter(|_| is_padded).unwrap_or(number).to_owned()
}

/// A room as a problem names it: `2单元501A`.
pub(super) fn called(room: &Room) -> String {
    let unit = room.unit.as_ref().map(|unit| format!("{unit}单元")).unwrap_or_default();
    format!("{unit}{}", room.label())
}

#[cfg(test)]
mod tests;
