//! Carrying a dated record over to another room, so that either room tells who was in it on any day.

use crate::date::PartialDate;
use crate::id::{PresenceId, RoomId, StayId};
use crate::organisation::Presence;
use crate::space::Place;
use crate::stay::{EndReason, Stay};

/// A stay carried over.
#[derive(Debug, Clone, PartialEq)]
pub struct CarriedStay {
    /// The stay in the old room, ended; none where it had begun only after the change.
    pub ended: Option<Stay>,
    /// The stay in the new room.
    pub begun: Stay,
}

/// A presence carried over.
#[derive(Debug, Clone, PartialEq)]
pub struct CarriedPresence {
    /// The presence in the old room, ended; none where it had begun only after the change.
    pub ended: Option<Presence>,
    /// The presence in the new room.
    pub begun: Presence,
}

/// A stay whose room became another on a day: it ends there and goes on here, with all that is known of it. A stay that
/// began on or after that day was in the new room from its beginning: it keeps its id, and nothing ends.
pub fn carry_stay(stay: &Stay, to: RoomId, on: PartialDate, new: StayId, reason: EndReason) -> CarriedStay {
    let place = Place::Room(to);
    if began_later(stay.from, on) {
        return CarriedStay { ended: None, begun: Stay { place, ..stay.clone() } };
    }
    let ended = Stay { to: Some(on), end_reason: Some(reason), ..stay.clone() };
    CarriedStay { ended: Some(ended), begun: Stay { id: new, place, from: Some(on), ..stay.clone() } }
}

/// A presence whose room became another on a day, as [`carry_stay`].
pub fn carry_presence(presence: &Presence, to: RoomId, on: PartialDate, new: PresenceId) -> CarriedPresence {
    let place = Place::Room(to);
    if began_later(presence.from, on) {
        return CarriedPresence { ended: None, begun: Presence { place, ..presence.clone() } };
    }
    let ended = Presence { to: Some(on), ..presence.clone() };
    CarriedPresence { ended: Some(ended), begun: Presence { id: new, place, from: Some(on), ..presence.clone() } }
}

fn began_later(from: Option<PartialDate>, on: PartialDate) -> bool {
    from.is_some_and(|from| from == on || on.ends_before(from))
}
