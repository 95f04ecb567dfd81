//! Classes and what they look like: apart for every eye, by mark as well as by colour, and never a mesh built again.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code outside test functions")]

mod generated;

use louce_scene::Scene;
use louce_scene::classes::{MOST_CLASSES, Pattern, Scale, legend, look};
use louce_scene::colours::{ColoursShape, Columns, RoomColoursShape};
use louce_scene::paint::{Marks, Presence, texel};
use louce_scene::palette::{Palette, Rgb, Theme};

/// Where a colour lies for an eye of one kind, in Oklab; two units of 0.02 are told apart side by side.
fn seen(colour: Rgb, eye: &[[f32; 3]; 3]) -> [f32; 3] {
    let linear = colour.map(|c| {
        let c = f32::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    let dot = |row: &[f32; 3], v: &[f32; 3]| row[0] * v[0] + row[1] * v[1] + row[2] * v[2];
    let rgb = [0, 1, 2].map(|i| dot(&eye[i], &linear).clamp(0.0, 1.0));
    let lms = [
        dot(&[0.412_221_5, 0.536_332_5, 0.051_446], &rgb).cbrt(),
        dot(&[0.211_903_5, 0.680_699_5, 0.107_397], &rgb).cbrt(),
        dot(&[0.088_302_5, 0.281_718_8, 0.629_978_7], &rgb).cbrt(),
    ];
    [
        dot(&[0.210_454_3, 0.793_617_8, -0.004_072], &lms),
        dot(&[1.977_998_5, -2.428_592_2, 0.450_593_7], &lms),
        dot(&[0.025_904, 0.782_771_8, -0.808_675_8], &lms),
    ]
}

/// Full sight, and protanopia, deuteranopia and tritanopia after Machado, Oliveira and Fernandes (2009).
const EYES: [[[f32; 3]; 3]; 4] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_82, 0.042_94, 0.968_881]],
    [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_9]],
];

fn nearest_pair(colours: &[Rgb], eye: &[[f32; 3]; 3]) -> f32 {
    let apart = |a: Rgb, b: Rgb| {
        let (a, b) = (seen(a, eye), seen(b, eye));
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt()
    };
    let pairs = (0..colours.len()).flat_map(|i| (0..i).map(move |j| (i, j)));
    pairs.map(|(i, j)| apart(colours[i], colours[j])).fold(f32::INFINITY, f32::min)
}

#[test]
fn classes_stay_apart_for_every_eye_in_both_themes() {
    for (scale, theme) in [Scale::States, Scale::Amount, Scale::Attention]
        .into_iter()
        .flat_map(|s| [Theme::Light, Theme::Dark].map(|t| (s, t)))
    {
        for classes in 2..=7 {
            if scale == Scale::States && classes > 5 {
                continue;
            }
            let colours: Vec<Rgb> = (0..classes).map(|c| look(scale, c, classes, theme).0).collect();
            for eye in &EYES {
                let apart = nearest_pair(&colours, eye);
                assert!(apart > 0.035, "{scale:?} {theme:?}, {classes} classes: two are but {apart} apart");
            }
        }
    }
}

#[test]
fn an_ordered_scale_changes_in_lightness_all_the_way() {
    for (scale, theme) in
        [Scale::Amount, Scale::Attention].into_iter().flat_map(|s| [Theme::Light, Theme::Dark].map(|t| (s, t)))
    {
        let light: Vec<f32> = (0..7).map(|c| seen(look(scale, c, 7, theme).0, &EYES[0])[0]).collect();
        let up = theme == Theme::Dark;
        let ordered = light.windows(2).all(|pair| (pair[1] > pair[0]) == up);
        assert!(ordered, "{scale:?} {theme:?} reads in a print without colour: {light:?}");
    }
}

