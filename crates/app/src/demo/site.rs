//! What sites there are and what stands in them: estates of towers, walk-ups, villas, office towers, shop rows and old
//! lanes, planned one after the other so that the totals come out.

use super::chance::{by_share, one_of, per_mille};
use super::site_names::SiteNames;
use super::totals::Totals;
use fastrand::Rng;
use louce_domain::room_plan::RoomPlan;

/// The make of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SiteKind {
    /// Estate of lift towers (高层住宅).
    Towers,
    /// Estate of six-floor walk-ups (多层住宅).
    WalkUps,
    /// Villas (别墅).
    Villas,
    /// One office tower (写字楼).
    Offices,
    /// Shops along a street, by door number; no site of its own.
    ShopRow,
    /// Old houses of a lane (弄).
    Lane,
}

/// A building to come.
#[derive(Debug, Clone)]
pub(super) struct BuildingPlan {
    /// Number on the wall.
    pub(super) number: u32,
    /// Units, floors, rooms.
    pub(super) rooms: RoomPlan,
    /// Floors below ground.
    pub(super) floors_below: i16,
    /// Garages below ground.
    pub(super) garages: u16,
    /// Whether the ground floor is let to shops (底商).
    pub(super) shops_below: bool,
    /// Rooms beyond this many are left out.
    pub(super) most_rooms: u32,
}

impl BuildingPlan {
    fn new(number: u32, units: u16, floors: i16, per_floor: u16) -> Self {
        let rooms = RoomPlan { units, floors_above: floors, rooms_per_floor: per_floor, ..RoomPlan::default() };
        Self { number, rooms, floors_below: 0, garages: 0, shops_below: false, most_rooms: u32::MAX }
    }

    /// How many rooms it will have.
    pub(super) fn room_count(&self) -> u32 {
        let above = u32::try_from(self.rooms.room_count()).unwrap_or(self.most_rooms);
        (above + u32::from(self.garages)).min(self.most_rooms)
    }
}

/// A site to come.
#[derive(Debug, Clone)]
pub(super) struct SitePlan {
    pub(super) kind: SiteKind,
    pub(super) name: String,
    /// The street it lies on.
    pub(super) street: String,
    /// The door number of its gate, or of the first shop.
    pub(super) gate: u32,
    pub(super) buildings: Vec<BuildingPlan>,
}

/// Plans sites until the totals are reached.
pub(super) struct Planner {
    left: Totals,
    names: SiteNames,
    planned: usize,
}

/// The first sites, so that a small community has one of each kind.
const OPENING: &[SiteKind] =
    &[SiteKind::Towers, SiteKind::WalkUps, SiteKind::ShopRow, SiteKind::Offices, SiteKind::Villas, SiteKind::Lane];
/// The last site takes so many buildings at most, with whatever rooms are left.
const LAST_SITE: u32 = 14;

impl Planner {
    pub(super) fn new(totals: Totals) -> Self {
        Self { left: totals, names: SiteNames::default(), planned: 0 }
    }

    /// The next site, or none when everything is planned.
    pub(super) fn next(&mut self, rng: &mut Rng) -> Option<SitePlan> {
        if self.left.buildings == 0 {
            return None;
        }
        let (kind, buildings) = if self.left.buildings <= LAST_SITE { self.last_site() } else { self.site(rng) };
        let (street, gate) = self.names.street(rng);
        let name = self.names.site(kind, self.planned);
        self.planned += 1;
        self.left.buildings -= u32::try_from(buildings.len()).unwrap_or(self.left.buildings);
        self.left.rooms -= buildings.iter().map(BuildingPlan::room_count).sum::<u32>().min(self.left.rooms);
        Some(SitePlan { kind, name, street, gate, buildings })
    }

    /// Whether the last site has been planned.
    pub(super) const fn finished(&self) -> bool {
        self.left.buildings == 0
    }

    fn site(&self, rng: &mut Rng) -> (SiteKind, Vec<BuildingPlan>) {
        let wanted = OPENING.get(self.planned).copied().unwrap_or_else(|| self.kind_that_balances(rng));
        let mut buildings = plan(rng, wanted);
        let rooms: u32 = buildings.iter().map(BuildingPlan::room_count).sum();
        let kind = if self.leaves_enough(buildings.len(), rooms) {
            wanted
        } else {
            buildings = plan(rng, SiteKind::Lane);
            SiteKind::Lane
        };
        buildings.truncate(usize::try_from(self.left.buildings.saturating_sub(1)).unwrap_or(1).max(1));
        (kind, buildings)
    }

