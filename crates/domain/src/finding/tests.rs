//! Every rule as a table: what the record says, what is found. Only made-up people.

use super::*;
use crate::care::{CareNote, Protection};
use crate::citizen_id::CitizenIdState;
use crate::code_list::Coded;
use crate::document::Document;
use crate::employment::Employment;
use crate::household::Household;
use crate::id::{BuildingId, OrganisationId, PersonId, RoomId, SiteId};
use crate::inspection::Inspection;
use crate::organisation::{Organisation, PresenceRole};
use crate::person::Person;
use crate::population_class::PopulationClass;
use crate::sex::Sex;
use crate::space::{Building, Place, Room, RoomState};
use crate::space_address::{PlateState, SpaceAddress};
use crate::stay::{DwellingKind, EndReason, Stay, StayRole};
use crate::tenancy::Tenancy;
use crate::visit::Visit;
use std::collections::BTreeSet;
use uuid::Uuid;

const ROOM: Place = Place::Room(RoomId(Uuid::nil()));

fn date(text: &str) -> Option<PartialDate> {
    text.parse().ok()
}

fn codes(found: &[Finding]) -> Vec<&'static str> {
    found.iter().map(|finding| finding.code.code()).collect()
}

fn whole_person() -> Person {
    let mut person = Person::named(PersonId(Uuid::nil()), "", "张三");
    person.citizen_id = Some("330299196512014235".to_owned());
    person.id_state = CitizenIdState::Ok;
    person.phones = vec!["13900001234".to_owned()];
    person.hukou_division = Some("330299".to_owned());
    person
}

fn of_person(change: impl FnOnce(&mut Person)) -> Vec<Finding> {
    let mut record = whole_person();
    change(&mut record);
    person(&PersonFacts { person: &record, gone: false, has_document: false })
}

#[test]
fn a_persons_record_is_checked_field_by_field() {
    type Case = (fn(&mut Person), &'static [&'static str], &'static str);
    let cases: [Case; 11] = [
        (|_| (), &[], "name, sound id, phone and hukou are there"),
        (|p| p.id_state = CitizenIdState::Missing, &["id_missing"], "no id"),
        (|p| p.id_state = CitizenIdState::BadChecksum, &["id_bad_checksum"], "a bad one"),
        (|p| p.id_state = CitizenIdState::FifteenDigit, &["id_15_digit"], "an old one"),
        (|p| p.id_state = CitizenIdState::PrecisionLost, &["id_precision_lost"], "one cut by a spreadsheet"),
        (|p| p.phones.clear(), &["phone_missing"], "no phone"),
        (|p| p.hukou_division = None, &["hukou_missing"], "no hukou"),
        (|p| p.name = "李\u{FFFD}".to_owned(), &["name_unreadable"], "a lost character"),
        (|p| p.birth_date = date("1970"), &["id_birth_mismatch"], "the id says 1965"),
        (|p| p.birth_date = date("1965"), &[], "a year that holds the day does not contradict it"),
        (|p| p.sex = Sex::Female, &["id_sex_mismatch"], "the id says male"),
    ];
    for (change, expected, why) in cases {
        assert_eq!(codes(&of_person(change)), expected, "{why}");
    }
}

#[test]
fn nobody_is_asked_who_is_gone_and_a_passport_stands_for_an_id() {
    let bare = Person::named(PersonId(Uuid::nil()), "", "李?");
    let found = |gone, has_document| person(&PersonFacts { person: &bare, gone, has_document });
    let all = ["id_missing", "name_unreadable", "phone_missing", "hukou_missing"];
    assert_eq!(codes(&found(false, false)), all, "every gap of the record");
    assert_eq!(codes(&found(true, false)), ["name_unreadable"], "what is missing cannot be collected any more");
    assert_eq!(codes(&found(false, true)), ["name_unreadable", "phone_missing"], "a foreign document is there");
}

fn of_stay(change: impl FnOnce(&mut Stay), other_main_stays: u32, room_live: bool) -> Vec<Finding> {
    let mut record =
        Stay { verified_on: date("2026-01-05"), ..Stay::at(Uuid::nil().into(), Uuid::nil().into(), ROOM, "") };
    change(&mut record);
    stay(&StayFacts { stay: &record, other_main_stays, room_live })
}

