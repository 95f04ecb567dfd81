//! What lies at a room and what the room is linked with: tenancies, visits, addresses, owner, parts, what it came from and
//! what followed it.

use crate::asking::stored;
use crate::record::Listing;
use crate::record::row::span_of;
use crate::record::title::Titled;
use louce_domain::change::RecordRef;
use louce_domain::dated::Covers;
use louce_domain::field::RecordKind;
use louce_domain::id::RoomId;
use louce_domain::space::{Place, Room};
use louce_domain::succession::Succession;
use louce_domain::visit::Visit;
use louce_wire::{LinkRow, RecordRow, RpcError};

/// A room and how its page lists.
pub(super) struct Around<'a> {
    pub(super) list: &'a Listing<'a>,
    pub(super) place: Place,
}

impl Around<'_> {
    /// The records of a kind at the room, those of the day asked for, current ones first.
    pub(super) fn dated<R: Titled>(&self) -> Result<Vec<RecordRow>, RpcError> {
        let mut records: Vec<R> = self.list.reader.records_at(self.place).map_err(stored)?;
        records.retain(|record| self.list.on.is_none_or(|day| span_of(record).covers(day) != Covers::No));
        records.sort_by_key(|record| span_of(record).ended);
        records.iter().map(|record| self.list.row(record)).collect()
    }

    /// Visits up to the day asked for, latest first.
    pub(super) fn visits(&self) -> Result<Vec<RecordRow>, RpcError> {
        let mut visits: Vec<Visit> = self.list.reader.records_at(self.place).map_err(stored)?;
        visits.retain(|visit| !self.list.on.zip(visit.on).is_some_and(|(day, on)| day.ends_before(on)));
        visits.sort_by_key(|visit| std::cmp::Reverse(visit.on));
        visits.iter().map(|visit| self.list.row(visit)).collect()
    }

    /// Owner, whole and parts, earlier and later rooms.
    pub(super) fn links(&self, room: &Room) -> Result<Vec<LinkRow>, RpcError> {
        let record = RecordRef { kind: RecordKind::Room, id: room.id.0 };
        let link = |role: &str, kind: RecordKind, id: uuid::Uuid| self.list.link(role, RecordRef { kind, id });
        let mut links = Vec::new();
        if let Some(owner) = room.owner_person
            && !self.list.withholds(owner)?
        {
            links.push(link("owner_person", RecordKind::Person, owner.0)?);
        }
        if let Some(owner) = room.owner_organisation {
            links.push(link("owner_organisation", RecordKind::Organisation, owner.0)?);
        }
        if let Some(parent) = room.parent_room {
            links.push(link("parent_room", RecordKind::Room, parent.0)?);
        }
        let parts: Vec<Room> = self.list.reader.records_naming("parent_room", record).map_err(stored)?;
        for part in parts {
            links.push(link("sub_room", RecordKind::Room, part.id.0)?);
        }
        links.extend(self.successions(room.id)?);
        Ok(links)
    }

    /// Rooms it came from and rooms that followed it.
    fn successions(&self, room: RoomId) -> Result<Vec<LinkRow>, RpcError> {
        let record = RecordRef { kind: RecordKind::Room, id: room.0 };
        let room_link = |role: &str, id: RoomId| self.list.link(role, RecordRef { kind: RecordKind::Room, id: id.0 });
        let mut links = Vec::new();
        for succession in self.list.reader.records_naming::<Succession>("to_room", record).map_err(stored)? {
            links.push(room_link("predecessor", succession.from_room)?);
        }
        for succession in self.list.reader.records_naming::<Succession>("from_room", record).map_err(stored)? {
            links.push(room_link("successor", succession.to_room)?);
        }
        Ok(links)
    }
}
