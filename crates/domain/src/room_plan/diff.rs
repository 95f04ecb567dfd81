//! The rooms a building has beside those its specification calls for: what would come, stay and be left over.

use super::change::{ChangePlan, ChangeProblem, Inside, Occupant, RoomEnd, bare_number, called};
use super::{BlockSpec, PlannedRoom, rooms};
use crate::change::RecordRef;
use crate::id::{BuildingId, RoomId};
use crate::space::{Room, RoomEndReason};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// A registered building beside a specification of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BlockDiff {
    /// Rooms that are called for and not there.
    pub added: Vec<PlannedRoom>,
    /// Rooms that are there and called for; a part (隔断) stays with its room.
    pub kept: Vec<KeptRoom>,
    /// Rooms that are there and not called for. They end only if the officer says so, and never with anyone in them.
    pub surplus: Vec<SurplusRoom>,
}

/// A room that is there and called for.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptRoom {
    /// The room.
    pub room: RoomId,
    /// What is called for; its whole room, where this is a part.
    pub planned: PlannedRoom,
    /// What the register says otherwise than the specification.
    pub differs: Vec<RoomDifference>,
}

/// In what a room and what is called for differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoomDifference {
    /// The floor.
    Floor,
    /// The kind of space.
    Kind,
}

/// A room that is there and not called for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurplusRoom {
    /// The room.
    pub room: RoomId,
    /// What is open in it.
    pub occupants: Vec<RecordRef>,
}

/// Compares the rooms of a building that are in use with a specification.
pub fn diff(existing: &[Room], occupants: &[Occupant], spec: &BlockSpec) -> BlockDiff {
    let planned = rooms(spec);
    let live: Vec<&Room> = existing.iter().filter(|room| room.is_live()).collect();
    // Where there is one entrance at most, a unit that is named and one that is not are the same.
    let named = |units: BTreeSet<&String>| units.len() > 1;
    let tells_unit = named(live.iter().filter_map(|room| room.unit.as_ref()).collect())
        || named(planned.iter().filter_map(|room| room.unit.as_ref()).collect());
    let unit = |unit: &Option<String>| unit.clone().filter(|_| tells_unit);
    let key = |room: &PlannedRoom| (unit(&room.unit), bare_number(&room.number), room.sub_room.clone());
    let called_for: HashMap<_, &PlannedRoom> = planned.iter().rev().map(|room| (key(room), room)).collect();
    let mut met = HashSet::new();
    let mut found = BlockDiff::default();
    for room in live {
        let (unit, number) = (unit(&room.unit), bare_number(&room.number));
        let own = (unit.clone(), number.clone(), room.sub_room.clone());
        if let Some(planned) = called_for.get(&own).or_else(|| called_for.get(&(unit, number, None))) {
            met.insert(own);
            found.kept.push(kept(room, planned));
        } else {
            let inside = occupants.iter().filter(|occupant| occupant.room == room.id);
            found.surplus.push(SurplusRoom { room: room.id, occupants: inside.map(|o| o.record).collect() });
        }
    }
    found.added = planned.iter().filter(|room| !met.contains(&key(room))).cloned().collect();
    found
}

fn kept(room: &Room, planned: &PlannedRoom) -> KeptRoom {
    let floor = room.floor.is_some_and(|floor| floor != planned.floor).then_some(RoomDifference::Floor);
    let kind = (room.kind != planned.kind).then_some(RoomDifference::Kind);
    KeptRoom { room: room.id, planned: planned.clone(), differs: [floor, kind].into_iter().flatten().collect() }
}

impl BlockDiff {
    /// Plans the change: what is missing is created, and those surplus rooms end for which a reason is given.
    ///
    /// # Errors
    /// A room to end that is not surplus, has parts that stay, or in which anything is open.
    pub fn plan(
        &self,
        inside: &Inside<'_>,
        building: BuildingId,
        ends: &BTreeMap<RoomId, RoomEndReason>,
        mint: &mut impl FnMut() -> Uuid,
    ) -> Result<ChangePlan, ChangeProblem> {
        let mut plan = ChangePlan::default();
        for (id, reason) in ends {
            let surplus = self.surplus.iter().find(|surplus| surplus.room == *id).ok_or(ChangeProblem::UnknownRoom)?;
            let room = inside.room(surplus.room)?;
            let records = inside.occupants.iter().filter(|occupant| occupant.room == *id).count();
            if records > 0 {
                return Err(ChangeProblem::StillOccupied { room: called(room), records });
            }
            if inside.parts_of(*id).any(|part| !ends.contains_key(&part.id)) {
                return Err(ChangeProblem::HasParts { room: called(room) });
            }
            plan.ended.push(RoomEnd { room: *id, on: inside.on, reason: *reason });
        }
        let created = self.added.iter().map(|planned| planned.room(RoomId(mint()), building));
        plan.created = created.map(|room| Room { valid_from: Some(inside.on), ..room }).collect();
        inside.check_numbers(&plan)?;
        Ok(plan)
    }
}
