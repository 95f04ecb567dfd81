//! One way to write: everything lands together, or nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it likes"
)]

mod support;

use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::space::{Place, RoomState};
use louce_domain::stay::EndReason;
use louce_store::{ChangeKind, Counters, Register, StoreError};
use support::{building, community, home, person, reading, room, site, stay, write, writing};

fn counters(register: &Register) -> Counters {
    let (kept, recounted) = register.read(|r| Ok::<_, StoreError>((r.counters()?, r.recount()?))).unwrap();
    assert_eq!(kept, recounted, "counters are what a recount gives");
    let (kept, recounted) =
        register.read(|r| Ok::<_, StoreError>((r.all_building_counts()?, r.recount_buildings()?))).unwrap();
    assert_eq!(kept, recounted, "a building's counters are what a recount gives");
    kept_total(register)
}

fn kept_total(register: &Register) -> Counters {
    register.read(|r| r.counters()).unwrap()
}

#[test]
fn every_field_of_every_record_comes_back_as_it_went_in() {
    let (_home, register) = home();
    let c = write(&register, |tx| {
        let mut c = community(tx);
        let (before, person) = (c.zhang.clone(), &mut c.zhang);
        person.former_name = Some("张卫".to_owned());
        person.birth_date = "1980-01".parse().ok();
        person.sex = louce_domain::sex::Sex::Male;
        person.phones = vec!["13900001234".to_owned(), "0574-00001234".to_owned()];
        person.ethnicity = Some("汉族".to_owned());
        person.native_place = Some("浙江示例".to_owned());
        person.marital_status = Some(louce_domain::code_list::Coded::read("已婚"));
        person.education = Some(louce_domain::code_list::Coded::read("大学"));
        person.occupation = Some("职员".to_owned());
        person.workplace = Some("示例公司".to_owned());
        person.hukou_division = Some("330299".to_owned());
        person.hukou_site = Some("望湖家园".to_owned());
        person.hukou_address = Some(" 前后有空格 ".to_owned());
        person.remark = Some(String::new());
        tx.amend(&before, person)?;
        let (before, b) = (c.three.clone(), &mut c.three);
        b.building_use = Some(louce_domain::space::BuildingUse::Dwelling);
        b.units = Some(2);
        b.floors_above = Some(18);
        b.floors_below = Some(-1);
        b.height_m = Some(54.5);
        b.footprint = vec![[121.5, 29.9], [121.6, 29.9], [121.6, 30.0]];
        b.block_leader_phones = vec!["13900005678".to_owned()];
        tx.amend(&before, b)?;
        let (before, s) = (c.stay_zhang.clone(), &mut c.stay_zhang);
        s.residence_mismatch = Some(true);
        s.relation = Some("户主".to_owned());
        s.permit_until = "2026-05-31".parse().ok();
        s.raw_address = String::new();
        tx.amend(&before, s)?;
        Ok(c)
    });
    register
        .read(|r| {
            assert_eq!(r.person(c.zhang.id)?, c.zhang, "a person");
            assert_eq!(r.building(c.three.id)?, c.three, "a building");
            assert_eq!(r.stay(c.stay_zhang.id)?, c.stay_zhang, "a stay");
            assert_eq!(r.site(c.site.id)?, c.site, "a site");
            assert_eq!(r.room(c.room_501.id)?, c.room_501, "a room");
            assert_eq!(r.organisation(c.shop.id)?, c.shop, "an organisation");
            Ok::<_, StoreError>(())
        })
        .unwrap();
    counters(&register);
}

#[test]
fn an_error_or_a_panic_leaves_nothing_behind() {
    let (_home, register) = home();
    write(&register, |tx| Ok(community(tx)));
    let before = counters(&register);
    let audit = |register: &Register| register.read(|r| r.audit_head()).unwrap();
    let chain = audit(&register);
    let failed = register.write(&writing(&register, "fails"), |tx| {
        person(tx, "李示例", None, &[]);
        Err::<(), _>(StoreError::Damaged("made up".to_owned()))
    });
    assert!(failed.is_err(), "the error comes back");
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        register.write(&writing(&register, "panics"), |tx| {
            person(tx, "李示例", None, &[]);
            panic!("made up");
            #[expect(unreachable_code, reason = "the closure needs a type")]
            Ok::<(), StoreError>(())
        })
    }));
    assert!(panicked.is_err(), "the panic goes on");
    assert_eq!(counters(&register), before, "no record stayed");
    assert_eq!(audit(&register), chain, "no audit row stayed");
    write(&register, |tx| Ok(person(tx, "王示例", None, &[])));
    assert_eq!(counters(&register).get("persons"), before.get("persons") + 1, "and writing goes on");
}

