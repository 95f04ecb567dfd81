//! What rows say, one type per kind of record. Values are normalised; doubtful ones are findings beside them.

use louce_domain::address::{AddressParts, parse_address};
use louce_domain::citizen_id::CitizenIdState;
use louce_domain::credit_code::CreditCodeState;
use louce_domain::date::PartialDate;
use louce_domain::organisation::OrganisationKind;
use louce_domain::population_class::PopulationClass;
use louce_domain::relation::RelationCode;
use louce_domain::sex::Sex;
use louce_domain::stay::EndReason;
use serde::{Deserialize, Serialize};

/// What one row says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[expect(clippy::large_enum_variant, reason = "a row holds its facts behind a box, and most rows are persons")]
pub enum RowFacts {
    /// A person and their stay.
    Person(PersonFacts),
    /// An organisation and its presence.
    Organisation(OrganisationFacts),
    /// A building.
    Building(BuildingFacts),
    /// A letting, with the tenant named in the row.
    Tenancy(TenancyFacts),
    /// A room, with the tenants named in the row.
    Room(RoomFacts),
    /// A visit with the people met.
    Visit(VisitFacts),
    /// A person who works for an organisation.
    Employee(EmployeeFacts),
    /// An address with the plate that shows it.
    Plate(AddressFacts),
    /// A grid.
    Grid,
}

/// A value of a field of the catalogue, as text that the field takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// Kind of record, by its code.
    pub kind: String,
    /// Field.
    pub field: String,
    /// Value.
    pub text: String,
}

/// A visit (走访); what else is known of it is [`Stated`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitFacts {
    /// Where.
    pub address: AddressFacts,
    /// Names of the people met.
    pub met: Vec<String>,
}

/// A person who works for an organisation (从业人员); department, post and dates are [`Stated`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployeeFacts {
    /// 单位名称
    pub organisation: String,
    /// 统一社会信用代码
    pub uscc: Option<String>,
    /// Name.
    pub name: String,
    /// Citizen id.
    pub id: IdFacts,
    /// Phones.
    pub phones: Vec<String>,
    /// Where they live.
    pub address: AddressFacts,
}

/// A citizen id as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdFacts {
    /// The number: sound or only failing its check: 18 characters in upper case; 15 digits or malformed: as
    /// written without blanks; missing or lost: none.
    pub text: Option<String>,
    /// What is known about it.
    pub state: CitizenIdState,
    /// The cell, untouched, where it differs from the number.
    pub as_written: Option<String>,
    /// Birth date that the number, or what is left of it, carries.
    pub birth_date: Option<PartialDate>,
    /// Sex a sound number carries.
    pub sex: Option<Sex>,
    /// Six digits of the division, also of a lost number.
    pub division: Option<String>,
    /// Whether the division was never assigned (a warning; an abolished one is fine).
    pub division_unknown: bool,
    /// 18-character number to offer for a 15-digit one; never applied silently.
    pub upgrade_offer: Option<String>,
}

impl IdFacts {
    /// The id of a row that has none.
    #[must_use]
    pub fn missing() -> Self {
        Self {
            text: None,
            state: CitizenIdState::Missing,
            as_written: None,
            birth_date: None,
            sex: None,
            division: None,
            division_unknown: false,
            upgrade_offer: None,
        }
    }
}

/// Whether a name can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameState {
    /// Every character is there.
    #[default]
    Ok,
    /// A character was lost on the way ("姚?").
    Unreadable,
}

/// An address as written and as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressFacts {
    /// All of it in one line, as a clerk would say it ("望湖家园 1幢1单元101室"); empty where nothing is written.
    pub raw: String,
    /// What could be read.
    pub parts: AddressParts,
    /// Taken from a merged cell, an as-above mark or a section row.
    pub inherited: bool,
}

impl Default for AddressFacts {
    fn default() -> Self {
        Self { raw: String::new(), parts: parse_address(""), inherited: false }
    }
}

/// An owner or landlord (房东, 产权人).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerFacts {
    /// Name of a person or firm.
    pub name: String,
    /// Whether the name is a firm's or institution's, told by its last word.
    pub is_org: bool,
    /// Citizen id; none where the ledger has no such column.
    pub id: Option<IdFacts>,
    /// Phones.
    pub phones: Vec<String>,
    /// Where the owner lives, as written.
    pub address: Option<String>,
    /// Taken from a merged cell or an as-above mark.
    pub inherited: bool,
}

