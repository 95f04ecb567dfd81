//! The colours of the whole map (地图着色), now or on a past day.

use super::moments::Moments;
use super::town::{House, Town};
use super::{classes_of, mode, moment, picture, plates};
use crate::asking::Asking;
use crate::permission::Operation;
use louce_store::{MapScope, Reader};
use louce_wire::{BuildingColours, ColourClass, ColourMode, MapColours, RpcError};

/// What every building and room is coloured by. It names no person, as the map does not; what was in the rooms on a past
/// day is audited all the same.
///
/// # Errors
/// When the role does not allow it, or the day is no date.
pub fn map_colours(asking: Asking<'_>, of: ColourMode, as_of: Option<&str>) -> Result<MapColours, RpcError> {
    let permit = asking.permit(Operation::ViewSpaces)?;
    let moments = moment(asking, of, as_of)?;
    let coloured = |reader: &Reader<'_>| {
        let buildings = match mode::of(of).per_building() {
            true => by_building(reader, of)?,
            false => by_room(reader, of, &moments)?,
        };
        let mut sum = vec![0; mode::of(of).codes.len()];
        buildings.iter().for_each(|building| picture::add(&mut sum, &building.counts));
        let class = |(code, count): (&&str, u32)| ColourClass { code: (*code).to_owned(), count };
        Ok(MapColours {
            mode: of,
            as_of: moments.past().map(|day| day.to_string()),
            scale: mode::of(of).scale,
            per_building: mode::of(of).per_building(),
            classes: mode::of(of).codes.iter().zip(sum).map(class).collect(),
            buildings,
        })
    };
    match moments.past() {
        None => permit.look(coloured),
        Some(_) => permit.look_audited(|reader, seen| {
            let colours = coloured(reader)?;
            seen.count(colours.classes.iter().map(|class| u64::from(class.count)).sum());
            Ok(colours)
        }),
    }
}

fn by_room(reader: &Reader<'_>, of: ColourMode, moments: &Moments) -> Result<Vec<BuildingColours>, RpcError> {
    let town = Town::read(reader, MapScope::Whole, moments.since())?;
    let classes = classes_of(reader, of, &town, moments)?;
    let house = |house: &House| {
        let counts = picture::counts(mode::of(of), house, &classes).into_iter().next().unwrap_or_default();
        BuildingColours {
            id: house.building.id.to_string(),
            class: mode::of(of).class_from_afar(&counts),
            storeys: picture::storeys(&town, house, &classes, moments),
            counts,
        }
    };
    Ok(town.houses.iter().map(house).collect())
}

fn by_building(reader: &Reader<'_>, of: ColourMode) -> Result<Vec<BuildingColours>, RpcError> {
    let town = Town::without_rooms(reader, MapScope::Whole)?;
    let plated = plates::by_plate(reader, &town)?;
    let house = |(house, class): (&House, Option<u8>)| {
        let counts = (0..mode::of(of).codes.len()).map(|at| u32::from(class.map(usize::from) == Some(at)));
        BuildingColours { id: house.building.id.to_string(), class, counts: counts.collect(), storeys: Vec::new() }
    };
    Ok(town.houses.iter().zip(plated).map(house).collect())
}