#[test]
fn a_stay_is_checked_with_its_surroundings() {
    let plain = of_stay(|_| (), 0, true);
    assert_eq!(codes(&plain), ["not_verified"], "the verification counts from its day, whenever that is");
    assert_eq!(plain.first().and_then(|f| f.due_on), date("2026-01-05"), "from that day");
    let never = of_stay(|s| s.verified_on = None, 0, true);
    assert_eq!(never.first().map(|f| f.due_on), Some(None), "never verified holds at once");
    let lost = of_stay(
        |s| {
            s.place = Place::Unmatched;
            s.raw_address = "老街".to_owned();
        },
        0,
        true,
    );
    assert_eq!(lost.first().and_then(|f| f.detail.as_deref()), Some("老街"), "in the words of the ledger");
    assert!(codes(&of_stay(|_| (), 1, true)).contains(&"two_main_homes"), "another main stay is open");
    let further = of_stay(|s| s.role = StayRole::Additional, 1, true);
    assert!(!codes(&further).contains(&"two_main_homes"), "a further home may stand beside the main one");
    assert!(codes(&of_stay(|_| (), 0, false)).contains(&"superseded_room"), "the room was split");
    let odd = of_stay(|s| s.dwelling_kind = Some(Coded::Written("窑洞".to_owned())), 0, true);
    assert!(codes(&odd).contains(&"code_not_listed"), "kept as written, and said");
    let schooled = of_person(|p| p.education = Some(Coded::read("大学本科")));
    assert!(schooled.is_empty(), "another word for an entry is kept as written, and no gap");
}

#[test]
fn an_ended_stay_is_history() {
    let ended = of_stay(
        |s| {
            s.place = Place::Unmatched;
            s.permit_until = date("2020");
            s.end_reason = Some(EndReason::MovedAway);
        },
        1,
        false,
    );
    assert!(ended.is_empty(), "nothing of it is due any more");
    let backwards = of_stay(
        |s| {
            s.from = date("2020-05");
            s.to = date("2019");
        },
        0,
        true,
    );
    assert_eq!(codes(&backwards), ["end_before_begin"], "but its dates must make sense");
}

#[test]
fn a_permit_counts_from_its_last_day() {
    let found = of_stay(|s| s.permit_until = date("2026-11"), 0, true);
    let due: Vec<_> = found.iter().take(2).map(|f| (f.code, f.due_on)).collect();
    let last = date("2026-11-30");
    assert_eq!(due, [(FindingCode::PermitExpiring, last), (FindingCode::PermitExpired, last)], "the end of the month");
}

#[test]
fn a_tenancy_is_checked_with_its_inspections() {
    let mut record = Tenancy::blank(Uuid::nil().into(), String::new());
    let found = |tenancy: &Tenancy, landlord_has_id, last| {
        super::tenancy(&TenancyFacts { tenancy, landlord_has_id, last_inspection: date(last) })
    };
    let expected = ["landlord_id_missing", "responsibility_missing", "rental_inspection_overdue"];
    assert_eq!(codes(&found(&record, false, "")), expected, "nothing is known of it");
    record.responsibility_signed = Some(true);
    record.inspected_on = date("2026-03-01");
    let inspected = found(&record, true, "2026-07-01");
    assert_eq!(codes(&inspected), ["rental_inspection_due", "rental_inspection_overdue"], "only the next inspection");
    assert_eq!(inspected.first().and_then(|f| f.due_on), date("2026-07-01"), "counted from the later one");
    record.end_reason = Some(crate::tenancy::TenancyEndReason::GivenUp);
    assert!(found(&record, false, "").is_empty(), "what has ended is history");
}

#[test]
fn a_room_of_floating_tenants_is_to_be_marked() {
    let mut stay = Stay::at(Uuid::nil().into(), Uuid::nil().into(), ROOM, "");
    let floating = |stay: &Stay, hukou| is_floating_tenant(stay, hukou, Some("330299"));
    assert!(floating(&stay, Some("369982")), "from another prefecture");
    assert!(!floating(&stay, Some("330298")), "from the same");
    assert!(!floating(&stay, None), "an unknown hukou derives nothing");
    stay.stated_class = Some(PopulationClass::Floating);
    assert!(floating(&stay, None), "the ledger says so");
    stay.dwelling_kind = Some(Coded::Listed(DwellingKind::Owned));
    assert!(!floating(&stay, None), "in a home of their own");
    let mut flat = Room::numbered(RoomId(Uuid::nil()), BuildingId(Uuid::nil()), "501");
    let found = |room: &Room| codes(&super::room(&RoomFacts { room, floating_tenants: 2 }));
    assert_eq!(found(&flat), ["rental_not_marked"], "the room is not marked as let");
    flat.state = RoomState::Let;
    assert!(found(&flat).is_empty(), "now it is");
}

#[test]
fn a_building_is_compared_with_what_is_counted() {
    let mut block = Building::named(BuildingId(Uuid::nil()), "", "3");
    let found = |building: &Building| codes(&super::building(&BuildingFacts { building, dwellings: 24 }));
    assert_eq!(found(&block), ["floors_missing", "coordinates_missing"], "floors and place are missing");
    block.floors_above = Some(6);
    (block.longitude, block.latitude) = (Some(121.5), Some(29.8));
    block.households_declared = Some(25);
    assert_eq!(found(&block), ["declared_rooms_differ"], "one household more than rooms");
    block.households_declared = Some(24);
    assert!(found(&block).is_empty(), "they agree");
}

