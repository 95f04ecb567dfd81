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
        let mut laying = Laying {
            converter,
            ground: GroundProposal::default(),
            by_id: HashMap::new(),
            parts: Vec::new(),
            is_partly: false,
        };
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

/// Pieces of a building that another one is compared with, and records of one identity.
const PIECES_COMPARED: usize = 64;
/// Metres of a storey, below which floors and height cannot both be meant.
const LOWEST_STOREY_M: f64 = 1.0;
/// Floors and metres of a building beyond which there is none: the highest has 163 and 828.
const FLOORS_AT_MOST: u32 = 200;
const HIGHEST_M: f64 = 1_000.0;

/// Pieces of one building as they come.
struct Pieces {
    origin: Origin,
    facts: FootprintFacts,
    pieces: Vec<AreaShape>,
    /// Features they come from.
    features: u32,
}

impl Pieces {
    /// Whether a feature of the same identity may be another piece of this building: nothing tells them apart.
    fn agrees(&self, facts: &FootprintFacts) -> bool {
        let agree = |a: &Option<String>, b: &Option<String>| a.is_none() || b.is_none() || a == b;
        agree(&self.facts.name, &facts.name)
            && agree(&self.facts.street, &facts.street)
            && agree(&self.facts.house_number, &facts.house_number)
    }
}

/// What is sound among shapes, and whether some are not.
///
/// # Errors
/// Where nothing is: what is the matter with the first.
fn sound<T>(shapes: impl Iterator<Item = Result<T, Reject>>) -> Result<(Vec<T>, bool), Reject> {
    let (mut found, mut first) = (Vec::new(), None);
    for shape in shapes {
        match shape {
            Ok(shape) => found.push(shape),
            Err(why) => first = first.or(Some(why)),
        }
    }
    if found.is_empty() { Err(first.unwrap_or(Reject::NoGeometry)) } else { Ok((found, first.is_some())) }
}

/// Floors and height as far as they can be those of a building.
fn believable(levels: Option<u32>, height_m: Option<f64>) -> (Option<u32>, Option<f64>) {
    let levels = levels.filter(|levels| *levels <= FLOORS_AT_MOST);
    let height_m = height_m.filter(|height| *height <= HIGHEST_M);
    let is_squeezed = levels.zip(height_m).is_some_and(|(levels, height)| height < f64::from(levels) * LOWEST_STOREY_M);
    if is_squeezed { (None, None) } else { (levels, height_m) }
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
    /// Buildings by what the file calls them.
    by_id: HashMap<String, Vec<usize>>,
    parts: Vec<Pieces>,
    /// Whether something of the feature at hand was lost.
    is_partly: bool,
}

