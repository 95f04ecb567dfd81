//! CityJSON 1.0 to 2.0: buildings with their parts as footprints and heights; roads, rails, water, green and land as the
//! quiet base.

mod base;
mod ground;
mod model;

use super::found::{Found, Origin, Shape, What};
use super::outline::broken;
use super::rejected::Reject;
use super::tags::is_identity;
use super::{FootprintFacts, GroundError, Progress};
use model::{City, CityFile, CityObject};

/// How deep parts of buildings are followed.
const DEEPEST: usize = 8;
/// Parts of one building.
const PARTS_AT_MOST: usize = 10_000;
/// Objects between two words about how far the reading is.
const TELL_EVERY: u64 = 1_000;

/// Reads a CityJSON text.
///
/// # Errors
/// [`GroundError`]; single objects that are broken or without a ground are left out and counted.
pub fn read(text: &str, progress: Progress<'_>) -> Result<Found, GroundError> {
    let file: CityFile<'_> = serde_json::from_str(text).map_err(|error| broken(&error, None))?;
    if !(file.version.starts_with("1.") || file.version.starts_with("2.")) {
        let version = super::plain_line(&file.version).unwrap_or_default();
        return Err(GroundError::CityJsonVersion { version });
    }
    let total = text.len() as u64;
    progress(total / 2, total);
    let mut found = Found::begun(file.metadata.reference_system.clone(), attribution(&file));
    let city = City::of(file, &mut found.rejects)?;
    for (number, (id, object)) in (1..).zip(&city.objects) {
        let Some(object) = object else { continue };
        let origin = Origin { number, id: super::plain_line(id) };
        take(&mut found, &city, origin, object)?;
        if number.is_multiple_of(TELL_EVERY) {
            progress(total / 2 + total / 2 * number / (city.objects.len() as u64), total);
        }
    }
    Ok(found)
}

fn take(found: &mut Found, city: &City, origin: Origin, object: &CityObject) -> Result<(), GroundError> {
    let (what, shapes) = match object.kind.as_str() {
        "Building" => building(city, &origin, object),
        // Parts come with their building.
        "BuildingPart" | "BuildingInstallation" => return Ok(()),
        _ => match base::drawn_as(object) {
            Some(what) => (what, ground::flat(city, object)),
            None => {
                found.skipped += 1;
                return Ok(());
            }
        },
    };
    if shapes.is_empty() {
        let members = with_parts(city, object);
        let is_bare = members.iter().all(|member| member.geometry.is_empty());
        let is_lost = || members.iter().any(|member| ground::names_no_vertex(city, member));
        let why = if is_bare {
            Reject::NoGeometry
        } else if is_lost() {
            Reject::NoPlace
        } else {
            Reject::NoArea
        };
        found.rejects.push(origin.number, origin.id.as_deref(), why);
        return Ok(());
    }
    // A road of the coarsest kind is a line; all else, and a road that is surveyed, is an area.
    let (lines, areas): (Vec<Shape>, Vec<Shape>) =
        shapes.into_iter().partition(|shape| matches!(shape, Shape::Line(_)));
    if !lines.is_empty()
        && let Some(line) = base::as_line(object, &what)
    {
        found.take(origin.clone(), line, lines)?;
    }
    if areas.is_empty() { Ok(()) } else { found.take(origin, what, areas) }
}

fn attribution(file: &CityFile<'_>) -> Option<String> {
    let contact = file.metadata.point_of_contact.as_ref().and_then(|contact| contact.contact_name.as_deref());
    contact.or(file.metadata.title.as_deref()).and_then(super::plain_line)
}

/// A building with the ground of all its parts; their areas are joined later.
fn building(city: &City, origin: &Origin, object: &CityObject) -> (What, Vec<Shape>) {
    let members = with_parts(city, object);
    let shapes: Vec<Shape> = members.iter().flat_map(|member| ground::of(city, member)).collect();
    let said = members.iter().find_map(|member| member.height_said());
    let drawn = || members.iter().filter_map(|member| ground::height(city, member)).reduce(f64::max);
    let facts = FootprintFacts {
        source_id: origin.id.clone().filter(|id| is_identity(id)),
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
        let children = level.iter().flat_map(|object| &object.children).filter_map(|id| city.object(id));
        level = children.filter(|object| object.kind == "BuildingPart").take(PARTS_AT_MOST).collect();
        if level.is_empty() || members.len() > PARTS_AT_MOST {
            break;
        }
        members.extend(&level);
    }
    members
}
