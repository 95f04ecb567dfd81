//! Rows of a ledger that name somebody whose address is protected: what leaves the register does so without them.
//!
//! A row is known by what is written in it, for a row that waits is tied to no record: name, number or phone of one of them
//! is enough. A namesake's row is withheld with it; better that than an address.

use crate::asking::{Asking, stored};
use crate::protection::Hidden;
use louce_domain::change::RecordRef;
use louce_domain::document::Document;
use louce_domain::field::RecordKind;
use louce_domain::person::Person;
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
            let Words { names, numbers } = words_of(reader, &reader.person(id).map_err(stored)?)?;
            words.extend(names.into_iter().chain(numbers));
        }
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

/// What names one person in a ledger, as [`plain`] text.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// The name, and the one before it.
    pub names: Vec<String>,
    /// Numbers: citizen id, documents, phones.
    pub numbers: Vec<String>,
}

impl Words {
    /// Whether a plain text has any of them.
    pub fn are_in(&self, text: &str) -> bool {
        self.names.iter().chain(&self.numbers).any(|word| text.contains(word))
    }
}

/// What names a person in a ledger. A citizen id is found without its check character and in its form of 15 digits.
///
/// # Errors
/// When the register cannot be read.
pub fn words_of(reader: &Reader<'_>, person: &Person) -> Result<Words, RpcError> {
    let of = RecordRef { kind: RecordKind::Person, id: person.id.0 };
    let documents: Vec<Document> = reader.records_naming("person", of).map_err(stored)?;
    let names = std::iter::once(&person.name).chain(&person.former_name);
    let ids = person.citizen_id.iter().flat_map(|id| forms(id));
    let numbers = ids.chain(person.phones.iter().cloned()).chain(documents.into_iter().map(|document| document.number));
    let words = |words: Vec<String>| words.iter().map(|word| plain(word)).filter(|it| it.chars().count() > 1).collect();
    Ok(Words { names: words(names.cloned().collect()), numbers: words(numbers.collect()) })
}

/// The forms a citizen id is found by: of 18 characters without the last, and of 15 digits.
fn forms(id: &str) -> Vec<String> {
    let joined = |start: Option<&str>, middle: &str, end: Option<&str>| Some(format!("{}{middle}{}", start?, end?));
    let forms = match id.len() {
        18 => [id.get(..17).map(str::to_owned), joined(id.get(..6), "", id.get(8..17))],
        15 => [Some(id.to_owned()), joined(id.get(..6), "19", id.get(6..))],
        _ => [Some(id.to_owned()), None],
    };
    forms.into_iter().flatten().collect()
}

/// A text without blanks and separators, in half width and capitals: however it was typed, it is found.
pub(super) fn plain(text: &str) -> String {
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
