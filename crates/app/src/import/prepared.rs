//! A file read and planned, waiting for the user's word. Of a ledger nothing is kept but what was shown of it, where it
//! lies, its hash and what was said about it: it is read again when it is committed.

use super::profile::SeenLayout;
use crate::asking::stored;
use louce_import::ProposeOptions;
use louce_import::footprints::GroundProposal;
use louce_import::proposal::FileFacts;
use louce_store::{FileInfo, Reader};
use louce_wire::{ImportPreview, RpcError};
use std::path::PathBuf;

/// A file read and planned, waiting for the user's word.
pub struct PreparedImport {
    /// As shown.
    pub view: ImportPreview,
    /// What was read.
    pub content: Content,
}

/// A ledger as it was read.
pub struct LedgerContent {
    /// Where it lies.
    pub path: PathBuf,
    /// What it was: its hash must be the same when it is committed.
    pub file: FileFacts,
    /// Which records of the register it meets and what of them it changes: a commit must do the same.
    pub digest: [u8; 32],
    /// What was said about it.
    pub options: ProposeOptions,
    /// The layouts of its sheets, for a profile.
    pub layouts: Vec<SeenLayout>,
}

/// A ground file as read.
pub struct GroundContent {
    /// The file.
    pub file: FileInfo,
    /// What it proposes.
    pub proposal: GroundProposal,
    /// Which buildings of the register it meets and what it lays: a commit must do the same.
    pub digest: [u8; 32],
}

/// What a file holds.
pub enum Content {
    /// A ledger.
    Ledger(Box<LedgerContent>),
    /// Footprints, roads, water, green.
    Ground(Box<GroundContent>),
}

/// The batch in which a file with these bytes was imported, as the clerk knows it.
///
/// # Errors
/// When the register cannot be read.
pub fn imported_before(reader: &Reader<'_>, sha256: &[u8; 32]) -> Result<Option<String>, RpcError> {
    let Some(id) = reader.batch_with_file(sha256).map_err(stored)? else { return Ok(None) };
    Ok(reader.batch(id).map_err(stored)?.map(|batch| batch.label))
}
