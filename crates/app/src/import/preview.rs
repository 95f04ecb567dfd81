//! Reads a file and says what it would do: the pass of an import, taken back at its end.

use super::pass::{Order, RowTaker, pass};
use super::prepared::{Content, LedgerContent, PreparedImport, imported_before};
use super::profile::{applied, recognise};
use super::summary::Summary;
use super::{choices, ground, mint::Mint};
use crate::asking::Asking;
use crate::host::Watch;
use crate::permission::Operation;
use louce_import::ProposeOptions;
use louce_wire::{ImportChoices, ImportPreview, RpcError};
use std::path::Path;

/// Reads a file, plans it, and shows both.
///
/// # Errors
/// When the role does not allow it, the file cannot be read, or the user cancelled.
pub fn prepare(
    asking: Asking<'_>,
    path: &Path,
    said: &ImportChoices,
    watch: &dyn Watch,
) -> Result<PreparedImport, RpcError> {
    let permit = asking.permit(Operation::ImportLedger)?;
    let token = Mint::new(asking.host).uuid().to_string();
    if ground::is_ground_file(path) {
        return ground::prepare(asking, token, path, said, watch);
    }
    let mut options = ProposeOptions::in_year(asking.host.today().year());
    options.choices = choices::read(said, permit.look(|reader| recognise(reader, &said.profile))?)?;
    permit.rehearse(|tx, seen| {
        let mut summary = Summary::new(seen);
        let order = Order {
            asking,
            path,
            options: &options,
            decisions: &said.decisions,
            phase: "matching",
            rows_total: 0,
            watch,
        };
        let passed = pass(&order, tx, &mut summary as &mut dyn RowTaker)?;
        let hash = sha256_bytes(&passed.file.sha256).unwrap_or_default();
        let before = imported_before(&tx.reader(), &hash)?;
        let layouts = summary.layouts();
        let profile = applied(&tx.reader(), &summary.recalled())?;
        let view = summary.finish(token, &passed, said.clone());
        choices::check_sheets(said, &view.sheets)?;
        let view = ImportPreview { profile, imported_before: before, ..view };
        let content =
            LedgerContent { path: path.to_owned(), file: passed.file, digest: passed.digest, options, layouts };
        Ok(PreparedImport { view, content: Content::Ledger(Box::new(content)) })
    })
}

/// The bytes of a SHA-256 in hex.
pub fn sha256_bytes(hex: &str) -> Option<[u8; 32]> {
    let mut bytes = [0_u8; 32];
    for (slot, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
        *slot = u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?;
    }
    Some(bytes)
}
