//! What is asked once per sheet: marks whose meaning is not in the cells. The user's answer holds, else the profile's,
//! else what the file itself says, else the first that can be answered.

mod asked;
mod judged;
mod legend;
mod rules;

use super::value::plain;
use super::view::CIRCLES;
use super::{dropped, row_kind};
use crate::cell::{Cell, Row};
use crate::choices::{Answer, SheetChoice};
use crate::facts::{PersonFacts, RowFacts};
use crate::field::{FieldCode, RefusedKind};
use crate::proposal::{
    AnsweredBy, ColumnMeaning, ColumnProposal, DropReason, Question, RowFinding, RowOutcome, RowProposal, Warning,
};
use crate::remembered::is_remembered;
use asked::Asked;
use judged::Judged;
use louce_domain::stay::EndReason;
pub(crate) use rules::{OneOfTwelve, Rules};

const TICKED: &[FieldCode] =
    &[FieldCode::AgreementSigned, FieldCode::OrgHazmat, FieldCode::IllegalStructure, FieldCode::InGrid];
/// Words of a closed record of another system.
pub(crate) const CLOSED: &[&str] = &["注销", "已注销", "离开", "已离开", "迁出", "已迁出", "搬离", "已搬离"];
/// Colours that are asked about.
const COLOURS: usize = 12;
/// A colour on more of the records than this, percent, marks none of them: it is how the table is drawn.
const MARKS_UP_TO: usize = 50;
/// Columns in which clerks write what they like.
const FREE: &[FieldCode] = &[
    FieldCode::Remark,
    FieldCode::Kind,
    FieldCode::Occupation,
    FieldCode::Reason,
    FieldCode::ComingPurpose,
    FieldCode::Status,
    FieldCode::VisitReason,
    FieldCode::VisitContent,
    FieldCode::InspectionResult,
    FieldCode::TenancyEndReason,
];

/// Answers from outside a sheet's rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answers {
    user: Vec<Answer>,
    profile: Vec<Answer>,
}

impl Answers {
    pub(crate) fn of(wanted: Option<&SheetChoice>, recalled: Option<&SheetChoice>) -> Self {
        let answers = |said: Option<&SheetChoice>| said.map(|said| said.answers.clone()).unwrap_or_default();
        Self { user: answers(wanted), profile: answers(recalled) }
    }

    /// The answer that holds for a question, `said` being what the file says.
    pub(crate) fn hold(&self, code: &str, said: Option<&str>) -> (&'static str, AnsweredBy) {
        let Some(asked) = Asked::of(code) else { return ("", AnsweredBy::Default) };
        let given = |answers: &[Answer]| {
            answers.iter().rev().find(|answer| answer.code == code).and_then(|answer| asked.takes(&answer.answer))
        };
        let by_file = || said.and_then(legend::answer).and_then(|answer| asked.takes(answer));
        let profile = if is_remembered(code) { self.profile.as_slice() } else { &[] };
        let found = given(&self.user)
            .map(|answer| (answer, AnsweredBy::User))
            .or_else(|| given(profile).map(|answer| (answer, AnsweredBy::Profile)))
            .or_else(|| by_file().map(|answer| (answer, AnsweredBy::File)));
        found.unwrap_or((asked.default(), AnsweredBy::Default))
    }
}

/// A question while the rows go by.
#[derive(Debug)]
struct Open {
    code: String,
    rows: Vec<u32>,
    said: Option<String>,
    answer: &'static str,
    by: AnsweredBy,
}

/// The questions of one sheet, gathered while its rows go by.
#[derive(Debug)]
pub(crate) struct SheetQuestions {
    sheet: Option<String>,
    answers: Answers,
    pub(crate) rules: Rules,
    open: Vec<Open>,
    /// First rows and others that were dropped: what they say of marks.
    legends: Vec<Row>,
    ticked: Vec<u32>,
    status: Option<u32>,
    sex: Option<u32>,
    judged: Judged,
    /// Whether the sheet's name is part of the addresses.
    named_place: bool,
    records: usize,
    left_out: Vec<(RefusedKind, usize)>,
}

/// Rows that may hold a legend and are kept for it.
const LEGENDS: usize = 200;

