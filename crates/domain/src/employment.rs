//! Employments (从业登记): who works for an organisation, and where they say they live.

use crate::date::PartialDate;
use crate::field::{RecordKind, record};
use crate::id::{EmploymentId, OrganisationId, PersonId};
use crate::space::Place;

record! {
    /// An employment. The person is one of the register or, until matched, a name as written.
    Employment(EmploymentId): RecordKind::Employment,
    given {
        /// The employer.
        organisation: OrganisationId,
    }
    fields {
        /// The person, once matched.
        person: Option<PersonId>,
        /// Name as written.
        name: String,
        /// Citizen id as written.
        citizen_id: Option<String>,
        /// Phones.
        phones: Vec<String>,
        /// Department (部门).
        department: Option<String>,
        /// Post (岗位).
        post: Option<String>,
        /// Where they live (住址), matched as exactly as known.
        place: Place,
        /// Their home address as written.
        raw_address: String,
        /// Since when.
        from: Option<PartialDate>,
        /// Until when; set means it has ended.
        to: Option<PartialDate>,
    }
}