#[test]
fn three_addresses_are_held_against_each_other() {
    let mut shop = Organisation::named(OrganisationId(Uuid::nil()), "", "示例小吃店");
    shop.credit_code_state = crate::credit_code::CreditCodeState::Ok;
    shop.legal_rep_id_state = CitizenIdState::Ok;
    shop.security_contact_name = Some("王五".to_owned());
    let at = |role, building: Option<u128>| AddressAt {
        role,
        building: building.map(Uuid::from_u128),
        raw_address: "永丰路1号".to_owned(),
    };
    let found = |addresses: &[AddressAt]| organisation(&OrganisationFacts { organisation: &shop, addresses });
    let (office, registered, tax) = (PresenceRole::Office, PresenceRole::Registered, PresenceRole::Tax);
    assert!(found(&[at(office, Some(1)), at(registered, Some(1))]).is_empty(), "both in one building");
    assert!(found(&[at(office, Some(1))]).is_empty(), "a ledger with one address is not a gap");
    assert_eq!(codes(&found(&[at(registered, Some(1))])), ["org_address_missing"], "where it works is");
    let lost = found(&[at(office, Some(1)), at(registered, None)]);
    assert_eq!(codes(&lost), ["org_address_unmatched"], "one led nowhere");
    let apart = found(&[at(office, Some(1)), at(registered, Some(1)), at(tax, Some(2))]);
    assert_eq!(codes(&apart), ["org_address_mismatch"], "the tax address is elsewhere");
    let second = found(&[at(office, Some(1)), at(office, Some(2)), at(registered, Some(1))]);
    assert_eq!(codes(&second), Vec::<&str>::new(), "a second office contradicts nothing: the first agrees");
}

#[test]
fn an_employee_whose_address_lies_here_has_a_stay() {
    let mut record = Employment::blank(Uuid::nil().into(), OrganisationId(Uuid::nil()));
    record.from = date("2026-11-02");
    let found =
        |employment: &Employment, has_open_stay| super::employment(&EmploymentFacts { employment, has_open_stay });
    assert!(found(&record, false).is_empty(), "an address elsewhere is not asked about");
    record.place = Place::Site(SiteId(Uuid::nil()));
    assert_eq!(found(&record, false).first().and_then(|f| f.due_on), date("2026-11-02"), "days count from the entry");
    assert!(found(&record, true).is_empty(), "a stay is registered");
}

#[test]
fn dated_records_count_from_their_dates() {
    let mut passport = Document::blank(Uuid::nil().into(), PersonId(Uuid::nil()));
    passport.until = date("2026-05-01");
    assert_eq!(codes(&document(&passport)), ["document_expired"], "a passport has its day");
    passport.to = date("2026-04");
    assert!(document(&passport).is_empty(), "one that was replaced has none");
    let mut call = Visit::blank(Uuid::nil().into(), String::new());
    call.again_on = date("2026-05-01");
    assert_eq!(codes(&visit(&call)), ["visit_promised"], "promised");
    call.kept_on = date("2026-05-02");
    assert!(visit(&call).is_empty(), "and kept");
    let mut hazard = Inspection::blank(Uuid::nil().into(), String::new());
    hazard.rectify_by = date("2026-05-01");
    assert_eq!(codes(&inspection(&hazard)), ["hazard_not_rectified"], "to be put right by then");
    hazard.rectified_on = date("2026-04-30");
    assert!(inspection(&hazard).is_empty(), "put right");
    let mut note = CareNote::blank(Uuid::nil().into(), PersonId(Uuid::nil()));
    note.review_on = date("2026-05-01");
    assert_eq!(codes(&care_note(&note)), ["care_review_due"], "reviewed with the person");
    let mut hidden = Protection::blank(Uuid::nil().into(), PersonId(Uuid::nil()));
    hidden.review_on = date("2026-05-01");
    assert_eq!(codes(&protection(&hidden)), ["protection_review_due"], "reviewed too");
    let home = Household::blank(Uuid::nil().into(), String::new());
    assert_eq!(codes(&household(&home)), ["head_missing"], "nobody is invented as its head");
    let mut plate = SpaceAddress::blank(Uuid::nil().into());
    plate.plate_state = Some(PlateState::Doubled);
    assert_eq!(codes(&space_address(&plate)), ["plate_doubled"], "the survey found it");
    plate.to = date("2026");
    assert!(space_address(&plate).is_empty(), "an address no longer in use needs no plate");
}

fn shown(code: FindingCode, reminders: &Reminders, due: &str, today: &str) -> bool {
    date(today).and_then(|today| reminders.window(code, today)).is_some_and(|window| window.holds(date(due)))
}

