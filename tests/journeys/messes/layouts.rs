//! Messes of the sheet: titles, tiers, merged cells, marks for "as above", sections, looks.

use super::{Clerk, id};
use louce_wire::{ImportAnswer, ImportChoices, SheetChoices};
use rust_xlsxwriter::{Color, Format, Workbook};

#[test]
fn title_and_note_rows_stand_above_and_below_the_header() {
    let clerk = Clerk::new();
    let file = clerk.text(
        "一.csv",
        &[
            "望湖社区流动人口登记表||",
            "填报单位：望湖警务室|填报日期：2024年6月|",
            "姓名|身份证号|现住址",
            "必填，与身份证一致|18位身份证号|如：望湖家园3幢2单元501室",
            &format!("张三|{}|望湖家园3幢2单元501室", id("19800101", "001")),
        ],
    );
    let result = clerk.import(&file);
    assert_eq!((result.counts.added, result.counts.dropped), (1, 4), "one person; title, date, header and note go");
    assert_eq!(clerk.persons("name"), ["张三"], "and the note row is nobody");
}

#[test]
fn the_tier_above_says_whose_name_it_is() {
    let clerk = Clerk::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 1, "房东信息", &plain).expect("written");
    sheet.merge_range(0, 2, 0, 4, "承租人信息", &plain).expect("written");
    sheet.merge_range(0, 5, 1, 5, "地址", &plain).expect("written");
    sheet.write_row(1, 0, ["姓名", "电话", "姓名", "身份证号", "电话"]).expect("written");
    let tenant = id("19850505", "002");
    sheet
        .write_row(2, 0, ["钱六", "13900000001", "孙七", &tenant, "13900000002", "望湖家园1幢1单元101室"])
        .expect("written");
    let result = clerk.import(&clerk.workbook("二.xlsx", &mut workbook));
    assert_eq!(result.counts.added, 1, "one row, one tenant");
    assert_eq!(clerk.persons("name"), ["孙七"], "the landlord is named, not invented as a resident");
    assert_eq!(clerk.persons("phones"), ["13900000002"], "each has their own phone");
}

#[test]
fn a_merged_cell_speaks_for_all_its_rows() {
    let clerk = Clerk::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["现住址", "姓名", "身份证号"]).expect("written");
    sheet.merge_range(1, 0, 3, 0, "望湖家园2幢1单元302室", &Format::new()).expect("written");
    for (row, (name, number)) in (1..).zip([("赵一", "001"), ("赵二", "003"), ("赵三", "005")]) {
        sheet.write_row(row, 1, [name, &id("19700101", number)]).expect("written");
    }
    assert_eq!(clerk.import(&clerk.workbook("三.xlsx", &mut workbook)).counts.added, 3, "three persons");
    assert_eq!(clerk.stays("room"), ["302", "302", "302"], "live in the one room");
}

#[test]
fn as_above_fills_addresses_and_never_a_name_an_id_a_phone_or_a_date() {
    let clerk = Clerk::new();
    let file = clerk.text(
        "四.csv",
        &[
            "姓名|身份证号|出生日期|联系电话|现住址",
            &format!("甲一|{}|1980-01-01|13900000001|望湖家园3幢1单元201室", id("19800101", "001")),
            "甲二|同上|〃|同上|同上",
            "甲三|||| ",
        ],
    );
    clerk.import(&file);
    assert_eq!(clerk.stays("room"), ["201", "201", "201"], "the address goes on");
    assert_eq!(clerk.persons("id_state"), ["ok", "missing", "missing"], "an id does not");
    assert_eq!(clerk.persons("phones"), ["13900000001", "", ""], "nor a phone");
    assert_eq!(clerk.persons("birth_date"), ["1980-01-01", "", ""], "nor a date of birth");
}

#[test]
fn a_section_row_or_the_name_of_the_sheet_is_part_of_the_address() {
    let clerk = Clerk::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("望湖家园").expect("a name");
    sheet.write_row(0, 0, ["姓名", "身份证号", "室号"]).expect("written");
    sheet.write(1, 0, "3幢").expect("written");
    sheet.write_row(2, 0, ["乙一", &id("19800101", "001"), "1单元501"]).expect("written");
    sheet.write(3, 0, "4幢").expect("written");
    sheet.write_row(4, 0, ["乙二", &id("19800101", "003"), "2单元602"]).expect("written");
    clerk.import(&clerk.workbook("十一.xlsx", &mut workbook));
    assert_eq!(clerk.stays("site"), ["望湖家园", "望湖家园"], "the sheet names the site");
    assert_eq!(clerk.stays("building"), ["3", "4"], "the sections name the buildings");
}

/// Three persons in one room; the second is struck through, the third filled yellow, a fourth row is hidden.
fn looks(clerk: &Clerk) -> std::path::PathBuf {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["姓名", "身份证号", "现住址"]).expect("written");
    let struck = Format::new().set_font_strikethrough();
    let yellow = Format::new().set_background_color(Color::RGB(0x00FF_FF00));
    let plain = Format::new();
    for (row, (name, number, look)) in (1..).zip([
        ("丙一", "001", &plain),
        ("丙二", "003", &struck),
        ("丙三", "005", &yellow),
        ("丙四", "007", &plain),
    ]) {
        for (column, cell) in (0..).zip([name, &id("19800101", number), "望湖家园5幢1单元101室"]) {
            sheet.write_with_format(row, column, cell, look).expect("written");
        }
    }
    sheet.set_row_hidden(4).expect("hidden");
    clerk.workbook("十四.xlsx", &mut workbook)
}

fn answered(preview: &louce_wire::ImportPreview, answers: &[(&str, &str)]) -> ImportChoices {
    let sheet = preview.sheets[0].name.clone();
    let answers = answers.iter().map(|(code, answer)| ImportAnswer { code: (*code).into(), answer: (*answer).into() });
    let sheet = SheetChoices { sheet, answers: answers.collect(), ..SheetChoices::default() };
    ImportChoices { sheets: vec![sheet], ..ImportChoices::default() }
}

#[test]
fn lines_through_colours_and_hidden_rows_are_asked_about_once() {
    let clerk = Clerk::new();
    let file = looks(&clerk);
    let preview = clerk.preview(&file, &ImportChoices::default());
    let codes: Vec<&str> = preview.questions.iter().map(|question| question.code.as_str()).collect();
    assert_eq!(codes, ["strike_through", "fill_colour:FFFF00", "hidden_rows"], "each look is one question");
    assert!(preview.questions.iter().all(|question| question.rows == 1 && question.options.len() > 1), "about its row");
    let choices = answered(
        &preview,
        &[("strike_through", "moved_out"), ("fill_colour:FFFF00", "nothing"), ("hidden_rows", "skip")],
    );
    let result = clerk.import_with(&file, &choices);
    assert_eq!((result.counts.added, result.counts.dropped), (3, 2), "the hidden row is left out, with the header");
    assert_eq!(clerk.persons("name"), ["丙一", "丙三", "丙二"], "the rest is there");
    let open: Vec<bool> = clerk.stays("end_reason").iter().map(String::is_empty).collect();
    assert_eq!(open, [true, true, false], "and who is struck through has moved out");
}
