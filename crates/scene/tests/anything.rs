//! Nothing that can come in over the wire makes the scene panic or lose the camera.

use louce_scene::Scene;
use louce_scene::scene::Held;
use louce_scene::shape::{
    BlockShape, BuildingShape, CommunityShape, FloorShape, GroundShape, RoadShape, RoomShape, StateCode,
};
use proptest::prelude::*;

fn number() -> impl Strategy<Value = f32> {
    prop_oneof![-300.0..300.0_f32, Just(f32::NAN), Just(f32::INFINITY), Just(0.0), Just(-1e30), Just(1e-30)]
}

fn ring() -> impl Strategy<Value = Vec<[f32; 2]>> {
    prop::collection::vec([number(), number()], 0..9)
}

fn building() -> impl Strategy<Value = BuildingShape> {
    let parts = (
        prop::option::of(ring()),
        any::<u16>(),
        prop::option::of(number()),
        any::<u32>(),
        prop::option::of(any::<u16>()),
        0..4_u8,
    );
    parts.prop_map(|(footprint, floors_above, height_m, room_count, units, id)| BuildingShape {
        id: format!("b{id}"),
        site: Some(format!("s{}", id % 2)),
        label: format!("{floors_above}幢"),
        footprint,
        floors_above,
        height_m,
        room_count,
        units,
        ..BuildingShape::default()
    })
}

fn block() -> impl Strategy<Value = BlockShape> {
    let room = (0..9_u8, any::<u16>(), prop::option::of(0..3_u8));
    let floor = (any::<i16>(), prop::collection::vec(room, 0..9));
    (prop::collection::vec(floor, 0..6), prop::option::of(ring())).prop_map(|(floors, footprint)| {
        let floors = floors.into_iter().map(|(floor, rooms)| FloorShape {
            floor,
            storey: None,
            label: String::new(),
            rooms: rooms
                .into_iter()
                .map(|(id, span, unit)| RoomShape {
                    id: format!("r{id}"),
                    number: id.to_string(),
                    unit: unit.map(|u| u.to_string()),
                    state: StateCode::Let,
                    span,
                    parent: (id % 3 == 0).then(|| format!("r{}", id / 2)),
                    ..RoomShape::default()
                })
                .collect(),
        });
        BlockShape { building_id: "b1".into(), floors: floors.collect(), footprint }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_shapes_can_be_shown(
        buildings in prop::collection::vec(building(), 0..12),
        water in prop::collection::vec(ring(), 0..3),
        points in ring(),
        width_m in number(),
        block in block(),
        at in [number(), number()],
    ) {
        let mut scene = Scene::default();
        scene.resize(800.0, 600.0);
        let ground = GroundShape { roads: vec![RoadShape { points, width_m }], green: water.clone(), water, ..GroundShape::default() };
        scene.set_community(CommunityShape { sites: Vec::new(), buildings, ground });
        scene.open(&block, 0.0);
        scene.open_floor(Some(1), 50.0);
        scene.advance(60.0);
        scene.pick(at.into(), 70.0);
        scene.wheel(at.into(), at[0], 80.0);
        scene.pointer_down(at.into(), 0, Held::default(), 90.0);
        scene.pointer_move([10.0, 10.0].into(), Held::default(), 91.0);
        scene.labels(80, 100.0);
        scene.plan(100.0);
        scene.close(110.0);
        scene.advance(9_000.0);
        let eye = scene.stance_at(9_000.0).eye();
        prop_assert!(eye.is_finite(), "the camera is still somewhere: {eye}");
        let solid = &scene.community().solids;
        prop_assert!(solid.vertices.iter().all(|v| v.position.is_finite()), "every corner has a place");
        prop_assert!(solid.indices.iter().all(|i| (*i as usize) < solid.vertices.len()), "every triangle has its corners");
    }
}
