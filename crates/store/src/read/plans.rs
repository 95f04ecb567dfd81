//! Every query of a screen uses an index: none walks a table that grows with the register.

use super::Reader;
use crate::connection::seen;
use crate::error::Result;
use crate::mint::Minter;
use crate::search::{CountMode, SearchQuery};
use crate::table::user::{self, User};
use crate::write::{Pace, WriteTx};
use crate::{FileInfo, FileRow, NewBatch, SheetInfo, StoreError, WriteContext, migrate};
use louce_domain::change::RecordRef;
use louce_domain::employment::Employment;
use louce_domain::field::RecordKind;
use louce_domain::finding::{FindingCode, Reminders};
use louce_domain::household::Household;
use louce_domain::id::{BatchId, UserId};
use louce_domain::inspection::Inspection;
use louce_domain::kinship::Kinship;
use louce_domain::office::AddressMismatch;
use louce_domain::organisation::{Organisation, Presence, PresenceRole};
use louce_domain::person::Person;
use louce_domain::space::{Building, Place, Room, RoomState, Site};
use louce_domain::space_address::SpaceAddress;
use louce_domain::stay::Stay;
use louce_domain::succession::Succession;
use louce_domain::tenancy::Tenancy;
use louce_domain::visit::{Encounter, Visit};
use rusqlite::Connection;
use uuid::Uuid;

/// Tables that grow with the register. Sites, buildings, users, batches and code tables may be listed whole.
const LARGE: [&str; 25] = [
    "room",
    "person",
    "stay",
    "organisation",
    "presence",
    "change",
    "change_field",
    "import_row",
    "search_entry",
    "audit",
    "withdrawn_record",
    "finding",
    "finding_tally",
    "address_mismatch",
    "space_address",
    "document",
    "household",
    "kinship",
    "tenancy",
    "inspection",
    "employment",
    "visit",
    "encounter",
    "succession",
    "change_created",
];

/// One record of each kind.
pub(super) struct One {
    site: Site,
    pub(super) building: Building,
    room: Room,
    person: Person,
    stay: Stay,
    organisation: Organisation,
    presence: Presence,
}

pub(super) fn one(tx: &mut WriteTx<'_>) -> One {
    let area = "330299-01".to_owned();
    let site = Site {
        id: tx.mint(),
        area: area.clone(),
        name: "望湖家园".to_owned(),
        division_code: None,
        township: None,
        community: None,
    };
    let mut building = Building::named(tx.mint(), &area, "3");
    building.site = Some(site.id);
    let room = Room { unit: Some("2".to_owned()), floor: Some(5), ..Room::numbered(tx.mint(), building.id, "501") };
    let person = Person::named(tx.mint(), &area, "张伟");
    let stay = Stay::at(tx.mint(), person.id, Place::Room(room.id), "");
    let organisation = Organisation::named(tx.mint(), &area, "示例小吃店");
    let presence = Presence {
        id: tx.mint(),
        organisation: organisation.id,
        role: PresenceRole::Office,
        place: Place::Room(room.id),
        raw_address: String::new(),
        from: None,
        to: None,
    };
    One { site, building, room, person, stay, organisation, presence }
}

pub(super) fn create(tx: &mut WriteTx<'_>, one: &One) -> Result<()> {
    tx.create_site(&one.site)?;
    tx.create_building(&one.building)?;
    tx.create_room(&one.room)?;
    tx.create_person(&one.person)?;
    tx.create_stay(&one.stay)?;
    tx.create_organisation(&one.organisation)?;
    tx.create_presence(&one.presence)
}

fn edit(tx: &mut WriteTx<'_>, one: &One) -> Result<()> {
    let mut person = one.person.clone();
    person.phones = vec!["13900001234".to_owned()];
    tx.amend(&one.person, &person)?;
    let mut stay = one.stay.clone();
    stay.to = "2026-11".parse().ok();
    tx.amend(&one.stay, &stay)?;
    let mut room = one.room.clone();
    room.state = RoomState::Let;
    tx.amend(&one.room, &room)?;
    tx.withdraw(RecordRef { kind: RecordKind::Presence, id: one.presence.id.0 })?;
    tx.restore(RecordRef { kind: RecordKind::Presence, id: one.presence.id.0 })
}

