//! Creating records. A created row is its own first version: it names its change and, where there is one, its ledger
//! row; no field is logged.

use super::{Pace, Run, WriteTx};
use crate::error::Result;
use crate::table::{Record, insert, kind_number, sequence};
use louce_domain::field::RecordKind;
use louce_domain::organisation::{Organisation, Presence};
use louce_domain::person::Person;
use louce_domain::space::{Building, Room, Site};
use louce_domain::stay::Stay;

impl WriteTx<'_> {
    /// Creates a site (小区).
    pub fn create_site(&mut self, site: &Site) -> Result<()> {
        self.create(site)
    }

    /// Creates a building (楼幢). Its site must exist.
    pub fn create_building(&mut self, building: &Building) -> Result<()> {
        self.create(building)
    }

    /// Creates a room (户室). Its building must exist.
    pub fn create_room(&mut self, room: &Room) -> Result<()> {
        self.create(room)
    }

    /// Creates a person (人员).
    pub fn create_person(&mut self, person: &Person) -> Result<()> {
        self.create(person)
    }

    /// Creates a stay (居住登记). Its person and place must exist.
    pub fn create_stay(&mut self, stay: &Stay) -> Result<()> {
        self.create(stay)
    }

    /// Creates an organisation (单位).
    pub fn create_organisation(&mut self, organisation: &Organisation) -> Result<()> {
        self.create(organisation)
    }

    /// Creates a presence (单位地址登记). Its organisation and place must exist.
    pub fn create_presence(&mut self, presence: &Presence) -> Result<()> {
        self.create(presence)
    }

    /// Creates a record of any kind. What it refers to must exist.
    pub fn create<R: Record>(&mut self, record: &R) -> Result<()> {
        let row = self.next_row(R::KIND)?;
        insert(self.conn, &mut self.ids, row, record, (self.change, self.source))?;
        self.ids.remember(R::KIND, record.uuid(), row);
        self.note_touched(R::KIND, record.uuid());
        if self.pace == Pace::Steady {
            R::effects(self.conn, row, None, Some(record), &mut self.effects)?;
        }
        Ok(())
    }

    fn next_row(&mut self, kind: RecordKind) -> Result<i64> {
        let number = kind_number(kind);
        let run = match self.runs.get_mut(&number) {
            Some(run) => run,
            None => {
                let first = sequence::next(self.conn, number)?;
                if kind == RecordKind::Stay && self.pace == Pace::Loaded {
                    self.effects.leave_stays_from(first);
                }
                self.runs.entry(number).or_insert(Run { first, next: first })
            }
        };
        let row = run.next;
        run.next += 1;
        Ok(row)
    }
}
