//! The filled ledgers against their truth files: layout, outcomes, findings and every value.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may stop, and says what it skips and counts"
)]

mod truth;

use louce_import::Proposal;
use louce_import::proposal::{ColumnMeaning, LedgerKind, RowOutcome};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use truth::{Score, compare, ledgers, read};

const COMPLETE: [&str; 4] = ["人口台账.xlsx", "人口台账-更正.xlsx", "单位台账.csv", "楼栋台账.xlsx"];
const LATER: [&str; 5] =
    ["流动人口登记表.xls", "出租屋台账.xlsx", "混合问题.xlsx", "房屋采集表.ods", "人员信息导出.xls"];
const KINDS: [&str; 6] = ["persons", "stays", "orgs", "tenancies", "buildings", "rooms"];
/// Reasons that need the whole file or the register: the plan finds them.
const OF_THE_PLAN: [&str; 2] = ["id_conflict", "duplicate_in_file"];

fn layout(proposal: &Proposal, truth: &Value, wrong: &mut Vec<String>) {
    for sheet in truth["layout"].as_array().unwrap() {
        let Some(found) = proposal.sheets.iter().find(|s| json!(s.name) == sheet["sheet"]) else {
            wrong.push(format!("no sheet {}", sheet["sheet"]));
            continue;
        };
        if json!(found.header_rows) != sheet["header_rows"] {
            wrong.push(format!("{}: header {:?}, wanted {}", sheet["sheet"], found.header_rows, sheet["header_rows"]));
        }
        let wanted = sheet["columns"].as_array().unwrap();
        if wanted.len() != found.columns.len() {
            wrong.push(format!("{}: {} columns, wanted {}", sheet["sheet"], found.columns.len(), wanted.len()));
        }
        for (column, wanted) in found.columns.iter().zip(wanted) {
            let field = match column.meaning {
                ColumnMeaning::Field(field) => json!(field.code()),
                ColumnMeaning::Refused(_) if wanted["field"] == "unsupported" => json!("unsupported"),
                ColumnMeaning::Refused(_) => json!("refused"),
                ColumnMeaning::Unsupported => json!("unsupported"),
                ColumnMeaning::Unmapped => Value::Null,
            };
            if (json!(column.letters), json!(column.header), &field)
                != (wanted["col"].clone(), wanted["header"].clone(), &wanted["field"])
            {
                wrong.push(format!("column {} {} = {field}, wanted {wanted}", column.letters, column.header));
            }
        }
    }
    for later in proposal.warnings.iter().filter(|w| w.code.starts_with("column_") && w.row.is_some()) {
        wrong.push(format!("row {:?} was taken for the header of a second table", later.row));
    }
    for sheet in truth["sheets_without_records"].as_array().into_iter().flatten() {
        let found = proposal.sheets.iter().find(|s| json!(s.name) == sheet["sheet"]);
        if found.is_none_or(|found| found.ledger != LedgerKind::NoRecords) {
            wrong.push(format!("{} has no records", sheet["sheet"]));
        }
    }
}

fn places(list: &Value, last: &str) -> BTreeSet<(String, u64, String)> {
    let list = list.as_array().into_iter().flatten();
    list.map(|x| (x["sheet"].to_string(), x["row"].as_u64().unwrap(), x[last].as_str().unwrap().to_owned())).collect()
}

fn outcomes(proposal: &Proposal, truth: &Value, wrong: &mut Vec<String>) {
    if json!(proposal.rows_total()) != truth["rows_total"] {
        wrong.push(format!("{} rows, wanted {}", proposal.rows_total(), truth["rows_total"]));
    }
    let mut dropped = BTreeSet::new();
    let mut waiting = BTreeSet::new();
    for sheet in &proposal.sheets {
        for row in &sheet.rows {
            let at = |reason: &str| (json!(sheet.name).to_string(), u64::from(row.row), reason.to_owned());
            match row.outcome {
                RowOutcome::Record => {}
                RowOutcome::Pending(reason) => drop(waiting.insert(at(reason.code()))),
                RowOutcome::Rejected(reason) => drop(waiting.insert(at(reason.code()))),
                RowOutcome::Dropped(reason) => drop(dropped.insert(at(reason.code()))),
            }
        }
    }
    let wanted = places(&truth["outcomes"]["dropped"], "reason");
    wrong.extend(dropped.symmetric_difference(&wanted).map(|x| format!("dropped {x:?}: {}", wanted.contains(x))));
    let mut wanted = places(&truth["outcomes"]["rejected_or_pending"], "reason_code");
    wanted.retain(|(_, _, reason)| !OF_THE_PLAN.contains(&reason.as_str()));
    wrong.extend(waiting.symmetric_difference(&wanted).map(|x| format!("waits {x:?}: {}", wanted.contains(x))));
}

