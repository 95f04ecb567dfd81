//! Findings of a record, of a building's rooms, and by code.

use super::Reader;
use crate::error::Result;
use crate::table::finding::{self, StoredFinding};
use crate::table::{kind_number, table_of};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::finding::{FindingCode, Window};
use louce_domain::id::{BuildingId, RoomId};
use uuid::Uuid;

/// A part of the statement that reads what is found about a record: the kind of record, and how its rows are found.
type Part = (RecordKind, &'static str);

/// What belongs to a person's page beside the person.
const ABOUT_PERSON: &[Part] = &[
    (RecordKind::Stay, "stay.person = (SELECT id FROM person WHERE uuid = ?1)"),
    (RecordKind::Document, "document.person = (SELECT id FROM person WHERE uuid = ?1)"),
    (RecordKind::CareNote, "care_note.person = (SELECT id FROM person WHERE uuid = ?1)"),
    (RecordKind::Protection, "protection.person = (SELECT id FROM person WHERE uuid = ?1)"),
    (RecordKind::Employment, "employment.person = (SELECT id FROM person WHERE uuid = ?1)"),
];
const ABOUT_ROOM: &[Part] = &[
    (RecordKind::Stay, "stay.room = (SELECT id FROM room WHERE uuid = ?1)"),
    (RecordKind::Tenancy, "tenancy.room = (SELECT id FROM room WHERE uuid = ?1)"),
    (RecordKind::SpaceAddress, "space_address.room = (SELECT id FROM room WHERE uuid = ?1)"),
    (RecordKind::Household, "household.room = (SELECT id FROM room WHERE uuid = ?1)"),
    (RecordKind::Inspection, "inspection.room = (SELECT id FROM room WHERE uuid = ?1)"),
    (RecordKind::Visit, "visit.room = (SELECT id FROM room WHERE uuid = ?1)"),
];
const ABOUT_BUILDING: &[Part] = &[(
    RecordKind::SpaceAddress,
    "space_address.building = (SELECT id FROM building WHERE uuid = ?1) AND space_address.room IS NULL",
)];
const ABOUT_ORGANISATION: &[Part] = &[
    (RecordKind::Presence, "presence.organisation = (SELECT id FROM organisation WHERE uuid = ?1)"),
    (RecordKind::Employment, "employment.organisation = (SELECT id FROM organisation WHERE uuid = ?1)"),
    (RecordKind::Inspection, "inspection.organisation = (SELECT id FROM organisation WHERE uuid = ?1)"),
];

/// The findings of a kind's rows that a condition selects. `CROSS JOIN` keeps SQLite from walking all findings of the kind
/// first, which without statistics looks as cheap to it as one row.
fn part(kind: RecordKind, condition: &str) -> String {
    let (table, number) = (table_of(kind), kind_number(kind));
    format!(
        "SELECT {number}, {table}.uuid, finding.code, finding.due_on, finding.detail
         FROM {table} CROSS JOIN finding ON finding.kind = {number} AND finding.record = {table}.id WHERE {condition}"
    )
}

impl Reader<'_> {
    /// The findings of one record.
    pub fn findings_of(&self, record: RecordRef) -> Result<Vec<StoredFinding>> {
        let condition = format!("{}.uuid = ?1", table_of(record.kind));
        finding::select(self.conn, &part(record.kind, &condition), record.id)
    }

    /// The findings of a record and of those its page shows: of a person the stays and documents, of a room the stays,
    /// tenancies and addresses, of an organisation its addresses and employments.
    pub fn findings_about(&self, record: RecordRef) -> Result<Vec<StoredFinding>> {
        let beside = match record.kind {
            RecordKind::Person => ABOUT_PERSON,
            RecordKind::Room => ABOUT_ROOM,
            RecordKind::Building => ABOUT_BUILDING,
            RecordKind::Organisation => ABOUT_ORGANISATION,
            _ => &[],
        };
        let own = part(record.kind, &format!("{}.uuid = ?1", table_of(record.kind)));
        let parts: Vec<String> = beside.iter().map(|(kind, condition)| part(*kind, condition)).collect();
        let all: Vec<String> = [own].into_iter().chain(parts).collect();
        finding::select(self.conn, &all.join(" UNION ALL "), record.id)
    }

    /// The findings in the rooms of a building, each with its room: of the rooms themselves, of open stays in them and
    /// the persons staying, of tenancies and addresses. For cells that count them.
    pub fn findings_of_building(&self, id: BuildingId) -> Result<Vec<(RoomId, StoredFinding)>> {
        let here = "= (SELECT id FROM building WHERE uuid = ?1)";
        let open = "stay.\"to\" IS NULL AND stay.end_reason IS NULL";
        let of_person = format!("stay.building {here} AND stay.room IS NOT NULL AND {open}");
        let placed = [
            self.in_rooms(RecordKind::Room, "room.id", &format!("room.building {here}"), id)?,
            self.in_rooms(RecordKind::Stay, "stay.room", &of_person, id)?,
            self.in_rooms(RecordKind::Tenancy, "tenancy.room", &format!("tenancy.building {here}"), id)?,
            self.in_rooms(
                RecordKind::SpaceAddress,
                "space_address.room",
                &format!("space_address.building {here}"),
                id,
            )?,
            self.of_residents(&of_person, id)?,
        ];
        Ok(placed.into_iter().flatten().collect())
    }

    fn in_rooms(
        &self,
        kind: RecordKind,
        room: &str,
        condition: &str,
        id: BuildingId,
    ) -> Result<Vec<(RoomId, StoredFinding)>> {
        let (table, number) = (table_of(kind), kind_number(kind));
        let sql = format!(
            "SELECT (SELECT uuid FROM room inside WHERE inside.id = {room}), {number}, {table}.uuid, finding.code,
                    finding.due_on, finding.detail
             FROM {table} CROSS JOIN finding ON finding.kind = {number} AND finding.record = {table}.id
             WHERE {condition} AND {room} IS NOT NULL"
        );
        finding::select_in_rooms(self.conn, &sql, id.0)
    }

    fn of_residents(&self, condition: &str, id: BuildingId) -> Result<Vec<(RoomId, StoredFinding)>> {
        let number = kind_number(RecordKind::Person);
        let sql = format!(
            "SELECT (SELECT uuid FROM room inside WHERE inside.id = stay.room), {number}, person.uuid, finding.code,
                    finding.due_on, finding.detail
             FROM stay CROSS JOIN finding ON finding.kind = {number} AND finding.record = stay.person
                  JOIN person ON person.id = stay.person
             WHERE {condition}"
        );
        finding::select_in_rooms(self.conn, &sql, id.0)
    }

    /// A page of the findings of a code that a window shows, those that count from the earliest day first. No `areas`: of
    /// the whole register.
    pub fn findings_page(
        &self,
        code: FindingCode,
        window: Window,
        areas: &[String],
        offset: u32,
        limit: u32,
    ) -> Result<Vec<StoredFinding>> {
        finding::page(self.conn, code, window, areas, (offset, limit))
    }

    /// How many findings each code's window shows, from figures kept in step.
    pub fn finding_counts(
        &self,
        windows: &[(FindingCode, Window)],
        areas: &[String],
    ) -> Result<Vec<(FindingCode, u32)>> {
        let count =
            |(code, window): &(FindingCode, Window)| Ok((*code, finding::count(self.conn, *code, *window, areas)?));
        windows.iter().map(count).collect()
    }

    /// Every finding, in the order of kinds, records and codes: for tests and checks of a whole register. Slow.
    pub fn all_findings(&self) -> Result<Vec<StoredFinding>> {
        let kinds = RecordKind::ALL.iter().map(|kind| self.findings_of_kind(*kind));
        Ok(kinds.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
    }

    /// Every finding of a kind of record, in the order of records and codes: for lists that leave the register.
    pub fn findings_of_kind(&self, kind: RecordKind) -> Result<Vec<StoredFinding>> {
        let sql = part(kind, "?1 = ?1 ORDER BY finding.record, finding.code");
        finding::select(self.conn, &sql, Uuid::nil())
    }
}
