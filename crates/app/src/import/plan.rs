//! The plan of an import: what would be written, row by row, as data. Pure: it reads [`Known`], it writes nothing.

use super::linked::Linked;
use louce_domain::batch::{OutcomeCounts, RowOutcome};
use louce_domain::change::{FieldChange, RecordRef};
use louce_domain::organisation::{Organisation, Presence};
use louce_domain::person::Person;
use louce_domain::space::{Building, Room, Site};
use louce_domain::stay::Stay;

/// One thing to write.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// A new site.
    CreateSite(Site),
    /// A new building.
    CreateBuilding(Building),
    /// A new room.
    CreateRoom(Room),
    /// A new person.
    CreatePerson(Person),
    /// A new stay.
    CreateStay(Stay),
    /// A new organisation.
    CreateOrganisation(Organisation),
    /// A new presence.
    CreatePresence(Presence),
    /// A new record of another kind.
    Create(Box<Linked>),
    /// A record of another kind with something corrected.
    Amend {
        /// As it stands.
        before: Box<Linked>,
        /// As it shall be.
        after: Box<Linked>,
    },
    /// A building with more known of it.
    AmendBuilding {
        /// As it stands.
        before: Box<Building>,
        /// As it shall be.
        after: Box<Building>,
    },
    /// A person with something corrected.
    AmendPerson {
        /// As it stands.
        before: Box<Person>,
        /// As it shall be.
        after: Box<Person>,
    },
    /// A stay with something corrected or ended.
    AmendStay {
        /// As it stands.
        before: Box<Stay>,
        /// As it shall be.
        after: Box<Stay>,
    },
    /// An organisation with something corrected.
    AmendOrganisation {
        /// As it stands.
        before: Box<Organisation>,
        /// As it shall be.
        after: Box<Organisation>,
    },
}

/// A row and its fate.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedRow {
    /// Sheet, by its place in the file.
    pub sheet: usize,
    /// Row as the spreadsheet counts.
    pub row: u32,
    /// What becomes of it.
    pub outcome: RowOutcome,
    /// Code of the reason, where one is owed.
    pub reason: Option<String>,
    /// The reason in the words of the data, for the clerk.
    pub detail: Option<String>,
    /// The record the row became or met.
    pub record: Option<RecordRef>,
    /// What changed on records already known.
    pub changes: Vec<FieldChange>,
    /// What to write for it, in order.
    pub steps: Vec<Step>,
    /// The waiting row of an earlier batch that this one puts right.
    pub settles: Option<WaitingRow>,
}

/// A row that an earlier batch left pending: where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WaitingRow {
    /// The row in the log.
    pub id: louce_store::ImportRowId,
    /// File name.
    pub file: String,
    /// Row as the spreadsheet counts.
    pub row: u32,
}

impl PlannedRow {
    /// A row that writes nothing.
    pub fn idle(sheet: usize, row: u32, outcome: RowOutcome, reason: Option<&str>) -> Self {
        Self {
            sheet,
            row,
            outcome,
            reason: reason.map(str::to_owned),
            detail: None,
            record: None,
            changes: Vec::new(),
            steps: Vec::new(),
            settles: None,
        }
    }

    /// The same row with an explanation.
    #[must_use]
    pub fn explained(mut self, detail: String) -> Self {
        self.detail = Some(detail);
        self
    }
}

/// The whole plan.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// Every row of the file, in order.
    pub rows: Vec<PlannedRow>,
}

/// How much a plan would make or change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effects {
    /// New sites.
    pub sites: u32,
    /// New buildings.
    pub buildings: u32,
    /// New rooms.
    pub rooms: u32,
    /// New persons.
    pub persons: u32,
    /// New stays.
    pub stays: u32,
    /// Stays ended.
    pub ended_stays: u32,
    /// New organisations.
    pub organisations: u32,
    /// Records amended.
    pub amended: u32,
}

impl Plan {
    /// Rows by outcome.
    pub fn counts(&self) -> OutcomeCounts {
        let mut counts = OutcomeCounts::default();
        self.rows.iter().for_each(|row| counts.count(row.outcome));
        counts
    }

    /// Rows by outcome of one sheet.
    pub fn counts_of_sheet(&self, sheet: usize) -> OutcomeCounts {
        let mut counts = OutcomeCounts::default();
        self.rows.iter().filter(|row| row.sheet == sheet).for_each(|row| counts.count(row.outcome));
        counts
    }

    /// What the plan makes and changes.
    pub fn effects(&self) -> Effects {
        let mut effects = Effects::default();
        self.rows.iter().flat_map(|row| &row.steps).for_each(|step| effects.count(step));
        effects
    }
}

impl Effects {
    /// Counts one more step.
    pub fn count(&mut self, step: &Step) {
        match step {
            Step::CreateSite(_) => self.sites += 1,
            Step::CreateBuilding(_) => self.buildings += 1,
            Step::CreateRoom(_) => self.rooms += 1,
            Step::CreatePerson(_) => self.persons += 1,
            Step::CreateStay(_) => self.stays += 1,
            Step::CreateOrganisation(_) => self.organisations += 1,
            Step::CreatePresence(_) | Step::Create(_) => {}
            Step::AmendStay { before, after } if before.is_open() && !after.is_open() => self.ended_stays += 1,
            Step::Amend { .. }
            | Step::AmendBuilding { .. }
            | Step::AmendPerson { .. }
            | Step::AmendStay { .. }
            | Step::AmendOrganisation { .. } => self.amended += 1,
        }
    }
}
