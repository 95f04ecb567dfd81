//! What is shown of a hit.

use super::entry::{building_label, mark, room_label};
use super::query::{HitState, SearchField, SearchHit};
use super::run::Found;
use super::{entry_row, lines};
use crate::connection::Ready;
use crate::error::{Result, StoreError};
use louce_domain::field::RecordKind;
use rusqlite::{Connection, OptionalExtension};
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
        _ => SearchField::Name,
    })
}

/// Reads what is shown of a hit.
pub(super) fn hit(conn: &Connection, found: &Found, terms: &[&str]) -> Result<Option<SearchHit>> {
    let shown = show(conn, found.kind, entry_row(found.id))?;
    Ok(shown.map(|shown| SearchHit {
        kind: found.kind,
        id: shown.id,
        title: shown.title,
        address: shown.address.filter(|a| !a.is_empty()),
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

fn show(conn: &Connection, kind: RecordKind, row: i64) -> Result<Option<Shown>> {
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
            let open = latest_place(conn, "stay", "person", "\"to\" IS NULL AND stay.end_reason IS NULL", row)?;
            shown.state = HitState::Resident(open.is_some());
            shown.address = open;
        }
        RecordKind::Organisation => {
            shown.number = text(3)?;
            shown.address = latest_place(conn, "presence", "organisation", "\"to\" IS NULL", row)?;
        }
        _ => {}
    }
    Ok(Some(shown))
}

/// The address of the latest open stay or presence.
fn latest_place(conn: &Connection, table: &str, owner: &str, open: &str, row: i64) -> Result<Option<String>> {
    let sql = format!(
        "SELECT coalesce(s1.name, s2.name), building.name, room.unit, room.number, room.sub_room, {table}.raw_address
         FROM {table} LEFT JOIN room ON room.id = {table}.room LEFT JOIN building ON building.id = {table}.building
              LEFT JOIN site s1 ON s1.id = building.site LEFT JOIN site s2 ON s2.id = {table}.site
         WHERE {table}.{owner} = ?1 AND {table}.{open} ORDER BY {table}.id DESC LIMIT 1"
    );
    let found = conn.ready(&sql)?.query_row([row], |r| {
        let part = |column: usize| Ok::<_, rusqlite::Error>(r.get::<_, Option<String>>(column)?.unwrap_or_default());
        let (site, building, raw) = (part(0)?, part(1)?, part(5)?);
        if site.is_empty() && building.is_empty() {
            return Ok(raw);
        }
        Ok(format!("{site}{}{}", building_label(&building), room_label(&part(2)?, &part(3)?, &part(4)?)))
    });
    Ok(found.optional()?)
}
