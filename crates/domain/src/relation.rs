//! Relation to the head of the household (与户主关系), GB/T 4761-2008.

use crate::field::FieldError;
use crate::numeral::half_width;
use crate::sex::Sex;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

/// A two-digit code of GB/T 4761-2008: 02 户主, 12 妻, 99 非亲属 …
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RelationCode(&'static str);

struct Table {
    /// In the order of the standard: code, its word.
    codes: Vec<(&'static str, &'static str)>,
    /// Every word a ledger may use, and its code.
    words: HashMap<&'static str, &'static str>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { codes: Vec::with_capacity(100), words: HashMap::with_capacity(256) };
    for line in include_str!("../data/relations.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split_whitespace();
        let (Some(code), Some(name)) = (fields.next(), fields.next()) else { continue };
        table.codes.push((code, name));
        table.words.insert(code, code);
        table.words.extend([name].into_iter().chain(fields).map(|word| (word, code)));
    }
    table
});

impl RelationCode {
    /// Every code with its word, in the order of the standard.
    pub fn all() -> impl Iterator<Item = (Self, &'static str)> {
        TABLE.codes.iter().map(|(code, name)| (Self(code), *name))
    }

    /// The two digits.
    pub const fn code(self) -> &'static str {
        self.0
    }

    /// The standard's word.
    pub fn zh(self) -> &'static str {
        TABLE.codes.iter().find(|(code, _)| *code == self.0).map_or("", |(_, name)| name)
    }
}

impl fmt::Display for RelationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl FromStr for RelationCode {
    type Err = FieldError;

    /// Takes the two digits, or any word [`read_relation`] knows.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read_relation(text, None).ok_or_else(|| FieldError::not_in_list("relation (GB/T 4761)", text))
    }
}

impl Serialize for RelationCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for RelationCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Reads the relation a ledger writes. Words that leave the sex open (子女, 公婆) are settled by `sex_hint` where it is known.
/// `None` when the word is not a relation: the text is to be kept.
pub fn read_relation(raw: &str, sex_hint: Option<Sex>) -> Option<RelationCode> {
    let folded = half_width(raw);
    let word: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let word = word.trim_start_matches("与户主关系").trim_start_matches("户主之").trim_start_matches("户主的");
    let word = if word.is_empty() { return None } else { word.trim_matches([':', '(', ')']) };
    if let Some((male, female, unknown)) = open_word(word) {
        let code = match sex_hint {
            Some(Sex::Male) => male,
            Some(Sex::Female) => female,
            _ => unknown,
        };
        return TABLE.words.get(code).copied().map(RelationCode);
    }
    TABLE.words.get(word).copied().map(RelationCode)
}

/// Words for two codes, told apart by sex: the code of a man, of a woman, and of a person whose sex is not known.
fn open_word(word: &str) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match word {
        "子女" | "孩子" | "小孩" => ("20", "30", "20"),
        "孙辈" | "孙子女" => ("41", "42", "40"),
        "父母" => ("51", "52", "50"),
        "公婆" => ("53", "54", "50"),
        "岳父母" => ("55", "56", "50"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_ledgers_become_codes() {
        for (word, code) in [
            ("老婆", "12"),
            ("丈夫", "11"),
            ("儿子", "20"),
            ("女儿", "30"),
            ("母亲", "52"),
            ("父亲", "51"),
            ("媳妇", "38"),
            ("岳父", "55"),
            ("房东", "99"),
            ("合租", "99"),
            ("配偶", "10"),
            ("户主", "02"),
            ("户主之妻", "12"),
            (" 子 ", "20"),
            ("女", "30"),
            ("12", "12"),
        ] {
            assert_eq!(read_relation(word, None).map(RelationCode::code), Some(code), "{word} is {code}");
        }
        assert_eq!(read_relation("三楼那个", None), None, "what is no relation stays text");
    }

    #[test]
    fn sex_settles_words_that_leave_it_open() {
        assert_eq!(read_relation("子女", Some(Sex::Female)).map(RelationCode::code), Some("30"), "a daughter");
        assert_eq!(read_relation("子女", Some(Sex::Male)).map(RelationCode::code), Some("20"), "a son");
        assert_eq!(
            read_relation("配偶", Some(Sex::Female)).map(RelationCode::code),
            Some("10"),
            "配偶 has a code of its own"
        );
    }

    #[test]
    fn every_code_reads_back() {
        for (relation, name) in RelationCode::all() {
            assert_eq!(relation.code().parse::<RelationCode>().unwrap(), relation, "{name} by its code");
            assert!(!relation.zh().is_empty(), "{relation} has a word");
        }
        assert_eq!(RelationCode::all().count(), 84, "the table is whole");
    }
}