fn findings(proposal: &Proposal, truth: &Value, wrong: &mut Vec<String>) {
    let wanted = places(&truth["findings"], "code");
    let codes: BTreeSet<&str> = wanted.iter().map(|(_, _, code)| code.as_str()).collect();
    let mut found = BTreeSet::new();
    for sheet in &proposal.sheets {
        for row in &sheet.rows {
            for finding in row.findings.iter().filter(|finding| codes.contains(finding.code.as_str())) {
                found.insert((json!(sheet.name).to_string(), u64::from(row.row), finding.code.clone()));
            }
        }
    }
    wrong.extend(found.symmetric_difference(&wanted).map(|x| format!("finding {x:?}: wanted {}", wanted.contains(x))));
}

fn forbidden(proposal: &Proposal, truth: &Value, wrong: &mut Vec<String>) {
    let everything = serde_json::to_string(proposal).unwrap();
    for fragment in truth["forbidden_strings"].as_array().into_iter().flatten() {
        if everything.contains(fragment.as_str().unwrap()) {
            wrong.push(format!("{fragment} of a refused column got through"));
        }
    }
}

/// Nobody may come out of a row that names nobody, and no name that the file does not hold.
fn nobody_invented(proposal: &Proposal, truth: &Value, wrong: &mut Vec<String>) {
    let persons = truth["persons"].as_array().into_iter().flatten();
    let known = persons.flat_map(|p| {
        p["either"]["name"].as_array().cloned().unwrap_or_default().into_iter().chain([p["name"].clone()])
    });
    let known: Vec<Value> = known.chain(truth["other_names"].as_array().cloned().unwrap_or_default()).collect();
    for row in proposal.sheets.iter().flat_map(|sheet| &sheet.rows) {
        if let Some(person) = truth::shaped(row, "persons").filter(|person| !known.contains(&person["name"])) {
            wrong.push(format!("row {}: {} was invented", row.row, person["name"]));
        }
    }
    for place in truth["outcomes"]["no_person_rows"].as_array().into_iter().flatten() {
        let row = truth::row(proposal, &place["sheet"], &place["row"]).unwrap();
        if truth::shaped(row, "persons").is_some() {
            wrong.push(format!("{place}: names nobody"));
        }
    }
}

/// The questions of the file; a colour stands behind its code (`fill_colour:FFFF00`).
fn questions(proposal: &Proposal, truth: &Value, wrong: &mut Vec<String>) {
    for wanted in truth["questions"].as_array().into_iter().flatten() {
        let asks = |code: &str| json!(code.split(':').next()) == wanted["code"];
        let found = proposal.questions.iter().find(|found| asks(&found.code));
        let rows = found.is_some_and(|found| wanted["rows"].is_null() || json!(found.rows) == wanted["rows"]);
        if !rows || found.is_some_and(|found| !wanted["answer"].is_null() && json!(found.said) != wanted["answer"]) {
            wrong.push(format!("question {}", wanted["code"]));
        }
    }
}

fn judge(name: &str) -> Option<Score> {
    let folder = ledgers()?;
    let (proposal, truth) = (read(&folder, name), truth::truth(&folder, name));
    let mut score = Score::default();
    if proposal.file.sha256 != truth["file"]["sha256"] {
        score.wrong.push("the hash of the file".into());
    }
    layout(&proposal, &truth, &mut score.wrong);
    outcomes(&proposal, &truth, &mut score.wrong);
    findings(&proposal, &truth, &mut score.wrong);
    forbidden(&proposal, &truth, &mut score.wrong);
    nobody_invented(&proposal, &truth, &mut score.wrong);
    questions(&proposal, &truth, &mut score.wrong);
    for kind in KINDS {
        compare(&proposal, &truth, kind, &mut score);
    }
    println!("{name}: {} right, {} pending, {} wrong", score.right, score.pending, score.wrong.len());
    for wrong in score.wrong.iter().take(std::env::var("SHOW").map_or(12, |n| n.parse().unwrap())) {
        println!("    {wrong}");
    }
    Some(score)
}

#[test]
fn four_ledgers_agree_with_their_truth_completely() {
    let scores = COMPLETE.map(judge);
    for (name, score) in COMPLETE.iter().zip(scores) {
        let Some(score) = score else { return };
        assert_eq!(score.pending, 0, "{name}: a row that waits still says what the truth says");
        assert!(score.wrong.is_empty(), "{name}: every layout, outcome, finding and value is the truth's");
        assert!(score.right > 0, "{name}: something was compared");
    }
}

#[test]
fn the_other_ledgers_are_read_and_scored() {
    for name in LATER {
        let Some(score) = judge(name) else { return };
        assert!(score.wrong.is_empty(), "{name}: nothing is wrong; what is not certain waits");
        assert!(score.right > 0, "{name}: facts are found");
    }
}
