//! Windows of near buildings, each in the colour of the room behind it: the `FACADE` parts of `community.vert` and
//! `community.frag`.

use super::solid::{Look, Marks, Spot, mark};
use super::{Light, between, fades, mix, rgb, strokes};
use crate::raster::Place;
use bevy_math::{Vec2, Vec3};
use louce_scene::Scene;
use louce_scene::facade::{Facade, NO_CLASS};
use louce_scene::mesh::SolidVertex;

/// The marks of rooms on a facade repeat so much more closely than those of whole buildings.
const PANE_M: f32 = 1.3;

/// What is behind the windows of a community.
pub(crate) struct Panes {
    glass: Vec3,
    /// Colour and mark of each class; no mark where the pane stays glass.
    classes: Vec<(Vec3, Option<u8>)>,
    cells: Vec<u8>,
}

impl Panes {
    /// Those of `scene`.
    pub(crate) fn new(scene: &Scene) -> Self {
        let class = |[r, g, b, mark]: [u8; 4]| (rgb([r, g, b]), Some(mark).filter(|mark| *mark != NO_CLASS));
        let classes = scene.panes().into_iter().map(class).collect();
        Self { glass: rgb(scene.palette().glass), classes, cells: scene.cells().to_vec() }
    }

    /// What is behind a bay of a storey.
    fn at(&self, windows: &Windows, bay: f32, floors: f32) -> (Vec3, Option<u8>) {
        let [bays, storeys] = windows.size;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped; below zero becomes zero")]
        let (bay, storey) =
            ((bay as usize).min(bays.saturating_sub(1)), (floors as usize).min(storeys.saturating_sub(1)));
        let class = self.cells.get(windows.first + storey * bays + bay).copied().unwrap_or(NO_CLASS);
        self.classes.get(usize::from(class)).copied().unwrap_or((self.glass, None))
    }
}

/// The windows of one triangle of a wall.
pub(crate) struct Windows {
    /// Place along the facade at the corners, in bays.
    bays: [f32; 3],
    /// First cell of the building.
    first: usize,
    /// Bays and storeys of the building.
    size: [usize; 2],
    /// How strongly they show.
    strength: f32,
}

impl Windows {
    /// Those of a wall of a building; none on a roof.
    pub(crate) fn new(corners: [&SolidVertex; 3], facade: &Facade, marks: Marks) -> Option<Self> {
        let [first, ..] = corners;
        let strength = match () {
            () if first.normal.y > 0.5 || facade.bays == 0 => return None,
            () if marks.selected || marks.lit() => 0.7,
            () if marks.dim() => 0.3,
            () => 1.0,
        };
        let size = [facade.bays, facade.storeys].map(usize::from);
        Some(Self { bays: corners.map(|v| v.bay), first: facade.first as usize, size, strength })
    }

    /// The unlit colour of a wall with its windows.
    pub(super) fn colour(&self, place: &Place, spot: &Spot, look: &Look, light: &Light) -> Vec3 {
        let storey = spot.face.w.max(1.0);
        let floors = spot.pattern.y / storey;
        let bay = place.mix(self.bays);
        let sizes = Vec2::new(place.change_of(self.bays), spot.rise / storey) + 1e-5;
        let near = self.strength * fades(sizes.y, 0.09, 0.24) * fades(sizes.x, 0.40, 0.90);
        let (pane, drawn) = light.panes.at(self, bay, floors);
        let known = if drawn.is_some() { 1.0 } else { 0.0 };
        let at = Vec2::new(bay, floors);
        let off = (at - at.floor() - Vec2::new(0.5, 0.54)).abs();
        let within = ((Vec2::new(0.31, 0.30) - off) / sizes + 0.5).clamp(Vec2::ZERO, Vec2::ONE);
        let glazed = within.x * within.y;
        // A room known to be of a class tints its piece of the wall, and its pane says it in full.
        let face = mix(look.colour, mix(light.plain, pane, 0.40), near * known);
        let face = mix(face, pane, near * glazed * between(0.55, 0.94, known));
        let own = drawn.filter(|_| near > 0.5).map(|pattern| strokes(pattern, PANE_M));
        let marked = mark(own.as_ref().unwrap_or(&look.mark), spot.pattern, spot.pixel);
        let marked = marked * between(look.strength, 0.30 * known, near);
        mix(face, mix(look.ink, pane * 0.6, near * known), marked)
    }
}
