//! How long pointing and recolouring take without a browser: `cargo run --release -p louce-scene --example speed`.

use bevy_math::Vec3;
use louce_scene::block::{Block, Opening};
use louce_scene::bounds::{Bounds, Ray};
use louce_scene::colours::{Colours, ColoursShape};
use louce_scene::community::Community;
use louce_scene::polygon::Rectangle;
use louce_scene::shape::{BlockShape, BuildingShape, CommunityShape, FloorShape, RoomShape};
use std::error::Error;
use std::time::Instant;

/// Rays of each measurement.
const RAYS: usize = 20_000;
/// Buildings of the everyday register, and rooms on each of their six storeys.
const BUILDINGS: usize = 6_800;
const PER_STOREY: usize = 4;

#[expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]
fn main() -> Result<(), Box<dyn Error>> {
    for scale in [1, 10] {
        let count = BUILDINGS * scale;
        let begun = Instant::now();
        let community = Community::new(quarter(count));
        println!("{count} buildings, made in {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
        let [p50, p95] = pointing(&community.bounds, |ray| community.pick(ray, 1.0, None).is_some());
        println!("  pick a building: {p50:.2} µs p50, {p95:.2} µs p95");
        let json = colours(count);
        let begun = Instant::now();
        let shape: ColoursShape = serde_json::from_str(&json)?;
        let read = begun.elapsed();
        let mut colours = Colours::default();
        colours.set(shape);
        let cells = colours.cells(&community);
        println!(
            "  recolour all: {:.1} ms, of which {:.1} ms to read {} kB; {} kB go to the card",
            begun.elapsed().as_secs_f64() * 1e3,
            read.as_secs_f64() * 1e3,
            json.len() / 1000,
            cells.len() / 1000
        );
    }
    let half = bevy_math::Vec2::new(60.0, 40.0);
    let block = Block::new(&tower(60, 400), Rectangle { centre: half, along: bevy_math::Vec2::X, half });
    let opening = Opening::up_to(block.highest(), block.pleasing_gap());
    let [p50, p95] = pointing(&block.bounds(opening), |ray| block.pick(ray, opening).is_some());
    println!("opened building of {} rooms\n  pick a room: {p50:.2} µs p50, {p95:.2} µs p95", block.rooms.len());
    Ok(())
}

/// Microseconds of the middle ray and of the slowest in twenty.
fn pointing(target: &Bounds, pick: impl Fn(&Ray) -> bool) -> [f64; 2] {
    let mut rng = fastrand::Rng::with_seed(1);
    let mut inside = || target.min + target.size() * Vec3::new(rng.f32(), rng.f32(), rng.f32());
    let reach = target.size().length();
    let mut times: Vec<f64> = (0..RAYS)
        .map(|_| {
            let (from, to) = (inside() + Vec3::Y * reach * 0.4, inside());
            let ray = Ray { origin: from, direction: (to - from).normalize_or(Vec3::NEG_Y) };
            let begun = Instant::now();
            std::hint::black_box(pick(&ray));
            begun.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    [RAYS / 2, RAYS * 19 / 20].map(|at| times.get(at).copied().unwrap_or_default())
}

#[expect(clippy::cast_precision_loss, reason = "an invented quarter of some hundred kilometres at most")]
fn quarter(count: usize) -> CommunityShape {
    let side = count.isqrt().max(1);
    let building = |i: usize| {
        let (x, y, long) = ((i % side) as f32 * 74.0, (i / side) as f32 * 52.0, 30.0 + (i % 20) as f32);
        BuildingShape {
            id: format!("b{i}"),
            footprint: Some(vec![[x, y], [x + long, y], [x + long, y + 13.0], [x, y + 13.0]]),
            floors_above: 6,
            room_count: 24,
            ..BuildingShape::default()
        }
    };
    CommunityShape { buildings: (0..count).map(building).collect(), ..CommunityShape::default() }
}

/// A colouring as it comes through the door.
fn colours(count: usize) -> String {
    let storey = |i: usize| (0..PER_STOREY).map(move |n| char::from(b'0' + u8::try_from((i + n) % 5).unwrap_or(0)));
    let building = |i: usize| {
        let storeys: Vec<String> =
            (0..6).map(|floor| format!("\"{}\"", storey(i + floor).collect::<String>())).collect();
        format!(r#"{{"id":"b{i}","class":{},"counts":[6,6,4,4,4],"storeys":[{}]}}"#, i % 5, storeys.join(","))
    };
    let buildings: Vec<String> = (0..count).map(building).collect();
    format!(
        r#"{{"mode":"state","asOf":null,"scale":"states","perBuilding":false,"classes":[{{}},{{}},{{}},{{}},{{}}],"buildings":[{}]}}"#,
        buildings.join(",")
    )
}

fn tower(floors: i16, rooms: usize) -> BlockShape {
    let room = |floor: i16, n: usize| RoomShape { id: format!("{floor}-{n}"), ..RoomShape::default() };
    let floor =
        |floor: i16| FloorShape { floor, rooms: (0..rooms).map(|n| room(floor, n)).collect(), ..FloorShape::default() };
    BlockShape { floors: (1..=floors).map(floor).collect(), ..BlockShape::default() }
}
