//! How fine the picture is while it moves: as fine as the machine can draw fluently. At rest it is always fine.

use serde::{Deserialize, Serialize};

/// Shares of the canvas's resolution, from the finest.
const SCALES: [f32; 3] = [1.0, 0.75, 0.55];
/// A frame that takes longer than this is felt as a jerk, in milliseconds.
const SLOW_MS: f64 = 40.0;
/// A frame that takes less than this leaves room for more, in milliseconds.
const FAST_MS: f64 = 21.0;
/// Frames that must agree before the picture gets coarser, and before it gets finer.
const AGREE: (u32, u32) = (3, 40);
/// Frames farther apart than this do not belong to one movement, in milliseconds.
const PAUSE_MS: f64 = 400.0;

/// What was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// As fine as the machine draws fluently.
    #[default]
    Auto,
    /// Always fine.
    Fine,
    /// Always fluent: coarse while anything moves, and edges as they come at rest.
    Fast,
}

/// Watches the time between frames of a movement.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pace {
    chosen: Quality,
    level: usize,
    last_ms: Option<f64>,
    slow: u32,
    fast: u32,
}

impl Pace {
    /// Chooses by hand, or leaves it to the machine again.
    pub fn choose(&mut self, quality: Quality) {
        *self = Self { chosen: quality, ..Self::default() };
    }

    /// What was chosen.
    pub fn chosen(&self) -> Quality {
        self.chosen
    }

    /// Whether a picture at rest has its edges smoothed.
    pub fn smooths(&self) -> bool {
        self.chosen != Quality::Fast
    }

    /// How fine moving pictures are now: `fine`, `medium` or `coarse`.
    pub fn word(&self) -> &'static str {
        let scale = self.scale();
        if scale >= 1.0 {
            "fine"
        } else if scale > 0.6 {
            "medium"
        } else {
            "coarse"
        }
    }

    /// A frame of a movement is drawn at `now_ms`. What it should be drawn at, as a share of the full resolution.
    pub fn moving(&mut self, now_ms: f64) -> f32 {
        let took = self.last_ms.map(|last| now_ms - last).filter(|took| *took < PAUSE_MS);
        self.last_ms = Some(now_ms);
        match took {
            Some(took) if took > SLOW_MS => (self.slow, self.fast) = (self.slow + 1, 0),
            Some(took) if took < FAST_MS => (self.slow, self.fast) = (0, self.fast + 1),
            Some(_) => (self.slow, self.fast) = (0, 0),
            None => {}
        }
        if self.slow >= AGREE.0 && self.level + 1 < SCALES.len() {
            (self.level, self.slow, self.fast) = (self.level + 1, 0, 0);
        } else if self.fast >= AGREE.1 && self.level > 0 {
            (self.level, self.slow, self.fast) = (self.level - 1, 0, 0);
        }
        self.scale()
    }

    /// The share of the full resolution in use while something moves.
    pub fn scale(&self) -> f32 {
        match self.chosen {
            Quality::Auto => SCALES.get(self.level).copied().unwrap_or(1.0),
            Quality::Fine => 1.0,
            Quality::Fast => SCALES.last().copied().unwrap_or(1.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(pace: &mut Pace, frames: u32, each_ms: f64) -> f32 {
        let start = pace.last_ms.unwrap_or(0.0);
        (1..=frames).fold(pace.scale(), |_, i| pace.moving(start + f64::from(i) * each_ms))
    }

    #[test]
    fn a_slow_machine_draws_coarser_while_moving_and_a_fast_one_never_does() {
        assert!(after(&mut Pace::default(), 200, 16.7) >= 1.0, "60 frames a second stay fine");
        assert!(after(&mut Pace::default(), 20, 90.0) < 0.6, "eleven frames a second do not");
    }

    #[test]
    fn what_was_chosen_by_hand_stays() {
        let mut pace = Pace::default();
        pace.choose(Quality::Fine);
        assert!(after(&mut pace, 50, 90.0) >= 1.0, "fine stays fine on a slow machine");
        pace.choose(Quality::Fast);
        assert!(after(&mut pace, 50, 8.0) < 0.6, "fast stays coarse on a quick one");
        pace.choose(Quality::Auto);
        assert!(pace.scale() >= 1.0, "and left to itself it begins anew");
    }

    #[test]
    fn one_hiccup_changes_nothing_and_a_faster_machine_gets_its_resolution_back() {
        let mut pace = Pace::default();
        after(&mut pace, 5, 16.7);
        after(&mut pace, 1, 200.0);
        assert!(after(&mut pace, 5, 16.7) >= 1.0, "one late frame is no reason");
        after(&mut pace, 20, 90.0);
        assert!(after(&mut pace, 100, 12.0) >= 1.0, "when there is room again, it is used");
    }
}
