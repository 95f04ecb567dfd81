//! How a room stood through ten years (房屋状态): read off who lived in it, as the officer's rounds found it, four a year.

use super::origin::Roots;
use super::tenure::Episode;
use super::{DATA_AS_OF_DAY, DATA_AS_OF_MS};
use fastrand::Rng;
use louce_domain::date::PartialDate;
use louce_domain::space::{Room, RoomState};
use louce_domain::space_kind::SpaceKind;

/// Rounds of ten years: at the first the register was set up, at the last it was as the data describe it.
pub(super) const ROUNDS: i32 = 41;
/// Days from one to the next.
const APART_DAYS: i32 = 91;
/// How long a flat stands empty before a round calls it vacant.
const BETWEEN_DAYS: i32 = 60;

/// The day of a round, counted from 1970-01-01.
const fn day_of(round: i32) -> i32 {
    DATA_AS_OF_DAY - (ROUNDS - 1 - round) * APART_DAYS
}

/// Its morning, milliseconds since 1970.
pub(super) fn time_of(round: i32) -> u64 {
    let days = u64::try_from(ROUNDS - 1 - round).unwrap_or_default() * u64::from(APART_DAYS.unsigned_abs());
    DATA_AS_OF_MS - days * 86_400_000
}

/// The round that first met what has stood since a date; the first one for what was there before.
pub(super) fn met(since: Option<PartialDate>) -> i32 {
    let day = since.map_or(i32::MIN, |since| since.first_day().days_since_1970());
    (0..ROUNDS).find(|round| day_of(*round) >= day).unwrap_or(ROUNDS - 1)
}

/// The states that a room was in before the one it is in, each with the round that found it to have given way.
pub(super) fn states_before(room: &Room, episodes: &[Episode]) -> Vec<(i32, RoomState)> {
    let lots = Lots::draw(room);
    let found = |round: i32| if round == ROUNDS - 1 { room.state } else { lots.state(room, episodes, day_of(round)) };
    let first = met(room.valid_from);
    let mut state = found(first);
    let mut before = Vec::new();
    for round in first + 1..ROUNDS {
        let next = found(round);
        if next != state {
            before.push((round, std::mem::replace(&mut state, next)));
        }
    }
    before
}

/// What befell a room that nobody lives in: lots of its own, so that what is invented beside it stays what it is.
struct Lots {
    /// When it was taken into use.
    since: i32,
    /// From when to when it stood empty.
    empty: (i32, i32),
}

impl Lots {
    fn draw(room: &Room) -> Self {
        let mut rng = Rng::with_seed(room.id.0.as_u64_pair().1);
        let within = |rng: &mut Rng| rng.i32(DATA_AS_OF_DAY - 3_900..DATA_AS_OF_DAY - 100);
        let since = if rng.u8(..4) == 0 { within(&mut rng) } else { i32::MIN };
        let begin = within(&mut rng);
        let lasts = if rng.bool() { rng.i32(90..500) } else { 0 };
        Self { since, empty: (begin, begin + lasts) }
    }

    fn state(&self, room: &Room, episodes: &[Episode], day: i32) -> RoomState {
        match (room.kind, room.state) {
            (_, RoomState::Unknown) => RoomState::Unknown,
            (SpaceKind::Dwelling, RoomState::OwnerOccupied | RoomState::Let | RoomState::Vacant) => {
                lived_in(episodes, day)
            }
            (SpaceKind::Garage, RoomState::Vacant) if day < self.empty.0 => RoomState::OwnerOccupied,
            (_, RoomState::Vacant) if day < self.empty.0 => RoomState::Business,
            _ if day < self.since || (self.empty.0..self.empty.1).contains(&day) => RoomState::Vacant,
            (_, state) => state,
        }
    }
}

/// The state of a dwelling by who lived in it on a day: empty until it was sold, and between two households.
fn lived_in(episodes: &[Episode], day: i32) -> RoomState {
    let there = |episode: &&Episode| {
        (episode.from_day..=episode.to_day.map_or(i32::MAX, |to| to + BETWEEN_DAYS)).contains(&day)
    };
    match episodes.iter().find(there).map(|episode| episode.roots) {
        Some(Roots::Owner) => RoomState::OwnerOccupied,
        Some(Roots::Tenant) => RoomState::Let,
        None => RoomState::Vacant,
    }
}
