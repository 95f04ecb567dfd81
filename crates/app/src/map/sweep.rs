//! How many of something are in each room at each moment, counted in one pass over when each was there: one more from
//! where it begins, one fewer from where it ends.

use std::ops::Range;

/// The pass.
pub(super) struct Sweep {
    moments: usize,
    steps: Vec<i32>,
}

/// What it counted.
pub(super) struct Counts {
    moments: usize,
    counts: Vec<i32>,
}

impl Sweep {
    /// Over so many rooms and moments.
    pub(super) fn over(rooms: usize, moments: usize) -> Self {
        Self { moments, steps: vec![0; rooms.saturating_mul(moments)] }
    }

    /// So many were in a room during some moments.
    pub(super) fn add(&mut self, room: usize, during: Range<usize>, how_many: u32) {
        let how_many = i32::try_from(how_many).unwrap_or(i32::MAX);
        if during.start < during.end {
            self.step(room, during.start, how_many);
            self.step(room, during.end, -how_many);
        }
    }

    fn step(&mut self, room: usize, at: usize, by: i32) {
        if let Some(step) = self.steps.get_mut(room * self.moments + at).filter(|_| at < self.moments) {
            *step = step.saturating_add(by);
        }
    }

    /// The figures, once all are added.
    pub(super) fn counts(self) -> Counts {
        let Self { moments, steps: mut counts } = self;
        for of_room in counts.chunks_mut(moments.max(1)) {
            let mut sum = 0_i32;
            for count in of_room {
                sum = sum.saturating_add(*count);
                *count = sum;
            }
        }
        Counts { moments, counts }
    }
}

impl Counts {
    /// How many were in a room at a moment.
    pub(super) fn at(&self, room: usize, moment: usize) -> u32 {
        let count = self.counts.get(room * self.moments + moment).copied().unwrap_or_default();
        u32::try_from(count).unwrap_or_default()
    }
}
