//! What can stop a list on its way out.

use crate::asking::stored;
use crate::refusal;
use louce_store::StoreError;
use louce_wire::{ErrorCode, RpcError};
use std::io;

/// Why a list was not written.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    /// The register.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The sink.
    #[error(transparent)]
    Sink(#[from] io::Error),
    /// What a record is called could not be told.
    #[error("{0:?}")]
    Told(RpcError),
    /// The user.
    #[error("cancelled")]
    Cancelled,
}

impl From<RpcError> for Fault {
    fn from(error: RpcError) -> Self {
        Self::Told(error)
    }
}

impl From<Fault> for RpcError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Store(error) => stored(error),
            Fault::Told(error) => error,
            Fault::Cancelled => refusal::cancelled(),
            Fault::Sink(error) => Self::new(
                ErrorCode::ReadOnly,
                format!("导出文件无法写入：{error}。请换一个可写的位置或检查磁盘空间。"),
                format!(
                    "The list cannot be written: {error}. Choose a place that can be written, or free some disk space."
                ),
            ),
        }
    }
}
