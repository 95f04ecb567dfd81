//! One sheet while it is read: its first rows are held back until its header is known, then each row goes by.

use super::above::Above;
use super::columns::FieldColumns;
use super::fixes::Fixes;
use super::layout;
use super::other_table::{self, OtherTables};
use super::place::Place;
use super::questions::{Answers, SheetQuestions};
use super::row_reading::{Outlet, RowReading};
use super::unread::{self, Unread};
use super::warnings;
use crate::cell::{CellAt, Merge, Row};
use crate::choices::SheetChoice;
use crate::error::ReadError;
use crate::field::RefusedKind;
use crate::header::{self, Header};
use crate::later_header::{LaterColumn, Withholding};
use crate::ledger_date::{self, LedgerDate, LedgerDateFrom};
use crate::mapping::{self, Told};
use crate::merged::{self, Lending};
use crate::proposal::{ColumnProposal, LedgerKind, Warning};
use crate::refused_values::refused_columns;
use crate::sink::{SheetHead, SheetTail};

/// Rows held back for header, evidence, legends and as-above marks: most sheets are known whole before they begin.
const HELD: usize = 1_000;
/// Rows held back until the header row that the user named.
const HELD_FOR_THE_USER: usize = 5_000;

/// A sheet while its rows come.
pub(crate) struct SheetReading {
    name: Option<String>,
    hidden: bool,
    merges: Vec<Merge>,
    /// Where the first merged range begins that lies over another.
    overlapping: Option<CellAt>,
    /// Columns withheld of the sheet before, which one without a header of its own goes on with.
    carried: Vec<u32>,
    /// What is said of a table above the header.
    above: Option<Warning>,
    lending: Lending,
    withheld: Vec<u32>,
    far_rows: Vec<u32>,
    withholding: Withholding,
    /// What headers other than the sheet's own refuse, with their rows.
    later: Vec<(u32, LaterColumn)>,
    columns: Vec<ColumnProposal>,
    /// Columns (from 0) refused for what they hold.
    refused: Vec<(u32, RefusedKind)>,
    stage: Stage,
}

/// What is said of a sheet, by the user and by a profile.
#[derive(Clone, Copy)]
struct Said<'a> {
    wanted: Option<&'a SheetChoice>,
    recalled: Option<&'a SheetChoice>,
}

enum Stage {
    /// The header is not known yet.
    Held(Vec<Row>),
    /// Rows are read as they come.
    Rows(Box<RowReading>),
    /// No row is read: nothing says what the columns are.
    Unread(Unread),
    /// Nothing of the sheet is read: it is a chart, or the user left it out.
    PassedOver,
}

impl SheetReading {
    /// Begins a sheet.
    pub(crate) fn new(name: Option<String>, hidden: bool, merges: Vec<Merge>, carried: Vec<u32>) -> Self {
        let (merges, overlapping) = merged::apart(&merges);
        Self {
            name,
            hidden,
            lending: Lending::of(&merges),
            merges,
            overlapping,
            carried,
            above: None,
            withheld: Vec::new(),
            far_rows: Vec::new(),
            withholding: Withholding::default(),
            later: Vec::new(),
            columns: Vec::new(),
            refused: Vec::new(),
            stage: Stage::Held(Vec::new()),
        }
    }

    /// Columns that the parsing process withheld, and rows too far down.
    pub(crate) fn note(&mut self, withheld: Vec<u32>, far_rows: Vec<u32>) {
        self.withheld.extend(withheld);
        self.far_rows.extend(far_rows);
    }

    /// Columns that the parsing process refused for what they hold.
    pub(crate) fn refuse(&mut self, columns: Vec<(u32, RefusedKind)>) {
        self.refused.extend(columns);
    }

    /// Takes the next row.
    pub(crate) fn row(&mut self, mut row: Row, outlet: &mut Outlet<'_>) -> Result<(), ReadError> {
        if matches!(self.stage, Stage::PassedOver) {
            return Ok(());
        }
        self.lending.lend(&mut row, &self.withheld);
        if let Stage::Held(held) = &mut self.stage {
            let number = row.number;
            held.push(row);
            let wanted = outlet.options.choices.of_sheet(self.name.as_deref()).and_then(|choice| choice.header_rows);
            let enough = held.len() >= HELD && wanted.is_none_or(|(_, last)| number > last);
            return if enough || held.len() >= HELD_FOR_THE_USER { self.begin(outlet) } else { Ok(()) };
        }
        let later = self.withhold(&mut row);
        self.pass(row, later, outlet)
    }

