//! What must not happen by a slip or by curiosity: a form over a newer value, a name learnt from an id, a report over
//! the register.

use crate::bench::Bench;
use louce_app::amend::amend;
use louce_app::export::ExportKind;
use louce_app::host::Unwatched;
use louce_app::move_in::{OtherStays, move_in};
use louce_app::report::write_report;
use louce_app::search::search;
use louce_store::StoreError;
use louce_wire::{ErrorCode, FieldEdit, MoveInPerson, ReportOrder};

const LEDGER: &str = "姓名,身份证号,联系电话,住址\n张三,330299198001011212,13900001234,示例苑3幢2单元501室\n";

/// A bench with one person in one room; the person's and the room's identifiers.
fn bench() -> (Bench, String, String) {
    let bench = Bench::new();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("人口台账.csv");
    std::fs::write(&file, LEDGER).expect("the ledger is written");
    bench.import(&file).expect("the ledger is imported");
    let found = search(bench.asking(), "13900001234", None, 1, None).expect("the person is found");
    let hit = found.hits.first().expect("one hit").clone();
    let room = hit.room_id.expect("the person lives in a room");
    (bench, hit.id, room)
}

fn edit(field: &str, value: &str, was: Option<&str>) -> FieldEdit {
    FieldEdit { field: field.to_owned(), value: Some(value.to_owned()), was: was.map(str::to_owned) }
}

#[test]
fn a_form_is_not_saved_over_a_newer_value() {
    let (bench, person, _) = bench();
    let save =
        |value: &str, was: &str| amend(bench.asking(), "person", &person, &[edit("phones", value, Some(was))], None);
    save("13900005678", "13900001234").expect("the value the user saw is still there");
    let late = save("13900009999", "13900001234").expect_err("somebody was faster");
    assert_eq!(late.code, ErrorCode::Conflict, "the user is asked to look again: {late}");
    assert_eq!(bench.list(ExportKind::Persons)[0]["phones"][0], "13900005678", "the newer value stands");
}

#[test]
fn an_id_typed_at_move_in_does_not_tell_whose_it_is() {
    let (bench, _, room) = bench();
    let fields = vec![edit("name", "某某", None), edit("citizen_id", "330299198001011212", None)];
    let who = MoveInPerson { person_id: None, fields };
    let refused = move_in(bench.asking(), &room, &who, &[], OtherStays::Keep).expect_err("the id is taken");
    assert!(refused.zh.contains("张*") && !refused.zh.contains("张三"), "the name is masked: {refused}");
    let tail: Result<_, StoreError> = bench.session.register.read(|reader| reader.audit_tail(1));
    let last = tail.expect("the audit log is read").pop().expect("it has rows");
    assert_eq!(last.result, "refused", "the attempt is in the audit log although nothing was written");
}

#[test]
fn a_report_is_not_written_over_the_register() {
    let (bench, ..) = bench();
    let order = |out: String| ReportOrder {
        format: "html".to_owned(),
        area: None,
        site: None,
        since: None,
        from_officer: None,
        to_officer: None,
        supervisor: None,
        full_names: false,
        picture: false,
        language: "zh".to_owned(),
        out,
    };
    for suffix in ["", ".keyslots"] {
        let own = format!("{}{suffix}", bench.session.path.display());
        let before = std::fs::read(&own).expect("the register's file is there");
        let refused = write_report(bench.asking(), &order(own.clone()), &Unwatched).expect_err("its own file");
        assert_eq!(refused.code, ErrorCode::Invalid, "another name is asked for: {refused}");
        assert_eq!(std::fs::read(&own).expect("still there"), before, "and the file is untouched");
    }
}
