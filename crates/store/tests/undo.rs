//! Undo of a batch: the register is what it was before, and says what happened.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it likes"
)]

mod support;

use louce_domain::batch::{OutcomeCounts, RowOutcome};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::BatchId;
use louce_domain::space::Place;
use louce_store::{ChangeKind, FileInfo, ImportRow, NewBatch, Register, SheetInfo, SourceRow, StoreError, WriteTx};
use std::cell::RefCell;
use support::{Community, building, community, home, person, room, site, stay, write, writing};

/// Everything that leaves the register, as text.
fn export(register: &Register) -> String {
    let lines = RefCell::new(Vec::new());
    let note = |line: String| {
        lines.borrow_mut().push(line);
        Ok::<_, StoreError>(())
    };
    register
        .read(|r| {
            r.for_each_site(|x| note(format!("{x:?}")))?;
            r.for_each_building(|x| note(format!("{x:?}")))?;
            r.for_each_room(|x| note(format!("{x:?}")))?;
            r.for_each_person(|x| note(format!("{x:?}")))?;
            r.for_each_stay(|x| note(format!("{x:?}")))?;
            r.for_each_organisation(|x| note(format!("{x:?}")))?;
            r.for_each_presence(|x| note(format!("{x:?}")))
        })
        .unwrap();
    lines.into_inner().join("\n")
}

fn log_row(tx: &mut WriteTx<'_>, record: RecordRef) -> Result<(), StoreError> {
    let file = FileInfo { name: "人口台账.xlsx".to_owned(), format: "xlsx".to_owned(), bytes: 9, sha256: [1; 32] };
    let file = tx.add_file(&file)?;
    let sheet = SheetInfo { name: "Sheet1".to_owned(), header_row: Some(2), mapping: "[]".to_owned() };
    let sheet = tx.add_sheet(file, &sheet)?;
    let row = ImportRow {
        row: 3,
        outcome: RowOutcome::Added,
        reason: None,
        record: Some(record),
        raw: "{}".to_owned(),
        trail: "[]".to_owned(),
    };
    let row = tx.add_import_row(sheet, &row)?;
    tx.set_source(Some(row));
    Ok(())
}

/// An import that creates and amends.
fn import(register: &Register, c: &Community) -> (BatchId, louce_domain::person::Person) {
    register
        .write(&writing(register, "import.commit"), |tx| {
            let id = tx.begin_batch(&NewBatch { kind: "import".to_owned(), label: "人口台账.xlsx".to_owned() })?;
            let mut wang = louce_domain::person::Person::named(tx.mint(), support::AREA, "王示例");
            wang.phones = vec!["13900007777".to_owned()];
            log_row(tx, RecordRef { kind: RecordKind::Person, id: wang.id.0 })?;
            tx.create_person(&wang)?;
            let new_site = site(tx, "云溪苑");
            let new_building = building(tx, Some(new_site.id), "9");
            let new_room = room(tx, new_building.id, None, "101");
            stay(tx, wang.id, Place::Room(new_room.id));
            let mut moved = c.stay_zhang.clone();
            moved.place = Place::Room(new_room.id);
            moved.raw_address = "云溪苑9幢101室".to_owned();
            tx.amend(&c.stay_zhang, &moved)?;
            let mut twice = c.zhang.clone();
            twice.phones = vec!["13900008888".to_owned()];
            tx.amend(&c.zhang, &twice)?;
            let mut again = twice.clone();
            again.phones.clear();
            again.occupation = Some("职员".to_owned());
            tx.amend(&twice, &again)?;
            tx.finish_batch(&OutcomeCounts { added: 1, updated: 1, ..OutcomeCounts::default() })?;
            Ok::<_, StoreError>((id, wang))
        })
        .unwrap()
}

#[test]
fn undo_restores_the_previous_export_byte_for_byte() {
    let (_home, register) = home();
    let c = write(&register, |tx| Ok(community(tx)));
    let before = export(&register);
    let (batch, wang) = import(&register, &c);
    assert_ne!(export(&register), before, "the import changed something");
    assert_eq!(register.verify().unwrap(), [], "everything derived followed the import");
    register.write(&writing(&register, "import.undo"), |tx| tx.undo_batch(batch)).unwrap();
    assert_eq!(export(&register), before, "the undo took it all back");
    assert_eq!(register.verify().unwrap(), [], "everything derived followed the undo");
    let found = register.read(|r| r.batch(batch)).unwrap().unwrap();
    assert!(found.undone_ms.is_some(), "the batch says that it was undone");
    assert_eq!(found.outcomes.total(), 2, "and still what it was");
    let history = register.read(|r| r.changes_of(RecordRef { kind: RecordKind::Person, id: wang.id.0 })).unwrap();
    assert_eq!(history[1].what, ChangeKind::Withdrawn, "the withdrawn person's history is still there");
    let again = register.write(&writing(&register, "import.undo"), |tx| tx.undo_batch(batch));
    assert!(matches!(again, Err(StoreError::AlreadyUndone(_))), "a batch is undone once: {again:?}");
    let (second, _) = import(&register, &c);
    register.write(&writing(&register, "import.undo"), |tx| tx.undo_batch(second)).unwrap();
    assert_eq!(export(&register), before, "importing again and undoing again ends at the same place");
}

