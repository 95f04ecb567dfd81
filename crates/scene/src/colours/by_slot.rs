//! What buildings show, by their slot in the community: told column by column, as cheaply as that can be handed over.

use super::MOST_CLASSES;
use crate::facade::NO_CLASS;
use std::ops::Range;

/// Ends a storey in a text of class digits.
pub const STOREY_END: u8 = b'\n';
/// Ends a building in a text of class digits.
pub const BUILDING_END: u8 = b'\t';

/// What some buildings show, one entry a building in each column.
#[derive(Clone, Copy, Debug, Default)]
pub struct Columns<'a> {
    /// Slots, in any order.
    pub slots: &'a [u32],
    /// The class shown from afar; [`NO_CLASS`]: nothing known.
    pub shown: &'a [u8],
    /// Rooms by class: as many numbers for each building as there are classes.
    pub counts: &'a [u32],
    /// Class digits of the rooms: storeys above ground from the lowest up, each ended by [`STOREY_END`], and each
    /// building ended by [`BUILDING_END`]. Any other character: a room without a class.
    pub storeys: &'a [u8],
}

/// The same by slot.
#[derive(Clone, Debug, Default)]
pub struct BySlot {
    classes: usize,
    shown: Vec<u8>,
    counts: Vec<u32>,
    storeys: Vec<u8>,
    /// Where each building's storeys are.
    spans: Vec<Range<usize>>,
}

impl BySlot {
    /// Forgets everything and makes room for `buildings`, of which nothing is known yet.
    pub fn begin(&mut self, buildings: usize, classes: usize) {
        self.classes = classes.min(MOST_CLASSES);
        self.shown.clear();
        self.shown.resize(buildings, NO_CLASS);
        self.counts.clear();
        self.counts.resize(buildings * self.classes, 0);
        self.spans.clear();
        self.spans.resize(buildings, 0..0);
        self.storeys.clear();
    }

    /// Takes over `columns`; buildings that are nowhere are passed over.
    pub fn take(&mut self, columns: Columns) {
        let mut counts = columns.counts.chunks(self.classes.max(1));
        let mut storeys = columns.storeys.split(|byte| *byte == BUILDING_END);
        self.storeys.reserve(columns.storeys.len());
        for (slot, shown) in columns.slots.iter().zip(columns.shown) {
            self.put(*slot, *shown, counts.next().unwrap_or_default(), storeys.next().unwrap_or_default());
        }
    }

    /// What the building in `slot` shows, as in [`Columns`].
    pub fn put(&mut self, slot: u32, shown: u8, counts: &[u32], storeys: &[u8]) {
        let Some((own, span)) = self.shown.get_mut(slot as usize).zip(self.spans.get_mut(slot as usize)) else {
            return;
        };
        *own = shown;
        *span = self.storeys.len()..self.storeys.len() + storeys.len();
        self.storeys.extend_from_slice(storeys);
        let first = slot as usize * self.classes;
        let own = self.counts.get_mut(first..first + self.classes).unwrap_or_default();
        own.iter_mut().zip(counts).for_each(|(own, count)| *own = *count);
    }

    /// The class shown from afar.
    pub fn shown(&self, slot: usize) -> Option<u8> {
        self.shown.get(slot).copied().filter(|class| *class != NO_CLASS)
    }

    /// Rooms by class.
    pub fn counts(&self, slot: usize) -> &[u32] {
        let first = slot * self.classes;
        self.counts.get(first..first + self.classes).unwrap_or_default()
    }

    /// Class digits of the rooms, storey by storey from the ground up.
    pub fn storeys(&self, slot: usize) -> impl Iterator<Item = &[u8]> {
        let own = self.spans.get(slot).and_then(|span| self.storeys.get(span.clone())).unwrap_or_default();
        own.split_inclusive(|byte| *byte == STOREY_END).map(|s| s.strip_suffix(&[STOREY_END]).unwrap_or(s))
    }

    /// Whether rooms of any building have classes.
    pub fn tells_rooms(&self) -> bool {
        !self.storeys.is_empty()
    }

    /// The same after buildings have changed places: `from` says for each slot which one it had before.
    #[must_use]
    pub fn moved(&self, from: &[Option<u32>]) -> Self {
        let mut moved = Self::default();
        moved.begin(from.len(), self.classes);
        for (to, from) in (0..).zip(from).filter_map(|(to, from)| from.map(|from| (to, from as usize))) {
            let span = self.spans.get(from).cloned().unwrap_or_default();
            let storeys = self.storeys.get(span).unwrap_or_default();
            moved.put(to, self.shown(from).unwrap_or(NO_CLASS), self.counts(from), storeys);
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told() -> BySlot {
        let mut told = BySlot::default();
        told.begin(3, 2);
        told.take(Columns {
            slots: &[2, 9, 0],
            shown: &[1, 1, NO_CLASS],
            counts: &[3, 4, 8, 8, 1, 0],
            storeys: b"01\n\n1-\n\t7\n\t0\n\t",
        });
        told
    }

    fn storeys(told: &BySlot, slot: usize) -> Vec<&str> {
        told.storeys(slot).map(|s| std::str::from_utf8(s).unwrap()).collect()
    }

    #[test]
    fn columns_are_found_by_slot() {
        let told = told();
        assert_eq!((told.shown(0), told.shown(1), told.shown(2), told.shown(9)), (None, None, Some(1), None));
        assert_eq!((told.counts(0), told.counts(1), told.counts(2)), (&[1, 0][..], &[0, 0][..], &[3, 4][..]));
        assert_eq!(storeys(&told, 2), ["01", "", "1-"], "a storey without rooms is still a storey");
        assert_eq!(
            (storeys(&told, 0), storeys(&told, 1).len()),
            (vec!["0"], 0),
            "the one that is nowhere is passed over"
        );
    }

    #[test]
    fn columns_that_end_early_are_no_harm() {
        let mut told = told();
        told.begin(2, 200);
        assert_eq!(storeys(&told, 0).len(), 0, "nothing is left of before");
        told.take(Columns { slots: &[0, 1], shown: &[5], counts: &[1], storeys: b"" });
        assert_eq!((told.shown(0), told.counts(0).len()), (Some(5), MOST_CLASSES), "never more than ten classes");
    }

    #[test]
    fn buildings_take_what_they_show_along() {
        let moved = told().moved(&[Some(2), None, Some(7)]);
        assert_eq!(
            (moved.shown(0), moved.counts(0), storeys(&moved, 0).len()),
            (Some(1), &[3, 4][..], 3),
            "from slot 2"
        );
        assert_eq!((moved.shown(1), moved.shown(2)), (None, None), "new ones show nothing");
        assert!(moved.tells_rooms(), "and rooms are known");
    }
}