    /// Ends the sheet; says which columns (from 0) were withheld at its end.
    pub(crate) fn end(mut self, outlet: &mut Outlet<'_>) -> Result<Vec<u32>, ReadError> {
        if matches!(self.stage, Stage::Held(_)) {
            self.begin(outlet)?;
        }
        let warnings = self.warnings();
        let withheld = self.withholding.all();
        let tail = match self.stage {
            Stage::Rows(reading) => {
                let others = reading.others.warnings(self.name.as_deref());
                let warnings = warnings.into_iter().chain(others).chain(reading.questions.warnings()).collect();
                SheetTail { warnings, questions: reading.questions.finish() }
            }
            Stage::Unread(unread) => {
                let warnings = unread.warning(self.name.as_deref()).into_iter().chain(warnings).collect();
                SheetTail { warnings, questions: Vec::new() }
            }
            Stage::Held(_) | Stage::PassedOver => SheetTail::default(),
        };
        outlet.sink.sheet_end(tail)?;
        Ok(withheld)
    }

    fn warnings(&self) -> Vec<Warning> {
        let name = self.name.as_deref();
        let of_merges = self.overlapping.map(|at| warnings::of_merges(name, at));
        let of_sheet = warnings::of_sheet(name, &self.columns, &self.far_rows, &self.later);
        of_sheet
            .into_iter()
            .chain(of_merges)
            .chain(warnings::of_carried(name, &self.carried))
            .chain(self.above.clone())
            .collect()
    }

    /// Finds the header in the rows held back, says what the sheet is, and reads those rows.
    fn begin(&mut self, outlet: &mut Outlet<'_>) -> Result<(), ReadError> {
        let Stage::Held(mut held) = std::mem::replace(&mut self.stage, Stage::PassedOver) else { return Ok(()) };
        let wanted = outlet.options.choices.of_sheet(self.name.as_deref());
        let (header, unasked) = layout::find(&held, &self.merges, wanted, &outlet.options.choices.remembered);
        self.withholding = Withholding::new(header.as_ref(), &self.merges);
        if let Some(unasked) = &unasked {
            self.refuse_by_values(Some(unasked), &held);
            self.withholding.heed(unasked, &self.refused);
        }
        self.refuse_by_values(header.as_ref(), &held);
        if header::find(&held, &self.merges, None).is_none() {
            self.withholding.refuse(self.carried.iter().copied());
        } else {
            self.carried = Vec::new();
        }
        let later: Vec<bool> = held.iter_mut().map(|row| self.withhold(row)).collect();
        let recall = header.as_ref().and_then(|header| layout::recall(header, &outlet.options.choices));
        let said = Said { wanted, recalled: recall.as_ref().map(|recall| &recall.choice) };
        let told = Told { wanted, recalled: said.recalled, refused: &self.refused };
        let (columns, ledger) =
            header.as_ref().map_or((Vec::new(), LedgerKind::NoRecords), |header| mapping::map(header, &held, told));
        let mut head = self.head(header.as_ref(), columns, ledger, wanted);
        head.recalled = recall.as_ref().map(|recall| recall.layout.clone());
        head.ledger_date = self.ledger_date(header.as_ref(), &held, outlet);
        self.columns.clone_from(&head.columns);
        let has_records = ledger != LedgerKind::NoRecords;
        let reads = !head.skipped && has_records;
        if !head.skipped && !has_records && (header.is_none() || !head.columns.is_empty()) {
            self.stage = Stage::Unread(Unread::of(&held, header.is_some()));
        }
        if let Some(header) = header.filter(|_| reads) {
            self.above = other_table::above(self.name.as_deref(), &held, &header);
            self.stage = Stage::Rows(Box::new(self.reading(header, ledger, &held, said, outlet)));
        }
        self.merges = Vec::new();
        outlet.sink.sheet(head)?;
        for (row, later) in held.into_iter().zip(later) {
            self.pass(row, later, outlet)?;
        }
        Ok(())
    }

