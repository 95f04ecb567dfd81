//! What each kind of record can be found by. The ethnicity of a person is not among it, nor will it be.

use super::text::push;
use crate::connection::Ready;
use crate::error::Result;
use louce_domain::field::RecordKind;
use louce_domain::pinyin::{full_pinyin, pinyin_initials};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeSet;

/// Marks at the beginning of each line of an entry which field it is. Control characters never occur in data or queries.
pub(crate) mod mark {
    pub(crate) const NAME: char = '\u{1}';
    pub(crate) const FORMER_NAME: char = '\u{2}';
    pub(crate) const PINYIN: char = '\u{3}';
    pub(crate) const CITIZEN_ID: char = '\u{4}';
    pub(crate) const PHONE: char = '\u{5}';
    pub(crate) const ADDRESS: char = '\u{6}';
    pub(crate) const SHORTHAND: char = '\u{7}';
    pub(crate) const CREDIT_CODE: char = '\u{8}';
    pub(crate) const LEGAL_REP: char = '\u{e}';
    pub(crate) const COMMUNITY: char = '\u{f}';
    pub(crate) const OWNER: char = '\u{10}';
}

/// An entry's text while it is put together.
struct Lines(String);

impl Lines {
    fn put(&mut self, mark: char, text: &str) {
        if !text.is_empty() {
            self.0.push(mark);
            push(&mut self.0, text);
        }
    }

    fn put_opt(&mut self, mark: char, text: Option<&str>) {
        self.put(mark, text.unwrap_or_default());
    }

    /// Texts joined by line feeds.
    fn put_each(&mut self, mark: char, texts: Option<&str>) {
        texts.unwrap_or_default().lines().for_each(|text| self.put(mark, text));
    }

    /// A name, how it sounds, and its initials, in every reading.
    fn put_name(&mut self, mark: char, name: &str) {
        self.put(mark, name);
        for reading in full_pinyin(name).iter().chain(&pinyin_initials(name)) {
            self.put(mark::PINYIN, reading);
        }
    }
}

const fn query(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Site => {
            "SELECT site.id, site.name, community, township,
                    (SELECT group_concat(text, char(10)) FROM space_address WHERE space_address.site = site.id)
             FROM site"
        }
        RecordKind::Building => {
            "SELECT building.id, site.name, building.name, street, door_no, address,
                    (SELECT group_concat(text, char(10)) FROM space_address
                     WHERE space_address.building = building.id AND space_address.room IS NULL)
             FROM building LEFT JOIN site ON site.id = building.site"
        }
        RecordKind::Room => {
            "SELECT room.id, site.name, building.name, street, door_no, unit, number, sub_room,
                    (SELECT group_concat(text, char(10)) FROM space_address WHERE space_address.room = room.id),
                    CASE WHEN owner_person IS NULL THEN concat_ws('、', owner_name, owner_phones) END,
                    (SELECT group_concat(concat_ws('、', landlord_name, landlord_phones), '、') FROM tenancy
                     WHERE tenancy.room = room.id AND landlord_person IS NULL
                       AND tenancy.\"to\" IS NULL AND tenancy.end_reason IS NULL)
             FROM room JOIN building ON building.id = room.building LEFT JOIN site ON site.id = building.site"
        }
        RecordKind::Person => {
            "SELECT person.id, name, former_name, citizen_id, phones,
                    (SELECT group_concat(number, char(10)) FROM document WHERE document.person = person.id),
                    foreign_surname, foreign_given_name
             FROM person"
        }
        RecordKind::Organisation => "SELECT organisation.id, name, credit_code, legal_rep_name FROM organisation",
        // Found through the person or organisation and through the place.
        _ => "SELECT id FROM stay WHERE 0",
    }
}

/// The text of one record's entry, none where there is no such record.
pub(crate) fn text_of(conn: &Connection, kind: RecordKind, row: i64) -> Result<Option<String>> {
    let sql = format!("{} WHERE {}.id = ?1", query(kind), kind.code());
    Ok(conn.ready(&sql)?.query_row([row], |r| compose(kind, r)).optional()?)
}

/// Row number and text of every record of a kind from a row on, by row number.
pub(crate) fn each(
    conn: &Connection,
    kind: RecordKind,
    first: i64,
    mut each: impl FnMut(i64, String) -> Result<()>,
) -> Result<()> {
    let table = kind.code();
    let mut statement = conn.prepare(&format!("{} WHERE {table}.id >= ?1 ORDER BY {table}.id", query(kind)))?;
    let mut rows = statement.query([first])?;
    while let Some(row) = rows.next()? {
        each(row.get(0)?, compose(kind, row)?)?;
    }
    Ok(())
}

fn str_at<'r>(row: &'r Row<'_>, column: usize) -> rusqlite::Result<Option<&'r str>> {
    Ok(row.get_ref(column)?.as_str_or_null()?)
}

