//! A stay (居住登记): an episode of a person at a place. It ends, it is never deleted.

use crate::code_list::code_list;
use crate::date::PartialDate;
use crate::field::{RecordKind, field_by_text, fielded};
use crate::id::{PersonId, StayId};
use crate::population_class::PopulationClass;
use crate::relation::RelationCode;
use crate::space::Place;
use serde::{Deserialize, Serialize};

code_list! {
    /// Why a stay ended (注销类别), after GA/T 2000.25; the last two are ours (DOMAIN §1.7).
    EndReason {
        /// 死亡
        Deceased = "1", "死亡";
        /// 失踪
        Missing = "2", "失踪";
        /// 迁出(离开)本地
        MovedAway = "3", "迁出";
        /// Moved to another room of this register (搬至本辖区他处).
        MovedWithin = "moved_within", "区内搬迁";
        /// Became a household-register resident here (转为本地户籍人口).
        BecameLocal = "became_local", "转为户籍";
        /// Entered in error (登记错误).
        Erroneous = "erroneous", "登记错误";
        /// The ledger says it ended but not why (原因不详).
        Unstated = "unstated", "原因不详";
    }
}

/// A stay.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stay {
    /// Identifier.
    pub id: StayId,
    /// Who stays.
    pub person: PersonId,
    /// Where, as exact as known.
    pub place: Place,
    /// The address as written, kept for ever.
    pub raw_address: String,
    /// Population class as the ledger or an officer states it; the derived class stands beside it.
    pub stated_class: Option<PopulationClass>,
    /// Relation to the head of household, as written.
    pub relation: Option<String>,
    /// Relation code, GB/T 4761-2008.
    pub relation_code: Option<RelationCode>,
    /// Household number (户号).
    pub household_no: Option<String>,
    /// The ledger's statement that register and residence differ (人户分离).
    pub residence_mismatch: Option<bool>,
    /// Where the person actually lives, as the ledger states it (实际居住地).
    pub actual_residence: Option<String>,
    /// Grid (网格).
    pub grid: Option<String>,
    /// Reason for coming (流入原因), as written.
    pub inflow_reason: Option<String>,
    /// Kind of dwelling (住所类型), as written.
    pub dwelling_kind: Option<String>,
    /// Residence permit number (居住证号).
    pub permit_no: Option<String>,
    /// Permit valid until.
    pub permit_until: Option<PartialDate>,
    /// Intends to stay until.
    pub intended_until: Option<PartialDate>,
    /// Since when.
    pub from: Option<PartialDate>,
    /// Until when. Set, or `end_reason` set, means the stay has ended.
    pub to: Option<PartialDate>,
    /// Why it ended.
    pub end_reason: Option<EndReason>,
    /// Where to (迁往地).
    pub moved_to: Option<String>,
}

field_by_text! {
    EndReason => "end reason (GA/T 2000.25)", PopulationClass => "population class", RelationCode => "relation (GB/T 4761)",
}

fielded!(
    Stay,
    RecordKind::Stay,
    [
        place,
        raw_address,
        stated_class,
        relation,
        relation_code,
        household_no,
        residence_mismatch,
        actual_residence,
        grid,
        inflow_reason,
        dwelling_kind,
        permit_no,
        permit_until,
        intended_until,
        from,
        to,
        end_reason,
        moved_to,
    ]
);

impl Stay {
    /// A stay of which only person, place and written address are known.
    pub fn at(id: StayId, person: PersonId, place: Place, raw_address: &str) -> Self {
        Self {
            id,
            person,
            place,
            raw_address: raw_address.to_owned(),
            stated_class: None,
            relation: None,
            relation_code: None,
            household_no: None,
            residence_mismatch: None,
            actual_residence: None,
            grid: None,
            inflow_reason: None,
            dwelling_kind: None,
            permit_no: None,
            permit_until: None,
            intended_until: None,
            from: None,
            to: None,
            end_reason: None,
            moved_to: None,
        }
    }

    /// Whether the stay is open (在住).
    pub fn is_open(&self) -> bool {
        self.to.is_none() && self.end_reason.is_none()
    }
}
