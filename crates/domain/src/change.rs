//! Changes: the one way anything is written (DESIGN §9). Who, when, why, which record, which fields.

use crate::field::{Fielded, RecordKind};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A record, by kind and outside name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordRef {
    /// Its kind.
    pub kind: RecordKind,
    /// Its identifier.
    pub id: Uuid,
}

/// One field of one record: what it was and what it became. `None` is absence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field's name.
    pub field: String,
    /// Before.
    pub old: Option<String>,
    /// After.
    pub new: Option<String>,
}

/// The fields in which two versions of a record differ, in the record's order.
pub fn differences<R: Fielded>(before: &R, after: &R) -> Vec<FieldChange> {
    before
        .fields()
        .into_iter()
        .zip(after.fields())
        .filter(|((_, old), (_, new))| old != new)
        .map(|((field, old), (_, new))| FieldChange { field: field.to_owned(), old, new })
        .collect()
}
