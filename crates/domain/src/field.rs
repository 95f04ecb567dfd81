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
    /// 地址登记
    SpaceAddress,
    /// 网格
    Grid,
    /// 证件
    Document,
    /// 户
    Household,
    /// 亲属关系
    Kinship,
    /// 租赁登记
    Tenancy,
    /// 检查登记
    Inspection,
    /// 从业登记
    Employment,
    /// 走访
    Visit,
    /// 见面人员
    Encounter,
    /// 关爱
    CareNote,
    /// 住址保护
    Protection,
    /// 同人关联
    IdentityLink,
    /// 房屋沿革
    Succession,
}

impl RecordKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Site,
        Self::Building,
        Self::Room,
        Self::Person,
        Self::Stay,
        Self::Organisation,
        Self::Presence,
        Self::SpaceAddress,
        Self::Grid,
        Self::Document,
        Self::Household,
        Self::Kinship,
        Self::Tenancy,
        Self::Inspection,
        Self::Employment,
        Self::Visit,
        Self::Encounter,
        Self::CareNote,
        Self::Protection,
        Self::IdentityLink,
        Self::Succession,
    ];

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
            Self::SpaceAddress => "space_address",
            Self::Grid => "grid",
            Self::Document => "document",
            Self::Household => "household",
            Self::Kinship => "kinship",
            Self::Tenancy => "tenancy",
            Self::Inspection => "inspection",
            Self::Employment => "employment",
            Self::Visit => "visit",
            Self::Encounter => "encounter",
            Self::CareNote => "care_note",
            Self::Protection => "protection",
            Self::IdentityLink => "identity_link",
            Self::Succession => "succession",
        }
    }

    /// The Chinese name, as shown.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Site => "小区 / 院",
            Self::Building => "楼幢",
            Self::Room => "房间",
            Self::Person => "人员",
            Self::Stay => "居住登记",
            Self::Organisation => "单位",
            Self::Presence => "单位地址登记",
            Self::SpaceAddress => "地址登记",
            Self::Grid => "网格",
            Self::Document => "证件",
            Self::Household => "户",
            Self::Kinship => "亲属关系",
            Self::Tenancy => "租赁登记",
            Self::Inspection => "检查登记",
            Self::Employment => "从业登记",
            Self::Visit => "走访",
            Self::Encounter => "见面人员",
            Self::CareNote => "关爱",
            Self::Protection => "住址保护",
            Self::IdentityLink => "同人关联",
            Self::Succession => "房屋沿革",
        }
    }
}

impl FromStr for RecordKind {
    type Err = FieldError;
    fn from_str(text: &str) -> Result<Self, FieldError> {
        Self::ALL.iter().copied().find(|k| k.code() == text).ok_or_else(|| FieldError::not_in_list("record kind", text))
    }
}

/// Evaluates an expression with the type of a kind of record: `with_kind!(kind, R => read::<R>(id))`.
#[macro_export]
macro_rules! with_kind {
    ($kind:expr, $record:ident => $call:expr) => {
        match $kind {
            $crate::field::RecordKind::Site => {
                type $record = $crate::space::Site;
                $call
            }
            $crate::field::RecordKind::Building => {
                type $record = $crate::space::Building;
                $call
            }
            $crate::field::RecordKind::Room => {
                type $record = $crate::space::Room;
                $call
            }
            $crate::field::RecordKind::Person => {
                type $record = $crate::person::Person;
                $call
            }
            $crate::field::RecordKind::Stay => {
                type $record = $crate::stay::Stay;
                $call
            }
            $crate::field::RecordKind::Organisation => {
                type $record = $crate::organisation::Organisation;
                $call
            }
            $crate::field::RecordKind::Presence => {
                type $record = $crate::organisation::Presence;
                $call
            }
            $crate::field::RecordKind::SpaceAddress => {
                type $record = $crate::space_address::SpaceAddress;
                $call
            }
            $crate::field::RecordKind::Grid => {
                type $record = $crate::grid::Grid;
                $call
            }
            $crate::field::RecordKind::Document => {
                type $record = $crate::document::Document;
                $call
            }
            $crate::field::RecordKind::Household => {
                type $record = $crate::household::Household;
                $call
            }
            $crate::field::RecordKind::Kinship => {
                type $record = $crate::kinship::Kinship;
                $call
            }
            $crate::field::RecordKind::Tenancy => {
                type $record = $crate::tenancy::Tenancy;
                $call
            }
            $crate::field::RecordKind::Inspection => {
                type $record = $crate::inspection::Inspection;
                $call
            }
            $crate::field::RecordKind::Employment => {
                type $record = $crate::employment::Employment;
                $call
            }
            $crate::field::RecordKind::Visit => {
                type $record = $crate::visit::Visit;
                $call
            }
            $crate::field::RecordKind::Encounter => {
                type $record = $crate::visit::Encounter;
                $call
            }
            $crate::field::RecordKind::CareNote => {
                type $record = $crate::care::CareNote;
                $call
            }
            $crate::field::RecordKind::Protection => {
                type $record = $crate::care::Protection;
                $call
            }
            $crate::field::RecordKind::IdentityLink => {
                type $record = $crate::identity_link::IdentityLink;
                $call
            }
            $crate::field::RecordKind::Succession => {
                type $record = $crate::succession::Succession;
                $call
            }
        }
    };
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

/// Declares a record once: what it is given for good, what stands beside its fields, and the fields that are edited,
/// logged and exported by name. Gives the struct, a `blank` one and [`Fielded`].
macro_rules! record {
    (
        $(#[$meta:meta])*
        $name:ident($id:ty): $kind:expr,
        given { $($(#[$gmeta:meta])* $given:ident: $gtype:ty,)* }
        $(beside { $($(#[$bmeta:meta])* $beside:ident: $btype:ty,)* })?
        fields { $($(#[$fmeta:meta])* $field:ident: $ftype:ty,)* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            /// Identifier.
            pub id: $id,
            $($(#[$gmeta])* pub $given: $gtype,)*
            $($($(#[$bmeta])* #[serde(default)] pub $beside: $btype,)*)?
            $($(#[$fmeta])* #[serde(default)] pub $field: $ftype,)*
        }

        impl $name {
            /// A record of which nothing is known but what makes it this one.
            pub fn blank(id: $id $(, $given: $gtype)*) -> Self {
                Self {
                    id,
                    $($given,)*
                    $($($beside: Default::default(),)*)?
                    $($field: Default::default(),)*
                }
            }
        }

        impl $crate::field::Fielded for $name {
            const KIND: $crate::field::RecordKind = $kind;
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];
            fn fields(&self) -> Vec<(&'static str, Option<String>)> {
                vec![$((stringify!($field), $crate::field::FieldValue::to_field(&self.$field))),*]
            }
            fn set_field(&mut self, field: &str, text: Option<&str>) -> Result<(), $crate::field::FieldError> {
                match field {
                    $(stringify!($field) => self.$field = $crate::field::FieldValue::from_field(text)?,)*
                    other => return Err($crate::field::FieldError::UnknownField(other.to_owned())),
                }
                Ok(())
            }
        }
    };
}
pub(crate) use record;
