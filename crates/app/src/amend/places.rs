//! Spaces and what lies at them, written by hand: nothing current in a room that is no longer in use.

use super::by_hand::{Adding, ByHand, Hand, refuse_backwards};
use crate::asking::{Asking, stored};
use crate::refusal;
use louce_domain::household::Household;
use louce_domain::id::{PersonId, RoomId};
use louce_domain::organisation::Presence;
use louce_domain::space::{Building, Place, Room, RoomEndReason};
use louce_domain::space_address::SpaceAddress;
use louce_domain::stay::Stay;
use louce_domain::tenancy::Tenancy;
use louce_domain::visit::{Encounter, Visit, VisitPurpose};
use louce_store::{Reader, WriteTx};
use louce_wire::{ErrorCode, RpcError};

/// Refuses something current in a room that is superseded, pulled down or entered in error.
///
/// # Errors
/// When the room is no longer in use, or the register cannot be read.
pub fn refuse_superseded(reader: &Reader<'_>, place: Place) -> Result<(), RpcError> {
    let Place::Room(id) = place else { return Ok(()) };
    let room = reader.room(id).map_err(stored)?;
    if room.is_live() {
        return Ok(());
    }
    let zh = format!("{}已停用（拆分、合并、改号或拆除），请选择现在的房间。", room.label());
    let en = format!("Room {} is no longer in use: choose the room that followed it.", room.label());
    Err(refusal::invalid(zh, en).about("place"))
}

impl ByHand for Building {
    fn settled(after: Self, before: &Self, hand: &Hand<'_>) -> Result<Self, RpcError> {
        if before.is_live() && !after.is_live() {
            let residents = hand.reader.stays_in_building(after.id).map_err(stored)?;
            refuse_inhabited(residents.iter().any(|resident| resident.stay.is_open()), "valid_to")?;
        }
        refuse_backwards(after.valid_from, after.valid_to, "valid_to")?;
        // What somebody recorded of it is more than the map says.
        Ok(Self { unclaimed: before.unclaimed && after == *before, ..after })
    }
}

impl ByHand for Room {
    fn settled(after: Self, before: &Self, hand: &Hand<'_>) -> Result<Self, RpcError> {
        if before.is_live() && !after.is_live() {
            refuse_inhabited(is_in_use(&hand.reader, after.id)?, "valid_to")?;
        }
        refuse_brought_back(before, &after)?;
        if after.parent_room == Some(after.id) {
            let (zh, en) = ("房间不能是自己的隔断。", "A room cannot be a part of itself.");
            return Err(refusal::invalid(zh, en).about("parent_room"));
        }
        refuse_backwards(after.valid_from, after.valid_to, "valid_to")?;
        Ok(after)
    }
}

/// A room that became another is not brought back by clearing a date: what followed it would stand twice.
fn refuse_brought_back(before: &Room, after: &Room) -> Result<(), RpcError> {
    let became_another =
        matches!(before.end_reason, Some(RoomEndReason::Split | RoomEndReason::Merged | RoomEndReason::Renumbered));
    let changed = if before.valid_to != after.valid_to { Some("valid_to") } else { None };
    let changed = changed.or((before.end_reason != after.end_reason).then_some("end_reason"));
    let takes_its_place =
        matches!(after.end_reason, Some(RoomEndReason::Split | RoomEndReason::Merged | RoomEndReason::Renumbered));
    if let Some(field) = changed.filter(|_| became_another || takes_its_place) {
        let zh = "拆分、合并、改号的停用不能直接改写，请撤销当时的拆分、合并或改号，或重新办理。";
        let en = "A room that was split, merged or renumbered is not rewritten: undo that change, or make it anew.";
        return Err(refusal::invalid(zh, en).about(field));
    }
    Ok(())
}

/// Whether anybody lives, rents or works in a room now.
fn is_in_use(reader: &Reader<'_>, room: RoomId) -> Result<bool, RpcError> {
    let place = Place::Room(room);
    let lived = reader.stays_of_room(room).map_err(stored)?.iter().any(|resident| resident.stay.is_open());
    let let_out = reader.records_at::<Tenancy>(place).map_err(stored)?.iter().any(Tenancy::is_open);
    let worked = reader.presences_at(place).map_err(stored)?.iter().any(|presence| presence.to.is_none());
    Ok(lived || let_out || worked)
}

fn refuse_inhabited(inhabited: bool, field: &str) -> Result<(), RpcError> {
    if inhabited {
        let zh = "还有人居住、承租或单位在此，不能停用。请先办理迁出、退租或单位迁出。";
        let en = "Somebody still lives, rents or works there: end those records first.";
        return Err(RpcError::new(ErrorCode::Conflict, zh, en).about(field));
    }
    Ok(())
}

