//! What follows from a changed record within the same transaction: counters, findings and search entries, gathered while
//! the write runs and carried out once before it commits.

use crate::connection::Ready;
use crate::error::Result;
use crate::search::entry_id;
use crate::table::address_mismatch::{self, Divisions};
use crate::table::{counter, row_of};
use louce_domain::field::RecordKind;
use louce_domain::id::BuildingId;
use louce_domain::space::{Place, RoomState};
use louce_domain::stay::Stay;
use rusqlite::{Connection, params};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Changes of the figures of one building.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct BuildingDelta {
    pub(crate) rooms: i64,
    pub(crate) owner_occupied: i64,
    pub(crate) let_: i64,
    pub(crate) vacant: i64,
    pub(crate) business: i64,
    pub(crate) unknown: i64,
    pub(crate) residents: i64,
    pub(crate) organisations: i64,
}

impl BuildingDelta {
    fn state(&mut self, state: RoomState) -> &mut i64 {
        match state {
            RoomState::OwnerOccupied => &mut self.owner_occupied,
            RoomState::Let => &mut self.let_,
            RoomState::Vacant => &mut self.vacant,
            RoomState::Business => &mut self.business,
            RoomState::Unknown => &mut self.unknown,
        }
    }
}

/// The consequences of a write so far.
#[derive(Default)]
pub struct Effects {
    counters: HashMap<String, i64>,
    buildings: HashMap<i64, BuildingDelta>,
    born: BTreeSet<i64>,
    gone: BTreeSet<i64>,
    stale_entries: BTreeSet<i64>,
    touched: BTreeSet<(RecordKind, i64)>,
    identities: BTreeSet<i64>,
    divisions: Divisions,
    /// Stays from this row on are counted at the end, from their rows.
    stays_left_from: Option<i64>,
}

/// Consequences that are carried out before the end of a write once there are so many: memory is bounded.
const MANY: usize = 100_000;

impl Effects {
    /// One more or one less of something counted.
    pub(crate) fn count(&mut self, name: &str, was: bool, is: bool) {
        self.add(name, i64::from(is) - i64::from(was));
    }

    /// Adds to a figure of the register.
    pub(crate) fn add(&mut self, name: &str, by: i64) {
        if by == 0 {
            return;
        }
        match self.counters.get_mut(name) {
            Some(value) => *value += by,
            None => drop(self.counters.insert(name.to_owned(), by)),
        }
    }

    pub(crate) fn building_exists(&mut self, row: i64, was: bool, is: bool) {
        match (was, is) {
            (false, true) => drop((self.born.insert(row), self.gone.remove(&row))),
            (true, false) => drop((self.gone.insert(row), self.born.remove(&row))),
            _ => {}
        }
    }

    pub(crate) fn room_state(&mut self, building: i64, was: Option<RoomState>, is: Option<RoomState>) {
        for (state, by) in [(was, -1), (is, 1)] {
            if let Some(state) = state {
                self.add(&format!("rooms:{state}"), by);
                let delta = self.buildings.entry(building).or_default();
                delta.rooms += by;
                *delta.state(state) += by;
            }
        }
    }

    pub(crate) fn residents(&mut self, building: i64, by: i64) {
        self.buildings.entry(building).or_default().residents += by;
    }

    pub(crate) fn organisations(&mut self, building: i64, by: i64) {
        self.buildings.entry(building).or_default().organisations += by;
    }

    /// Counts the person in or out where this is their only open stay.
    pub(crate) fn resident_maybe(&mut self, conn: &Connection, stay: &Stay, now_open: bool) -> Result<()> {
        let sql = "SELECT count(*) FROM stay
                   WHERE person = (SELECT id FROM person WHERE uuid = ?1) AND \"to\" IS NULL AND end_reason IS NULL
                     AND uuid <> ?2 AND id < ?3";
        let until = self.stays_left_from.unwrap_or(i64::MAX);
        let ids = params![stay.person.0.as_bytes(), stay.id.0.as_bytes(), until];
        let others: i64 = conn.ready(sql)?.query_row(ids, |row| row.get(0))?;
        if others == 0 {
            self.add("persons_resident", if now_open { 1 } else { -1 });
        }
        Ok(())
    }

    pub(crate) fn building_row(&self, conn: &Connection, id: BuildingId) -> Result<i64> {
        row_of(conn, RecordKind::Building, id.0)?
            .ok_or(crate::StoreError::NotFound { kind: RecordKind::Building, id: id.0 })
    }

    /// The building a place lies in.
    pub(crate) fn place_building(&self, conn: &Connection, place: &Place) -> Result<Option<i64>> {
        match place {
            Place::Room(room) => {
                let sql = "SELECT building FROM room WHERE uuid = ?1";
                Ok(Some(conn.ready(sql)?.query_row([room.0.as_bytes()], |row| row.get(0))?))
            }
            Place::Building(building) => self.building_row(conn, *building).map(Some),
            Place::Site(_) | Place::Unmatched => Ok(None),
        }
    }

    /// A person's record that has to be compared anew with those like it.
    pub(crate) fn compare(&mut self, person: i64) {
        self.identities.insert(person);
    }