#[test]
fn every_class_has_a_mark_of_its_own() {
    for scale in [Scale::States, Scale::Amount, Scale::Attention] {
        for classes in 2..=if scale == Scale::States { 5 } else { MOST_CLASSES } {
            let mut marks: Vec<u8> = (0..classes).map(|c| look(scale, c, classes, Theme::Light).1 as u8).collect();
            marks.sort_unstable();
            marks.dedup();
            assert_eq!(marks.len(), classes, "{scale:?}: no two of {classes} classes share a mark");
        }
    }
    for (number, pattern) in Pattern::ALL.into_iter().enumerate() {
        assert_eq!(pattern as usize, number, "the shaders look marks up by their number");
    }
}

#[test]
fn a_legend_names_what_is_drawn() {
    let lines = legend(Scale::States, 5, Theme::Light);
    assert_eq!(lines.len(), 5, "a line a class");
    assert_eq!((lines[0].colour.as_str(), lines[0].pattern), ("rgb(86 152 200)", Pattern::Plain), "自住 is plain blue");
    assert_ne!(lines[1].colour, lines[1].ink, "a mark is seen on its own colour");
    assert_eq!(legend(Scale::Amount, 200, Theme::Dark).len(), MOST_CLASSES, "there are never more than ten");
}

#[test]
fn a_texel_carries_colour_pattern_and_marks() {
    let marks = Marks { presence: Presence::Dim, selected: true, ..Marks::default() };
    assert_eq!(texel(([1, 2, 3], Pattern::Crossed), marks), [1, 2, 3, 3 + 16 + 64], "the shaders read these bits");
    let hidden = Marks { presence: Presence::Hidden, ..Marks::default() };
    assert_eq!(texel(([0; 3], Pattern::DenseCrossed), hidden)[3], 9 + 48, "ten marks and four presences fit a byte");
}

fn coloured() -> Scene {
    let mut scene = Scene::default();
    scene.set_community(
        serde_json::from_str(
            r#"{"buildings":[
        {"id":"a","label":"1幢","floorsAbove":2,"roomCount":4,"footprint":[[0,0],[20,0],[20,10],[0,10]]},
        {"id":"b","label":"2幢","floorsAbove":2,"roomCount":4,"footprint":[[40,0],[60,0],[60,10],[40,10]]},
        {"id":"c","label":"3幢","floorsAbove":2,"roomCount":4,"footprint":[[80,0],[99,0],[99,10],[80,10]]}]}"#,
        )
        .unwrap(),
    );
    let colours: ColoursShape = serde_json::from_str(
        r#"{"mode":"occupancy","asOf":null,"scale":"amount","perBuilding":false,
        "classes":[{"code":"none","count":3},{"code":"one","count":4},{"code":"more","count":1}],
        "buildings":[{"id":"a","class":1,"counts":[1,3,0],"storeys":["11","01"]},
                     {"id":"b","class":1,"counts":[0,3,1],"storeys":["12","1-"]},
                     {"id":"gone","class":2,"counts":[0,0,9],"storeys":["2"]}]}"#,
    )
    .unwrap();
    scene.set_colours(Some(colours));
    scene
}

fn colour(texel: [u8; 4]) -> Rgb {
    [texel[0], texel[1], texel[2]]
}

#[test]
fn a_building_shows_its_class_and_a_facade_the_rooms() {
    let scene = coloured();
    let texels = scene.community_texels();
    let (one, mark) = look(Scale::Amount, 1, 3, Theme::Light);
    assert_eq!((colour(texels[0]), texels[0][3]), (one, mark as u8), "from afar the class of most rooms");
    assert_eq!(colour(texels[2]), Palette::of(Theme::Light).plain, "a building nothing is said of stays bare");
    let cells = scene.cells();
    let facade = scene.community().facades.facade(0).unwrap().range();
    let own = &cells[facade.start as usize..facade.end as usize];
    assert!(own.contains(&0) && own.contains(&1) && !own.contains(&2), "near, what its rooms are: {own:?}");
}

