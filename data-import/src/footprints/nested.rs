//! Nested lists of vertex numbers as CityJSON writes boundaries, kept flat: eight bytes a number, whatever the nesting.

use serde::de::{Deserialize, DeserializeSeed};
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// What stands in the lists, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    Vertex(u32),
    /// Something that is no number of a vertex.
    Other,
}

/// Nested lists of vertex numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Nested(Vec<Token>);

/// A list of vertex numbers; none where it holds something else.
pub type Path = Option<Vec<u32>>;

impl Nested {
    /// The innermost lists by the list around each: rings by surface, lines by their collection.
    pub fn groups(&self) -> impl Iterator<Item = Vec<Path>> + '_ {
        let (mut innermost, mut group) = (None::<Path>, Vec::new());
        self.0.iter().filter_map(move |token| {
            match token {
                Token::Open => innermost = Some(Some(Vec::new())),
                Token::Vertex(number) => {
                    if let Some(Some(path)) = &mut innermost {
                        path.push(*number);
                    }
                }
                Token::Other => {
                    if let Some(path) = &mut innermost {
                        *path = None;
                    }
                }
                Token::Close => match innermost.take() {
                    Some(path) => group.push(path),
                    None if !group.is_empty() => return Some(std::mem::take(&mut group)),
                    None => {}
                },
            }
            None
        })
    }
}

impl<'de> Deserialize<'de> for Nested {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut tokens = Vec::new();
        Into(&mut tokens).deserialize(deserializer)?;
        Ok(Self(tokens))
    }
}

struct Into<'t>(&'t mut Vec<Token>);

impl<'de> DeserializeSeed<'de> for Into<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Into<'_> {
    fn other<E>(self) -> Result<(), E> {
        self.0.push(Token::Other);
        Ok(())
    }
}

impl<'de> Visitor<'de> for Into<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nested lists of vertex numbers")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.0.push(Token::Open);
        while list.next_element_seed(Into(self.0))?.is_some() {}
        self.0.push(Token::Close);
        Ok(())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.0.push(u32::try_from(number).map_or(Token::Other, Token::Vertex));
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.other()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.other()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.other()
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.other()
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.other()
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.other()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(json: &str) -> Vec<Vec<Path>> {
        serde_json::from_str::<Nested>(json).unwrap().groups().collect()
    }

    #[test]
    fn surfaces_come_ring_by_ring_however_deep_they_are_nested() {
        let surface = vec![Some(vec![0, 1, 2]), Some(vec![3, 4, 5])];
        assert_eq!(groups("[[0,1,2],[3,4,5]]"), std::slice::from_ref(&surface), "a surface with a hole");
        assert_eq!(groups("[[[[[0,1,2],[3,4,5]],[[6,7,8]]]]]"), [surface, vec![Some(vec![6, 7, 8])]], "of a solid");
        assert!(groups("[0,1]").is_empty() && groups("7").is_empty(), "points bound nothing");
    }

    #[test]
    fn what_is_no_vertex_spoils_its_ring_alone() {
        let found = groups(r#"[[[0,1,2]],[[0,-1,2]],[[0,1e9,2]],[[0,4294967296,1]],[["a",{"b":[1]},null]],[[3,4,5]]]"#);
        let sound: Vec<bool> = found.iter().map(|surface| surface[0].is_some()).collect();
        assert_eq!(sound, [true, false, false, false, false, true], "each surface keeps its place");
    }
}
