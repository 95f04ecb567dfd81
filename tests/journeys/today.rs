//! Today: what a write makes due is there with the write, one click from its mending, and goes with it.

use crate::bench::{Bench, PASSWORD, TestMachine, USER, ask, desk, order, text};
use louce_app::create_register::{GuessCost, Origin, Policy, create};
use louce_app::desk::Desk;
use louce_app::permission::Role;
use louce_app::today;
use louce_domain::care::CareNote;
use louce_domain::person::Person;

use louce_wire::{ErrorCode, FieldEdit, ReminderSetting, Request};
use serde_json::Value;
use std::path::Path;

/// Two sound ids, one whose checksum fails, one of fifteen digits, one missing.
const LEDGER: &str = "姓名,性别,身份证号,联系电话,住址\n\
    张三,男,330299198001011218,13900001234,示例苑3幢2单元501室\n\
    李四,女,33029919820304232X,13900005678,示例苑3幢2单元501室\n\
    王五,男,330299197511223411,13900007777,示例苑3幢1单元101室\n\
    赵六,男,330299751122341,13900008888,示例苑3幢1单元102室\n\
    单雄,男,,13900009999,示例苑3幢1单元103室\n";

struct Office {
    folder: tempfile::TempDir,
    desk: Desk,
}

impl Office {
    fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let machine = TestMachine::new(folder.path());
        let register = folder.path().join("r.louce");
        let made = create(machine.as_ref(), order(&register), Policy::Single, GuessCost::Floor, Origin::Invented);
        drop(made.expect("a register is made"));
        std::fs::write(folder.path().join("人口台账.csv"), LEDGER).expect("a ledger is written");
        let office = Self { desk: desk(&machine), folder };
        office.unlock(&register);
        office
    }

    fn unlock(&self, register: &Path) {
        let path = register.display().to_string();
        let unlock = Request::Unlock { path, user: USER.to_owned(), password: PASSWORD.to_owned() };
        self.ask(unlock, "the officer unlocks");
    }

    fn ask(&self, request: Request, why: &str) -> Value {
        ask(&self.desk, request).expect(why)
    }

    fn import(&self) -> String {
        let path = self.folder.path().join("人口台账.csv").display().to_string();
        let preview = self.ask(Request::ImportPreview { path, choices: None }, "the ledger is previewed");
        let result =
            self.ask(Request::ImportCommit { token: text(&preview["token"]), remember_as: None }, "and committed");
        text(&result["batchId"])
    }

    /// The count of a group on Today; zero where it is not there.
    fn count(&self, code: &str) -> u64 {
        let view = self.ask(Request::Today, "Today opens");
        group(&view, code)["count"].as_u64().unwrap_or(0)
    }

    fn stay_of(&self, name: &str) -> String {
        let search = Request::Search { text: name.to_owned(), kind: None, limit: 5, as_of: None };
        let found = self.ask(search, "the person is found");
        let person = self.ask(Request::Person { id: text(&found["hits"][0]["id"]), as_of: None }, "the page opens");
        text(&person["stays"][0]["id"])
    }

    fn set_stay(&self, stay: &str, field: &str, value: &str) {
        let edits = vec![FieldEdit { field: field.to_owned(), value: Some(value.to_owned()), was: None }];
        let amend = Request::Amend { kind: "stay".to_owned(), id: stay.to_owned(), edits, note: None };
        self.ask(amend, "the stay is amended");
    }

    fn remind(&self, code: &str, days: u16, on: bool) -> Result<Value, louce_wire::RpcError> {
        let setting =
            ReminderSetting { code: code.to_owned(), zh: String::new(), en: String::new(), days, default_days: 0, on };
        ask(&self.desk, Request::SetReminders { reminders: vec![setting] })
    }
}

fn group(view: &Value, code: &str) -> Value {
    view["groups"].as_array().into_iter().flatten().find(|g| g["code"] == code).cloned().unwrap_or_default()
}

#[test]
fn a_permit_about_to_expire_is_there_until_it_is_extended() {
    let office = Office::open();
    office.import();
    assert_eq!(office.count("permit_expiring"), 0, "no permit is known yet");
    let stay = office.stay_of("张三");
    office.set_stay(&stay, "permit_until", "2026-10-11");
    let view = office.ask(Request::Today, "Today opens");
    assert_eq!(view["groups"][0]["topic"], "due", "what has a date comes first: {view}");
    let expiring = group(&view, "permit_expiring");
    assert_eq!(expiring["count"], 1, "twenty days ahead it is shown: {view}");
    let hit = &expiring["first"][0];
    assert_eq!(hit["record"]["id"], Value::from(stay.clone()), "the stay is named");
    assert_eq!(hit["place"]["kind"], "room", "with the way to its room: {hit}");
    assert_eq!(hit["dueOn"], "2026-10-11", "and its day");
    assert_eq!(hit["fix"]["field"], "permit_until", "one click from the field that mends it");
    assert!(!view.to_string().contains("张三") && !view.to_string().contains("13900001234"), "masked, as every list");
    assert_eq!(view["recent"][0]["record"]["id"], Value::from(stay.clone()), "it is what the officer wrote last");
    office.set_stay(&stay, "permit_until", "2027-10-11");
    assert_eq!(office.count("permit_expiring"), 0, "gone with the write that extends it");
}

