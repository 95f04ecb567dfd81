//! A stay (居住登记): an episode of a person at a place. It ends, it is never deleted.

use crate::code_list::{Coded, code_list};
use crate::date::PartialDate;
use crate::field::{RecordKind, field_by_text, record};
use crate::id::{HouseholdId, PersonId, StayId};
use crate::population_class::{PopulationClass, ResidenceMatch};
use crate::relation::RelationCode;
use crate::space::Place;

code_list! {
    /// Why a stay ended (注销类别), after GA/T 2000.25; the last two are ours (DOMAIN §1.7).
    EndReason {
        /// 死亡
        Deceased = "1", "死亡", "Died";
        /// 失踪
        Missing = "2", "失踪", "Missing";
        /// 迁出(离开)本地
        MovedAway = "3", "迁出", "Moved away";
        /// Moved to another room of this register (搬至本辖区他处).
        MovedWithin = "moved_within", "区内搬迁", "Moved within the area";
        /// The room itself became another: split, joined, numbered anew (房屋变更). Nobody moved.
        RoomChanged = "room_changed", "房屋变更", "The room became another";
        /// Became a household-register resident here (转为本地户籍人口).
        BecameLocal = "became_local", "转为户籍", "Became a local hukou resident";
        /// Entered in error (登记错误).
        Erroneous = "erroneous", "登记错误", "Entered in error";
        /// The ledger says it ended but not why (原因不详).
        Unstated = "unstated", "原因不详", "Reason not stated";
    }
}

code_list! {
    /// Whether a stay is the person's main one.
    StayRole, default Main {
        /// Where the person mainly lives (主要住处).
        Main = "main", "主要住处", "Main home";
        /// A further home (另有住处).
        Additional = "additional", "另有住处", "Further home";
    }
}

code_list! {
    /// Reason for coming (流入原因), GB/T 31000-2015 §5.11.
    InflowReason {
        /// 务工
        Work = "01", "务工", "Work";
        /// 务农
        Farming = "02", "务农", "Farming";
        /// 经商
        Trade = "03", "经商", "Trade";
        /// 学习培训
        Study = "04", "学习培训", "Study";
        /// 婚嫁
        Marriage = "05", "婚嫁", "Marriage";
        /// 随迁
        Accompanying = "06", "随迁", "Accompanying family";
        /// 治病疗养
        Treatment = "07", "治病疗养", "Treatment or rest";
        /// 投亲靠友
        Relatives = "08", "投亲靠友", "Joining relatives or friends";
        /// 工作调动
        Transfer = "09", "工作调动", "Transfer";
        /// 其他
        Other = "99", "其他", "Other";
    }
}

code_list! {
    /// Kind of dwelling (住所类型), GB/T 31000-2015 §5.13.
    DwellingKind {
        /// 自购房屋
        Owned = "01", "自购房屋", "Own property";
        /// 租赁房屋
        Rented = "02", "租赁房屋", "Rented";
        /// 寄宿
        Boarding = "03", "寄宿", "Boarding";
        /// 借住
        Borrowed = "04", "借住", "Lent by somebody";
        /// 单位宿舍
        Dormitory = "05", "单位宿舍", "Employer’s dormitory";
        /// 临时性宿舍
        TemporaryDormitory = "06", "临时性宿舍", "Temporary dormitory";
        /// 农民工公寓
        WorkersFlats = "07", "农民工公寓", "Workers’ flats";
        /// 其他
        Other = "99", "其他", "Other";
    }
}

code_list! {
    /// Relation to the owner of the room (与房主关系), as practice has it (DOMAIN §1.4).
    RelationToOwner {
        /// 自有
        Owner = "own", "自有", "Owner";
        /// 租住
        Tenant = "tenant", "租住", "Tenant";
        /// 寄居
        Lodger = "lodger", "寄居", "Lodger";
        /// 临时寄居
        ShortLodger = "short_lodger", "临时寄居", "Lodger for a short time";
        /// 借住
        Guest = "guest", "借住", "Guest";
    }
}

code_list! {
    /// Kind of residence permit (办证类型), GB/T 31000-2015 §5.12.
    PermitKind {
        /// 居住证
        Residence = "01", "居住证", "Residence permit";
        /// 暂住证
        Temporary = "02", "暂住证", "Temporary residence permit";
        /// 其他
        Other = "99", "其他", "Other";
    }
}

