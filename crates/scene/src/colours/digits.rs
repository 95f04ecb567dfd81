//! Storeys of rooms as digits, kept as one text: a building's many short strings would cost more than what they say.

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde::ser::{SerializeSeq, Serializer};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Ends a storey; it says nothing about a room, so it can stand in none.
const END: char = '\n';

/// Storeys above ground from the lowest up, a digit for each room: its class; anything else: none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digits(String);

impl Digits {
    /// The text itself: each storey ended by a line feed.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// The storeys.
    pub fn storeys(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator(END)
    }
}

impl<S: AsRef<str>> FromIterator<S> for Digits {
    fn from_iter<I: IntoIterator<Item = S>>(storeys: I) -> Self {
        let mut all = Self::default();
        storeys.into_iter().for_each(|storey| add(&mut all.0, storey.as_ref()));
        all
    }
}

impl Serialize for Digits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut storeys = serializer.serialize_seq(None)?;
        self.storeys().try_for_each(|storey| storeys.serialize_element(storey))?;
        storeys.end()
    }
}

impl<'de> Deserialize<'de> for Digits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Storeys)
    }
}

struct Storeys;

impl<'de> Visitor<'de> for Storeys {
    type Value = Digits;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one text for each storey")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut storeys: A) -> Result<Digits, A::Error> {
        let mut all = String::new();
        while storeys.next_element_seed(Append(&mut all))?.is_some() {}
        Ok(Digits(all))
    }
}

/// Takes one storey straight over from the text that it is read from.
struct Append<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for Append<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Append<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a digit for each room")
    }

    fn visit_str<E>(self, storey: &str) -> Result<(), E> {
        add(self.0, storey);
        Ok(())
    }
}

fn add(all: &mut String, storey: &str) {
    if storey.contains(END) {
        all.extend(storey.chars().map(|c| if c == END { '-' } else { c }));
    } else {
        all.push_str(storey);
    }
    all.push(END);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn storeys_come_back_as_they_went_in() {
        let json = r#"["0123","","-","4\n4","楼"]"#;
        let digits: Digits = serde_json::from_str(json).unwrap();
        let storeys: Vec<&str> = digits.storeys().collect();
        assert_eq!(storeys, ["0123", "", "-", "4-4", "楼"], "a storey without rooms is still a storey");
        let back: Digits = serde_json::from_str(&serde_json::to_string(&digits).unwrap()).unwrap();
        assert_eq!(back, digits, "what is written can be read");
        assert_eq!(Digits::from_iter(storeys), digits, "and made by hand");
    }
}
