//! Invented communities and buildings with everything awkward in them; the same seed gives the same shapes.
#![allow(dead_code, reason = "each test binary uses its own part")]

use bevy_math::{Vec2, Vec3};
use fastrand::Rng;
use louce_scene::block::Footing;
use louce_scene::bounds::{Bounds, Ray};
use louce_scene::polygon::{Polygon, Rectangle, tightest_rectangle};
use louce_scene::shape::{
    BlockShape, BuildingShape, CommunityShape, FloorShape, GroundShape, Ring, RoadShape, RoomKind, RoomShape,
    SiteShape, StateCode,
};

/// `count` buildings with outlines on a loose grid: plain, L-shaped, U-shaped, with a courtyard, turned at any angle.
pub fn surveyed(seed: u64, count: usize) -> CommunityShape {
    let mut rng = Rng::with_seed(seed);
    let side = (count as f32).sqrt().ceil() as usize;
    let buildings = (0..count).map(|i| {
        let centre = [(i % side) as f32 * 70.0 + rng.f32() * 8.0, (i / side) as f32 * 60.0 + rng.f32() * 8.0];
        let (outline, hole) = outline(&mut rng);
        let turn = rng.f32() * std::f32::consts::TAU;
        let place = |p: &[f32; 2]| {
            let (sin, cos) = turn.sin_cos();
            [centre[0] + p[0] * cos - p[1] * sin, centre[1] + p[0] * sin + p[1] * cos]
        };
        BuildingShape {
            id: format!("building-{i}"),
            site: Some(format!("site-{}", i % 7)),
            label: format!("{}幢", i + 1),
            footprint: Some(outline.iter().map(place).collect()),
            holes: hole.iter().map(|h| h.iter().map(place).collect()).collect(),
            floors_above: rng.u16(1..30),
            height_m: rng.bool().then(|| 3.0 + rng.f32() * 90.0),
            room_count: rng.u32(1..300),
            ..BuildingShape::default()
        }
    });
    CommunityShape { buildings: buildings.collect(), sites: sites(7), ground: ground() }
}

fn outline(rng: &mut Rng) -> (Ring, Option<Ring>) {
    match rng.u8(0..4) {
        0 => (vec![[-15.0, -6.0], [15.0, -6.0], [15.0, 6.0], [-15.0, 6.0]], None),
        1 => (vec![[-14.0, -14.0], [14.0, -14.0], [14.0, -4.0], [-4.0, -4.0], [-4.0, 14.0], [-14.0, 14.0]], None),
        2 => {
            // Clockwise and closed, as GeoJSON from elsewhere may be.
            let mut u = vec![
                [-15.0, -12.0],
                [15.0, -12.0],
                [15.0, 12.0],
                [7.0, 12.0],
                [7.0, -4.0],
                [-7.0, -4.0],
                [-7.0, 12.0],
                [-15.0, 12.0],
            ];
            u.reverse();
            u.extend(u.first().copied());
            (u, None)
        }
        _ => (
            vec![[-16.0, -13.0], [16.0, -13.0], [16.0, 13.0], [-16.0, 13.0]],
            Some(vec![[-8.0, -5.0], [8.0, -5.0], [8.0, 5.0], [-8.0, 5.0]]),
        ),
    }
}

/// Sites with buildings that nobody has surveyed.
pub fn estate(seed: u64, sites_wanted: usize, buildings_each: usize) -> CommunityShape {
    let mut rng = Rng::with_seed(seed);
    let mut buildings = Vec::new();
    for site in 0..sites_wanted {
        for n in 0..buildings_each {
            let floors_above = rng.choice([6, 11, 18, 26]).unwrap_or(6);
            buildings.push(BuildingShape {
                id: format!("building-{site:03}-{n:03}"),
                site: Some(format!("site-{site}")),
                label: format!("{}幢", n + 1),
                floors_above,
                units: Some(rng.u16(1..4)),
                room_count: u32::from(floors_above) * rng.u32(2..12),
                ..BuildingShape::default()
            });
        }
    }
    CommunityShape { sites: sites(sites_wanted), buildings, ground: ground() }
}

