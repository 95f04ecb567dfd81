//! Reads a file and says what it would do. Nothing is written.

use super::plan::Plan;
use super::planner::Planner;
use super::planning::plan;
use super::prepared::{Content, PreparedImport, imported_before};
use super::{ground, load, mint::Mint, preview_view};
use crate::asking::{Asking, stored};
use crate::host::{Watch, at};
use crate::permission::Operation;
use crate::refusal;
use louce_import::{Proposal, ProposeOptions, ReadError};
use louce_store::Reader;
use louce_wire::{ErrorCode, ImportChoices, RpcError};
use std::path::Path;

/// Passes the reading process's progress on.
struct ReadingWatch<'a>(&'a dyn Watch);

impl louce_import::Watch for ReadingWatch<'_> {
    fn progress(&self, rows: u64) {
        self.0.progress(at("reading", usize::try_from(rows).unwrap_or(usize::MAX), 0));
    }

    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
}

fn unreadable(error: &ReadError) -> RpcError {
    let code = if matches!(error, ReadError::Cancelled) { ErrorCode::Cancelled } else { ErrorCode::Unreadable };
    RpcError::new(code, error.message_zh(), error.message_en())
}

fn read_file(path: &Path) -> Result<(String, Vec<u8>), RpcError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = std::fs::read(path).map_err(|error| {
        RpcError::new(
            ErrorCode::NotFound,
            format!("无法读取文件 {}：{error}。请检查文件是否存在、是否被其他程序占用。", path.display()),
            format!("{} cannot be read: {error}. Check that it is there and not in use.", path.display()),
        )
    })?;
    Ok((name, bytes))
}

/// Reads a ledger in the capped child process.
///
/// # Errors
/// When the file cannot be read as a ledger, with what it is and what to do.
pub fn propose(asking: Asking<'_>, path: &Path, watch: &dyn Watch) -> Result<Proposal, RpcError> {
    let (name, bytes) = read_file(path)?;
    let options = ProposeOptions::in_year(asking.host.today().year());
    let program = asking.host.parse_worker();
    louce_import::propose(&program, &name, bytes, &options, &ReadingWatch(watch)).map_err(|error| unreadable(&error))
}

/// The plan of a proposal against the register as it stands.
///
/// # Errors
/// When the register cannot be read, or the user cancelled.
pub fn plan_against(
    asking: Asking<'_>,
    reader: &Reader<'_>,
    proposal: &Proposal,
    watch: &dyn Watch,
) -> Result<Plan, RpcError> {
    let known = load::known(reader, proposal).map_err(stored)?;
    let mut planner = Planner { known, mint: Mint::new(asking.host), area: asking.area() };
    plan(&mut planner, proposal, watch).ok_or_else(refusal::cancelled)
}

/// Reads a file, plans it, and shows both.
///
/// # Errors
/// When the role does not allow it, the file cannot be read, or the user cancelled.
pub fn prepare(
    asking: Asking<'_>,
    path: &Path,
    _choices: &ImportChoices,
    watch: &dyn Watch,
) -> Result<PreparedImport, RpcError> {
    let permit = asking.permit(Operation::ImportLedger)?;
    let token = Mint::new(asking.host).uuid().to_string();
    if ground::is_ground_file(path) {
        let (name, bytes) = read_file(path)?;
        return ground::prepare(permit, token, &name, &bytes);
    }
    let proposal = propose(asking, path, watch)?;
    let view = permit.look_audited(|reader, seen| {
        let plan = plan_against(asking, reader, &proposal, watch)?;
        let known = plan.rows.iter().filter(|row| !row.changes.is_empty());
        known.filter_map(|row| row.record).for_each(|record| seen.record(record));
        let hash = sha256_bytes(&proposal.file.sha256).unwrap_or_default();
        let before = imported_before(reader, &hash)?;
        Ok(preview_view::view(token, &proposal, &plan, before))
    })?;
    Ok(PreparedImport { view, content: Content::Ledger(Box::new(proposal)) })
}

/// The bytes of a SHA-256 in hex.
pub fn sha256_bytes(hex: &str) -> Option<[u8; 32]> {
    let mut bytes = [0_u8; 32];
    for (slot, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
        *slot = u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?;
    }
    Some(bytes)
}
