//! A scene as pixels.

use crate::canvas::{Canvas, PictureError};
use crate::raster::{Facet, Facets, paint_bands};
use crate::shade::{self, Ground, Light, Marks, Shadow, Solid, Windows};
use bevy_math::{Vec2, Vec3};
use louce_scene::Scene;
use louce_scene::mesh::{FlatMesh, Run, SolidMesh, SolidVertex};
use louce_scene::palette::Palette;
use louce_scene::scene::BlockDraw;

/// What a facet is painted with.
enum Paint {
    Solid(Solid),
    Ground(Ground),
}

/// Draws `scene` as it is at `now_ms` on `width` × `height` pixels. The scene's own canvas should have the same shape;
/// panes of facades are not drawn yet.
///
/// # Errors
/// When a side is zero or too long.
pub fn draw(scene: &Scene, width: u32, height: u32, now_ms: f64) -> Result<Canvas, PictureError> {
    let mut canvas = Canvas::new(width, height, scene.palette().background)?;
    draw_on(&mut canvas, scene, height, now_ms);
    Ok(canvas)
}

/// The same on the upper `height` rows of a canvas.
pub(crate) fn draw_on(canvas: &mut Canvas, scene: &Scene, height: u32, now_ms: f64) {
    let palette = scene.palette();
    let plan = scene.plan(now_ms);
    let light = Light::new(&plan, scene);
    let mut facets = Facets::new(plan.view_projection, canvas.width(), height);
    let community = scene.community();
    let texels = scene.community_texels();
    add_solids(&mut facets, &community.solids, &plan.far, texels, |corners, _, marks| {
        Solid::community(corners, plan.height, marks, None, &light)
    });
    add_solids(&mut facets, &community.solids, &plan.near, texels, |corners, slot, marks| {
        let facade = community.facades.facade(slot);
        let windows = facade.and_then(|facade| Windows::new(corners, facade, marks));
        Solid::community(corners, plan.height, marks, windows, &light)
    });
    if let Some((block, drawn)) = scene.block().zip(plan.block.as_ref()) {
        let texels = scene.block_texels();
        add_solids(&mut facets, &block.mesh, &drawn.runs, texels, |corners, _, marks| {
            Solid::block(corners, moved(drawn, corners), is_under(drawn, corners), marks, &light)
        });
    }
    add_ground(&mut facets, &community.ground, palette);
    let shadow = Shadow::new(&community.solids, &community.heart(), shade::strength(plan.height));
    paint_bands(&facets, canvas, light.background, &|facet: &Facet<Paint>, at: Vec2| {
        let place = facet.place(at);
        match &facet.paint {
            Paint::Solid(solid) => solid.colour(&place, &light),
            Paint::Ground(ground) => ground.colour(&place, &light, &shadow),
        }
    });
}

fn add_solids(
    facets: &mut Facets<Paint>,
    mesh: &SolidMesh,
    runs: &[Run],
    texels: &[[u8; 4]],
    solid: impl Fn([&SolidVertex; 3], u32, Marks) -> Solid,
) {
    for run in runs {
        let first = run.first as usize;
        let indices = mesh.indices.get(first..first + run.count as usize).unwrap_or_default();
        for corners in triangles(indices, &mesh.vertices) {
            let [corner, ..] = corners;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a slot written as a number")]
            let slot = (corner.slot + 0.5) as u32;
            let marks = Marks::new(texels.get(slot as usize).copied().unwrap_or_default());
            if !marks.hidden() {
                let solid = solid(corners, slot, marks);
                facets.add(solid.places, 0.0, false, || Paint::Solid(solid));
            }
        }
    }
}

/// How far a part of the opened building has moved from standing on the ground: up to its storey, and out with it.
fn moved(drawn: &BlockDraw, [corner, ..]: [&SolidVertex; 3]) -> Vec3 {
    let (drawer, by) = drawn.drawer;
    let up = Vec3::Y * (corner.storey * drawn.step + drawn.base);
    if (corner.storey - drawer).abs() < 0.5 { up + by } else { up }
}

/// True on a storey that has another above it.
fn is_under(drawn: &BlockDraw, [corner, ..]: [&SolidVertex; 3]) -> bool {
    corner.storey < drawn.top - 0.5 && (corner.storey - drawn.drawer.0).abs() >= 0.5
}

fn add_ground(facets: &mut Facets<Paint>, ground: &FlatMesh, palette: &Palette) {
    let points: Vec<(Vec2, f32)> = ground.points.iter().copied().zip(ground.tones.iter().copied()).collect();
    for corners in triangles(&ground.indices, &points) {
        let [(_, tone), ..] = corners;
        let places = corners.map(|(point, _)| Vec3::new(point.x, 0.0, point.y));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "one of eight tones")]
        let colour = palette.ground.get((*tone + 0.5) as usize).copied().unwrap_or(palette.background);
        facets.add(places, shade::away(*tone), true, || Paint::Ground(Ground { tone: shade::rgb(colour), places }));
    }
}

/// The corners of every triangle.
fn triangles<'a, V>(indices: &'a [u32], vertices: &'a [V]) -> impl Iterator<Item = [&'a V; 3]> {
    let at = |i: &u32| vertices.get(*i as usize);
    indices.chunks_exact(3).filter_map(move |corners| match corners {
        [a, b, c] => Some([at(a)?, at(b)?, at(c)?]),
        _ => None,
    })
}
