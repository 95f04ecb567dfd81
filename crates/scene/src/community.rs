//! The community view: every building at its place, batched into a few chunks, with a tree to point into.

use crate::bounds::{Bounds, Ray, heart};
use crate::bvh::Bvh;
use crate::camera::Frustum;
use crate::extrude::extrude;
use crate::facade::Facades;
use crate::ground::ground_mesh;
use crate::layout::{Layout, lay_out, placed};
use crate::mesh::{FlatMesh, Run, SolidMesh, join};
use crate::outlines::Outlines;
use crate::plot::{Plot, raise};
use crate::polygon::Polygon;
use crate::shape::{BuildingShape, CommunityShape, SiteShape};
use bevy_math::{Vec2, Vec3};
use std::collections::{HashMap, HashSet};

/// Chunks that buildings are culled by; also the most draw calls that buildings take.
const CHUNKS: usize = 12;

/// All buildings of a view, standing.
#[derive(Clone, Debug, Default)]
pub struct Community {
    /// As handed in; the index of a building is its slot in the colour table.
    pub buildings: Vec<BuildingShape>,
    /// Where each stands, in the same order.
    pub plots: Vec<Plot>,
    /// Sites, each with the box around its buildings.
    pub sites: Vec<(SiteShape, Bounds)>,
    /// Walls and roofs.
    pub solids: SolidMesh,
    /// The same as the graphics card keeps them.
    pub outlines: Outlines,
    /// Windows of each building.
    pub facades: Facades,
    /// Ground features.
    pub ground: FlatMesh,
    /// The box around all buildings.
    pub bounds: Bounds,
    heart: Bounds,
    chunks: Vec<(Bounds, Run)>,
    tree: Bvh,
    by_id: HashMap<String, u32>,
}

impl Community {
    /// Builds the view: outlines cleaned, missing ones laid out, meshes and tree made.
    pub fn new(shape: CommunityShape) -> Self {
        let surveyed: Vec<Option<Polygon>> = (shape.buildings.iter())
            .map(|b| b.footprint.as_ref().and_then(|f| Polygon::from_rings(f, &b.holes)))
            .collect();
        let layout = lay_out(&shape, |i| surveyed.get(i).is_none_or(Option::is_none));
        let plots: Vec<Plot> = (shape.buildings.iter().zip(surveyed).enumerate())
            .map(|(i, (b, outline))| {
                // A building that was moved by hand keeps its place in the layout free, so that nothing else moves.
                let place = || placed(b).or_else(|| layout.places.get(&i).copied());
                let ring = || Polygon { outer: place().map(|r| r.ring()).unwrap_or_default(), holes: Vec::new() };
                let outline = outline.unwrap_or_else(ring);
                Plot::new(outline, b.height_m, b.floors_above)
            })
            .collect();
        let boxes: Vec<Bounds> = plots.iter().map(|p| p.bounds).collect();
        let bounds = boxes.iter().fold(Bounds::EMPTY, |all, b| all.union(*b));
        let (solids, outlines, chunks) = chunk(&plots, &bounds);
        let ids = shape.buildings.iter().zip(0..).map(|(b, i)| (b.id.clone(), i));
        Self {
            by_id: ids.collect(),
            sites: sites(&shape, &boxes, &layout),
            ground: ground_mesh(&shape.ground, &layout.plates, &bounds),
            tree: Bvh::new(&boxes),
            facades: Facades::new(&shape.buildings, &plots),
            buildings: shape.buildings,
            plots,
            solids,
            outlines,
            bounds,
            heart: heart(&boxes),
            chunks,
        }
    }

