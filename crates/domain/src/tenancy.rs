//! Tenancies (租赁登记): who lets which rooms to whom, GB/T 31000-2015 table 16 and practice (DOMAIN §1.4).

use crate::code_list::{Coded, code_list};
use crate::date::PartialDate;
use crate::field::{RecordKind, field_by_text, record};
use crate::id::{OrganisationId, PersonId, TenancyId};
use crate::space::Place;

code_list! {
    /// What a place is let for (出租用途), GB/T 31000-2015 §5.18.
    RentalUse {
        /// 宿舍
        Dormitory = "01", "宿舍", "Dormitory";
        /// 住房
        Dwelling = "02", "住房", "Dwelling";
        /// 商铺
        Shop = "03", "商铺", "Shop";
        /// 办公
        Office = "04", "办公", "Office";
        /// 仓库
        Storage = "05", "仓库", "Storage";
        /// 厂房
        Workshop = "06", "厂房", "Workshop";
        /// 其他
        Other = "99", "其他", "Other";
    }
}

code_list! {
    /// Hazard of a rented place (隐患类型), GB/T 31000-2015 §5.19.
    RentalHazard {
        /// 无
        None = "00", "无", "None";
        /// 火灾
        Fire = "01", "火灾", "Fire";
        /// 治安
        Security = "02", "治安", "Security";
        /// 矛盾纠纷
        Dispute = "03", "矛盾纠纷", "Dispute";
        /// 危化物品
        Chemicals = "04", "危化物品", "Dangerous chemicals";
        /// 疾病传染
        Infection = "05", "疾病传染", "Infection";
        /// 其他
        Other = "99", "其他", "Other";
    }
}

code_list! {
    /// Why a tenancy ended (退租原因).
    TenancyEndReason {
        /// 到期
        Expired = "expired", "到期", "Term over";
        /// 退租
        GivenUp = "given_up", "退租", "Given up";
        /// 收回自用
        TakenBack = "taken_back", "收回自用", "Taken back by the owner";
        /// 转让
        Transferred = "transferred", "转让", "Transferred";
        /// 登记错误
        Erroneous = "erroneous", "登记错误", "Entered in error";
    }
}

record! {
    /// A tenancy. Landlord and tenant are persons or organisations of the register or, until they are matched, names
    /// as written.
    Tenancy(TenancyId): RecordKind::Tenancy,
    given {
        /// Police area (警务区) the record belongs to.
        area: String,
    }
    fields {
        /// What is let, as exact as known.
        place: Place,
        /// The address as written.
        raw_address: String,
        /// Number of the rented house (出租房屋编号).
        rental_no: Option<String>,
        /// Number of the filing (租赁备案证号).
        filing_no: Option<String>,
        /// Code of the plate on the rented house (出租房屋标牌编码).
        plate_code: Option<String>,
        /// What it is let for, GB/T 31000 §5.18.
        rental_use: Option<Coded<RentalUse>>,
        /// Level of management (管理级别), as written.
        grade: Option<String>,
        /// Landlord (房主), a person of the register.
        landlord_person: Option<PersonId>,
        /// Landlord, an organisation of the register.
        landlord_organisation: Option<OrganisationId>,
        /// Landlord as written.
        landlord_name: Option<String>,
        /// Landlord's document number, as written.
        landlord_citizen_id: Option<String>,
        /// Landlord's phones.
        landlord_phones: Vec<String>,
        /// Where the landlord lives (房主现居详址).
        landlord_address: Option<String>,
        /// Tenant (承租人), a person of the register.
        tenant_person: Option<PersonId>,
        /// Tenant, an organisation of the register.
        tenant_organisation: Option<OrganisationId>,
        /// Tenant as written.
        tenant_name: Option<String>,
        /// Tenant's document number, as written.
        tenant_citizen_id: Option<String>,
        /// Tenant's phones.
        tenant_phones: Vec<String>,
        /// Who shares the tenancy (合租人), as written.
        co_tenants: Vec<String>,
        /// Who answers for order in the house (治安责任人).
        security_name: Option<String>,
        /// Their document number.
        security_citizen_id: Option<String>,
        /// Their phones.
        security_phones: Vec<String>,
        /// The statement of responsibility (责任书) was signed on.
        responsibility_signed_on: Option<PartialDate>,
        /// The ledger says that the statement was signed (是否签订责任书), whatever the date.
        responsibility_signed: Option<bool>,
        /// Rooms let (出租间数).
        rooms_let: Option<u16>,
        /// Area let (出租面积), square metres.
        area_m2: Option<f64>,
        /// Rent (月租金), yuan a month.
        monthly_rent_yuan: Option<f64>,
        /// Layout (户型), as written.
        layout: Option<String>,
        /// Number living there (实际租住人数), as declared.
        occupants_declared: Option<u16>,
        /// Hazard (隐患类型), GB/T 31000 §5.19.
        hazard: Option<Coded<RentalHazard>>,
        /// Since when (出租时间).
        from: Option<PartialDate>,
        /// Agreed until (约定终止时间).
        agreed_until: Option<PartialDate>,
        /// Last inspected (最近巡查时间).
        inspected_on: Option<PartialDate>,
        /// Until when (退租日期). Set, or `end_reason` set, means the tenancy has ended.
        to: Option<PartialDate>,
        /// Why it ended.
        end_reason: Option<TenancyEndReason>,
        /// Remark (备注), at most 500 characters.
        remark: Option<String>,
    }
}

field_by_text! { TenancyEndReason => "reason why a tenancy ended" }

impl Tenancy {
    /// Whether it is let now (正常承租).
    pub const fn is_open(&self) -> bool {
        self.to.is_none() && self.end_reason.is_none()
    }
}
