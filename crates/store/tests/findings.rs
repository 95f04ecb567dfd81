//! Findings are what the rules say of the rows, after any sequence of writes and at either pace.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may stop where it likes")]

mod support;

use louce_domain::care::CareNote;
use louce_domain::change::RecordRef;
use louce_domain::citizen_id::CitizenIdState;
use louce_domain::document::Document;
use louce_domain::employment::Employment;
use louce_domain::field::RecordKind;
use louce_domain::finding::{FindingCode, Reminders};
use louce_domain::household::Household;
use louce_domain::inspection::Inspection;
use louce_domain::organisation::{Organisation, Presence, PresenceRole};
use louce_domain::person::Person;
use louce_domain::space::{Building, Place, Room, RoomEndReason, RoomState, Site};
use louce_domain::space_address::{PlateState, SpaceAddress};
use louce_domain::stay::{EndReason, Stay, StayRole};
use louce_domain::tenancy::Tenancy;
use louce_store::{Record, StoreError, WriteTx};
use support::{community, home, write, writing};

/// The codes of a record's findings.
fn codes(register: &louce_store::Register, kind: RecordKind, id: uuid::Uuid) -> Vec<&'static str> {
    let found = register.read(|reader| reader.findings_of(RecordRef { kind, id })).unwrap();
    found.iter().map(|finding| finding.code.code()).collect()
}

#[test]
fn a_finding_comes_and_goes_with_the_write_that_makes_it() {
    let (_home, register) = home();
    let c = write(&register, |tx| Ok(community(tx)));
    let found = |id: uuid::Uuid| codes(&register, RecordKind::Person, id);
    assert_eq!(found(c.zhang.id.0), ["hukou_missing"], "an id and a phone are there");
    assert_eq!(found(c.shan.id.0), ["hukou_missing", "id_missing", "phone_missing"], "nothing is");
    let with_phone = Person { phones: vec!["13900001234".to_owned()], ..c.shan.clone() };
    write(&register, |tx| tx.amend(&c.shan, &with_phone));
    assert_eq!(found(c.shan.id.0), ["hukou_missing", "id_missing"], "gone with the write that mends it");
    let ended = Room { end_reason: Some(RoomEndReason::Split), ..c.room_501.clone() };
    write(&register, |tx| tx.amend(&c.room_501, &ended));
    let stay = codes(&register, RecordKind::Stay, c.stay_zhang.id.0);
    assert!(stay.contains(&"superseded_room"), "a change of the room reaches the stay in it: {stay:?}");
    let gone = Stay { end_reason: Some(EndReason::MovedAway), ..c.stay_zhang.clone() };
    write(&register, |tx| tx.amend(&c.stay_zhang, &gone));
    assert!(codes(&register, RecordKind::Stay, c.stay_zhang.id.0).is_empty(), "what has ended is history");
    assert!(found(c.zhang.id.0).is_empty(), "and nobody is left to ask for an address");
    assert_eq!(register.verify().unwrap(), [], "all of it as a recompute says");
}

#[test]
fn pages_and_counts_follow_the_window() {
    let (_home, register) = home();
    let c = write(&register, |tx| Ok(community(tx)));
    let dated = Stay { permit_until: "2026-12-01".parse().ok(), ..c.stay_zhang.clone() };
    write(&register, |tx| tx.amend(&c.stay_zhang, &dated));
    let shown = |code: FindingCode, today: &str, areas: &[String]| {
        let window = Reminders::default().window(code, today.parse().unwrap()).unwrap();
        let read = |reader: louce_store::Reader<'_>| {
            let count = reader.finding_counts(&[(code, window)], areas)?[0].1;
            let page = reader.findings_page(code, window, areas, 0, 10)?;
            assert_eq!(page.len(), count as usize, "the tally counts what the page shows");
            Ok::<_, StoreError>(count)
        };
        register.read(read).unwrap()
    };
    let expiring = FindingCode::PermitExpiring;
    assert_eq!(shown(expiring, "2026-10-31", &[]), 0, "thirty-one days ahead");
    assert_eq!(shown(expiring, "2026-11-01", &[]), 1, "thirty days ahead");
    assert_eq!(shown(expiring, "2026-11-01", &[support::AREA.to_owned()]), 1, "in its area");
    assert_eq!(shown(expiring, "2026-11-01", &["330299-02".to_owned()]), 0, "not in another");
    assert_eq!(shown(expiring, "2026-12-02", &[]), 0, "it has expired");
    assert_eq!(shown(FindingCode::PermitExpired, "2026-12-02", &[]), 1, "and that is said instead");
    assert_eq!(shown(FindingCode::IdMissing, "2026-12-02", &[]), 1, "what has no date is always shown");
}