    /// The slot of a building.
    pub fn slot(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The building in `slot`.
    pub fn building(&self, slot: u32) -> Option<&BuildingShape> {
        self.buildings.get(slot as usize)
    }

    /// The box around the buildings that a picture of them all shows: a stray one far off from the others is passed over
    /// ([`heart`]).
    pub fn heart(&self) -> Bounds {
        self.heart
    }

    /// Where the building in `slot` stands.
    pub fn plot(&self, slot: u32) -> Option<&Plot> {
        self.plots.get(slot as usize)
    }

    /// The runs of the solid mesh that `frustum` may see, joined where they meet: those farther than `reach` metres from
    /// `eye`, and those nearer.
    pub fn visible(&self, frustum: &Frustum, eye: Vec3, reach: f32) -> (Vec<Run>, Vec<Run>) {
        let seen = self.chunks.iter().filter(|(b, _)| frustum.may_see(b));
        let is_far = |b: &Bounds| eye.distance(eye.clamp(b.min, b.max)) > reach;
        let (far, near): (Vec<_>, Vec<_>) = seen.partition(|(b, _)| is_far(b));
        let runs = |chunks: Vec<&(Bounds, Run)>| join(chunks.into_iter().map(|(_, run)| *run));
        (runs(far), runs(near))
    }

    /// The nearest building along `ray`, with its distance. Buildings are `height` of their height high (a share of
    /// 1); the one in slot `hidden` is not there.
    pub fn pick(&self, ray: &Ray, height: f32, hidden: Option<u32>) -> Option<(u32, f32)> {
        let stretched = stretch(ray, height);
        let exact = |slot: u32| {
            if Some(slot) == hidden { None } else { self.plot(slot)?.hit(&stretched) }
        };
        self.tree.nearest(&stretched, exact)
    }

    /// The same by asking every building: what [`Community::pick`] is held against.
    pub fn pick_by_asking_all(&self, ray: &Ray, height: f32, hidden: Option<u32>) -> Option<(u32, f32)> {
        let stretched = stretch(ray, height);
        let hits = (0..).zip(&self.plots).filter(|(slot, _)| Some(*slot) != hidden);
        let hits = hits.filter_map(|(slot, plot)| Some((slot, plot.hit(&stretched)?)));
        hits.fold(None, crate::bvh::nearer)
    }
}

/// Looking at buildings sunk to a share of their height is looking at whole ones through a stretched ray.
fn stretch(ray: &Ray, height: f32) -> Ray {
    let scale = Vec3::new(1.0, 1.0 / height.max(1e-3), 1.0);
    Ray { origin: ray.origin * scale, direction: ray.direction * scale }
}

/// Meshes of all plots in an order that keeps neighbours together, cut into chunks of equal weight.
fn chunk(plots: &[Plot], bounds: &Bounds) -> (SolidMesh, Outlines, Vec<(Bounds, Run)>) {
    let mut order: Vec<(u64, usize)> =
        plots.iter().enumerate().map(|(i, p)| (along_curve(p.bounds.centre(), bounds), i)).collect();
    order.sort_unstable();
    let corners: usize = plots.iter().map(|p| p.outline.points().count()).sum();
    let weight = corners.div_ceil(CHUNKS).max(1);
    let (mut mesh, mut outlines) = (SolidMesh::default(), Outlines::default());
    let mut chunks = Vec::with_capacity(CHUNKS);
    let (mut around, mut first, mut inside) = (Bounds::EMPTY, 0, 0);
    for (_, i) in order {
        let Some(plot) = plots.get(i) else { continue };
        #[expect(clippy::cast_precision_loss, reason = "slots stay far below 2^24")]
        extrude(plot, i as f32, &mut mesh);
        outlines.add(plot, u32::try_from(i).unwrap_or(u32::MAX));
        around = around.union(plot.bounds);
        inside += plot.outline.points().count();
        if inside >= weight {
            chunks.push((around, mesh.run_since(first)));
            (around, first, inside) = (Bounds::EMPTY, mesh.index_count(), 0);
        }
    }
    chunks.push((around, mesh.run_since(first)));
    chunks.retain(|(_, run)| run.count > 0);
    (mesh, outlines, chunks)
}

/// Place along a Z-order curve over `area`: near numbers are near places.
fn along_curve(centre: Vec3, area: &Bounds) -> u64 {
    let share = (centre - area.min) / area.size().max(Vec3::ONE);
    let spread = |v: f32| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 65535")]
        let v = (v.clamp(0.0, 1.0) * 65_535.0) as u64;
        (0..16).fold(0_u64, |bits, i| bits | ((v >> i & 1) << (2 * i)))
    };
    spread(share.x) | spread(share.z) << 1
}

/// Every site with the box around its buildings; where some have been measured, those say where the site is.
fn sites(shape: &CommunityShape, boxes: &[Bounds], layout: &Layout) -> Vec<(SiteShape, Bounds)> {
    let named = || shape.buildings.iter().map(|b| b.site.as_deref().unwrap_or_default()).zip(boxes).enumerate();
    let is_laid_out = |i: &usize| layout.places.contains_key(i);
    let measured: HashSet<&str> = named().filter(|(i, _)| !is_laid_out(i)).map(|(_, (site, _))| site).collect();
    let mut around: HashMap<&str, Bounds> = HashMap::new();
    for (i, (site, bounds)) in named() {
        if !(is_laid_out(&i) && measured.contains(site)) {
            let site = around.entry(site).or_default();
            *site = site.union(*bounds);
        }
    }
    for plate in layout.plates.iter().filter(|plate| !measured.contains(plate.site.as_str())) {
        let site = around.entry(plate.site.as_str()).or_default();
        let corners = [plate.min, plate.max].map(|p: Vec2| raise(p, 0.0));
        *site = corners.into_iter().fold(*site, Bounds::with);
    }
    let boxed = |s: &SiteShape| (s.clone(), around.get(s.id.as_str()).copied().unwrap_or_default());
    shape.sites.iter().map(boxed).filter(|(_, b)| !b.is_empty()).collect()
}
