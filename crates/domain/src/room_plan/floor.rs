//! The floors of a unit from the lowest up: which storey is called what.

use super::numbering::chinese_floor;
use super::spec::{BlockSpec, FloorCount, FloorLabel, FloorSkip, UnitSpec};
use serde::{Deserialize, Serialize};
use std::iter::once;

/// The highest floor number: beyond it a number of four digits no longer tells floor and serial apart.
pub const MOST_FLOORS_ABOVE: u16 = 99;
/// The deepest floor: `B901` is read, `B1001` is unit B's tenth floor.
pub const MOST_FLOORS_BELOW: u16 = 9;

/// A floor the specification calls for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedFloor {
    /// Which storey, counted as they stand: 1 is the lowest above ground, −1 the highest below; never 0.
    pub storey: i16,
    /// The floor's number. A floor that takes none has that of the floor beneath, 0 where it is the lowest.
    pub floor: i16,
    /// What it is called: `5`, `B1`, `G`.
    pub label: String,
    /// False for a storey that is only a void (架空层, 避难层).
    pub is_built: bool,
}

impl PlannedFloor {
    /// Whether it is above ground and called by its number.
    pub(super) fn is_numbered(&self) -> bool {
        self.floor > 0 && self.label == self.floor.to_string()
    }

    /// The label, where it is not the plain number of the floor.
    pub fn own_label(&self) -> Option<&str> {
        let is_plain = self.is_numbered() || (self.floor < 0 && self.label == format!("B{}", -self.floor));
        (!is_plain).then_some(self.label.as_str())
    }

    /// What stands before the serial in a room's number. A basement's is always `B1`: `3--101` cannot be read.
    pub(super) fn number_prefix(&self) -> String {
        if self.storey < 0 { format!("B{}", -self.floor) } else { self.label.clone() }
    }

    /// `二层`, `地下一层`, `夹层`.
    pub(super) fn chinese(&self) -> String {
        match self.own_label().filter(|_| self.storey > 0) {
            Some(label) if label.ends_with('层') => label.to_owned(),
            Some(label) => format!("{label}层"),
            None => chinese_floor(self.floor),
        }
    }
}

impl BlockSpec {
    /// The floors of a unit, bottom to top, or of the building as far as its tallest unit goes.
    pub fn floors(&self, unit: Option<&UnitSpec>) -> Vec<PlannedFloor> {
        let tallest = |own: fn(&UnitSpec) -> Option<u16>, whole: u16| match unit {
            Some(unit) => own(unit).unwrap_or(whole),
            None => self.units.iter().filter_map(own).chain(once(whole)).max().unwrap_or(whole),
        };
        let below = tallest(|unit| unit.floors_below, self.floors_below).min(MOST_FLOORS_BELOW);
        let above = tallest(|unit| unit.floors_above, self.floors_above).min(MOST_FLOORS_ABOVE);
        let mut floors: Vec<PlannedFloor> = (1..=below.cast_signed()).rev().map(|depth| self.basement(depth)).collect();
        self.add_floors_above(above.cast_signed(), &mut floors);
        floors
    }

    fn basement(&self, depth: i16) -> PlannedFloor {
        let label = self.label_of(-depth).map_or_else(|| format!("B{depth}"), |own| own.label.clone());
        PlannedFloor { storey: -depth, floor: -depth, label, is_built: !self.is_skipped(-depth, FloorSkip::NotBuilt) }
    }

    fn add_floors_above(&self, above: i16, floors: &mut Vec<PlannedFloor>) {
        let mut number = 0;
        for storey in 1..=i16::MAX {
            let label = self.label_of(storey);
            let takes_number = label.is_none_or(|own| own.takes_number);
            let next = if takes_number { self.number_after(number) } else { number };
            let is_over = match self.floors_counted {
                FloorCount::Storeys => storey > above,
                FloorCount::TopNumber => next > above,
            };
            // Labels without a number could be given to storeys without end.
            if is_over || storey > 2 * above {
                return;
            }
            number = next;
            floors.push(PlannedFloor {
                storey,
                floor: number,
                label: label.map_or_else(|| number.to_string(), |own| own.label.clone()),
                is_built: !(takes_number && self.is_skipped(number, FloorSkip::NotBuilt)),
            });
        }
    }

    /// The next floor number that is not jumped over.
    fn number_after(&self, number: i16) -> i16 {
        (number..i16::MAX).map(|n| n + 1).find(|n| !self.is_skipped(*n, FloorSkip::LabelJumps)).unwrap_or(i16::MAX)
    }

    fn is_skipped(&self, floor: i16, how: FloorSkip) -> bool {
        self.skipped_floors.iter().any(|skipped| skipped.floor == floor && skipped.how == how)
    }

    fn label_of(&self, storey: i16) -> Option<&FloorLabel> {
        self.floor_labels.iter().find(|own| own.storey == storey)
    }
}