#[test]
fn a_footprint_that_no_building_has_taken_looks_like_ground_whatever_is_told() {
    let mut scene = coloured();
    let mut shape = generated::estate(1, 1, 3);
    shape.buildings[0].id = "a".into();
    shape.buildings[0].unclaimed = true;
    scene.set_community(shape);
    for theme in [Theme::Light, Theme::Dark] {
        scene.set_theme(theme);
        let texel = scene.community_texels()[0];
        let palette = Palette::of(theme);
        assert_eq!(colour(texel), palette.measured, "{theme:?}: not the colour of a class");
        assert_eq!(texel[3] & 15, 15, "{theme:?}: the number on which shaders leave out storeys and mark");
        let ground = palette.ground.map(|tone| nearest_pair(&[tone, palette.measured], &EYES[0]));
        let building = nearest_pair(&[palette.plain, palette.measured], &EYES[0]);
        assert!(ground.iter().any(|g| *g < building), "{theme:?}: nearer to ground than to a building");
    }
}

#[test]
fn stairwells_look_like_no_slab_and_no_class() {
    for theme in [Theme::Light, Theme::Dark] {
        let palette = Palette::of(theme);
        assert!(nearest_pair(&[palette.core, palette.plain], &EYES[0]) > 0.08, "{theme:?}: apart from the slabs");
        for state in palette.states {
            let apart = nearest_pair(&[palette.core, state], &EYES[0]);
            assert!(apart > 0.06, "{theme:?}: a stairwell is no room in state {state:?}, {apart}");
        }
    }
}

#[test]
fn a_filter_leaves_the_chosen_classes_and_shows_how_many_rooms_are_of_them() {
    let mut scene = coloured();
    scene.set_filter(Some(&[2]));
    let texels = scene.community_texels();
    let (two, _) = look(Scale::Amount, 2, 3, Theme::Light);
    assert_eq!(texels[0][3] >> 4 & 3, Presence::Dim as u8, "a building without such a room steps back");
    assert_eq!(texels[1][3] >> 4 & 3, Presence::Usual as u8, "one with such a room does not, though most are others");
    let plain = Palette::of(Theme::Light).plain;
    assert!(colour(texels[1]) != two && colour(texels[1]) != plain, "it shows them as strongly as they are many");
    let panes = scene.panes();
    assert_eq!([panes[0][3], panes[1][3]], [255, 255], "panes of other classes are glass");
    assert_eq!(colour(panes[2]), two, "those of the chosen class are not");
    scene.set_filter(None);
    assert_eq!(colour(scene.panes()[1]), look(Scale::Amount, 1, 3, Theme::Light).0, "and without a filter all are");
}

#[test]
fn recolouring_builds_nothing_again() {
    let mut scene = coloured();
    scene.take_changes();
    let before = scene.community_texels().to_vec();
    scene.set_day(Scale::Attention, 4, b"3-");
    let changes = scene.take_changes();
    assert!(!changes.buildings.is_empty() && !changes.cells.is_empty(), "tables: {changes:?}");
    assert!(!changes.community && !changes.block && changes.rooms.is_empty(), "and nothing else: {changes:?}");
    assert_ne!(before, scene.community_texels(), "and they say something else");
    assert!(scene.cells().iter().all(|c| *c == 255), "a day of a timeline knows no rooms");
    scene.set_day(Scale::Attention, 4, b"30");
    let changes = scene.take_changes();
    assert!(
        !changes.buildings.is_empty() && changes.cells.is_empty(),
        "from day to day only the buildings' table goes up: {changes:?}"
    );
    let texels = scene.community_texels();
    assert_eq!(colour(texels[0]), look(Scale::Attention, 3, 4, Theme::Light).0, "by slot");
    assert_eq!(colour(texels[2]), Palette::of(Theme::Light).plain, "nothing is known of what is not told");
    scene.set_lit(["a".to_owned()]);
    scene.select(Some("b"));
    let changes = scene.take_changes();
    assert!(!changes.buildings.is_empty() && changes.cells.is_empty(), "marks leave the facades alone: {changes:?}");
    let texels = scene.community_texels();
    assert_eq!(texels[0][3] >> 4 & 3, Presence::Lit as u8, "what was searched for is lit");
    assert_eq!(texels[1][3] & 64, 64, "the selection is marked");
    assert_eq!(texels[1][3] >> 4 & 3, Presence::Dim as u8, "and what was not searched for steps back");
}

