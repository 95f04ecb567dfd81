//! Answering a query: narrow by grams, check by text, exact names first.

use super::entry::{building_label, mark, room_label};
use super::gram::asked;
use super::{SEARCHED, entry_id, entry_row, normalise};
use crate::error::{Result, StoreError};
use louce_domain::field::RecordKind;
use louce_domain::space::RoomState;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How far hits are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountMode {
    /// To the last one.
    Exact,
    /// At most so many of each kind: enough to say “more than …”.
    UpTo(u64),
}

/// What is looked for.
#[derive(Debug, Clone)]
pub struct SearchQuery {
    /// Terms, separated by spaces; a hit contains each of them.
    pub text: String,
    /// Kinds of record, of [`SEARCHED`]; empty means all of them.
    pub kinds: Vec<RecordKind>,
    /// At most so many hits.
    pub limit: usize,
    /// How far to count.
    pub count: CountMode,
}

/// How many records were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchCount {
    /// The number.
    pub number: u64,
    /// Whether it is all of them; otherwise there are at least so many.
    pub exact: bool,
}

/// The field by which a record was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchField {
    /// Name.
    Name,
    /// Former name (曾用名).
    FormerName,
    /// Pinyin or its initials.
    Pinyin,
    /// Citizen id.
    CitizenId,
    /// Phone.
    Phone,
    /// Address.
    Address,
    /// Room shorthand, `3-2-501`.
    Shorthand,
    /// Unified social credit code.
    CreditCode,
    /// Legal representative.
    LegalRep,
    /// Community or township.
    Community,
}

/// How the record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HitState {
    /// State of a room.
    Room(RoomState),
    /// Whether a person has an open stay.
    Resident(bool),
    /// Nothing to say.
    None,
}

/// A record found. Unmasked: the caller masks what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// Its kind.
    pub kind: RecordKind,
    /// Its identifier.
    pub id: Uuid,
    /// Name of a site, person or organisation; short address of a building or room.
    pub title: String,
    /// Where: community of a site, address of a building, place of a person's or an organisation's latest open stay.
    pub address: Option<String>,
    /// Citizen id of a person, credit code of an organisation.
    pub number: Option<String>,
    /// The field in which the first term was found.
    pub field: SearchField,
    /// How it stands.
    pub state: HitState,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchResult {
    /// How many.
    pub count: SearchCount,
    /// The first of them, exact names before beginnings of names before the rest.
    pub hits: Vec<SearchHit>,
}

/// How well an entry fits: smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Beginning,
    Within,
}

/// An entry that matched, not yet read.
struct Found {
    fit: Fit,
    order: usize,
    id: i64,
    kind: RecordKind,
    text: String,
}

/// Carries out a query.
pub(crate) fn search(conn: &Connection, query: &SearchQuery) -> Result<SearchResult> {
    let text = normalise(&query.text);
    let terms: Vec<&str> = text.split_whitespace().collect();
    let mut found = Vec::new();
    let mut count = SearchCount { number: 0, exact: true };
    if !terms.is_empty() {
        for (order, kind) in SEARCHED.into_iter().enumerate() {
            if query.kinds.is_empty() || query.kinds.contains(&kind) {
                let of_kind = Search { conn, terms: &terms, kind, order, query }.run(&mut found)?;
                count.number += of_kind.number;
                count.exact &= of_kind.exact;
            }
        }
    }
    found.sort_by_key(|f| (f.fit, f.order, f.text.chars().count().min(64), f.id));
    found.truncate(query.limit);
    let first = terms.first().copied().unwrap_or_default();
    let hits = found.into_iter().map(|f| hit(conn, &f, first)).collect::<Result<Vec<_>>>()?;
    Ok(SearchResult { count, hits: hits.into_iter().flatten().collect() })
}

/// A query over the entries of one kind.
struct Search<'q> {
    conn: &'q Connection,
    terms: &'q [&'q str],
    kind: RecordKind,
    order: usize,
    query: &'q SearchQuery,
}