#[test]
fn counters_follow_moves_ends_and_states() {
    let (_home, register) = home();
    let c = write(&register, |tx| Ok(community(tx)));
    let now = counters(&register);
    assert_eq!((now.get("persons_resident"), now.get("stays_open")), (2, 2), "two people stay");
    write(&register, |tx| {
        let mut ended = c.stay_zhang.clone();
        ended.to = "2026-11-21".parse().ok();
        ended.end_reason = Some(EndReason::MovedWithin);
        tx.amend(&c.stay_zhang, &ended)?;
        stay(tx, c.zhang.id, Place::Building(c.five.id));
        let mut let_out = c.room_501.clone();
        let_out.state = RoomState::Let;
        tx.amend(&c.room_501, &let_out).map(drop)
    });
    let now = counters(&register);
    assert_eq!(
        (now.get("persons_resident"), now.get("stays_open"), now.get("stays")),
        (2, 2, 3),
        "a move keeps counts"
    );
    assert_eq!((now.get("rooms:let"), now.get("rooms:unknown")), (1, 1), "states are counted");
    let counts = |id| register.read(|r| r.building_counts(id)).unwrap();
    assert_eq!((counts(c.three.id).residents, counts(c.five.id).residents), (0, 2), "the move shows in both buildings");
    assert_eq!((counts(c.three.id).let_out, counts(c.three.id).organisations), (1, 1), "rooms and organisations too");
}

#[test]
fn history_tells_who_changed_what_from_what_to_what() {
    let (_home, register) = home();
    let c = write(&register, |tx| Ok(community(tx)));
    let mut corrected = c.zhang.clone();
    corrected.phones = vec!["13900009999".to_owned()];
    let mut context = writing(&register, "person.amend");
    context.at_ms += 1_000;
    register.write(&context, |tx| tx.amend(&c.zhang, &corrected)).unwrap();
    let record = RecordRef { kind: RecordKind::Person, id: c.zhang.id.0 };
    let history = register.read(|r| r.changes_of(record)).unwrap();
    assert_eq!(
        history.iter().map(|h| h.what).collect::<Vec<_>>(),
        [ChangeKind::Created, ChangeKind::Amended],
        "two steps"
    );
    assert!(history[0].fields.is_empty(), "a created row is its own first version");
    let field = &history[1].fields[0];
    assert_eq!(
        (field.field.as_str(), field.old.as_deref(), field.new.as_deref()),
        ("phones", Some("13900001234"), Some("13900009999")),
        "old and new value are kept"
    );
    assert_eq!(history[1].head.user_name, "示例民警甲", "the user is named");
    assert_eq!(history[1].head.at_ms, support::NOW + 1_000, "and the time");
    let since = register.read(|r| r.changes_between(support::NOW + 1, u64::MAX)).unwrap();
    assert_eq!(since[0].amended, [(RecordKind::Person, "phones".to_owned(), 1)], "reports see the same change");
}

#[test]
fn a_stale_edit_is_refused() {
    let (_home, register) = home();
    let c = write(&register, |tx| Ok(community(tx)));
    let mut first = c.zhang.clone();
    first.remark = Some("先改".to_owned());
    let mut second = c.zhang.clone();
    second.remark = Some("后改".to_owned());
    write(&register, |tx| tx.amend(&c.zhang, &first).map(drop));
    let refused = register.write(&writing(&register, "late"), |tx| tx.amend(&c.zhang, &second));
    assert!(matches!(refused, Err(StoreError::Stale(_))), "what was read is no longer there: {refused:?}");
}

#[test]
fn what_makes_a_record_itself_cannot_be_changed() {
    let (_home, register) = home();
    let c = write(&register, |tx| Ok(community(tx)));
    let mut stolen = c.stay_zhang.clone();
    stolen.person = c.shan.id;
    let refused = register.write(&writing(&register, "steal"), |tx| tx.amend(&c.stay_zhang, &stolen));
    assert!(matches!(refused, Err(StoreError::FixedField("person"))), "a stay stays its person's: {refused:?}");
}

