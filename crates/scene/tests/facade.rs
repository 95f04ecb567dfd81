//! Facades: bays that end at corners, cells that belong to one building, rooms behind the windows that show them.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "test code outside test functions")]

mod generated;

use louce_scene::community::Community;
use louce_scene::facade::{CELLS_WIDTH, Cells, NO_CLASS, corners};
use louce_scene::polygon::Polygon;
use louce_scene::shape::{BuildingShape, CommunityShape};

/// From where to where each wall reaches, in bays.
fn spans(outline: &Polygon) -> Vec<(f32, f32)> {
    let walls =
        corners(outline).into_iter().flat_map(|ring| ring.windows(2).map(|w| (w[0].bay, w[1].bay)).collect::<Vec<_>>());
    walls.collect()
}

fn lone(units: u16, storeys: u16, rooms: u32) -> Community {
    let building = BuildingShape {
        id: "b".into(),
        footprint: Some(vec![[0.0, 0.0], [40.0, 0.0], [40.0, 16.0], [0.0, 16.0]]),
        floors_above: storeys,
        room_count: rooms,
        units: Some(units),
        ..BuildingShape::default()
    };
    Community::new(CommunityShape { buildings: vec![building], ..CommunityShape::default() })
}

fn write(cells: &mut Cells, community: &Community, slot: u32, storeys: &[&str]) {
    cells.write(&community.facades, slot, storeys.iter().map(|s| s.as_bytes()));
}

#[test]
fn every_window_of_every_wall_has_its_cell() {
    let mut shape = generated::surveyed(1, 300);
    shape.buildings.extend(generated::estate(2, 6, 12).buildings);
    let community = Community::new(shape);
    let cells = Cells::new(&community.facades);
    let table = cells.texels();
    assert_eq!(table.len() % CELLS_WIDTH as usize, 0, "the table is a whole texture");
    let mut taken = 0;
    for (slot, plot) in (0..).zip(&community.plots) {
        let facade = community.facades.facade(slot).unwrap();
        assert_eq!(facade.first, taken, "no two buildings share a cell, and none is wasted");
        assert!(facade.bays > 0, "every building has windows");
        taken = facade.range().end;
        for (from, to) in spans(&plot.outline) {
            assert!(from >= 0.0 && from <= to && to <= f32::from(facade.bays) + 1e-3, "{from} to {to} of {facade:?}");
        }
        let record = community.facades.records()[slot as usize];
        assert_eq!(record[0] as u32, facade.first, "the shader finds the first cell");
        assert!((record[1] - plot.height).abs() < 1e-3, "and the height");
        assert_eq!([record[2], record[3]], [f32::from(facade.bays), f32::from(facade.storeys)], "and counts the same");
    }
    assert!(taken as usize <= table.len() && taken == community.facades.cells(), "every cell is in the table");
}

#[test]
fn bays_on_the_mesh_are_those_of_the_table() {
    let community = Community::new(generated::surveyed(3, 80));
    for vertex in &community.solids.vertices {
        let facade = community.facades.facade(vertex.slot as u32).unwrap();
        assert!(vertex.bay >= 0.0 && vertex.bay <= f32::from(facade.bays) + 1e-3, "{} of {facade:?}", vertex.bay);
    }
}

#[test]
fn a_straight_wall_is_a_whole_number_of_bays() {
    let community = lone(1, 6, 12);
    let ends: Vec<f32> = spans(&community.plots[0].outline).into_iter().flat_map(|(a, b)| [a, b]).collect();
    assert_eq!(ends, [0.0, 12.0, 12.0, 17.0, 17.0, 29.0, 29.0, 34.0], "no window bends round a corner");
}

#[test]
fn a_curved_wall_is_one_face_and_a_jog_has_no_window() {
    let circle: Vec<[f32; 2]> =
        (0..36_u8).map(|i| (f32::from(i) * 10.0).to_radians().sin_cos()).map(|(s, c)| [c * 20.0, s * 20.0]).collect();
    let jog = vec![[0.0, 0.0], [20.0, 0.0], [20.0, 10.0], [10.0, 10.0], [10.0, 11.0], [0.0, 11.0]];
    let [round, jogged] = [circle, jog].map(|ring| {
        let polygon = Polygon::from_rings(&ring, &[]).unwrap();
        spans(&polygon)
    });
    assert!(round.windows(2).all(|w| (w[0].1 - w[1].0).abs() < 1e-3), "windows run round a tower: {round:?}");
    let whole = round.last().unwrap().1;
    assert!((whole - whole.round()).abs() < 1e-3, "and meet where they began: {whole}");
    assert_eq!(jogged[3].0, jogged[3].1, "a wall of a metre is no wall for a window");
}

