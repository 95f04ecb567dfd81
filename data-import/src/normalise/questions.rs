//! What is asked once per file: marks whose meaning is not in the cells.

use super::value::plain;
use crate::cell::{Row, Sheet};
use crate::facts::RowFacts;
use crate::field::FieldCode;
use crate::proposal::{ColumnMeaning, ColumnProposal, Proposal, Question, RowOutcome, RowProposal};
use louce_domain::stay::EndReason;

/// Adds a sheet's questions; where the file itself answers, the answer is applied.
pub(crate) fn ask(sheet: &Sheet, columns: &[ColumnProposal], rows: &mut [RowProposal], proposal: &mut Proposal) {
    let records: Vec<u32> =
        rows.iter().filter(|row| !matches!(row.outcome, RowOutcome::Dropped(_))).map(|row| row.row).collect();
    let is_record = |row: &&Row| records.binary_search(&row.number).is_ok();
    strike_through(sheet, &is_record, rows, proposal);
    hidden_rows(sheet, &is_record, proposal);
    tick_marks(sheet, columns, &is_record, proposal);
    status_values(sheet, columns, &is_record, proposal);
}

fn push(proposal: &mut Proposal, sheet: &Sheet, code: &str, ask: &str, rows: Vec<u32>, answer: Option<String>) {
    if !rows.is_empty() {
        let question = Question {
            sheet: sheet.name.clone(),
            code: code.into(),
            ask: ask.into(),
            rows,
            options: Vec::new(),
            answer: None,
            said: answer,
        };
        proposal.questions.push(question);
    }
}

fn numbers<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<u32> {
    rows.map(|row| row.number).collect()
}

fn strike_through(sheet: &Sheet, is_record: &dyn Fn(&&Row) -> bool, rows: &mut [RowProposal], proposal: &mut Proposal) {
    let struck = |row: &&Row| row.own().next().is_some() && row.own().all(|(_, cell)| cell.struck);
    let struck = numbers(sheet.rows.iter().filter(|row| is_record(row)).filter(struck));
    let answer = legend(sheet, &["划线", "删除线", "划掉"]);
    let gone = answer
        .as_deref()
        .is_some_and(|answer| ["搬走", "搬离", "离开", "迁出"].iter().any(|word| answer.contains(word)));
    for row in rows.iter_mut().filter(|row| gone && struck.contains(&row.row)) {
        if let Some(RowFacts::Person(person)) = row.facts.as_deref_mut() {
            person.stay.ended = true;
            person.stay.end_reason = Some(EndReason::MovedAway);
            person.stay.end_text.clone_from(&answer);
        }
    }
    push(proposal, sheet, "strike_through", "划线的行表示什么？例如：已搬走。", struck, answer);
}

/// What a legend says of a mark: 已搬走 of "注：划线者为已搬走。"
fn legend(sheet: &Sheet, marks: &[&str]) -> Option<String> {
    let texts = sheet.rows.iter().flat_map(Row::own).map(|(_, cell)| plain(&cell.text));
    let mut texts = texts.filter(|text| text.chars().count() < 60);
    texts.find_map(|text| {
        let (_, rest) = marks.iter().find_map(|mark| text.split_once(mark))?;
        let said = rest.split(['为', '是', '=', ':']).nth(1)?;
        let said = said.split(['。', ',', ';', ')']).next()?.trim();
        (!said.is_empty()).then(|| said.to_owned())
    })
}

fn hidden_rows(sheet: &Sheet, is_record: &dyn Fn(&&Row) -> bool, proposal: &mut Proposal) {
    let hidden = numbers(sheet.rows.iter().filter(is_record).filter(|row| row.hidden));
    push(proposal, sheet, "hidden_rows", "有隐藏的行，是否一并导入？", hidden, None);
}

fn column(columns: &[ColumnProposal], field: FieldCode) -> Option<u32> {
    columns.iter().find(|column| column.meaning == ColumnMeaning::Field(field)).map(|column| column.column)
}

fn tick_marks(sheet: &Sheet, columns: &[ColumnProposal], is_record: &dyn Fn(&&Row) -> bool, proposal: &mut Proposal) {
    for field in [FieldCode::AgreementSigned, FieldCode::OrgHazmat, FieldCode::IllegalStructure, FieldCode::InGrid] {
        let Some(column) = column(columns, field) else { continue };
        let circled = |row: &&Row| ["○", "〇", "●", "△"].contains(&plain(row.text(column)).as_str());
        let circled = numbers(sheet.rows.iter().filter(is_record).filter(circled));
        push(proposal, sheet, "tick_marks", "“○”等记号表示是还是否？", circled, None);
    }
}

fn status_values(
    sheet: &Sheet,
    columns: &[ColumnProposal],
    is_record: &dyn Fn(&&Row) -> bool,
    proposal: &mut Proposal,
) {
    let Some(column) = column(columns, FieldCode::Status) else { return };
    let odd = |row: &&Row| !["", "正常", "有效", "在住"].contains(&plain(row.text(column)).as_str());
    let odd = numbers(sheet.rows.iter().filter(is_record).filter(odd));
    push(proposal, sheet, "status_values", "状态不是“正常”的记录按已结束处理，是否正确？", odd, None);
}
