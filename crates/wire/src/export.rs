//! Writes the TypeScript bindings.

use crate::{Progress, Replies, Request, RpcError};
use std::path::Path;
use ts_rs::{Config, TS};

/// Writes every wire type to `dir`, one file a type. Large integers do not occur: JSON numbers are exact.
///
/// # Errors
/// When a file cannot be written.
pub fn export_bindings(dir: &Path) -> Result<(), ts_rs::ExportError> {
    let config = Config::new().with_large_int("number").with_out_dir(dir);
    Request::export_all(&config)?;
    Replies::export_all(&config)?;
    RpcError::export_all(&config)?;
    Progress::export_all(&config)
}
