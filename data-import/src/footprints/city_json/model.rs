//! A CityJSON file as it is written (CityJSON specification 2.0.1, §2–3), as far as the ground under it needs.

use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The file.
#[derive(Debug, Deserialize)]
pub struct City {
    /// `1.0` to `2.0`.
    pub version: String,
    #[serde(default)]
    transform: Option<Transform>,
    /// About the file.
    #[serde(default)]
    pub metadata: Metadata,
    /// Objects by their id.
    #[serde(rename = "CityObjects")]
    pub objects: BTreeMap<String, CityObject>,
    vertices: Vec<[f64; 3]>,
}

#[derive(Debug, Deserialize)]
struct Transform {
    scale: [f64; 3],
    translate: [f64; 3],
}

/// About the file.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// System of coordinates, as an OGC name.
    #[serde(rename = "referenceSystem")]
    pub reference_system: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Who made it.
    #[serde(rename = "pointOfContact")]
    pub point_of_contact: Option<Contact>,
}

/// Who made a file.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// Name.
    #[serde(rename = "contactName")]
    pub contact_name: Option<String>,
}

/// An object.
#[derive(Debug, Deserialize)]
pub struct CityObject {
    /// `Building`, `BuildingPart`, `WaterBody` …
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    attributes: Option<Map<String, Value>>,
    /// Address, as free as the specification leaves it.
    #[serde(default)]
    address: Option<Value>,
    /// Shapes in several levels of detail.
    #[serde(default)]
    pub geometry: Vec<Geometry>,
    /// Ids of its parts.
    #[serde(default)]
    pub children: Vec<String>,
}

/// A shape.
#[derive(Debug, Deserialize)]
pub struct Geometry {
    /// Level of detail: a number in 1.0, a text since.
    #[serde(default)]
    lod: Option<Value>,
    /// Nested lists, down to the numbers of vertices.
    #[serde(default)]
    pub boundaries: Value,
    /// What its surfaces are.
    #[serde(default)]
    pub semantics: Option<Semantics>,
}

/// What surfaces are.
#[derive(Debug, Deserialize)]
pub struct Semantics {
    /// Kinds of surfaces.
    #[serde(default)]
    pub surfaces: Vec<SurfaceKind>,
    /// Nested lists that name the kind of each surface.
    #[serde(default)]
    pub values: Value,
}

/// A kind of surface.
#[derive(Debug, Deserialize)]
pub struct SurfaceKind {
    /// `GroundSurface`, `RoofSurface` …
    #[serde(rename = "type")]
    pub kind: String,
}

impl City {
    /// A vertex in the file's system.
    pub fn vertex(&self, number: usize) -> Option<[f64; 3]> {
        let [x, y, z] = *self.vertices.get(number)?;
        let Some(Transform { scale, translate }) = &self.transform else { return Some([x, y, z]) };
        Some([x * scale[0] + translate[0], y * scale[1] + translate[1], z * scale[2] + translate[2]])
    }
}

impl Geometry {
    /// Level of detail; the finest where it is not said.
    pub fn level(&self) -> f64 {
        let said = match &self.lod {
            Some(Value::Number(number)) => number.as_f64(),
            Some(Value::String(text)) => text.trim().parse().ok(),
            _ => None,
        };
        said.unwrap_or(9.0)
    }
}

impl CityObject {
    /// An attribute's text.
    pub fn text(&self, names: &[&str]) -> Option<String> {
        let attributes = self.attributes.as_ref()?;
        names.iter().find_map(|name| match attributes.get(*name)? {
            Value::String(text) => super::super::plain_line(text),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    }

    fn number(&self, names: &[&str]) -> Option<f64> {
        let number: f64 = self.text(names)?.parse().ok()?;
        (number.is_finite() && number > 0.0 && number < 2_000.0).then_some(number)
    }

    /// Name.
    pub fn name(&self) -> Option<String> {
        self.text(&["name", "gml:name", "naam", "名称", "楼名"])
    }

    /// Storeys above ground.
    pub fn storeys(&self) -> Option<u32> {
        let storeys = self.number(&["storeysAboveGround", "b3_bouwlagen", "地上层数", "层数"])?;
        format!("{:.0}", storeys.ceil()).parse().ok()
    }

    /// Height above ground as the attributes say it, metres; 3DBAG gives roof and ground above the sea.
    pub fn height_said(&self) -> Option<f64> {
        let attributes = self.attributes.as_ref()?;
        let above_sea = |name: &str| attributes.get(name).and_then(Value::as_f64);
        let roof = above_sea("b3_h_dak_max").or_else(|| above_sea("b3_h_max"));
        let measured = self.number(&["measuredHeight", "height", "高度"]);
        measured
            .or_else(|| Some(roof? - above_sea("b3_h_maaiveld")?).filter(|height| *height > 0.0 && *height < 2_000.0))
    }

    /// Street.
    pub fn street(&self) -> Option<String> {
        self.addressed(&["thoroughfareName", "ThoroughfareName", "street", "街路巷"])
    }

    /// House number.
    pub fn house_number(&self) -> Option<String> {
        self.addressed(&["thoroughfareNumber", "ThoroughfareNumber", "houseNumber", "门牌号"])
    }

    fn addressed(&self, names: &[&str]) -> Option<String> {
        let address = match self.address.as_ref() {
            Some(Value::Array(list)) => list.first(),
            other => other,
        };
        let of_address = address.and_then(|address| names.iter().find_map(|name| address.get(*name)?.as_str()));
        of_address.and_then(super::super::plain_line).or_else(|| self.text(names))
    }
}
