//! What an officer found about two person records that look alike (同人关联). Nothing is merged away: a link can be ended,
//! and both records stay as they were.

use crate::code_list::code_list;
use crate::date::PartialDate;
use crate::field::{RecordKind, field_by_text, record};
use crate::id::{IdentityLinkId, PersonId};

code_list! {
    /// Whether two records are one person.
    IdentityVerdict, default Same {
        /// 同一人
        Same = "same", "同一人", "The same person";
        /// 不是同一人
        Different = "different", "不是同一人", "Two different persons";
    }
}

record! {
    /// A verdict about two records.
    IdentityLink(IdentityLinkId): RecordKind::IdentityLink,
    given {
        /// The record that speaks for both, where they are the same.
        person: PersonId,
        /// The other record.
        other: PersonId,
    }
    fields {
        /// The verdict.
        verdict: IdentityVerdict,
        /// What it rests on, in the officer's words, at most 500 characters.
        reason: Option<String>,
        /// Since when.
        from: Option<PartialDate>,
        /// Taken back on.
        to: Option<PartialDate>,
    }
}

field_by_text! { IdentityVerdict => "verdict (same, different)" }
