use super::Answers;
use crate::cell::{Cell, Form, Row, Sheet, Workbook};
use crate::choices::{Answer, LedgerChoices, SheetChoice};
use crate::error::FileFormat;
use crate::facts::{PersonFacts, RowFacts};
use crate::field::RefusedKind;
use crate::proposal::{AnsweredBy, ColumnMeaning, DropReason, FileFacts, Proposal, Question, RowOutcome, RowProposal};
use crate::propose::{ProposeOptions, of_workbook};
use crate::refused_values::sensitive;
use crate::worker::Unwatched;
use louce_domain::stay::EndReason;

const HEADER: &[&str] = &["姓名", "身份证号", "现住址", "出生日期", "备注"];

fn row(number: u32, texts: &[&str]) -> Row {
    let cells = (0..).zip(texts).filter(|(_, text)| !text.is_empty());
    Row { number, hidden: false, cells: cells.map(|(column, text)| (column, Cell::text(*text))).collect() }
}

fn marked(mut row: Row, mark: impl Fn(&mut Cell)) -> Row {
    row.cells.iter_mut().for_each(|(_, cell)| mark(cell));
    row
}

fn struck(row: Row) -> Row {
    marked(row, |cell| cell.struck = true)
}

fn yellow(row: Row) -> Row {
    marked(row, |cell| cell.fill = Some([255, 255, 0]))
}

fn read(name: &str, rows: Vec<Row>, answers: &[(&str, &str)]) -> Proposal {
    let answer = |(code, answer): &(&str, &str)| Answer { code: (*code).into(), answer: (*answer).into() };
    let choice = SheetChoice {
        sheet: Some(name.to_owned()),
        answers: answers.iter().map(answer).collect(),
        ..SheetChoice::default()
    };
    let choices = LedgerChoices { sheets: vec![choice], ..LedgerChoices::default() };
    let options = ProposeOptions { choices, ..ProposeOptions::in_year(2026) };
    let sheet = Sheet { name: Some(name.to_owned()), rows, ..Sheet::default() };
    let workbook = Workbook { encoding: None, sheets: vec![sheet] };
    let file = FileFacts {
        name: "台账.xlsx".into(),
        sha256: String::new(),
        format: FileFormat::Xlsx,
        encoding: None,
        bytes: 1,
    };
    of_workbook(workbook, file, &options, &Unwatched).unwrap()
}

fn rows(proposal: &Proposal) -> &[RowProposal] {
    &proposal.sheets[0].rows
}

fn question<'a>(proposal: &'a Proposal, code: &str) -> &'a Question {
    proposal.questions.iter().find(|question| question.code == code).unwrap_or_else(|| panic!("{code} is asked"))
}

fn person(row: &RowProposal) -> &PersonFacts {
    match row.facts.as_deref() {
        Some(RowFacts::Person(person)) => person,
        other => panic!("row {} is a person, not {other:?}", row.row),
    }
}

fn people() -> Vec<Row> {
    vec![
        row(1, HEADER),
        row(2, &["张三", "", "3幢501", "1980-01-05"]),
        struck(row(3, &["李四", "", "3幢502", "1981-02-06"])),
        row(4, &["王五", "", "3幢503", "1982-03-07"]),
    ]
}

#[test]
fn struck_rows_have_moved_out_unless_somebody_says_otherwise() {
    let unasked = read("名单", people(), &[]);
    let asked = question(&unasked, "strike_through");
    assert_eq!((asked.rows.as_slice(), asked.by), (&[3][..], AnsweredBy::Default), "asked once, for the row");
    assert_eq!(asked.answer.as_deref(), asked.options.first().map(|option| option.code.as_str()), "the first holds");
    assert!(person(&rows(&unasked)[2]).stay.ended, "a line through a row ends the stay");
    assert!(!person(&rows(&unasked)[1]).stay.ended, "no line, no end");

    let kept = read("名单", people(), &[("strike_through", "nothing")]);
    assert!(!person(&rows(&kept)[2]).stay.ended, "the user says that it means nothing");
    let skipped = read("名单", people(), &[("strike_through", "skip")]);
    assert_eq!(rows(&skipped)[2].outcome, RowOutcome::Dropped(DropReason::LeftOutStruck), "left out at their word");
    assert!(rows(&skipped)[2].facts.is_none() && !rows(&skipped)[2].cells.is_empty(), "but shown as written");
    for proposal in [&unasked, &kept, &skipped] {
        assert_eq!(rows(proposal).len(), 4, "every row has an outcome, whatever is answered");
    }
    let nonsense = read("名单", people(), &[("strike_through", "explode")]);
    assert_eq!(question(&nonsense, "strike_through").by, AnsweredBy::Default, "an unknown answer is none");
}