#[test]
fn windows_show_the_rooms_behind_them() {
    let community = lone(2, 3, 24);
    let mut table = Cells::new(&community.facades);
    // Two units of four rooms: two in front, two behind, as they stand in the opened building.
    write(&mut table, &community, 0, &["01234567", "88888888", "-"]);
    let (bays, cells) = (34, table.texels());
    assert_eq!(&cells[..12], [0, 0, 0, 1, 1, 1, 4, 4, 4, 5, 5, 5], "the front from left to right");
    assert_eq!(&cells[17..29], [7, 7, 7, 6, 6, 6, 3, 3, 3, 2, 2, 2], "the back from its own left to right");
    assert!(cells[bays..2 * bays].iter().all(|c| *c == 8), "a storey of one class is all of it");
    assert!(cells[2 * bays..].iter().all(|c| *c == NO_CLASS), "and what is not known stays unknown");
    write(&mut table, &community, 0, &["0123", "76543210"]);
    let cells = table.texels();
    assert!(cells[..12].contains(&0) && cells[..12].contains(&2), "a storey with fewer rooms has wider ones");
    assert_eq!(cells[bays..bays + 12], [7, 7, 7, 6, 6, 6, 3, 3, 3, 2, 2, 2], "the one above it stands as before");
    assert!(cells[2 * bays..].iter().all(|c| *c == NO_CLASS), "storeys that are no longer told are taken back");
    table.clear();
    assert!(table.texels().iter().all(|c| *c == NO_CLASS), "and so can all be");
}

#[test]
fn only_rows_with_other_classes_are_sent() {
    let community = Community::new(generated::surveyed(7, 200));
    let mut cells = Cells::new(&community.facades);
    cells.take_touched();
    write(&mut cells, &community, 150, &["0"]);
    let facade = community.facades.facade(150).unwrap();
    let first = facade.first / CELLS_WIDTH;
    let [rows] = &cells.take_touched()[..] else { panic!("one building is one run of rows") };
    assert!(rows.start == first && rows.end * CELLS_WIDTH >= facade.first + u32::from(facade.bays), "{rows:?}");
    assert!(u64::from(rows.end - rows.start) * 2048 < u64::from(community.facades.cells()) / 4, "not the whole table");
    write(&mut cells, &community, 150, &["0"]);
    assert!(!cells.is_touched(), "the same again is no change");
    cells.clear();
    assert!(cells.is_touched(), "what is taken back is sent");
    cells.take_touched();
    cells.clear();
    assert!(!cells.is_touched(), "once");
}

#[test]
fn the_card_gets_the_same_building_as_the_mesh() {
    let community = Community::new(generated::surveyed(6, 120));
    let (mesh, own) = (&community.solids, &community.outlines);
    assert_eq!(mesh.indices.len(), own.indices.len(), "runs of the one are runs of the other");
    let records = community.facades.records();
    let position = |index: u32| {
        let (corner, part) = ((index / 5) as usize, index % 5);
        let [a, b] = [corner, (corner + 1).min(own.corners.len() - 1)].map(|i| own.corners[i]);
        let height = records[(a[3] as usize) / 2][1];
        let [end, high] = [part == 1 || part == 2, part >= 2];
        let [x, z, ..] = if end { b } else { a };
        bevy_math::Vec3::new(x, if high { height } else { 0.0 }, z)
    };
    for (mesh_index, own_index) in mesh.indices.iter().zip(&own.indices) {
        let (drawn, pulled) = (mesh.vertices[*mesh_index as usize], position(*own_index));
        assert!(drawn.position.distance(pulled) < 1e-3, "{drawn:?} is pulled as {pulled}");
    }
}

#[test]
fn any_words_can_be_written() {
    let community = Community::new(generated::surveyed(4, 40));
    let mut cells = Cells::new(&community.facades);
    let odd = ["", "-", "12", "楼", "0123456789012345678901234567890123456789", "9", "9", "9", "9", "9", "9"];
    for slot in 0..50 {
        write(&mut cells, &community, slot, &odd);
    }
    assert!(cells.texels().iter().all(|c| *c == NO_CLASS || *c < 10), "a cell holds a class or none");
    write(&mut Cells::default(), &community, 0, &odd);
}

#[test]
fn footprints_that_no_building_has_taken_show_no_windows() {
    let mut shape = generated::surveyed(5, 2);
    shape.buildings[0].unclaimed = true;
    let community = Community::new(shape);
    assert_eq!(community.facades.facade(0).unwrap().bays, 0, "an unnamed footprint is a plain body");
    assert!(community.facades.facade(1).unwrap().bays > 0, "beside its named neighbour");
}
