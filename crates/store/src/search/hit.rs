//! What is shown of a hit.

use super::entry::{building_label, mark, room_label};
use super::held::covers;
use super::query::{HitState, SearchField, SearchHit, SearchQuery};
use super::run::Found;
use super::{entry_row, lines};
use crate::connection::Ready;
use crate::error::{Result, StoreError};
use louce_domain::date::PartialDate;
use louce_domain::dated::Covers;
use louce_domain::field::RecordKind;
use rusqlite::{Connection, Row};
use uuid::Uuid;

/// The field of an entry that contains a term.
fn field(entry: &str, term: &str) -> Option<SearchField> {
    let found = lines(entry).find(|(_, line)| line.contains(term)).map(|(mark, _)| mark);
    Some(match found? {
        mark::FORMER_NAME => SearchField::FormerName,
        mark::PINYIN => SearchField::Pinyin,
        mark::CITIZEN_ID => SearchField::CitizenId,
        mark::PHONE => SearchField::Phone,
        mark::ADDRESS => SearchField::Address,
        mark::SHORTHAND => SearchField::Shorthand,
        mark::CREDIT_CODE => SearchField::CreditCode,
        mark::LEGAL_REP => SearchField::LegalRep,
        mark::COMMUNITY => SearchField::Community,
        mark::OWNER => SearchField::Owner,
        _ => SearchField::Name,
    })
}

/// Reads what is shown of a hit.
pub(super) fn hit(conn: &Connection, found: &Found, terms: &[&str], query: &SearchQuery) -> Result<Option<SearchHit>> {
    let shown = show(conn, found.kind, entry_row(found.id), query.as_of)?;
    let withheld = |id: Uuid| query.withheld.iter().any(|person| person.0 == id);
    Ok(shown.map(|shown| SearchHit {
        kind: found.kind,
        id: shown.id,
        title: shown.title,
        address: shown.address.filter(|a| !a.is_empty() && !withheld(shown.id)),
        number: shown.number,
        field: terms.iter().find_map(|term| field(&found.text, term)).unwrap_or(SearchField::Name),
        state: shown.state,
    }))
}

struct Shown {
    id: Uuid,
    title: String,
    address: Option<String>,
    number: Option<String>,
    state: HitState,
}

const fn shown_query(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Site => "SELECT uuid, name, community, NULL, NULL FROM site WHERE id = ?1",
        RecordKind::Building => {
            "SELECT building.uuid, building.name, coalesce(address, street || coalesce(door_no, '')), NULL, site.name
             FROM building LEFT JOIN site ON site.id = building.site WHERE building.id = ?1"
        }
        RecordKind::Room => {
            "SELECT room.uuid, building.name, coalesce(street || coalesce(door_no, ''), ''), room.state, site.name,
                    unit, number, sub_room
             FROM room JOIN building ON building.id = room.building LEFT JOIN site ON site.id = building.site
             WHERE room.id = ?1"
        }
        RecordKind::Person => "SELECT person.uuid, person.name, NULL, citizen_id, NULL FROM person WHERE id = ?1",
        RecordKind::Organisation => {
            "SELECT organisation.uuid, organisation.name, NULL, credit_code, NULL FROM organisation WHERE id = ?1"
        }
        _ => "SELECT uuid, '', NULL, NULL, NULL FROM stay WHERE id = ?1",
    }
}

fn show(conn: &Connection, kind: RecordKind, row: i64, as_of: Option<PartialDate>) -> Result<Option<Shown>> {
    let mut statement = conn.ready(shown_query(kind))?;
    let mut rows = statement.query([row])?;
    let Some(found) = rows.next()? else {
        return Ok(None);
    };
    let text = |column: usize| found.get::<_, Option<String>>(column);
    let mut shown = Shown {
        id: Uuid::from_bytes(found.get(0)?),
        title: text(1)?.unwrap_or_default(),
        address: text(2)?,
        number: None,
        state: HitState::None,
    };
    match kind {
        RecordKind::Building => {
            shown.title = format!("{}{}", text(4)?.unwrap_or_default(), building_label(&shown.title));
        }
        RecordKind::Room => {
            let part = |column| text(column).map(Option::unwrap_or_default);
            let inside = room_label(&part(5)?, &part(6)?, &part(7)?);
            shown.title = format!("{}{}{inside}", part(4)?, building_label(&shown.title));
            shown.state = HitState::Room(part(3)?.parse().map_err(StoreError::from)?);
        }
        RecordKind::Person => {
            shown.number = text(3)?;
            let open = place_of(conn, STAY, row, as_of)?;
            shown.state = HitState::Resident(open.is_some());
            shown.address = open;
        }
        RecordKind::Organisation => {
            shown.number = text(3)?;
            shown.address = place_of(conn, PRESENCE, row, as_of)?;
        }
        _ => {}
    }
    Ok(Some(shown))
}

/// A table whose rows say where somebody is.
#[derive(Clone, Copy)]
struct Whereabouts {
    table: &'static str,
    owner: &'static str,
    ended: &'static str,
}

const STAY: Whereabouts =
    Whereabouts { table: "stay", owner: "person", ended: "stay.\"to\" IS NOT NULL OR stay.end_reason IS NOT NULL" };
const PRESENCE: Whereabouts =
    Whereabouts { table: "presence", owner: "organisation", ended: "presence.\"to\" IS NOT NULL" };

/// The address of the latest open stay or presence, or of the one that covers a day, a certain one before a possible one.
fn place_of(conn: &Connection, at: Whereabouts, row: i64, as_of: Option<PartialDate>) -> Result<Option<String>> {
    let Whereabouts { table, owner, ended } = at;
    let sql = format!(
        "SELECT coalesce(s1.name, s2.name), building.name, room.unit, room.number, room.sub_room, {table}.raw_address,
                {table}.\"from\", {table}.\"to\", {ended}
         FROM {table} LEFT JOIN room ON room.id = {table}.room LEFT JOIN building ON building.id = {table}.building
              LEFT JOIN site s1 ON s1.id = building.site LEFT JOIN site s2 ON s2.id = {table}.site
         WHERE {table}.{owner} = ?1 ORDER BY {table}.id DESC"
    );
    let mut statement = conn.ready(&sql)?;
    let mut rows = statement.query([row])?;
    let mut possible = None;
    while let Some(found) = rows.next()? {
        let covered = match as_of {
            Some(day) => covers(found, 6, day)?,
            None if found.get(8)? => Covers::No,
            None => Covers::Certainly,
        };
        match covered {
            Covers::Certainly => return Ok(Some(address_in(found)?)),
            Covers::Possibly if possible.is_none() => possible = Some(address_in(found)?),
            Covers::Possibly | Covers::No => {}
        }
    }
    Ok(possible)
}

fn address_in(row: &Row<'_>) -> rusqlite::Result<String> {
    let part = |column: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(column)?.unwrap_or_default());
    let (site, building, raw) = (part(0)?, part(1)?, part(5)?);
    if site.is_empty() && building.is_empty() {
        return Ok(raw);
    }
    Ok(format!("{site}{}{}", building_label(&building), room_label(&part(2)?, &part(3)?, &part(4)?)))
}