    /// Large sites while there are more rooms left than buildings to put them in, small ones otherwise.
    fn kind_that_balances(&self, rng: &mut Rng) -> SiteKind {
        if self.left.rooms / self.left.buildings.max(1) >= 22 {
            by_share(rng, &[(30, SiteKind::Towers), (50, SiteKind::WalkUps)], SiteKind::Offices)
        } else {
            by_share(rng, &[(42, SiteKind::ShopRow), (24, SiteKind::Villas)], SiteKind::Lane)
        }
    }

    /// Whether every later building can still have a few rooms.
    fn leaves_enough(&self, buildings: usize, rooms: u32) -> bool {
        let left = self.left.buildings.saturating_sub(u32::try_from(buildings).unwrap_or(u32::MAX));
        left > 0 && self.left.rooms >= rooms + left * 6
    }

    /// Spreads what is left evenly, so that the totals are exact.
    fn last_site(&self) -> (SiteKind, Vec<BuildingPlan>) {
        let (buildings, rooms) = (self.left.buildings, self.left.rooms);
        let share = |number: u32| rooms * number / buildings - rooms * (number - 1) / buildings;
        let plans: Vec<BuildingPlan> = (1..=buildings).map(|number| holding(number, share(number))).collect();
        let lane = rooms / buildings.max(1) < 4;
        (if lane { SiteKind::Lane } else { SiteKind::WalkUps }, plans)
    }
}

/// A building of exactly so many rooms.
fn holding(number: u32, rooms: u32) -> BuildingPlan {
    let small = |n: u32| u16::try_from(n).unwrap_or(u16::MAX);
    let (units, floors, per_floor) = match rooms {
        0..4 => (0, 2, 2),
        4..61 => (small(rooms.div_ceil(12)), 6, 2),
        _ => (small(rooms.div_ceil(72)), 18, 4),
    };
    BuildingPlan { most_rooms: rooms, ..BuildingPlan::new(number, units, floors, per_floor) }
}

/// The buildings of a site of this kind.
fn plan(rng: &mut Rng, kind: SiteKind) -> Vec<BuildingPlan> {
    let count = match kind {
        SiteKind::Towers => rng.u32(4..=8),
        SiteKind::WalkUps => rng.u32(8..=18),
        SiteKind::Villas => rng.u32(10..=24),
        SiteKind::Offices => 1,
        SiteKind::ShopRow => rng.u32(10..=22),
        SiteKind::Lane => rng.u32(12..=30),
    };
    // One estate is built to one or two patterns.
    let patterns = [pattern(rng, kind), pattern(rng, kind)];
    (1..=count)
        .map(|number| {
            let (units, floors, per_floor, skipped) = patterns.get(rng.usize(..2)).copied().unwrap_or((1, 6, 2, &[]));
            let mut building = BuildingPlan::new(number, units, floors, per_floor);
            building.rooms.skipped_floors = skipped.to_vec();
            finish(rng, kind, building)
        })
        .collect()
}

type Pattern = (u16, i16, u16, &'static [i16]);

fn pattern(rng: &mut Rng, kind: SiteKind) -> Pattern {
    const NONE: &[i16] = &[];
    match kind {
        SiteKind::Towers => {
            let skipped = by_share(rng, &[(60, NONE), (15, &[4_i16] as &[i16]), (15, &[4, 14])], &[4, 13, 14]);
            (rng.u16(1..=2), one_of(rng, &[11, 11, 15, 17, 18, 18, 24, 26, 33]), rng.u16(2..=4), skipped)
        }
        SiteKind::WalkUps => (rng.u16(2..=5), 6, 2, NONE),
        SiteKind::Villas => (0, 3, 1, NONE),
        SiteKind::Offices => (0, rng.i16(9..=28), rng.u16(4..=10), by_share(rng, &[(70, NONE)], &[4, 13, 14])),
        SiteKind::ShopRow => (0, rng.i16(1..=3), rng.u16(1..=2), NONE),
        SiteKind::Lane => (0, rng.i16(1..=3), 1, NONE),
    }
}

fn finish(rng: &mut Rng, kind: SiteKind, mut building: BuildingPlan) -> BuildingPlan {
    match kind {
        SiteKind::Towers => {
            building.shops_below = building.number <= 2;
            building.floors_below = rng.i16(1..=2);
            building.garages = if building.number == 1 { rng.u16(4..=12) } else { 0 };
        }
        SiteKind::WalkUps if per_mille(rng, 180) => {
            building.floors_below = 1;
            building.garages = rng.u16(3..=8);
        }
        // A villa is one household whatever its floors.
        SiteKind::Villas => building.most_rooms = 1,
        SiteKind::Offices => building.floors_below = 2,
        SiteKind::ShopRow => building.shops_below = true,
        SiteKind::WalkUps | SiteKind::Lane => {}
    }
    building
}
