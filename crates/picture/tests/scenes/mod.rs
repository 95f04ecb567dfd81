//! Six scenes that between them show everything a picture can show. No chance: the n-th of anything is always the same.
#![allow(dead_code, reason = "each test binary uses its own part")]

use louce_scene::Scene;
use louce_scene::classes::Scale;
use louce_scene::colours::{BuildingColour, ClassShape, ColoursShape};
use louce_scene::palette::Theme;
use louce_scene::shape::{
    BlockShape, BuildingShape, CommunityShape, FloorShape, GroundShape, RoadShape, RoomKind, RoomShape, SiteShape,
    StateCode,
};

/// Long after every movement has ended.
pub const AT_REST_MS: f64 = 60_000.0;

/// Width and height of a golden picture.
pub const SIZE: (u32, u32) = (376, 235);

/// An empty scene on a canvas of the golden pictures' size.
pub fn empty() -> Scene {
    let mut scene = Scene::default();
    scene.resize(SIZE.0 as f32, SIZE.1 as f32);
    scene
}

/// Shows `shape`, coloured by classes that differ from room to room.
fn show(scene: &mut Scene, shape: CommunityShape, scale: Scale, classes: u8) {
    let colours = colours(&shape, scale, classes);
    scene.set_community(shape);
    scene.set_colours(Some(colours));
}

/// The class of a room: most of a building's rooms share one.
fn class(building: usize, storey: u16, room: usize, classes: u8) -> u8 {
    let odd = (building * 5 + usize::from(storey) * 3 + room * 7).is_multiple_of(4);
    let own = if odd { building * 3 + usize::from(storey) + room } else { building * 7 + building / 5 };
    u8::try_from(own % usize::from(classes)).unwrap_or_default()
}

pub fn colours(shape: &CommunityShape, scale: Scale, classes: u8) -> ColoursShape {
    let building = |(n, b): (usize, &BuildingShape)| {
        let digit = |storey: u16, room| char::from(b'0' + class(n, storey, room, classes));
        let storeys: Vec<String> =
            (0..b.floors_above).map(|storey| (0..4).map(|room| digit(storey, room)).collect()).collect();
        let count = |class: u8| storeys.iter().flat_map(|s| s.bytes()).filter(|digit| *digit == b'0' + class).count();
        let counts: Vec<u32> = (0..classes).map(|class| count(class) as u32).collect();
        let most = (0..classes).max_by_key(|class| (counts.get(usize::from(*class)), classes - class));
        BuildingColour { id: b.id.clone(), class: most, counts, storeys: storeys.iter().collect() }
    };
    ColoursShape {
        scale,
        per_building: false,
        classes: vec![ClassShape {}; usize::from(classes)],
        buildings: shape.buildings.iter().enumerate().map(building).collect(),
    }
}

/// Brings `scene` to rest.
pub fn rested(mut scene: Scene) -> Scene {
    scene.advance(AT_REST_MS);
    scene
}

/// A whole community that nobody has surveyed, from afar.
pub fn community_far_light() -> Scene {
    let mut scene = empty();
    show(&mut scene, estate(), Scale::States, 5);
    rested(scene)
}

/// One of its sites from near, in the dark.
pub fn community_near_dark() -> Scene {
    let mut scene = empty();
    scene.set_theme(Theme::Dark);
    show(&mut scene, estate(), Scale::Amount, 6);
    scene.fly_to("b-1-4", 0.0);
    scene.select(Some("b-1-4"));
    rested(scene)
}

/// A tower opened, with its eleventh floor slid out.
pub fn opened_tower() -> Scene {
    let mut scene = empty();
    show(&mut scene, estate(), Scale::States, 5);
    scene.open(&tower(), 0.0);
    scene.open_floor(Some(11), 1_000.0);
    scene.select(Some("11-2"));
    rested(scene)
}

/// A small house opened: shops below, a basement, flats above.
pub fn opened_house() -> Scene {
    let mut scene = empty();
    show(&mut scene, estate(), Scale::States, 5);
    scene.open(&house(), 0.0);
    rested(scene)
}

/// Only what needs a look stays coloured, the rest steps back.
pub fn filtered() -> Scene {
    let mut scene = empty();
    show(&mut scene, estate(), Scale::Attention, 4);
    scene.set_filter(Some(&[2, 3]));
    scene.fly_to("s-0", 0.0);
    rested(scene)
}

/// Buildings on outlines as they are surveyed: L, U, a courtyard, a round end; roads, water and green around them, and
/// measured footprints that no building has taken.
pub fn real_shapes() -> Scene {
    let mut scene = empty();
    show(&mut scene, surveyed(), Scale::States, 5);
    rested(scene)
}

/// The n-th state.
pub fn state(n: usize) -> StateCode {
    StateCode::ALL.into_iter().cycle().nth(n * 7 + n / 5).unwrap_or_default()
}

fn building(site: usize, n: usize, floors_above: u16) -> BuildingShape {
    BuildingShape {
        id: format!("b-{site}-{n}"),
        site: Some(format!("s-{site}")),
        label: format!("{}幢", n + 1),
        floors_above,
        units: Some(2),
        room_count: u32::from(floors_above) * 4,
        ..BuildingShape::default()
    }
}

