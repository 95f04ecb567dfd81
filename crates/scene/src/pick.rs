//! What lies under a point of the picture.

use crate::block::{Block, Opening, Part};
use crate::bounds::Ray;
use crate::community::Community;
use serde::{Deserialize, Serialize};

/// What a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum HitKind {
    /// A building of the community.
    Building,
    /// A storey of the opened building.
    Floor,
    /// A room of the opened building.
    Room,
}

/// Something that was pointed at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// The building's or room's id; for a floor, the building's.
    pub id: String,
    /// The floor number, for floors and rooms.
    pub floor: Option<i16>,
}

/// The nearest thing along `ray`. `height` is the share of their height at which buildings stand; the opened building
/// takes the place of its own extrusion.
pub fn nearest(community: &Community, block: Option<(&Block, Opening)>, ray: &Ray, height: f32) -> Option<Hit> {
    let hidden = block.and_then(|(b, _)| community.slot(&b.building));
    let building = community.pick(ray, height, hidden);
    let part = block.and_then(|(b, opening)| Some((b, b.pick(ray, opening)?)));
    match (building, part) {
        (Some((_, t)), Some((block, (part, s)))) if s <= t => part_hit(block, part),
        (None, Some((block, (part, _)))) => part_hit(block, part),
        (Some((slot, _)), _) => {
            let id = community.building(slot)?.id.clone();
            Some(Hit { kind: HitKind::Building, id, floor: None })
        }
        (None, None) => None,
    }
}

fn part_hit(block: &Block, part: Part) -> Option<Hit> {
    let floor = |storey: u32| block.storeys.get(storey as usize).map(|s| s.floor);
    Some(match part {
        Part::Room(slot) => {
            let room = block.room(slot)?;
            Hit { kind: HitKind::Room, id: room.shape.id.clone(), floor: floor(room.storey) }
        }
        Part::Slab(storey) => Hit { kind: HitKind::Floor, id: block.building.clone(), floor: floor(storey) },
    })
}
