//! Roads, water, greenery and outlines of sites under the buildings, by the map file they come from. Nothing is replaced:
//! of each file the latest is shown, and undoing its batch shows the one before.

use crate::connection::Ready;
use crate::error::Result;
use rusqlite::{Connection, params};

/// A line or an area on the ground.
#[derive(Debug, Clone, PartialEq)]
pub struct GroundFeature {
    /// Layer: `road`, `water`, `green`, `site`, or what else a map file calls it.
    pub layer: String,
    /// Name, e.g. of the road.
    pub name: Option<String>,
    /// Whether the points enclose an area.
    pub closed: bool,
    /// Longitude and latitude, WGS-84, degrees.
    pub points: Vec<[f64; 2]>,
    /// Rings left out of an area.
    pub holes: Vec<Vec<[f64; 2]>>,
    /// Width of a road, metres, where known.
    pub width_m: Option<f64>,
}

/// A map file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroundSource {
    /// File name: a file of the same name takes its place.
    pub name: String,
    /// Who has to be named beside the map, e.g. © OpenStreetMap contributors.
    pub attribution: String,
}

/// The sources that are shown: the latest of each name whose batch is not undone.
const SHOWN: &str = "shown AS (SELECT max(s.id) AS id FROM ground_source s LEFT JOIN batch ON batch.id = s.batch
    WHERE batch.undone_change IS NULL GROUP BY s.name)";

/// Adds a source with its features, brought by the batch of a row number.
pub(crate) fn add(
    conn: &Connection,
    batch: Option<i64>,
    source: &GroundSource,
    features: &[GroundFeature],
) -> Result<()> {
    let sql = "INSERT INTO ground_source (batch, name, attribution) VALUES (?1, ?2, ?3) RETURNING id";
    let key = params![batch, source.name, source.attribution];
    let id: i64 = conn.ready(sql)?.query_row(key, |row| row.get(0))?;
    let sql = "INSERT INTO ground (layer, name, closed, points, attribution, source, holes, width_m)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let mut statement = conn.ready(sql)?;
    for f in features {
        let points = serde_json::to_string(&f.points)?;
        let holes = (!f.holes.is_empty()).then(|| serde_json::to_string(&f.holes)).transpose()?;
        statement.execute(params![f.layer, f.name, f.closed, points, source.attribution, id, holes, f.width_m])?;
    }
    Ok(())
}

/// Everything that is shown.
pub(crate) fn all(conn: &Connection) -> Result<Vec<GroundFeature>> {
    let sql = format!(
        "WITH {SHOWN} SELECT layer, name, closed, points, holes, width_m FROM ground
         WHERE source IS NULL OR source IN (SELECT id FROM shown) ORDER BY id"
    );
    features(conn, &sql, [])
}

/// What the shown source of a name brought.
pub(crate) fn of_source(conn: &Connection, name: &str) -> Result<Vec<GroundFeature>> {
    let sql = format!(
        "WITH {SHOWN} SELECT layer, name, closed, points, holes, width_m FROM ground
         WHERE source = (SELECT s.id FROM ground_source s JOIN shown ON shown.id = s.id WHERE s.name = ?1) ORDER BY id"
    );
    features(conn, &sql, [name])
}

/// The sources that are shown, in the order in which they came.
pub(crate) fn sources(conn: &Connection) -> Result<Vec<GroundSource>> {
    let sql = format!(
        "WITH {SHOWN} SELECT name, attribution FROM ground_source s JOIN shown ON shown.id = s.id ORDER BY s.id"
    );
    let read = |row: &rusqlite::Row<'_>| Ok(GroundSource { name: row.get(0)?, attribution: row.get(1)? });
    let sources = conn.ready(&sql)?.query_map([], read)?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(sources)
}

fn features(conn: &Connection, sql: &str, key: impl rusqlite::Params) -> Result<Vec<GroundFeature>> {
    let mut statement = conn.ready(sql)?;
    let mut rows = statement.query(key)?;
    let mut features = Vec::new();
    while let Some(row) = rows.next()? {
        let (points, holes): (String, Option<String>) = (row.get(3)?, row.get(4)?);
        features.push(GroundFeature {
            layer: row.get(0)?,
            name: row.get(1)?,
            closed: row.get(2)?,
            points: serde_json::from_str(&points)?,
            holes: holes.map(|holes| serde_json::from_str(&holes)).transpose()?.unwrap_or_default(),
            width_m: row.get(5)?,
        });
    }
    Ok(features)
}
