//! Messes of rows: every row ends somewhere, is counted once, and comes back when it was put right.

use super::{Clerk, id, rows};
use louce_app::export::ExportKind;
use louce_app::import::undo::undo;
use louce_app::import::unimported;
use louce_wire::{ImportChoices, RowDecision, RowTake};

#[test]
fn several_people_in_a_cell_wait_for_a_word() {
    let clerk = Clerk::new();
    let result = clerk.import(&clerk.text("九.csv", &["姓名|现住址", "张三、李四(妻)|望湖家园1幢1单元101室"]));
    assert_eq!((result.counts.pending, result.counts.added), (1, 0), "the split is proposed, not done");
    assert!(clerk.persons("name").is_empty(), "nobody is called 张三、李四");
}

#[test]
fn a_split_that_is_confirmed_makes_each_of_them_and_is_remembered() {
    let clerk = Clerk::new();
    let (first, second) = (id("19800101", "001"), id("19820202", "002"));
    let lines = [
        "姓名|身份证号|联系电话|现住址".to_owned(),
        format!("张三、李四(妻)|{first}、{second}|13900000001|望湖家园1幢1单元101室"),
    ];
    let file = clerk.text("九.csv", &lines.iter().map(String::as_str).collect::<Vec<_>>());
    let decision = RowDecision { sheet: String::new(), row: 2, take: RowTake::Split };
    let choices = ImportChoices { decisions: vec![decision], ..ImportChoices::default() };
    assert_eq!(clerk.import_with(&file, &choices).counts.added, 1, "the row is taken");
    assert_eq!(clerk.persons("name"), ["张三", "李四"], "as two persons");
    assert_eq!(clerk.persons("citizen_id"), [first, second], "each with their own id");
    assert_eq!(clerk.stays("room"), ["101", "101"], "in the one room");
    assert_eq!(clerk.stays("relation")[1], "妻", "with what stood in brackets");
    let before = clerk.bench.everything();
    assert_eq!(clerk.import(&file).counts.unchanged, 1, "the next time nothing is asked and nothing is new");
    assert_eq!(clerk.bench.everything(), before, "nor touched");
}

#[test]
fn totals_signatures_and_repeated_headers_are_dropped_with_their_reason() {
    let clerk = Clerk::new();
    let person = |name: &str, number: &str| format!("{name}|{}|望湖家园1幢1单元101室", id("19800101", number));
    let file = clerk.text(
        "十三.csv",
        &[
            "姓名|身份证号|现住址",
            &person("丑一", "001"),
            "",
            "姓名|身份证号|现住址",
            &person("丑二", "003"),
            "合计|2人|",
            "填表人：王五|审核人：赵六|日期：2024年6月1日",
            "以下空白||",
        ],
    );
    let preview = clerk.preview(&file, &ImportChoices::default());
    let mut reasons: Vec<&str> = preview.sheets[0]
        .reasons
        .iter()
        .filter(|reason| reason.outcome == "dropped")
        .map(|reason| reason.reason.as_str())
        .collect();
    reasons.sort_unstable();
    assert_eq!(
        reasons,
        ["blank", "end_mark", "header", "repeated_header", "signature", "total"],
        "each kind of row that is no record has its name"
    );
    let result = clerk.import(&file);
    assert_eq!((result.counts.added, result.counts.dropped), (2, 6), "two persons, six rows that are none");
}

#[test]
fn a_file_imported_twice_adds_nothing_and_its_corrected_issue_is_a_difference() {
    let clerk = Clerk::new();
    let ledger = |phone: &str| {
        let first = format!("寅一|{}|{phone}|望湖家园1幢1单元101室", id("19800101", "001"));
        let second = format!("寅二|{}|13900000009|望湖家园1幢1单元102室", id("19800101", "003"));
        ["姓名|身份证号|联系电话|现住址".to_owned(), first, second].join("\n")
    };
    let file = clerk.text("十八.csv", &[&ledger("13900000001")]);
    assert_eq!(clerk.import(&file).counts.added, 2, "the first time");
    let before = clerk.bench.everything();
    let again = clerk.import(&file);
    assert_eq!((again.counts.added, again.counts.unchanged), (0, 2), "the second time nothing is new");
    assert_eq!(clerk.bench.everything(), before, "and nothing was touched");
    let corrected = clerk.import(&clerk.text("十八-更正.csv", &[&ledger("13900000002")]));
    assert_eq!((corrected.counts.updated, corrected.counts.unchanged), (1, 1), "the corrected issue is one difference");
}

