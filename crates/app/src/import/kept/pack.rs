//! How a copy is packed: sheets and rows as lines of JSON, deflated block by block, so that neither writing nor reading
//! needs more than one block at a time.

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use louce_import::cell::Merge;
use louce_import::proposal::{DropReason, RowOutcome, RowProposal};
use louce_store::{FileRow, Reader, StoreError, WriteTx};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufReader, Write};

/// Bytes of a block before it is packed.
const BLOCK: usize = 256 * 1024;

/// One line of a copy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Kept {
    /// A sheet begins.
    #[serde(rename = "s")]
    Sheet(KeptSheet),
    /// The next row of the sheet: its number from 1, and its cells by column.
    #[serde(rename = "r")]
    Row(u32, Vec<KeptCell>),
}

/// A sheet of a copy.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct KeptSheet {
    /// Name; empty in formats without sheets.
    pub name: String,
    /// Hidden in the file.
    pub hidden: bool,
    /// Header rows, from 1.
    pub headers: Vec<u32>,
    /// Merged ranges: first and last row (from 1), first and last column (from 0).
    pub merges: Vec<[u32; 4]>,
}

/// A cell of a copy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum KeptCell {
    /// As written.
    Plain(String),
    /// As written, marked by its look: struck through, filled with a colour.
    Styled(String, bool, Option<[u8; 3]>),
}

impl KeptCell {
    /// What is written.
    pub fn text(&self) -> &str {
        let (Self::Plain(text) | Self::Styled(text, ..)) = self;
        text
    }

    /// Whether it is struck through, and its fill.
    pub const fn style(&self) -> (bool, Option<[u8; 3]>) {
        match self {
            Self::Plain(_) => (false, None),
            Self::Styled(_, struck, fill) => (*struck, *fill),
        }
    }
}

fn cells(row: &RowProposal) -> Vec<KeptCell> {
    let mut cells: Vec<KeptCell> = row.cells.iter().cloned().map(KeptCell::Plain).collect();
    for styled in &row.styled {
        let at = usize::try_from(styled.column).ok().and_then(|column| cells.get_mut(column));
        if let Some(cell) = at {
            *cell = KeptCell::Styled(cell.text().to_owned(), styled.struck, styled.fill);
        }
    }
    cells
}

fn rectangle(merge: &Merge) -> [u32; 4] {
    [merge.from.row, merge.to.row, merge.from.column, merge.to.column]
}

/// Writes the copy of one file beside its rows. It holds one block, however long the file.
///
/// ```text
/// let mut keeper = Keeper::of(file);
/// keeper.sheet(tx, name, hidden, &header_rows, &merges)?;   // for every sheet
/// keeper.row(tx, &row)?;                                    // for every row, in order
/// keeper.finish(tx)?;
/// ```
#[derive(Debug)]
pub struct Keeper {
    file: FileRow,
    block: Vec<u8>,
    parts: u32,
    rows: u64,
    bytes: u64,
}

impl Keeper {
    /// Begins the copy of a file.
    pub const fn of(file: FileRow) -> Self {
        Self { file, block: Vec::new(), parts: 0, rows: 0, bytes: 0 }
    }

    /// A sheet begins.
    ///
    /// # Errors
    /// The store's.
    pub fn sheet(
        &mut self,
        tx: &mut WriteTx<'_>,
        name: Option<&str>,
        hidden: bool,
        header_rows: &[u32],
        merges: &[Merge],
    ) -> Result<(), StoreError> {
        let name = name.unwrap_or_default().to_owned();
        let merges = merges.iter().map(rectangle).collect();
        self.line(tx, &Kept::Sheet(KeptSheet { name, hidden, headers: header_rows.to_vec(), merges }))
    }

    /// The next row of the sheet.
    ///
    /// # Errors
    /// The store's.
    pub fn row(&mut self, tx: &mut WriteTx<'_>, row: &RowProposal) -> Result<(), StoreError> {
        // Of a sheet without a header nobody knows what its columns hold.
        if row.outcome == RowOutcome::Dropped(DropReason::NoHeader) {
            return Ok(());
        }
        self.rows += 1;
        self.line(tx, &Kept::Row(row.row, cells(row)))
    }

    /// The file ends.
    ///
    /// # Errors
    /// The store's.
    pub fn finish(mut self, tx: &mut WriteTx<'_>) -> Result<(), StoreError> {
        self.pack(tx)?;
        tx.keep_ledger(self.file, self.rows, self.bytes)
    }

    fn line(&mut self, tx: &mut WriteTx<'_>, line: &Kept) -> Result<(), StoreError> {
        serde_json::to_writer(&mut self.block, line)?;
        self.block.push(b'\n');
        if self.block.len() < BLOCK { Ok(()) } else { self.pack(tx) }
    }

    fn pack(&mut self, tx: &mut WriteTx<'_>) -> Result<(), StoreError> {
        if self.block.is_empty() {
            return Ok(());
        }
        let damaged = |error: std::io::Error| StoreError::Damaged(format!("a block cannot be packed: {error}"));
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(&self.block).map_err(damaged)?;
        let body = packer.finish().map_err(damaged)?;
        tx.keep_part(self.file, self.parts, &body)?;
        self.bytes += body.len() as u64;
        self.parts += 1;
        self.block.clear();
        Ok(())
    }
}

/// Reads a copy line by line, in the order of the file.
///
/// # Errors
/// The store's, or what `take` ends in.
pub fn each_kept<E: From<StoreError>>(
    reader: &Reader<'_>,
    file: FileRow,
    mut take: impl FnMut(Kept) -> Result<(), E>,
) -> Result<(), E> {
    for seq in 0.. {
        let Some(body) = reader.kept_part(file, seq)? else { break };
        for line in BufReader::new(DeflateDecoder::new(body.as_slice())).lines() {
            let line = line.map_err(|error| StoreError::Damaged(format!("kept ledger: {error}")))?;
            take(serde_json::from_str(&line).map_err(StoreError::from)?)?;
        }
    }
    Ok(())
}
