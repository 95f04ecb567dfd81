//! Pointing: the tree gives what asking everything gives, and what is drawn is what is hit.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "test code outside test functions")]

mod generated;

use bevy_math::{Vec2, Vec3};
use fastrand::Rng;
use louce_scene::block::{Block, Drawer, Opening};
use louce_scene::bounds::Ray;
use louce_scene::community::Community;
use louce_scene::mesh::SolidMesh;

const RAYS: usize = 100_000;

#[test]
fn picking_a_building_equals_asking_every_building() {
    let community = Community::new(generated::surveyed(1, 150));
    let mut rng = Rng::with_seed(2);
    let mut hits = 0;
    for i in 0..RAYS {
        let ray = generated::ray(&mut rng, &community.bounds);
        let height = if i % 2 == 0 { 1.0 } else { 0.06 };
        let hidden = (i % 3 == 0).then_some(7);
        let picked = community.pick(&ray, height, hidden);
        hits += usize::from(picked.is_some());
        assert_eq!(
            picked,
            community.pick_by_asking_all(&ray, height, hidden),
            "the tree only saves work, it never changes the answer ({ray:?})"
        );
    }
    assert!(hits > RAYS / 4, "the rays must mostly meet something, or the test proves nothing: {hits}");
}

#[test]
fn picking_in_an_opened_building_equals_asking_every_room() {
    let mut rng = Rng::with_seed(3);
    let mut hits = 0;
    for round in 0..40 {
        let block = opened(round);
        for _ in 0..RAYS / 40 {
            let top = rng.u32(0..=block.highest());
            let slide = Vec2::new(0.0, rng.f32() * 60.0 - 30.0);
            let drawer = rng.bool().then(|| Drawer { storey: rng.u32(0..=block.highest()), slide });
            let opening = Opening { gap: rng.f32() * 2.5, top, drawer };
            let ray = generated::ray(&mut rng, &block.bounds(opening));
            let picked = block.pick(&ray, opening);
            hits += usize::from(picked.is_some());
            assert_eq!(
                picked,
                block.pick_by_asking_all(&ray, opening),
                "storeys and trees only save work, they never change the answer ({ray:?})"
            );
        }
    }
    assert!(hits > RAYS / 4, "the rays must mostly meet something, or the test proves nothing: {hits}");
}

#[test]
fn what_is_drawn_is_what_is_hit() {
    let community = Community::new(generated::surveyed(4, 40));
    let mut rng = Rng::with_seed(5);
    for _ in 0..4_000 {
        // From above the roofs, so that no ray starts inside a building, where walls have no picture.
        let mut ray = generated::ray(&mut rng, &community.bounds);
        ray.origin.y += community.bounds.max.y;
        let picked = community.pick(&ray, 1.0, None);
        let drawn = first_triangle(&community.solids, &ray);
        match (picked, drawn) {
            (Some((slot, t)), Some((seen, s))) => assert!(
                (t - s).abs() < 0.05 && (slot == seen || (t - s).abs() < 0.01),
                "the building under the pointer is the one in the picture: {slot} at {t}, {seen} at {s}"
            ),
            (None, None) => {}
            (p, d) => assert!(grazes(&community, &ray), "a hit is a hit in both worlds: {p:?} {d:?} {ray:?}"),
        }
    }
}

/// Rays within a hair of an edge may fall on either side of it by rounding.
fn grazes(community: &Community, ray: &Ray) -> bool {
    [Vec3::X, Vec3::NEG_X, Vec3::Z, Vec3::NEG_Z, Vec3::Y, Vec3::NEG_Y].into_iter().any(|d| {
        let moved = Ray { origin: ray.origin + d * 0.02, ..*ray };
        community.pick(&moved, 1.0, None).is_some() != community.pick(ray, 1.0, None).is_some()
    })
}

fn opened(seed: u64) -> Block {
    let shape = if seed.is_multiple_of(2) { generated::block(seed) } else { generated::any_block(seed) };
    Block::new(&shape, generated::any_footing(seed))
}

/// Möller–Trumbore over every triangle.
fn first_triangle(mesh: &SolidMesh, ray: &Ray) -> Option<(u32, f32)> {
    let hits = mesh.indices.chunks_exact(3).filter_map(|t| {
        let [a, b, c] = [t[0], t[1], t[2]].map(|i| mesh.vertices[i as usize].position);
        let (ab, ac) = (b - a, c - a);
        let p = ray.direction.cross(ac);
        let det = ab.dot(p);
        let from = ray.origin - a;
        let u = from.dot(p) / det;
        let q = from.cross(ab);
        let v = ray.direction.dot(q) / det;
        let t_hit = ac.dot(q) / det;
        let inside = det.abs() > 1e-9 && u >= 0.0 && v >= 0.0 && u + v <= 1.0 && t_hit > 0.0;
        inside.then(|| (mesh.vertices[t[0] as usize].slot as u32, t_hit))
    });
    hits.min_by(|a, b| a.1.total_cmp(&b.1))
}
