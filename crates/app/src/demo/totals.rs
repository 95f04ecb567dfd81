//! How much to invent: the everyday size of a register, times a scale.

/// How many records of each kind a community has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// 楼幢
    pub buildings: u32,
    /// 房间
    pub rooms: u32,
    /// 人员 (records, past ones included)
    pub persons: u32,
    /// 单位
    pub organisations: u32,
}

/// The scale is not one that can be invented.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("the scale must lie between 0.001 and 10 (1 is the everyday size): {0}")]
pub struct ScaleError(pub f64);

impl Totals {
    /// The everyday size: 6,800 buildings, 150,000 rooms, 1,270,000 person records, 27,000 organisations.
    pub const EVERYDAY: Self = Self { buildings: 6_800, rooms: 150_000, persons: 1_270_000, organisations: 27_000 };

    /// The everyday size times `scale` (0.001 to 10).
    pub fn at_scale(scale: f64) -> Result<Self, ScaleError> {
        if !(0.001..=10.0).contains(&scale) {
            return Err(ScaleError(scale));
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 12,700,000")]
        let times = |count: u32| (f64::from(count) * scale).round() as u32;
        let everyday = Self::EVERYDAY;
        Ok(Self {
            buildings: times(everyday.buildings),
            rooms: times(everyday.rooms),
            persons: times(everyday.persons),
            organisations: times(everyday.organisations),
        })
    }
}

/// Hands a total out in parts that keep to it: whatever earlier parts took too much or too little is made up later.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quota {
    left: u32,
    places_left: u32,
    owed: f64,
}

impl Quota {
    /// `total` to be handed out over `places`.
    pub(super) fn new(total: u32, places: u32) -> Self {
        Self { left: total, places_left: places, owed: 0.0 }
    }

    /// The part of the next place, whose weight is 1 on average. The last place gets all that is left, if `to_the_last`.
    pub(super) fn take(&mut self, weight: f64) -> u32 {
        let mean = f64::from(self.left) / f64::from(self.places_left.max(1));
        self.places_left = self.places_left.saturating_sub(1);
        self.owed += mean * weight;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "floored, not negative, and capped"
        )]
        let part = (self.owed.floor().max(0.0) as u32).min(self.left);
        self.owed -= f64::from(part);
        self.left -= part;
        part
    }

    /// All that was not handed out.
    pub(super) const fn rest(&self) -> u32 {
        self.left
    }
}
