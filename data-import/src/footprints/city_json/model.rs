//! A CityJSON file as it is written (CityJSON specification 2.0.1, §2–3), as far as the ground under it needs.

use crate::footprints::GroundError;
use crate::footprints::nested::Nested;
use crate::footprints::rejected::{Reject, Rejects};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::fmt;

/// The file as it is written; its objects are read one by one.
#[derive(Debug, Deserialize)]
pub struct CityFile<'a> {
    /// `1.0` to `2.0`.
    pub version: String,
    #[serde(default)]
    transform: Option<Transform>,
    /// About the file.
    #[serde(default)]
    pub metadata: Metadata,
    #[serde(rename = "CityObjects", borrow)]
    objects: Written<'a>,
    vertices: Vec<[f64; 3]>,
}

/// The file as it is understood.
#[derive(Debug)]
pub struct City {
    /// Objects by their id, in the order of the file; none for one that is broken.
    pub objects: Vec<(String, Option<CityObject>)>,
    by_id: HashMap<String, usize>,
    transform: Option<Transform>,
    vertices: Vec<[f64; 3]>,
}

/// Objects as they are written, in the order of the file.
#[derive(Debug)]
struct Written<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Written<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Objects;
        impl<'de> Visitor<'de> for Objects {
            type Value = Written<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("objects by their id")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut objects = Vec::new();
                while let Some(entry) = map.next_entry::<String, &RawValue>()? {
                    objects.push(entry);
                }
                Ok(Written(objects))
            }
        }
        deserializer.deserialize_map(Objects)
    }
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
    /// `MultiSurface`, `Solid`, `MultiLineString` …
    #[serde(rename = "type", default)]
    pub kind: String,
    /// Level of detail: a number in 1.0, a text since.
    #[serde(default)]
    lod: Option<Value>,
    /// Nested lists, down to the numbers of vertices.
    #[serde(default)]
    pub boundaries: Nested,
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
    /// Reads the objects; those that are broken are left out and counted.
    ///
    /// # Errors
    /// [`GroundError::CityJsonScale`].
    pub fn of(file: CityFile<'_>, rejects: &mut Rejects) -> Result<Self, GroundError> {
        let CityFile { transform, objects: Written(written), vertices, .. } = file;
        if transform.as_ref().is_some_and(|transform| transform.scale.iter().any(|scale| !scale.is_normal())) {
            return Err(GroundError::CityJsonScale);
        }
        let mut objects: Vec<(String, Option<CityObject>)> = Vec::with_capacity(written.len());
        for (number, (id, object)) in (1..).zip(written) {
            let object: Option<CityObject> = serde_json::from_str(object.get()).ok();
            if object.is_none() {
                rejects.push(number, Some(&id), Reject::Unreadable);
            }
            objects.push((id, object));
        }
        let by_id = objects.iter().enumerate().map(|(at, (id, _))| (id.clone(), at)).collect();
        Ok(Self { objects, by_id, transform, vertices })
    }

    /// An object by its id.
    pub fn object(&self, id: &str) -> Option<&CityObject> {
        self.objects.get(*self.by_id.get(id)?)?.1.as_ref()
    }

    /// A vertex in the file's system.
    pub fn vertex(&self, number: u32) -> Option<[f64; 3]> {
        let [x, y, z] = *self.vertices.get(usize::try_from(number).ok()?)?;
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
