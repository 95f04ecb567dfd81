//! What can go wrong while a register is open.

use louce_domain::change::RecordRef;
use louce_domain::field::{FieldError, RecordKind};
use uuid::Uuid;

/// Why a read or a write did not succeed. Nothing of a failed write stays behind.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such record.
    #[error("there is no {} {id}", kind.code())]
    NotFound {
        /// Kind looked for.
        kind: RecordKind,
        /// Its identifier.
        id: Uuid,
    },
    /// There is no such batch.
    #[error("there is no batch {0}")]
    NoSuchBatch(Uuid),
    /// There is no such user.
    #[error("there is no user {0}")]
    NoSuchUser(Uuid),
    /// The record was changed since it was read.
    #[error("{} {} was changed by someone else meanwhile: read it again", .0.kind.code(), .0.id)]
    Stale(RecordRef),
    /// A reference that makes the record what it is cannot be changed.
    #[error("“{0}” of a record cannot be changed: create a new record instead")]
    FixedField(&'static str),
    /// Other records refer to it, so it cannot be withdrawn.
    #[error("{} {} is referred to by other records: withdraw those first", .0.kind.code(), .0.id)]
    InUse(RecordRef),
    /// A batch can be undone once.
    #[error("batch {0} was undone before")]
    AlreadyUndone(Uuid),
    /// Later changes rest on the batch.
    #[error("{} later changes rest on the batch: undo or correct those first", .0.len())]
    Dependents(Vec<crate::BatchDependent>),
    /// A stored value is not one this version can read.
    #[error("a stored value cannot be read: {0}")]
    Value(#[from] FieldError),
    /// The file is damaged.
    #[error("the register is damaged ({0}): restore the last backup")]
    Damaged(String),
    /// The key slots cannot be changed.
    #[error(transparent)]
    Seal(#[from] louce_seal::SealError),
    /// The disk refused.
    #[error("the disk refused: {0}")]
    Io(#[from] std::io::Error),
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The database refused.
    #[error("the register cannot carry this out: {0}")]
    Database(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseCorrupt, DiskFull, NotADatabase};
        match error.sqlite_error_code() {
            Some(DatabaseCorrupt | NotADatabase) => Self::Damaged(error.to_string()),
            Some(DiskFull) => Self::DiskFull,
            _ => Self::Database(error),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// The result of most calls.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
