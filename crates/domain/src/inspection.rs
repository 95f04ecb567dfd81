//! Inspections (检查登记) of a rented place or an organisation.

use crate::code_list::{Coded, code_list};
use crate::date::PartialDate;
use crate::field::{RecordKind, record};
use crate::id::{InspectionId, OrganisationId, TenancyId};
use crate::space::Place;

code_list! {
    /// Hazard found at an organisation (安全隐患类型), GB/T 31000-2015 §5.45.
    HazardKind {
        /// 无
        None = "00", "无", "None";
        /// 治安
        Security = "01", "治安", "Security";
        /// 消防
        Fire = "02", "消防", "Fire";
        /// 矛盾纠纷
        Dispute = "03", "矛盾纠纷", "Dispute";
        /// 劳资纠纷
        LabourDispute = "04", "劳资纠纷", "Labour dispute";
        /// 其他
        Other = "99", "其他", "Other";
    }
}

record! {
    /// An inspection: what was looked at, what was found, what has to be put right by when.
    Inspection(InspectionId): RecordKind::Inspection,
    given {
        /// Police area (警务区) the record belongs to.
        area: String,
    }
    fields {
        /// Where.
        place: Place,
        /// The tenancy inspected.
        tenancy: Option<TenancyId>,
        /// The organisation inspected.
        organisation: Option<OrganisationId>,
        /// On.
        on: Option<PartialDate>,
        /// Inspector (检查人), as written.
        inspector: Option<String>,
        /// Hazard found.
        hazard: Option<Coded<HazardKind>>,
        /// What was found, at most 500 characters.
        result: Option<String>,
        /// To be put right by.
        rectify_by: Option<PartialDate>,
        /// Put right on.
        rectified_on: Option<PartialDate>,
    }
}

impl Inspection {
    /// Whether something found is still to be put right.
    pub const fn is_outstanding(&self) -> bool {
        self.rectify_by.is_some() && self.rectified_on.is_none()
    }
}
