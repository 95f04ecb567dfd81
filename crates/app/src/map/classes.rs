//! Which class each room is of at each moment.

use super::moments::{Moment, Moments};
use super::town::Town;
use crate::building::in_use_on;
use louce_domain::dated::Span;
use louce_store::MapRoom;

/// What stands for no class.
const NONE: u8 = u8::MAX;

/// The classes.
pub(super) struct Classes {
    moments: usize,
    classes: Vec<u8>,
}

impl Classes {
    /// The class of every room while it is in use; at other moments, and where there is none to give, it has none.
    pub(super) fn of(town: &Town, moments: &Moments, class: impl Fn(usize, usize) -> Option<u8>) -> Self {
        let all: Vec<Moment> = moments.all().collect();
        let mut classes = Vec::with_capacity(town.rooms.len() * all.len());
        for (at, room) in town.rooms.iter().enumerate() {
            let always = room.span == Span::default();
            let of_moment = |(nth, moment): (usize, &Moment)| {
                let there = always || in_use(room, *moment);
                there.then(|| class(at, nth)).flatten().unwrap_or(NONE)
            };
            classes.extend(all.iter().enumerate().map(of_moment));
        }
        Self { moments: all.len(), classes }
    }

    /// How many moments there are.
    pub(super) const fn moments(&self) -> usize {
        self.moments
    }

    /// The classes of a room, moment by moment.
    pub(super) fn of_room(&self, room: usize) -> impl Iterator<Item = Option<u8>> + '_ {
        let from = room * self.moments;
        let classes = self.classes.get(from..from + self.moments).unwrap_or_default();
        classes.iter().map(|class| Some(*class).filter(|class| *class != NONE))
    }

    /// The class of a room at a moment.
    pub(super) fn at(&self, room: usize, moment: usize) -> Option<u8> {
        self.classes.get(room * self.moments + moment).copied().filter(|class| *class != NONE)
    }
}

/// Whether a room is in use at a moment.
pub(super) fn in_use(room: &MapRoom, moment: Moment) -> bool {
    match moment {
        Moment::Now => !room.span.ended,
        Moment::On(day) => in_use_on(&room.span, room.end_reason, day),
    }
}
