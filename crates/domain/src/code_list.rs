//! One declaration form for the closed code lists of the register (code, names, parsing, serde by code), and the value of
//! a field that takes a listed code or, where a ledger writes something else, its words.

use crate::field::{FieldError, FieldValue};
use serde::{Deserialize, Serialize};

/// A closed list: its entries, their codes and names.
pub trait CodeList: Copy + PartialEq + 'static {
    /// Every entry, in the order of the list.
    fn entries() -> &'static [Self];
    /// The code as stored and exported.
    fn entry_code(self) -> &'static str;
    /// The Chinese name.
    fn entry_zh(self) -> &'static str;
    /// The English name.
    fn entry_en(self) -> &'static str;
    /// Other words that ledgers use for it: kept as written, and no gap.
    fn entry_words(self) -> &'static [&'static str];
}

/// A code of a list or, where the source writes something the list does not have, its words: kept, and flagged as a
/// finding (DOMAIN §5 decision 3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Coded<L> {
    /// An entry of the list.
    Listed(L),
    /// As written.
    Written(String),
}

impl<L: CodeList> Coded<L> {
    /// Reads a code or a Chinese name; anything else is kept as written.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        let known = L::entries().iter().copied().find(|entry| entry.entry_code() == text || entry.entry_zh() == text);
        known.map_or_else(|| Self::Written(text.to_owned()), Self::Listed)
    }

    /// The entry, where it is one.
    pub const fn listed(&self) -> Option<L> {
        match self {
            Self::Listed(entry) => Some(*entry),
            Self::Written(_) => None,
        }
    }

    /// The code, or the words as written.
    pub fn code(&self) -> &str {
        match self {
            Self::Listed(entry) => entry.entry_code(),
            Self::Written(words) => words,
        }
    }

    /// The Chinese name, or the words as written.
    pub fn zh(&self) -> &str {
        match self {
            Self::Listed(entry) => entry.entry_zh(),
            Self::Written(words) => words,
        }
    }
}

impl<L: CodeList> FieldValue for Coded<L> {
    fn to_field(&self) -> Option<String> {
        Some(match self {
            Self::Listed(entry) => entry.entry_code().to_owned(),
            Self::Written(words) => words.clone(),
        })
    }

    fn from_field(text: Option<&str>) -> Result<Self, FieldError> {
        text.map(str::trim).filter(|t| !t.is_empty()).map(Self::read).ok_or(FieldError::Required)
    }
}

/// Declares a closed list: `Variant = "code", "中文", "English" | "another word of ledgers";`, with `, default Variant` after
/// its name where a record may begin with one. Gives `ALL`, `code()`, `zh()`, `en()`, [`CodeList`],
/// `Display`, `FromStr` and serde by code.
macro_rules! code_list {
    (@en $code:literal, $en:literal) => { $en };
    (@en $code:literal) => { $code };
    ($(#[$meta:meta])* $name:ident $(, default $default:ident)? { $($(#[$vmeta:meta])* $variant:ident = $code:literal, $zh:literal $(, $en:literal)? $(| $word:literal)*;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every entry, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// The code as stored and exported.
            pub const fn code(self) -> &'static str { match self { $(Self::$variant => $code,)+ } }
            /// The Chinese name, as shown and as written in ledgers.
            pub const fn zh(self) -> &'static str { match self { $(Self::$variant => $zh,)+ } }
            /// The English name; the code, where the list is never shown in English.
            pub const fn en(self) -> &'static str {
                match self { $(Self::$variant => $crate::code_list::code_list!(@en $code $(, $en)?),)+ }
            }
        }

        $(impl Default for $name {
            fn default() -> Self { Self::$default }
        })?

        impl $crate::code_list::CodeList for $name {
            fn entries() -> &'static [Self] { Self::ALL }
            fn entry_code(self) -> &'static str { self.code() }
            fn entry_zh(self) -> &'static str { self.zh() }
            fn entry_en(self) -> &'static str { self.en() }
            fn entry_words(self) -> &'static [&'static str] { match self { $(Self::$variant => &[$($word),*],)+ } }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::field::FieldError;
            /// Reads the code or the Chinese name.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let text = text.trim();
                Self::ALL.iter().copied().find(|entry| entry.code() == text || entry.zh() == text)
                    .ok_or_else(|| $crate::field::FieldError::not_in_list(stringify!($name), text))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use code_list;
