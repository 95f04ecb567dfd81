//! Draws the scenes of the golden tests, larger, and says how long each took:
//! `cargo run -p louce-picture --example gallery -- FOLDER [WIDTH HEIGHT [FONT [INDEX]]]`.

use louce_picture::{Legend, LegendLine, Lettering, Sheet};
use louce_scene::Scene;
use louce_scene::classes::{Scale, look};
use louce_scene::palette::Theme;
use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

/// Makes a scene.
type MakeScene = fn() -> Scene;

#[path = "../tests/scenes/mod.rs"]
mod scenes;

#[expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().map(PathBuf::from).ok_or("say which folder to write to")?;
    let mut side = |usual: u32| arguments.next().and_then(|side| side.parse().ok()).unwrap_or(usual);
    let (width, height) = (side(1600), side(1000));
    let font = arguments.next().map(std::fs::read).transpose()?;
    let index = arguments.next().and_then(|index| index.parse().ok()).unwrap_or(0);
    let lettering = font.as_ref().map(|file| Lettering::new(file, index)).transpose()?;
    std::fs::create_dir_all(&folder)?;
    let all: [(&str, MakeScene); 6] = [
        ("community_far_light", scenes::community_far_light),
        ("community_near_dark", scenes::community_near_dark),
        ("opened_tower", scenes::opened_tower),
        ("opened_house", scenes::opened_house),
        ("filtered", scenes::filtered),
        ("real_shapes", scenes::real_shapes),
    ];
    for (name, scene) in all {
        let mut scene = scene();
        let start = Instant::now();
        let canvas = match lettering.as_ref() {
            Some(_) => {
                let sheet = sheet(&scene, width, height);
                sheet.fit(&mut scene, lettering.as_ref())?;
                sheet.draw(&scene, lettering.as_ref(), scenes::AT_REST_MS)?
            }
            None => louce_picture::draw(&scene, width, height, scenes::AT_REST_MS)?,
        };
        let drawn = start.elapsed();
        let png = canvas.png()?;
        println!(
            "{name}: drawn in {} ms, {} kB in {} ms",
            drawn.as_millis(),
            png.len() / 1024,
            (start.elapsed() - drawn).as_millis()
        );
        std::fs::write(folder.join(name).with_extension("png"), png)?;
    }
    Ok(())
}

/// The same with names, a legend and a foot.
fn sheet(scene: &Scene, width: u32, height: u32) -> Sheet {
    let names = ["自住", "出租", "空置", "自用经营", "不详"];
    let line = |(class, name): (usize, &str)| LegendLine {
        name: name.to_owned(),
        count: Some(128),
        look: look(Scale::States, class, names.len(), Theme::Light),
    };
    let lines = names.into_iter().enumerate().map(line).collect();
    Sheet {
        width,
        height,
        ratio: width as f32 / scene.viewport().width,
        theme: Theme::Light,
        names: 80,
        legend: Legend { heading: "房屋使用状态 · 间".to_owned(), lines },
        title: "演示社区（虚构数据）· 2026-11-22".to_owned(),
        source: "© OpenStreetMap contributors".to_owned(),
    }
}
