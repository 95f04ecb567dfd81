//! An officer's day at the desk, request by request as the window sends them, and the next officer's morning.

use crate::bench::{PASSWORD, TestMachine, USER, ask, desk, order, text};
use louce_app::create_register::{GuessCost, Origin, Policy, create};
use louce_wire::{ErrorCode, FieldEdit, MoveInPerson, Request};
use serde_json::Value;
use std::path::{Path, PathBuf};

const LEDGER: &str = "姓名,性别,身份证号,联系电话,住址,政治面貌\n\
    张三,男,330299198001011212,13900001234,示例苑3幢2单元501室,群众-Z9\n\
    李四,女,330299198203042328,13900005678,示例苑3幢2单元501室,群众-Z9\n\
    单雄,男,330299197511223416,13900007777,示例苑3幢1单元101室,群众-Z9\n";

fn unlock(path: &Path, password: &str) -> Request {
    Request::Unlock { path: path.display().to_string(), user: USER.to_owned(), password: password.to_owned() }
}

fn search(text: &str) -> Request {
    Request::Search { text: text.to_owned(), kind: None, limit: 20, as_of: None }
}

fn first_hit(reply: &Value) -> &Value {
    reply["hits"].get(0).unwrap_or(&Value::Null)
}

struct Office {
    folder: tempfile::TempDir,
    machine: std::sync::Arc<TestMachine>,
    register: PathBuf,
}

impl Office {
    fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let machine = TestMachine::new(folder.path());
        let register = folder.path().join("r.louce");
        let made = create(machine.as_ref(), order(&register), Policy::Single, GuessCost::Floor, Origin::Invented);
        drop(made.expect("a register is made"));
        std::fs::write(folder.path().join("人口台账.csv"), LEDGER).expect("a ledger is written");
        Self { folder, machine, register }
    }

    fn ledger(&self) -> String {
        self.folder.path().join("人口台账.csv").display().to_string()
    }
}

#[test]
fn a_ledger_becomes_a_building_and_everything_is_there_the_next_morning() {
    let office = Office::open();
    let desk_one = desk(&office.machine);
    ask(&desk_one, unlock(&office.register, PASSWORD)).expect("the officer unlocks");
    let preview = ask(&desk_one, Request::ImportPreview { path: office.ledger(), choices: None })
        .expect("the ledger is previewed");
    assert_eq!(preview["effects"]["buildings"], 1, "one virtual building will stand up: {preview}");
    let refused = preview["sheets"][0]["columns"].as_array().into_iter().flatten().find(|c| c["header"] == "政治面貌");
    assert!(
        refused.is_some_and(|column| column["refused"].is_string()),
        "a prohibited column is refused with its reason"
    );
    assert!(!preview.to_string().contains("群众-Z9"), "and its cells are not even shown");
    ask(&desk_one, Request::ImportCommit { token: text(&preview["token"]), remember_as: None })
        .expect("the import is committed");

    let found = ask(&desk_one, search("3-2-501")).expect("the room is found by its shorthand");
    let room = text(&first_hit(&found)["roomId"]);
    let masked =
        ask(&desk_one, Request::Room { id: room.clone(), reveal: false, as_of: None }).expect("the room opens");
    assert_eq!(masked["residents"].as_array().map(Vec::len), Some(2), "two people live there: {masked}");
    assert!(!masked.to_string().contains("张三") && !masked.to_string().contains("13900001234"), "masked by default");
    let open =
        ask(&desk_one, Request::Room { id: room.clone(), reveal: true, as_of: None }).expect("names are revealed");
    let resident = |name: &str| {
        open["residents"].as_array().into_iter().flatten().find(|r| r["name"] == name).cloned().unwrap_or_default()
    };
    let (zhang, li) = (resident("张三"), resident("李四"));

    let edits = vec![FieldEdit { field: "phones".to_owned(), value: Some("13900009999".to_owned()), was: None }];
    let amend = Request::Amend {
        kind: "person".to_owned(),
        id: text(&zhang["personId"]),
        edits,
        note: Some("本人来电".to_owned()),
    };
    assert_eq!(ask(&desk_one, amend).expect("the phone is corrected")["changed"], 1, "one field changed");
    let out = Request::MoveOut {
        stay_id: text(&li["stayId"]),
        to: Some("2026-09".to_owned()),
        end_reason: "3".to_owned(),
        moved_to: Some("示例市".to_owned()),
        note: None,
    };
    ask(&desk_one, out).expect("a resident moves out");
    ask(&desk_one, Request::Lock).expect("the desk is locked");
    let journal = format!("{}-wal", office.register.display());
    assert!(!Path::new(&journal).exists(), "locking brings everything into the one file");
    ask(&desk_one, unlock(&office.register, PASSWORD)).expect("it can be unlocked again at once");
    ask(&desk_one, Request::Lock).expect("and locked");
    let locked = ask(&desk_one, search("张三")).expect_err("nothing is shown when locked");
    assert_eq!(locked.code, ErrorCode::Locked, "locked means locked");
    drop(desk_one);

    let desk_two = desk(&office.machine);
    ask(&desk_two, unlock(&office.register, PASSWORD)).expect("the next officer unlocks");
    let found = ask(&desk_two, search("示例苑3幢2单元501")).expect("a fragment of the address finds it");
    assert_eq!(text(&first_hit(&found)["roomId"]), room, "the same room");
    let view = ask(&desk_two, Request::Room { id: room, reveal: true, as_of: None }).expect("the room opens");
    assert_eq!(view["residents"].as_array().map(Vec::len), Some(1), "one is left");
    assert_eq!(view["residents"][0]["phones"][0], "13900009999", "the corrected phone is there");
    assert_eq!(view["former"][0]["name"], "李四", "who left is not forgotten");
    assert_eq!(view["former"][0]["to"], "2026-09", "as exact as it was given");
    let history =
        ask(&desk_two, Request::History { kind: "person".to_owned(), id: text(&zhang["personId"]) }).expect("history");
    let change = &history["entries"][0]["changes"][0];
    assert_eq!(
        (&change["old"], &change["new"]),
        (&"13900001234".into(), &"13900009999".into()),
        "old and new are kept"
    );
    let person = ask(&desk_two, Request::Person { id: text(&li["personId"]), as_of: None }).expect("the person opens");
    let name =
        person["fields"].as_array().into_iter().flatten().find(|f| f["field"] == "name").cloned().unwrap_or_default();
    assert!(text(&name["origin"]).contains("人口台账.csv"), "a value leads to its ledger: {name}");
}

