//! Writes the handover report of an invented community and says how long it took:
//! `cargo run -p louce-report --example invented_handover -- FOLDER [BUILDINGS] [en] [full] [picture=FILE.png]`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use louce_report::{
    AreaPicture, Disclosure, Language, find_fonts, render_html, render_pdf, render_xlsx, usual_font_dirs,
};

#[path = "../tests/sample/mod.rs"]
mod sample;

#[expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]
fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| arguments.iter().any(|argument| argument == word);
    let folder = arguments.first().map(PathBuf::from).ok_or("say which folder to write to")?;
    let buildings = arguments.get(1).and_then(|count| count.parse().ok()).unwrap_or(8);
    let language = if has("en") { Language::English } else { Language::Chinese };
    let mut report = sample::community(buildings, if has("full") { Disclosure::Full } else { Disclosure::Masked });
    println!("{} rooms, {} residents", report.listed_rooms(), report.listed_residents());
    if let Some(file) = arguments.iter().find_map(|argument| argument.strip_prefix("picture=")) {
        report.picture = Some(AreaPicture { png: fs::read(file)?, source: "© OpenStreetMap contributors".to_owned() });
    }
    fs::create_dir_all(&folder)?;

    let start = Instant::now();
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let fonts = find_fonts(&usual_font_dirs(home.as_deref()))?;
    println!("fonts {} and {}: {:.1} s", fonts.serif(), fonts.sans(), start.elapsed().as_secs_f32());

    let start = Instant::now();
    let pdf = render_pdf(&report, &fonts, language, &mut |stage| {
        println!("  {stage:?} at {:.1} s", start.elapsed().as_secs_f32());
    })?;
    write(&folder, "handover.pdf", &pdf, start)?;
    let start = Instant::now();
    write(&folder, "handover.xlsx", &render_xlsx(&report, language)?, start)?;
    let start = Instant::now();
    write(&folder, "handover.html", render_html(&report, language).as_bytes(), start)
}

#[expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]
fn write(folder: &Path, name: &str, bytes: &[u8], start: Instant) -> Result<(), Box<dyn Error>> {
    println!("{name}: {} KB in {:.1} s", bytes.len() / 1024, start.elapsed().as_secs_f32());
    Ok(fs::write(folder.join(name), bytes)?)
}
