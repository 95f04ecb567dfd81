//! One record row: its cells by field, read into values, with findings and trail gathered on the way.

use super::above::{Above, is_mark};
use super::columns::FieldColumns;
use super::messages;
use super::questions::{OneOfTwelve, Rules};
use crate::cell::{Cell, Form, Row};
use crate::facts::IdFacts;
use crate::field::FieldCode;
use crate::proposal::{RowFinding, TrailStep};
use louce_domain::citizen_id::{CellForm, CitizenIdReading, CitizenIdState, read_citizen_id};
use louce_domain::date::{DateContext, DateWarning, PartialDate, WrittenDate, parse_written_date};
use louce_domain::division::DivisionPrefix;
use louce_domain::phone::{PhoneNote, read_phones};
use std::borrow::Cow;

/// A record row while it is read.
pub(crate) struct RowView<'a> {
    row: &'a Row,
    fields: &'a FieldColumns,
    pub(crate) rules: Rules,
    /// Column, value, whether it came from the row above.
    filled: Vec<(u32, Cow<'a, Cell>, bool)>,
    pub(crate) findings: Vec<RowFinding>,
    pub(crate) trail: Vec<TrailStep>,
}

/// Marks that say neither yes nor no, unless somebody explains them.
pub(crate) const CIRCLES: &[&str] = &["○", "〇", "●", "△", "◯", "▲"];

