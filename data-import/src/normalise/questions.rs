//! What is asked once per file: marks whose meaning is not in the cells.

use super::value::plain;
use crate::cell::Row;
use crate::choices::Answer;
use crate::facts::RowFacts;
use crate::field::FieldCode;
use crate::proposal::{ColumnMeaning, ColumnProposal, Question, RowOutcome, RowProposal};
use louce_domain::stay::EndReason;

/// Longest text that is looked at as a legend, characters.
const LEGEND_CHARS: usize = 60;
const STRUCK: &[&str] = &["划线", "删除线", "划掉"];
const GONE: &[&str] = &["搬走", "搬离", "离开", "迁出"];
const TICKED: &[FieldCode] =
    &[FieldCode::AgreementSigned, FieldCode::OrgHazmat, FieldCode::IllegalStructure, FieldCode::InGrid];

/// The questions of one sheet, gathered while its rows go by.
#[derive(Debug)]
pub(crate) struct SheetQuestions {
    sheet: Option<String>,
    /// What the file says of struck rows.
    struck_means: Option<String>,
    struck: Vec<u32>,
    hidden: Vec<u32>,
    /// Columns of yes and no, with the rows that hold a mark that says neither.
    ticked: Vec<(u32, Vec<u32>)>,
    status: Option<u32>,
    odd_status: Vec<u32>,
}

impl SheetQuestions {
    /// Begins a sheet. `first` are its first rows (all of them where it is small), looked through for legends;
    /// `answers` are what the user said before.
    pub(crate) fn of(sheet: Option<&str>, columns: &[ColumnProposal], first: &[Row], _answers: &[Answer]) -> Self {
        Self {
            sheet: sheet.map(str::to_owned),
            struck_means: first.iter().find_map(|row| legend(row, STRUCK)),
            struck: Vec::new(),
            hidden: Vec::new(),
            ticked: TICKED.iter().filter_map(|field| Some((column(columns, *field)?, Vec::new()))).collect(),
            status: column(columns, FieldCode::Status),
            odd_status: Vec::new(),
        }
    }

    /// Notes a row, every one in order, and applies to its proposal what is answered.
    pub(crate) fn note(&mut self, row: &Row, proposal: &mut RowProposal) {
        if matches!(proposal.outcome, RowOutcome::Dropped(_)) {
            if self.struck_means.is_none() {
                self.struck_means = legend(row, STRUCK);
            }
            return;
        }
        if row.hidden {
            self.hidden.push(row.number);
        }
        if row.own().next().is_some() && row.own().all(|(_, cell)| cell.struck) {
            self.struck.push(row.number);
            self.end_struck(proposal);
        }
        for (column, rows) in &mut self.ticked {
            let text = row.text(*column);
            if !text.is_empty() && ["○", "〇", "●", "△"].contains(&plain(text).as_str()) {
                rows.push(row.number);
            }
        }
        let status = self.status.map(|column| plain(row.text(column))).unwrap_or_default();
        if !["", "正常", "有效", "在住"].contains(&status.as_str()) {
            self.odd_status.push(row.number);
        }
    }

    fn end_struck(&self, proposal: &mut RowProposal) {
        let Some(said) = self.struck_means.as_ref().filter(|said| GONE.iter().any(|word| said.contains(word))) else {
            return;
        };
        if let Some(RowFacts::Person(person)) = proposal.facts.as_deref_mut() {
            person.stay.ended = true;
            person.stay.end_reason = Some(EndReason::MovedAway);
            person.stay.end_text = Some(said.clone());
        }
    }

    /// The questions, once all rows went by.
    pub(crate) fn finish(self) -> Vec<Question> {
        let mut asked = vec![
            ("strike_through", "划线的行表示什么？例如：已搬走。", self.struck, self.struck_means),
            ("hidden_rows", "有隐藏的行，是否一并导入？", self.hidden, None),
        ];
        asked.extend(self.ticked.into_iter().map(|(_, rows)| ("tick_marks", "“○”等记号表示是还是否？", rows, None)));
        asked.push(("status_values", "状态不是“正常”的记录按已结束处理，是否正确？", self.odd_status, None));
        let asked = asked.into_iter().filter(|(_, _, rows, _)| !rows.is_empty());
        let question = |(code, ask, rows, said): (&str, &str, Vec<u32>, Option<String>)| Question {
            sheet: self.sheet.clone(),
            code: code.to_owned(),
            ask: ask.to_owned(),
            rows,
            options: Vec::new(),
            answer: None,
            said,
        };
        asked.map(question).collect()
    }
}

/// What a legend says of a mark: 已搬走 of "注：划线者为已搬走。"
fn legend(row: &Row, marks: &[&str]) -> Option<String> {
    let texts = row.own().map(|(_, cell)| plain(&cell.text));
    let mut texts = texts.filter(|text| text.chars().count() < LEGEND_CHARS);
    texts.find_map(|text| {
        let (_, rest) = marks.iter().find_map(|mark| text.split_once(mark))?;
        let said = rest.split(['为', '是', '=', ':']).nth(1)?;
        let said = said.split(['。', ',', ';', ')']).next()?.trim();
        (!said.is_empty()).then(|| said.to_owned())
    })
}

fn column(columns: &[ColumnProposal], field: FieldCode) -> Option<u32> {
    columns.iter().find(|column| column.meaning == ColumnMeaning::Field(field)).map(|column| column.column)
}