#[test]
fn a_withdrawn_record_is_gone_but_not_lost() {
    let (_home, register) = home();
    let c = write(&register, |tx| Ok(community(tx)));
    let record = RecordRef { kind: RecordKind::Room, id: c.room_501.id.0 };
    let refused = register.write(&writing(&register, "withdraw"), |tx| tx.withdraw(record));
    assert!(matches!(refused, Err(StoreError::InUse(_))), "a room with a stay cannot go: {refused:?}");
    let shan = RecordRef { kind: RecordKind::Stay, id: c.stay_zhang.id.0 };
    write(&register, |tx| tx.withdraw(shan).and_then(|()| tx.withdraw(record)));
    assert!(register.read(|r| r.room(c.room_501.id)).is_err(), "it is gone");
    counters(&register);
    write(&register, |tx| tx.restore(record).and_then(|()| tx.restore(shan)));
    assert_eq!(register.read(|r| r.room(c.room_501.id)).unwrap(), c.room_501, "it is back as it was");
    let steps = register.read(|r| r.changes_of(record)).unwrap();
    let steps: Vec<_> = steps.iter().map(|h| h.what).collect();
    assert_eq!(steps, [ChangeKind::Created, ChangeKind::Withdrawn, ChangeKind::Restored], "and its history tells");
    counters(&register);
}

#[test]
fn a_look_up_is_audited_before_its_rows_are_handed_out() {
    let (_home, register) = home();
    let c = write(&register, |tx| Ok(community(tx)));
    let context = reading(&register, "person.show");
    let shown = register
        .audited_read(&context, |r, seen| {
            seen.record(RecordRef { kind: RecordKind::Person, id: c.zhang.id.0 });
            r.person(c.zhang.id)
        })
        .unwrap();
    assert_eq!(shown, c.zhang, "the person is handed out");
    let rows = register.read(|r| r.audit_tail(10)).unwrap();
    assert_eq!(rows[0].action, "person.show", "the look-up is the latest row");
    assert_eq!(rows[0].records, format!("person:{}", c.zhang.id), "it names the record");
    assert!(rows.iter().all(|row| !format!("{row:?}").contains("张伟")), "no personal value enters the audit log");
    assert_eq!(register.read(|r| r.verify_audit()).unwrap(), None, "the chain is whole");
}

#[test]
fn bulk_and_steady_writes_make_the_same_register() {
    let made = |bulk: bool| {
        let (_home, register) = home();
        let work = |tx: &mut louce_store::WriteTx<'_>| {
            let c = community(tx);
            for i in 0..50 {
                let extra = room(tx, c.five.id, None, &format!("{}0{}", 1 + i / 5, i % 5));
                let someone = person(tx, &format!("李示例{i}"), None, &[&format!("139000{i:05}")]);
                stay(tx, someone.id, Place::Room(extra.id));
            }
            Ok::<_, StoreError>(())
        };
        let context = writing(&register, "demo");
        if bulk { register.write_bulk(&context, work) } else { register.write(&context, work) }.unwrap();
        let problems = register.verify().unwrap();
        assert_eq!(problems, [], "everything derived is right");
        let query = louce_store::SearchQuery { limit: 100, ..louce_store::SearchQuery::of("李示例4") };
        let found = register.read(|r| r.search(&query)).unwrap();
        (counters(&register), found.count, found.hits.into_iter().map(|h| h.title).collect::<Vec<_>>())
    };
    assert_eq!(made(true), made(false), "rows first and indexes after gives what row by row gives");
}

#[test]
fn a_cancelled_bulk_write_leaves_the_register_as_it_was() {
    let (_home, register) = home();
    write(&register, |tx| Ok(community(tx)));
    let before = counters(&register);
    let cancelled = register.write_bulk(&writing(&register, "demo"), |tx| {
        let s = site(tx, "云溪苑");
        building(tx, Some(s.id), "1");
        Err::<(), _>(StoreError::Damaged("cancelled".to_owned()))
    });
    assert!(cancelled.is_err(), "the reason comes back");
    assert_eq!(counters(&register), before, "no row stayed");
    assert_eq!(register.verify().unwrap(), [], "indexes, counters and search entries are as before");
}