#[test]
fn colours_outlive_a_change_of_the_community() {
    let mut scene = coloured();
    let before = scene.community_texels()[0];
    let mut shape = generated::estate(1, 1, 2);
    shape.buildings[1].id = "a".into();
    scene.set_community(shape);
    assert_eq!(scene.community_texels()[1], before, "a building that moved to another slot keeps its colour");
}

#[test]
fn rooms_show_their_class_or_the_state_they_came_with() {
    let mut scene = coloured();
    scene.open(
        &serde_json::from_str(
            r#"{"buildingId":"a","floorsAbove":2,"floors":[{"floor":1,"label":"1层","rooms":[
            {"id":"r1","number":"101","state":"let","residents":2},{"id":"r2","number":"102","state":"vacant"}]}]}"#,
        )
        .unwrap(),
        0.0,
    );
    let by_state = look(Scale::States, 1, 5, Theme::Light).0;
    assert_eq!(colour(scene.block_texels()[0]), by_state, "出租 as it came");
    let rooms: RoomColoursShape =
        serde_json::from_str(r#"{"building":"a","mode":"occupancy","rooms":[{"id":"r1","class":2}]}"#).unwrap();
    scene.set_room_colours(Some(rooms));
    let texels = scene.block_texels();
    assert_eq!(colour(texels[0]), look(Scale::Amount, 2, 3, Theme::Light).0, "its class");
    assert_eq!(colour(texels[1]), Palette::of(Theme::Light).plain, "a room without a class says nothing");
    scene.set_filter(Some(&[0]));
    assert_eq!(scene.block_texels()[0][3] >> 4 & 3, Presence::Dim as u8, "a class that was not chosen steps back");
}

/// A scene of `count` buildings of three storeys, coloured, with everything sent.
fn settled(count: usize) -> Scene {
    let mut scene = Scene::default();
    scene.set_community(generated::surveyed(9, count));
    recolour(&mut scene, |_| 1);
    scene.take_changes();
    scene
}

/// Tells all buildings anew, every room of the building in a slot being of one class.
fn recolour(scene: &mut Scene, class: impl Fn(u32) -> u8) {
    let slots: Vec<u32> = (0..scene.community().buildings.len() as u32).collect();
    let shown: Vec<u8> = slots.iter().map(|slot| class(*slot)).collect();
    let counts: Vec<u32> = shown.iter().flat_map(|own| (0..5).map(move |c| if c == *own { 12 } else { 0 })).collect();
    let storeys: Vec<u8> = shown
        .iter()
        .flat_map(|c| format!("{c}{c}{c}{c}\n").repeat(3).into_bytes().into_iter().chain([b'\t']))
        .collect();
    scene.set_columns(Scale::States, 5, Columns { slots: &slots, shown: &shown, counts: &counts, storeys: &storeys });
}

/// Texels that go to the card now: of buildings, of rooms, of cells.
fn uploaded(scene: &mut Scene) -> [usize; 3] {
    let changes = scene.take_changes();
    assert!(!changes.community && !changes.block, "no mesh is sent again: {changes:?}");
    let buildings = changes.buildings.iter().map(|rows| scene.community_rows(rows).len()).sum();
    let rooms = changes.rooms.iter().map(|rows| scene.block_rows(rows).len()).sum();
    [buildings, rooms, changes.cells.iter().map(|rows| scene.cell_rows(rows).len()).sum()]
}