fn sites(count: usize) -> Vec<SiteShape> {
    (0..count).map(|i| SiteShape { id: format!("site-{i}"), name: format!("桑田{i}苑") }).collect()
}

fn ground() -> GroundShape {
    GroundShape {
        roads: vec![RoadShape { points: vec![[-50.0, -50.0], [300.0, -50.0], [300.0, 400.0]], width_m: 12.0 }],
        water: vec![vec![[-400.0, 0.0], [-200.0, 0.0], [-200.0, 300.0]]],
        green: vec![vec![[-180.0, 0.0], [-90.0, 0.0], [-90.0, 60.0], [-180.0, 60.0]]],
        ..GroundShape::default()
    }
}

/// A building with what real ones have: shops that name no unit, basements, a skipped 4th floor, merged rooms, floors
/// with fewer rooms, rooms outside any unit beside rooms in units.
pub fn block(seed: u64) -> BlockShape {
    let mut rng = Rng::with_seed(seed);
    let units = rng.u16(1..5);
    let per_unit = rng.choice([1, 2, 2, 3, 4, 6, 13]).unwrap_or(2);
    let top = rng.i16(1..34);
    let skip_fourth = rng.bool();
    let shops = rng.bool();
    let mut floors = Vec::new();
    for floor in (-rng.i16(0..3)..0).chain(1..=top).filter(|f| !(skip_fourth && *f == 4)) {
        let mut rooms = Vec::new();
        if floor < 0 || (floor == 1 && shops) {
            for n in 0..rng.usize(0..9) {
                rooms.push(room(&format!("{floor}-shop-{n}"), None, &mut rng));
            }
        } else {
            for unit in 1..=units {
                for n in 0..rng.u16(per_unit / 2..per_unit + 1) {
                    rooms.push(room(&format!("{floor}-{unit}-{n}"), Some(format!("{unit}单元")), &mut rng));
                }
            }
            if rng.u8(0..6) == 0 {
                rooms.push(room(&format!("{floor}-meter"), None, &mut rng));
            }
        }
        floors.push(FloorShape { floor, rooms, ..FloorShape::default() });
    }
    rng.shuffle(&mut floors);
    BlockShape { building_id: "building-1".into(), floors, footprint: None }
}

fn room(id: &str, unit: Option<String>, rng: &mut Rng) -> RoomShape {
    RoomShape {
        id: id.to_owned(),
        number: id.to_owned(),
        unit,
        state: rng.choice(StateCode::ALL).unwrap_or_default(),
        span: if rng.u8(0..10) == 0 { 2 } else { 1 },
        occupancy: 0,
        parent: None,
        ..RoomShape::default()
    }
}

/// Any building: 1 to 60 floors of 1 to 400 rooms, with and without units, basements, shops, plant floors, merged and
/// divided rooms, attics that stand back.
pub fn any_block(seed: u64) -> BlockShape {
    let mut rng = Rng::with_seed(seed);
    let top = rng.choice([1, 2, 3, 6, 11, 18, 33, 60]).unwrap_or(6);
    let below = rng.i16(0..4) * i16::from(rng.bool());
    let units = rng.choice([0, 0, 1, 2, 3, 7]).unwrap_or(0);
    let most = if top > 11 { 24 } else { 400 };
    let each = rng.choice([1, 2, 3, 4, 5, 8, 13, 24, 60, 150, 400]).unwrap_or(4).min(most);
    let plant = rng.choice([0, top / 2]).unwrap_or(0);
    let mut floors = Vec::new();
    for floor in (-below..0).chain(1..=top) {
        let rooms = match floor {
            _ if floor == plant => Vec::new(),
            _ if floor < 0 => some_rooms(&mut rng, floor, 0, each, RoomKind::Garage),
            1 if rng.bool() => some_rooms(&mut rng, floor, 0, each.min(30), RoomKind::Shop),
            _ if floor == top && top > 3 => some_rooms(&mut rng, floor, units, each.div_ceil(3), RoomKind::Attic),
            _ => some_rooms(&mut rng, floor, units, each, RoomKind::Dwelling),
        };
        floors.push(FloorShape { floor, rooms, ..FloorShape::default() });
    }
    BlockShape { building_id: "building-1".into(), floors, ..BlockShape::default() }
}

