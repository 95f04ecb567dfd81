//! Fields by name: edits, history, import diffs and exports all speak in `(field, text)` pairs.

use crate::date::PartialDate;
use crate::sex::Sex;
use std::str::FromStr;

/// Why a text cannot become the value of a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// The record has no such field.
    #[error("there is no field “{0}”")]
    UnknownField(String),
    /// The field must have a value.
    #[error("this field cannot be empty: give a value")]
    Required,
    /// The text is not a value of the list or form the field takes.
    #[error("“{text}” is not a valid {expected}")]
    Invalid {
        /// What the field takes.
        expected: String,
        /// What was given.
        text: String,
    },
}

impl FieldError {
    /// The text is not in a closed list.
    pub fn not_in_list(list: &str, text: &str) -> Self {
        Self::Invalid { expected: list.to_owned(), text: text.to_owned() }
    }
}

/// The kinds of record whose history is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordKind {
    /// 小区 / 院
    Site,
    /// 楼幢
    Building,
    /// 房间
    Room,
    /// 人员
    Person,
    /// 居住登记
    Stay,
    /// 单位
    Organisation,
    /// 单位地址登记
    Presence,
}

impl RecordKind {
    /// Every kind.
    pub const ALL: &'static [Self] =
        &[Self::Site, Self::Building, Self::Room, Self::Person, Self::Stay, Self::Organisation, Self::Presence];

    /// The code as stored and sent.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Building => "building",
            Self::Room => "room",
            Self::Person => "person",
            Self::Stay => "stay",
            Self::Organisation => "organisation",
            Self::Presence => "presence",
        }
    }
}

impl FromStr for RecordKind {
    type Err = FieldError;
    fn from_str(text: &str) -> Result<Self, FieldError> {
        Self::ALL.iter().copied().find(|k| k.code() == text).ok_or_else(|| FieldError::not_in_list("record kind", text))
    }
}

/// A value that can be shown and read as the text of a field. Absence is `None`.
pub trait FieldValue: Sized {
    /// The text, as stored in the change log and exported.
    fn to_field(&self) -> Option<String>;
    /// The value of a text.
    fn from_field(text: Option<&str>) -> Result<Self, FieldError>;
}

/// A record that can be read and amended field by field.
pub trait Fielded {
    /// Which kind of record it is.
    const KIND: RecordKind;
    /// The names of all fields, in the order of the record.
    const FIELDS: &'static [&'static str];
    /// Every field with its text, in the order of the record.
    fn fields(&self) -> Vec<(&'static str, Option<String>)>;
    /// Sets one field from its text.
    fn set_field(&mut self, field: &str, text: Option<&str>) -> Result<(), FieldError>;
}

fn present(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|t| !t.is_empty())
}

impl FieldValue for String {
    fn to_field(&self) -> Option<String> {
        Some(self.clone())
    }
    fn from_field(text: Option<&str>) -> Result<Self, FieldError> {
        present(text).map(str::to_owned).ok_or(FieldError::Required)
    }
}

impl<T: FieldValue> FieldValue for Option<T> {
    fn to_field(&self) -> Option<String> {
        self.as_ref().and_then(FieldValue::to_field)
    }
    fn from_field(text: Option<&str>) -> Result<Self, FieldError> {
        present(text).map(|t| T::from_field(Some(t))).transpose()
    }
}

impl FieldValue for Vec<String> {
    fn to_field(&self) -> Option<String> {
        (!self.is_empty()).then(|| self.join("、"))
    }
    fn from_field(text: Option<&str>) -> Result<Self, FieldError> {
        let parts = text.unwrap_or_default().split(['、', ',', '，', ';', '；', '\n']);
        Ok(parts.map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect())
    }
}

impl FieldValue for bool {
    fn to_field(&self) -> Option<String> {
        Some(if *self { "1" } else { "0" }.to_owned())
    }
    fn from_field(text: Option<&str>) -> Result<Self, FieldError> {
        match present(text).ok_or(FieldError::Required)? {
            "1" | "true" | "是" => Ok(true),
            "0" | "false" | "否" => Ok(false),
            other => Err(FieldError::not_in_list("yes/no", other)),
        }
    }
}

/// Implements [`FieldValue`] for types that display and parse.
macro_rules! field_by_text {
    ($($type:ty => $expected:literal),+ $(,)?) => {$(
        impl $crate::field::FieldValue for $type {
            fn to_field(&self) -> Option<String> { Some(self.to_string()) }
            fn from_field(text: Option<&str>) -> Result<Self, $crate::field::FieldError> {
                let text = text.map(str::trim).filter(|t| !t.is_empty()).ok_or($crate::field::FieldError::Required)?;
                text.parse().map_err(|_| $crate::field::FieldError::Invalid { expected: $expected.to_owned(), text: text.to_owned() })
            }
        }
    )+};
}
pub(crate) use field_by_text;

field_by_text! {
    i16 => "whole number", u16 => "whole number", u32 => "whole number", f64 => "number",
    PartialDate => "date (2024, 2024-05 or 2024-05-31)",
}

impl FieldValue for Sex {
    fn to_field(&self) -> Option<String> {
        (*self != Sex::Unknown).then(|| self.zh().to_owned())
    }
    fn from_field(text: Option<&str>) -> Result<Self, FieldError> {
        match present(text) {
            None => Ok(Sex::Unknown),
            Some(t) => t.parse().map_err(|_| FieldError::not_in_list("sex", t)),
        }
    }
}

/// Lists a record's fields once; gives [`Fielded`].
macro_rules! fielded {
    ($type:ty, $kind:expr, [$($field:ident),+ $(,)?]) => {
        impl $crate::field::Fielded for $type {
            const KIND: $crate::field::RecordKind = $kind;
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),+];
            fn fields(&self) -> Vec<(&'static str, Option<String>)> {
                vec![$((stringify!($field), $crate::field::FieldValue::to_field(&self.$field))),+]
            }
            fn set_field(&mut self, field: &str, text: Option<&str>) -> Result<(), $crate::field::FieldError> {
                match field {
                    $(stringify!($field) => self.$field = $crate::field::FieldValue::from_field(text)?,)+
                    other => return Err($crate::field::FieldError::UnknownField(other.to_owned())),
                }
                Ok(())
            }
        }
    };
}
pub(crate) use fielded;