#[test]
fn days_move_when_a_finding_is_shown() {
    use FindingCode::{NotVerified, PermitExpired, PermitExpiring, RentalInspectionDue, RentalInspectionOverdue};
    let mut set = Reminders::default();
    let cases = [
        (PermitExpiring, "2026-12-21", "2026-11-20", false, "31 days ahead"),
        (PermitExpiring, "2026-12-21", "2026-11-21", true, "30 days ahead"),
        (PermitExpiring, "2026-12-21", "2026-12-21", true, "its last day"),
        (PermitExpiring, "2026-12-21", "2026-12-22", false, "it has expired"),
        (PermitExpired, "2026-12-21", "2026-12-21", false, "its last day"),
        (PermitExpired, "2026-12-21", "2026-12-22", true, "the day after"),
        (RentalInspectionDue, "2026-01-01", "2026-04-22", false, "day 111"),
        (RentalInspectionDue, "2026-01-01", "2026-04-23", true, "day 112"),
        (RentalInspectionDue, "2026-01-01", "2026-05-03", false, "day 122"),
        (RentalInspectionOverdue, "2026-01-01", "2026-05-03", true, "day 122"),
        (NotVerified, "2026-01-01", "2026-06-29", false, "179 days"),
        (NotVerified, "2026-01-01", "2026-06-30", true, "180 days"),
        (NotVerified, "", "2026-06-30", true, "never"),
    ];
    for (code, due, today, expected, why) in cases {
        assert_eq!(shown(code, &set, due, today), expected, "{code} of {due} on {today}: {why}");
    }
    assert!(set.set(PermitExpiring, Reminder { days: 60, on: true }), "sixty days");
    assert!(shown(PermitExpiring, &set, "2026-12-21", "2026-10-22"), "sixty days ahead now");
    assert!(set.set(PermitExpiring, Reminder { days: 60, on: false }), "switched off");
    assert!(!shown(PermitExpiring, &set, "2026-12-21", "2026-12-01"), "not shown at all");
    assert!(!set.set(FindingCode::IdMissing, Reminder { days: 1, on: true }), "what has no date has no days");
    assert!(!set.set(PermitExpiring, Reminder { days: u16::MAX, on: true }), "nor is a lifetime a reminder");
}

#[test]
fn only_what_was_set_is_kept() {
    let mut set: Reminders = serde_json::from_str(r#"{"of_a_newer_version":{"days":3,"on":true}}"#).unwrap();
    assert!(set.set(FindingCode::StayEnding, Reminder { days: 31, on: true }), "the default");
    assert!(set.set(FindingCode::NotVerified, Reminder { days: 90, on: true }), "another");
    let kept = serde_json::to_string(&set).unwrap();
    let expected = r#"{"not_verified":{"days":90,"on":true},"of_a_newer_version":{"days":3,"on":true}}"#;
    assert_eq!(kept, expected, "defaults are not kept, what is not understood is");
}

#[test]
fn every_code_can_be_told_and_mended() {
    let mut seen = BTreeSet::new();
    for code in FindingCode::ALL {
        let spec = code.spec();
        assert!(seen.insert(code.code()), "{code} stands once");
        assert!(!code.zh().is_empty() && !code.en().is_empty(), "{code} is told in both languages");
        assert!(!spec.fix.zh.is_empty() && !spec.fix.en.is_empty(), "{code} says what to do");
        assert!(!spec.flags.is_empty(), "{code} flags a record");
        assert_eq!(
            spec.fix.kind == FixKind::EditField,
            spec.fix.field.is_some() && spec.fix.kind == FixKind::EditField,
            "{code}: an edit names its field"
        );
    }
    for code in FindingCode::ALL.iter().filter(|code| code.followed_by().is_some()) {
        assert_ne!(code.spec().timing, Timing::Always, "{code} is followed in time, so it always has a date");
    }
}

/// DOMAIN §1.8 rule 3: checks flag records, and the wording says so.
#[test]
fn no_finding_judges_a_person() {
    let judging = [
        "重点",
        "高危",
        "危险人",
        "可疑",
        "嫌疑",
        "异常人",
        "风险",
        "前科",
        "关注",
        "布控",
        "管控",
        "人员异常",
        "黑名单",
        "dangerous",
        "suspicious",
        "suspect",
        "risk",
        "criminal",
        "offender",
        "watch",
        "abnormal",
        "illegal",
        "score",
    ];
    for code in FindingCode::ALL {
        let fix = code.spec().fix;
        let texts = [code.code(), code.zh(), code.en(), fix.zh, fix.en].map(str::to_lowercase);
        for word in judging {
            assert!(
                texts.iter().all(|text| !text.contains(word)),
                "{code} speaks of a record, not of a “{word}” person"
            );
        }
    }
}
