//! What the clerk says instead: another column, another value, and a profile that remembers both.

use super::{Clerk, id};
use louce_app::host::Unwatched;
use louce_app::import::commit;
use louce_app::import::preview::prepare;
use louce_wire::{ColumnChoice, ImportChoices, SheetChoices, ValueFix};

fn ledger(clerk: &Clerk, name: &str, person: &str, sequence: &str) -> std::path::PathBuf {
    clerk.text(
        name,
        &[
            "人|甲列|住哪里|男女",
            &format!("{person}|约1980|望湖家园1幢1单元101室|先生"),
            &format!("{person}妹|约1982|望湖家园1幢1单元10{sequence}室|女士"),
        ],
    )
}

fn corrected(sheet: &str) -> ImportChoices {
    let column = |letter: &str, field: &str| ColumnChoice { column: letter.into(), field: Some(field.into()) };
    let fix = |from: &str, to: &str| ValueFix { column: "D".into(), from: from.into(), to: to.into() };
    let sheet = SheetChoices {
        sheet: sheet.to_owned(),
        header: Some(louce_wire::HeaderRows { first: 1, last: 1 }),
        columns: vec![column("A", "name"), column("B", "remark"), column("C", "address"), column("D", "sex")],
        fixes: vec![fix("先生", "男"), fix("女士", "女")],
        ..SheetChoices::default()
    };
    ImportChoices { sheets: vec![sheet], ..ImportChoices::default() }
}

#[test]
fn a_mapping_corrected_once_is_right_by_itself_the_second_time() {
    let clerk = Clerk::new();
    let first = ledger(&clerk, "甲.csv", "戌一", "2");
    let choices = corrected("");
    let prepared = prepare(clerk.bench.asking(), &first, &choices, &Unwatched).expect("previewed with the corrections");
    let remembered = Some("街道花名册".to_owned());
    let result = commit::commit_and_remember(clerk.bench.asking(), &prepared, remembered.as_deref(), &Unwatched)
        .expect("imported");
    assert_eq!(result.counts.added, 2, "both are understood");
    assert_eq!(clerk.persons("sex"), ["男", "女"], "the values are mapped");

    let second = ledger(&clerk, "乙.csv", "亥一", "3");
    let preview = clerk.preview(&second, &ImportChoices::default());
    assert_eq!(preview.profile.map(|profile| profile.name).as_deref(), Some("街道花名册"), "the layout is known again");
    assert_eq!(clerk.import(&second).counts.added, 2, "nothing has to be said twice");
    assert_eq!(clerk.persons("sex"), ["男", "女", "男", "女"], "values included");
}

#[test]
fn a_value_can_be_put_right_everywhere_at_once() {
    let clerk = Clerk::new();
    let file = clerk.text(
        "改.csv",
        &[
            "姓名|身份证号|文化程度|现住址",
            &format!("木一|{}|大本|望湖家园1幢1单元101室", id("19800101", "001")),
            &format!("木二|{}|大本|望湖家园1幢1单元102室", id("19800101", "003")),
        ],
    );
    let fixes = vec![ValueFix { column: "C".into(), from: "大本".into(), to: "大学本科".into() }];
    let sheet = SheetChoices { fixes, ..SheetChoices::default() };
    clerk.import_with(&file, &ImportChoices { sheets: vec![sheet], ..ImportChoices::default() });
    let education = clerk.persons("education");
    assert!(education.len() == 2 && education[0] == education[1], "one fix, every row");
    assert!(!education[0].contains("大本"), "read as meant: {education:?}");
}
