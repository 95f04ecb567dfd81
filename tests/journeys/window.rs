//! What the window asks for around the pages: its own looks, the form a finding leads to, verdicts and batches listed.

use crate::bench::{PASSWORD, TestMachine, USER, ask, desk, order, text};
use louce_app::create_register::{GuessCost, Origin, Policy, create};
use louce_app::desk::Desk;
use louce_wire::{ErrorCode, Preferences, Request};
use serde_json::Value;
use std::sync::Arc;

const LEDGER: &str = "姓名,性别,身份证号,联系电话,住址\n\
    张三,男,330299198001011212,13900001234,示例苑3幢2单元501室\n\
    李四,女,330299198203042328,13900005678,示例苑3幢2单元501室\n";

/// An unlocked desk over a register with two people in one room.
fn office() -> (tempfile::TempDir, Arc<TestMachine>, Desk) {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = TestMachine::new(folder.path());
    let register = folder.path().join("r.louce");
    drop(create(machine.as_ref(), order(&register), Policy::Single, GuessCost::Floor, Origin::Invented).expect("made"));
    let ledger = folder.path().join("人口台账.csv");
    std::fs::write(&ledger, LEDGER).expect("a ledger is written");
    let desk = desk(&machine);
    let (path, user) = (register.display().to_string(), USER.to_owned());
    ask(&desk, Request::Unlock { path, user, password: PASSWORD.to_owned() }).expect("unlocked");
    let preview =
        ask(&desk, Request::ImportPreview { path: ledger.display().to_string(), choices: None }).expect("previewed");
    ask(&desk, Request::ImportCommit { token: text(&preview["token"]), remember_as: None }).expect("committed");
    (folder, machine, desk)
}

fn person(desk: &Desk, name: &str) -> String {
    let search = Request::Search { text: name.to_owned(), kind: Some("person".to_owned()), limit: 5, as_of: None };
    text(&ask(desk, search).expect("found")["hits"][0]["id"])
}

#[test]
fn language_and_theme_are_as_they_were_left_before_anything_is_unlocked() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = TestMachine::new(folder.path());
    let chosen = Preferences {
        locale: Some("en".into()),
        theme: Some("dark".into()),
        list_open: Some(false),
        map_quality: Some("fine".into()),
        minimap: Some(false),
    };
    ask(&desk(&machine), Request::SetPreferences { preferences: chosen }).expect("kept while locked");
    let status = ask(&desk(&machine), Request::Status).expect("another start");
    let kept = &status["preferences"];
    assert_eq!((&kept["locale"], &kept["theme"]), (&"en".into(), &"dark".into()), "the unlock screen shows them too");
    assert_eq!(
        (&kept["mapQuality"], &kept["minimap"]),
        (&"fine".into(), &false.into()),
        "and the map is drawn as chosen"
    );
}

#[test]
fn a_form_gets_a_record_in_full_and_only_from_an_unlocked_register() {
    let (_folder, _machine, desk) = office();
    let zhang = person(&desk, "张三");
    let form = |kind: &str, id: &str| Request::Record { kind: kind.to_owned(), id: id.to_owned() };
    let record = ask(&desk, form("person", &zhang)).expect("the form opens");
    let phones = record["fields"].as_array().into_iter().flatten().find(|row| row["field"] == "phones");
    assert_eq!(phones.map(|row| &row["value"]), Some(&"13900001234".into()), "what is edited is what is stored");
    let wrong = ask(&desk, form("person", "018f0000-0000-7000-8000-000000000000")).expect_err("no such person");
    assert_eq!(wrong.code, ErrorCode::NotFound, "said as it is");
    ask(&desk, Request::Lock).expect("locked");
    assert_eq!(ask(&desk, form("person", &zhang)).expect_err("locked").code, ErrorCode::Locked, "nothing is shown");
}

#[test]
fn a_verdict_stays_in_the_list_when_it_is_taken_back() {
    let (_folder, _machine, desk) = office();
    let (person_id, other_id) = (person(&desk, "张三"), person(&desk, "李四"));
    let (verdict, reason) = ("different".to_owned(), Some("夫妻".to_owned()));
    let given = ask(&desk, Request::LinkPersons { person_id, other_id, verdict, reason }).expect("judged");
    let list = || ask(&desk, Request::Verdicts { offset: 0, limit: 10 }).expect("listed");
    let first = list()["verdicts"][0].clone();
    assert_eq!((&first["link"]["reason"], &first["to"]), (&"夫妻".into(), &Value::Null), "it stands, and says why");
    assert!(!first.to_string().contains("张三"), "a list is masked");
    ask(&desk, Request::UnlinkPersons { link_id: text(&given["id"]), note: None }).expect("taken back");
    let after = list();
    assert_eq!(after["count"], 1, "nothing is deleted");
    assert!(after["verdicts"][0]["to"].is_string(), "the day it was taken back");
}

#[test]
fn the_log_of_batches_says_what_kind_each_is() {
    let (_folder, _machine, desk) = office();
    let log = ask(&desk, Request::Batches).expect("the log");
    assert_eq!(log["batches"][0]["kind"], "import", "moves and splits stand in the same list");
}