/// Three sites: towers, slabs, houses.
pub fn estate() -> CommunityShape {
    let kinds = [(0, 7, 18), (1, 10, 6), (2, 14, 2)];
    CommunityShape {
        sites: kinds.iter().map(|(s, ..)| SiteShape { id: format!("s-{s}"), name: format!("{s}号院") }).collect(),
        buildings: kinds
            .iter()
            .flat_map(|&(s, count, floors)| (0..count).map(move |n| building(s, n, floors)))
            .collect(),
        ground: GroundShape::default(),
    }
}

fn room(floor: i16, n: usize, unit: Option<&str>) -> RoomShape {
    RoomShape {
        id: format!("{floor}-{n}"),
        number: format!("{floor}{n:02}"),
        unit: unit.map(str::to_owned),
        state: state(n * 3 + floor.unsigned_abs() as usize),
        ..RoomShape::default()
    }
}

/// Eighteen storeys of four rooms in two units.
pub fn tower() -> BlockShape {
    let floor = |floor: i16| FloorShape {
        floor,
        label: format!("{floor}层"),
        rooms: (1..=4).map(|n| room(floor, n, Some(if n < 3 { "1单元" } else { "2单元" }))).collect(),
        ..FloorShape::default()
    };
    BlockShape { building_id: "b-0-3".into(), floors: (1..=18).map(floor).collect(), ..<_>::default() }
}

/// Two storeys above three shops, and a basement.
pub fn house() -> BlockShape {
    let floor = |floor: i16, rooms: usize, kind: RoomKind| FloorShape {
        floor,
        rooms: (1..=rooms).map(|n| RoomShape { kind, ..room(floor, n, None) }).collect(),
        ..FloorShape::default()
    };
    let floors = vec![
        floor(-1, 2, RoomKind::Basement),
        floor(1, 3, RoomKind::Shop),
        floor(2, 2, RoomKind::Dwelling),
        floor(3, 2, RoomKind::Dwelling),
    ];
    BlockShape { building_id: "b-2-5".into(), floors, ..<_>::default() }
}

/// Outlines with their ground.
pub fn surveyed() -> CommunityShape {
    let l = vec![[0.0, 0.0], [44.0, 0.0], [44.0, 14.0], [14.0, 14.0], [14.0, 40.0], [0.0, 40.0]];
    let u = vec![
        [0.0, 0.0],
        [52.0, 0.0],
        [52.0, 38.0],
        [38.0, 38.0],
        [38.0, 13.0],
        [14.0, 13.0],
        [14.0, 38.0],
        [0.0, 38.0],
    ];
    let square = vec![[0.0, 0.0], [48.0, 0.0], [48.0, 44.0], [0.0, 44.0]];
    let yard = vec![[13.0, 12.0], [35.0, 12.0], [35.0, 32.0], [13.0, 32.0]];
    let half_round =
        (0..=8).map(|i| (i as f32 * 22.5).to_radians()).map(|a| [30.0 + 13.0 * a.sin(), 13.0 - 13.0 * a.cos()]);
    let round: Vec<[f32; 2]> = [[0.0, 26.0], [0.0, 0.0]].into_iter().chain(half_round).collect();
    let at = |ring: &[[f32; 2]], x: f32, y: f32| ring.iter().map(|p| [p[0] + x, p[1] + y]).collect::<Vec<_>>();
    let house = |n: usize, ring: Vec<[f32; 2]>, holes: Vec<Vec<[f32; 2]>>, floors_above: u16| BuildingShape {
        footprint: Some(ring),
        holes,
        ..building(9, n, floors_above)
    };
    let unclaimed = |n: usize, ring: Vec<[f32; 2]>, floors_above: u16| BuildingShape {
        unclaimed: true,
        ..house(n, ring, vec![], floors_above)
    };
    CommunityShape {
        sites: vec![SiteShape { id: "s-9".into(), name: "河湾里".into() }],
        buildings: vec![
            house(0, at(&l, 0.0, 0.0), vec![], 6),
            house(1, at(&u, 70.0, 0.0), vec![], 9),
            house(2, at(&square, 10.0, 70.0), vec![at(&yard, 10.0, 70.0)], 5),
            house(3, at(&round, 84.0, 78.0), vec![], 14),
            unclaimed(4, at(&l, 132.0, 66.0), 9),
            unclaimed(5, at(&yard, -60.0, 0.0), 2),
        ],
        ground: GroundShape {
            roads: vec![
                RoadShape { points: vec![[-60.0, 55.0], [160.0, 55.0], [210.0, 90.0]], width_m: 9.0 },
                RoadShape { points: vec![[60.0, -60.0], [60.0, 150.0]], width_m: 6.0 },
            ],
            water: vec![vec![
                [-60.0, 120.0],
                [40.0, 126.0],
                [150.0, 150.0],
                [150.0, 175.0],
                [30.0, 152.0],
                [-60.0, 144.0],
            ]],
            green: vec![vec![[132.0, 0.0], [170.0, 0.0], [170.0, 45.0], [132.0, 45.0]]],
            ..GroundShape::default()
        },
    }
}