/// Another person of the same cell ("张三、李四(妻)"); the user confirms the split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitPerson {
    /// Name.
    pub name: String,
    /// Relation in brackets, as written.
    pub relation: Option<String>,
    /// The id that stands at the same place of the id cell.
    pub id: IdFacts,
}

/// A person and the stay that the row puts them in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonFacts {
    /// Normalised name; empty only in a rejected row.
    pub name: String,
    /// Whether the name can be read.
    pub name_state: NameState,
    /// The rest of a cell that names several people.
    pub split: Vec<SplitPerson>,
    /// 曾用名
    pub former_name: Option<String>,
    /// Citizen id.
    pub id: IdFacts,
    /// From the column, else from a sound id.
    pub sex: Option<Sex>,
    /// The most precise the row says, a sound id included.
    pub birth_date: Option<PartialDate>,
    /// Phones in order.
    pub phones: Vec<String>,
    /// 民族 as written; kept for the hukou form only.
    pub ethnicity: Option<String>,
    /// 籍贯
    pub native_place: Option<String>,
    /// 婚姻状况 as written
    pub marital: Option<String>,
    /// 文化程度 as written
    pub education: Option<String>,
    /// 职业 as written
    pub occupation: Option<String>,
    /// 服务处所
    pub workplace: Option<String>,
    /// 户籍小区
    pub hukou_site: Option<String>,
    /// 户籍地址
    pub hukou_addr: Option<String>,
    /// 死亡日期
    pub death_date: Option<PartialDate>,
    /// 备注
    pub remark: Option<String>,
    /// The stay.
    pub stay: StayFacts,
    /// Landlord, where the ledger names one.
    pub landlord: Option<OwnerFacts>,
    /// 与房东关系 as written
    pub relation_to_owner: Option<String>,
}

/// Where a person lives or lived.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct StayFacts {
    /// Address.
    pub address: AddressFacts,
    /// 户编号
    pub household_no: Option<String>,
    /// 与户主关系 as written
    pub relation: Option<String>,
    /// GB/T 4761 code of the relation.
    pub relation_code: Option<RelationCode>,
    /// Class as the ledger states it.
    pub class: Option<PopulationClass>,
    /// 所属网格
    pub grid: Option<String>,
    /// 是否人户分离; none where not said.
    pub residence_mismatch: Option<bool>,
    /// 实际居住地
    pub actual_residence: Option<String>,
    /// Beginning.
    pub from: Option<PartialDate>,
    /// End.
    pub to: Option<PartialDate>,
    /// The ledger says that the stay is over (a date may be missing).
    pub ended: bool,
    /// Why it ended.
    pub end_reason: Option<EndReason>,
    /// The ledger's own word for the end, where it has one ("退租", "已搬走").
    pub end_text: Option<String>,
    /// 迁往地
    pub moved_to: Option<String>,
    /// 暂住事由 as written
    pub reason: Option<String>,
    /// 居住处所 as written
    pub dwelling_kind: Option<String>,
    /// 拟居期限 as a date
    pub intended_until: Option<PartialDate>,
    /// 拟居期限 in words ("长期", "半年")
    pub intended_until_text: Option<String>,
    /// 居住证号
    pub permit_no: Option<String>,
    /// 签发日期
    pub permit_from: Option<PartialDate>,
    /// 有效期至
    pub permit_to: Option<PartialDate>,
    /// 登记人
    pub recorded_by: Option<String>,
    /// 登记日期
    pub recorded_on: Option<PartialDate>,
    /// 状态 of the record in another system, as written
    pub status: Option<String>,
}

/// A named contact with phones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactFacts {
    /// Name.
    pub name: String,
    /// Citizen id; none where the ledger has no such column.
    pub id: Option<IdFacts>,
    /// Phones.
    pub phones: Vec<String>,
}

/// An organisation (单位).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrganisationFacts {
    /// Name.
    pub name: String,
    /// 统一社会信用代码, or an old 15-digit registration number, as its state says.
    pub uscc: Option<String>,
    /// What is known about the code.
    pub uscc_state: CreditCodeState,
    /// 类别 as written
    pub kind_text: Option<String>,
    /// 类别 (GB/T 31000)
    pub kind: Option<OrganisationKind>,
    /// 行业
    pub industry: Option<String>,
    /// Address.
    pub address: AddressFacts,
    /// 法定代表人
    pub legal_rep: Option<ContactFacts>,
    /// 从业人数
    pub staff: Option<u32>,
    /// 治保负责人
    pub security_contact: Option<ContactFacts>,
    /// 是否危化; none where not said.
    pub hazmat: Option<bool>,
    /// 隐患 as written
    pub hazard: Option<String>,
    /// 检查日期
    pub inspected_on: Option<PartialDate>,
    /// 检查人
    pub inspected_by: Option<String>,
    /// 备注
    pub remark: Option<String>,
}

