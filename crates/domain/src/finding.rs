//! Findings (数据疑点): what is missing or doubtful in a *record*, never a statement about a person (DOMAIN §1.8 rule 3).
//!
//! Rules are pure functions over a record and the few surroundings it needs; their codes, words, fixes and days are data.
//! No rule knows what day it is: one that depends on time gives the date it counts from, and [`Reminders`] say on which
//! days that is shown. So nothing has to be looked through again at night.

mod code;
mod dated;
mod organisation;
mod person;
mod reminder;
mod rental;
mod space;
mod stay;
mod written;

#[cfg(test)]
mod tests;

pub use code::{FindingCode, FindingSpec, Fix, FixKind};
pub use dated::{care_note, document, grid, protection, visit};
pub use organisation::{AddressAt, EmploymentFacts, OrganisationFacts, employment, organisation, presence};
pub use person::{PersonFacts, person};
pub use reminder::{Reminder, Reminders, Timing, Window};
pub use rental::{TenancyFacts, inspection, tenancy};
pub use space::{BuildingFacts, RoomFacts, building, is_floating_tenant, room, space_address};
pub use stay::{StayFacts, household, stay};

use crate::code_list::code_list;
use crate::date::PartialDate;

code_list! {
    /// How pressing a finding is.
    Severity {
        /// Good to know.
        Note = "note", "提示", "Note";
        /// Should be put right at the next opportunity.
        Gap = "gap", "缺漏", "Gap";
        /// Contradicts itself or another record.
        Conflict = "conflict", "矛盾", "Conflict";
    }
}

code_list! {
    /// Where Today puts a finding, most pressing first.
    Topic {
        /// A date has come or is near.
        Due = "due", "到期", "Due";
        /// Records of persons.
        Person = "person", "人员记录", "Persons’ records";
        /// Stays and households.
        Stay = "stay", "居住登记", "Stays";
        /// Tenancies.
        Rental = "rental", "出租房屋", "Rentals";
        /// Organisations and employments.
        Organisation = "organisation", "单位", "Organisations";
        /// Buildings, rooms, addresses, plates.
        Space = "space", "楼幢房间", "Buildings and rooms";
    }
}

/// One thing missing or doubtful in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub code: FindingCode,
    /// What exactly, in the words of the data (no advice, no judgement).
    pub detail: Option<String>,
    /// The day it counts from, to the day: a permit's last day, the last inspection. None: it holds now.
    pub due_on: Option<PartialDate>,
}

impl Finding {
    /// A finding that needs no more words.
    const fn of(code: FindingCode) -> Self {
        Self { code, detail: None, due_on: None }
    }

    /// A finding with the words of the data; empty ones are none.
    fn saying(code: FindingCode, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()).filter(|words: &String| !words.trim().is_empty()), ..Self::of(code) }
    }

    /// A finding that counts from a date: the last day the date can mean, so that nothing is called late too early.
    fn from_date(code: FindingCode, date: PartialDate) -> Self {
        Self { detail: Some(date.to_string()), due_on: Some(date.last_day()), ..Self::of(code) }
    }
}
