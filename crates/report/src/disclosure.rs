//! How much of a person a report shows.

use serde::{Deserialize, Serialize};

/// What stands in the place of a name whose owner's address is protected (受保护): it names nobody, so it is never masked.
pub const WITHHELD: &str = "受保护";

/// Whether names and phones appear in full. The caller has asked for a purpose and written the audit
/// row before it chooses [`Disclosure::Full`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Disclosure {
    /// 张**, 139****1234, year of birth only.
    #[default]
    Masked,
    /// As registered.
    Full,
}

impl Disclosure {
    /// A person's name: the first character stays. Foreign names keep their initial.
    pub fn name(self, name: &str) -> String {
        match self {
            Self::Full => name.to_owned(),
            Self::Masked if name == WITHHELD => name.to_owned(),
            Self::Masked => mask_name(name.trim()),
        }
    }

    /// One or several phone numbers: of each, three leading and four trailing digits stay.
    pub fn phone(self, phones: &str) -> String {
        match self {
            Self::Full => phones.to_owned(),
            Self::Masked => mask_phones(phones),
        }
    }

    /// A date of birth (ISO text cut to its precision): masked, only the year stays.
    pub fn birth(self, birth: &str) -> String {
        match self {
            Self::Full => birth.to_owned(),
            Self::Masked => birth.chars().take(4).collect(),
        }
    }
}

fn mask_name(name: &str) -> String {
    let mut characters = name.chars();
    let Some(first) = characters.next() else {
        return String::new();
    };
    let stars = if first.is_ascii() { 3 } else { characters.count().max(1) };
    std::iter::once(first).chain(std::iter::repeat_n('*', stars)).collect()
}

fn mask_phones(phones: &str) -> String {
    let mut masked = String::with_capacity(phones.len());
    let mut number = Vec::new();
    for character in phones.chars() {
        if character.is_numeric() || matches!(character, '*' | '-' | '+') {
            number.push(character);
        } else {
            masked.extend(mask_number(&number));
            number.clear();
            masked.push(character);
        }
    }
    masked.extend(mask_number(&number));
    masked
}

/// Masks by position, so that a number masked before stays as it is.
fn mask_number(number: &[char]) -> impl Iterator<Item = char> + '_ {
    let length = number.len();
    let (head, tail) = match length {
        11.. => (3, 4),
        7..=10 => (0, 4),
        _ => (0, 0),
    };
    number.iter().enumerate().map(
        move |(place, character)| {
            if place < head || place >= length - tail { *character } else { '*' }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masked_names_keep_only_the_first_character() {
        let masked = Disclosure::Masked;
        assert_eq!(masked.name("张三"), "张*", "a name of two characters");
        assert_eq!(masked.name("欧阳明月"), "欧***", "a longer one");
        assert_eq!(masked.name("John Smith"), "J***", "a foreign name shows neither length nor family name");
        assert_eq!(masked.name(""), "", "an unknown name stays unknown");
    }

    #[test]
    fn masked_phones_keep_three_and_four_digits_of_each_number() {
        let masked = Disclosure::Masked;
        assert_eq!(masked.phone("13900001234"), "139****1234", "a mobile number");
        assert_eq!(masked.phone("13900001234、13900005678"), "139****1234、139****5678", "each of several");
        assert_eq!(masked.phone("87654321"), "****4321", "a landline keeps its tail");
        assert_eq!(masked.phone("12345"), "*****", "a short number has no part that may be shown");
        assert_eq!(masked.phone("１３９００００１２３４"), "１３９****１２３４", "full-width digits are digits");
    }

    #[test]
    fn masking_what_is_masked_changes_nothing() {
        let masked = Disclosure::Masked;
        for name in ["张三", "John Smith", "王"] {
            let once = masked.name(name);
            assert_eq!(masked.name(&once), once, "the caller may already have masked {name}");
        }
        let once = masked.phone("13900001234");
        assert_eq!(masked.phone(&once), once, "the same holds for phones");
    }

    #[test]
    fn full_disclosure_shows_what_is_registered() {
        assert_eq!(Disclosure::Full.name("张三"), "张三", "asked for in full");
        assert_eq!(Disclosure::Full.birth("1980-01-05"), "1980-01-05", "asked for in full");
        assert_eq!(Disclosure::Masked.birth("1980-01-05"), "1980", "masked: the year only");
    }
}
