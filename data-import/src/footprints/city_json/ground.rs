//! Where a solid meets the ground: the surfaces that say so, else the lowest level ones, else its shadow from above.

use super::model::{City, CityObject, Geometry, Semantics};
use crate::footprints::found::Shape;
use crate::footprints::nested::Path;
use crate::footprints::rings::doubled_area;
use serde_json::Value;

/// Metres by which surfaces of one floor may differ in height.
const LEVEL_M: f64 = 0.3;
/// Surfaces of one geometry that are looked at.
const MOST_SURFACES: usize = 100_000;

/// The kind of a geometry that is lines.
const LINES: &str = "MultiLineString";

/// A surface: rings of points with their heights.
type Surface = Vec<Vec<[f64; 3]>>;

/// The ground of an object, from the coarsest shape that has one.
pub fn of(city: &City, object: &CityObject) -> Vec<Shape> {
    let mut shapes: Vec<&Geometry> = object.geometry.iter().collect();
    shapes.sort_by(|a, b| a.level().total_cmp(&b.level()));
    shapes.into_iter().map(|geometry| ground(city, geometry)).find(|found| !found.is_empty()).unwrap_or_default()
}

/// The surfaces of a flat object, from the coarsest shape that has some; else its lines.
pub fn flat(city: &City, object: &CityObject) -> Vec<Shape> {
    let mut shapes: Vec<&Geometry> = object.geometry.iter().collect();
    shapes.sort_by(|a, b| a.level().total_cmp(&b.level()));
    let areas =
        shapes.iter().map(|geometry| seen_from_above(&surfaces(city, geometry))).find(|found| !found.is_empty());
    let lines = || shapes.iter().map(|geometry| lines(city, geometry)).find(|found| !found.is_empty());
    areas.or_else(lines).unwrap_or_default()
}

/// From the lowest to the highest point of an object's solids, metres.
pub fn height(city: &City, object: &CityObject) -> Option<f64> {
    let solids = object.geometry.iter().filter(|geometry| geometry.level() >= 1.0);
    let heights = solids.flat_map(|geometry| surfaces(city, geometry)).flatten().flatten().map(|[_, _, z]| z);
    let (low, high) = heights.fold((f64::MAX, f64::MIN), |(low, high), z| (low.min(z), high.max(z)));
    Some(high - low).filter(|height| (0.5..2_000.0).contains(height))
}

fn ground(city: &City, geometry: &Geometry) -> Vec<Shape> {
    let all = surfaces(city, geometry);
    if geometry.level() < 1.0 {
        return seen_from_above(&all);
    }
    let said = geometry.semantics.as_ref().map(|semantics| ground_flags(semantics, all.len())).unwrap_or_default();
    let said: Vec<Surface> = all.iter().zip(said).filter(|(_, is_ground)| *is_ground).map(|(s, _)| s.clone()).collect();
    let found = seen_from_above(&said);
    if !found.is_empty() {
        return found;
    }
    let lowest = all.iter().flatten().flatten().map(|[_, _, z]| *z).fold(f64::MAX, f64::min);
    let is_low = |surface: &&Surface| surface.iter().flatten().all(|[_, _, z]| *z <= lowest + LEVEL_M);
    let found = seen_from_above(&all.iter().filter(is_low).cloned().collect::<Vec<_>>());
    if found.is_empty() { seen_from_above(&all) } else { found }
}

/// Which surfaces are ground, as far as the semantics count as many as there are.
fn ground_flags(semantics: &Semantics, surfaces: usize) -> Vec<bool> {
    let mut kinds = Vec::new();
    flatten(&semantics.values, &mut kinds);
    if kinds.len() != surfaces {
        return Vec::new();
    }
    let is_ground = |kind: Option<usize>| kind.and_then(|at| semantics.surfaces.get(at)).map(|surface| &surface.kind);
    kinds.into_iter().map(|kind| is_ground(kind).is_some_and(|kind| kind == "GroundSurface")).collect()
}

fn flatten(values: &Value, out: &mut Vec<Option<usize>>) {
    match values {
        Value::Array(list) => list.iter().for_each(|value| flatten(value, out)),
        other => out.push(other.as_u64().and_then(|number| usize::try_from(number).ok())),
    }
}

/// All surfaces of a geometry, however deep they are nested; one that names a vertex that does not exist is empty.
fn surfaces(city: &City, geometry: &Geometry) -> Vec<Surface> {
    if geometry.kind == LINES {
        return Vec::new();
    }
    let groups = geometry.boundaries.groups().take(MOST_SURFACES);
    let rings = |rings: Vec<Path>| rings.into_iter().map(|ring| points(city, ring)).collect::<Option<Surface>>();
    groups.map(|group| rings(group).unwrap_or_default()).collect()
}

/// The lines of a geometry that is lines.
fn lines(city: &City, geometry: &Geometry) -> Vec<Shape> {
    if geometry.kind != LINES {
        return Vec::new();
    }
    let paths = geometry.boundaries.groups().flatten().filter_map(|path| points(city, path));
    paths.map(|points| Shape::Line(points.iter().map(|[x, y, _]| [*x, *y]).collect())).collect()
}

/// Whether boundaries name vertices that do not exist.
pub fn names_no_vertex(city: &City, object: &CityObject) -> bool {
    let paths = object.geometry.iter().flat_map(|geometry| geometry.boundaries.groups()).flatten();
    paths.into_iter().any(|path| points(city, path).is_none())
}

fn points(city: &City, path: Path) -> Option<Vec<[f64; 3]>> {
    path?.into_iter().map(|number| city.vertex(number)).collect()
}

/// Surfaces without their heights; walls have no area then and fall away.
fn seen_from_above(surfaces: &[Surface]) -> Vec<Shape> {
    let flat = |ring: &Vec<[f64; 3]>| ring.iter().map(|[x, y, _]| [*x, *y]).collect::<Vec<[f64; 2]>>();
    let shapes = surfaces.iter().map(|surface| surface.iter().map(flat).collect::<Vec<_>>());
    shapes
        .filter(|rings| rings.first().is_some_and(|outer| doubled_area(outer).abs() > 1e-9))
        .map(Shape::Area)
        .collect()
}