#[test]
fn the_legend_of_the_file_answers_until_the_user_does() {
    let with_legend = |text| {
        let mut rows = people();
        rows.push(row(6, &[text]));
        rows
    };
    let said = read("名单", with_legend("注：划线为作废，不必录入。"), &[]);
    let asked = question(&said, "strike_through");
    assert_eq!((asked.by, asked.said.as_deref()), (AnsweredBy::File, Some("作废")), "the file says so itself");
    assert_eq!(rows(&said)[2].outcome, RowOutcome::Dropped(DropReason::LeftOutStruck), "and it is done");
    let overruled = read("名单", with_legend("注：划线为作废。"), &[("strike_through", "moved_out")]);
    assert_eq!(question(&overruled, "strike_through").by, AnsweredBy::User, "the user's answer wins");
    let ended = &person(&rows(&overruled)[2]).stay;
    assert_eq!((ended.ended, ended.end_reason), (true, Some(EndReason::MovedAway)), "and is done");
}

#[test]
fn colours_that_mark_rows_are_asked_about_and_do_nothing_unasked() {
    let coloured = || {
        let mut rows = people();
        rows.push(yellow(row(5, &["赵六", "", "3幢504", "1983-04-08"])));
        rows
    };
    let unasked = read("名单", coloured(), &[]);
    let asked = question(&unasked, "fill_colour:FFFF00");
    assert_eq!((asked.rows.as_slice(), asked.answer.as_deref()), (&[5][..], Some("nothing")), "one colour, one row");
    assert!(asked.ask.contains('黄'), "called as clerks call it: {}", asked.ask);
    assert!(!person(&rows(&unasked)[4]).stay.ended, "a colour that nobody explained does nothing");
    let gone = read("名单", coloured(), &[("fill_colour:FFFF00", "moved_out")]);
    assert!(person(&rows(&gone)[4]).stay.ended, "the user explained it");
    let skipped = read("名单", coloured(), &[("fill_colour:FFFF00", "skip")]);
    assert_eq!(rows(&skipped)[4].outcome, RowOutcome::Dropped(DropReason::LeftOutColoured), "left out");

    let striped = people().into_iter().map(|row| if row.number == 1 { row } else { yellow(row) }).collect();
    let all = read("名单", striped, &[]);
    assert!(!all.questions.iter().any(|q| q.code.starts_with("fill_colour")), "a painted table marks no row");
}

#[test]
fn hidden_rows_come_along_unless_left_out() {
    let hidden = || {
        let mut rows = people();
        rows[3].hidden = true;
        rows
    };
    let unasked = read("名单", hidden(), &[]);
    assert_eq!(question(&unasked, "hidden_rows").rows, [4], "asked");
    assert!(rows(&unasked)[3].facts.is_some(), "and imported by default");
    let skipped = read("名单", hidden(), &[("hidden_rows", "skip")]);
    assert_eq!(rows(&skipped)[3].outcome, RowOutcome::Dropped(DropReason::LeftOutHidden), "left out");
}

#[test]
fn doubtful_dates_are_read_as_answered() {
    let doubtful = || {
        let mut ten = row(2, &["张三", "", "3幢501"]);
        ten.put(3, Cell::of(Form::Number(1980.1), "1980.1"));
        vec![row(1, HEADER), ten, row(3, &["李四", "", "3幢502", "80年5月"])]
    };
    let birth = |proposal: &Proposal, at: usize| person(&rows(proposal)[at]).birth_date.map(|date| date.to_string());
    let open = read("名单", doubtful(), &[]);
    assert_eq!(question(&open, "ambiguous_dates").rows, [2], "1980.1 is 1980.10");
    assert_eq!(question(&open, "two_digit_years").rows, [3], "80 is 1980, likely");
    assert_eq!((birth(&open, 1), birth(&open, 2)), (Some("1980".into()), Some("1980-05".into())), "what is certain");
    let answered = read("名单", doubtful(), &[("ambiguous_dates", "january"), ("two_digit_years", "unknown")]);
    assert_eq!((birth(&answered, 1), birth(&answered, 2)), (Some("1980-01".into()), None), "as answered");
    assert!(rows(&answered)[1].trail.iter().any(|step| step.rule == "month_answered"), "and the trail says so");
    assert_eq!(question(&answered, "ambiguous_dates").rows, [2], "still asked: the answer can be changed");
}