fn some_rooms(rng: &mut Rng, floor: i16, units: usize, count: usize, kind: RoomKind) -> Vec<RoomShape> {
    let mut rooms = Vec::new();
    for n in 0..count {
        let id = format!("{floor}/{n}");
        let unit = (units > 0).then(|| format!("{}单元", n * units / count + 1));
        let parts = if rng.u8(0..12) == 0 { rng.u8(1..9) } else { 0 };
        rooms.push(RoomShape { kind, ..room(&id, unit.clone(), rng) });
        rooms.extend((0..parts).map(|part| {
            let room = room(&format!("{id}-{part}"), unit.clone(), rng);
            RoomShape { kind, span: 1, parent: Some(id.clone()), ..room }
        }));
    }
    rooms
}

/// Somewhere to stand for a building: a plain rectangle of any size, or an outline in any direction.
pub fn any_footing(seed: u64) -> Footing {
    let mut rng = Rng::with_seed(seed);
    if rng.bool() {
        let half = Vec2::new(8.0 + rng.f32() * 50.0, 5.0 + rng.f32() * 3.0);
        return Rectangle { centre: Vec2::new(7.0, -3.0), along: Vec2::X, half }.into();
    }
    let building = surveyed(seed, 1).buildings.remove(0);
    let grown = |r: Ring| r.into_iter().map(|[x, y]| [x * 1.6, y * 1.6]).collect::<Ring>();
    let holes: Vec<Ring> = building.holes.into_iter().map(grown).collect();
    let outline = Polygon::from_rings(&grown(building.footprint.unwrap_or_default()), &holes);
    let rectangle = outline.as_ref().and_then(|o| tightest_rectangle(&o.outer));
    let square = Rectangle { centre: Vec2::ZERO, along: Vec2::X, half: Vec2::splat(10.0) };
    Footing { rectangle: rectangle.unwrap_or(square), outline, storey: 2.8 + rng.f32() }
}

/// A block of `floors` × `rooms` ordinary rooms.
pub fn grid(floors: i16, rooms: usize) -> BlockShape {
    let floor = |floor: i16| FloorShape {
        floor,
        storey: None,
        label: String::new(),
        rooms: (0..rooms)
            .map(|n| RoomShape { id: format!("{floor}-{n}"), number: format!("{floor}{n:02}"), ..RoomShape::default() })
            .collect(),
    };
    BlockShape { building_id: "building-1".into(), floors: (1..=floors).map(floor).collect(), ..BlockShape::default() }
}

/// A ray from around `target` to somewhere in it, or, now and then, to anywhere.
pub fn ray(rng: &mut Rng, target: &Bounds) -> Ray {
    let reach = target.size().length();
    let share = |rng: &mut Rng| rng.f32() * 2.0 - 1.0;
    let origin = target.centre() + reach * Vec3::new(share(rng), rng.f32() + 0.02, share(rng));
    let inside = target.min + target.size() * Vec3::new(rng.f32(), rng.f32(), rng.f32());
    let direction = match rng.u8(0..20) {
        0 => Vec3::new(share(rng), share(rng), share(rng)),
        // Along an axis: the case in which slab tests divide by zero.
        1 => Vec3::NEG_Y,
        2 => Vec3::X,
        _ => inside - origin,
    };
    Ray { origin, direction: direction.normalize_or(Vec3::NEG_Y) }
}
