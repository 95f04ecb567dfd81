//! The classes of each mode. Their codes are what the catalogue of the screen calls them by: they stay as they are.

use louce_wire::{ColourMode, ColourScale};

/// What is known of a mode.
pub(super) struct Mode {
    /// The classes in the order of the legend, ten at most.
    pub(super) codes: &'static [&'static str],
    /// How they follow each other.
    pub(super) scale: ColourScale,
    /// Which of its rooms' classes a building shows from afar.
    pub(super) from_afar: FromAfar,
    /// Whether past days are known.
    pub(super) history: bool,
}

/// Which class a building shows from afar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FromAfar {
    /// That of most of its rooms.
    OfMost,
    /// The highest that a quarter of its rooms reach: one neglected flat does not make a neglected tower.
    OfAQuarter,
    /// Its own.
    Own,
}

const STATE: Mode = Mode {
    // As `RoomState` lists them.
    codes: &["owner_occupied", "let", "vacant", "business", "unknown"],
    scale: ColourScale::States,
    from_afar: FromAfar::OfMost,
    history: true,
};
/// Open stays: 0, 1–2, 3–4, 5–8, 9 and more.
const OCCUPANCY: Mode = Mode {
    codes: &["empty", "one_or_two", "three_or_four", "five_to_eight", "nine_or_more"],
    scale: ColourScale::Amount,
    from_afar: FromAfar::OfMost,
    history: true,
};
/// Days since the last check: 30, 90, 180, 365, more, never checked.
const VERIFIED: Mode = Mode {
    codes: &["within_a_month", "within_a_quarter", "within_half_a_year", "within_a_year", "over_a_year", "never"],
    scale: ColourScale::Attention,
    from_afar: FromAfar::OfAQuarter,
    history: true,
};
/// Findings as the cells of the building page count them: 0, 1, 2, 3–4, 5 and more.
const FINDINGS: Mode = Mode {
    codes: &["none", "one", "two", "three_or_four", "five_or_more"],
    scale: ColourScale::Attention,
    from_afar: FromAfar::OfAQuarter,
    history: false,
};
/// Neither tenancy nor said to be let; a tenancy within its term; one whose agreed term is over; said to be let (出租)
/// without any.
const TENANCY: Mode = Mode {
    codes: &["not_let", "tenancy", "past_agreed", "without_tenancy"],
    scale: ColourScale::Attention,
    from_afar: FromAfar::OfAQuarter,
    history: true,
};
/// The plate of the building's address: in order at the last survey; recorded, never surveyed; an address, no plate;
/// missing, damaged, wrong or doubled (缺损错重); no address.
const PLATES: Mode = Mode {
    codes: &["in_order", "not_surveyed", "no_plate", "faulty", "no_address"],
    scale: ColourScale::Attention,
    from_afar: FromAfar::Own,
    history: false,
};
/// Open presences of organisations: 0, 1, 2, 3 and more.
const ORGANISATIONS: Mode = Mode {
    codes: &["none", "one", "two", "three_or_more"],
    scale: ColourScale::Amount,
    from_afar: FromAfar::OfAQuarter,
    history: true,
};

/// What is known of a mode.
pub(super) const fn of(mode: ColourMode) -> &'static Mode {
    match mode {
        ColourMode::State => &STATE,
        ColourMode::Occupancy => &OCCUPANCY,
        ColourMode::Verified => &VERIFIED,
        ColourMode::Findings => &FINDINGS,
        ColourMode::Tenancy => &TENANCY,
        ColourMode::Plates => &PLATES,
        ColourMode::Organisations => &ORGANISATIONS,
    }
}

impl Mode {
    /// Whether a building has one class and its rooms none of their own.
    pub(super) fn per_building(&self) -> bool {
        self.from_afar == FromAfar::Own
    }

    /// The class a building shows whose rooms are counted by class; none where it has no room with a class.
    pub(super) fn class_from_afar(&self, counts: &[u32]) -> Option<u8> {
        let all: u64 = counts.iter().map(|count| u64::from(*count)).sum();
        let mut by_class: Vec<(u8, u64)> = (0_u8..).zip(counts.iter().copied().map(u64::from)).collect();
        by_class.retain(|(_, count)| *count > 0);
        by_class.reverse();
        let mut reached = 0;
        match self.from_afar {
            // Of equal ones the first, as the prevailing state of a building is told elsewhere.
            FromAfar::OfMost | FromAfar::Own => {
                by_class.iter().max_by_key(|(_, count)| *count).map(|(class, _)| *class)
            }
            FromAfar::OfAQuarter => by_class.iter().find_map(|(class, count)| {
                reached += count;
                (reached * 4 >= all).then_some(*class)
            }),
        }
    }
}

/// The class of a figure: the number of limits it reaches.
pub(super) fn reached(figure: u32, limits: &[u32]) -> Option<u8> {
    u8::try_from(limits.iter().take_while(|limit| figure >= **limit).count()).ok()
}
