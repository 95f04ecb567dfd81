//! Six pictures against those that were looked at and found good. `LOUCE_WRITE_GOLDEN=1` writes them anew; a picture
//! that differs is left with its difference under `target/golden`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

use louce_picture::{Canvas, draw};
use louce_scene::Scene;
use std::path::{Path, PathBuf};

mod scenes;

/// A golden picture is no larger, in bytes.
const LARGEST_FILE: u64 = 60_000;
/// Mean difference of a colour of a pixel, 0 to 255, that rounding on another machine may make.
const MEAN: f64 = 0.35;
/// A pixel differs when its colours differ by more than this together.
const TOLD_APART: u32 = 24;
/// The share of pixels that may differ: a few along edges.
const SHARE: f64 = 0.004;

/// How far two pictures are from each other.
#[derive(Debug)]
struct Distance {
    mean: f64,
    share: f64,
}

impl Distance {
    fn is_small(&self) -> bool {
        self.mean <= MEAN && self.share <= SHARE
    }
}

fn drawn(scene: &Scene) -> Canvas {
    draw(scene, scenes::SIZE.0, scenes::SIZE.1, scenes::AT_REST_MS).expect("a picture of this size can be drawn")
}

fn rgb(canvas: &Canvas) -> Vec<u8> {
    canvas.rgba().chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied()).collect()
}

/// How far apart two pictures of one size are, and where: brighter is farther.
fn compare(a: &[u8], b: &[u8]) -> (Distance, Vec<u8>) {
    assert_eq!(a.len(), b.len(), "both pictures have the size of golden pictures");
    let apart: Vec<u8> = a.iter().zip(b).map(|(x, y)| x.abs_diff(*y)).collect();
    let mean = apart.iter().map(|d| f64::from(*d)).sum::<f64>() / apart.len() as f64;
    let pixel = |p: &[u8]| p.iter().map(|d| u32::from(*d)).sum::<u32>() > TOLD_APART;
    let differing = apart.chunks_exact(3).filter(|p| pixel(p)).count();
    let distance = Distance { mean, share: differing as f64 / (apart.len() / 3) as f64 };
    (distance, apart.iter().map(|d| d.saturating_mul(8)).collect())
}

fn golden_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name).with_extension("png")
}

/// The pixels of a golden picture.
fn read(path: &Path) -> Option<Vec<u8>> {
    let file = std::io::BufReader::new(std::fs::File::open(path).ok()?);
    let mut decoder = png::Decoder::new(file);
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut pixels).ok()?;
    pixels.truncate(info.buffer_size());
    (info.color_type == png::ColorType::Rgb && (info.width, info.height) == scenes::SIZE).then_some(pixels)
}

fn write(path: &Path, rgb: &[u8]) {
    std::fs::create_dir_all(path.parent().expect("a file in a folder")).expect("the folder can be made");
    let file = std::io::BufWriter::new(std::fs::File::create(path).expect("the file can be made"));
    let mut encoder = png::Encoder::new(file, scenes::SIZE.0, scenes::SIZE.1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    encoder.write_header().expect("a header").write_image_data(rgb).expect("all pixels");
}

/// Leaves out the finest steps of colour, so that a committed picture takes a third of the room: what is lost is far
/// below what the comparison tells apart.
fn coarse(rgb: &[u8]) -> Vec<u8> {
    rgb.iter().map(|v| v & !3).collect()
}

fn holds(name: &str, scene: &Scene) {
    let actual = coarse(&rgb(&drawn(scene)));
    let golden = golden_file(name);
    if std::env::var_os("LOUCE_WRITE_GOLDEN").is_some() {
        write(&golden, &actual);
    }
    let size = std::fs::metadata(&golden).map_or(0, |file| file.len());
    assert!(size <= LARGEST_FILE, "{name} takes {size} bytes: what is committed stays small");
    let expected = read(&golden).unwrap_or_else(|| panic!("{name} is missing: LOUCE_WRITE_GOLDEN=1 writes it"));
    let (distance, difference) = compare(&actual, &expected);
    if !distance.is_small() {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
        write(&folder.join(format!("{name}.actual.png")), &actual);
        write(&folder.join(format!("{name}.difference.png")), &difference);
        panic!(
            "{name} is not the picture that was found good ({distance:?}); see {}. If it is meant to look like this, \
             write it anew with LOUCE_WRITE_GOLDEN=1 and look at it",
            folder.display()
        );
    }
}

#[test]
fn a_community_from_afar_in_the_light() {
    holds("community_far_light", &scenes::community_far_light());
}

#[test]
fn a_community_from_near_in_the_dark() {
    holds("community_near_dark", &scenes::community_near_dark());
}

#[test]
fn an_opened_tower_with_a_floor_slid_out() {
    holds("opened_tower", &scenes::opened_tower());
}

#[test]
fn an_opened_house_with_shops_and_a_basement() {
    holds("opened_house", &scenes::opened_house());
}

#[test]
fn a_map_on_which_few_classes_stay_coloured() {
    holds("filtered", &scenes::filtered());
}

#[test]
fn buildings_on_real_outlines_among_roads_water_and_green() {
    holds("real_shapes", &scenes::real_shapes());
}

/// The distance of `scene` from a scene that was changed a little.
fn distance(scene: &Scene, changed: &Scene) -> Distance {
    compare(&coarse(&rgb(&drawn(scene))), &coarse(&rgb(&drawn(changed)))).0
}

#[test]
fn a_camera_that_stands_a_little_nearer_is_noticed() {
    let mut nearer = scenes::community_far_light();
    nearer.set_motion(false);
    nearer.zoom_by(1.01, scenes::AT_REST_MS);
    let distance = distance(&scenes::community_far_light(), &nearer);
    assert!(!distance.is_small(), "one per cent nearer is another picture: {distance:?}");
}

#[test]
fn another_colour_of_one_building_is_noticed() {
    let mut chosen = scenes::filtered();
    chosen.select(Some("b-0-5"));
    let distance = distance(&scenes::filtered(), &chosen);
    assert!(!distance.is_small(), "one tower of seven in another colour is another picture: {distance:?}");
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    let once = drawn(&scenes::real_shapes());
    assert!(once == drawn(&scenes::real_shapes()), "no order of threads goes into a picture");
}