fn look(reader: &Reader<'_>, one: &One) -> Result<()> {
    reader.buildings()?;
    reader.buildings_listed_of(Some(one.site.id))?;
    reader.building(one.building.id)?;
    reader.building_counts(one.building.id)?;
    reader.rooms_of(one.building.id)?;
    reader.stays_in_building(one.building.id)?;
    reader.room(one.room.id)?;
    reader.person(one.person.id)?;
    reader.person_briefs(&[one.person.id])?;
    reader.stays_of_person(one.person.id)?;
    reader.organisation(one.organisation.id)?;
    reader.presences_of_organisation(one.organisation.id)?;
    for place in [Place::Room(one.room.id), Place::Building(one.building.id), Place::Site(one.site.id)] {
        reader.stays_at(place)?;
        reader.presences_at(place)?;
        reader.organisations_at(place)?;
    }
    reader.stays_at(Place::Unmatched)?;
    reader.changes_of(RecordRef { kind: RecordKind::Person, id: one.person.id.0 })?;
    reader.changes_between(0, 1)?;
    reader.batches()?;
    reader.counters()?;
    reader.audit_tail(10)?;
    reader.persons_by_citizen_id(&["330299198001050011"])?;
    reader.persons_by_name_birth("张伟", "1980".parse().ok())?;
    reader.persons_by_name(&["张伟"])?;
    reader.organisations_by_credit_code(&["92330299MA2A00001X"])?;
    reader.organisations_by_name(&["示例小吃店"])?;
    reader.buildings_of_site(Some(one.site.id))?;
    reader.buildings_named(one.site.id, "3")?;
    reader.buildings_at("永丰路", Some("1号"))?;
    reader.rooms_at(one.building.id, Some("2"), "501", None)?;
    for text in ["张", "张伟", "zhangwei", "12", "望湖 501", "张 望湖", "示例", "3-2-501"] {
        for count in [CountMode::Exact, CountMode::UpTo(10)] {
            for as_of in [None, "2015-06-01".parse().ok()] {
                reader.search(&SearchQuery { limit: 10, count, as_of, ..SearchQuery::of(text) })?;
            }
        }
    }
    Ok(())
}

fn look_at_findings(reader: &Reader<'_>, one: &One) -> Result<()> {
    for (kind, id) in [
        (RecordKind::Person, one.person.id.0),
        (RecordKind::Room, one.room.id.0),
        (RecordKind::Building, one.building.id.0),
        (RecordKind::Organisation, one.organisation.id.0),
    ] {
        reader.findings_of(RecordRef { kind, id })?;
        reader.findings_about(RecordRef { kind, id })?;
    }
    reader.findings_of_building(one.building.id)?;
    let today = "2026-11-22".parse().map_err(|_| StoreError::Damaged("date".to_owned()))?;
    let shown = FindingCode::ALL.iter().filter_map(|code| Some((*code, Reminders::default().window(*code, today)?)));
    let shown: Vec<_> = shown.collect();
    for areas in [Vec::new(), vec!["330299-01".to_owned()]] {
        reader.finding_counts(&shown, &areas)?;
        for (code, window) in &shown {
            reader.findings_page(*code, *window, &areas, 0, 50)?;
        }
    }
    let user = UserId(Uuid::from_u128(1));
    reader.written_by(user, 10)?;
    reader.last_here(user)?;
    reader.changes_by_others(user, 0)?;
    // Of every kind, whether there is one or not: what a write would read.
    crate::findings::refresh(reader.conn, &RecordKind::ALL.iter().map(|kind| (*kind, i64::MAX)).collect())
}

fn look_at_spaces(reader: &Reader<'_>, one: &One, batch: BatchId) -> Result<()> {
    reader.spans_in_building(one.building.id)?;
    reader.occupancy_of_building(one.building.id)?;
    reader.doubled_by(batch)?;
    reader.stranded_by(batch).map(drop)
}

fn look_at_offices(reader: &Reader<'_>, one: &One, batch: BatchId) -> Result<()> {
    let room = RecordRef { kind: RecordKind::Room, id: one.room.id.0 };
    let person = RecordRef { kind: RecordKind::Person, id: one.person.id.0 };
    let organisation = RecordRef { kind: RecordKind::Organisation, id: one.organisation.id.0 };
    reader.batch_that_made(room)?;
    reader.made_by_batch(batch, RecordKind::Room, 60)?;
    reader.records_naming::<Stay>("person", person)?;
    reader.records_naming::<Room>("owner_person", person)?;
    reader.records_naming::<Household>("head", person)?;
    reader.records_naming::<Kinship>("relative", person)?;
    reader.records_naming::<Encounter>("person", person)?;
    reader.records_naming::<Tenancy>("landlord_person", person)?;
    reader.records_naming::<Tenancy>("tenant_organisation", organisation)?;
    reader.records_naming::<Employment>("organisation", organisation)?;
    reader.records_naming::<Inspection>("organisation", organisation)?;
    reader.records_naming::<Succession>("from_room", room)?;
    for place in [Place::Room(one.room.id), Place::Building(one.building.id), Place::Site(one.site.id)] {
        reader.records_at::<Tenancy>(place)?;
        reader.records_at::<Visit>(place)?;
        reader.records_at::<SpaceAddress>(place)?;
    }
    reader.records_in_building::<Visit>(one.building.id)?;
    reader.home_division()?;
    reader.mismatch_counts()?;
    for kind in [None, Some(AddressMismatch::MissingTax), Some(AddressMismatch::OtherRoom)] {
        reader.mismatch_count(kind)?;
        reader.mismatched(kind, 0, 50)?;
    }
    Ok(())
}

