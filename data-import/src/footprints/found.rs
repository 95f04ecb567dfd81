//! What a reader finds in a map file: features in the file's own numbers, before anything is converted.

use super::coordinates::{Converter, Extent};
use super::rejected::{Reject, Rejects};
use super::{AreaFacts, AreaShape, FootprintFacts, GroundError, GroundProposal, LonLat, RoadFacts};
use super::{rings, strip};
use std::collections::HashMap;

/// Features that are read at most.
pub const FEATURES_AT_MOST: usize = 1_000_000;
/// Points that are read at most, over all features.
pub const POINTS_AT_MOST: usize = 10_000_000;

/// What a reader finds.
#[derive(Debug, Default)]
pub struct Found {
    /// The system of coordinates as the file names it.
    pub crs: Option<String>,
    /// Who has to be named, where the file says.
    pub attribution: Option<String>,
    /// Features.
    pub features: Vec<Feature>,
    /// Features that carry nothing of these.
    pub skipped: u64,
    /// Features that carry something of these, but cannot be drawn.
    pub rejects: Rejects,
    points: usize,
}

/// A feature.
#[derive(Debug)]
pub struct Feature {
    /// Which it is.
    pub origin: Origin,
    /// What it is.
    pub what: What,
    /// Its shapes.
    pub shapes: Vec<Shape>,
}

/// Where a feature comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// Its place in the file, from 1.
    pub number: u64,
    /// Its identity in the file.
    pub id: Option<String>,
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
    /// A road, a square or rails as an area.
    Paved(Option<String>),
    /// Water.
    Water(Option<String>),
    /// Running water of which only the middle is drawn.
    Stream {
        /// Name.
        name: Option<String>,
        /// Metres.
        width_m: f64,
    },
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
    pub fn take(&mut self, origin: Origin, what: What, shapes: Vec<Shape>) -> Result<(), GroundError> {
        self.points += shapes.iter().map(|shape| shape.points().count()).sum::<usize>();
        if self.points > POINTS_AT_MOST || self.features.len() >= FEATURES_AT_MOST {
            return Err(GroundError::TooLarge);
        }
        self.features.push(Feature { origin, what, shapes });
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
        laying.ground.rejects = self.rejects;
        let (parts, whole): (Vec<Feature>, Vec<Feature>) =
            self.features.into_iter().partition(|feature| matches!(feature.what, What::Part { .. }));
        for feature in whole.into_iter().chain(parts) {
            laying.lay(feature);
        }
        laying.finish()
    }
}

/// Pieces of a building that another one is compared with.
const PIECES_COMPARED: usize = 64;

/// Pieces of one building as they come.
struct Pieces {
    origin: Origin,
    facts: FootprintFacts,
    pieces: Vec<AreaShape>,
}

/// What is sound among shapes.
///
/// # Errors
/// Where nothing is: what is the matter with the first.
fn sound<T>(shapes: impl Iterator<Item = Result<T, Reject>>) -> Result<Vec<T>, Reject> {
    let (mut found, mut first) = (Vec::new(), Reject::NoGeometry);
    let mut broken = shapes.filter_map(|shape| shape.map(|shape| found.push(shape)).err());
    if let Some(why) = broken.next() {
        first = why;
        broken.for_each(drop);
    }
    if found.is_empty() { Err(first) } else { Ok(found) }
}

fn named(name: &Option<String>, areas: Vec<AreaShape>) -> Result<Vec<AreaFacts>, Reject> {
    if areas.iter().any(|area| area.corners() > rings::CORNERS_AT_MOST) {
        return Err(Reject::TooManyCorners);
    }
    Ok(areas.into_iter().map(|shape| AreaFacts { name: name.clone(), shape }).collect())
}

struct Laying<'a> {
    converter: &'a Converter,
    ground: GroundProposal,
    by_id: HashMap<String, usize>,
    parts: Vec<Pieces>,
}