/// The cell's text for reading: numbers with all their digits, dates and text as they stand.
fn input(cell: &Cell) -> (String, CellForm) {
    match cell.form {
        Form::Number(value) => (value.to_string(), CellForm::Number),
        Form::Error | Form::Empty => (String::new(), CellForm::Text),
        _ => (cell.text.clone(), CellForm::Text),
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

impl<'a> RowView<'a> {
    pub(crate) fn of(row: &'a Row, fields: &'a FieldColumns, above: &mut Above, rules: Rules) -> Self {
        let heads = fields.first(FieldCode::RelationToHead).is_some_and(|column| row.text(column).contains("户主"));
        let mut view = Self { row, fields, rules, filled: Vec::new(), findings: Vec::new(), trail: Vec::new() };
        for (field, column) in fields.each() {
            // A value lent sideways by a wide merged range is another column's.
            let own = row.cell(column).filter(|cell| cell.merged_from.is_none_or(|from| from.column == column));
            let mut value = above.value(column, own, heads);
            if value.is_none() && view.is_room_above() {
                value = above.same_owner(field, column).map(|cell| (Cow::Owned(cell), true));
            } else if value.is_none() {
                above.forget_owner(field, column);
            }
            if let Some((cell, from_above)) = value {
                view.note_inherited(field, column, &cell, from_above);
                view.filled.push((column, cell, from_above));
            }
        }
        view
    }

    /// Whether the room is that of the row above. Address fields are declared, and so read, before the owner's.
    fn is_room_above(&self) -> bool {
        let fields = [FieldCode::Address, FieldCode::Room];
        let mut columns = fields.iter().flat_map(|field| self.fields.all(*field));
        columns.any(|column| self.filled.iter().any(|(at, _, from_above)| at == column && *from_above))
    }

    fn note_inherited(&mut self, field: FieldCode, column: u32, cell: &Cell, from_above: bool) {
        let rule = match (from_above, cell.merged_from) {
            (true, _) => "as_above",
            (false, Some(_)) => "merged",
            (false, None) => return,
        };
        let raw = self.row.text(column).to_owned();
        self.trail.push(TrailStep { column, field, raw, value: trimmed(&cell.text).to_owned(), rule: rule.into() });
    }

    pub(crate) fn has_column(&self, field: FieldCode) -> bool {
        self.fields.has(field)
    }

    fn cells(&self, field: FieldCode) -> impl Iterator<Item = &(u32, Cow<'a, Cell>, bool)> {
        let columns = self.fields.all(field).iter();
        columns.filter_map(|column| self.filled.iter().find(|(at, _, _)| at == column))
    }

    fn cell(&self, field: FieldCode) -> Option<(u32, Cell)> {
        let mut cells = self.cells(field);
        cells.find(|(_, cell, _)| !cell.is_blank()).map(|(column, cell, _)| (*column, Cell::clone(cell)))
    }

    /// Whether a field's value came from a merged cell or an as-above mark.
    pub(crate) fn is_inherited(&self, field: FieldCode) -> bool {
        let inherited = |cell: &Cell, from_above: bool| !cell.is_blank() && (from_above || cell.merged_from.is_some());
        self.cells(field).any(|(_, cell, from_above)| inherited(cell, *from_above))
    }

    /// Text as written, without blanks around it; none where nothing is written. Several columns are joined.
    pub(crate) fn text(&self, field: FieldCode) -> Option<String> {
        let mut texts = self.cells(field).map(|(_, cell, _)| match cell.form {
            Form::Error => String::new(),
            Form::Number(_) => input(cell).0,
            _ => trimmed(&cell.text).to_owned(),
        });
        let mut text = texts.next()?;
        for more in texts.filter(|more| !more.is_empty()) {
            if !text.is_empty() {
                text.push('；');
            }
            text.push_str(&more);
        }
        (!text.is_empty()).then_some(text)
    }

    /// Text of a field that marks never fill: a mark is a finding, not a value.
    pub(crate) fn own_text(&mut self, field: FieldCode) -> Option<String> {
        let text = self.text(field)?;
        if is_mark(&text) {
            self.find("ditto_not_filled", field);
            return None;
        }
        Some(text)
    }

    /// Notes a finding on the column of a field.
    pub(crate) fn find(&mut self, code: &str, field: FieldCode) {
        let at = self.cell(field);
        let column = at.as_ref().map(|(column, _)| *column).or_else(|| self.fields.first(field));
        let raw = at.map(|(_, cell)| cell.text).unwrap_or_default();
        if self.findings.iter().any(|known| known.code == code && known.column == column) {
            return;
        }
        self.findings.push(RowFinding {
            code: code.to_owned(),
            column,
            message: messages::finding(code).to_owned(),
            raw,
        });
    }

    /// Notes how a value came from its cell.
    pub(crate) fn step(&mut self, field: FieldCode, value: &str, rule: &str) {
        let Some((column, cell)) = self.cell(field) else { return };
        self.trail.push(TrailStep { column, field, raw: cell.text, value: value.to_owned(), rule: rule.to_owned() });
    }

    /// A citizen id; findings carry `prefix` ("id", "owner_id", "legal_rep_id").
    pub(crate) fn id(&mut self, field: FieldCode, prefix: &str) -> IdFacts {
        let cell = self.cell(field);
        if cell.as_ref().is_some_and(|(_, cell)| is_mark(&cell.text)) {
            self.find("ditto_not_filled", field);
        }
        let (raw, form) =
            cell.as_ref().filter(|(_, cell)| !is_mark(&cell.text)).map(|(_, cell)| input(cell)).unwrap_or_default();
        let shown = cell.map(|(_, cell)| cell.text).unwrap_or_default();
        let facts = id_facts(read_citizen_id(&raw, form), &shown);
        let tail = match facts.state {
            CitizenIdState::Ok => None,
            state => Some(state.code()),
        };
        // A value lent by the row above was judged there.
        let inherited = self.is_inherited(field);
        if let Some(tail) = tail.filter(|_| !inherited) {
            self.find(&format!("{prefix}_{tail}"), field);
        }
        if facts.division_unknown && facts.text.is_some() && !inherited {
            self.find(&format!("{prefix}_division_unknown"), field);
        }
        match (&facts.text, &facts.as_written) {
            (Some(text), Some(_)) => self.step(field, &text.clone(), "id_cleaned"),
            (None, Some(_)) => self.step(field, "", facts.state.code()),
            _ => {}
        }
        facts
    }

    /// Phones of all columns of a field, in order, each once.
    pub(crate) fn phones(&mut self, field: FieldCode) -> Vec<String> {
        let mut phones: Vec<String> = Vec::new();
        let cells: Vec<Cell> = self.cells(field).map(|(_, cell, _)| Cell::clone(cell)).collect();
        for cell in cells {
            if is_mark(&cell.text) {
                self.find("ditto_not_filled", field);
                continue;
            }
            let (raw, form) = input(&cell);
            let reading = read_phones(&raw, form);
            if !reading.unread.is_empty() || reading.notes.contains(&PhoneNote::Unread) {
                self.find(PhoneNote::Unread.code(), field);
            }
            for note in reading.notes.iter().filter(|note| **note != PhoneNote::Unread) {
                match note {
                    PhoneNote::PrecisionLost => self.find(note.code(), field),
                    // A phone kept as a number shows its eleven digits: nothing to explain.
                    _ if reading.phones.len() == 1 && reading.phones.first() == Some(&cell.text) => {}
                    _ => self.step(field, &reading.phones.join(";"), note.code()),
                }
            }
            phones.extend(reading.phones.into_iter().filter(|phone| !phones.contains(phone)).collect::<Vec<_>>());
        }
        phones
    }

    /// A date; what is doubtful becomes a finding.
    pub(crate) fn date(&mut self, field: FieldCode) -> Option<PartialDate> {
        self.date_beside(field, None)
    }

    /// A birth date, read beside what the id of the row says.
    pub(crate) fn date_beside(&mut self, field: FieldCode, id_birth: Option<PartialDate>) -> Option<PartialDate> {
        let (_, cell) = self.cell(field)?;
        if is_mark(&cell.text) {
            self.find("ditto_not_filled", field);
            return None;
        }
        let (raw, form) = input(&cell);
        let base = match form {
            CellForm::Number => DateContext::number(self.rules.latest_year),
            CellForm::Text => DateContext::text(self.rules.latest_year),
        };
        // A date cell may carry a time; the register knows days.
        let raw =
            if cell.form == Form::Date { raw.split(['T', ' ']).next().unwrap_or_default().to_owned() } else { raw };
        let mut written = parse_written_date(&raw, &base.with_id_birth(id_birth));
        self.apply_answers(field, &mut written);
        for warning in &written.warnings {
            // What the id of the row settles needs no look.
            if id_birth.is_none()
                || matches!(warning, DateWarning::Impossible | DateWarning::Lunar | DateWarning::Unread)
            {
                self.find(warning.code(), field);
            }
        }
        if let Some(date) = written.date {
            let value = date.to_string();
            let answered = self.trail.last().is_some_and(|step| step.rule == "month_answered" && step.field == field);
            if value != cell.text && !answered {
                self.step(field, &value, written.rule.code());
            }
        }
        written.date
    }

    /// Applies to a date what was answered about such dates.
    fn apply_answers(&mut self, field: FieldCode, written: &mut WrittenDate) {
        if let (OneOfTwelve::Month(month), Some(date)) = (self.rules.month, written.date)
            && written.warnings.contains(&DateWarning::AmbiguousMonth)
        {
            written.warnings.retain(|warning| *warning != DateWarning::AmbiguousMonth);
            written.date = PartialDate::month_of(date.year(), month).or(written.date);
            let value = written.date.map(|date| date.to_string()).unwrap_or_default();
            self.step(field, &value, "month_answered");
        }
        if !self.rules.completes_years && written.warnings.contains(&DateWarning::TwoDigitYear) {
            written.warnings.retain(|warning| *warning != DateWarning::TwoDigitYear);
            written.date = None;
            self.find("date_two_digit_left", field);
        }
    }

    /// A whole number, its unit dropped ("5人").
    pub(crate) fn count(&mut self, field: FieldCode) -> Option<u32> {
        let value = self.amount(field)?;
        let whole = value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&value);
        if !whole {
            self.find("number_unread", field);
            return None;
        }
        format!("{value:.0}").parse().ok()
    }

    /// An amount, its unit dropped ("33.5㎡", "2500元/月"); none where words stand for it ("面议").
    pub(crate) fn amount(&mut self, field: FieldCode) -> Option<f64> {
        let (_, cell) = self.cell(field)?;
        if let Form::Number(value) = cell.form {
            return Some(value);
        }
        let text = super::value::plain(&cell.text);
        let value = super::value::leading_number(&text)?;
        self.step(field, &value.to_string(), "unit_dropped");
        Some(value)
    }

    /// Yes or no; none where nothing or an unexplained mark stands.
    pub(crate) fn flag(&self, field: FieldCode) -> Option<bool> {
        let (_, cell) = self.cell(field)?;
        match cell.form {
            Form::Bool(truth) => Some(truth),
            _ => {
                let text = input(&cell).0;
                let circle = || self.rules.circle.filter(|_| CIRCLES.contains(&super::value::plain(&text).as_str()));
                super::value::flag(&text).or_else(circle)
            }
        }
    }
}

pub(crate) fn id_facts(reading: CitizenIdReading, shown: &str) -> IdFacts {
    let differs = reading.text.as_deref() != Some(shown) && !shown.is_empty();
    IdFacts {
        state: reading.state,
        as_written: (differs && reading.state != CitizenIdState::Missing).then(|| shown.to_owned()),
        birth_date: reading.birth_date,
        sex: reading.sex,
        division_unknown: reading.division.is_some() && reading.prefix == DivisionPrefix::Unknown,
        division: reading.division,
        upgrade_offer: reading.upgrade_offer,
        text: reading.text,
    }
}
