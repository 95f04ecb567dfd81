//! Households (户): who is counted together. Stays name their household; it may stand empty, it is never invented.

use crate::code_list::code_list;
use crate::date::PartialDate;
use crate::field::{RecordKind, field_by_text, record};
use crate::id::{HouseholdId, PersonId};
use crate::space::Place;

code_list! {
    /// Kind of household (户别).
    HouseholdKind, default Family {
        /// 家庭户
        Family = "family", "家庭户", "Family";
        /// 集体户
        Collective = "collective", "集体户", "Collective";
    }
}

record! {
    /// A household.
    Household(HouseholdId): RecordKind::Household,
    given {
        /// Police area (警务区) the record belongs to.
        area: String,
    }
    fields {
        /// Number (户号).
        number: Option<String>,
        /// Kind.
        kind: HouseholdKind,
        /// Head of the household (户主).
        head: Option<PersonId>,
        /// Where it lives.
        place: Place,
        /// Since when.
        from: Option<PartialDate>,
        /// Until when; set means it was dissolved.
        to: Option<PartialDate>,
        /// Remark (备注), at most 500 characters.
        remark: Option<String>,
    }
}

field_by_text! { HouseholdKind => "kind of household" }
