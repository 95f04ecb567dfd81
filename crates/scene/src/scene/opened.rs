//! The opened building's own movements: storeys drawing apart, one laid bare, everything closing again.

use crate::block::{Block, Opening};
use crate::bounds::Bounds;
use crate::camera::{Glide, Stance};

/// Storeys draw apart and close up in this time.
pub(super) const OPEN_MS: f64 = 620.0;
/// Storeys above the bare one leave in this time.
pub(super) const LIFT_MS: f64 = 420.0;

/// An opened building and how far it is open.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) block: Block,
    /// Where the camera was before.
    pub(super) before: Stance,
    /// Clear height between storeys.
    gap: Glide,
    /// The highest storey that is there.
    top: u32,
    /// Storeys above the first and up to the second are flying off or coming back.
    between: (u32, u32),
    /// How far those are gone: 0 there, 1 away.
    lifted: Glide,
    closing: bool,
}

impl Opened {
    /// `block` closed up, beginning to open.
    pub(super) fn new(block: Block, before: Stance, now_ms: f64) -> Self {
        let top = block.highest();
        let mut gap = Glide::still(0.0);
        gap.turn_to(block.pleasing_gap(), now_ms, OPEN_MS);
        Self { block, before, gap, top, between: (top, top), lifted: Glide::still(0.0), closing: false }
    }

    /// `block` in the place of what this shows of the same building, opened as far.
    pub(super) fn replaced_by(self, block: Block) -> Self {
        let floor = self.bare_floor().and_then(|i| self.block.storeys.get(i as usize)).map(|s| s.floor);
        let top = floor.and_then(|f| block.storey_of(f)).unwrap_or(block.highest());
        Self { block, top, between: (top, top), lifted: Glide::still(0.0), ..self }
    }

    /// Takes off every storey above `top`, or puts all back.
    pub(super) fn bare(&mut self, top: Option<u32>, now_ms: f64) {
        let top = top.unwrap_or(self.block.highest()).min(self.block.highest());
        if top == self.top {
            return;
        }
        let (from, to) = if top < self.top { (0.0, 1.0) } else { (1.0, 0.0) };
        self.between = (top.min(self.top), top.max(self.top));
        self.lifted = Glide::still(from);
        self.lifted.turn_to(to, now_ms, LIFT_MS);
        self.top = top;
    }

    /// Begins to close up.
    pub(super) fn close(&mut self, now_ms: f64) {
        self.bare(None, now_ms);
        self.gap.turn_to(0.0, now_ms, OPEN_MS);
        self.closing = true;
    }

    /// True once closing has begun.
    pub(super) fn is_closed(&self) -> bool {
        self.closing
    }

    /// How far it is open; storeys on their way off cannot be pointed at any more.
    pub(super) fn opening(&self, now_ms: f64) -> Opening {
        Opening::up_to(self.top, self.gap.at(now_ms))
    }

    /// How far it will be open in the end.
    pub(super) fn goal(&self) -> Opening {
        Opening::up_to(self.top, self.gap.goal())
    }

    /// The floor laid bare, if one is.
    pub(super) fn bare_floor(&self) -> Option<u32> {
        (self.top < self.block.highest()).then_some(self.top)
    }

    /// Storeys on their way off or back: above the first number, up to the second, gone by a share of 1.
    pub(super) fn leaving(&self, now_ms: f64) -> Option<(u32, u32, f32)> {
        let (low, high) = self.between;
        self.lifted.moving(now_ms).then(|| (low, high, self.lifted.at(now_ms)))
    }

    /// True while something still moves.
    pub(super) fn moving(&self, now_ms: f64) -> bool {
        self.gap.moving(now_ms) || self.lifted.moving(now_ms)
    }

    /// The box that it will fill.
    pub(super) fn bounds(&self) -> Bounds {
        self.block.bounds(self.goal())
    }
}
