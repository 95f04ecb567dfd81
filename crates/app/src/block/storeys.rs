//! Which storey a room stands on: floors that take no number (夹层) are told apart by their names.

use super::order::Stands;
use louce_domain::room_plan::{BlockSpec, PlannedFloor};

/// The floor's number, and which of the storeys of that number it is.
pub(super) type StoreyKey = (i16, usize);

/// The storeys a specification names; none where there is no specification.
pub(super) struct Storeys {
    floors: Vec<(StoreyKey, PlannedFloor)>,
}

impl Storeys {
    pub(super) fn of(spec: Option<&BlockSpec>) -> Self {
        let mut floors: Vec<(StoreyKey, PlannedFloor)> = Vec::new();
        for floor in spec.map(|spec| spec.floors(None)).unwrap_or_default() {
            let same = floors.iter().filter(|(key, _)| key.0 == floor.floor).count();
            floors.push(((floor.floor, same), floor));
        }
        Self { floors }
    }

    /// Every storey, lowest first.
    pub(super) fn keys(&self) -> impl Iterator<Item = StoreyKey> {
        self.floors.iter().map(|(key, _)| *key)
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