fn compose(kind: RecordKind, row: &Row<'_>) -> rusqlite::Result<String> {
    let mut lines = Lines(String::with_capacity(96));
    let at = |column| str_at(row, column);
    match kind {
        RecordKind::Site => {
            lines.put_opt(mark::NAME, at(1)?);
            lines.put_opt(mark::COMMUNITY, at(2)?);
            lines.put_opt(mark::COMMUNITY, at(3)?);
            lines.put_each(mark::ADDRESS, at(4)?);
        }
        RecordKind::Building => {
            let (site, name) = (at(1)?.unwrap_or_default(), at(2)?.unwrap_or_default());
            for form in building_forms(name) {
                lines.put(mark::NAME, &format!("{site}{form}"));
            }
            lines.put(mark::ADDRESS, &street_door(at(3)?, at(4)?));
            lines.put_opt(mark::ADDRESS, at(5)?);
            lines.put_each(mark::ADDRESS, at(6)?);
        }
        RecordKind::Room => compose_room(&mut lines, row)?,
        RecordKind::Person => {
            lines.put_name(mark::NAME, at(1)?.unwrap_or_default());
            lines.put_name(mark::FORMER_NAME, at(2)?.unwrap_or_default());
            lines.put_opt(mark::CITIZEN_ID, at(3)?);
            at(4)?.unwrap_or_default().split('、').for_each(|phone| lines.put(mark::PHONE, phone));
            lines.put_each(mark::CITIZEN_ID, at(5)?);
            if let (Some(surname), given) = (at(6)?, at(7)?.unwrap_or_default()) {
                lines.put(mark::FORMER_NAME, &format!("{surname} {given}"));
            }
        }
        RecordKind::Organisation => {
            lines.put_opt(mark::NAME, at(1)?);
            lines.put_opt(mark::CREDIT_CODE, at(2)?);
            lines.put_opt(mark::LEGAL_REP, at(3)?);
        }
        _ => {}
    }
    Ok(lines.0)
}

fn compose_room(lines: &mut Lines, row: &Row<'_>) -> rusqlite::Result<()> {
    let at = |column| Ok::<_, rusqlite::Error>(str_at(row, column)?.unwrap_or_default());
    let (site, building, unit, number, sub) = (at(1)?, at(2)?, at(5)?, at(6)?, at(7)?);
    let inside = room_label(unit, number, sub);
    lines.put(mark::ADDRESS, &format!("{site}{}{inside}", building_label(building)));
    let dashed_unit = if unit.is_empty() { String::new() } else { format!("-{unit}") };
    lines.put(mark::SHORTHAND, &format!("{site}{building}{dashed_unit}-{number}{sub}"));
    let is_letter = unit.len() == 1 && unit.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_letter && number.starts_with(unit) {
        // A101 says its unit: nobody writes A单元A101.
        lines.put(mark::ADDRESS, &format!("{site}{}{}", building_label(building), room_label("", number, sub)));
        lines.put(mark::SHORTHAND, &format!("{site}{building}-{number}{sub}"));
    }
    let street = street_door(str_at(row, 3)?, str_at(row, 4)?);
    if !street.is_empty() {
        lines.put(mark::ADDRESS, &format!("{street}{inside}"));
    }
    lines.put_each(mark::ADDRESS, str_at(row, 8)?);
    // Owners and landlords of the register are found themselves; here are those of whom only the ledger knows.
    let written = [str_at(row, 9)?, str_at(row, 10)?];
    let owners: BTreeSet<&str> = written.into_iter().flatten().flat_map(|text| text.split('、')).collect();
    owners.iter().for_each(|owner| lines.put(mark::OWNER, owner));
    Ok(())
}

/// `3` → `3幢`; a name stays a name.
pub(crate) fn building_label(name: &str) -> String {
    if is_number(name) { format!("{name}幢") } else { name.to_owned() }
}

/// The ways a building's number is written.
fn building_forms(name: &str) -> Vec<String> {
    if is_number(name) {
        ["幢", "栋", "号楼"].iter().map(|word| format!("{name}{word}")).collect()
    } else {
        vec![name.to_owned()]
    }
}

/// `2`, `501`, `A` → `2单元501室A`.
pub(crate) fn room_label(unit: &str, number: &str, sub: &str) -> String {
    let unit = match unit {
        "" => String::new(),
        unit if is_number(unit) => format!("{unit}单元"),
        unit => unit.to_owned(),
    };
    let room = if is_number(number) { "室" } else { "" };
    format!("{unit}{number}{room}{sub}")
}

fn street_door(street: Option<&str>, door_no: Option<&str>) -> String {
    street.map(|street| format!("{street}{}", door_no.unwrap_or_default())).unwrap_or_default()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}