#[test]
fn duplicates_in_a_file_do_not_stop_it() {
    let clerk = Clerk::new();
    let number = id("19800101", "001");
    let file = clerk.text(
        "十九.csv",
        &[
            "姓名|身份证号|现住址",
            &format!("卯一|{number}|望湖家园1幢1单元101室"),
            &format!("卯一|{number}|望湖家园1幢1单元101室"),
            &format!("辰二|{number}|望湖家园1幢1单元102室"),
            &format!("巳三|{}|望湖家园1幢1单元103室", id("19800101", "005")),
        ],
    );
    let result = clerk.import(&file);
    assert_eq!(rows(&result.counts), 5, "every row has a fate");
    assert_eq!((result.counts.added, result.counts.unchanged, result.counts.pending), (2, 1, 1), "the odd one waits");
}

#[test]
fn rows_that_were_not_taken_come_back_when_they_are_put_right() {
    let clerk = Clerk::new();
    let file = clerk.text(
        "二十.csv",
        &[
            "姓名|身份证号|现住址",
            &format!("午一|{}|望湖家园1幢1单元101室", id("19800101", "001")),
            "午二、午三|   |望湖家园1幢1单元102室",
        ],
    );
    let result = clerk.import(&file);
    assert_eq!((result.counts.added, result.counts.pending), (1, 1), "one is taken, one waits");
    let out = clerk.folder.path().join("未导入.xlsx");
    let written = unimported::write(clerk.bench.asking(), &result.batch_id, &out).expect("the workbook is written");
    assert_eq!(written.rows, 1, "with the one row");
    let again = clerk.import(&out);
    assert_eq!((again.counts.pending, again.counts.added), (1, 0), "unrepaired it waits again, under the same header");
    assert_eq!(clerk.persons("name"), ["午一"], "and the column of reasons made nobody");
}

#[test]
fn a_row_that_names_nobody_makes_nobody() {
    let clerk = Clerk::new();
    let result =
        clerk.import(&clerk.text("二十一.csv", &["户编号|姓名|与户主关系|现住址", "12||户主|望湖家园1幢1单元101室"]));
    assert_eq!(result.counts.rejected, 1, "the row says why it was not taken");
    assert!(clerk.persons("name").is_empty(), "no unnamed head is invented");
}

#[test]
fn undo_takes_back_all_of_a_messy_ledger() {
    let clerk = Clerk::new();
    clerk.import(&clerk.text("前.csv", &["姓名|现住址", "未一|望湖家园1幢1单元101室"]));
    let before = clerk.bench.everything();
    let file = clerk.text(
        "后.csv",
        &[
            "姓名|身份证号|联系电话|现住址",
            &format!("未一|{}|13900000001|望湖家园1幢1单元101室", id("19800101", "001")),
            "申二|||望湖家园9幢9单元909室",
            "酉三、酉四|||望湖家园9幢9单元909室",
            "||13900000002|",
        ],
    );
    let result = clerk.import(&file);
    assert_ne!(clerk.bench.everything(), before, "the ledger did something");
    undo(clerk.bench.asking(), &result.batch_id).expect("it is undone");
    assert_eq!(clerk.bench.everything(), before, "and nothing of it is left");
    assert_eq!(clerk.bench.list(ExportKind::Persons).len(), 1, "who was there before is there");
}

#[test]
fn rows_without_a_header_are_shown_and_told_of_but_not_kept() {
    let clerk = Clerk::new();
    let file = clerk.text("二十.csv", &["甲|乙", "1|2", "3|4"]);
    let preview = clerk.preview(&file, &ImportChoices::default());
    assert_eq!(preview.warnings[0].code, "header_not_found", "no row vanishes in silence");
    let sheet = &preview.sheets[0];
    assert_eq!(sheet.rows.len(), 3, "the wizard shows the rows to point the header at");
    assert!(sheet.rows.iter().all(|row| row.reason_code == "no_header"), "each says why it is not read");
    assert_eq!(clerk.import(&file).counts.dropped, 3, "and each is counted");
    assert!(clerk.bench.list(ExportKind::Persons).is_empty(), "nobody is invented");
}
