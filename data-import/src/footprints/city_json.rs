//! CityJSON 1.0 to 2.0: buildings with their parts as footprints and heights, water and green as areas.

mod ground;
mod model;

use super::found::{Found, Shape, What};
use super::{FootprintFacts, GroundError};
use model::{City, CityObject};

/// How deep parts of buildings are followed.
const DEEPEST: usize = 8;

/// Reads a CityJSON text.
///
/// # Errors
/// [`GroundError`]; single objects without a ground are skipped and counted.
pub fn read(text: &str) -> Result<Found, GroundError> {
    let city: City = serde_json::from_str(text).map_err(|_| GroundError::NotAMap)?;
    if !(city.version.starts_with("1.") || city.version.starts_with("2.")) {
        return Err(GroundError::CityJsonVersion { version: city.version });
    }
    let mut found = Found::begun(city.metadata.reference_system.clone(), attribution(&city));
    for (id, object) in &city.objects {
        let (what, shapes) = match object.kind.as_str() {
            "Building" => building(&city, id, object),
            "WaterBody" | "WaterSurface" => (What::Water(object.name()), ground::flat(&city, object)),
            "PlantCover" => (What::Green(object.name()), ground::flat(&city, object)),
            // Parts come with their building.
            "BuildingPart" | "BuildingInstallation" => continue,
            _ => {
                found.skipped += 1;
                continue;
            }
        };
        if shapes.is_empty() {
            found.skipped += 1;
        } else {
            found.take(what, shapes)?;
        }
    }
    Ok(found)
}

fn attribution(city: &City) -> Option<String> {
    let contact = city.metadata.point_of_contact.as_ref().and_then(|contact| contact.contact_name.as_deref());
    contact.or(city.metadata.title.as_deref()).and_then(super::plain_line)
}

/// A building with the ground of all its parts; their areas are joined later.
fn building(city: &City, id: &str, object: &CityObject) -> (What, Vec<Shape>) {
    let members = with_parts(city, object);
    let shapes: Vec<Shape> = members.iter().flat_map(|member| ground::of(city, member)).collect();
    let said = members.iter().find_map(|member| member.height_said());
    let drawn = || members.iter().filter_map(|member| ground::height(city, member)).reduce(f64::max);
    let facts = FootprintFacts {
        source_id: Some(id.to_owned()),
        name: object.name(),
        site: None,
        street: object.street(),
        house_number: object.house_number(),
        levels: members.iter().filter_map(|member| member.storeys()).max(),
        height_m: said.or_else(drawn),
        is_height_said: true,
        use_tag: object.text(&["function", "usage", "class"]),
        shape: Default::default(),
    };
    (What::Building(facts), shapes)
}

/// The object and the parts below it.
fn with_parts<'a>(city: &'a City, object: &'a CityObject) -> Vec<&'a CityObject> {
    let mut members = vec![object];
    let mut level: Vec<&CityObject> = vec![object];
    for _ in 0..DEEPEST {
        let children = level.iter().flat_map(|object| &object.children).filter_map(|id| city.objects.get(id));
        level = children.filter(|object| object.kind == "BuildingPart").collect();
        if level.is_empty() || members.len() > 10_000 {
            break;
        }
        members.extend(&level);
    }
    members
}
