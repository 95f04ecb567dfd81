//! Twenty years of a room: who came and went, told as episodes from the newest back.

use super::chance::{by_share, per_mille};
use super::household::usual_size;
use super::origin::Roots;
use super::{DATA_AS_OF_DAY, FIRST_DAY};
use fastrand::Rng;
use louce_domain::date::PartialDate;
use louce_domain::space::{Room, RoomState};
use louce_domain::stay::EndReason;

/// A household's time in a room. Days are counted from 1970-01-01.
#[derive(Debug, Clone, Copy)]
pub(super) struct Episode {
    pub(super) roots: Roots,
    pub(super) size: u32,
    pub(super) from_day: i32,
    /// None while it lasts.
    pub(super) to_day: Option<i32>,
}

/// The weight of a room when persons are handed out: let rooms see many come and go.
pub(super) fn weight(rng: &mut Rng, state: RoomState, dwelling: bool) -> f64 {
    let usual = match (dwelling, state) {
        (false, _) => 0.25,
        (_, RoomState::OwnerOccupied) => 0.85,
        (_, RoomState::Let) => 1.75,
        (_, RoomState::Vacant) => 0.65,
        _ => 0.8,
    };
    usual * (0.4 + 1.2 * rng.f64())
}

/// The first day on which anybody can have moved into a room: half a year after it was built, where that is known.
pub(super) fn first_day(room: &Room) -> i32 {
    room.valid_from.map_or(FIRST_DAY, |built| built.first_day().days_since_1970() + 180)
}

/// The episodes of a room that `persons` passed through from a first day on.
pub(super) fn episodes(rng: &mut Rng, state: RoomState, persons: u32, first_day: i32) -> Vec<Episode> {
    let mut left = persons;
    let mut episodes = Vec::new();
    let mut before = DATA_AS_OF_DAY - rng.i32(1..200);
    if let Some(roots) = lives_now(rng, state).filter(|_| left > 0) {
        let size = usual_size(rng, roots).min(left);
        let from_day = (DATA_AS_OF_DAY - span(rng, roots) - 20).max(first_day);
        episodes.push(Episode { roots, size, from_day, to_day: None });
        (left, before) = (left - size, from_day - rng.i32(1..90));
    }
    while left > 0 {
        let roots = past_roots(rng, state);
        let size = usual_size(rng, roots).min(left);
        // Sources overlap: when the years are full, the rest falls somewhere within them.
        let to_day = if before > first_day + 90 { before } else { rng.i32(first_day + 90..DATA_AS_OF_DAY - 400) };
        let from_day = (to_day - span(rng, roots)).max(first_day);
        episodes.push(Episode { roots, size, from_day, to_day: Some(to_day) });
        (left, before) = (left - size, from_day - rng.i32(1..90));
    }
    episodes
}

fn lives_now(rng: &mut Rng, state: RoomState) -> Option<Roots> {
    match state {
        RoomState::OwnerOccupied => Some(Roots::Owner),
        RoomState::Let => Some(Roots::Tenant),
        RoomState::Unknown => by_share(rng, &[(25, Some(Roots::Owner)), (25, Some(Roots::Tenant))], None),
        RoomState::Business => per_mille(rng, 120).then_some(Roots::Tenant),
        RoomState::Vacant => None,
    }
}

fn past_roots(rng: &mut Rng, state: RoomState) -> Roots {
    let owners = match state {
        RoomState::OwnerOccupied => 55,
        RoomState::Let => 8,
        _ => 30,
    };
    by_share(rng, &[(owners, Roots::Owner)], Roots::Tenant)
}

/// How many days a household stays.
fn span(rng: &mut Rng, roots: Roots) -> i32 {
    match roots {
        Roots::Owner => rng.i32(400..4600),
        Roots::Tenant => rng.i32(60..1150),
    }
}

/// A day as ledgers have it: mostly the day, often the month, sometimes the year.
pub(super) fn as_recorded(rng: &mut Rng, day: i32) -> Option<PartialDate> {
    let date = PartialDate::from_days_since_1970(day);
    match rng.u8(..20) {
        0..14 => Some(date),
        14..18 => date.month().and_then(|month| PartialDate::month_of(date.year(), month)),
        _ => PartialDate::year_only(date.year()),
    }
}

/// How the episode of a household stands in the ledgers: the same for all its members.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) from: Option<PartialDate>,
    pub(super) to: Option<PartialDate>,
    pub(super) end_reason: Option<EndReason>,
}

/// Draws what the ledgers tell of an episode.
pub(super) fn told(rng: &mut Rng, episode: &Episode, within: bool) -> Told {
    let from = if per_mille(rng, 950) { as_recorded(rng, episode.from_day) } else { None };
    let Some(day) = episode.to_day else { return Told { from, to: None, end_reason: None } };
    let rare = by_share(rng, &[(40, EndReason::Erroneous), (55, EndReason::BecameLocal)], EndReason::Missing);
    let usual = by_share(rng, &[(84, EndReason::MovedAway), (13, EndReason::Unstated)], rare);
    let end_reason = if within { EndReason::MovedWithin } else { usual };
    let to = if end_reason == EndReason::Unstated { None } else { as_recorded(rng, day) };
    Told { from, to, end_reason: Some(end_reason) }
}
