//! Visits (走访) and the persons met (已见面人员).

use crate::code_list::code_list;
use crate::date::PartialDate;
use crate::field::{RecordKind, field_by_text, record};
use crate::id::{EncounterId, PersonId, VisitId};
use crate::space::Place;

code_list! {
    /// Why a visit is made (走访类型), a closed list (DOMAIN §2.1).
    VisitPurpose, default Verification {
        /// 核对信息
        Verification = "verification", "核对信息", "Checking the record";
        /// 群众求助
        Request = "request", "群众求助", "A resident’s request";
        /// 安全检查
        Safety = "safety", "安全检查", "Safety check";
        /// 警情回访
        FollowUp = "follow_up", "警情回访", "Following up a call";
        /// 宣传
        Information = "information", "宣传", "Public information";
        /// 关爱
        Care = "care", "关爱", "Care";
    }
}

record! {
    /// A visit to a place.
    Visit(VisitId): RecordKind::Visit,
    given {
        /// Police area (警务区) the record belongs to.
        area: String,
    }
    fields {
        /// Where.
        place: Place,
        /// The address as written.
        raw_address: String,
        /// On.
        on: Option<PartialDate>,
        /// Why.
        purpose: VisitPurpose,
        /// Reason (原因), at most 500 characters.
        reason: Option<String>,
        /// What was done (内容), at most 500 characters.
        content: Option<String>,
        /// Who called (走访人), as written, with the badge number where the ledger has it.
        visitor: Option<String>,
        /// Promised to call again on (约定回访).
        again_on: Option<PartialDate>,
        /// The promise was kept on.
        kept_on: Option<PartialDate>,
    }
}

record! {
    /// A person met on a visit.
    Encounter(EncounterId): RecordKind::Encounter,
    given {
        /// The visit.
        visit: VisitId,
        /// The person met.
        person: PersonId,
    }
    fields {
        /// Whether the person's record was checked with them.
        verified: Option<bool>,
    }
}

field_by_text! { VisitPurpose => "purpose of a visit" }
