//! What a map file proposes, between child and parent: features in bounded frames, and the parent's look at each.

use super::frame::Payload;
use crate::footprints::{
    AreaFacts, AreaShape, CORNERS_AT_MOST, Coordinates, CoordinatesFrom, FEATURES_AT_MOST, FootprintFacts,
    GroundProposal, LonLat, NAMED_AT_MOST, POINTS_AT_MOST, Rejects, RoadFacts,
};
use serde::{Deserialize, Serialize};

/// Features are sent on once so many bytes are gathered.
const BATCH_BYTES: usize = 64 << 10;
/// Bytes of a text of a feature.
const TEXT_BYTES: usize = 4 << 10;
/// Metres, floors: what is more is a misprint that reading leaves out.
const MOST: f64 = 2_000.0;

/// What is said of a map file beside its features; comes last.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct MapTail {
    format: String,
    attribution: String,
    coordinates: Option<(Coordinates, CoordinatesFrom)>,
    streams: u64,
    skipped: u64,
    rejects: Rejects,
    /// Features that came before.
    features: u64,
}

/// A feature on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    Building = 1,
    Road = 2,
    Paved = 3,
    Water = 4,
    Green = 5,
    Site = 6,
}

impl Tag {
    fn from_byte(byte: u8) -> Option<Self> {
        use Tag as T;
        [T::Building, T::Road, T::Paved, T::Water, T::Green, T::Site].into_iter().find(|tag| *tag as u8 == byte)
    }
}

/// Sends a proposal in bounded pieces; the tail is left to be sent.
///
/// # Errors
/// What `send` ends in.
pub fn send<E>(ground: GroundProposal, send: impl FnMut(&[u8]) -> Result<(), E>) -> Result<MapTail, E> {
    let features = ground.count() as u64;
    let mut batch = Batch { payload: Vec::new(), send };
    for building in &ground.buildings {
        batch.put(Tag::Building, |out| put_building(out, building))?;
    }
    for road in &ground.roads {
        batch.put(Tag::Road, |out| put_road(out, road))?;
    }
    let layers = [
        (Tag::Paved, &ground.paved),
        (Tag::Water, &ground.water),
        (Tag::Green, &ground.green),
        (Tag::Site, &ground.sites),
    ];
    for (tag, area) in layers.into_iter().flat_map(|(tag, layer)| layer.iter().map(move |area| (tag, area))) {
        batch.put(tag, |out| {
            put_text(out, area.name.as_deref());
            put_shape(out, &area.shape);
        })?;
    }
    batch.flush()?;
    let GroundProposal { format, attribution, coordinates, streams, skipped, rejects, .. } = ground;
    Ok(MapTail { format, attribution, coordinates, streams, skipped, rejects, features })
}

struct Batch<F> {
    payload: Vec<u8>,
    send: F,
}

impl<E, F: FnMut(&[u8]) -> Result<(), E>> Batch<F> {
    fn put(&mut self, tag: Tag, fill: impl FnOnce(&mut Vec<u8>)) -> Result<(), E> {
        self.payload.push(tag as u8);
        fill(&mut self.payload);
        if self.payload.len() >= BATCH_BYTES { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), E> {
        if self.payload.is_empty() {
            return Ok(());
        }
        let sent = (self.send)(&self.payload);
        self.payload.clear();
        sent
    }
}

fn put_number(out: &mut Vec<u8>, number: usize) {
    super::frame::put(out, u32::try_from(number).unwrap_or(u32::MAX));
}

fn put_text(out: &mut Vec<u8>, text: Option<&str>) {
    out.push(u8::from(text.is_some()));
    let text = text.unwrap_or_default();
    put_number(out, text.len());
    out.extend(text.as_bytes());
}

fn put_measure(out: &mut Vec<u8>, measure: Option<f64>) {
    out.push(u8::from(measure.is_some()));
    out.extend(measure.unwrap_or_default().to_le_bytes());
}

fn put_points(out: &mut Vec<u8>, points: &[LonLat]) {
    put_number(out, points.len());
    out.extend(points.iter().flatten().flat_map(|number| number.to_le_bytes()));
}

fn put_shape(out: &mut Vec<u8>, shape: &AreaShape) {
    put_points(out, &shape.ring);
    put_number(out, shape.holes.len());
    shape.holes.iter().for_each(|hole| put_points(out, hole));
}

fn put_building(out: &mut Vec<u8>, facts: &FootprintFacts) {
    for text in [&facts.source_id, &facts.name, &facts.site, &facts.street, &facts.house_number, &facts.use_tag] {
        put_text(out, text.as_deref());
    }
    put_measure(out, facts.levels.map(f64::from));
    put_measure(out, facts.height_m);
    put_shape(out, &facts.shape);
}

fn put_road(out: &mut Vec<u8>, road: &RoadFacts) {
    put_text(out, road.name.as_deref());
    put_text(out, Some(&road.class));
    put_measure(out, Some(road.width_m));
    put_points(out, &road.line);
}

/// Takes in what the child sends, and takes nothing on trust: counts, sizes, numbers and places are looked at again.
#[derive(Debug, Default)]
pub struct Taking {
    ground: GroundProposal,
    points: usize,
}

impl Taking {
    /// Features taken in.
    pub fn count(&self) -> u64 {
        self.ground.count() as u64
    }