#[test]
fn a_building_tells_the_findings_of_its_rooms() {
    let (_home, register) = home();
    let c = write(&register, |tx| Ok(community(tx)));
    let found = register.read(|reader| reader.findings_of_building(c.three.id)).unwrap();
    let rooms: Vec<_> = found.iter().map(|(room, finding)| (*room, finding.code)).collect();
    assert!(rooms.contains(&(c.room_501.id, FindingCode::HukouMissing)), "of who lives there: {rooms:?}");
    assert!(rooms.contains(&(c.room_501.id, FindingCode::NotVerified)), "of the stay");
    assert!(rooms.iter().all(|(room, _)| *room == c.room_501.id), "of no other room");
}

#[test]
fn bulk_and_steady_writes_find_the_same() {
    let made = |bulk: bool| {
        let (_home, register) = home();
        let context = writing(&register, "demo");
        let work = |tx: &mut WriteTx<'_>| {
            World::new(tx);
            Ok::<_, StoreError>(())
        };
        if bulk { register.write_bulk(&context, work) } else { register.write(&context, work) }.unwrap();
        assert_eq!(register.verify().unwrap(), [], "as a recompute says");
        register.read(|reader| reader.all_findings()).unwrap()
    };
    let (bulk, steady) = (made(true), made(false));
    assert!(bulk.len() > 15, "there is something to find");
    assert_eq!(bulk, steady, "once at the end gives what row by row gives");
}

#[test]
fn findings_equal_a_recompute_after_any_sequence_of_writes() {
    for seed in 0..8 {
        let (_home, register) = home();
        let mut random = fastrand::Rng::with_seed(seed);
        let mut world = write(&register, |tx| Ok(World::new(tx)));
        for turn in 0..12 {
            write(&register, |tx| (0..6).try_for_each(|_| world.step(tx, &mut random)));
            assert_eq!(register.verify().unwrap(), [], "seed {seed}, after turn {turn}");
        }
    }
}

/// One or two records of every kind that has rules, as they stand.
struct World {
    site: Site,
    building: Building,
    rooms: Vec<Room>,
    people: Vec<Person>,
    stays: Vec<Stay>,
    shop: Organisation,
    presences: Vec<Presence>,
    employment: Employment,
    tenancy: Tenancy,
    inspection: Inspection,
    document: Document,
    note: CareNote,
    household: Household,
    address: SpaceAddress,
}