    fn head(
        &self,
        header: Option<&Header>,
        columns: Vec<ColumnProposal>,
        ledger: LedgerKind,
        wanted: Option<&SheetChoice>,
    ) -> SheetHead {
        // Whoever points at a header is to say next what its columns are.
        let is_pointed_at = wanted.is_some_and(|wanted| wanted.header_rows.is_some());
        let is_list = ledger != LedgerKind::NoRecords || is_pointed_at || unread::are_of_a_list(&columns);
        let header = header.filter(|_| is_list);
        SheetHead {
            name: self.name.clone(),
            hidden: self.hidden,
            skipped: wanted.is_some_and(|wanted| wanted.skip),
            header_rows: header.map(|header| header.rows.clone()).unwrap_or_default(),
            ledger,
            columns: if is_list { columns } else { Vec::new() },
            merges: layout::drawn(&self.merges),
            fingerprint: layout::fingerprint(header),
            recalled: None,
            ledger_date: None,
        }
    }

    /// The parsing process has refused these columns already; should it ever not have, they end here.
    fn refuse_by_values(&mut self, header: Option<&Header>, held: &[Row]) {
        let Some(header) = header else { return };
        let below = held.partition_point(|row| row.number <= header.last_row());
        let found = refused_columns(header, held.get(below..).unwrap_or_default());
        self.refused.extend(found);
        self.refused.sort_unstable();
        self.refused.dedup_by_key(|(column, _)| *column);
        self.withholding.refuse(self.refused.iter().map(|(column, _)| *column));
    }

    fn ledger_date(&self, header: Option<&Header>, held: &[Row], outlet: &Outlet<'_>) -> Option<LedgerDate> {
        let options = outlet.options;
        if let Some(date) = options.choices.ledger_date {
            return Some(LedgerDate { date, from: LedgerDateFrom::User });
        }
        let rows = header.map_or((0, 0), |header| (header.rows.first().copied().unwrap_or(0), header.last_row()));
        ledger_date::of_sheet(held, rows, self.name.as_deref(), &outlet.file, options.latest_year)
    }

    fn reading(
        &self,
        header: Header,
        ledger: LedgerKind,
        held: &[Row],
        said: Said<'_>,
        outlet: &Outlet<'_>,
    ) -> RowReading {
        let name = self.name.as_deref();
        let first_header = header.rows.first().copied().unwrap_or(0);
        let titles = held.iter().filter(|row| row.number < first_header);
        let titles: Vec<&str> = titles.flat_map(Row::own).map(|(_, cell)| cell.text.as_str()).collect();
        let answers = Answers::of(said.wanted, said.recalled);
        let named_place = name.is_some_and(Place::is_named_by);
        let is_place = answers.hold("sheet_as_building", None).0 != "no";
        let mut place = Place::of_sheet(name.filter(|_| is_place), &titles);
        place.site = place.site.or_else(|| outlet.sites.only());
        let fields = FieldColumns::of(&self.columns);
        let mut above = Above::of(&fields);
        held.iter().for_each(|row| above.look(row));
        RowReading {
            header,
            ledger,
            fixes: Fixes::of(&self.columns, said.wanted, said.recalled),
            place,
            above,
            questions: SheetQuestions::of(
                name,
                &self.columns,
                held,
                answers,
                (outlet.options.latest_year, named_place),
            ),
            fields,
            others: OtherTables::default(),
            due: 1,
        }
    }

    /// Takes out of a row what is to be left out; says whether the row is a header that adds to that.
    ///
    /// The parsing process has withheld these cells already; should it ever not have, they end here.
    fn withhold(&mut self, row: &mut Row) -> bool {
        let later = self.withholding.pass(row);
        let is_header = !later.is_empty();
        self.later.extend(later.into_iter().map(|later| (row.number, later)));
        is_header
    }

    fn pass(&mut self, row: Row, is_later_header: bool, outlet: &mut Outlet<'_>) -> Result<(), ReadError> {
        match &mut self.stage {
            Stage::Rows(reading) => reading.row(row, is_later_header, outlet),
            Stage::Unread(unread) => unread.row(&row, outlet),
            Stage::Held(_) | Stage::PassedOver => Ok(()),
        }
    }
}
