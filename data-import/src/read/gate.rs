//! The gate between a reader and the rest: counts, cuts, and keeps refused columns from passing.
//!
//! It runs inside the parsing process, so the cells of a prohibited column never reach the program.

use crate::cell::{Form, Merge, Row};
use crate::error::ReadError;
use crate::field::RefusedKind;
use crate::header::{self, Header};
use crate::later_header::Withholding;
use crate::limits::Limits;
use crate::mapping;
use crate::merged;
use crate::refused_values::refused_columns;
use serde::{Deserialize, Serialize};

/// Where a reader puts what it reads. Rows of a sheet come in file order.
pub trait Sink {
    /// A sheet begins.
    ///
    /// # Errors
    /// [`ReadError::Cancelled`] or a limit.
    fn sheet(&mut self, name: Option<String>, hidden: bool, merges: Vec<Merge>) -> Result<(), ReadError>;

    /// A row with at least one value.
    ///
    /// # Errors
    /// [`ReadError::Cancelled`] or a limit.
    fn row(&mut self, row: Row) -> Result<(), ReadError>;

    /// Columns of the current sheet whose cells are not passed on, and rows too far down to belong to it.
    ///
    /// # Errors
    /// [`ReadError::Cancelled`] or a limit.
    fn note(&mut self, withheld: Vec<u32>, far_rows: Vec<u32>) -> Result<(), ReadError>;

    /// Columns of the current sheet that are refused for what they hold: why their cells are not passed on.
    ///
    /// # Errors
    /// [`ReadError::Cancelled`] or a limit.
    fn refused(&mut self, _columns: Vec<(u32, RefusedKind)>) -> Result<(), ReadError> {
        Ok(())
    }

    /// The current sheet ends.
    ///
    /// # Errors
    /// [`ReadError::Cancelled`] or a limit.
    fn sheet_end(&mut self) -> Result<(), ReadError>;

    /// So many of so many bytes of the file are read; a total of 0 is the size of the file itself.
    fn bytes(&mut self, _done: u64, _total: u64) {}

    /// A row to fill: a fresh one, or one that came before and is done with, with its cells as they were.
    fn spare(&mut self) -> Row {
        Row::default()
    }

    /// What came so far is to be forgotten: the file is read once more from its beginning, otherwise.
    ///
    /// # Errors
    /// [`ReadError::Cancelled`] of a taker that cannot forget.
    fn restart(&mut self) -> Result<(), ReadError> {
        Err(ReadError::Cancelled)
    }
}

/// What the user says about a sheet's header, needed while reading so that refused columns stay out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderAt {
    /// Sheet name; none where the format has none.
    pub sheet: Option<String>,
    /// First and last header row, from 1.
    pub rows: (u32, u32),
}

/// Rows held back until the header is known.
const HELD: usize = 40;
/// Rows held back until the header row that the user named.
const HELD_FOR_THE_USER: usize = 5_000;
/// Rows held back below the header that the user named: a column may be refused for what it holds.
const BELOW: u32 = 40;
const FAR_ROWS_NAMED: usize = 20;

/// Passes rows on within the limits and without refused columns.
pub struct Gate<'a> {
    inner: &'a mut dyn Sink,
    limits: &'a Limits,
    headers: &'a [HeaderAt],
    name: Option<String>,
    merges: Vec<Merge>,
    held: Vec<Row>,
    withholding: Option<Withholding>,
    /// Columns withheld of the sheet before: one that goes on without a header of its own has the same.
    carried: Vec<u32>,
    far_rows: Vec<u32>,
    last_row: u32,
    cells: u64,
}

impl<'a> Gate<'a> {
    /// A gate before `inner`.
    pub fn new(inner: &'a mut dyn Sink, limits: &'a Limits, headers: &'a [HeaderAt]) -> Self {
        Self {
            inner,
            limits,
            headers,
            name: None,
            merges: Vec::new(),
            held: Vec::new(),
            withholding: None,
            carried: Vec::new(),
            far_rows: Vec::new(),
            last_row: 0,
            cells: 0,
        }
    }

    fn wanted(&self) -> Option<(u32, u32)> {
        self.headers.iter().find(|at| at.sheet == self.name).map(|at| at.rows)
    }

    /// Whether enough rows are held to tell the header.
    fn knows_enough(&self, number: u32) -> bool {
        match self.wanted() {
            Some((_, last)) => {
                let below = number >= last.saturating_add(BELOW) && self.held.len() >= HELD;
                below || self.held.len() >= HELD_FOR_THE_USER
            }
            None => self.held.len() >= HELD,
        }
    }

