//! Rows of a ledger that name somebody whose address is protected: what leaves the register does so without them.
//!
//! A row is known by what is written in it, for a row that waits is tied to no record: name, number or phone of one of them
//! is enough. A namesake's row is withheld with it; better that than an address.

use crate::asking::{Asking, stored};
use crate::protection::Hidden;
use louce_domain::change::RecordRef;
use louce_domain::document::Document;
use louce_domain::field::RecordKind;
use louce_store::Reader;
use louce_wire::RpcError;

/// What rows are withheld by.
#[derive(Debug, Clone, Default)]
pub struct Withheld {
    words: Vec<String>,
}

impl Withheld {
    /// For whoever asks: nothing, where the role sees protected addresses.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn read(reader: &Reader<'_>, asking: Asking<'_>) -> Result<Self, RpcError> {
        Self::of(reader, &Hidden::read(reader, asking)?)
    }

    /// Whoever asks: for whole files that leave the register.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn from_all(reader: &Reader<'_>) -> Result<Self, RpcError> {
        Self::of(reader, &Hidden::from_all(reader)?)
    }

    fn of(reader: &Reader<'_>, hidden: &Hidden) -> Result<Self, RpcError> {
        let mut words = Vec::new();
        for id in hidden.persons() {
            let person = reader.person(id).map_err(stored)?;
            words.push(person.name);
            words.extend(person.former_name.into_iter().chain(person.citizen_id).chain(person.phones));
            let of = RecordRef { kind: RecordKind::Person, id: id.0 };
            let documents: Vec<Document> = reader.records_naming("person", of).map_err(stored)?;
            words.extend(documents.into_iter().map(|document| document.number));
        }
        let words = words.iter().map(|word| plain(word)).filter(|word| word.chars().count() > 1).collect();
        Ok(Self { words })
    }

    /// Whether a text names one of them.
    pub fn names(&self, text: &str) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let text = plain(text);
        self.words.iter().any(|word| text.contains(word))
    }

    /// Whether any cell of a row names one of them.
    pub fn names_in<'c>(&self, mut cells: impl Iterator<Item = &'c str>) -> bool {
        !self.words.is_empty() && cells.any(|cell| self.names(cell))
    }
}

/// A text without blanks and separators, in half width and capitals: however it was typed, it is found.
fn plain(text: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    let kept = text.chars().map(half).filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\'' | '\u{feff}' | '·'));
    kept.flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_or_number_is_found_however_it_was_typed() {
        let withheld = Withheld { words: vec![plain("李四"), plain("33029919820304232x"), plain("13900005678")] };
        for cell in ["李 四", "承租人：李四、王五", "３３０２９９１９８２０３０４２３２Ｘ", "'139-0000-5678"]
        {
            assert!(withheld.names(cell), "{cell} names her");
        }
        assert!(!withheld.names("示例苑3幢2单元501室"), "an address alone names nobody");
        assert!(!Withheld::default().names("李四"), "where nobody is protected, nothing is withheld");
    }
}