    /// Takes a frame of features; none where it is no such frame or beyond the bounds.
    pub fn take(&mut self, payload: &[u8]) -> Option<()> {
        let mut rest = Payload::of(payload);
        while !rest.is_empty() {
            self.feature(&mut rest)?;
            // A record of several houses is several features, a bend of a strip several corners.
            if self.ground.count() > 2 * FEATURES_AT_MOST || self.points > 2 * POINTS_AT_MOST {
                return None;
            }
        }
        Some(())
    }

    fn feature(&mut self, rest: &mut Payload<'_>) -> Option<()> {
        let ground = &mut self.ground;
        let layer = match Tag::from_byte(rest.u8()?)? {
            Tag::Building => {
                let building = take_building(rest)?;
                self.points += building.shape.corners();
                ground.buildings.push(building);
                return Some(());
            }
            Tag::Road => {
                let road = take_road(rest)?;
                self.points += road.line.len();
                ground.roads.push(road);
                return Some(());
            }
            Tag::Paved => &mut ground.paved,
            Tag::Water => &mut ground.water,
            Tag::Green => &mut ground.green,
            Tag::Site => &mut ground.sites,
        };
        let area = AreaFacts { name: take_text(rest)?, shape: take_shape(rest)? };
        self.points += area.shape.corners();
        layer.push(area);
        Some(())
    }

