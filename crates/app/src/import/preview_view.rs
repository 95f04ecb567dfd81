//! A proposal and its plan as the wizard shows them.

use super::plan::{Effects, Plan, PlannedRow};
use super::reasons::in_chinese;
use louce_domain::batch::OutcomeCounts;
use louce_domain::name::{mask_citizen_id, mask_name, mask_phone};
use louce_import::proposal::{ColumnMeaning, ColumnProposal, LedgerKind, Proposal, SheetProposal};
use louce_wire::{
    ColumnPreview, FieldChangeRow, ImportChoices, ImportEffects, ImportPreview, ImportWarning, OutcomeCountsView,
    RowPreview, SheetPreview,
};

/// Rows of a sheet that are shown as written.
const ROWS_SHOWN: usize = 200;
/// Warnings that are listed.
const WARNINGS_SHOWN: usize = 300;

/// The preview of a file.
pub fn view(token: String, proposal: &Proposal, plan: &Plan, imported_before: Option<String>) -> ImportPreview {
    let warnings = warnings(proposal, plan);
    let more_warnings = u32::try_from(warnings.len().saturating_sub(WARNINGS_SHOWN)).unwrap_or(u32::MAX);
    ImportPreview {
        token,
        file: proposal.file.name.clone(),
        format: proposal.file.format.name().to_owned(),
        encoding: proposal.file.encoding.clone(),
        bytes: proposal.file.bytes as f64,
        choices: ImportChoices::default(),
        profile: None,
        ledger_date: None,
        ledger_date_from: String::new(),
        questions: Vec::new(),
        blocks: Vec::new(),
        sheets: proposal.sheets.iter().enumerate().map(|(no, sheet)| sheet_view(no, sheet, plan)).collect(),
        counts: counts_view(plan.counts()),
        effects: effects_view(plan.effects()),
        warnings: warnings.into_iter().take(WARNINGS_SHOWN).collect(),
        more_warnings,
        imported_before,
    }
}

/// Counts for the screen.
pub fn counts_view(counts: OutcomeCounts) -> OutcomeCountsView {
    let OutcomeCounts { added, updated, unchanged, pending, rejected, dropped } = counts;
    OutcomeCountsView { added, updated, unchanged, pending, rejected, dropped }
}

/// Effects for the screen.
pub fn effects_view(effects: Effects) -> ImportEffects {
    let Effects { sites, buildings, rooms, persons, stays, ended_stays, organisations, amended } = effects;
    ImportEffects { sites, buildings, rooms, persons, stays, ended_stays, organisations, amended }
}

fn ledger_zh(kind: LedgerKind) -> &'static str {
    match kind {
        LedgerKind::Person => "人口台账",
        LedgerKind::FloatingPopulation => "流动人口登记表",
        LedgerKind::Rental => "出租屋台账",
        LedgerKind::Organisation => "单位台账",
        LedgerKind::Building => "楼栋台账",
        LedgerKind::RoomSurvey => "房屋采集表",
        LedgerKind::Visits => "走访记录",
        LedgerKind::Employees => "从业人员名单",
        LedgerKind::Plates => "门楼牌普查表",
        LedgerKind::Grids => "网格表",
        LedgerKind::NoRecords => "",
    }
}

fn sheet_view(no: usize, sheet: &SheetProposal, plan: &Plan) -> SheetPreview {
    let planned = plan.rows.iter().filter(|row| row.sheet == no);
    let shown = sheet.rows.iter().zip(planned).take(ROWS_SHOWN);
    SheetPreview {
        name: sheet.name.clone().unwrap_or_default(),
        hidden: sheet.hidden,
        skipped: false,
        merges: Vec::new(),
        reasons: Vec::new(),
        ledger: ledger_zh(sheet.ledger).to_owned(),
        header_rows: sheet.header_rows.clone(),
        columns: sheet.columns.iter().map(column_view).collect(),
        rows: shown.map(|(row, planned)| row_view(&row.cells, planned)).collect(),
        counts: counts_view(plan.counts_of_sheet(no)),
    }
}