impl Search<'_> {
    fn run(&self, found: &mut Vec<Found>) -> Result<SearchCount> {
        let mut taken = BTreeSet::new();
        for id in self.named_so()? {
            self.take(id, found, &mut taken)?;
        }
        let asked: Vec<_> = self.terms.iter().map(|term| asked(term)).collect();
        let grams: Vec<String> = asked.iter().flat_map(|a| &a.grams).map(|gram| format!("\"{gram}\"")).collect();
        let decided = asked.iter().all(|a| a.exact);
        let narrowed = (!grams.is_empty()).then(|| grams.join(" AND "));
        if let (true, Some(grams), CountMode::Exact) = (decided, &narrowed, self.query.count) {
            let number = self.count_grams(grams)?;
            self.walk(narrowed.as_deref(), Some(0), found, &mut taken)?;
            return Ok(SearchCount { number, exact: true });
        }
        let most = match self.query.count {
            CountMode::Exact => None,
            CountMode::UpTo(most) => Some(most),
        };
        self.walk(narrowed.as_deref(), most, found, &mut taken)
    }

    const fn range(&self) -> [i64; 2] {
        [entry_id(self.kind, 0), entry_id(self.kind, (1 << 48) - 1)]
    }

    fn count_grams(&self, grams: &str) -> Result<u64> {
        let sql = "SELECT count(*) FROM search_gram WHERE search_gram MATCH ?1 AND rowid BETWEEN ?2 AND ?3";
        let [low, high] = self.range();
        Ok(self.conn.prepare_cached(sql)?.query_row(params![grams, low, high], |row| row.get(0))?)
    }

    /// Walks the candidates in order, checks each, keeps what is still wanted, counts up to `most`.
    fn walk(
        &self,
        grams: Option<&str>,
        most: Option<u64>,
        found: &mut Vec<Found>,
        taken: &mut BTreeSet<i64>,
    ) -> Result<SearchCount> {
        let [low, high] = self.range();
        let sql = match grams {
            Some(_) => {
                "SELECT e.id, e.text FROM search_gram g CROSS JOIN search_entry e ON e.id = g.rowid
                 WHERE search_gram MATCH ?1 AND g.rowid BETWEEN ?2 AND ?3"
            }
            None => "SELECT id, text FROM search_entry WHERE ?1 IS NULL AND id BETWEEN ?2 AND ?3",
        };
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params![grams, low, high])?;
        let mut number = 0;
        while let Some(row) = rows.next()? {
            let text = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            if !self.terms.iter().all(|term| text.contains(term)) {
                continue;
            }
            number += 1;
            let id: i64 = row.get(0)?;
            if taken.len() < self.query.limit && taken.insert(id) {
                found.push(self.found(id, text));
            }
            if most.is_some_and(|most| number >= most) && taken.len() >= self.query.limit {
                return Ok(SearchCount { number, exact: false });
            }
        }
        Ok(SearchCount { number, exact: true })
    }

    fn found(&self, id: i64, text: &str) -> Found {
        let whole = self.terms.join(" ");
        let name = text.strip_prefix(mark::NAME).unwrap_or_default();
        let name = name.split(char::is_control).next().unwrap_or_default();
        let numbers = [mark::CITIZEN_ID, mark::PHONE, mark::CREDIT_CODE];
        let is_number = || text.split_inclusive(char::is_control).count() > 0 && holds_line(text, &numbers, &whole);
        let fit = if name == whole || is_number() {
            Fit::Whole
        } else if name.starts_with(&whole) {
            Fit::Beginning
        } else {
            Fit::Within
        };
        Found { fit, order: self.order, id, kind: self.kind, text: text.to_owned() }
    }

    /// Records whose name is or begins with the query, whole numbers too, by their own indexes: the best hits, found
    /// without walking all.
    fn named_so(&self) -> Result<Vec<i64>> {
        let whole = self.terms.join(" ");
        let limit = i64::try_from(self.query.limit).unwrap_or(i64::MAX);
        let by_name = match self.kind {
            RecordKind::Site => {
                "SELECT id FROM site WHERE name >= ?1 AND name < ?1 || char(1114111) ORDER BY name LIMIT ?2"
            }
            RecordKind::Person => {
                "SELECT id FROM person WHERE name >= ?1 AND name < ?1 || char(1114111) ORDER BY name LIMIT ?2"
            }
            RecordKind::Organisation => {
                "SELECT id FROM organisation WHERE name >= ?1 AND name < ?1 || char(1114111) ORDER BY name LIMIT ?2"
            }
            _ => return Ok(Vec::new()),
        };
        let mut statement = self.conn.prepare_cached(by_name)?;
        let mut rows: Vec<i64> =
            statement.query_map(params![whole, limit], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let by_number = match self.kind {
            RecordKind::Person => "SELECT id FROM person WHERE citizen_id = upper(?1) LIMIT ?2",
            RecordKind::Organisation => "SELECT id FROM organisation WHERE credit_code = upper(?1) LIMIT ?2",
            _ => return Ok(rows),
        };
        let mut statement = self.conn.prepare_cached(by_number)?;
        rows.extend(
            statement.query_map(params![whole, limit], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?,
        );
        Ok(rows.into_iter().map(|row| entry_id(self.kind, row)).collect())
    }

    /// Keeps an entry found by its record's own index, after the same check as every other.
    fn take(&self, id: i64, found: &mut Vec<Found>, taken: &mut BTreeSet<i64>) -> Result<()> {
        let sql = "SELECT text FROM search_entry WHERE id = ?1";
        let text: Option<String> = self.conn.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
        let text = text.filter(|text| self.terms.iter().all(|term| text.contains(term)));
        if let Some(text) = text
            && taken.insert(id)
        {
            found.push(self.found(id, &text));
        }
        Ok(())
    }
}

/// Whether a line of one of the marks is exactly the text.
fn holds_line(entry: &str, marks: &[char], text: &str) -> bool {
    lines(entry).any(|(mark, line)| marks.contains(&mark) && line == text)
}

/// The lines of an entry with their marks.
fn lines(entry: &str) -> impl Iterator<Item = (char, &str)> {
    let mut rest = entry;
    std::iter::from_fn(move || {
        let mut chars = rest.chars();
        let mark = chars.next()?;
        let body = chars.as_str();
        let end = body.find(char::is_control).unwrap_or(body.len());
        let (line, tail) = body.split_at_checked(end)?;
        rest = tail;
        Some((mark, line))
    })
}

fn field(entry: &str, term: &str) -> SearchField {
    let found = lines(entry).find(|(_, line)| line.contains(term)).map(|(mark, _)| mark);
    match found {
        Some(mark::FORMER_NAME) => SearchField::FormerName,
        Some(mark::PINYIN) => SearchField::Pinyin,
        Some(mark::CITIZEN_ID) => SearchField::CitizenId,
        Some(mark::PHONE) => SearchField::Phone,
        Some(mark::ADDRESS) => SearchField::Address,
        Some(mark::SHORTHAND) => SearchField::Shorthand,
        Some(mark::CREDIT_CODE) => SearchField::CreditCode,
        Some(mark::LEGAL_REP) => SearchField::LegalRep,
        Some(mark::COMMUNITY) => SearchField::Community,
        _ => SearchField::Name,
    }
}

/// Reads what is shown of a hit.
fn hit(conn: &Connection, found: &Found, first_term: &str) -> Result<Option<SearchHit>> {
    let shown = show(conn, found.kind, entry_row(found.id))?;
    Ok(shown.map(|shown| SearchHit {
        kind: found.kind,
        id: shown.id,
        title: shown.title,
        address: shown.address.filter(|a| !a.is_empty()),
        number: shown.number,
        field: field(&found.text, first_term),
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
        RecordKind::Stay | RecordKind::Presence => "SELECT uuid, '', NULL, NULL, NULL FROM stay WHERE id = ?1",
    }
}

fn show(conn: &Connection, kind: RecordKind, row: i64) -> Result<Option<Shown>> {
    let mut statement = conn.prepare_cached(shown_query(kind))?;
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
            let open = latest_place(conn, "stay", "person", "\"to\" IS NULL AND end_reason IS NULL", row)?;
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
    let found = conn.prepare_cached(&sql)?.query_row([row], |r| {
        let part = |column: usize| Ok::<_, rusqlite::Error>(r.get::<_, Option<String>>(column)?.unwrap_or_default());
        let (site, building, raw) = (part(0)?, part(1)?, part(5)?);
        if site.is_empty() && building.is_empty() {
            return Ok(raw);
        }
        Ok(format!("{site}{}{}", building_label(&building), room_label(&part(2)?, &part(3)?, &part(4)?)))
    });
    Ok(found.optional()?)
}
