//! Merging rooms (打通合并): one stays or a new one comes, and everyone goes there.

use super::{ChangePlan, ChangeProblem, Inside};
use crate::id::RoomId;
use crate::space::{Room, RoomEndReason};
use crate::succession::SuccessionKind;
use uuid::Uuid;

/// Which room the merged ones become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergeInto {
    /// One of them stays and takes the others in.
    Keep(RoomId),
    /// All end and a new one comes, otherwise like the first.
    New {
        /// Its number; it may be that of one of them.
        number: String,
    },
}

/// Plans the merger of rooms. Nothing is left to decide: everyone goes to the room that stays.
///
/// # Errors
/// Rooms that are not there, not in use, or have parts in use that are not merged with them; fewer than two; a room to
/// stay that is not among them or part of another; a number that is taken.
pub fn merge(
    inside: &Inside<'_>,
    rooms: &[RoomId],
    into: &MergeInto,
    mint: &mut impl FnMut() -> Uuid,
) -> Result<ChangePlan, ChangeProblem> {
    let merged = distinct(rooms).into_iter().map(|id| inside.room(id)).collect::<Result<Vec<&Room>, _>>()?;
    let [first, _, ..] = merged.as_slice() else { return Err(ChangeProblem::TooFewRooms) };
    let mut plan = ChangePlan::default();
    let to = match into {
        MergeInto::Keep(kept) => survivor(*kept, &merged)?,
        MergeInto::New { number } => {
            let new = joined(inside, first, &merged, number, mint());
            let id = new.id;
            plan.created.push(new);
            id
        }
    };
    for room in merged.iter().filter(|room| room.id != to) {
        let is_left = |part: &&Room| !merged.iter().any(|other| other.id == part.id);
        if inside.parts_of(room.id).any(|part| is_left(&part)) {
            return Err(ChangeProblem::HasParts { room: super::called(room) });
        }
        plan.end(room.id, inside.on, RoomEndReason::Merged);
        plan.follow(mint(), (room.id, to), inside.on, SuccessionKind::Merge);
        plan.move_all(inside, room.id, to);
    }
    inside.check_numbers(&plan)?;
    Ok(plan)
}

/// The room that stays: one of them, and no part of another that ends.
fn survivor(kept: RoomId, merged: &[&Room]) -> Result<RoomId, ChangeProblem> {
    let room = merged.iter().find(|room| room.id == kept).ok_or(ChangeProblem::SurvivorElsewhere)?;
    match merged.iter().any(|whole| Some(whole.id) == room.parent_room) {
        true => Err(ChangeProblem::PartOfRoom { room: super::called(room) }),
        false => Ok(kept),
    }
}

fn distinct(rooms: &[RoomId]) -> Vec<RoomId> {
    let mut seen = Vec::new();
    for room in rooms {
        if !seen.contains(room) {
            seen.push(*room);
        }
    }
    seen
}

/// The new room: like the first, as large as all together where every size is known.
fn joined(inside: &Inside<'_>, first: &Room, merged: &[&Room], number: &str, id: Uuid) -> Room {
    // The parts of one room joined again are that room, not a part.
    let is_in_another = |room: &&&Room| merged.iter().any(|other| Some(other.id) == room.parent_room);
    let areas: Option<Vec<f64>> = merged.iter().filter(|room| !is_in_another(room)).map(|room| room.area_m2).collect();
    Room {
        id: RoomId(id),
        number: number.trim().to_owned(),
        sub_room: None,
        layout: None,
        area_m2: areas.map(|areas| areas.iter().sum()),
        title_no: None,
        parent_room: None,
        valid_from: Some(inside.on),
        remark: None,
        ..first.clone()
    }
}
