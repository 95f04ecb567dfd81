//! Pictures of the demo community, drawn without a window.

use crate::bench::Bench;
use louce_app::export::ExportKind;
use louce_app::host::Unwatched;
use louce_app::picture::{Language, PictureOrder, PictureWritten, write_picture};
use louce_app::{building, community, demo};
use louce_wire::{ColourMode, ErrorCode, RpcError};
use std::path::Path;

fn order(out: &Path) -> PictureOrder {
    PictureOrder {
        building: None,
        floor: None,
        mode: ColourMode::State,
        size: [480, 300],
        ratio: 1.0,
        dark: false,
        language: Language::Chinese,
        out: out.to_owned(),
    }
}

/// Draws an order, and gives the file back.
fn drawn(bench: &Bench, order: &PictureOrder) -> Result<(PictureWritten, Vec<u8>), RpcError> {
    let written = write_picture(bench.asking(), order)?;
    let png = std::fs::read(&order.out).expect("the picture is there");
    assert!(png.starts_with(b"\x89PNG") && png.len() == written.bytes, "a PNG file of the size that is told");
    Ok((written, png))
}

#[test]
fn the_map_and_an_opened_building_are_drawn_in_every_mode() {
    let (bench, folder) = (Bench::new(), tempfile::tempdir().expect("a folder"));
    demo::fill(bench.asking(), 0.003, &Unwatched).expect("the community is invented");
    let map = order(&folder.path().join("map.png"));
    let (written, by_state) = drawn(&bench, &map).expect("the map is drawn");
    assert_eq!(written.buildings, bench.list(ExportKind::Buildings).len(), "every building stands on it");
    assert!(by_state == drawn(&bench, &map).expect("again").1, "the same register gives the same picture");

    let all = community::community(bench.asking()).expect("the map").buildings;
    let tallest = all.iter().max_by_key(|building| building.floors_above).expect("there are buildings").id.clone();
    let opened = PictureOrder { building: Some(tallest.clone()), ..map.clone() };
    let (_, inside) = drawn(&bench, &opened).expect("a building is drawn opened");
    assert!(inside != by_state, "which is another picture than the map");
    let floors = building::building(bench.asking(), &tallest, None).expect("its page").block.floors;
    let floor = floors.get(floors.len() / 2).map(|floor| floor.floor);
    let (_, slid) = drawn(&bench, &PictureOrder { floor, ..opened.clone() }).expect("with a floor slid out");
    assert!(slid != inside, "which is another again");

    let nowhere = drawn(&bench, &PictureOrder { floor: Some(99), ..opened }).err().map(|error| error.code);
    assert_eq!(nowhere, Some(ErrorCode::Invalid), "a floor that is not there cannot slide out");

    let modes = [
        ColourMode::Occupancy,
        ColourMode::Verified,
        ColourMode::Findings,
        ColourMode::Tenancy,
        ColourMode::Plates,
        ColourMode::Organisations,
    ];
    for mode in modes {
        let (_, picture) = drawn(&bench, &PictureOrder { mode, ..map.clone() }).expect("every mode is drawn");
        assert!(picture != by_state, "{mode:?} does not look like the states");
    }
    let (_, dark) = drawn(&bench, &PictureOrder { dark: true, ..map.clone() }).expect("in the dark");
    assert!(dark != by_state, "slate is not paper");
}

#[test]
fn a_picture_that_cannot_be_drawn_is_refused_and_leaves_no_file() {
    let (bench, folder) = (Bench::new(), tempfile::tempdir().expect("a folder"));
    let out = folder.path().join("map.png");
    for size in [[0, 0], [100, 4_000], [4_000_000, 300]] {
        let refused = drawn(&bench, &PictureOrder { size, ..order(&out) }).err().map(|error| error.code);
        assert_eq!(refused, Some(ErrorCode::Invalid), "{size:?} is no size of a picture");
    }
    let nobody = PictureOrder { building: Some("7b0c6c5e-0000-4000-8000-000000000000".to_owned()), ..order(&out) };
    assert_eq!(drawn(&bench, &nobody).err().map(|error| error.code), Some(ErrorCode::NotFound), "no such building");
    assert!(!out.exists(), "nothing was written");
    drawn(&bench, &order(&out)).expect("an empty register is an empty map, not an error");
}
