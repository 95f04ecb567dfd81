//! Where buildings cast their shadow on the ground, and where they touch it: `bake.vert`, `blur.frag`, `baked.rs`.

use bevy_math::{Vec2, Vec3};
use louce_scene::bounds::Bounds;
use louce_scene::mesh::SolidMesh;

/// Texels along the longer side.
const TEXELS: f32 = 2048.0;
/// Ground around the buildings that still gets shade, in metres.
const MARGIN_M: f32 = 90.0;
/// Metres of shadow eastward and southward for each metre of height.
const CAST: Vec2 = Vec2::new(0.50, -0.5625);
/// Softness of cast and contact shadow, in metres.
const SOFT_M: Vec2 = Vec2::new(1.6, 9.0);
/// No texel is smaller, in metres: the viewer's card blurs a small place's large texture in no time, a processor does
/// not, and shade this soft needs no more.
const FINEST_M: f32 = 0.30;

/// The shade of one community on the ground.
pub(crate) struct Shadow {
    min: Vec2,
    /// Texels for each metre.
    scale: f32,
    width: usize,
    height: usize,
    /// Cast and contact shadow, 0 to 255.
    texels: Vec<[u8; 2]>,
    /// How strong each is.
    strength: Vec2,
}

impl Shadow {
    /// The shade of `solids`, which stand within `bounds`.
    pub(crate) fn new(solids: &SolidMesh, bounds: &Bounds, strength: Vec2) -> Self {
        let (centre, size) = (bounds.centre(), bounds.size());
        let min = Vec2::new(centre.x, centre.z) - Vec2::new(size.x, size.z) * 0.5 - MARGIN_M;
        let area = Vec2::new(size.x, size.z) + 2.0 * MARGIN_M;
        let texel = (area.max_element() / TEXELS).max(FINEST_M);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most TEXELS")]
        let [width, height] = (area / texel).clamp(Vec2::ONE, Vec2::splat(TEXELS)).to_array().map(|n| n as usize);
        let mut shadow =
            Self { min, scale: 1.0 / texel, width, height, texels: vec![[0; 2]; width * height], strength };
        shadow.cast(solids);
        let radius = (SOFT_M / texel).max(Vec2::new(1.2, 1.5));
        // Blurred along rows, turned over, blurred along what were columns, turned back.
        let across = blur(&shadow.texels, width, radius);
        let down = blur(&turned(&across, width), height, radius);
        shadow.texels = turned(&down, height);
        shadow
    }

    /// How dark the ground is at `[x, z]` by cast and by contact shadow.
    pub(crate) fn at(&self, place: Vec2) -> Vec2 {
        #[expect(clippy::cast_precision_loss, reason = "at most TEXELS")]
        let last = Vec2::new(self.width as f32, self.height as f32) - 1.0;
        let at = ((place - self.min) * self.scale - 0.5).clamp(Vec2::ZERO, last);
        let (low, share) = (at.floor(), at - at.floor());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let (x, y) = (low.x as usize, low.y as usize);
        let (right, below) = ((x + 1).min(self.width - 1), (y + 1).min(self.height - 1));
        let texel = |x: usize, y: usize| {
            let [cast, contact] = self.texels.get(y * self.width + x).copied().unwrap_or_default();
            Vec2::new(f32::from(cast), f32::from(contact)) / 255.0
        };
        let upper = texel(x, y).lerp(texel(right, y), share.x);
        let lower = texel(x, below).lerp(texel(right, below), share.x);
        upper.lerp(lower, share.y) * self.strength
    }

    /// Casts every face along the light, and every roof straight down.
    fn cast(&mut self, solids: &SolidMesh) {
        for corners in solids.indices.chunks_exact(3) {
            let mut corners = corners.iter().filter_map(|i| solids.vertices.get(*i as usize));
            let Some(((a, b), c)) = corners.next().zip(corners.next()).zip(corners.next()) else {
                continue;
            };
            self.flatten([a, b, c].map(|v| v.position), CAST, 0);
            if a.normal.y >= 0.5 {
                self.flatten([a, b, c].map(|v| v.position), Vec2::ZERO, 1);
            }
        }
    }

