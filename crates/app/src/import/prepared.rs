//! A file read and planned, waiting for the user's word.

use crate::asking::stored;
use louce_import::Proposal;
use louce_import::footprints::GroundProposal;
use louce_store::{FileInfo, Reader};
use louce_wire::{ImportPreview, RpcError};

/// A file read and planned, waiting for the user's word.
pub struct PreparedImport {
    /// As shown.
    pub view: ImportPreview,
    /// What was read.
    pub content: Content,
}

/// A ground file as read.
pub struct GroundContent {
    /// The file.
    pub file: FileInfo,
    /// What it proposes.
    pub proposal: GroundProposal,
}

/// What a file holds.
pub enum Content {
    /// A ledger.
    Ledger(Box<Proposal>),
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
