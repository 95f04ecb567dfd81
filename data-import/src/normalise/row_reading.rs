//! The rows of a sheet whose layout is known → their proposals, one after the other.

use super::above::Above;
use super::columns::FieldColumns;
use super::fixes::{FixedCell, Fixes};
use super::other_table::OtherTables;
use super::place::Place;
use super::questions::SheetQuestions;
use super::record;
use super::row_kind::{self, RowKind};
use super::sites::Sites;
use super::{cells_of, dropped, other_table};
use crate::cell::Row;
use crate::error::ReadError;
use crate::field::FieldCode;
use crate::header::Header;
use crate::proposal::{DropReason, LedgerKind, RowProposal, TrailStep};
use crate::propose::ProposeOptions;
use crate::sink::ProposalSink;
use crate::worker::Watch;

/// Rows between two looks at whether the user wants to stop.
const LOOK_EVERY: u32 = 64;

/// Reads the rows of one sheet, in order.
pub(crate) struct RowReading {
    pub(crate) header: Header,
    pub(crate) fields: FieldColumns,
    pub(crate) ledger: LedgerKind,
    pub(crate) fixes: Fixes,
    pub(crate) place: Place,
    pub(crate) above: Above,
    pub(crate) questions: SheetQuestions,
    pub(crate) others: OtherTables,
    /// Number of the row that is due, from 1.
    pub(crate) due: u32,
}

/// Where rows go, and how.
pub(crate) struct Outlet<'a> {
    pub(crate) options: &'a ProposeOptions,
    pub(crate) watch: &'a dyn Watch,
    pub(crate) sink: &'a mut dyn ProposalSink,
    /// Name of the file without folder.
    pub(crate) file: String,
    /// What the rows so far say of the site.
    pub(crate) sites: Sites,
    /// A row that is done with, to be filled anew.
    pub(crate) spare: Row,
}

impl RowReading {
    /// Reads a row and hands on what it proposes, after the blank rows above it. `is_later_header` says that it
    /// names columns anew.
    pub(crate) fn row(
        &mut self,
        mut row: Row,
        is_later_header: bool,
        outlet: &mut Outlet<'_>,
    ) -> Result<(), ReadError> {
        if row.number < self.due || row.own().next().is_none() {
            // Whether a row without a value belongs to the sheet is known once a row with one follows.
            return Ok(());
        }
        for number in self.due..row.number {
            if number % LOOK_EVERY == 0 && outlet.watch.cancelled() {
                return Err(ReadError::Cancelled);
            }
            let is_header = self.header.rows.contains(&number);
            outlet.sink.row(dropped(number, None, if is_header { DropReason::Header } else { DropReason::Blank }))?;
        }
        self.due = row.number.saturating_add(1);
        let proposal = self.propose(&mut row, is_later_header);
        if let Some(site) = proposal.facts.as_deref().and_then(record::site) {
            outlet.sites.note(site);
        }
        outlet.spare = row;
        outlet.sink.row(proposal)
    }

    fn propose(&mut self, row: &mut Row, is_later_header: bool) -> RowProposal {
        self.above.look(row);
        let is_below = row.number > self.header.last_row() && !is_later_header;
        if is_below {
            self.questions.leave_out(row);
        }
        let as_written = (is_below && !self.fixes.is_empty()).then(|| cells_of(row));
        let fixed = if as_written.is_some() { self.fixes.apply(row) } else { Vec::new() };
        let mut proposal = self.read(row, is_later_header);
        self.questions.note_row(row, &mut proposal);
        if let Some(as_written) = as_written.filter(|_| !fixed.is_empty()) {
            proposal.cells = as_written;
            self.note_fixed(fixed, &mut proposal);
        }
        proposal
    }

    fn read(&mut self, row: &Row, is_later_header: bool) -> RowProposal {
        if self.others.begin(row, is_later_header, &self.header, &self.fields) {
            return dropped(row.number, Some(row), DropReason::RepeatedHeader);
        }
        match row_kind::kind_of(row.number, Some(row), &self.header, &self.fields) {
            RowKind::Dropped(reason) => dropped(row.number, Some(row), reason),
            RowKind::Section(section) => {
                self.place.enter(section);
                self.above.forget();
                dropped(row.number, Some(row), DropReason::Section)
            }
            RowKind::Record if self.others.hold() => other_table::rejected(row),
            RowKind::Record => {
                let rules = &self.questions.rules;
                record::read(row, &self.fields, &mut self.above, &self.place, self.ledger, rules)
            }
        }
    }

    fn note_fixed(&self, fixed: Vec<FixedCell>, proposal: &mut RowProposal) {
        if proposal.facts.is_none() {
            return;
        }
        let field_of = |column: u32| self.fields.each().find(|(_, at)| *at == column).map(|(field, _)| field);
        let step = |FixedCell { column, raw, value }, field: FieldCode| TrailStep {
            column,
            field,
            raw,
            value,
            rule: "value_fixed".to_owned(),
        };
        proposal
            .trail
            .extend(fixed.into_iter().filter_map(|cell| field_of(cell.column).map(|field| step(cell, field))));
    }
}
