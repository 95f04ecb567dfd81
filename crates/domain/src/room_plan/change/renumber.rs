//! Numbering rooms anew (改号): each is followed by one with the new number, and everyone goes along.

use super::{ChangePlan, ChangeProblem, Inside};
use crate::id::RoomId;
use crate::space::{Room, RoomEndReason};
use crate::succession::SuccessionKind;
use uuid::Uuid;

/// The new number of a room. Two rooms may change places: all numbers are given at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNumber {
    /// The room.
    pub room: RoomId,
    /// Its unit afterwards.
    pub unit: Option<String>,
    /// Its floor afterwards.
    pub floor: Option<i16>,
    /// Its number afterwards.
    pub number: String,
}

/// Plans new numbers from a day on. The parts of a room go along. A number that was only entered wrongly is not
/// renumbered but corrected in the room's record.
///
/// # Errors
/// Rooms that are not there, not in use or parts of another; a room named twice; numbers that are taken.
pub fn renumber(
    inside: &Inside<'_>,
    numbers: &[NewNumber],
    mint: &mut impl FnMut() -> Uuid,
) -> Result<ChangePlan, ChangeProblem> {
    let mut plan = ChangePlan::default();
    for new in numbers {
        let old = inside.room(new.room)?;
        if plan.ended.iter().any(|end| end.room == old.id) {
            return Err(ChangeProblem::Twice { room: super::called(old) });
        }
        if inside.live().any(|whole| Some(whole.id) == old.parent_room) {
            return Err(ChangeProblem::PartOfRoom { room: super::called(old) });
        }
        let whole = RoomId(mint());
        plan.replace(inside, old, Room { id: whole, ..renumbered(inside, old, new) }, mint());
        for part in inside.parts_of(old.id) {
            let id = RoomId(mint());
            let follower = Room { id, parent_room: Some(whole), ..renumbered(inside, part, new) };
            plan.replace(inside, part, follower, mint());
        }
    }
    inside.check_numbers(&plan)?;
    Ok(plan)
}

impl ChangePlan {
    fn replace(&mut self, inside: &Inside<'_>, old: &Room, new: Room, succession: Uuid) {
        self.end(old.id, inside.on, RoomEndReason::Renumbered);
        self.follow(succession, (old.id, new.id), inside.on, SuccessionKind::Renumber);
        self.move_all(inside, old.id, new.id);
        self.created.push(new);
    }
}

fn renumbered(inside: &Inside<'_>, old: &Room, new: &NewNumber) -> Room {
    Room {
        unit: new.unit.clone(),
        floor: new.floor,
        number: new.number.trim().to_owned(),
        valid_from: Some(inside.on),
        ..old.clone()
    }
}
