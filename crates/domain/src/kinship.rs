//! Relations between two persons (亲属关系) that no common household tells: a parent in another block.

use crate::date::PartialDate;
use crate::field::{RecordKind, record};
use crate::id::{KinshipId, PersonId};
use crate::relation::RelationCode;

record! {
    /// The relative is the person's mother, son …
    Kinship(KinshipId): RecordKind::Kinship,
    given {
        /// The person.
        person: PersonId,
        /// The relative.
        relative: PersonId,
    }
    fields {
        /// What the relative is to the person, GB/T 4761-2008.
        relation: Option<RelationCode>,
        /// Ended or found wrong on.
        to: Option<PartialDate>,
        /// Remark (备注), at most 500 characters.
        remark: Option<String>,
    }
}
