//! Roads and areas of a map file, and what of an earlier file of its name they take the place of.

use super::{attribution, outcome};
use crate::asking::stored;
use louce_domain::batch::OutcomeCounts;
use louce_import::footprints::{AreaFacts, GroundProposal};
use louce_store::{GroundFeature, GroundSource, Reader};
use louce_wire::RpcError;
use std::collections::HashMap;

/// Degrees around a file within which what an earlier one of its name brought is of the same quarter: about two kilometres.
const AROUND_DEG: f64 = 0.02;
/// Characters of the words of those whose work a map is.
const ATTRIBUTION_CHARS: usize = 400;

/// The roads and areas that a file lays.
pub struct Layers {
    /// Those of the file, and what an earlier file of its name brought elsewhere.
    pub laid: Vec<GroundFeature>,
    /// The file, and who has to be named.
    pub source: GroundSource,
    /// Whether they differ from what lies there.
    pub is_changed: bool,
    /// What an earlier file of its name brought here, and this one no longer has.
    pub replaced: u32,
}

impl Layers {
    /// The layers of a proposal; each road and area is counted by what becomes of it.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn of(
        reader: &Reader<'_>,
        proposal: &GroundProposal,
        file: &str,
        counts: &mut OutcomeCounts,
    ) -> Result<Self, RpcError> {
        let (mut features, before) = (features(proposal), reader.ground_of(file).map_err(stored)?);
        let frame = Frame::around(proposal);
        let (near, far): (Vec<_>, Vec<_>) = before.into_iter().partition(|feature| frame.meets(&feature.points));
        let key = |feature: &GroundFeature| format!("{feature:?}");
        let mut known: HashMap<String, usize> = HashMap::new();
        near.iter().for_each(|feature| *known.entry(key(feature)).or_default() += 1);
        let mut is_changed = false;
        for feature in &features {
            let here = known.get_mut(&key(feature)).filter(|left| **left > 0);
            counts.count(outcome(here.is_none()));
            match here {
                Some(left) => *left -= 1,
                None => is_changed = true,
            }
        }
        let replaced = known.values().sum::<usize>();
        let sources = reader.ground_sources().map_err(stored)?;
        let earlier = sources.iter().find(|source| source.name == file).filter(|_| !far.is_empty());
        let attribution = together(earlier.map(|source| source.attribution.as_str()), attribution(proposal, file));
        let source = GroundSource { name: file.to_owned(), attribution };
        is_changed |= replaced > 0 || !sources.contains(&source);
        features.extend(far);
        Ok(Self { laid: features, source, is_changed, replaced: u32::try_from(replaced).unwrap_or(u32::MAX) })
    }
}

/// The words for two files of one name, where both are shown.
fn together(earlier: Option<&str>, now: String) -> String {
    match earlier {
        Some(earlier) if earlier.contains(&now) => earlier.to_owned(),
        Some(earlier) => format!("{earlier}；{now}").chars().take(ATTRIBUTION_CHARS).collect(),
        None => now,
    }
}

/// The box around a file and a little more, degrees.
struct Frame {
    min: [f64; 2],
    max: [f64; 2],
}

impl Frame {
    fn around(proposal: &GroundProposal) -> Self {
        let areas = proposal.paved.iter().chain(&proposal.water).chain(&proposal.green).chain(&proposal.sites);
        let rings = proposal.buildings.iter().map(|building| &building.shape.ring);
        let rings = rings.chain(areas.map(|area| &area.shape.ring)).chain(proposal.roads.iter().map(|road| &road.line));
        let Self { min, max } = Self::of(rings.flatten());
        Self { min: min.map(|least| least - AROUND_DEG), max: max.map(|most| most + AROUND_DEG) }
    }

    fn of<'a>(points: impl Iterator<Item = &'a [f64; 2]>) -> Self {
        points.fold(Self { min: [f64::MAX; 2], max: [f64::MIN; 2] }, |frame, [x, y]| Self {
            min: [frame.min[0].min(*x), frame.min[1].min(*y)],
            max: [frame.max[0].max(*x), frame.max[1].max(*y)],
        })
    }

    fn meets(&self, points: &[[f64; 2]]) -> bool {
        let other = Self::of(points.iter());
        let is_beside = |from: [f64; 2], to: [f64; 2]| from[0] > to[0] || from[1] > to[1];
        !is_beside(self.min, other.max) && !is_beside(other.min, self.max)
    }
}

/// The ground layers of a proposal.
fn features(proposal: &GroundProposal) -> Vec<GroundFeature> {
    let area = |layer: &'static str| {
        move |area: &AreaFacts| GroundFeature {
            layer: layer.to_owned(),
            name: area.name.clone(),
            closed: true,
            points: area.shape.ring.clone(),
            holes: area.shape.holes.clone(),
            width_m: None,
        }
    };
    let roads = proposal.roads.iter().map(|road| GroundFeature {
        layer: "road".to_owned(),
        name: road.name.clone(),
        closed: false,
        points: road.line.clone(),
        holes: Vec::new(),
        width_m: Some(road.width_m),
    });
    let water = proposal.water.iter().map(area("water"));
    let green = proposal.green.iter().map(area("green"));
    let sites = proposal.sites.iter().map(area("site"));
    let paved = proposal.paved.iter().map(area("paved"));
    roads.chain(paved).chain(water).chain(green).chain(sites).collect()
}
