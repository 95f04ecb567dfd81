//! The members of a JSON file at a glance, before any of it is kept: what tells formats apart, and where it is broken.

use super::error::{Fault, GroundError};
use super::plain_line;
use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
use std::fmt;

/// Names of members that are kept.
const NAMES_AT_MOST: usize = 40;

/// The outline of a JSON file.
#[derive(Debug, Default)]
pub struct Outline {
    /// The member `type`.
    pub kind: Option<String>,
    /// Whether it is a list; then the names are those of its first record.
    pub is_list: bool,
    /// Whether it is an object.
    pub is_object: bool,
    /// Names of the members, as far as they are kept.
    pub names: Vec<String>,
    /// Whether another value follows the first: one object a line.
    pub goes_on: bool,
}

/// Goes over a text once.
///
/// # Errors
/// [`GroundError::Broken`] where it is no JSON.
pub fn look(text: &str) -> Result<Outline, GroundError> {
    let (mut outline, feature) = (Outline::default(), Cell::new(None));
    let mut json = serde_json::Deserializer::from_str(text);
    let seed = Members { outline: &mut outline, feature: &feature };
    seed.deserialize(&mut json).map_err(|error| broken(&error, feature.get()))?;
    outline.goes_on = json.end().is_err();
    Ok(outline)
}

/// The place where a text is no sound JSON or not what its format asks for.
pub fn broken(error: &serde_json::Error, feature: Option<u64>) -> GroundError {
    use serde_json::error::Category;
    let fault = match error.classify() {
        Category::Eof => Fault::CutOff,
        Category::Syntax | Category::Io => Fault::Syntax,
        Category::Data => Fault::Shape,
    };
    GroundError::Broken { line: error.line(), column: error.column(), feature, fault }
}

/// Values without members, for a visitor that wants nothing of them.
macro_rules! scalars_passed_over {
    () => {
        fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
            Ok(())
        }

        fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
            Ok(())
        }

        fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
            Ok(())
        }

        fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
            Ok(())
        }

        fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
            Ok(())
        }

        fn visit_unit<E: Error>(self) -> Result<(), E> {
            Ok(())
        }
    };
}

struct Members<'o> {
    outline: &'o mut Outline,
    feature: &'o Cell<Option<u64>>,
}

impl<'de> DeserializeSeed<'de> for Members<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Members<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { outline, feature } = self;
        outline.is_object = true;
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "type" => outline.kind = map.next_value_seed(Text)?,
                "features" => map.next_value_seed(Counted { feature })?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
            if outline.names.len() < NAMES_AT_MOST && !outline.names.contains(&name) {
                outline.names.extend(plain_line(&name).map(|name| name.chars().take(40).collect()));
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut first = Outline::default();
        let is_filled = list.next_element_seed(Members { outline: &mut first, feature: self.feature })?.is_some();
        while is_filled && list.next_element::<IgnoredAny>()?.is_some() {}
        *self.outline = Outline { is_list: true, names: first.names, ..Outline::default() };
        Ok(())
    }

    scalars_passed_over!();
}

/// A text, or anything else passed over.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let value: serde_json::Value = serde::Deserialize::deserialize(deserializer)?;
        Ok(value.as_str().and_then(plain_line))
    }
}

/// A list passed over, its elements counted; anything else passed over.
struct Counted<'o> {
    feature: &'o Cell<Option<u64>>,
}

impl<'de> DeserializeSeed<'de> for Counted<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Counted<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.feature.set(Some(1));
        while list.next_element::<IgnoredAny>()?.is_some() {
            self.feature.set(self.feature.get().map(|at| at + 1));
        }
        self.feature.set(None);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    scalars_passed_over!();
}
