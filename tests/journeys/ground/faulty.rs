//! Maps that are broken, odd or none: what can be drawn comes, the rest is named, and a map that cannot be read writes nothing.

use super::{Maps, block, feature, house, said};
use crate::bench::Bench;
use louce_app::host::{Unwatched, Watch};
use louce_app::import::commit::commit;
use louce_app::import::preview::prepare;
use louce_wire::{ErrorCode, ImportChoices, Progress, RpcError};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

fn refused(bench: &Bench, file: &Path) -> RpcError {
    let before = bench.everything();
    let read = prepare(bench.asking(), file, &ImportChoices::default(), &Unwatched).map(|_| ());
    let error = read.expect_err("it is no map");
    assert_eq!(bench.everything(), before, "nothing is written");
    error
}

fn put(maps: &Maps, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = maps.folder.path().join(name);
    std::fs::write(&path, bytes).expect("the file is written");
    path
}

#[test]
fn a_json_that_is_no_map_is_refused_with_what_it_is() {
    let (bench, maps) = (Bench::new(), Maps::new());
    for (name, bytes, zh) in [
        ("people.json", br#"[{"name":"a","room":"501"}]"#.as_slice(), "记录列表（name、room）"),
        ("package.json", br#"{"name":"louce"}"#, "一般的 JSON 数据"),
        ("list.json", "姓名,住址\n张三,示例苑1幢\n".as_bytes(), "CSV"),
        ("packed.geojson", b"\x1F\x8B\x08\0\0\0", "压缩包"),
        ("half.geojson", br#"{"type":"FeatureCollection","features":[{"type""#, "第 1 个要素"),
        ("empty.geojson", b"", "空"),
    ] {
        let error = refused(&bench, &put(&maps, name, bytes));
        assert_eq!(said(&error), (ErrorCode::Unreadable, None), "{name}");
        assert!(error.zh.contains(zh) && error.zh.contains('请') || name == "empty.geojson", "{name}: {}", error.zh);
    }
}

#[test]
fn features_that_cannot_be_drawn_are_named_and_the_others_come() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let flat = house(r#""@id":"way/7""#, [0.0, 0.0]).replace("Polygon", "MultiPoint");
    let crossed = feature(
        r#""building":"yes","@id":"way/9""#,
        &["[[121.9,29.5],[121.904,29.5012],[121.904,29.5],[121.9,29.502]]".to_owned()],
    );
    let file = maps.write(
        "quarter.geojson",
        &[
            house(r#""@id":"way/1""#, [0.0, 0.0]),
            flat,
            crossed,
            feature(r#""amenity":"bench""#, &[block([0.0, 0.0], [1.0, 1.0])]),
        ],
    );
    let preview = bench.preview(&file);
    let left: Vec<(u32, &str, Option<&str>)> =
        preview.warnings.iter().map(|left| (left.row, left.code.as_str(), left.raw.as_deref())).collect();
    let named = [(2, "feature_unreadable", None), (3, "feature_crossed", Some("way/9"))];
    assert_eq!(left, named, "each by its place in the file and its name there");
    assert_eq!(
        (preview.counts.added, preview.counts.rejected, preview.counts.dropped),
        (1, 2, 1),
        "and all are counted"
    );
    bench.lay(&file);
    assert_eq!(bench.map().buildings.len(), 1, "the sound one stands");
}

#[test]
fn a_map_of_which_nothing_can_be_drawn_says_why() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let file = maps.write("flat.geojson", &[feature(r#""building":"yes""#, &["[]".to_owned()])]);
    let error = refused(&bench, &file);
    assert_eq!(error.code, ErrorCode::Invalid, "it is a map");
    assert!(error.zh.contains("第 1 个要素：没有图形"), "of nothing: {}", error.zh);
}

#[test]
fn squares_and_rivers_that_are_lines_come_to_lie_on_the_map() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let river = r#"{"type":"Feature","properties":{"waterway":"river","name":"月河"},"geometry":{"type":"LineString","coordinates":[[121.9,29.5],[121.91,29.5]]}}"#;
    let square = feature(
        r#""highway":"pedestrian""#,
        &[block([100.0, 100.0], [60.0, 60.0]), block([120.0, 120.0], [20.0, 20.0])],
    );
    let file = maps.write("base.geojson", &[house(r#""@id":"way/1""#, [0.0, 0.0]), river.to_owned(), square]);
    let told = bench.preview(&file).ground.expect("it is a map");
    assert_eq!((told.roads, told.paved, told.water, told.streams), (0, 1, 1, 1), "the preview says how many of each");
    bench.lay(&file);
    let ground = bench.map().ground;
    assert_eq!((ground.paved.len(), ground.paved_holes.len()), (1, 1), "the square, around its flower bed");
    let wide =
        ground.water[0].iter().map(|[_, y]| *y).fold((f32::MAX, f32::MIN), |(low, high), y| (low.min(y), high.max(y)));
    assert!((wide.1 - wide.0 - 20.0).abs() < 0.5, "a river of twenty metres: {wide:?}");
    let again = bench.lay(&file);
    assert_eq!((again.counts.added, again.counts.updated), (0, 0), "a second time writes nothing");
}

/// Stops at the first word about writing.
#[derive(Default)]
struct Stopping {
    writing: AtomicBool,
}

impl Watch for Stopping {
    fn progress(&self, progress: Progress) {
        self.writing.store(progress.phase == "writing", Ordering::Relaxed);
    }

    fn cancelled(&self) -> bool {
        self.writing.load(Ordering::Relaxed)
    }
}

#[test]
fn a_map_stopped_while_it_is_written_leaves_nothing() {
    let (bench, maps) = (Bench::new(), Maps::new());
    let file = maps.write("quarter.geojson", &[house(r#""@id":"way/1""#, [0.0, 0.0])]);
    let prepared = prepare(bench.asking(), &file, &ImportChoices::default(), &Unwatched).expect("it is read");
    let before = bench.everything();
    let error = commit(bench.asking(), &prepared, &Stopping::default()).expect_err("the clerk said stop");
    assert_eq!(error.code, ErrorCode::Cancelled, "{error}");
    assert_eq!(bench.everything(), before, "nothing partial is written");
}
