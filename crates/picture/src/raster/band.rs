//! The picture in bands of a few rows: each is decided and shaded by itself, on whichever processor is free.

use super::facet::{Facet, Facets};
use super::fill::{NOTHING, SAMPLES, Sample, share};
use crate::canvas::{Canvas, bytes};
use bevy_math::{Vec2, Vec3};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Rows of a band: its samples stay in a processor's own memory.
const ROWS: usize = 16;

/// Colours of a facet's paint where it shows.
pub(crate) trait Shade<P>: Sync {
    /// The colour of `facet` at a point of the picture, in pixels from the top left.
    fn colour(&self, facet: &Facet<P>, at: Vec2) -> Vec3;
}

impl<P, F: Fn(&Facet<P>, Vec2) -> Vec3 + Sync> Shade<P> for F {
    fn colour(&self, facet: &Facet<P>, at: Vec2) -> Vec3 {
        self(facet, at)
    }
}

/// Paints `facets` on `canvas`, and `background` where there are none.
pub(crate) fn paint_bands<P: Sync>(facets: &Facets<P>, canvas: &mut Canvas, background: Vec3, shade: &impl Shade<P>) {
    let width = canvas.width() as usize;
    let pixels = canvas.rgba_mut().get_mut(..width * 4 * facets.height()).unwrap_or_default();
    let bands = Mutex::new(pixels.chunks_mut(width * 4 * ROWS).enumerate());
    let paint_free_bands = || {
        let mut samples = Vec::new();
        loop {
            let next = bands.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((index, pixels)) = next else { return };
            samples.clear();
            samples.resize(pixels.len() / 4, [Sample::EMPTY; 4]);
            let top = i64::try_from(index * ROWS).unwrap_or(i64::MAX);
            decide(facets, top, width, &mut samples);
            colour(facets, top, width, &samples, background, shade, pixels);
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 1..workers {
            scope.spawn(paint_free_bands);
        }
        paint_free_bands();
    });
}

/// Which facet is nearest at each sample.
fn decide<P>(facets: &Facets<P>, top: i64, width: usize, samples: &mut [[Sample; 4]]) {
    let rows = i64::try_from(samples.len() / width).unwrap_or(0);
    for piece in &facets.pieces {
        let [first, last] = piece.rows;
        if last < top || first >= top + rows {
            continue;
        }
        let Some(depth) = facets.facets.get(piece.facet as usize).map(Facet::depth) else {
            continue;
        };
        let skipped = usize::try_from(first - top).unwrap_or(0);
        let touched = usize::try_from(last - top.max(first) + 1).unwrap_or(0);
        for (y, row) in (first.max(top)..).zip(samples.chunks_mut(width).skip(skipped).take(touched)) {
            piece.fill(y, depth, row);
        }
    }
}

fn colour<P>(
    facets: &Facets<P>,
    top: i64,
    width: usize,
    samples: &[[Sample; 4]],
    background: Vec3,
    shade: &impl Shade<P>,
    pixels: &mut [u8],
) {
    let rows = samples.chunks(width).zip(pixels.chunks_mut(width * 4));
    for (y, (samples, pixels)) in (top..).zip(rows) {
        for (x, (samples, pixel)) in (0_i64..).zip(samples.iter().zip(pixels.chunks_exact_mut(4))) {
            #[expect(clippy::cast_precision_loss, reason = "a picture's size")]
            let corner = Vec2::new(x as f32, y as f32);
            pixel.copy_from_slice(&bytes(resolve(facets, corner, samples, background, shade)));
        }
    }
}

/// The colour of one pixel. Each facet in it is shaded once, in the middle of the samples at which it shows.
fn resolve<P>(
    facets: &Facets<P>,
    corner: Vec2,
    samples: &[Sample; 4],
    background: Vec3,
    shade: &impl Shade<P>,
) -> Vec3 {
    let [first, others @ ..] = samples;
    if others.iter().all(|sample| sample.facet == first.facet) {
        return seen(facets, first.facet, corner + 0.5, background, shade);
    }
    let mut sum = Vec3::ZERO;
    for (i, sample) in samples.iter().enumerate() {
        let same = |other: &&Sample| other.facet == sample.facet;
        if samples.iter().take(i).any(|other| same(&other)) {
            continue;
        }
        let (mut middle, mut count) = (Vec2::ZERO, 0.0);
        for (_, at) in samples.iter().zip(SAMPLES).filter(|(other, _)| same(other)) {
            middle += Vec2::from(at.map(share));
            count += 1.0;
        }
        sum += seen(facets, sample.facet, corner + middle / count, background, shade) * count;
    }
    sum * 0.25
}

fn seen<P>(facets: &Facets<P>, facet: u32, at: Vec2, background: Vec3, shade: &impl Shade<P>) -> Vec3 {
    let facet = facets.facets.get(facet as usize).filter(|_| facet != NOTHING);
    facet.map_or(background, |facet| shade.colour(facet, at))
}
