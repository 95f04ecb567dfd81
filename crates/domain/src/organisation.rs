//! Organisations (单位) and where they are: three dated addresses (office, registered, tax), DOMAIN §1.5.

use crate::citizen_id::CitizenIdState;
use crate::code_list::code_list;
use crate::credit_code::CreditCodeState;
use crate::date::PartialDate;
use crate::field::{RecordKind, field_by_text, fielded};
use crate::id::{OrganisationId, PresenceId};
use crate::space::Place;
use serde::{Deserialize, Serialize};

code_list! {
    /// Kind of organisation, GB/T 31000-2015 §5.44 and §5.47.
    OrganisationKind {
        /// 内资企业
        Domestic = "01", "内资企业";
        /// 外资企业
        Foreign = "02", "外资企业";
        /// 个体工商户
        SoleTrader = "03", "个体工商户";
        /// 农民专业合作社
        Cooperative = "04", "农民专业合作社";
        /// 社会团体
        SocialGroup = "11", "社会团体";
        /// 民办非企业单位
        PrivateNonEnterprise = "12", "民办非企业单位";
        /// 基金会
        Foundation = "13", "基金会";
        /// 其他
        Other = "99", "其他";
    }
}

code_list! {
    /// Which of an organisation's addresses a presence is (楼宇经济: 办公地, 注册地, 纳税地).
    PresenceRole {
        /// 办公地
        Office = "office", "办公地";
        /// 注册地
        Registered = "registered", "注册地";
        /// 纳税地
        Tax = "tax", "纳税地";
    }
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Organisation {
    /// Identifier.
    pub id: OrganisationId,
    /// Police area (警务区) the record belongs to.
    pub area: String,
    /// Name (单位名称).
    pub name: String,
    /// Unified social credit code (统一社会信用代码), GB 32100, as written.
    pub credit_code: Option<String>,
    /// What can be said of the code.
    pub credit_code_state: CreditCodeState,
    /// Kind.
    pub kind: Option<OrganisationKind>,
    /// Industry (行业), as written.
    pub industry: Option<String>,
    /// Legal representative (法定代表人).
    pub legal_rep_name: Option<String>,
    /// Legal representative's citizen id.
    pub legal_rep_citizen_id: Option<String>,
    /// What can be said of that id.
    pub legal_rep_id_state: CitizenIdState,
    /// Legal representative's phones.
    pub legal_rep_phones: Vec<String>,
    /// Staff (从业人数).
    pub staff: Option<u32>,
    /// Security contact (治保负责人).
    pub security_contact_name: Option<String>,
    /// Security contact's phones.
    pub security_contact_phones: Vec<String>,
    /// Handles dangerous goods (是否危化).
    pub hazmat: Option<bool>,
    /// Hazard noted at the last inspection (隐患), as written.
    pub hazard: Option<String>,
    /// Last inspected.
    pub inspected_on: Option<PartialDate>,
    /// Remark (备注), at most 500 characters.
    pub remark: Option<String>,
}

field_by_text! {
    OrganisationKind => "kind of organisation", PresenceRole => "kind of address", CreditCodeState => "state of a credit code",
}

fielded!(
    Organisation,
    RecordKind::Organisation,
    [
        name,
        credit_code,
        credit_code_state,
        kind,
        industry,
        legal_rep_name,
        legal_rep_citizen_id,
        legal_rep_id_state,
        legal_rep_phones,
        staff,
        security_contact_name,
        security_contact_phones,
        hazmat,
        hazard,
        inspected_on,
        remark,
    ]
);

impl Organisation {
    /// An organisation of which only the name is known.
    pub fn named(id: OrganisationId, area: &str, name: &str) -> Self {
        Self {
            id,
            area: area.to_owned(),
            name: name.to_owned(),
            credit_code: None,
            credit_code_state: CreditCodeState::Missing,
            kind: None,
            industry: None,
            legal_rep_name: None,
            legal_rep_citizen_id: None,
            legal_rep_id_state: CitizenIdState::Missing,
            legal_rep_phones: Vec::new(),
            staff: None,
            security_contact_name: None,
            security_contact_phones: Vec::new(),
            hazmat: None,
            hazard: None,
            inspected_on: None,
            remark: None,
        }
    }
}

/// The presence of an organisation at a place, dated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Presence {
    /// Identifier.
    pub id: PresenceId,
    /// Which organisation.
    pub organisation: OrganisationId,
    /// Which of its addresses.
    pub role: PresenceRole,
    /// Where, as exact as known.
    pub place: Place,
    /// The address as written.
    pub raw_address: String,
    /// Since when.
    pub from: Option<PartialDate>,
    /// Until when; set means it has ended.
    pub to: Option<PartialDate>,
}

fielded!(Presence, RecordKind::Presence, [role, place, raw_address, from, to]);