    fn decide(&mut self) -> Result<(), ReadError> {
        let wanted = self.wanted();
        let unasked = header::find(&self.held, &self.merges, None).or_else(|| mapping::without_header(&self.held));
        let by_values = |header: &Header| refused_columns(header, self.below(header));
        let mut refused = unasked.as_ref().map(by_values).unwrap_or_default();
        let mut withholding;
        if wanted.is_some() {
            let named = header::find(&self.held, &self.merges, wanted);
            withholding = Withholding::new(named.as_ref(), &self.merges);
            if let Some(unasked) = &unasked {
                withholding.heed(unasked, &refused);
            }
            refused.extend(named.as_ref().map(by_values).unwrap_or_default());
            refused.sort_unstable();
            refused.dedup_by_key(|(column, _)| *column);
        } else {
            withholding = Withholding::new(unasked.as_ref(), &self.merges);
        }
        withholding.refuse(refused.iter().map(|(column, _)| *column));
        if header::find(&self.held, &self.merges, None).is_none() {
            withholding.refuse(self.carried.iter().copied());
        }
        self.inner.note(withholding.own(), Vec::new())?;
        if !refused.is_empty() {
            self.inner.refused(refused)?;
        }
        self.withholding = Some(withholding);
        for row in std::mem::take(&mut self.held) {
            self.pass(row)?;
        }
        Ok(())
    }

    /// The rows held back below a header.
    fn below(&self, header: &Header) -> &[Row] {
        let first = self.held.partition_point(|row| row.number <= header.last_row());
        self.held.get(first..).unwrap_or_default()
    }

    fn pass(&mut self, mut row: Row) -> Result<(), ReadError> {
        if let Some(withholding) = &mut self.withholding {
            // The program sees the same header and warns of it.
            withholding.pass(&mut row);
        }
        self.inner.row(row)
    }

    fn cut(&mut self, row: &mut Row) -> Result<(), ReadError> {
        row.cells
            .retain(|(column, cell)| *column < self.limits.columns && cell.form != Form::Empty && !cell.is_blank());
        self.cells += row.cells.len() as u64;
        if self.cells > self.limits.cells {
            return Err(ReadError::TooManyCells { limit: self.limits.cells });
        }
        for (_, cell) in &mut row.cells {
            if cell.text.len() > self.limits.cell_chars {
                cell.text = cell.text.chars().take(self.limits.cell_chars).collect();
            }
        }
        Ok(())
    }
}

impl Sink for Gate<'_> {
    fn sheet(&mut self, name: Option<String>, hidden: bool, merges: Vec<Merge>) -> Result<(), ReadError> {
        self.name.clone_from(&name);
        self.merges = merged::apart(&merges).0;
        self.held.clear();
        self.far_rows.clear();
        self.withholding = None;
        self.last_row = 0;
        self.inner.sheet(name, hidden, merges)
    }

    fn row(&mut self, mut row: Row) -> Result<(), ReadError> {
        self.cut(&mut row)?;
        if row.cells.is_empty() {
            return Ok(());
        }
        let is_far = self.last_row > 0 && row.number > self.last_row.saturating_add(self.limits.far_gap);
        if is_far || row.number > self.limits.rows {
            if self.far_rows.len() < FAR_ROWS_NAMED {
                self.far_rows.push(row.number);
            }
            return Ok(());
        }
        self.last_row = self.last_row.max(row.number);
        if self.withholding.is_some() {
            return self.pass(row);
        }
        let number = row.number;
        self.held.push(row);
        if self.knows_enough(number) { self.decide() } else { Ok(()) }
    }

    fn note(&mut self, withheld: Vec<u32>, far_rows: Vec<u32>) -> Result<(), ReadError> {
        self.inner.note(withheld, far_rows)
    }

    fn sheet_end(&mut self) -> Result<(), ReadError> {
        if self.withholding.is_none() {
            self.decide()?;
        }
        if let Some(withholding) = &self.withholding {
            self.carried = withholding.all();
        }
        if !self.far_rows.is_empty() {
            self.inner.note(Vec::new(), std::mem::take(&mut self.far_rows))?;
        }
        self.inner.sheet_end()
    }

    fn bytes(&mut self, done: u64, total: u64) {
        self.inner.bytes(done, total);
    }

    fn spare(&mut self) -> Row {
        self.inner.spare()
    }
}
