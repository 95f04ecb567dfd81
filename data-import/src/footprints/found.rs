//! What a reader finds in a map file: features in the file's own numbers, before anything is converted.

use super::coordinates::{Converter, Extent};
use super::rings;
use super::{AreaFacts, AreaShape, FootprintFacts, GroundError, GroundProposal, LonLat, RoadFacts};
use std::collections::HashMap;

/// Features and points that are read at most.
pub const FEATURES_AT_MOST: usize = 1_000_000;
const POINTS_AT_MOST: usize = 10_000_000;

/// What a reader finds.
#[derive(Debug, Default)]
pub struct Found {
    /// The system of coordinates as the file names it.
    pub crs: Option<String>,
    /// Who has to be named, where the file says.
    pub attribution: Option<String>,
    /// Features.
    pub features: Vec<Feature>,
    /// Features that carry nothing of these, or a broken geometry.
    pub skipped: u64,
    points: usize,
}

/// A feature.
#[derive(Debug)]
pub struct Feature {
    /// What it is.
    pub what: What,
    /// Its shapes.
    pub shapes: Vec<Shape>,
}

/// What a feature is.
#[derive(Debug)]
pub enum What {
    /// A building.
    Building(FootprintFacts),
    /// Height and floors of a part, by the building it is of.
    Part {
        /// Identity of the building.
        of: String,
        /// Floors.
        levels: Option<u32>,
        /// Metres.
        height_m: Option<f64>,
    },
    /// A road.
    Road(RoadFacts),
    /// Water.
    Water(Option<String>),
    /// Green.
    Green(Option<String>),
    /// A site.
    Site(Option<String>),
}

/// A shape in the file's own numbers.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Outer ring, then holes.
    Area(Vec<Vec<[f64; 2]>>),
    /// Line.
    Line(Vec<[f64; 2]>),
}

impl Shape {
    fn points(&self) -> impl Iterator<Item = &[f64; 2]> {
        let (rings, line): (&[Vec<[f64; 2]>], &[[f64; 2]]) = match self {
            Self::Area(rings) => (rings, &[]),
            Self::Line(line) => (&[], line),
        };
        rings.iter().flatten().chain(line)
    }
}

impl Found {
    /// Nothing found yet.
    pub fn begun(crs: Option<String>, attribution: Option<String>) -> Self {
        Self { crs, attribution, ..Self::default() }
    }

    /// Takes a feature up.
    ///
    /// # Errors
    /// [`GroundError::TooLarge`].
    pub fn take(&mut self, what: What, shapes: Vec<Shape>) -> Result<(), GroundError> {
        self.points += shapes.iter().map(|shape| shape.points().count()).sum::<usize>();
        if self.points > POINTS_AT_MOST || self.features.len() >= FEATURES_AT_MOST {
            return Err(GroundError::TooLarge);
        }
        self.features.push(Feature { what, shapes });
        Ok(())
    }

    /// The frame around all but a few stray features: a broken one is skipped, it does not condemn the file.
    pub fn extent(&self) -> Option<Extent> {
        let first = |shape: &Shape| shape.points().find(|[x, y]| x.is_finite() && y.is_finite()).copied();
        let firsts = self.features.iter().flat_map(|feature| &feature.shapes).filter_map(first);
        Extent::around_most(firsts.collect())
    }

    /// Everything in degrees.
    pub fn proposed(self, converter: &Converter) -> GroundProposal {
        let mut laying =
            Laying { converter, ground: GroundProposal::default(), by_id: HashMap::new(), parts: Vec::new() };
        laying.ground.skipped = self.skipped;
        let (parts, whole): (Vec<Feature>, Vec<Feature>) =
            self.features.into_iter().partition(|feature| matches!(feature.what, What::Part { .. }));
        for feature in whole.into_iter().chain(parts) {
            laying.lay(feature);
        }
        laying.finish()
    }
}

/// Pieces of one building as they come.
struct Pieces {
    facts: FootprintFacts,
    pieces: Vec<AreaShape>,
}

struct Laying<'a> {
    converter: &'a Converter,
    ground: GroundProposal,
    by_id: HashMap<String, usize>,
    parts: Vec<Pieces>,
}