impl SheetQuestions {
    /// Begins a sheet. `first` are its first rows (all of them where it is small), looked through for legends;
    /// `named_place` says that its name is a place.
    pub(crate) fn of(
        sheet: Option<&str>,
        columns: &[ColumnProposal],
        first: &[Row],
        answers: Answers,
        (latest_year, named_place): (i16, bool),
    ) -> Self {
        let of = |field| columns.iter().filter(move |column| column.meaning == ColumnMeaning::Field(field));
        let all =
            |fields: &[FieldCode]| fields.iter().flat_map(|field| of(*field)).map(|column| column.column).collect();
        let may_say = |row: &&Row| row.own().count() <= row_kind::LEGEND_CELLS;
        Self {
            sheet: sheet.map(str::to_owned),
            rules: Rules::of(&answers, latest_year),
            answers,
            open: Vec::new(),
            legends: first.iter().filter(may_say).take(LEGENDS).cloned().collect(),
            ticked: all(TICKED),
            status: of(FieldCode::Status).next().map(|column| column.column),
            sex: of(FieldCode::Sex).next().map(|column| column.column),
            judged: Judged::of(columns),
            named_place,
            records: 0,
            left_out: Vec::new(),
        }
    }

    /// Takes out of a row, before it is read, the cells that speak of what is not registered.
    pub(crate) fn leave_out(&mut self, row: &mut Row) {
        let speaks = |(column, cell): &(u32, Cell)| Some((*column, self.judged.speaks(*column, &cell.text)?));
        let found: Vec<(u32, RefusedKind)> = row.cells.iter().filter_map(speaks).collect();
        for (column, kind) in found {
            match self.left_out.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, count)) => *count += 1,
                None => self.left_out.push((kind, 1)),
            }
            if self.note("remark_sensitive", row.number) == "leave_out" {
                row.cells.retain(|(at, _)| *at != column);
            }
        }
    }

    /// Notes a row, every one in order, and applies to its proposal what is answered.
    pub(crate) fn note_row(&mut self, row: &Row, proposal: &mut RowProposal) {
        if matches!(proposal.outcome, RowOutcome::Dropped(_)) {
            if self.legends.len() < LEGENDS && row.own().count() <= row_kind::LEGEND_CELLS {
                self.legends.push(row.clone());
            }
            return;
        }
        self.records += 1;
        self.note_values(row, proposal);
        let mut left_out = None;
        if row.hidden && self.note("hidden_rows", row.number) == "skip" {
            left_out = Some(DropReason::LeftOutHidden);
        }
        if row.own().next().is_some() && row.own().all(|(_, cell)| cell.struck) {
            let answer = self.note("strike_through", row.number);
            left_out = left_out.or(self.apply(answer, "strike_through", DropReason::LeftOutStruck, proposal));
        }
        if let Some([red, green, blue]) = colour_of(row) {
            let code = format!("fill_colour:{red:02X}{green:02X}{blue:02X}");
            if self.is_asked(&code) || self.colours() < COLOURS {
                let answer = self.note(&code, row.number);
                left_out = left_out.or(self.apply(answer, &code, DropReason::LeftOutColoured, proposal));
            }
        }
        if let Some(reason) = left_out {
            *proposal = dropped(row.number, Some(row), reason);
        }
    }

    fn note_values(&mut self, row: &Row, proposal: &RowProposal) {
        let circled = |column: &u32| CIRCLES.contains(&plain(row.text(*column)).as_str());
        if self.ticked.iter().any(circled) {
            self.note("tick_marks", row.number);
        }
        let text = |column: Option<u32>| column.map(|column| plain(row.text(column))).unwrap_or_default();
        if CLOSED.contains(&text(self.status).as_str()) {
            self.note("status_values", row.number);
        }
        if text(self.sex) == "0" {
            self.note("sex_zero", row.number);
        }
        if self.named_place && proposal.facts.is_some() {
            self.note("sheet_as_building", row.number);
        }
        let doubtful = |code: &str| proposal.findings.iter().any(|finding| finding.code == code);
        let answered = |rule: &str| proposal.trail.iter().any(|step| step.rule == rule);
        let month_open = |finding: &RowFinding| finding.code == "date_ambiguous" && is_one_of_twelve(&finding.raw);
        if proposal.findings.iter().any(month_open) || answered("month_answered") {
            self.note("ambiguous_dates", row.number);
        }
        if doubtful("date_two_digit_year") || doubtful("date_two_digit_left") {
            self.note("two_digit_years", row.number);
        }
    }

    /// What an answer does to a row's proposal; the reason to drop the row, where it is to be.
    fn apply(&self, answer: &str, code: &str, reason: DropReason, proposal: &mut RowProposal) -> Option<DropReason> {
        match answer {
            "skip" => return Some(reason),
            "moved_out" => {
                let said = self.open.iter().find(|open| open.code == code).and_then(|open| open.said.clone());
                match proposal.facts.as_deref_mut() {
                    Some(RowFacts::Person(person)) => end(person, said),
                    Some(RowFacts::Tenancy(tenancy)) => {
                        tenancy.tenant.iter_mut().for_each(|who| end(who, said.clone()))
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        None
    }

    fn is_asked(&self, code: &str) -> bool {
        self.open.iter().any(|open| open.code == code)
    }

    fn colours(&self) -> usize {
        self.open.iter().filter(|open| open.code.starts_with("fill_colour")).count()
    }

    /// Notes that a row raises a question; the result is the answer that holds.
    fn note(&mut self, code: &str, row: u32) -> &'static str {
        if let Some(open) = self.open.iter_mut().find(|open| open.code == code) {
            if open.rows.last() != Some(&row) {
                open.rows.push(row);
            }
            return open.answer;
        }
        let said = self.said(code);
        let (answer, by) = self.answers.hold(code, said.as_deref());
        self.open.push(Open { code: code.to_owned(), rows: vec![row], said, answer, by });
        answer
    }

    /// What the file says of a mark, as far as it was read.
    fn said(&self, code: &str) -> Option<String> {
        let colour = code.strip_prefix("fill_colour:").and_then(rgb);
        let of_row = |row: &Row| match (code, colour) {
            ("strike_through", _) => legend::of_struck(row),
            (_, Some(colour)) => legend::of_colour(row, colour),
            _ => None,
        };
        self.legends.iter().find_map(of_row)
    }

    /// What the sheet should be warned of, once all rows went by.
    pub(crate) fn warnings(&self) -> Vec<Warning> {
        let kept = self.open.iter().any(|open| open.code == "remark_sensitive" && open.answer == "keep");
        let done = if kept { "已按您的选择照常读取" } else { "这些单元格不读取、不保存" };
        let of_kind = |(kind, cells): &(RefusedKind, usize)| Warning {
            sheet: self.sheet.clone(),
            row: None,
            column: None,
            code: "remark_sensitive".to_owned(),
            message: format!("备注等栏有 {cells} 个单元格写有不予登记的内容（{}），{done}。", kind.zh()),
        };
        self.left_out.iter().map(of_kind).collect()
    }

    /// The questions, once all rows went by.
    pub(crate) fn finish(mut self) -> Vec<Question> {
        let records = self.records;
        let draws = |open: &Open| open.code.starts_with("fill_colour") && open.rows.len() * 100 > records * MARKS_UP_TO;
        let mut open = std::mem::take(&mut self.open);
        // How a table is drawn asks nothing, unless somebody has spoken of it.
        open.retain(|open| !draws(open) || open.by != AnsweredBy::Default);
        for late in &mut open {
            late.said = late.said.take().or_else(|| self.said(&late.code));
        }
        open.into_iter().filter_map(|open| question(self.sheet.clone(), open)).collect()
    }
}

fn question(sheet: Option<String>, open: Open) -> Option<Question> {
    let asked = Asked::of(&open.code)?;
    let colour = open.code.strip_prefix("fill_colour:").and_then(rgb).and_then(legend::name);
    Some(Question {
        sheet,
        ask: colour.map_or_else(|| asked.ask.to_owned(), |name| format!("涂成{name}色的行表示什么？例如：已搬走。")),
        code: open.code,
        rows: open.rows,
        options: asked.options(),
        answer: Some(open.answer.to_owned()),
        by: open.by,
        said: open.said,
    })
}

fn end(person: &mut PersonFacts, said: Option<String>) {
    person.stay.ended = true;
    person.stay.end_reason = person.stay.end_reason.or(Some(EndReason::MovedAway));
    person.stay.end_text = person.stay.end_text.take().or(said);
}

/// Whether a number is 1980.1, which is 1980.10 as well.
fn is_one_of_twelve(raw: &str) -> bool {
    raw.split_once('.').is_some_and(|(year, month)| year.len() == 4 && matches!(month, "1" | "10"))
}

/// The colour that at least half of a row's own cells are filled with.
fn colour_of(row: &Row) -> Option<[u8; 3]> {
    let first = row.own().find_map(|(_, cell)| cell.fill)?;
    let (filled, all) =
        row.own().fold((0, 0), |(filled, all), (_, cell)| (filled + usize::from(cell.fill == Some(first)), all + 1));
    (filled * 2 >= all).then_some(first)
}

fn rgb(code: &str) -> Option<[u8; 3]> {
    let part = |from: usize| u8::from_str_radix(code.get(from..from + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

#[cfg(test)]
mod tests;