impl ByHand for SpaceAddress {
    fn settled(after: Self, _: &Self, hand: &Hand<'_>) -> Result<Self, RpcError> {
        if after.place == Place::Unmatched {
            let (zh, en) = ("请选择此地址所指的小区、楼幢或房间。", "Choose the site, building or room it names.");
            return Err(refusal::invalid(zh, en).about("place"));
        }
        hand.refuse_ahead("plate_surveyed_on", after.plate_surveyed_on)?;
        refuse_backwards(after.from, after.to, "to")?;
        Ok(after)
    }
}

impl ByHand for Presence {
    fn settled(after: Self, before: &Self, hand: &Hand<'_>) -> Result<Self, RpcError> {
        if after.to.is_none() && after.place != before.place {
            refuse_superseded(&hand.reader, after.place)?;
        }
        refuse_backwards(after.from, after.to, "to")?;
        Ok(after)
    }
}

impl ByHand for Household {
    fn settled(after: Self, before: &Self, hand: &Hand<'_>) -> Result<Self, RpcError> {
        if after.to.is_none() && after.place != before.place {
            refuse_superseded(&hand.reader, after.place)?;
        }
        refuse_backwards(after.from, after.to, "to")?;
        Ok(after)
    }
}

impl ByHand for Tenancy {
    fn settled(after: Self, before: &Self, hand: &Hand<'_>) -> Result<Self, RpcError> {
        if after.is_open() && after.place != before.place {
            refuse_superseded(&hand.reader, after.place)?;
        }
        if before.is_open() && !after.is_open() && after.end_reason.is_none() {
            let (zh, en) = ("请选择退租原因。", "Choose why the tenancy ended.");
            return Err(refusal::invalid(zh, en).about("end_reason"));
        }
        refuse_backwards(after.from, after.to, "to")?;
        refuse_backwards(after.from, after.agreed_until, "agreed_until")?;
        Ok(after)
    }

    /// The room is let from now on where the officer says so: a tenancy of one bed does not tell it.
    fn follow(&self, adding: &Adding, _: Asking<'_>, tx: &mut WriteTx<'_>) -> Result<(), RpcError> {
        if let (Some(state), Place::Room(id)) = (adding.room_state, self.place) {
            let before = tx.reader().room(id).map_err(stored)?;
            let after = Room { state, ..before.clone() };
            tx.amend(&before, &after).map_err(stored)?;
        }
        Ok(())
    }
}

impl ByHand for Visit {
    fn settled(after: Self, _: &Self, hand: &Hand<'_>) -> Result<Self, RpcError> {
        hand.refuse_ahead("on", after.on)?;
        hand.refuse_ahead("kept_on", after.kept_on)?;
        refuse_backwards(after.on, after.again_on, "again_on")?;
        Ok(after)
    }

    /// Whoever was met is noted; a visit to check the record checks the stays there; a promise to call again is kept.
    fn follow(&self, adding: &Adding, _: Asking<'_>, tx: &mut WriteTx<'_>) -> Result<(), RpcError> {
        let checks = self.purpose == VisitPurpose::Verification;
        for person in &adding.met {
            let encounter = Encounter { verified: Some(checks), ..Encounter::blank(tx.mint(), self.id, *person) };
            tx.create(&encounter).map_err(stored)?;
            if checks {
                verify(self, tx, *person)?;
            }
        }
        keep_promises(self, tx)
    }
}

/// The person's open stay at the place visited was checked on the day.
fn verify(visit: &Visit, tx: &mut WriteTx<'_>, person: PersonId) -> Result<(), RpcError> {
    let stays = tx.reader().stays_of_person(person).map_err(stored)?;
    for before in stays.into_iter().filter(|stay| stay.is_open() && stay.place == visit.place) {
        let after = Stay { verified_on: before.verified_on.max(visit.on), ..before.clone() };
        tx.amend(&before, &after).map_err(stored)?;
    }
    Ok(())
}

/// Earlier visits that promised to call again are kept by this one.
fn keep_promises(visit: &Visit, tx: &mut WriteTx<'_>) -> Result<(), RpcError> {
    let earlier: Vec<Visit> = tx.reader().records_at(visit.place).map_err(stored)?;
    let promised = |other: &Visit| {
        other.id != visit.id && other.again_on.is_some() && other.kept_on.is_none() && other.on <= visit.on
    };
    for before in earlier.into_iter().filter(promised) {
        let after = Visit { kept_on: visit.on, ..before.clone() };
        tx.amend(&before, &after).map_err(stored)?;
    }
    Ok(())
}
