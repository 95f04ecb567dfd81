//! Space: site (小区) → building (楼幢) → unit (单元) → floor (层) → room (户室), as DOMAIN §1.1 and §1.3.
//!
//! A space is a thing in the block view; an address is a dated name of it. Units and floors are columns of a room:
//! they have no life of their own yet.

use crate::code_list::code_list;
use crate::date::PartialDate;
use crate::field::{RecordKind, field_by_text, record};
use crate::id::{BuildingId, OrganisationId, PersonId, RoomId, SiteId};
use crate::space_kind::SpaceKind;
use serde::{Deserialize, Serialize};

code_list! {
    /// Building use (建筑用途), GB/T 31000-2015 §5.17.
    BuildingUse {
        /// 住宅
        Dwelling = "01", "住宅", "Dwelling";
        /// 商业
        Commercial = "02", "商业", "Commercial";
        /// 办公
        Office = "03", "办公", "Office";
        /// 工业
        Industrial = "04", "工业", "Industrial";
        /// 仓储
        Storage = "05", "仓储", "Storage";
        /// 商住混用
        Mixed = "06", "商住混用", "Commercial and dwelling";
        /// 其他
        Other = "99", "其他", "Other";
    }
}

code_list! {
    /// State of a room (房屋状态).
    RoomState, default Unknown {
        /// Lived in by its owner (自住).
        OwnerOccupied = "owner_occupied", "自住", "Owner-occupied";
        /// Let (出租).
        Let = "let", "出租", "Let";
        /// Empty (空置).
        Vacant = "vacant", "空置", "Vacant";
        /// Used by an organisation (自用经营).
        Business = "business", "自用经营", "In business use";
        /// Not known (不详).
        Unknown = "unknown", "不详", "Unknown";
    }
}

code_list! {
    /// Why a room is no longer in use.
    RoomEndReason {
        /// Split into several rooms (拆分).
        Split = "split", "拆分", "Split";
        /// Joined with another room (打通合并).
        Merged = "merged", "合并", "Merged";
        /// Numbered anew (改号).
        Renumbered = "renumbered", "改号", "Renumbered";
        /// Pulled down (拆除).
        Demolished = "demolished", "拆除", "Demolished";
        /// Entered in error (登记错误).
        Erroneous = "erroneous", "登记错误", "Entered in error";
    }
}

record! {
    /// A site (小区 / 院): the named compound that buildings belong to.
    Site(SiteId): RecordKind::Site,
    given {
        /// Police area (警务区) the record belongs to: its scope for roles and sharing.
        area: String,
    }
    fields {
        /// Name, e.g. 望湖家园.
        name: String,
        /// County-level division (行政区划), GB/T 2260.
        division_code: Option<String>,
        /// Street or township (街道 / 乡镇).
        township: Option<String>,
        /// Community (社区 / 居村委会).
        community: Option<String>,
    }
}

record! {
    /// A building (楼幢), real or virtual.
    Building(BuildingId): RecordKind::Building,
    given {
        /// Police area (警务区) the record belongs to.
        area: String,
    }
    beside {
        /// The site it stands in, if any. Street-side houses have none.
        site: Option<SiteId>,
        /// Outer ring of the footprint (轮廓), WGS-84 longitude and latitude in degrees, without repeating the first point.
        footprint: Vec<[f64; 2]>,
        /// Rings left out of the footprint: courtyards.
        footprint_holes: Vec<Vec<[f64; 2]>>,
        /// The footprint's identity in the map source, e.g. `osm:way/123`: known again when a newer map comes.
        map_id: Option<String>,
        /// Whether somebody drew or moved the footprint: a map does not move it back.
        hand_placed: bool,
        /// Whether a map brought it and nobody has recorded anything of it since: a footprint that a building may take.
        unclaimed: bool,
        /// Where a building without a footprint was put by hand.
        laid: Option<LaidPlace>,
    }
    fields {
        /// Block number without 幢/栋/号楼 (`3`), or the name where it has no number.
        name: String,
        /// Code of the entity (实体编码): community, street and gate codes joined; no fixed length.
        code: Option<String>,
        /// County-level division (行政区划), GB/T 2260, where the building has no site to say it.
        division_code: Option<String>,
        /// Street or township (街道 / 乡镇).
        township: Option<String>,
        /// Community code (社区码), GA/T 2000.33: 12 digits before 2020, 15 since.
        community_code: Option<String>,
        /// Community (社区 / 居村委会).
        community: Option<String>,
        /// Code of the grid (网格) it lies in.
        grid: Option<String>,
        /// Street, road, lane (街路巷).
        street: Option<String>,
        /// Door number (门牌号) with 号, e.g. `230-1号`.
        door_no: Option<String>,
        /// Address as its ledger or map writes it.
        address: Option<String>,
        /// Building use, GB/T 31000 §5.17.
        building_use: Option<BuildingUse>,
        /// Number of units (单元数) as declared.
        units: Option<u16>,
        /// Floors above ground (地上层数) as declared.
        floors_above: Option<i16>,
        /// Floors below ground (地下层数) as declared.
        floors_below: Option<i16>,
        /// Rooms per floor of one unit (每层户数) as declared.
        rooms_per_floor: Option<u16>,
        /// Households (总户数) as declared; compared with the rooms counted.
        households_declared: Option<u32>,
        /// Built in the year (建成年代).
        built_year: Option<u16>,
        /// Structure (结构): brick and concrete, frame …, as written.
        structure: Option<String>,
        /// Developer (开发商).
        developer: Option<String>,
        /// Fire grade (消防等级), as written.
        fire_grade: Option<String>,
        /// Block leader (楼栋长).
        block_leader_name: Option<String>,
        /// Block leader's phones.
        block_leader_phones: Vec<String>,
        /// Property company (物业).
        property_company: Option<String>,
        /// Floors that the numbering skips (e.g. `4、13`) or other exceptions, as the ledger notes them.
        numbering_note: Option<String>,
        /// Counts that the ledger states (常住户, 流动人数 …), kept as declared text, never used as facts.
        declared_counts: Option<String>,
        /// Height above ground, metres.
        height_m: Option<f64>,
        /// Longitude of its middle, degrees, WGS-84.
        longitude: Option<f64>,
        /// Latitude of its middle, degrees, WGS-84.
        latitude: Option<f64>,
        /// How its rooms are numbered: the block specification as JSON, so that the building can be changed later.
        block_spec: Option<String>,
        /// In use since (启用日期).
        valid_from: Option<PartialDate>,
        /// In use until (停用日期); set means it is no longer there.
        valid_to: Option<PartialDate>,
        /// Remark (备注), at most 500 characters.
        remark: Option<String>,
    }
}