#[test]
fn what_an_officer_corrected_is_not_overwritten_by_older_paper() {
    let office = Office::open();
    let desk = desk(&office.machine);
    ask(&desk, unlock(&office.register, PASSWORD)).expect("unlock");
    let commit = |desk| {
        let preview = ask(desk, Request::ImportPreview { path: office.ledger(), choices: None }).expect("preview");
        ask(desk, Request::ImportCommit { token: text(&preview["token"]), remember_as: None }).expect("commit")
    };
    commit(&desk);
    let hit = ask(&desk, search("shan xiong")).expect("found by the surname's own reading");
    assert_eq!(hit["count"], 1, "单 is read shàn as a surname: {hit}");
    let person = text(&first_hit(&hit)["id"]);
    let edits = vec![FieldEdit { field: "phones".to_owned(), value: Some("13900008888".to_owned()), was: None }];
    ask(&desk, Request::Amend { kind: "person".to_owned(), id: person.clone(), edits, note: None })
        .expect("corrected by hand");
    let same = commit(&desk);
    assert_eq!(same["counts"]["pending"], 0, "the very same file says nothing new: {same}");
    std::fs::write(office.ledger(), format!("{LEDGER}\n")).expect("the ledger is issued once more");
    let again = commit(&desk);
    assert_eq!(again["counts"]["pending"], 1, "the contradiction waits for a person: {again}");
    let view = ask(&desk, Request::Person { id: person, as_of: None }).expect("the person opens");
    let phones =
        view["fields"].as_array().into_iter().flatten().find(|f| f["field"] == "phones").cloned().unwrap_or_default();
    assert_eq!(phones["value"], "13900008888", "the officer's word stands");
}

#[test]
fn moving_within_the_area_is_one_command() {
    let office = Office::open();
    let desk = desk(&office.machine);
    ask(&desk, unlock(&office.register, PASSWORD)).expect("unlock");
    let preview = ask(&desk, Request::ImportPreview { path: office.ledger(), choices: None }).expect("preview");
    ask(&desk, Request::ImportCommit { token: text(&preview["token"]), remember_as: None }).expect("commit");
    let person = text(&first_hit(&ask(&desk, search("张三")).expect("found"))["id"]);
    let room = text(&first_hit(&ask(&desk, search("3-1-101")).expect("found"))["roomId"]);
    let move_in = Request::MoveIn {
        room_id: room.clone(),
        person: MoveInPerson { person_id: Some(person.clone()), fields: Vec::new() },
        stay: vec![FieldEdit { field: "from".to_owned(), value: Some("2026-09-01".to_owned()), was: None }],
        end_previous: true,
    };
    ask(&desk, move_in.clone()).expect("the person moves");
    let view = ask(&desk, Request::Person { id: person, as_of: None }).expect("the person opens");
    let open: Vec<&Value> =
        view["stays"].as_array().into_iter().flatten().filter(|stay| stay["open"] == true).collect();
    assert_eq!(open.len(), 1, "one stay is open: {view}");
    assert_eq!(text(&open[0]["roomId"]), room, "in the new room");
    let twice = ask(&desk, move_in).expect_err("a second stay in the same room");
    assert_eq!(twice.code, ErrorCode::Invalid, "is refused with the reason");
}

#[test]
fn an_import_can_be_cancelled_and_leaves_nothing() {
    struct Impatient;
    impl louce_app::host::Watch for Impatient {
        fn progress(&self, _: louce_wire::Progress) {}
        fn cancelled(&self) -> bool {
            true
        }
    }
    let office = Office::open();
    let desk = desk(&office.machine);
    ask(&desk, unlock(&office.register, PASSWORD)).expect("unlock");
    let preview = ask(&desk, Request::ImportPreview { path: office.ledger(), choices: None }).expect("preview");
    let commit = Request::ImportCommit { token: text(&preview["token"]), remember_as: None };
    let error = desk.handle(commit, &Impatient).expect_err("the clerk cancels");
    assert_eq!(error.code, ErrorCode::Cancelled, "and is told that nothing was written");
    let counts = ask(&desk, Request::Counts).expect("counts");
    assert_eq!((&counts["persons"], &counts["buildings"]), (&0.into(), &0.into()), "the register is as it was");
}

#[test]
fn five_wrong_passwords_make_one_wait() {
    let office = Office::open();
    let desk = desk(&office.machine);
    for _ in 0..5 {
        let error = ask(&desk, unlock(&office.register, "not the password")).expect_err("wrong");
        assert_eq!(error.code, ErrorCode::WrongPassword, "said plainly");
    }
    let error = ask(&desk, unlock(&office.register, PASSWORD)).expect_err("even the right one waits now");
    assert_eq!(error.code, ErrorCode::TooManyAttempts, "guessing is slowed down");
}