#[test]
fn circles_and_zeros_are_read_as_answered() {
    let table = || {
        vec![
            row(1, &["姓名", "性别", "现住址", "责任书", "房屋编号", "房东姓名"]),
            row(2, &["张三", "1", "3幢501", "○", "1", "钱七"]),
            row(3, &["李四", "0", "3幢502", "√", "2", "孙八"]),
        ]
    };
    let signed = |proposal: &Proposal, at: usize| match rows(proposal)[at].facts.as_deref() {
        Some(RowFacts::Tenancy(tenancy)) => tenancy.agreement_signed,
        other => panic!("a letting, not {other:?}"),
    };
    let open = read("出租屋", table(), &[]);
    assert_eq!((signed(&open, 1), signed(&open, 2)), (None, Some(true)), "a circle says nothing, a tick does");
    let answered = read("出租屋", table(), &[("tick_marks", "no"), ("sex_zero", "female")]);
    assert_eq!(signed(&answered, 1), Some(false), "the user explained the circle");
    assert_eq!(question(&open, "sex_zero").rows, [3], "0 is unknown by the standard, 女 by some templates");
}

#[test]
fn a_sheet_named_after_a_building_completes_addresses_unless_it_is_not_one() {
    let rooms = || vec![row(1, &["姓名", "室号", "电话"]), row(2, &["张三", "501", "13900001234"])];
    let building = |proposal: &Proposal| person(&rows(proposal)[1]).stay.address.parts.building.clone();
    let yes = read("3幢", rooms(), &[]);
    assert_eq!(building(&yes).as_deref(), Some("3"), "the sheet is the building");
    assert_eq!(question(&yes, "sheet_as_building").rows, [2], "and that is asked");
    let no = read("3幢", rooms(), &[("sheet_as_building", "no")]);
    assert_eq!(building(&no), None, "the user says that it is not");
    let plain = read("名单", rooms(), &[]);
    assert!(plain.questions.is_empty(), "a name that is no place asks nothing");
}

#[test]
fn a_remark_that_speaks_of_what_is_not_registered_is_left_out() {
    let remarks = || {
        let mut rows = people();
        rows[1] = row(2, &["张三", "", "3幢501", "1980-01-05", "曾吸毒，社区戒毒"]);
        rows[3] = row(4, &["王五", "", "3幢503", "1982-03-07", "租客"]);
        rows.push(row(5, &["赵六", "", "3幢504", "1983-03-07", "做生意"]));
        rows.push(row(6, &["孙七", "", "3幢505", "1983-03-07", "租客"]));
        rows
    };
    assert_eq!(sensitive("曾吸毒，社区戒毒"), Some(RefusedKind::CriminalRecord), "the word is known");
    let left_out = read("名单", remarks(), &[]);
    let everything = serde_json::to_string(&left_out).unwrap();
    assert!(!everything.contains("吸毒") && !everything.contains("戒毒"), "not in rows, examples, trail or warnings");
    assert_eq!(person(&rows(&left_out)[3]).remark.as_deref(), Some("租客"), "the other remarks stay");
    assert_eq!(question(&left_out, "remark_sensitive").rows, [2], "the user may look at it");
    assert!(left_out.warnings.iter().any(|warning| warning.code == "remark_sensitive"), "and is told");
    let kept = read("名单", remarks(), &[("remark_sensitive", "keep")]);
    assert!(person(&rows(&kept)[1]).remark.is_some(), "harmless, says the user");
}

#[test]
fn a_column_of_prohibited_values_is_refused_whatever_it_is_called() {
    let rows_ = vec![
        row(1, &["姓名", "电话", "现住址", "情况"]),
        row(2, &["张三", "13900001234", "3幢501", "佛教"]),
        row(3, &["李四", "13900001235", "3幢502", "基督教"]),
        row(4, &["王五", "13900001236", "3幢503"]),
    ];
    let read_ = read("名单", rows_, &[]);
    let everything = serde_json::to_string(&read_).unwrap();
    assert!(!everything.contains("佛教") && !everything.contains("基督"), "nothing of its cells is anywhere");
    assert!(read_.warnings.iter().any(|warning| warning.code == "column_refused"), "and it is said why");
}

#[test]
fn a_list_without_a_header_is_read_and_its_title_is_nobody() {
    let list = vec![
        row(1, &["某社区三月份人员名单"]),
        row(2, &["张三", "13900001234", "望湖家园3幢501室"]),
        row(3, &["李四", "13900001235", "望湖家园3幢502室"]),
        row(4, &["王五", "13900001236", "望湖家园3幢503室"]),
    ];
    let read_ = read("名单", list, &[]);
    assert_eq!(rows(&read_)[0].outcome, RowOutcome::Dropped(DropReason::Title), "a title is no person");
    assert_eq!(person(&rows(&read_)[1]).name, "张三", "the first row is a person");
    assert_eq!(person(&rows(&read_)[3]).phones, ["13900001236"], "with their phone");
    assert!(read_.warnings.iter().any(|warning| warning.code == "no_header"), "the user is told to look");
}