field_by_text! {
    BuildingUse => "building use (GB/T 31000 §5.17)", RoomState => "room state", SpaceKind => "kind of space",
    RoomEndReason => "reason why a room is no longer in use",
}

/// Where a building without a footprint was put by hand.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LaidPlace {
    /// Its middle.
    pub middle: LaidMiddle,
    /// How far its front is turned from south, degrees clockwise.
    pub turn_deg: f64,
}

/// The middle of a building put by hand.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LaidMiddle {
    /// On a map without coordinates: metres east and north.
    Metres([f64; 2]),
    /// On earth: longitude and latitude, WGS-84, degrees.
    Degrees([f64; 2]),
}

impl Building {
    /// A building of which only identity and name are known.
    pub fn named(id: BuildingId, area: &str, name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::blank(id, area.to_owned()) }
    }
}

record! {
    /// A room (户室), or part of one (群租隔断) when `sub_room` is set.
    Room(RoomId): RecordKind::Room,
    given {
        /// The building it is in.
        building: BuildingId,
    }
    fields {
        /// Unit (单元), e.g. `2`; none where the building has one entrance.
        unit: Option<String>,
        /// Floor as numbered: 1 is the ground floor, −1 the first basement; none where the number does not tell.
        floor: Option<i16>,
        /// Room number, e.g. `501`.
        number: String,
        /// Partition (隔断), e.g. `A`.
        sub_room: Option<String>,
        /// Kind of space.
        kind: SpaceKind,
        /// State as recorded.
        state: RoomState,
        /// Layout (套型), as written: 两室一厅.
        layout: Option<String>,
        /// Floor area (建筑面积), square metres.
        area_m2: Option<f64>,
        /// Kind of ownership (产权类型), as written: 商品房, 公房, 自建房.
        tenure: Option<String>,
        /// Number of the property certificate (产权证号).
        title_no: Option<String>,
        /// What the address adds (附属地址): 二楼东侧, 后门.
        annex: Option<String>,
        /// Owner (房主), a person of the register.
        owner_person: Option<PersonId>,
        /// Owner, an organisation of the register.
        owner_organisation: Option<OrganisationId>,
        /// Owner as written.
        owner_name: Option<String>,
        /// Owner's phones.
        owner_phones: Vec<String>,
        /// The room this one is a part of (群租隔断).
        parent_room: Option<RoomId>,
        /// In use since (启用日期).
        valid_from: Option<PartialDate>,
        /// In use until (停用日期).
        valid_to: Option<PartialDate>,
        /// Why it is no longer in use; set, or `valid_to` set, means the room is superseded.
        end_reason: Option<RoomEndReason>,
        /// Remark (备注), at most 500 characters.
        remark: Option<String>,
    }
}

/// Where a stay or a presence is: as exact as the ledger allowed. An unmatched address is a normal state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A room.
    Room(RoomId),
    /// A building, the room unknown.
    Building(BuildingId),
    /// A site, the building unknown.
    Site(SiteId),
    /// Only the raw address is known (未匹配).
    #[default]
    Unmatched,
}

impl std::fmt::Display for Place {
    /// `room:UUID`, `building:UUID`, `site:UUID` or `unmatched`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Room(id) => write!(f, "room:{id}"),
            Self::Building(id) => write!(f, "building:{id}"),
            Self::Site(id) => write!(f, "site:{id}"),
            Self::Unmatched => f.write_str("unmatched"),
        }
    }
}

impl std::str::FromStr for Place {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        match text.split_once(':') {
            Some(("room", id)) => id.parse().map(Self::Room),
            Some(("building", id)) => id.parse().map(Self::Building),
            Some((_, id)) => id.parse().map(Self::Site),
            None => Ok(Self::Unmatched),
        }
    }
}

field_by_text! { Place => "place" }

impl Building {
    /// Whether the building is still there.
    pub const fn is_live(&self) -> bool {
        self.valid_to.is_none()
    }
}

impl Room {
    /// A dwelling of which only building and number are known.
    pub fn numbered(id: RoomId, building: BuildingId, number: &str) -> Self {
        Self { number: number.to_owned(), ..Self::blank(id, building) }
    }

    /// Whether the room is in use: not superseded, pulled down or entered in error.
    pub const fn is_live(&self) -> bool {
        self.valid_to.is_none() && self.end_reason.is_none()
    }
}