fn column_view(column: &ColumnProposal) -> ColumnPreview {
    let (field, refused) = match column.meaning {
        ColumnMeaning::Field(field) => (Some(field), None),
        ColumnMeaning::Refused(kind) => (None, Some(kind.why_zh().to_owned())),
        ColumnMeaning::Unsupported | ColumnMeaning::Unmapped => (None, None),
    };
    ColumnPreview {
        column: column.letters.clone(),
        header: column.header.clone(),
        field: field.map(|field| field.code().to_owned()),
        field_zh: None,
        refused,
        unsupported: column.meaning == ColumnMeaning::Unsupported,
        confidence: column.confidence,
        evidence: String::new(),
        alternatives: Vec::new(),
        examples: column.examples.clone(),
        filled: 0,
        distinct: 0,
        problems: 0,
        facets: Vec::new(),
        facets_cut: false,
    }
}

fn row_view(cells: &[String], planned: &PlannedRow) -> RowPreview {
    RowPreview {
        row: planned.row,
        outcome: planned.outcome.code().to_owned(),
        reason: reason_of(planned),
        reason_code: planned.reason.clone().unwrap_or_default(),
        hidden: false,
        marks: Vec::new(),
        candidates: Vec::new(),
        cells: cells.to_vec(),
        changes: planned.changes.iter().map(change_view).collect(),
    }
}

/// The reason of a row in words: what exactly, else the words of its code.
pub fn reason_of(row: &PlannedRow) -> Option<String> {
    row.detail.clone().or_else(|| row.reason.as_deref().map(|code| in_chinese(code).to_owned()))
}

/// What the register holds is masked; what the file says stands in the file anyway.
fn change_view(change: &louce_domain::change::FieldChange) -> FieldChangeRow {
    let masked = |text: &String| match change.field.as_str() {
        "name" | "former_name" => mask_name(text),
        "citizen_id" => mask_citizen_id(text),
        "phones" => text.split('、').map(mask_phone).collect::<Vec<_>>().join("、"),
        _ => text.clone(),
    };
    FieldChangeRow { field: change.field.clone(), old: change.old.as_ref().map(masked), new: change.new.clone() }
}

/// A column's letters from its number: 0 is A, 26 is AA.
pub fn column_letters(column: u32) -> String {
    let (mut rest, mut letters) = (column + 1, Vec::new());
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Warnings of the file first, then rows that wait or were refused, then what is doubtful in rows that go in.
fn warnings(proposal: &Proposal, plan: &Plan) -> Vec<ImportWarning> {
    let of_file = proposal.warnings.iter().map(|warning| ImportWarning {
        sheet: warning.sheet.clone().unwrap_or_default(),
        row: warning.row.unwrap_or(0),
        column: warning.column.map(column_letters),
        code: warning.code.clone(),
        message: warning.message.clone(),
    });
    let questions = proposal.questions.iter().map(|question| ImportWarning {
        sheet: question.sheet.clone().unwrap_or_default(),
        row: question.rows.first().copied().unwrap_or(0),
        column: None,
        code: question.code.clone(),
        message: question.ask.clone(),
    });
    let sheet_name = |no: usize| proposal.sheets.get(no).and_then(|sheet| sheet.name.clone()).unwrap_or_default();
    let waiting =
        plan.rows.iter().filter(|row| matches!(row.outcome.code(), "pending" | "rejected")).map(|row| ImportWarning {
            sheet: sheet_name(row.sheet),
            row: row.row,
            column: None,
            code: row.reason.clone().unwrap_or_default(),
            message: reason_of(row).unwrap_or_default(),
        });
    let findings = proposal.sheets.iter().flat_map(|sheet| {
        let name = sheet.name.clone().unwrap_or_default();
        sheet.rows.iter().flat_map(move |row| {
            let name = name.clone();
            row.findings.iter().map(move |finding| ImportWarning {
                sheet: name.clone(),
                row: row.row,
                column: finding.column.map(column_letters),
                code: finding.code.clone(),
                message: finding.message.clone(),
            })
        })
    });
    of_file.chain(questions).chain(waiting).chain(findings).collect()
}

#[cfg(test)]
mod tests {
    use super::column_letters;

    #[test]
    fn columns_are_lettered_as_spreadsheets_do() {
        assert_eq!([0, 25, 26, 701, 702].map(column_letters), ["A", "Z", "AA", "ZZ", "AAA"], "base 26 without a zero");
    }
}
