//! The plan of an import: what would be written, row by row, as data. Pure: it reads [`Known`], it writes nothing.

use super::candidate::Candidate;
use super::linked::Linked;
use louce_domain::batch::RowOutcome;
use louce_domain::change::{FieldChange, RecordRef};
use louce_domain::organisation::{Organisation, Presence};
use louce_domain::person::Person;
use louce_domain::space::{Building, Room, Site};
use louce_domain::stay::Stay;
use louce_store::RowDecided;

/// One thing to write.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// A new site.
    CreateSite(Site),
    /// A new building.
    CreateBuilding(Box<Building>),
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
    /// What a person decided about the row, to be found again when it comes again.
    Remember(RowDecided),
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
    /// The waiting rows of earlier batches that this one puts right.
    pub settles: Vec<WaitingRow>,
    /// Records it may speak of, best first.
    pub candidates: Vec<Candidate>,
    /// What it says otherwise than the register, undecided or kept as the register has it: register first.
    pub conflicts: Vec<FieldChange>,
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
            settles: Vec::new(),
            candidates: Vec::new(),
            conflicts: Vec::new(),
        }
    }

    /// The same row with an explanation.
    #[must_use]
    pub fn explained(mut self, detail: String) -> Self {
        self.detail = Some(detail);
        self
    }
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
    /// New tenancies.
    pub tenancies: u32,
    /// New households.
    pub households: u32,
    /// New records of other kinds: addresses of organisations, documents, inspections, employments, visits, plates, grids.
    pub other: u32,
    /// Records amended.
    pub amended: u32,
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
            Step::Create(linked) => match **linked {
                Linked::Tenancy(_) => self.tenancies += 1,
                Linked::Household(_) => self.households += 1,
                _ => self.other += 1,
            },
            Step::CreatePresence(_) => self.other += 1,
            Step::Remember(_) => {}
            Step::AmendStay { before, after } if before.is_open() && !after.is_open() => self.ended_stays += 1,
            Step::Amend { .. }
            | Step::AmendBuilding { .. }
            | Step::AmendPerson { .. }
            | Step::AmendStay { .. }
            | Step::AmendOrganisation { .. } => self.amended += 1,
        }
    }
}