impl Laying<'_> {
    fn lay(&mut self, feature: Feature) {
        let Feature { origin, what, shapes } = feature;
        self.is_partly = false;
        let partly = || Reject::Partly;
        let laid = self.laid(&origin, what, shapes);
        if let Some(why) = laid.err().or_else(|| self.is_partly.then(partly)) {
            self.ground.rejects.push(origin.number, origin.id.as_deref(), why);
        }
    }

    fn laid(&mut self, origin: &Origin, what: What, shapes: Vec<Shape>) -> Result<(), Reject> {
        match what {
            What::Building(facts) => {
                let pieces = self.areas(shapes, rings::of_building)?;
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
            What::Paved(name) => {
                let laid = self.flat(&name, shapes)?;
                self.ground.paved.extend(laid);
            }
            What::Water(name) => {
                let laid = self.flat(&name, shapes)?;
                self.ground.water.extend(laid);
            }
            What::Green(name) => {
                let laid = self.flat(&name, shapes)?;
                self.ground.green.extend(laid);
            }
            What::Site(name) => {
                let laid = self.flat(&name, shapes)?;
                self.ground.sites.extend(laid);
            }
        }
        Ok(())
    }

    /// The areas of the quiet base.
    fn flat(&mut self, name: &Option<String>, shapes: Vec<Shape>) -> Result<Vec<AreaFacts>, Reject> {
        named(name, rings::joined(self.areas(shapes, Ok)?))
    }

    /// The areas among shapes that can be drawn.
    ///
    /// # Errors
    /// Where none can: why the first cannot.
    fn areas(
        &mut self,
        shapes: Vec<Shape>,
        checked: fn(AreaShape) -> Result<AreaShape, Reject>,
    ) -> Result<Vec<AreaShape>, Reject> {
        let mut has_lost = false;
        let (areas, is_partly) = sound(shapes.into_iter().filter_map(|shape| match shape {
            Shape::Area(rings) => {
                let area = rings::area(rings.into_iter().map(|ring| self.points(ring)));
                has_lost |= area.as_ref().is_ok_and(|(_, has_lost)| *has_lost);
                Some(area.and_then(|(area, _)| checked(area)))
            }
            Shape::Line(_) => None,
        }))?;
        self.is_partly |= is_partly || has_lost;
        Ok(areas)
    }

    fn lines(&mut self, shapes: Vec<Shape>) -> Result<Vec<Vec<LonLat>>, Reject> {
        let (lines, is_partly) = sound(shapes.into_iter().filter_map(|shape| match shape {
            Shape::Line(line) => Some(self.line(line)),
            Shape::Area(_) => None,
        }))?;
        self.is_partly |= is_partly;
        Ok(lines)
    }

    fn line(&self, line: Vec<[f64; 2]>) -> Result<Vec<LonLat>, Reject> {
        let line = rings::line(self.points(line)?).ok_or(Reject::NoArea)?;
        rings::placed(&line)?;
        if line.len() > rings::CORNERS_AT_MOST { Err(Reject::TooManyCorners) } else { Ok(line) }
    }

    fn take_building(&mut self, origin: Origin, mut facts: FootprintFacts, pieces: Vec<AreaShape>) {
        let namesakes = origin.id.as_ref().and_then(|id| self.by_id.get(id)).map(Vec::as_slice).unwrap_or_default();
        let compared = namesakes.iter().take(PIECES_COMPARED).copied();
        let known = compared.into_iter().find(|at| self.parts.get(*at).is_some_and(|known| known.agrees(&facts)));
        if let Some(known) = known.and_then(|at| self.parts.get_mut(at)) {
            // Joining swallows what comes twice; looking at the last few only keeps a lone outline as it is drawn.
            let came = |piece: &AreaShape| known.pieces.iter().rev().take(PIECES_COMPARED).any(|other| other == piece);
            let fresh: Vec<AreaShape> = pieces.into_iter().filter(|piece| !came(piece)).collect();
            known.features += 1;
            known.pieces.extend(fresh);
            known.facts.name = known.facts.name.take().or(facts.name);
            known.facts.street = known.facts.street.take().or(facts.street);
            known.facts.house_number = known.facts.house_number.take().or(facts.house_number);
            return;
        }
        if let Some(first) = namesakes.first() {
            // What several buildings are called is the identity of none.
            self.parts.get_mut(*first).into_iter().for_each(|first| first.facts.source_id = None);
            facts.source_id = None;
            self.ground.rejects.push(origin.number, origin.id.as_deref(), Reject::SharedId);
        }
        if let Some(id) = &origin.id {
            self.by_id.entry(id.clone()).or_default().push(self.parts.len());
        }
        (facts.levels, facts.height_m) = believable(facts.levels, facts.height_m);
        self.parts.push(Pieces { origin, facts, pieces, features: 1 });
    }

    /// A building is as high as its highest part, where it does not say itself.
    fn raise(&mut self, of: &str, levels: Option<u32>, height_m: Option<f64>) {
        let first = self.by_id.get(of).and_then(|known| known.first());
        let Some(known) = first.and_then(|at| self.parts.get_mut(*at)) else {
            // A part of nothing in this file carries nothing that is drawn.
            self.ground.skipped += 1;
            return;
        };
        let (levels, height_m) = believable(levels, height_m);
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

    fn points(&self, points: Vec<[f64; 2]>) -> Result<Vec<LonLat>, Reject> {
        if points
            .first()
            .is_some_and(|first| first.iter().all(|n| n.is_finite()) && !self.converter.is_of_system(*first))
        {
            return Err(Reject::OutOfSystem);
        }
        points.into_iter().map(|point| self.converter.convert(point).ok_or(Reject::NoPlace)).collect()
    }

    fn finish(self) -> GroundProposal {
        let mut ground = self.ground;
        for Pieces { origin, facts, pieces, features } in self.parts {
            for (nth, shape) in rings::joined(pieces).into_iter().enumerate() {
                if let Err(why) = rings::is_building(&shape) {
                    ground.rejects.push(origin.number, origin.id.as_deref(), why);
                    continue;
                }
                let mut footprint = FootprintFacts { shape, ..facts.clone() };
                if nth > 0 {
                    footprint.source_id = facts.source_id.as_ref().map(|id| format!("{id}#{}", nth + 1));
                }
                if nth > 0 && features > 1 {
                    // Features of one identity that do not touch: each is what its feature says.
                    ground.rejects.push(origin.number, origin.id.as_deref(), Reject::SharedId);
                } else if nth > 0 {
                    // Another house of the same record: it stands for itself, without the name.
                    footprint.name = None;
                    footprint.house_number = None;
                }
                ground.buildings.push(footprint);
            }
        }
        ground
    }
}
