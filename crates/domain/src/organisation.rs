//! Organisations (单位) and where they are: three dated addresses (office, registered, tax), DOMAIN §1.5.

use crate::citizen_id::CitizenIdState;
use crate::code_list::{Coded, code_list};
use crate::credit_code::CreditCodeState;
use crate::date::PartialDate;
use crate::document::DocumentType;
use crate::field::{RecordKind, field_by_text, record};
use crate::id::{OrganisationId, PresenceId};
use crate::space::Place;

code_list! {
    /// Kind of organisation, GB/T 31000-2015 §5.44 and §5.47.
    OrganisationKind {
        /// 内资企业
        Domestic = "01", "内资企业", "Domestic company";
        /// 外资企业
        Foreign = "02", "外资企业", "Foreign company";
        /// 个体工商户
        SoleTrader = "03", "个体工商户", "Sole trader";
        /// 农民专业合作社
        Cooperative = "04", "农民专业合作社", "Farmers’ cooperative";
        /// 社会团体
        SocialGroup = "11", "社会团体", "Social group";
        /// 民办非企业单位
        PrivateNonEnterprise = "12", "民办非企业单位", "Private non-enterprise";
        /// 基金会
        Foundation = "13", "基金会", "Foundation";
        /// 其他
        Other = "99", "其他", "Other";
    }
}

code_list! {
    /// Which of an organisation's addresses a presence is (楼宇经济: 办公地, 注册地, 纳税地).
    PresenceRole, default Office {
        /// 办公地
        Office = "office", "办公地", "Office";
        /// 注册地
        Registered = "registered", "注册地", "Registered";
        /// 纳税地
        Tax = "tax", "纳税地", "Tax";
    }
}

code_list! {
    /// Special places with inspections of their own (场所类别), as practice has them (DOMAIN §1.5).
    PlaceKind {
        /// 旅馆
        Hotel = "hotel", "旅馆", "Hotel";
        /// 网吧
        InternetCafe = "internet_cafe", "网吧", "Internet café";
        /// 娱乐场所
        Entertainment = "entertainment", "娱乐场所", "Place of entertainment";
        /// 九小场所
        SmallPlace = "small_place", "九小场所", "Small public place";
        /// 特种行业
        SpecialTrade = "special_trade", "特种行业", "Special trade";
        /// 危险物品
        DangerousGoods = "dangerous_goods", "危险物品", "Dangerous goods";
        /// 学校
        School = "school", "学校", "School";
        /// 医院
        Hospital = "hospital", "医院", "Hospital";
        /// 银行
        Bank = "bank", "银行", "Bank";
        /// 其他
        Other = "other", "其他", "Other";
    }
}

record! {
    /// An organisation.
    Organisation(OrganisationId): RecordKind::Organisation,
    given {
        /// Police area (警务区) the record belongs to.
        area: String,
    }
    fields {
        /// Name (单位名称).
        name: String,
        /// Unified social credit code (统一社会信用代码), GB 32100, as written.
        credit_code: Option<String>,
        /// What can be said of the code.
        credit_code_state: CreditCodeState,
        /// Kind.
        kind: Option<OrganisationKind>,
        /// Industry (行业), as written.
        industry: Option<String>,
        /// Status of business (经营状态), as written.
        status: Option<String>,
        /// Founded on (成立日期).
        founded_on: Option<PartialDate>,
        /// Supervising authority (主管部门).
        supervisor: Option<String>,
        /// Kind of special place (场所类别), where it is one.
        place_kind: Option<Coded<PlaceKind>>,
        /// What it is supervised for (管理类): 内保, 治安, 消防, 网监, joined by 、.
        regimes: Vec<String>,
        /// Phones (联系方式).
        phones: Vec<String>,
        /// Legal representative (法定代表人).
        legal_rep_name: Option<String>,
        /// Kind of the legal representative's document, GA/T 517.
        legal_rep_document: Option<Coded<DocumentType>>,
        /// Legal representative's citizen id.
        legal_rep_citizen_id: Option<String>,
        /// What can be said of that id.
        legal_rep_id_state: CitizenIdState,
        /// Legal representative's phones.
        legal_rep_phones: Vec<String>,
        /// Staff (从业人数).
        staff: Option<u32>,
        /// Security contact (治保负责人).
        security_contact_name: Option<String>,
        /// Security contact's phones.
        security_contact_phones: Vec<String>,
        /// Handles dangerous goods (是否危化).
        hazmat: Option<bool>,
        /// Hazard noted at the last inspection (隐患), as written.
        hazard: Option<String>,
        /// Last inspected.
        inspected_on: Option<PartialDate>,
        /// Last checked on the spot (核实日期).
        verified_on: Option<PartialDate>,
        /// Closed or gone since (注销 / 搬离日期); set means the organisation has ended.
        closed_on: Option<PartialDate>,
        /// Remark (备注), at most 500 characters.
        remark: Option<String>,
    }
}

field_by_text! {
    OrganisationKind => "kind of organisation", PresenceRole => "kind of address", CreditCodeState => "state of a credit code",
}

impl Organisation {
    /// An organisation of which only the name is known.
    pub fn named(id: OrganisationId, area: &str, name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::blank(id, area.to_owned()) }
    }
}

record! {
    /// The presence of an organisation at a place, dated.
    Presence(PresenceId): RecordKind::Presence,
    given {
        /// Which organisation.
        organisation: OrganisationId,
    }
    fields {
        /// Which of its addresses.
        role: PresenceRole,
        /// Where, as exact as known.
        place: Place,
        /// The address as written.
        raw_address: String,
        /// Since when.
        from: Option<PartialDate>,
        /// Until when; set means it has ended.
        to: Option<PartialDate>,
    }
}
