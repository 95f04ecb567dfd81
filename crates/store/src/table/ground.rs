//! Roads, water and greenery under the buildings.

use crate::connection::Ready;
use crate::error::Result;
use rusqlite::{Connection, params};

/// A line or an area on the ground.
#[derive(Debug, Clone, PartialEq)]
pub struct GroundFeature {
    /// Layer: `road`, `water`, `green`, or what else a map file calls it.
    pub layer: String,
    /// Name, e.g. of the road.
    pub name: Option<String>,
    /// Whether the points enclose an area.
    pub closed: bool,
    /// Longitude and latitude, WGS-84, degrees.
    pub points: Vec<[f64; 2]>,
    /// Who has to be named beside the map, e.g. © OpenStreetMap contributors.
    pub attribution: String,
}

/// Takes the place of everything under an attribution.
pub(crate) fn replace(conn: &Connection, features: &[GroundFeature]) -> Result<()> {
    conn.execute("DELETE FROM ground", [])?;
    let sql = "INSERT INTO ground (layer, name, closed, points, attribution) VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut statement = conn.ready(sql)?;
    for f in features {
        let points = serde_json::to_string(&f.points)?;
        statement.execute(params![f.layer, f.name, f.closed, points, f.attribution])?;
    }
    Ok(())
}

pub(crate) fn all(conn: &Connection) -> Result<Vec<GroundFeature>> {
    let mut statement = conn.ready("SELECT layer, name, closed, points, attribution FROM ground ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut features = Vec::new();
    while let Some(row) = rows.next()? {
        let points: String = row.get(3)?;
        features.push(GroundFeature {
            layer: row.get(0)?,
            name: row.get(1)?,
            closed: row.get(2)?,
            points: serde_json::from_str(&points)?,
            attribution: row.get(4)?,
        });
    }
    Ok(features)
}
