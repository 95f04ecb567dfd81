//! The log of an import: the file, its sheets and every row with its fate, and the file's copy beside them.

use super::kept::Keeper;
use super::known::Known;
use super::logged::logged;
use super::pass::RowTaker;
use super::plan::PlannedRow;
use super::preview::sha256_bytes;
use crate::asking::stored;
use louce_domain::id::BatchId;
use louce_import::proposal::{ColumnMeaning, FileFacts, RowProposal};
use louce_import::{SheetHead, SheetTail};
use louce_store::{FileInfo, FileRow, NewBatch, SheetInfo, SheetRow, StoreError, WriteTx};
use louce_wire::RpcError;
use std::path::Path;

/// What a batch has begun to keep.
struct Written {
    batch: BatchId,
    file: FileRow,
    sheet: Option<SheetRow>,
    keeper: Keeper,
}

/// Logs every row with its fate, and keeps the file's copy.
pub struct Log {
    /// The file's name without folders.
    name: String,
    written: Option<Written>,
}

impl Log {
    /// Nothing yet of the file that lies there.
    pub fn of(path: &Path) -> Self {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Self { name, written: None }
    }

    fn written(&mut self) -> Result<&mut Written, RpcError> {
        self.written.as_mut().ok_or_else(|| crate::refusal::internal("import", &"no batch was begun"))
    }

    /// The file was read to its end: only now are its format and hash known.
    ///
    /// # Errors
    /// When the register cannot be written.
    pub fn finish(self, tx: &mut WriteTx<'_>, file: &FileFacts) -> Result<BatchId, RpcError> {
        let written = self.written.ok_or_else(|| crate::refusal::internal("import", &"no batch was begun"))?;
        tx.describe_file(written.file, &file_info(file)).map_err(stored)?;
        written.keeper.finish(tx).map_err(stored)?;
        Ok(written.batch)
    }

    /// A sheet begins.
    ///
    /// # Errors
    /// When the register cannot be written.
    pub fn begin_sheet(&mut self, tx: &mut WriteTx<'_>, head: &SheetHead) -> Result<(), RpcError> {
        let written = self.written()?;
        let info = sheet_info(head).map_err(stored)?;
        let sheet = tx.add_sheet(written.file, &info).map_err(stored)?;
        tx.note_layout(sheet, &head.fingerprint).map_err(stored)?;
        written.sheet = Some(sheet);
        let name = head.name.as_deref();
        written.keeper.sheet(tx, name, head.hidden, &head.header_rows, &head.merges).map_err(stored)
    }

    /// Logs a row and names it as the source of what is written next.
    ///
    /// # Errors
    /// When the register cannot be written.
    pub fn note(&mut self, tx: &mut WriteTx<'_>, row: &RowProposal, planned: &PlannedRow) -> Result<(), RpcError> {
        let written = self.written()?;
        let Some(sheet) = written.sheet else { return Ok(()) };
        written.keeper.row(tx, row).map_err(stored)?;
        let kept = tx.add_import_row(sheet, &logged(row, planned).map_err(stored)?).map_err(stored)?;
        for waiting in &planned.settles {
            tx.settle_row(waiting.id, kept).map_err(stored)?;
        }
        tx.set_source(Some(kept));
        Ok(())
    }
}

impl RowTaker for Log {
    fn begin(&mut self, tx: &mut WriteTx<'_>) -> Result<(), RpcError> {
        let new = NewBatch { kind: "import".to_owned(), label: self.name.clone() };
        let batch = tx.begin_batch(&new).map_err(stored)?;
        let unread = FileInfo { name: self.name.clone(), format: String::new(), bytes: 0, sha256: [0; 32] };
        let file = tx.add_file(&unread).map_err(stored)?;
        self.written = Some(Written { batch, file, sheet: None, keeper: Keeper::of(file) });
        Ok(())
    }

    fn sheet(&mut self, tx: &mut WriteTx<'_>, head: SheetHead) -> Result<(), RpcError> {
        self.begin_sheet(tx, &head)
    }

    fn row(&mut self, tx: &mut WriteTx<'_>, row: RowProposal, planned: &PlannedRow, _: &Known) -> Result<(), RpcError> {
        self.note(tx, &row, planned)
    }

    fn sheet_end(&mut self, _: SheetTail) -> Result<(), RpcError> {
        Ok(())
    }
}

fn file_info(file: &FileFacts) -> FileInfo {
    FileInfo {
        name: file.name.clone(),
        format: file.format.name().to_owned(),
        bytes: file.bytes,
        sha256: sha256_bytes(&file.sha256).unwrap_or_default(),
    }
}

/// A sheet as the batch names it.
///
/// # Errors
/// When its columns cannot be written as JSON.
pub(super) fn sheet_info(head: &SheetHead) -> Result<SheetInfo, StoreError> {
    let meaning = |meaning: ColumnMeaning| match meaning {
        ColumnMeaning::Field(field) => field.code().to_owned(),
        ColumnMeaning::Refused(_) => "refused".to_owned(),
        ColumnMeaning::Unsupported => "unsupported".to_owned(),
        ColumnMeaning::Unmapped => "unmapped".to_owned(),
    };
    let columns: Vec<_> = head.columns.iter().map(|c| (&c.letters, &c.header, meaning(c.meaning))).collect();
    Ok(SheetInfo {
        name: head.name.clone().unwrap_or_default(),
        header_row: head.header_rows.first().copied(),
        mapping: serde_json::to_string(&columns)?,
    })
}
