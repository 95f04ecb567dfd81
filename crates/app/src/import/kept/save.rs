//! The kept copy of a ledger as a workbook: every cell typed text, sheets and merged ranges as they were, rows that name
//! somebody protected left out.

use super::pack::{Kept, KeptSheet, each_kept};
use crate::asking::{Asking, stored};
use crate::export::MOST_WORKBOOK_ROWS;
use crate::import::withheld::Withheld;
use crate::permission::Operation;
use crate::save::{save, writable};
use crate::{ids, refusal};
use louce_domain::id::BatchId;
use louce_report::{PlainBook, PlainCell, ReportError};
use louce_store::{KeptLedger, Reader, StoreError};
use louce_wire::{ErrorCode, KeptCopy, RpcError};
use std::path::Path;

/// Writes the copies of a batch's files into one workbook.
///
/// # Errors
/// When the role does not allow it, nothing is kept any more, the file is too long for a workbook, or `out` cannot be
/// written.
pub fn save_copy(asking: Asking<'_>, batch_id: &str, out: &Path) -> Result<KeptCopy, RpcError> {
    let permit = asking.permit(Operation::ExportRecords)?;
    writable(asking, out)?;
    let batch: BatchId = ids::read(batch_id)?;
    let (bytes, copied) = permit.look_audited(|reader, seen| {
        let ledgers = reader.kept_ledgers().map_err(stored)?;
        let ledgers: Vec<KeptLedger> = ledgers.into_iter().filter(|ledger| ledger.batch == batch).collect();
        let rows: u64 = ledgers.iter().map(|ledger| ledger.rows).sum();
        if ledgers.is_empty() {
            return Err(refusal::no_such_record("batch"));
        }
        if rows == 0 || ledgers.iter().any(|ledger| ledger.purged_ms.is_some()) {
            return Err(nothing_kept());
        }
        if rows > MOST_WORKBOOK_ROWS {
            return Err(too_long(rows));
        }
        seen.count(rows);
        let mut copy = Copy::new(Withheld::from_all(reader)?);
        ledgers.iter().try_for_each(|ledger| copy.take(reader, ledger)).map_err(Faulty::shown)?;
        copy.finish().map_err(Faulty::shown)
    })?;
    save(asking, out, &bytes)?;
    Ok(KeptCopy { path: out.display().to_string(), ..copied })
}

fn nothing_kept() -> RpcError {
    RpcError::new(
        ErrorCode::NotFound,
        "原始文件已按期清除，或导入时尚未留存。文件名、校验值和各行去向仍在导入记录中。",
        "The copy was purged when its retention was over, or none was kept. Name, hash and the fate of every row remain.",
    )
}

fn too_long(rows: u64) -> RpcError {
    refusal::invalid(
        format!("该文件有{rows}行，超过工作簿上限{MOST_WORKBOOK_ROWS}行，不能另存为工作簿。"),
        format!("The file has {rows} rows, more than a workbook takes ({MOST_WORKBOOK_ROWS})."),
    )
}

/// What ends a copy: the store, or the workbook.
#[derive(Debug, thiserror::Error)]
enum Faulty {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Book(#[from] ReportError),
}

impl Faulty {
    fn shown(self) -> RpcError {
        match self {
            Self::Store(error) => stored(error),
            Self::Book(error) => refusal::internal("workbook", &error),
        }
    }
}

/// A copy being written.
struct Copy {
    book: PlainBook,
    withheld: Withheld,
    rows: u32,
    left_out: u32,
}

impl Copy {
    fn new(withheld: Withheld) -> Self {
        Self { book: PlainBook::new(), withheld, rows: 0, left_out: 0 }
    }

    fn take(&mut self, reader: &Reader<'_>, ledger: &KeptLedger) -> Result<(), Faulty> {
        let mut headers = Vec::new();
        each_kept::<Faulty>(reader, ledger.file, |line| match line {
            Kept::Sheet(sheet) => {
                headers.clone_from(&sheet.headers);
                Ok(self.sheet(ledger, &sheet)?)
            }
            Kept::Row(number, cells) => {
                if self.withheld.names_in(cells.iter().map(super::KeptCell::text)) {
                    self.left_out += 1;
                    return Ok(());
                }
                self.rows += 1;
                let is_header = headers.contains(&number);
                let styled = |cell: &super::KeptCell| {
                    let (struck, fill) = cell.style();
                    PlainCell { text: cell.text().to_owned(), struck, fill, is_header, ..PlainCell::default() }
                };
                Ok(self.book.row(number.saturating_sub(1), &cells.iter().map(styled).collect::<Vec<_>>())?)
            }
        })
    }

    fn sheet(&mut self, ledger: &KeptLedger, sheet: &KeptSheet) -> Result<(), ReportError> {
        let name = if sheet.name.is_empty() { &ledger.name } else { &sheet.name };
        self.book.sheet(name, sheet.hidden)?;
        for [first_row, last_row, first_column, last_column] in &sheet.merges {
            let rows = (first_row.saturating_sub(1), last_row.saturating_sub(1));
            self.book.merge(rows, (*first_column, *last_column));
        }
        Ok(())
    }

    fn finish(self) -> Result<(Vec<u8>, KeptCopy), Faulty> {
        let copied = KeptCopy { path: String::new(), rows: self.rows, withheld: self.left_out };
        Ok((self.book.finish()?, copied))
    }
}