    /// A record whose findings have to be computed anew: it, or something it rests on, changed.
    pub(crate) fn touch(&mut self, kind: RecordKind, row: i64) {
        self.touched.insert((kind, row));
    }

    /// All records that a query names.
    pub(crate) fn touch_all(&mut self, conn: &Connection, kind: RecordKind, sql: &str, of: i64) -> Result<()> {
        let mut statement = conn.ready(sql)?;
        let mut rows = statement.query([of])?;
        while let Some(row) = rows.next()? {
            self.touch(kind, row.get(0)?);
        }
        Ok(())
    }

    /// The same, by outside name; a record that is gone needs no findings.
    pub(crate) fn touch_id(&mut self, conn: &Connection, kind: RecordKind, id: Uuid) -> Result<()> {
        if let Some(row) = row_of(conn, kind, id)? {
            self.touch(kind, row);
        }
        Ok(())
    }

    /// The room and the building of a place.
    pub(crate) fn touch_place(&mut self, conn: &Connection, place: &Place) -> Result<()> {
        if let Place::Room(room) = place {
            self.touch_id(conn, RecordKind::Room, room.0)?;
        }
        Ok(())
    }

    /// What happened to the divisions that addresses are measured by.
    pub(crate) fn divisions(&mut self, what: Divisions) {
        self.divisions = self.divisions.max(what);
    }

    /// A record's search entry has to be made anew, by outside name.
    pub(crate) fn reindex_id(&mut self, conn: &Connection, kind: RecordKind, id: Uuid) -> Result<()> {
        if let Some(row) = row_of(conn, kind, id)? {
            self.reindex(kind, row);
        }
        Ok(())
    }

    /// The search entry of the space a place names.
    pub(crate) fn reindex_place(&mut self, conn: &Connection, place: &Place) -> Result<()> {
        match place {
            Place::Room(id) => self.reindex_id(conn, RecordKind::Room, id.0),
            Place::Building(id) => self.reindex_id(conn, RecordKind::Building, id.0),
            Place::Site(id) => self.reindex_id(conn, RecordKind::Site, id.0),
            Place::Unmatched => Ok(()),
        }
    }

    /// A record's search entry has to be made anew.
    pub(crate) fn reindex(&mut self, kind: RecordKind, row: i64) {
        self.stale_entries.insert(entry_id(kind, row));
    }

    /// The search entries of all records a query names.
    pub(crate) fn reindex_all(&mut self, conn: &Connection, kind: RecordKind, sql: &str, of: i64) -> Result<()> {
        let mut statement = conn.ready(sql)?;
        let mut rows = statement.query([of])?;
        while let Some(row) = rows.next()? {
            self.reindex(kind, row.get(0)?);
        }
        Ok(())
    }

    /// Leaves stays from a row on to be counted at the end, from their rows.
    pub(crate) fn leave_stays_from(&mut self, row: i64) {
        self.stays_left_from = Some(row);
    }

    /// Counts rooms that a write made in a building.
    pub(crate) fn rooms_made(&mut self, building: i64, state: RoomState, rooms: i64) {
        self.add("rooms_live", rooms);
        self.add(&format!("rooms:{state}"), rooms);
        let delta = self.buildings.entry(building).or_default();
        delta.rooms += rooms;
        *delta.state(state) += rooms;
    }

    /// Carries out what has gathered once it is much: what a later change reaches again is derived again.
    pub(crate) fn carry_out_when_many(&mut self, conn: &Connection) -> Result<()> {
        if self.stale_entries.len() + self.touched.len() + self.identities.len() < MANY {
            return Ok(());
        }
        let stays_left_from = self.stays_left_from;
        let mut gathered = std::mem::take(self);
        self.stays_left_from = stays_left_from;
        gathered.carry_out(conn)
    }

    /// Compares persons anew, where all the rest is made anew anyway.
    pub(crate) fn carry_out_comparisons(&self, conn: &Connection) -> Result<()> {
        crate::duplicates::refresh(conn, &self.identities)
    }

    /// Writes counters, findings and search entries.
    pub(crate) fn carry_out(&mut self, conn: &Connection) -> Result<()> {
        for row in &self.gone {
            counter::drop_building(conn, *row)?;
        }
        for row in &self.born {
            counter::add_building(conn, *row, &BuildingDelta::default())?;
        }
        for (name, by) in self.counters.iter().filter(|(_, by)| **by != 0) {
            counter::add(conn, name, *by)?;
        }
        let kept = |row: &i64| !self.gone.contains(row);
        for (row, delta) in self.buildings.iter().filter(|(row, d)| kept(row) && **d != BuildingDelta::default()) {
            counter::add_building(conn, *row, delta)?;
        }
        let organisations = self.touched.iter().filter(|(kind, _)| *kind == RecordKind::Organisation);
        address_mismatch::refresh(conn, &organisations.map(|(_, row)| *row).collect(), self.divisions)?;
        crate::duplicates::refresh(conn, &self.identities)?;
        crate::findings::refresh(conn, &self.touched)?;
        crate::search::refresh(conn, &self.stale_entries)
    }
}