impl Laying<'_> {
    fn lay(&mut self, feature: Feature) {
        let Feature { origin, what, shapes } = feature;
        if let Err(why) = self.laid(&origin, what, shapes) {
            self.ground.rejects.push(origin.number, origin.id.as_deref(), why);
        }
    }

    fn laid(&mut self, origin: &Origin, what: What, shapes: Vec<Shape>) -> Result<(), Reject> {
        match what {
            What::Building(facts) => {
                let pieces = self.areas(shapes, rings::uncrossed)?;
                self.take_building(origin.clone(), facts, pieces);
            }
            What::Part { of, levels, height_m } => self.raise(&of, levels, height_m),
            What::Road(road) => {
                let lines = self.lines(shapes)?;
                self.ground.roads.extend(lines.into_iter().map(|line| RoadFacts { line, ..road.clone() }));
            }
            What::Stream { name, width_m } => {
                let strips = named(&name, strip::along(&self.lines(shapes)?, width_m))?;
                self.ground.water.extend(strips);
                self.ground.streams += 1;
            }
            What::Paved(name) => self.ground.paved.extend(named(&name, rings::joined(self.areas(shapes, Ok)?))?),
            What::Water(name) => self.ground.water.extend(named(&name, rings::joined(self.areas(shapes, Ok)?))?),
            What::Green(name) => self.ground.green.extend(named(&name, rings::joined(self.areas(shapes, Ok)?))?),
            What::Site(name) => self.ground.sites.extend(named(&name, rings::joined(self.areas(shapes, Ok)?))?),
        }
        Ok(())
    }

    /// The areas among shapes that can be drawn.
    ///
    /// # Errors
    /// Where none can: why the first cannot.
    fn areas(
        &self,
        shapes: Vec<Shape>,
        checked: fn(AreaShape) -> Result<AreaShape, Reject>,
    ) -> Result<Vec<AreaShape>, Reject> {
        sound(shapes.into_iter().filter_map(|shape| match shape {
            Shape::Area(rings) => Some(rings::area(rings.into_iter().map(|ring| self.points(ring))).and_then(checked)),
            Shape::Line(_) => None,
        }))
    }

    fn lines(&self, shapes: Vec<Shape>) -> Result<Vec<Vec<LonLat>>, Reject> {
        sound(shapes.into_iter().filter_map(|shape| match shape {
            Shape::Line(line) => Some(self.line(line)),
            Shape::Area(_) => None,
        }))
    }

    fn line(&self, line: Vec<[f64; 2]>) -> Result<Vec<LonLat>, Reject> {
        let line = rings::line(self.points(line).ok_or(Reject::NoPlace)?).ok_or(Reject::NoArea)?;
        rings::placed(&line)?;
        if line.len() > rings::CORNERS_AT_MOST { Err(Reject::TooManyCorners) } else { Ok(line) }
    }

    fn take_building(&mut self, origin: Origin, facts: FootprintFacts, pieces: Vec<AreaShape>) {
        let known = facts.source_id.as_ref().and_then(|id| self.by_id.get(id)).and_then(|at| self.parts.get_mut(*at));
        if let Some(known) = known {
            // Joining swallows what comes twice; looking at the last few only keeps a lone outline as it is drawn.
            let came = |piece: &AreaShape| known.pieces.iter().rev().take(PIECES_COMPARED).any(|other| other == piece);
            let fresh: Vec<AreaShape> = pieces.into_iter().filter(|piece| !came(piece)).collect();
            return known.pieces.extend(fresh);
        }
        if let Some(id) = &facts.source_id {
            self.by_id.insert(id.clone(), self.parts.len());
        }
        self.parts.push(Pieces { origin, facts, pieces });
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

    fn finish(self) -> GroundProposal {
        let mut ground = self.ground;
        for Pieces { origin, facts, pieces } in self.parts {
            for (nth, shape) in rings::joined(pieces).into_iter().enumerate() {
                if shape.corners() > rings::CORNERS_AT_MOST {
                    ground.rejects.push(origin.number, origin.id.as_deref(), Reject::TooManyCorners);
                    continue;
                }
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