/// Households and people a building ledger declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DeclaredCounts {
    /// 常住户
    pub resident_households: Option<u32>,
    /// 常住人数
    pub residents: Option<u32>,
    /// 出租户
    #[serde(rename = "let")]
    pub let_households: Option<u32>,
    /// 流动人数
    pub floating: Option<u32>,
    /// 空置户
    pub vacant: Option<u32>,
}

/// A building (楼栋).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BuildingFacts {
    /// 小区
    pub site: Option<String>,
    /// 楼栋号 without 幢
    pub building: String,
    /// Address as written, where the ledger has one.
    pub address_raw: Option<String>,
    /// Address read.
    pub address: AddressParts,
    /// 单元数
    pub units: Option<u32>,
    /// 地上层数: the highest floor number
    pub floors_above: Option<u32>,
    /// 地下层数
    pub floors_below: Option<u32>,
    /// 每层户数
    pub rooms_per_floor: Option<u32>,
    /// 总户数
    pub households_declared: Option<u32>,
    /// Units × floors × rooms, less what the note takes away.
    pub rooms_expected: Option<u32>,
    /// Floor numbers that do not exist (the note: 无4、13、14层).
    pub skipped_floors: Vec<i16>,
    /// Floors that are shops, first to last (the note: 1-2层为商铺).
    pub shop_floors: Option<(i16, i16)>,
    /// Floors of single units where they differ (the note: 1单元24层，2单元18层).
    pub unit_floors: Vec<(String, u32)>,
    /// What the ledger counts.
    pub counts: DeclaredCounts,
    /// 楼栋长
    pub block_leader: Option<ContactFacts>,
    /// 物业
    pub property_co: Option<String>,
    /// 备注
    pub remark: Option<String>,
}

/// A letting (出租房屋).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TenancyFacts {
    /// 出租房屋编号
    pub rental_no: Option<String>,
    /// Address.
    pub address: AddressFacts,
    /// 房东
    pub owner: Option<OwnerFacts>,
    /// 产权性质 as written
    pub ownership: Option<String>,
    /// 出租间数
    pub rooms_let: Option<u32>,
    /// 面积, m²
    pub area_m2: Option<f64>,
    /// 用途 as written
    pub use_text: Option<String>,
    /// 月租金, yuan
    pub rent_per_month: Option<f64>,
    /// 实住人数
    pub living_count: Option<u32>,
    /// The tenant of this row; none where the flat is let but empty, or vacant.
    pub tenant: Option<Box<PersonFacts>>,
    /// 起租日期
    pub from: Option<PartialDate>,
    /// 退租日期
    pub to: Option<PartialDate>,
    /// 治安责任人
    pub security_contact: Option<String>,
    /// 责任书; none where a mark is not explained anywhere.
    pub agreement_signed: Option<bool>,
    /// 隐患情况 as written
    pub hazard: Option<String>,
    /// 检查日期
    pub inspected_on: Option<PartialDate>,
    /// 检查人
    pub inspected_by: Option<String>,
    /// 备注
    pub remark: Option<String>,
    /// The row continues the letting of the row above (address and owner inherited).
    pub continues: bool,
}

/// A room (房屋).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoomFacts {
    /// Address.
    pub address: AddressFacts,
    /// 房屋类型 as written
    pub room_kind: Option<String>,
    /// 建筑面积, m²
    pub area_m2: Option<f64>,
    /// 结构
    pub structure: Option<String>,
    /// 产权人
    pub owner: Option<OwnerFacts>,
    /// 产权证号
    pub cert_no: Option<String>,
    /// 使用状态 as written: 自用, 出租, 空置
    pub status: Option<String>,
    /// 用途
    pub use_text: Option<String>,
    /// 承租人, known by name only
    pub tenants: Vec<String>,
    /// 是否违建
    pub illegal_structure: Option<bool>,
    /// 是否纳入网格
    pub in_grid: Option<bool>,
    /// 备注
    pub remark: Option<String>,
}