code_list! {
    /// Purpose of coming to the country (来华目的), GB/T 31000-2015 §5.16.
    ComingPurpose {
        /// 商务
        Business = "01", "商务", "Business";
        /// 就业
        Employment = "02", "就业", "Employment";
        /// 学习
        Study = "03", "学习", "Study";
        /// 定居
        Settling = "04", "定居", "Settling";
        /// 探亲
        Family = "05", "探亲", "Visiting family";
        /// 其他
        Other = "99", "其他", "Other";
    }
}

record! {
    /// A stay.
    Stay(StayId): RecordKind::Stay,
    given {
        /// Who stays.
        person: PersonId,
    }
    fields {
        /// Where, as exact as known.
        place: Place,
        /// The address as written, kept for ever.
        raw_address: String,
        /// Whether it is where the person mainly lives.
        role: StayRole,
        /// The household (户) it is counted in.
        household: Option<HouseholdId>,
        /// Population class as the ledger or an officer states it; the derived class stands beside it.
        stated_class: Option<PopulationClass>,
        /// Why the stated class stands against the derived one.
        class_reason: Option<String>,
        /// Relation to the head of household, as written.
        relation: Option<String>,
        /// Relation code, GB/T 4761-2008.
        relation_code: Option<RelationCode>,
        /// Household number (户号).
        household_no: Option<String>,
        /// The ledger's statement that register and residence differ (人户分离).
        residence_mismatch: Option<bool>,
        /// 人户一致 as an officer states it against the derived one.
        residence_match: Option<ResidenceMatch>,
        /// Why.
        residence_match_reason: Option<String>,
        /// Where the person actually lives, as the ledger states it (实际居住地).
        actual_residence: Option<String>,
        /// Grid (网格).
        grid: Option<String>,
        /// Reason for coming (流入原因), GB/T 31000 §5.11.
        inflow_reason: Option<Coded<InflowReason>>,
        /// Kind of dwelling (住所类型), GB/T 31000 §5.13.
        dwelling_kind: Option<Coded<DwellingKind>>,
        /// Relation to the owner of the room (与房主关系).
        relation_to_owner: Option<Coded<RelationToOwner>>,
        /// Kind of permit (办证类型), GB/T 31000 §5.12.
        permit_kind: Option<Coded<PermitKind>>,
        /// Residence permit number (居住证号).
        permit_no: Option<String>,
        /// Permit issued on (登记日期 / 签发日期).
        permit_from: Option<PartialDate>,
        /// Permit valid until.
        permit_until: Option<PartialDate>,
        /// Intends to stay until.
        intended_until: Option<PartialDate>,
        /// Purpose of coming to the country (来华目的), GB/T 31000 §5.16.
        coming_purpose: Option<Coded<ComingPurpose>>,
        /// Arrived in the country on (抵达日期).
        arrived_on: Option<PartialDate>,
        /// Expected to leave the country on (预计离开日期).
        departs_on: Option<PartialDate>,
        /// Registered on (登记日期).
        registered_on: Option<PartialDate>,
        /// Last checked at the door (核实日期).
        verified_on: Option<PartialDate>,
        /// Since when.
        from: Option<PartialDate>,
        /// Until when. Set, or `end_reason` set, means the stay has ended.
        to: Option<PartialDate>,
        /// Why it ended.
        end_reason: Option<EndReason>,
        /// Where to (迁往地).
        moved_to: Option<String>,
    }
}

field_by_text! {
    StayRole => "role of a stay (main, additional)", ResidenceMatch => "residence match (人户一致)",
    EndReason => "end reason (GA/T 2000.25)", PopulationClass => "population class", RelationCode => "relation (GB/T 4761)",
}

impl Stay {
    /// A stay of which only person, place and written address are known.
    pub fn at(id: StayId, person: PersonId, place: Place, raw_address: &str) -> Self {
        Self { place, raw_address: raw_address.to_owned(), ..Self::blank(id, person) }
    }

    /// Whether the stay is open (在住).
    pub fn is_open(&self) -> bool {
        self.to.is_none() && self.end_reason.is_none()
    }
}
