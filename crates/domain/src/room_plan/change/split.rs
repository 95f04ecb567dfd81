//! Splitting a room (拆分, 隔断): new rooms or parts come, and everyone in it is assigned to one of them.

use super::{ChangePlan, ChangeProblem, Inside, OccupantDecision, bare_number};
use crate::id::RoomId;
use crate::space::{Room, RoomEndReason, RoomState};
use crate::succession::SuccessionKind;
use uuid::Uuid;

/// What a room is split into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SplitInto {
    /// Rooms with numbers of their own (一户改两户). The old room ends; one of them may take its number over.
    Rooms {
        /// Their numbers.
        numbers: Vec<String>,
    },
    /// Parts of the room (隔断): `501A`, `501B`.
    Parts {
        /// Their names.
        names: Vec<String>,
        /// What becomes of the room itself.
        whole: WholeRoom,
    },
}

/// What becomes of a room that is partitioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WholeRoom {
    /// It ends: nobody lives in 501 any more but in 501A or 501B.
    Ends,
    /// It lives on with its parts: the household stays in 501 and lets 501B.
    LivesOn,
}

/// Names for so many parts: A, B … Z.
pub fn part_names(parts: u16) -> Vec<String> {
    ('A'..='Z').take(usize::from(parts)).map(String::from).collect()
}

/// Numbers for so many rooms in place of one: its own first, then the next that are free on its floor.
pub fn split_numbers(inside: &Inside<'_>, room: &Room, rooms: u16) -> Vec<String> {
    let digits = room.number.chars().rev().take_while(char::is_ascii_digit).take(2).count();
    let (head, serial) = room.number.split_at_checked(room.number.len() - digits).unwrap_or((&room.number, ""));
    let taken: Vec<String> =
        inside.live().filter(|other| other.unit == room.unit).map(|other| bare_number(&other.number)).collect();
    let first: u32 = serial.parse().unwrap_or(0);
    let free = (first + 1..first + 1000).map(|serial| format!("{head}{serial:02}"));
    let free = free.filter(|number| !taken.contains(&bare_number(number)));
    std::iter::once(room.number.clone()).chain(free).take(usize::from(rooms)).collect()
}

/// Plans the split of a room. Everyone in it is a decision; where the room lives on, they stay unless something is said.
///
/// # Errors
/// A room that is not there, not in use, or has parts in use; fewer than two new rooms; numbers that are taken.
pub fn split(
    inside: &Inside<'_>,
    room: RoomId,
    into: &SplitInto,
    mint: &mut impl FnMut() -> Uuid,
) -> Result<ChangePlan, ChangeProblem> {
    let old = inside.room(room)?;
    if let (SplitInto::Parts { .. }, Some(_)) = (into, &old.sub_room) {
        return Err(ChangeProblem::PartOfRoom { room: super::called(old) });
    }
    let lives_on = matches!(into, SplitInto::Parts { whole: WholeRoom::LivesOn, .. });
    if !lives_on && inside.parts_of(room).next().is_some() {
        return Err(ChangeProblem::HasParts { room: super::called(old) });
    }
    let created: Vec<Room> = match into {
        SplitInto::Rooms { numbers } => numbers.iter().map(|number| new_room(inside, old, number, mint())).collect(),
        SplitInto::Parts { names, .. } => {
            let whole = lives_on.then_some(room);
            names.iter().map(|name| new_part(inside, old, name, whole, mint())).collect()
        }
    };
    // A room that lives on may have one more part; else one new room would only be a new number.
    if created.len() < if lives_on { 1 } else { 2 } {
        return Err(ChangeProblem::TooFewParts);
    }
    let mut plan = ChangePlan { created, ..ChangePlan::default() };
    let choices: Vec<RoomId> = plan.created.iter().map(|new| new.id).chain(lives_on.then_some(room)).collect();
    let kind = if lives_on { SuccessionKind::Partition } else { SuccessionKind::Split };
    for new in plan.created.iter().map(|new| new.id).collect::<Vec<_>>() {
        plan.follow(mint(), (room, new), inside.on, kind);
    }
    if !lives_on {
        plan.end(room, inside.on, RoomEndReason::Split);
    }
    let decide =
        |record| OccupantDecision { record, from: room, choices: choices.clone(), proposed: lives_on.then_some(room) };
    plan.decisions = inside.occupants_of(room).map(|occupant| decide(occupant.record)).collect();
    inside.check_numbers(&plan)?;
    Ok(plan)
}

/// A new room in place of an old one: who owns it and what it is used for stays; its size and papers do not.
fn new_room(inside: &Inside<'_>, old: &Room, number: &str, id: Uuid) -> Room {
    Room {
        id: RoomId(id),
        number: number.trim().to_owned(),
        sub_room: None,
        state: RoomState::Unknown,
        layout: None,
        area_m2: None,
        title_no: None,
        parent_room: None,
        valid_from: Some(inside.on),
        remark: None,
        ..old.clone()
    }
}

/// A part belongs to the room only as long as that is in use; what it came from, the succession tells.
fn new_part(inside: &Inside<'_>, old: &Room, name: &str, whole: Option<RoomId>, id: Uuid) -> Room {
    Room { sub_room: Some(name.trim().to_owned()), parent_room: whole, ..new_room(inside, old, &old.number, id) }
}
