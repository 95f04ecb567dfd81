//! Which storeys there are and on which a room stands: floors that take no number (夹层) are told apart by their names.

use super::order::Stands;
use louce_domain::room_plan::{BlockSpec, MOST_FLOORS_ABOVE, MOST_FLOORS_BELOW, PlannedFloor};
use std::collections::BTreeSet;

/// The floor's number, and which of the storeys of that number it is.
pub(super) type StoreyKey = (i16, usize);

/// How many floors a building is said to have (层数), where anybody said it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeclaredFloors {
    /// Above ground.
    pub above: Option<i16>,
    /// Below ground.
    pub below: Option<i16>,
}

impl DeclaredFloors {
    /// The floors that no room is recorded on, beside those that are: missing numbers from the ground on until there are
    /// as many as declared. A number that the building skips (no 4th floor) stays skipped where all are recorded, and where
    /// who declared them went by the number of the highest.
    fn missing(self, recorded: &BTreeSet<i16>) -> Vec<i16> {
        let side = |declared: Option<i16>, most: u16, side: i16| {
            let have = recorded.iter().filter(|floor| (**floor < 0) == (side < 0)).count();
            let wanted = usize::from(u16::try_from(declared.unwrap_or(0)).unwrap_or(0).min(most));
            let skipped: Vec<i16> =
                skipped(recorded).filter(|_| side > 0 && declared == recorded.last().copied()).collect();
            let wanted = wanted.saturating_sub(have + skipped.len());
            let free = (1..=i16::MAX).map(move |floor: i16| floor * side).filter(|floor| !recorded.contains(floor));
            free.filter(move |floor| !skipped.contains(floor)).take(wanted)
        };
        side(self.below, MOST_FLOORS_BELOW, -1).chain(side(self.above, MOST_FLOORS_ABOVE, 1)).collect()
    }
}

/// Numbers that buildings leave out (4, 13, 14, 24 …), between floors that are recorded.
fn skipped(recorded: &BTreeSet<i16>) -> impl Iterator<Item = i16> {
    let between = recorded.iter().zip(recorded.iter().skip(1)).filter(|(below, above)| **above - **below == 2);
    between.map(|(below, _)| below + 1).filter(|floor| *floor > 0 && (*floor == 13 || floor % 10 == 4))
}

/// The storeys a specification names; where there is none, those that rooms are recorded on and as many as declared.
pub(super) struct Storeys {
    floors: Vec<(StoreyKey, PlannedFloor)>,
    /// What there is to go by without a specification.
    declared: Option<DeclaredFloors>,
}

impl Storeys {
    pub(super) fn of(spec: Option<&BlockSpec>, declared: DeclaredFloors) -> Self {
        let mut floors: Vec<(StoreyKey, PlannedFloor)> = Vec::new();
        for floor in spec.map(|spec| spec.floors(None)).unwrap_or_default() {
            let same = floors.iter().filter(|(key, _)| key.0 == floor.floor).count();
            floors.push(((floor.floor, same), floor));
        }
        Self { floors, declared: spec.is_none().then_some(declared) }
    }

    /// Every storey that is known of without its rooms, beside those on which `rooms` stand, lowest first.
    pub(super) fn keys<'r, R: Stands + 'r>(&self, rooms: impl Iterator<Item = &'r R>) -> Vec<StoreyKey> {
        let planned = self.floors.iter().map(|(key, _)| *key);
        let Some(declared) = self.declared else { return planned.collect() };
        let recorded: BTreeSet<i16> = rooms.map(|room| self.key(room).0).collect();
        planned.chain(declared.missing(&recorded).into_iter().map(|floor| (floor, 0))).collect()
    }

    /// The storey of a room. What a floor is called, where that is not its number, is kept in the room's annex.
    pub(super) fn key<R: Stands>(&self, room: &R) -> StoreyKey {
        let number = room.floor().unwrap_or(1);
        let same = || self.floors.iter().filter(|(key, _)| key.0 == number);
        let named = room.annex().and_then(|annex| same().find(|(_, floor)| floor.label == annex));
        let plain = || same().find(|(_, floor)| floor.own_label().is_none());
        named.or_else(plain).or_else(|| same().next()).map_or((number, 0), |(key, _)| *key)
    }

    /// What the lift says: `5F`, `B1`, `夹层`.
    pub(super) fn label(&self, key: StoreyKey) -> String {
        let own = self.floors.iter().find(|(known, _)| *known == key).map(|(_, floor)| floor.label.as_str());
        match own.filter(|label| label.parse::<u16>().is_err()) {
            Some(label) => label.to_owned(),
            None if key.0 < 0 => format!("B{}", -key.0),
            None => format!("{}F", own.map_or_else(|| key.0.to_string(), str::to_owned)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fourth_floor_that_nobody_built_is_not_filled_in() {
        let recorded: BTreeSet<i16> = [-1, 1, 2, 3, 5, 6, 7, 8].into();
        let declared = |above| DeclaredFloors { above: Some(above), below: Some(1) };
        assert!(declared(8).missing(&recorded).is_empty(), "eight by the number of the highest: there is no fourth");
        assert!(declared(7).missing(&recorded).is_empty(), "seven by counting them: the same");
        assert_eq!(declared(9).missing(&recorded), [4, 9], "of nine, two are not recorded");
        let two: BTreeSet<i16> = [3, 5].into();
        assert_eq!(declared(5).missing(&two), [-1, 1, 2], "what else is not recorded is filled in");
    }
}
