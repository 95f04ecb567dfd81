//! The vocabulary of columns: what a column of a ledger can carry.

use serde::{Deserialize, Serialize};

macro_rules! field_codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal,)*) => {
        /// What a column carries. The codes are those of the truth files, profiles and `import --json`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum FieldCode {
            $($(#[$doc])* #[serde(rename = $code)] $variant,)*
        }

        impl FieldCode {
            /// Every code, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code as written: `org.legal_rep.name`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The field of a code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

field_codes! {
    /// 序号
    Seq = "seq",
    /// 姓名
    Name = "name",
    /// 曾用名
    FormerName = "former_name",
    /// 与户主关系
    RelationToHead = "relation_to_head",
    /// 公民身份号码
    CitizenId = "citizen_id",
    /// 性别
    Sex = "sex",
    /// 出生日期
    BirthDate = "birth_date",
    /// 联系电话
    Phone = "phone",
    /// 现住小区
    Site = "site",
    /// 地址, 门牌地址, 室号 when it stands alone
    Address = "address",
    /// 楼栋号
    Building = "building",
    /// 单元
    Unit = "unit",
    /// 楼层
    Floor = "floor",
    /// 室号 beside building and unit columns
    Room = "room",
    /// 所属网格
    Grid = "grid",
    /// 人员类型: 常住, 流动 …
    Kind = "kind",
    /// 户籍小区
    HukouSite = "hukou_site",
    /// 户籍地址
    HukouAddr = "hukou_addr",
    /// 户编号
    HouseholdNo = "household_no",
    /// 是否人户分离
    ResidenceMismatch = "residence_mismatch",
    /// 实际居住地
    ActualResidence = "actual_residence",
    /// 是否已迁出
    MovedOut = "moved_out",
    /// 迁出日期
    MovedOutDate = "moved_out_date",
    /// 迁往地
    MovedTo = "moved_to",
    /// 是否已死亡
    Dead = "dead",
    /// 死亡日期
    DeathDate = "death_date",
    /// 民族
    Ethnicity = "ethnicity",
    /// 籍贯
    NativePlace = "native_place",
    /// 婚姻状况
    Marital = "marital",
    /// 文化程度
    Education = "education",
    /// 职业, 工作学习情况
    Occupation = "occupation",
    /// 服务处所
    Workplace = "workplace",
    /// 备注
    Remark = "remark",
    /// 来本地时间, 入住时间, 起租日期
    StayFrom = "stay_from",
    /// 离开日期, 退租日期
    StayTo = "stay_to",
    /// 暂住事由
    Reason = "reason",
    /// 居住处所
    DwellingKind = "dwelling_kind",
    /// 拟居期限
    IntendedUntil = "intended_until",
    /// 居住证号
    PermitNo = "permit_no",
    /// 签发日期
    PermitFrom = "permit_from",
    /// 有效期至
    PermitTo = "permit_to",
    /// 登记人
    RecordedBy = "recorded_by",
    /// 登记日期
    RecordedOn = "recorded_on",
    /// 状态 of a system's record: 正常, 注销
    Status = "status",
    /// 房东姓名, 产权人
    OwnerName = "owner.name",
    /// 房东身份证
    OwnerCitizenId = "owner.citizen_id",
    /// 房东电话
    OwnerPhone = "owner.phone",
    /// 房东现住址
    OwnerAddress = "owner.address",
    /// 与房东关系
    RelationToOwner = "relation_to_owner",
    /// 出租房屋编号
    RentalNo = "rental_no",
    /// 产权性质
    Ownership = "ownership",
    /// 出租间数
    RoomsLet = "rooms_let",
    /// 面积, m²
    AreaM2 = "area_m2",
    /// 用途
    Use = "use",
    /// 月租金, yuan
    Rent = "rent",
    /// 实住人数
    LivingCount = "living_count",
    /// 治安责任人 of a rental
    SecurityContact = "security_contact",
    /// 责任书
    AgreementSigned = "agreement_signed",
    /// 隐患
    Hazard = "hazard",
    /// 检查日期
    InspectedOn = "inspected_on",
    /// 检查人
    InspectedBy = "inspected_by",
    /// 单位名称
    OrgName = "org.name",
    /// 统一社会信用代码
    OrgUscc = "org.uscc",
    /// 单位类别
    OrgKind = "org.kind",
    /// 行业
    OrgIndustry = "org.industry",
    /// 法定代表人
    OrgLegalRepName = "org.legal_rep.name",
    /// 法定代表人身份证
    OrgLegalRepCitizenId = "org.legal_rep.citizen_id",
    /// 法定代表人电话
    OrgLegalRepPhone = "org.legal_rep.phone",
    /// 从业人数
    OrgStaff = "org.staff",
    /// 治保负责人
    OrgSecurityName = "org.security_contact.name",
    /// 治保电话
    OrgSecurityPhone = "org.security_contact.phone",
    /// 是否危化
    OrgHazmat = "org.hazmat",
    /// 单元数
    Units = "units",
    /// 地上层数
    FloorsAbove = "floors_above",
    /// 地下层数
    FloorsBelow = "floors_below",
    /// 每层户数
    RoomsPerFloor = "rooms_per_floor",
    /// 总户数
    HouseholdsDeclared = "households_declared",
    /// 常住户
    CountResidentHouseholds = "count.resident_households",
    /// 常住人数
    CountResidents = "count.residents",
    /// 出租户
    CountLet = "count.let",
    /// 流动人数
    CountFloating = "count.floating",
    /// 空置户
    CountVacant = "count.vacant",
    /// 楼栋长
    BlockLeaderName = "block_leader.name",
    /// 楼栋长电话
    BlockLeaderPhone = "block_leader.phone",
    /// 物业
    PropertyCo = "property_co",
    /// 房屋类型
    RoomKind = "room_kind",
    /// 结构
    Structure = "structure",
    /// 产权证号
    CertNo = "cert_no",
    /// 使用状态
    RoomStatus = "room_status",
    /// 是否违建
    IllegalStructure = "illegal_structure",
    /// 是否纳入网格
    InGrid = "in_grid",
    /// 实体编码
    BuildingCode = "building.code",
    /// 行政区划
    DivisionCode = "building.division_code",
    /// 街道 / 乡镇
    Township = "building.township",
    /// 社区编码
    CommunityCode = "building.community_code",
    /// 社区
    Community = "building.community",
    /// 建成年代
    BuiltYear = "building.built_year",
    /// 开发商
    Developer = "building.developer",
    /// 消防等级
    FireGrade = "building.fire_grade",
    /// 编号说明
    NumberingNote = "building.numbering_note",
    /// 高度
    HeightM = "building.height_m",
    /// 经度
    Longitude = "building.longitude",
    /// 纬度
    Latitude = "building.latitude",
    /// 启用日期
    ValidFrom = "valid_from",
    /// 停用日期
    ValidTo = "valid_to",
    /// 户型, 套型
    Layout = "layout",
    /// 附属地址
    Annex = "room.annex",
    /// 外文姓
    ForeignSurname = "person.foreign_surname",
    /// 外文名
    ForeignGivenName = "person.foreign_given_name",
    /// 国籍
    Nationality = "person.nationality",
    /// 户籍区划
    HukouDivision = "person.hukou_division",
    /// 户口性质
    HukouKind = "person.hukou_kind",
    /// 办证类型
    PermitKind = "stay.permit_kind",
    /// 来华目的
    ComingPurpose = "stay.coming_purpose",
    /// 抵达日期
    ArrivedOn = "stay.arrived_on",
    /// 预计离开日期
    DepartsOn = "stay.departs_on",
    /// 核实日期
    VerifiedOn = "verified_on",
    /// 证件种类
    DocumentKind = "document.kind",
    /// 护照号
    DocumentNumber = "document.number",
    /// 签发国家
    DocumentCountry = "document.country",
    /// 证件签发日期
    DocumentFrom = "document.from",
    /// 证件有效期
    DocumentUntil = "document.until",
    /// 户别
    HouseholdKind = "household.kind",
    /// 租赁备案证号
    FilingNo = "tenancy.filing_no",
    /// 标牌编码
    PlateCode = "plate_code",
    /// 管理级别
    Grade = "tenancy.grade",
    /// 合租人
    CoTenants = "tenancy.co_tenants",
    /// 治安责任人身份证
    SecurityCitizenId = "tenancy.security_citizen_id",
    /// 治安责任人电话
    SecurityPhones = "tenancy.security_phones",
    /// 责任书签订日期
    SignedOn = "tenancy.responsibility_signed_on",
    /// 约定终止时间
    AgreedUntil = "tenancy.agreed_until",
    /// 退租原因
    TenancyEndReason = "tenancy.end_reason",
    /// 检查情况
    InspectionResult = "inspection.result",
    /// 整改期限
    RectifyBy = "inspection.rectify_by",
    /// 整改完成日期
    RectifiedOn = "inspection.rectified_on",
    /// 经营状态
    OrgStatus = "organisation.status",
    /// 成立日期
    FoundedOn = "organisation.founded_on",
    /// 主管部门
    Supervisor = "organisation.supervisor",
    /// 场所类别
    PlaceKind = "organisation.place_kind",
    /// 管理类
    Regimes = "organisation.regimes",
    /// 单位电话
    OrgPhones = "organisation.phones",
    /// 法定代表人证件种类
    LegalRepDocument = "organisation.legal_rep_document",
    /// 注销日期
    ClosedOn = "organisation.closed_on",
    /// 注册地址
    RegisteredAddress = "presence.registered",
    /// 纳税地址
    TaxAddress = "presence.tax",
    /// 入驻日期
    PresenceFrom = "presence.from",
    /// 搬出日期
    PresenceTo = "presence.to",
    /// 部门
    Department = "employment.department",
    /// 岗位
    Post = "employment.post",
    /// 入职日期
    EmployedFrom = "employment.from",
    /// 离职日期
    EmployedTo = "employment.to",
    /// 走访日期
    VisitOn = "visit.on",
    /// 走访类型
    VisitPurpose = "visit.purpose",
    /// 走访原因
    VisitReason = "visit.reason",
    /// 走访内容
    VisitContent = "visit.content",
    /// 走访人
    Visitor = "visit.visitor",
    /// 已见面人员
    Met = "visit.met",
    /// 约定回访
    AgainOn = "visit.again_on",
    /// 牌号
    PlateNo = "space_address.plate_no",
    /// 门楼牌种类
    PlateKind = "space_address.plate_kind",
    /// 门楼牌状态
    PlateState = "space_address.plate_state",
    /// 普查日期
    SurveyedOn = "space_address.plate_surveyed_on",
    /// 地址编码
    AddressCode = "space_address.code",
    /// 地址性质
    AddressRole = "space_address.role",
    /// 网格编码
    GridCode = "grid.code",
    /// 网格长
    GridLeader = "grid.leader_name",
    /// 网格员
    GridWorkers = "grid.worker_names",
    /// 网格手机
    GridPhones = "grid.phones",
    /// 网格员数量
    GridWorkerCount = "grid.workers",
    /// 网格户数
    GridHouseholds = "grid.households_declared",
    /// 网格面积
    GridArea = "grid.area_km2",
}

/// Why a column is refused (DESIGN §3, DOMAIN §1.8). Nothing of its cells is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusedKind {
    /// 重点人员 labels, scores and watch-lists, 关注程度
    KeyPerson,
    /// 宗教信仰
    Religion,
    /// 政治面貌
    Politics,
    /// 上访, 信访
    Petition,
    /// 健康状况, 精神病史, 艾滋
    Health,
    /// 前科, 吸毒, 社区矫正
    CriminalRecord,
    /// 指纹, 人脸, 血型, 照片
    Biometric,
    /// 车牌
    Vehicle,
    /// 轨迹, 手机定位
    Movement,
}

impl RefusedKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::KeyPerson,
        Self::Religion,
        Self::Politics,
        Self::Petition,
        Self::Health,
        Self::CriminalRecord,
        Self::Biometric,
        Self::Vehicle,
        Self::Movement,
    ];

    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::KeyPerson => "key_person",
            Self::Religion => "religion",
            Self::Politics => "politics",
            Self::Petition => "petition",
            Self::Health => "health",
            Self::CriminalRecord => "criminal_record",
            Self::Biometric => "biometric",
            Self::Vehicle => "vehicle",
            Self::Movement => "movement",
        }
    }

    /// The kind of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// What it is, in Chinese.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            Self::KeyPerson => "人员标签与名单",
            Self::Religion => "宗教信仰",
            Self::Politics => "政治面貌",
            Self::Petition => "信访情况",
            Self::Health => "健康状况",
            Self::CriminalRecord => "违法犯罪及矫治记录",
            Self::Biometric => "生物识别信息",
            Self::Vehicle => "车辆信息",
            Self::Movement => "行踪信息",
        }
    }

    /// Why, in Chinese.
    #[must_use]
    pub fn why_zh(self) -> &'static str {
        match self {
            Self::KeyPerson => "楼册登记房屋与居住情况，不给人贴标签、不打分、不设名单；本列不读取、不保存。",
            Self::Religion => "宗教信仰属敏感个人信息，与居住登记无关；本列不读取、不保存。",
            Self::Politics => "政治面貌与居住登记无关；本列不读取、不保存。",
            Self::Petition => "信访情况与居住登记无关；本列不读取、不保存。",
            Self::Health => "健康状况属敏感个人信息；需要帮扶的，由本人同意后在关爱项中登记。本列不读取、不保存。",
            Self::CriminalRecord => "违法犯罪及矫治记录与居住登记无关；本列不读取、不保存。",
            Self::Biometric => "生物识别信息与照片不登记；本列不读取、不保存。",
            Self::Vehicle => "车辆信息不登记；本列不读取、不保存。",
            Self::Movement => "行踪信息不登记；本列不读取、不保存。",
        }
    }

    /// Why, in English.
    #[must_use]
    pub fn why_en(self) -> &'static str {
        match self {
            Self::KeyPerson => {
                "Louce registers dwellings and residents; it labels, scores or lists nobody. The column is neither read nor kept."
            }
            Self::Religion => {
                "Religion is sensitive and has nothing to do with residence. The column is neither read nor kept."
            }
            Self::Politics => "Political status has nothing to do with residence. The column is neither read nor kept.",
            Self::Petition => "Petitions have nothing to do with residence. The column is neither read nor kept.",
            Self::Health => {
                "Health is sensitive; help is noted as care, with consent. The column is neither read nor kept."
            }
            Self::CriminalRecord => {
                "Offences and their treatment have nothing to do with residence. The column is neither read nor kept."
            }
            Self::Biometric => "Biometric data and photos are not registered. The column is neither read nor kept.",
            Self::Vehicle => "Vehicles are not registered. The column is neither read nor kept.",
            Self::Movement => "Movements are not registered. The column is neither read nor kept.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_leads_back_to_its_field() {
        for field in FieldCode::ALL {
            assert_eq!(FieldCode::from_code(field.code()), Some(*field), "{} is unique", field.code());
            assert_eq!(serde_json::to_value(field).unwrap(), field.code(), "stored as its code");
        }
    }
}