#[test]
fn ditto_marks_fill_addresses_and_never_who_somebody_is() {
    let list = vec![
        row(1, &["姓名", "身份证号", "联系电话", "现住址", "出生日期"]),
        row(2, &["张三", "", "13900001234", "望湖家园3幢501室", "1980-01-05"]),
        row(3, &["李四", "同上", "〃", "同上", "同上"]),
        row(4, &["同上", "", "", "同上", ""]),
    ];
    let read_ = read("名单", list, &[]);
    let second = person(&rows(&read_)[2]);
    assert_eq!(second.stay.address.parts.room.as_deref(), Some("501"), "the address is that of the row above");
    assert_eq!((second.id.text.as_deref(), second.phones.len(), second.birth_date), (None, 0, None), "nothing else is");
    assert!(rows(&read_)[2].findings.iter().any(|finding| finding.code == "ditto_not_filled"), "and it is said");
    assert!(
        rows(&read_)[3].facts.as_deref().is_none_or(|facts| !matches!(facts, RowFacts::Person(_))),
        "nobody is invented"
    );
}

#[test]
fn values_that_speak_of_it_leave_other_columns_and_columns_without_a_header() {
    let mut rows_ = vec![row(1, &["姓名", "身份证号", "现住址", "服务处所", "文化程度"])];
    for (number, (work, spare)) in (2..).zip([("信访局", ""), ("吸毒人员", "在逃"), ("某厂", ""), ("某厂", "搬来")])
    {
        rows_.push(row(number, &["张三", "", "3幢501", work, "大专", "", spare]));
    }
    let read_ = read("名单", rows_, &[]);
    let everything = serde_json::to_string(&read_).unwrap();
    assert!(!everything.contains("吸毒") && !everything.contains("在逃"), "the cells are nowhere");
    assert!(everything.contains("信访局") && everything.contains("搬来"), "the others stay");
    assert_eq!(question(&read_, "remark_sensitive").rows, [3], "and it is said of which row");
}

#[test]
fn a_column_of_such_values_without_a_header_is_refused() {
    let mut rows_ = vec![row(1, &["姓名", "身份证号", "现住址"])];
    rows_.extend((2..6).map(|number| row(number, &["张三", "", "3幢501", "吸毒人员"])));
    let read_ = read("名单", rows_, &[]);
    assert!(!serde_json::to_string(&read_).unwrap().contains("吸毒"), "nothing of it is read");
    assert!(read_.warnings.iter().any(|warning| warning.message.starts_with("D 列")), "and it is said of which column");
}

#[test]
fn a_header_row_that_somebody_names_lets_no_refused_column_in() {
    let rows_ = || {
        let id = "330299198001010011";
        let mut rows =
            vec![row(1, &["姓名", "身份证号", "住址", "宗教信仰"]), row(2, &["必填", "18位", "写到室", "如实填写"])];
        rows.extend((3..9).map(|number| row(number, &["张三", id, "望湖家园3幢1单元101室", "QQSECRET"])));
        rows
    };
    for at in [(1, 1), (2, 2), (1, 2), (5, 5), (8, 8)] {
        let file = FileFacts {
            name: "台账.xlsx".into(),
            sha256: String::new(),
            format: FileFormat::Xlsx,
            encoding: None,
            bytes: 1,
        };
        let choice = SheetChoice { header_rows: Some(at), ..SheetChoice::default() };
        let choices = LedgerChoices { sheets: vec![choice], ..LedgerChoices::default() };
        let options = ProposeOptions { choices, ..ProposeOptions::in_year(2026) };
        let workbook = Workbook { encoding: None, sheets: vec![Sheet { rows: rows_(), ..Sheet::default() }] };
        let read_ = of_workbook(workbook, file, &options, &Unwatched).unwrap();
        assert!(!serde_json::to_string(&read_).unwrap().contains("QQSECRET"), "{at:?} is no way in");
        let column = read_.sheets[0].columns.iter().find(|column| column.column == 3);
        let meaning = column.map(|column| column.meaning);
        assert!(meaning.is_none_or(|it| it == ColumnMeaning::Refused(RefusedKind::Religion)), "refused: {meaning:?}");
    }
}

#[test]
fn that_a_word_is_harmless_holds_for_one_file() {
    let keep = SheetChoice {
        answers: vec![Answer { code: "remark_sensitive".into(), answer: "keep".into() }],
        ..SheetChoice::default()
    };
    let by_profile = Answers::of(None, Some(&keep)).hold("remark_sensitive", None);
    assert_eq!(by_profile, ("leave_out", AnsweredBy::Default), "a profile cannot say it");
    assert_eq!(Answers::of(Some(&keep), None).hold("remark_sensitive", None).1, AnsweredBy::User, "the user can");
}
