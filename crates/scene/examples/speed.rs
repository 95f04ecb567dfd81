//! How long pointing and recolouring take without a browser: `cargo run --release -p louce-scene --example speed`.

use bevy_math::Vec3;
use louce_scene::Scene;
use louce_scene::block::{Block, Opening};
use louce_scene::bounds::{Bounds, Ray};
use louce_scene::classes::Scale;
use louce_scene::colours::{ColoursShape, Columns};
use louce_scene::polygon::Rectangle;
use louce_scene::shape::{BlockShape, BuildingShape, CommunityShape, FloorShape, RoomShape};
use std::error::Error;
use std::time::Instant;

/// Times that all is recoloured.
const TURNS: usize = 21;
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
        let mut scene = Scene::default();
        scene.set_community(quarter(count));
        println!("{count} buildings, made in {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
        let community = scene.community();
        let [p50, p95] = pointing(&community.bounds, |ray| community.pick(ray, 1.0, None).is_some());
        println!("  pick a building: {p50:.2} µs p50, {p95:.2} µs p95");
        recolouring(&mut scene, count)?;
    }
    let half = bevy_math::Vec2::new(60.0, 40.0);
    let block = Block::new(&tower(60, 400), Rectangle { centre: half, along: bevy_math::Vec2::X, half });
    let opening = Opening::up_to(block.highest(), block.pleasing_gap());
    let [p50, p95] = pointing(&block.bounds(opening), |ray| block.pick(ray, opening).is_some());
    println!("opened building of {} rooms\n  pick a room: {p50:.2} µs p50, {p95:.2} µs p95", block.rooms.len());
    Ok(())
}

/// Times of a colouring told as it comes through the door, and column by column.
#[expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]
fn recolouring(scene: &mut Scene, count: usize) -> Result<(), Box<dyn Error>> {
    let json = [0, 1].map(|turn| colours(count, turn));
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    let slots: Vec<u32> = (0..u32::try_from(count)?).collect();
    let mut bytes = 0;
    for round in 0..TURNS {
        let shape: ColoursShape = serde_json::from_str(json.get(round % 2).map_or("", String::as_str))?;
        let shown: Vec<u8> = shape.buildings.iter().map(|b| b.class.unwrap_or(u8::MAX)).collect();
        let counts: Vec<u32> = shape.buildings.iter().flat_map(|b| b.counts.clone()).collect();
        let storeys: Vec<u8> =
            shape.buildings.iter().flat_map(|b| b.storeys.as_bytes().iter().copied().chain([b'\t'])).collect();
        let columns = Columns { slots: &slots, shown: &shown, counts: &counts, storeys: &storeys };
        scene.take_changes();
        let [told, again, taken] = &mut times;
        told.push(timed(|| scene.set_columns(Scale::States, 5, columns)));
        let changes = scene.take_changes();
        bytes = changes.cells.iter().map(|rows| scene.cell_rows(rows).len()).sum::<usize>()
            + changes.buildings.iter().map(|rows| scene.community_rows(rows).len() * 4).sum::<usize>();
        again.push(timed(|| scene.set_columns(Scale::States, 5, columns)));
        taken.push(timed(|| scene.set_colours(Some(shape))));
        if scene.take_changes().cells.iter().any(|rows| !rows.is_empty()) {
            return Err("the same colours twice are no change".into());
        }
    }
    let [told, again, taken] = times.map(|times| share(times, 0.5));
    println!(
        "  recolour all, by columns: {told:.2} ms, {} kB go to the card; the same by ids: {taken:.2} ms; again: {again:.2} ms",
        bytes / 1000
    );
    Ok(())
}

fn timed(work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    work();
    begun.elapsed().as_secs_f64() * 1e3
}

fn share(mut times: Vec<f64>, part: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count")]
    times.get((times.len() as f64 * part) as usize).copied().unwrap_or_default()
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
fn colours(count: usize, turn: usize) -> String {
    let storey =
        |i: usize| (0..PER_STOREY).map(move |n| char::from(b'0' + u8::try_from((i + n + turn) % 5).unwrap_or(0)));
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
