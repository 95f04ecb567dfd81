//! Draws a community of the everyday size (6,800 buildings) and says what it took:
//! `cargo run -p louce-picture --example everyday_picture -- FILE.png [WIDTH HEIGHT]`.

use louce_scene::Scene;
use louce_scene::classes::Scale;
use louce_scene::shape::{BuildingShape, CommunityShape, SiteShape};
use std::error::Error;
use std::time::Instant;

#[path = "../tests/scenes/mod.rs"]
mod scenes;

/// 170 sites of 40 buildings.
fn community() -> CommunityShape {
    let building = |site: usize, n: usize| BuildingShape {
        id: format!("b-{site}-{n}"),
        site: Some(format!("s-{site}")),
        label: format!("{}幢", n + 1),
        floors_above: [6, 11, 18, 2].into_iter().cycle().nth(site + n / 30).unwrap_or(6),
        units: Some(2),
        room_count: 22,
        ..BuildingShape::default()
    };
    CommunityShape {
        sites: (0..170).map(|s| SiteShape { id: format!("s-{s}"), name: format!("{s}号院") }).collect(),
        buildings: (0..170).flat_map(|s| (0..40).map(move |n| building(s, n))).collect(),
        ..CommunityShape::default()
    }
}

#[expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("say which file to write")?;
    let mut side = |usual: u32| arguments.next().and_then(|side| side.parse().ok()).unwrap_or(usual);
    let (width, height) = (side(1600), side(1000));
    let start = Instant::now();
    let mut scene = Scene::default();
    scene.set_motion(false);
    scene.resize(width as f32, height as f32);
    let shape = community();
    let colours = scenes::colours(&shape, Scale::States, 5);
    scene.set_community(shape);
    scene.set_colours(Some(colours));
    println!("scene made in {} ms; {} now", start.elapsed().as_millis(), memory("VmRSS"));
    for turn in 1..=3 {
        let start = Instant::now();
        let canvas = louce_picture::draw(&scene, width, height, 0.0)?;
        let drawn = start.elapsed();
        let png = canvas.png()?;
        let packed = start.elapsed() - drawn;
        println!(
            "{turn}: drawn in {} ms, packed in {} ms, {} kB",
            drawn.as_millis(),
            packed.as_millis(),
            png.len() / 1024
        );
        std::fs::write(&file, png)?;
    }
    println!("{} at most", memory("VmHWM"));
    Ok(())
}

/// What the system says of this process's memory, where it says anything.
fn memory(what: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':'));
    line.map_or("memory unknown".to_owned(), |line| line.trim().to_owned())
}