impl World {
    fn new(tx: &mut WriteTx<'_>) -> Self {
        let c = community(tx);
        let area = support::AREA.to_owned();
        let mut document = Document::blank(tx.mint(), c.shan.id);
        document.until = "2026-01-01".parse().ok();
        document.number = "E00000000".to_owned();
        let mut note = CareNote::blank(tx.mint(), c.zhang.id);
        note.review_on = "2026-12-01".parse().ok();
        let mut tenancy = Tenancy::blank(tx.mint(), area.clone());
        tenancy.place = Place::Room(c.room_501.id);
        tenancy.landlord_person = Some(c.shan.id);
        let mut inspection = Inspection::blank(tx.mint(), area.clone());
        inspection.tenancy = Some(tenancy.id);
        inspection.rectify_by = "2026-06-01".parse().ok();
        let mut employment = Employment::blank(tx.mint(), c.shop.id);
        employment.place = Place::Building(c.five.id);
        employment.person = Some(c.zhang.id);
        (employment.name, employment.raw_address) = ("张伟".to_owned(), "示例地址".to_owned());
        let mut address = SpaceAddress::blank(tx.mint());
        address.place = Place::Building(c.five.id);
        address.plate_state = Some(PlateState::Wrong);
        address.text = "永丰路1号".to_owned();
        let household = Household::blank(tx.mint(), area);
        let second =
            Stay { role: StayRole::Main, ..Stay::at(tx.mint(), c.zhang.id, Place::Room(c.room_502.id), "示例") };
        tx.create(&document).unwrap();
        tx.create(&note).unwrap();
        tx.create(&tenancy).unwrap();
        tx.create(&inspection).unwrap();
        tx.create(&employment).unwrap();
        tx.create(&address).unwrap();
        tx.create(&household).unwrap();
        tx.create(&second).unwrap();
        let registered =
            Presence { role: PresenceRole::Registered, ..support::presence(tx, c.shop.id, Place::Building(c.five.id)) };
        let stored: Presence = tx.reader().record(registered.id.0).unwrap();
        tx.amend(&stored, &registered).unwrap();
        Self {
            building: c.three,
            site: c.site,
            rooms: vec![c.room_501, c.room_502],
            people: vec![c.zhang, c.shan],
            stays: vec![c.stay_zhang, second],
            shop: c.shop,
            presences: vec![registered],
            employment,
            tenancy,
            inspection,
            document,
            note,
            household,
            address,
        }
    }

    /// Changes one field of one record, ends it, or takes it back and puts it there again.
    fn step(&mut self, tx: &mut WriteTx<'_>, random: &mut fastrand::Rng) -> Result<(), StoreError> {
        let at = random.usize(0..2);
        match random.u8(0..14) {
            0 => change(tx, &mut self.people[at], PERSON, random),
            1 => change(tx, &mut self.stays[at], STAY, random),
            2 => change(tx, &mut self.rooms[at], ROOM, random),
            3 => change(tx, &mut self.building, BUILDING, random),
            4 => change(tx, &mut self.shop, ORGANISATION, random),
            5 => change(tx, &mut self.presences[0], PRESENCE, random),
            6 => change(tx, &mut self.employment, EMPLOYMENT, random),
            7 => change(tx, &mut self.tenancy, TENANCY, random),
            8 => change(tx, &mut self.inspection, INSPECTION, random),
            9 => change(tx, &mut self.document, &[("until", &["2027", ""]), ("to", &["2026", ""])], random),
            10 => change(tx, &mut self.note, &[("review_on", &["2027-01-01", ""]), ("to", &["2026-10", ""])], random),
            11 => change(
                tx,
                &mut self.address,
                &[("plate_state", &["missing", "good", ""]), ("to", &["2026", ""])],
                random,
            ),
            12 => self.move_area(tx, random),
            _ => self.withdraw_and_restore(tx, at),
        }
    }

    fn move_area(&mut self, tx: &mut WriteTx<'_>, random: &mut fastrand::Rng) -> Result<(), StoreError> {
        let area = ["330299-01", "330299-02"][random.usize(0..2)].to_owned();
        let division = [Some("330299".to_owned()), Some("330298".to_owned()), None][random.usize(0..3)].clone();
        let after = Site { division_code: division, ..self.site.clone() };
        tx.amend(&self.site, &after)?;
        self.site = after;
        let after = Building { area: area.clone(), ..self.building.clone() };
        tx.amend(&self.building, &after)?;
        self.building = after;
        let after = Person { area: area.clone(), ..self.people[0].clone() };
        tx.amend(&self.people[0], &after)?;
        self.people[0] = after;
        let after = Organisation { area, ..self.shop.clone() };
        tx.amend(&self.shop, &after)?;
        self.shop = after;
        Ok(())
    }

    fn withdraw_and_restore(&mut self, tx: &mut WriteTx<'_>, at: usize) -> Result<(), StoreError> {
        let gone = [
            RecordRef { kind: RecordKind::Stay, id: self.stays[at].id.0 },
            RecordRef { kind: RecordKind::Inspection, id: self.inspection.id.0 },
            RecordRef { kind: RecordKind::Household, id: self.household.id.0 },
        ];
        for record in gone {
            tx.withdraw(record)?;
            tx.restore(record)?;
        }
        Ok(())
    }
}

