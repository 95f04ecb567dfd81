//! The opened building's own movements: storeys drawing apart, one sliding out like a drawer, everything closing again.

use crate::block::{Block, Drawer, Opening};
use crate::bounds::Bounds;
use crate::camera::{Glide, Stance};
use bevy_math::{Vec2, Vec3};

/// Storeys draw apart and close up in this time.
pub(super) const OPEN_MS: f64 = 620.0;
/// A storey slides out in this time, and back in in this.
const SLIDE_MS: (f64, f64) = (420.0, 260.0);

/// A storey on its way out or in.
#[derive(Clone, Copy, Debug)]
struct Slide {
    storey: u32,
    /// Where it lies when it is out.
    full: Vec2,
    /// How far it is out: 0 in, 1 out.
    share: Glide,
}

impl Slide {
    fn drawer(&self, now_ms: f64) -> Option<Drawer> {
        let share = self.share.at(now_ms);
        (share > 0.0).then(|| Drawer { storey: self.storey, slide: self.full * share })
    }
}

/// An opened building and how far it is open.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) block: Block,
    /// Where the camera was before.
    pub(super) before: Stance,
    /// Clear height between storeys.
    gap: Glide,
    /// The storey that is out, or on its way out.
    out: Option<Slide>,
    /// The one that goes back in before.
    back: Option<Slide>,
    closing: bool,
    /// Whether anything takes time.
    moves: bool,
}

impl Opened {
    /// `block` closed up, beginning to open; at once where nothing is to move.
    pub(super) fn new(block: Block, before: Stance, now_ms: f64, moves: bool) -> Self {
        let mut gap = Glide::still(0.0);
        gap.turn_to(block.pleasing_gap(), now_ms, if moves { OPEN_MS } else { 0.0 });
        Self { block, before, gap, out: None, back: None, closing: false, moves }
    }

    /// `block` in the place of what this shows of the same building, opened as far.
    pub(super) fn replaced_by(self, block: Block) -> Self {
        let floor = self.out_floor().and_then(|i| self.block.storeys.get(i as usize)).map(|s| s.floor);
        let out = floor.and_then(|f| block.storey_of(f)).zip(self.out);
        Self { block, out: out.map(|(storey, slide)| Slide { storey, ..slide }), back: None, ..self }
    }

    /// Slides a storey out on the side of `eye`, or puts it back; another one that is out goes in first.
    pub(super) fn slide(&mut self, storey: Option<u32>, eye: Vec3, now_ms: f64) {
        if storey == self.out_floor() {
            return;
        }
        let side = self.out.map(|s| s.full);
        let (out_ms, in_ms) = if self.moves { SLIDE_MS } else { (0.0, 0.0) };
        self.back = self.out.take().map(|mut slide| {
            slide.share.turn_to(0.0, now_ms, in_ms);
            slide
        });
        let begin = if self.back.is_some() { now_ms + in_ms } else { now_ms };
        self.out = storey.map(|storey| {
            let mut share = Glide::still(0.0);
            share.turn_to(1.0, begin, out_ms);
            Slide { storey, full: side.unwrap_or_else(|| self.block.slide_towards(eye)), share }
        });
    }

    /// Begins to close up.
    pub(super) fn close(&mut self, now_ms: f64) {
        self.slide(None, Vec3::ZERO, now_ms);
        self.gap.turn_to(0.0, now_ms, if self.moves { OPEN_MS } else { 0.0 });
        self.closing = true;
    }

    /// True once closing has begun.
    pub(super) fn is_closed(&self) -> bool {
        self.closing
    }

    /// How far it is open.
    pub(super) fn opening(&self, now_ms: f64) -> Opening {
        let drawer = self.back.and_then(|s| s.drawer(now_ms)).or_else(|| self.out?.drawer(now_ms));
        Opening { drawer, ..Opening::up_to(self.block.highest(), self.gap.at(now_ms)) }
    }

    /// How far it will be open in the end.
    pub(super) fn goal(&self) -> Opening {
        let drawer = self.out.map(|s| Drawer { storey: s.storey, slide: s.full });
        Opening { drawer, ..Opening::up_to(self.block.highest(), self.gap.goal()) }
    }

    /// The storey that is out.
    pub(super) fn out_floor(&self) -> Option<u32> {
        self.out.map(|s| s.storey)
    }

    /// True while something still moves.
    pub(super) fn moving(&self, now_ms: f64) -> bool {
        let slides = self.out.into_iter().chain(self.back).any(|s| s.share.moving(now_ms));
        slides || self.gap.moving(now_ms)
    }

    /// The box that it will fill.
    pub(super) fn bounds(&self) -> Bounds {
        self.block.bounds(self.goal())
    }
}
