//! A triangle as planes over the picture: how its corners mix at each pixel, and how deep it lies there.

use super::clip::clipped;
use super::fill::{Piece, fixed};
use bevy_math::{DMat3, DVec3, Mat4, Vec2, Vec3, Vec4};

/// Triangles that are flatter than this on the picture are edge-on.
const LEAST_AREA: f64 = 1e-18;

/// What a picture is made of: triangles, and the pieces of them that are in the picture. `P` is what shading needs.
pub(crate) struct Facets<P> {
    /// Triangles of which anything may show.
    pub facets: Vec<Facet<P>>,
    /// Pieces to fill; each knows its facet.
    pub pieces: Vec<Piece>,
    matrix: Mat4,
    size: Vec2,
}

/// A triangle ready to be shaded.
pub(crate) struct Facet<P> {
    /// Share of each corner divided by w, as a plane: per pixel rightward, per pixel downward, at the top left.
    corners: [Vec3; 3],
    /// Depth as such a plane.
    depth: DVec3,
    /// What shading needs.
    pub paint: P,
}

/// A place on a facet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Share of each corner.
    pub share: Vec3,
    /// How the shares change from one pixel to the next on the right, and to the one below.
    pub change: [Vec3; 2],
}

impl<P> Facets<P> {
    /// Nothing yet, seen through `matrix` (to OpenGL clip space) on a picture of `width` × `height` pixels.
    pub(crate) fn new(matrix: Mat4, width: u32, height: u32) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a picture's size")]
        let size = Vec2::new(width as f32, height as f32);
        Self { facets: Vec::new(), pieces: Vec::new(), matrix, size }
    }

    /// Adds a triangle if it may show; `away` pushes it back by so much depth. A triangle with a `back` shows from both
    /// sides, others only counter-clockwise.
    pub(crate) fn add(&mut self, corners: [Vec3; 3], away: f32, back: bool, paint: impl FnOnce() -> P) {
        let clip = corners.map(|p| {
            let v = self.matrix * p.extend(1.0);
            v.with_z(v.z + away * v.w)
        });
        let inside = clipped(clip);
        if inside.len() < 3 {
            return;
        }
        let Some(facet) = Facet::new(clip, self.size, back, paint) else {
            return;
        };
        let index = u32::try_from(self.facets.len()).unwrap_or(u32::MAX);
        let points: Vec<[i64; 2]> = inside.iter().map(|v| fixed(self.pixel(*v))).collect();
        let before = self.pieces.len();
        if let Some((first, rest)) = points.split_first() {
            let fan = rest.iter().zip(rest.iter().skip(1));
            self.pieces.extend(fan.filter_map(|(a, b)| Piece::new([*first, *a, *b], index)));
        }
        if self.pieces.len() > before {
            self.facets.push(facet);
        }
    }

    /// Rows of the picture.
    pub(super) fn height(&self) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was a whole number")]
        let height = self.size.y as usize;
        height
    }

    fn pixel(&self, v: Vec4) -> Vec2 {
        let at = Vec2::new(v.x, -v.y) / v.w;
        (at * 0.5 + 0.5) * self.size
    }
}

impl<P> Facet<P> {
    /// The shares of the corners over w are linear on the picture, also where corners lie behind the eye: they follow
    /// from the inverse of the corners' x, y and w.
    fn new(clip: [Vec4; 3], size: Vec2, back: bool, paint: impl FnOnce() -> P) -> Option<Self> {
        let columns = clip.map(|v| DVec3::new(v.x.into(), v.y.into(), v.w.into()));
        let [a, b, c] = columns;
        let matrix = DMat3::from_cols(a, b, c);
        let turn = matrix.determinant();
        if turn.abs() < LEAST_AREA || (turn < 0.0 && !back) {
            return None;
        }
        // Each row of the inverse mixes x, y and 1 of the picture, −1 to 1, into a corner's share over w.
        let rows = matrix.inverse().transpose();
        let (across, down) = (2.0 / f64::from(size.x), -2.0 / f64::from(size.y));
        let plane = |row: DVec3| DVec3::new(row.x * across, row.y * down, row.z - row.x + row.y);
        let planes = [plane(rows.x_axis), plane(rows.y_axis), plane(rows.z_axis)];
        let depth = planes.iter().zip(clip).map(|(plane, v)| *plane * f64::from(v.z)).sum::<DVec3>();
        Some(Self { corners: planes.map(|plane| plane.as_vec3()), depth, paint: paint() })
    }

    /// Depth as a plane over the picture.
    pub(super) fn depth(&self) -> DVec3 {
        self.depth
    }

    /// The place seen at a point of the picture.
    pub(crate) fn place(&self, at: Vec2) -> Place {
        let at = at.extend(1.0);
        let [a, b, c] = self.corners;
        let over_w = Vec3::new(a.dot(at), b.dot(at), c.dot(at));
        let w = 1.0 / over_w.element_sum();
        let share = over_w * w;
        let change = [Vec3::new(a.x, b.x, c.x), Vec3::new(a.y, b.y, c.y)];
        Place { share, change: change.map(|step| (step - share * step.element_sum()) * w) }
    }
}

impl Place {
    /// What three corners say, mixed for this place.
    pub(crate) fn mix<T>(&self, [a, b, c]: [T; 3]) -> T
    where
        T: std::ops::Mul<f32, Output = T> + std::ops::Add<Output = T>,
    {
        a * self.share.x + b * self.share.y + c * self.share.z
    }

    /// How much a number changes from one pixel to the next, to the right and downward together.
    pub(crate) fn change_of(&self, [a, b, c]: [f32; 3]) -> f32 {
        self.change.map(|step| Vec3::new(a, b, c).dot(step).abs()).into_iter().sum()
    }

    /// How much that changes from one pixel to the next, to the right and downward together, regardless of direction.
    pub(crate) fn width(&self, [a, b, c]: [Vec2; 3]) -> Vec2 {
        let [right, down] = self.change.map(|step| a * step.x + b * step.y + c * step.z);
        right.abs() + down.abs()
    }
}