    /// The whole, once the tail has come; none where that does not fit what came before.
    pub fn finish(self, tail: MapTail) -> Option<GroundProposal> {
        let count = self.count();
        let MapTail { format, attribution, coordinates, streams, skipped, rejects, features } = tail;
        let is_known = matches!(format.as_str(), "geojson" | "cityjson") && coordinates.is_some();
        let is_bounded = attribution.len() <= TEXT_BYTES && rejects.named.len() <= NAMED_AT_MOST;
        let is_whole = features == count && streams <= self.ground.water.len() as u64;
        let ground = GroundProposal { format, attribution, coordinates, streams, skipped, rejects, ..self.ground };
        (is_known && is_bounded && is_whole).then_some(ground)
    }
}

fn take_text(rest: &mut Payload<'_>) -> Option<Option<String>> {
    let is_some = rest.u8()? != 0;
    let text = rest.text()?;
    (text.len() <= TEXT_BYTES).then(|| is_some.then(|| text.to_owned()))
}

fn take_measure(rest: &mut Payload<'_>) -> Option<Option<f64>> {
    let is_some = rest.u8()? != 0;
    let measure = f64::from_le_bytes(rest.take(8)?.try_into().ok()?);
    // NaN is in no range.
    (0.0..=MOST).contains(&measure).then(|| is_some.then_some(measure))
}

fn take_points(rest: &mut Payload<'_>, least: usize) -> Option<Vec<LonLat>> {
    let count = usize::try_from(rest.number()?).ok().filter(|count| (least..=CORNERS_AT_MOST).contains(count))?;
    let written = rest.take(count.checked_mul(16)?)?;
    let number = |eight: &[u8]| eight.try_into().map(f64::from_le_bytes).ok();
    let point = |sixteen: &[u8]| {
        let (x, y) = sixteen.split_at_checked(8)?;
        Some([number(x)?, number(y)?]).filter(|[x, y]| (-180.0..=180.0).contains(x) && (-90.0..=90.0).contains(y))
    };
    written.chunks_exact(16).map(point).collect()
}

fn take_shape(rest: &mut Payload<'_>) -> Option<AreaShape> {
    let ring = take_points(rest, 3)?;
    let holes = usize::try_from(rest.number()?).ok().filter(|holes| *holes <= CORNERS_AT_MOST)?;
    let holes = (0..holes).map(|_| take_points(rest, 3)).collect::<Option<Vec<_>>>()?;
    Some(AreaShape { ring, holes }).filter(|shape| shape.corners() <= CORNERS_AT_MOST)
}

fn take_building(rest: &mut Payload<'_>) -> Option<FootprintFacts> {
    let mut facts = FootprintFacts::default();
    for text in [
        &mut facts.source_id,
        &mut facts.name,
        &mut facts.site,
        &mut facts.street,
        &mut facts.house_number,
        &mut facts.use_tag,
    ] {
        *text = take_text(rest)?;
    }
    facts.levels = take_measure(rest)?.map(|levels| levels as u32);
    facts.height_m = take_measure(rest)?;
    facts.shape = take_shape(rest)?;
    Some(facts)
}

fn take_road(rest: &mut Payload<'_>) -> Option<RoadFacts> {
    let (name, class) = (take_text(rest)?, take_text(rest)??);
    let width_m = take_measure(rest)??;
    Some(RoadFacts { name, class, width_m, line: take_points(rest, 2)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::footprints::{Reject, read_ground};
    use proptest::prelude::*;

    fn passed_on(ground: GroundProposal) -> Option<GroundProposal> {
        let mut taking = Taking::default();
        let tail = send(ground, |frame| taking.take(frame).ok_or(())).ok()?;
        taking.finish(tail)
    }

    fn sound() -> GroundProposal {
        let text = r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"building":"yes","name":"望湖楼","building:levels":"6","addr:street":"澄浪路"},"geometry":{"type":"Polygon","coordinates":[[[0.0001,0.0001],[0.0002,0.0001],[0.0002,0.0002],[0.0001,0.0001]],[[0.00015,0.00012],[0.00018,0.00012],[0.00018,0.00015]]]}},
            {"type":"Feature","properties":{"highway":"primary"},"geometry":{"type":"LineString","coordinates":[[0.0001,0.0001],[0.0002,0.00025]]}},
            {"type":"Feature","properties":{"waterway":"river","name":"月河"},"geometry":{"type":"LineString","coordinates":[[0.0001,0.0001],[1.001,1]]}},
            {"type":"Feature","properties":{"landuse":"grass"},"geometry":{"type":"Polygon","coordinates":[[[0.0001,0.0001],[0.0002,0.0001],[0.0002,0.0002]]]}},
            {"type":"Feature","properties":{"building":"yes"},"geometry":{"type":"Polygon","coordinates":[]}}]}"#;
        read_ground(text.as_bytes(), None).unwrap()
    }

    #[test]
    fn a_proposal_comes_out_as_it_went_in() {
        let ground = sound();
        assert!(ground.rejects.named[0].why == Reject::NoGeometry && ground.streams == 1, "of everything something");
        // What only reading knows stays with the child.
        let known = |ground: &GroundProposal| serde_json::to_value(ground).unwrap();
        assert_eq!(known(&passed_on(ground.clone()).unwrap()), known(&ground), "nothing is lost between the processes");
    }

    #[test]
    fn the_parent_refuses_what_reading_never_says() {
        type Spoil = fn(&mut GroundProposal);
        let spoils: [(&str, Spoil); 8] = [
            ("a place that is none", |ground| ground.buildings[0].shape.ring[0][0] = f64::NAN),
            ("a place beside the earth", |ground| ground.roads[0].line[0] = [181.0, 0.0]),
            ("an outline of two corners", |ground| ground.green[0].shape.ring.truncate(2)),
            ("a hole without corners", |ground| ground.green[0].shape.holes.push(Vec::new())),
            ("a line of one point", |ground| ground.roads[0].line.truncate(1)),
            ("a height that is none", |ground| ground.buildings[0].height_m = Some(f64::INFINITY)),
            ("more rivers than water", |ground| ground.streams = 9),
            ("a format of its own", |ground| ground.format = "shapefile".to_owned()),
        ];
        for (what, spoil) in spoils {
            let mut ground = sound();
            spoil(&mut ground);
            assert_eq!(passed_on(ground), None, "{what}");
        }
        let mut vast = sound();
        vast.green[0].shape.ring = vec![[1.0, 1.0]; CORNERS_AT_MOST + 1];
        assert_eq!(passed_on(vast), None, "more corners than are drawn");
    }

    #[test]
    fn a_tail_that_counts_otherwise_is_refused() {
        let mut taking = Taking::default();
        let mut frames = Vec::new();
        let tail = send(sound(), |frame| {
            frames.push(frame.to_vec());
            Ok::<(), ()>(())
        })
        .unwrap();
        frames.iter().for_each(|frame| taking.take(frame).unwrap());
        assert_eq!(taking.finish(MapTail { features: tail.features + 1, ..tail }), None, "one was lost on the way");
    }

    proptest! {
        #[test]
        fn a_mad_child_does_not_upset_the_parent(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Taking::default().take(&bytes);
            let mut tagged = vec![1 + bytes.first().copied().unwrap_or(0) % 6];
            tagged.extend(&bytes);
            let _ = Taking::default().take(&tagged);
        }
    }
}
