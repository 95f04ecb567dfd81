//! The timeline of a room with the rooms it came from and those that followed it.

use super::Line;
use super::lanes::{LANES, Lane};
use crate::asking::stored;
use crate::record::row::span_of;
use crate::record::title::Titled;
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::RoomId;
use louce_domain::space::{Place, Room};
use louce_domain::succession::Succession;
use louce_domain::with_kind;
use louce_store::{Reader, Resident};
use louce_wire::RpcError;

/// The most rooms before and after one that are told of.
const MOST_ROOMS: usize = 40;

impl Line<'_> {
    pub(super) fn room(&mut self, id: RoomId) -> Result<(), RpcError> {
        let reader = self.list.reader;
        let family = Family::of(reader, id)?;
        for succession in &family.successions {
            let other = if succession.from_room == id { "to_room" } else { "from_room" };
            self.put("space", succession, &[other], None)?;
        }
        for room in &family.rooms {
            let record: Room = reader.room(*room).map_err(stored)?;
            let label = (*room != id).then(|| record.label());
            let span = span_of(&record);
            if label.is_some() || span.ended || span.from.is_some() {
                self.put("space", &record, &[], None)?;
            }
            for Resident { stay, person } in reader.stays_of_room(*room).map_err(stored)? {
                self.put_stay(&stay, &person.name, label.as_deref())?;
            }
            for lane in LANES.iter().filter(|lane| lane.of == RecordKind::Room) {
                with_kind!(lane.record, R => self.lane_of_room::<R>(lane, *room, label.as_deref()))?;
            }
        }
        Ok(())
    }

    fn lane_of_room<R: Titled>(&mut self, lane: &Lane, room: RoomId, label: Option<&str>) -> Result<(), RpcError> {
        let records: Vec<R> = self.list.reader.records_at(Place::Room(room)).map_err(stored)?;
        records.iter().try_for_each(|record| self.put(lane.lane, record, lane.leads_to, label))
    }
}

/// A room with all it came from and all that followed, and how.
struct Family {
    rooms: Vec<RoomId>,
    successions: Vec<Succession>,
}

impl Family {
    /// Walks back to the earliest rooms and on to the latest: never from a room before back down to its other children.
    fn of(reader: &Reader<'_>, id: RoomId) -> Result<Self, RpcError> {
        let mut family = Self { rooms: vec![id], successions: Vec::new() };
        family.walk(reader, id, "to_room", |succession| succession.from_room)?;
        family.walk(reader, id, "from_room", |succession| succession.to_room)?;
        Ok(family)
    }

    fn walk(
        &mut self,
        reader: &Reader<'_>,
        start: RoomId,
        named_as: &str,
        next: impl Fn(&Succession) -> RoomId,
    ) -> Result<(), RpcError> {
        let mut open = vec![start];
        while let Some(room) = open.pop() {
            let target = RecordRef { kind: RecordKind::Room, id: room.0 };
            let known: Vec<Succession> = reader.records_naming(named_as, target).map_err(stored)?;
            for succession in known {
                let beyond = next(&succession);
                if self.rooms.len() < MOST_ROOMS && !self.rooms.contains(&beyond) {
                    self.rooms.push(beyond);
                    open.push(beyond);
                }
                if !self.successions.contains(&succession) {
                    self.successions.push(succession);
                }
            }
        }
        Ok(())
    }
}