impl Laying<'_> {
    fn lay(&mut self, feature: Feature) {
        let areas = |laying: &Self, shapes: Vec<Shape>| -> Vec<AreaShape> {
            shapes.into_iter().filter_map(|shape| laying.area(shape)).collect()
        };
        let named = |name: &Option<String>, areas: Vec<AreaShape>| -> Vec<AreaFacts> {
            areas.into_iter().map(|shape| AreaFacts { name: name.clone(), shape }).collect()
        };
        let before = self.ground.count() + self.parts.len();
        match feature.what {
            What::Building(facts) => {
                let pieces = areas(self, feature.shapes);
                if !pieces.is_empty() {
                    return self.take_building(facts, pieces);
                }
            }
            What::Part { of, levels, height_m } => return self.raise(&of, levels, height_m),
            What::Road(road) => {
                let lines = feature.shapes.into_iter().filter_map(|shape| self.line(shape));
                let roads: Vec<RoadFacts> = lines.map(|line| RoadFacts { line, ..road.clone() }).collect();
                self.ground.roads.extend(roads);
            }
            What::Water(name) => self.ground.water.extend(named(&name, rings::joined(areas(self, feature.shapes)))),
            What::Green(name) => self.ground.green.extend(named(&name, rings::joined(areas(self, feature.shapes)))),
            What::Site(name) => self.ground.sites.extend(named(&name, rings::joined(areas(self, feature.shapes)))),
        }
        if self.ground.count() + self.parts.len() == before {
            self.ground.skipped += 1;
        }
    }

    fn take_building(&mut self, facts: FootprintFacts, pieces: Vec<AreaShape>) {
        let known = facts.source_id.as_ref().and_then(|id| self.by_id.get(id)).and_then(|at| self.parts.get_mut(*at));
        if let Some(known) = known {
            let fresh: Vec<AreaShape> = pieces.into_iter().filter(|piece| !known.pieces.contains(piece)).collect();
            return known.pieces.extend(fresh);
        }
        if let Some(id) = &facts.source_id {
            self.by_id.insert(id.clone(), self.parts.len());
        }
        self.parts.push(Pieces { facts, pieces });
    }

    /// A building is as high as its highest part, where it does not say itself.
    fn raise(&mut self, of: &str, levels: Option<u32>, height_m: Option<f64>) {
        let Some(known) = self.by_id.get(of).and_then(|at| self.parts.get_mut(*at)) else { return };
        let facts = &mut known.facts;
        if facts.is_height_said {
            return;
        }
        facts.levels = facts.levels.max(levels);
        facts.height_m = match (facts.height_m, height_m) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (a, b) => a.or(b),
        };
    }

    fn points(&self, points: Vec<[f64; 2]>) -> Option<Vec<LonLat>> {
        points.into_iter().map(|point| self.converter.convert(point)).collect()
    }

    fn area(&self, shape: Shape) -> Option<AreaShape> {
        let Shape::Area(rings) = shape else { return None };
        let mut rings = rings.into_iter();
        let ring = rings::ring(self.points(rings.next()?)?)?;
        let holes = rings.filter_map(|hole| rings::ring(self.points(hole)?)).collect();
        Some(AreaShape { ring, holes })
    }

    fn line(&self, shape: Shape) -> Option<Vec<LonLat>> {
        let Shape::Line(line) = shape else { return None };
        rings::line(self.points(line)?)
    }

    fn finish(self) -> GroundProposal {
        let mut ground = self.ground;
        for Pieces { facts, pieces } in self.parts {
            for (nth, shape) in rings::joined(pieces).into_iter().enumerate() {
                let mut footprint = FootprintFacts { shape, ..facts.clone() };
                if nth > 0 {
                    // Another house of the same record: it stands for itself, without the name.
                    footprint.source_id = facts.source_id.as_ref().map(|id| format!("{id}#{}", nth + 1));
                    footprint.name = None;
                    footprint.house_number = None;
                }
                ground.buildings.push(footprint);
            }
        }
        ground
    }
}