/// Where values came from, the ledgers kept, and what an import asks of many records at once.
fn look_at_origins(reader: &Reader<'_>, one: &One, batch: BatchId, file: FileRow) -> Result<()> {
    let sheet = SheetInfo { name: "示例".to_owned(), header_row: Some(1), mapping: "{}".to_owned() };
    for (kind, id) in [
        (RecordKind::Person, one.person.id.0),
        (RecordKind::Stay, one.stay.id.0),
        (RecordKind::Room, one.room.id.0),
        (RecordKind::Organisation, one.organisation.id.0),
    ] {
        reader.origins(kind, &[id, Uuid::from_u128(9)])?;
        reader.changes_of(RecordRef { kind, id })?;
        for field in [None, Some("remark")] {
            reader.writings_of(RecordRef { kind, id }, field)?;
        }
    }
    reader.ledgers_known()?;
    reader.persons_by_unsound_id_start(&["330299"])?;
    reader.persons_by_id_start(&["33029919800101"])?;
    reader.kept_ledgers()?;
    reader.kept_part(file, 0)?;
    reader.batch(batch)?;
    reader.batch_with_file(&[0; 32])?;
    reader.import_rows_between(batch, &sheet, (1, 9))?;
    reader.batch_dependents(batch).map(drop)
}

/// A register in memory with one officer.
pub(super) fn register() -> (Connection, WriteContext) {
    let mut connection = Connection::open_in_memory().unwrap();
    migrate::migrate(&mut connection).unwrap();
    let id = UserId(Uuid::from_u128(1));
    let name = "示例".to_owned();
    let user =
        User { id, name: name.clone(), display_name: name, role: "officer".to_owned(), areas: vec![], ended_ms: None };
    user::insert(&connection, &user, 0).unwrap();
    let context = WriteContext {
        user: id,
        role: "officer".to_owned(),
        action: "test".to_owned(),
        purpose: None,
        batch: None,
        at_ms: 0,
        note: None,
    };
    (connection, context)
}

#[test]
fn every_query_of_a_screen_uses_an_index() {
    let (connection, context) = register();
    let mut minter = Minter::new([0; 32]);
    let mut tx = WriteTx::begin(&connection, &context, &mut minter, Pace::Steady).unwrap();
    let batch = tx.begin_batch(&NewBatch { kind: "import".to_owned(), label: "示例".to_owned() }).unwrap();
    let file = FileInfo { name: "示例.xlsx".to_owned(), format: "xlsx".to_owned(), bytes: 1, sha256: [0; 32] };
    let file = tx.add_file(&file).unwrap();
    let one = one(&mut tx);
    create(&mut tx, &one).and_then(|()| edit(&mut tx, &one)).unwrap();
    tx.finish().unwrap();
    let reader = Reader::new(&connection);
    look(&reader, &one).and_then(|()| look_at_findings(&reader, &one)).unwrap();
    look_at_offices(&reader, &one, batch).unwrap();
    look_at_spaces(&reader, &one, batch).unwrap();
    look_at_origins(&reader, &one, batch, file).unwrap();
    reader.import_rows(batch, None).unwrap();
    let statements = seen::take();
    assert!(statements.len() > 80, "the queries are seen, {} of them", statements.len());
    let walks: Vec<String> = statements.iter().flat_map(|sql| walks_of(&connection, sql).unwrap()).collect();
    assert_eq!(walks, Vec::<String>::new(), "these walk a large table");
}

/// Steps that use an index and walk half a large table all the same: everything of one kind of record.
const WALKS_OF_A_KIND: [&str; 2] =
    ["SEARCH finding USING PRIMARY KEY (kind=?)", "SEARCH change_field USING INDEX change_field_record (kind=?)"];

/// The steps of a statement's plan.
pub(super) fn plan_of(connection: &Connection, sql: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
    let mut rows = statement.raw_query();
    let mut steps: Vec<String> = Vec::new();
    while let Some(row) = rows.next()? {
        steps.push(row.get(3)?);
    }
    Ok(steps)
}

/// The large tables that a statement would walk, with the statement.
fn walks_of(connection: &Connection, sql: &str) -> Result<Vec<String>, StoreError> {
    let steps = plan_of(connection, sql)?;
    let walks = steps.iter().filter(|step| {
        if WALKS_OF_A_KIND.contains(&step.as_str()) {
            return true;
        }
        let table = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
        // The partial index of unmatched stays holds only those.
        table.is_some_and(|table| LARGE.contains(&table)) && !step.contains("stay_unmatched")
            // The latest rows, read backwards along the key.
            && !sql.contains("ORDER BY seq DESC LIMIT")
    });
    Ok(walks.map(|step| format!("{step}: {sql}")).collect())
}