#[test]
fn what_changes_in_one_building_costs_the_same_in_a_town_of_any_size() {
    let costs: Vec<[[usize; 3]; 3]> = [600, 6_000]
        .into_iter()
        .map(|count| {
            let mut scene = settled(count);
            recolour(&mut scene, |slot| if slot == 300 { 2 } else { 1 });
            let recoloured = uploaded(&mut scene);
            scene.select(Some(&scene.community().buildings[301].id.clone()));
            let selected = uploaded(&mut scene);
            scene.hover(Some(&scene.community().buildings[599].id.clone()));
            [recoloured, selected, uploaded(&mut scene)]
        })
        .collect();
    let [[buildings, rooms, cells], selected, hovered] = costs[0];
    assert_eq!((buildings, rooms), (256, 0), "one row of the buildings' table");
    assert!(cells > 0 && cells <= 3 * 2048, "the rows of its windows: {cells}");
    assert_eq!([selected, hovered], [[256, 0, 0]; 2], "a mark is one row");
    assert_eq!(costs[0], costs[1], "and ten times as many buildings change nothing in that");
}

#[test]
fn the_same_colours_again_send_nothing() {
    let mut scene = settled(600);
    recolour(&mut scene, |_| 1);
    assert_eq!(uploaded(&mut scene), [0; 3], "nothing has changed");
    recolour(&mut scene, |_| 2);
    let [buildings, _, cells] = uploaded(&mut scene);
    assert_eq!(buildings, scene.community_texels().len(), "all of them have");
    assert!(cells > scene.cells().len() * 9 / 10, "and all of their windows");
}

#[test]
fn recolouring_the_opened_building_leaves_the_others_alone() {
    let mut scene = settled(6_000);
    let id = scene.community().buildings[40].id.clone();
    let rooms = |class: u8| {
        let room = |n| format!(r#"{{"id":"r{n}","class":{class}}}"#);
        let rooms: Vec<String> = (0..800).map(room).collect();
        serde_json::from_str(&format!(r#"{{"building":"{id}","rooms":[{}]}}"#, rooms.join(","))).unwrap()
    };
    let block: Vec<String> = (0..800).map(|n| format!(r#"{{"id":"r{n}","number":"{n}"}}"#)).collect();
    let block =
        format!(r#"{{"buildingId":"{id}","floors":[{{"floor":1,"label":"1","rooms":[{}]}}]}}"#, block.join(","));
    scene.open(&serde_json::from_str(&block).unwrap(), 0.0);
    let changes = scene.take_changes();
    let sent = |rows: &[std::ops::Range<u32>]| rows.iter().map(|r| r.end - r.start).sum::<u32>();
    assert_eq!((sent(&changes.buildings), sent(&changes.rooms)), (1, 4), "its own texel, and a table for its rooms");
    scene.set_room_colours(Some(rooms(3)));
    assert_eq!(uploaded(&mut scene), [0, 1024, 0], "its rooms, and no building");
    scene.set_room_colours(Some(rooms(3)));
    assert_eq!(uploaded(&mut scene), [0; 3], "the same again is no change");
    scene.select(Some("r5"));
    assert_eq!(uploaded(&mut scene), [0, 256, 0], "a room that is selected is one row");
}

#[test]
fn columns_say_what_ids_say() {
    let by_id = coloured();
    let mut by_slot = coloured();
    by_slot.set_colours(None);
    assert_ne!(by_slot.community_texels(), by_id.community_texels(), "the bare model");
    by_slot.set_columns(
        Scale::Amount,
        3,
        Columns {
            slots: &[1, 7, 0],
            shown: &[1, 2, 1],
            counts: &[0, 3, 1, 0, 0, 9, 1, 3, 0],
            storeys: b"12\n1-\n\t2\n\t11\n01\n\t",
        },
    );
    assert_eq!(by_slot.community_texels(), by_id.community_texels(), "the same buildings");
    assert_eq!(by_slot.cells(), by_id.cells(), "the same windows");
    assert_eq!(by_slot.panes(), by_id.panes(), "the same classes");
}