/// Fields and the texts they may take; an empty one clears the field.
type Texts = &'static [(&'static str, &'static [&'static str])];

const PERSON: Texts = &[
    ("phones", &["13900001234", ""]),
    ("citizen_id", &["330299198001050011", ""]),
    ("hukou_division", &["330299", "369982", ""]),
    ("education", &["20", "私塾", ""]),
    ("name", &["李示例", "李?"]),
    ("sex", &["男", "女"]),
];
const STAY: Texts = &[
    ("permit_until", &["2026-10", "2027-01-01", ""]),
    ("verified_on", &["2026-05-01", ""]),
    ("role", &["main", "additional"]),
    ("end_reason", &["3", "", ""]),
    ("to", &["2019", ""]),
    ("stated_class", &["floating", "resident", ""]),
    ("dwelling_kind", &["01", "02", "窑洞", ""]),
    ("place", &["unmatched"]),
];
const ROOM: Texts =
    &[("state", &["let", "vacant", "unknown"]), ("end_reason", &["split", "", ""]), ("kind", &["dwelling", "shop"])];
const BUILDING: Texts = &[
    ("households_declared", &["2", "3", ""]),
    ("floors_above", &["6", ""]),
    ("longitude", &["121.5", ""]),
    ("latitude", &["29.8"]),
    ("valid_to", &["2025", "", ""]),
];
const ORGANISATION: Texts = &[("security_contact_name", &["王五", ""]), ("closed_on", &["2026-01", "", ""])];
const PRESENCE: Texts = &[("to", &["2026-01", ""]), ("place", &["unmatched"]), ("from", &["2026-05", ""])];
const EMPLOYMENT: Texts = &[("from", &["2026-11-01", ""]), ("to", &["2026-11-10", ""])];
const TENANCY: Texts = &[
    ("inspected_on", &["2026-03-01", ""]),
    ("agreed_until", &["2026-09", ""]),
    ("responsibility_signed", &["true", ""]),
    ("to", &["2026-10", "", ""]),
];
const INSPECTION: Texts =
    &[("on", &["2026-05-20", ""]), ("rectified_on", &["2026-06-02", ""]), ("hazard", &["02", "其他隐患"])];

fn change<R: Record>(
    tx: &mut WriteTx<'_>,
    record: &mut R,
    texts: Texts,
    random: &mut fastrand::Rng,
) -> Result<(), StoreError> {
    let (field, choices) = texts[random.usize(0..texts.len())];
    let text = choices[random.usize(0..choices.len())];
    let mut after = record.clone();
    after.set_field(field, Some(text).filter(|text| !text.is_empty())).unwrap();
    if field == "citizen_id" {
        let state = if text.is_empty() { CitizenIdState::Missing } else { CitizenIdState::Ok };
        after.set_field("id_state", Some(state.code())).unwrap();
    }
    tx.amend(record, &after)?;
    *record = after;
    Ok(())
}

#[test]
fn a_room_of_tenants_is_found_however_it_comes_about() {
    let (_home, register) = home();
    let c = write(&register, |tx| Ok(community(tx)));
    let room = || codes(&register, RecordKind::Room, c.room_501.id.0);
    assert!(room().is_empty(), "an unknown hukou says nothing");
    let from_afar = Person { hukou_division: Some("369982".to_owned()), ..c.zhang.clone() };
    write(&register, |tx| tx.amend(&c.zhang, &from_afar));
    assert_eq!(room(), ["rental_not_marked"], "the hukou of who stays there reaches the room");
    let here = Site { division_code: Some("369982".to_owned()), ..c.site.clone() };
    write(&register, |tx| tx.amend(&c.site, &here));
    assert!(room().is_empty(), "so does the division around it");
    write(&register, |tx| tx.amend(&here, &c.site));
    let marked = Room { state: RoomState::Let, ..c.room_501.clone() };
    write(&register, |tx| tx.amend(&c.room_501, &marked));
    assert!(room().is_empty(), "marked as let, all is said");
}