#[test]
fn what_an_import_leaves_open_is_found_at_once_and_goes_with_its_undo() {
    let office = Office::open();
    let batch = office.import();
    let codes = ["id_bad_checksum", "id_15_digit", "id_missing"];
    for code in codes {
        assert_eq!(office.count(code), 1, "{code}: one record of the ledger");
    }
    assert_eq!(office.count("not_verified"), 5, "nobody has been called on yet");
    let request = |offset| Request::Findings { code: "not_verified".to_owned(), offset, limit: 2 };
    let first = office.ask(request(0), "a list opens");
    assert_eq!((first["count"].as_u64(), first["hits"].as_array().map(Vec::len)), (Some(5), Some(2)), "page by page");
    let last = office.ask(request(4), "its last page");
    assert_eq!(last["hits"].as_array().map(Vec::len), Some(1), "to the end");
    office.ask(Request::UndoBatch { batch_id: batch }, "the import is undone");
    let view = office.ask(Request::Today, "Today opens");
    assert_eq!(view["groups"].as_array().map(Vec::len), Some(0), "nothing of it is due any more: {view}");
}

#[test]
fn a_persons_page_says_what_is_missing_in_the_record() {
    let office = Office::open();
    office.import();
    let search = Request::Search { text: "单雄".to_owned(), kind: None, limit: 5, as_of: None };
    let found = office.ask(search, "found");
    let id = text(&found["hits"][0]["id"]);
    let codes = || {
        let page = office.ask(Request::Person { id: id.clone(), as_of: None }, "the page opens");
        let findings = page["findings"].as_array().cloned().unwrap_or_default();
        findings.iter().map(|finding| text(&finding["code"])).collect::<Vec<_>>()
    };
    assert!(codes().contains(&"id_missing".to_owned()), "no id: {:?}", codes());
    let edits =
        vec![FieldEdit { field: "citizen_id".to_owned(), value: Some("330299197511223419".to_owned()), was: None }];
    office.ask(Request::Amend { kind: "person".to_owned(), id: id.clone(), edits, note: None }, "collected");
    assert!(!codes().contains(&"id_missing".to_owned()), "it was collected: {:?}", codes());
}

#[test]
fn reminders_move_the_day_and_can_be_switched_off() {
    let office = Office::open();
    office.import();
    let stay = office.stay_of("张三");
    office.set_stay(&stay, "permit_until", "2026-11-20");
    assert_eq!(office.count("permit_expiring"), 0, "sixty days ahead is too early by default");
    let set = office.remind("permit_expiring", 60, true).expect("sixty days");
    let reminders = set["reminders"].as_array().cloned().unwrap_or_default();
    let shown = reminders.iter().find(|r| r["code"] == "permit_expiring").cloned().unwrap_or_default();
    assert_eq!((&shown["days"], &shown["defaultDays"]), (&60.into(), &30.into()), "kept beside the default: {shown}");
    assert_eq!(office.count("permit_expiring"), 1, "now it is shown, and nothing was computed anew");
    office.remind("permit_expiring", 60, false).expect("switched off");
    assert_eq!(office.count("permit_expiring"), 0, "not shown at all");
    let refused = office.remind("id_missing", 3, true).expect_err("a missing id has no date");
    assert_eq!(refused.code, ErrorCode::Invalid, "and no days to set");
}

#[test]
fn a_change_of_reminders_is_audited_and_not_everybodys() {
    let mut bench = Bench::new();
    let setting = |days| ReminderSetting {
        code: "not_verified".to_owned(),
        zh: String::new(),
        en: String::new(),
        days,
        default_days: 180,
        on: true,
    };
    today::set_reminders(bench.asking(), &[setting(90)]).expect("set");
    let tail = bench.session.register.read(|reader| reader.audit_tail(1)).expect("the audit log");
    let note = tail.first().map(|row| (row.action.clone(), row.note.clone()));
    let expected = ("set_reminders".to_owned(), Some("not_verified=90".to_owned()));
    assert_eq!(note, Some(expected), "who set what is on record");
    bench.session.roles = vec![Role::Clerk];
    let refused = today::set_reminders(bench.asking(), &[setting(30)]).expect_err("a clerk");
    assert_eq!(refused.code, ErrorCode::Refused, "does not set the station's days");
}

#[test]
fn care_notes_are_due_only_to_those_who_may_see_them() {
    let mut bench = Bench::new();
    let permit = bench.asking().permit(louce_app::permission::Operation::EditRecords).expect("an officer");
    let written = permit.write(None, |tx| {
        let person = Person::named(tx.mint(), "default", "张三");
        let mut note = CareNote::blank(tx.mint(), person.id);
        note.review_on = "2026-09-25".parse().ok();
        tx.create_person(&person).and_then(|()| tx.create(&note)).map_err(louce_app::asking::stored)
    });
    written.expect("written");
    let codes = |bench: &Bench| {
        let view = today::today(bench.asking()).expect("Today opens");
        view.groups.into_iter().map(|group| group.code).collect::<Vec<_>>()
    };
    assert!(codes(&bench).contains(&"care_review_due".to_owned()), "one register, one person, all roles");
    bench.session.roles = vec![Role::Officer];
    let seen = codes(&bench);
    assert!(!seen.contains(&"care_review_due".to_owned()), "an officer without that role is not told: {seen:?}");
    let refused = today::findings(bench.asking(), "care_review_due", 0, 10).expect_err("nor is the list open");
    assert_eq!(refused.code, ErrorCode::Refused, "it says so");
    let problems = bench.session.register.verify();
    assert!(problems.is_ok_and(|found| found.is_empty()), "the findings are what the rules say");
}