#[test]
fn a_created_record_names_its_file_sheet_and_row() {
    let (_home, register) = home();
    let c = write(&register, |tx| Ok(community(tx)));
    let (batch, wang) = import(&register, &c);
    let record = RecordRef { kind: RecordKind::Person, id: wang.id.0 };
    let history = register.read(|r| r.changes_of(record)).unwrap();
    let source = SourceRow { file: "人口台账.xlsx".to_owned(), sheet: "Sheet1".to_owned(), row: 3 };
    assert_eq!(history[0].source, Some(source.clone()), "the creation names its row");
    assert_eq!(history[0].head.batch, Some(batch), "and its batch");
    let zhang = RecordRef { kind: RecordKind::Person, id: c.zhang.id.0 };
    let history = register.read(|r| r.changes_of(zhang)).unwrap();
    assert_eq!(history[1].source, Some(source), "so does an amendment");
    let rows = register.read(|r| r.import_rows(batch, Some(RowOutcome::Added))).unwrap();
    assert_eq!(rows[0].row.record, Some(record), "and the row names its record");
    assert_eq!(register.read(|r| r.batch_with_file(&[1; 32])).unwrap(), Some(batch), "a ledger is known by its bytes");
    assert_eq!(register.read(|r| r.batches()).unwrap()[0].files[0].sheets[0].header_row, Some(2), "sheets are listed");
}

#[test]
fn later_work_on_imported_records_holds_the_undo_back() {
    let (_home, register) = home();
    let c = write(&register, |tx| Ok(community(tx)));
    let (batch, wang) = import(&register, &c);
    let mut corrected = wang.clone();
    corrected.remark = Some("已核对".to_owned());
    write(&register, |tx| tx.amend(&wang, &corrected).map(drop));
    write(&register, |tx| Ok(stay(tx, wang.id, Place::Building(c.five.id))));
    let before = export(&register);
    let dependents = register.read(|r| r.batch_dependents(batch)).unwrap();
    let told: Vec<_> = dependents.iter().map(|d| (d.record.kind, d.field.as_deref())).collect();
    assert_eq!(told, [(RecordKind::Person, Some("remark")), (RecordKind::Stay, None)], "both are named");
    let refused = register.write(&writing(&register, "import.undo"), |tx| tx.undo_batch(batch));
    assert!(matches!(refused, Err(StoreError::Dependents(d)) if d.len() == 2), "the undo says what rests on it");
    assert_eq!(export(&register), before, "and changes nothing");
}

#[test]
fn work_on_other_fields_and_undone_batches_does_not_hold_it_back() {
    let (_home, register) = home();
    let c = write(&register, |tx| Ok(community(tx)));
    let (first, wang) = import(&register, &c);
    let second = register
        .write(&writing(&register, "import.commit"), |tx| {
            let id = tx.begin_batch(&NewBatch { kind: "import".to_owned(), label: "二".to_owned() })?;
            let mut corrected = wang.clone();
            corrected.phones.clear();
            tx.amend(&wang, &corrected)?;
            person(tx, "赵示例", None, &[]);
            Ok::<_, StoreError>(id)
        })
        .unwrap();
    assert_eq!(register.read(|r| r.batch_dependents(first)).unwrap().len(), 1, "the second import rests on the first");
    register.write(&writing(&register, "import.undo"), |tx| tx.undo_batch(second)).unwrap();
    let zhang = register.read(|r| r.person(c.zhang.id)).unwrap();
    let mut noted = zhang.clone();
    noted.native_place = Some("示例".to_owned());
    write(&register, |tx| tx.amend(&zhang, &noted).map(drop));
    assert_eq!(
        register.read(|r| r.batch_dependents(first)).unwrap(),
        [],
        "neither an undone batch nor another field counts"
    );
    register.write(&writing(&register, "import.undo"), |tx| tx.undo_batch(first)).unwrap();
    let zhang = register.read(|r| r.person(c.zhang.id)).unwrap();
    assert_eq!(zhang.native_place.as_deref(), Some("示例"), "later work on another field stays");
    assert_eq!(zhang.phones, c.zhang.phones, "the batch's own fields are back");
    assert_eq!(register.verify().unwrap(), [], "everything derived is right");
}