    /// Marks the texels whose middle lies under a triangle slanted by so many metres for each metre of height.
    fn flatten(&mut self, corners: [Vec3; 3], slant: Vec2, channel: usize) {
        let [a, b, c] = corners.map(|p| (Vec2::new(p.x, p.z) + slant * p.y - self.min) * self.scale - 0.5);
        let turn = (b - a).perp_dot(c - a);
        let (b, c) = if turn >= 0.0 { (b, c) } else { (c, b) };
        let (top, bottom) = (a.y.min(b.y).min(c.y).ceil().max(0.0), a.y.max(b.y).max(c.y).floor());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let (first, count) = (top as usize, (bottom - top + 1.0).max(0.0) as usize);
        let width = self.width;
        for (y, row) in (first..).zip(self.texels.chunks_mut(width).skip(first).take(count)) {
            #[expect(clippy::cast_precision_loss, reason = "at most TEXELS")]
            let span =
                [[a, b], [b, c], [c, a]].into_iter().fold([0.0, width as f32], |s, edge| within(s, edge, y as f32));
            let [from, to] = span.map(f32::ceil);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
            let (from, count) = (from as usize, (to - from).max(0.0) as usize);
            for texel in row.iter_mut().skip(from).take(count) {
                if let Some(value) = texel.get_mut(channel) {
                    *value = 255;
                }
            }
        }
    }
}

/// The part of a row that lies on the inner side of an edge.
fn within([from, to]: [f32; 2], [p, q]: [Vec2; 2], y: f32) -> [f32; 2] {
    let rise = q.y - p.y;
    let x = p.x + (q.x - p.x) * (y - p.y) / rise;
    if rise < 0.0 {
        [from.max(x), to]
    } else if rise > 0.0 {
        [from, to.min(x)]
    } else if (q.x - p.x) * (y - p.y) >= 0.0 {
        [from, to]
    } else {
        [from, from]
    }
}

/// The shader takes 17 samples of a bell, each between two texels; this is what each texel then weighs.
fn bell(radius: f32) -> Vec<f32> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few texels")]
    let reach = radius.ceil() as usize;
    let mut weights = vec![0.0; 2 * reach + 1];
    for i in -8_i8..=8 {
        let x = f32::from(i) / 8.0;
        let (at, weight) = (x * radius, (-x * x * 3.0).exp());
        let share = at - at.floor();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "≥ 0")]
        let low = (at.floor() + reach as f32) as usize;
        for (to, part) in [(low, 1.0 - share), (low + 1, share)] {
            if let Some(sum) = weights.get_mut(to) {
                *sum += weight * part;
            }
        }
    }
    let sum: f32 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}

/// One direction of the blur: cast shadow tightly, contact shadow widely.
fn blur(texels: &[[u8; 2]], width: usize, radius: Vec2) -> Vec<[u8; 2]> {
    let bells = [bell(radius.x), bell(radius.y)];
    let mut blurred = Vec::with_capacity(texels.len());
    for row in texels.chunks(width) {
        let [cast, contact] = [0, 1].map(|channel| {
            let values: Vec<u8> = row.iter().filter_map(|texel| texel.get(channel)).copied().collect();
            bells.get(channel).map_or_else(Vec::new, |bell| blurred_row(&values, bell))
        });
        blurred.extend(cast.into_iter().zip(contact).map(<[u8; 2]>::from));
    }
    blurred
}

fn blurred_row(values: &[u8], bell: &[f32]) -> Vec<u8> {
    let Some((first, last)) = values.first().zip(values.last()) else {
        return Vec::new();
    };
    if values.iter().all(|value| value == first) {
        return values.to_vec();
    }
    let reach = bell.len() / 2;
    let padded: Vec<f32> = std::iter::repeat_n(*first, reach)
        .chain(values.iter().copied())
        .chain(std::iter::repeat_n(*last, reach))
        .map(f32::from)
        .collect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
    let byte = |sum: f32| (sum + 0.5) as u8;
    padded.windows(bell.len()).map(|near| byte(near.iter().zip(bell).map(|(v, w)| v * w).sum())).collect()
}

/// Rows as columns.
fn turned(texels: &[[u8; 2]], width: usize) -> Vec<[u8; 2]> {
    (0..width).flat_map(|x| texels.iter().skip(x).step_by(width).copied()).collect()
}
