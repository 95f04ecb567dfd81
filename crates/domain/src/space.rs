//! Space: site (小区) → building (楼幢) → unit (单元) → floor (层) → room (户室), as DOMAIN §1.1 and §1.3.
//!
//! A space is a thing in the block view; an address is a dated name of it. Units and floors are columns of a room:
//! they have no life of their own yet.

use crate::code_list::code_list;
use crate::field::{RecordKind, field_by_text, fielded};
use crate::id::{BuildingId, RoomId, SiteId};
use crate::space_kind::SpaceKind;
use serde::{Deserialize, Serialize};

code_list! {
    /// Building use (建筑用途), GB/T 31000-2015 §5.17.
    BuildingUse {
        /// 住宅
        Dwelling = "01", "住宅";
        /// 商业
        Commercial = "02", "商业";
        /// 办公
        Office = "03", "办公";
        /// 工业
        Industrial = "04", "工业";
        /// 仓储
        Storage = "05", "仓储";
        /// 商住混用
        Mixed = "06", "商住混用";
        /// 其他
        Other = "99", "其他";
    }
}

code_list! {
    /// State of a room (房屋状态).
    RoomState {
        /// Lived in by its owner (自住).
        OwnerOccupied = "owner_occupied", "自住";
        /// Let (出租).
        Let = "let", "出租";
        /// Empty (空置).
        Vacant = "vacant", "空置";
        /// Used by an organisation (自用经营).
        Business = "business", "自用经营";
        /// Not known (不详).
        Unknown = "unknown", "不详";
    }
}

/// A site (小区 / 院): the named compound that buildings belong to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// Identifier.
    pub id: SiteId,
    /// Police area (警务区) the record belongs to: its scope for roles and sharing.
    pub area: String,
    /// Name, e.g. 望湖家园.
    pub name: String,
    /// County-level division (行政区划), GB/T 2260.
    pub division_code: Option<String>,
    /// Street or township (街道 / 乡镇).
    pub township: Option<String>,
    /// Community (社区 / 居村委会).
    pub community: Option<String>,
}

fielded!(Site, RecordKind::Site, [name, division_code, township, community]);

/// A building (楼幢), real or virtual.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Building {
    /// Identifier.
    pub id: BuildingId,
    /// Police area (警务区) the record belongs to.
    pub area: String,
    /// The site it stands in, if any. Street-side houses have none.
    pub site: Option<SiteId>,
    /// Block number without 幢/栋/号楼 (`3`), or the name where it has no number.
    pub name: String,
    /// Street, road, lane (街路巷).
    pub street: Option<String>,
    /// Door number (门牌号) with 号, e.g. `230-1号`.
    pub door_no: Option<String>,
    /// Address as its ledger or map writes it.
    pub address: Option<String>,
    /// Building use, GB/T 31000 §5.17.
    pub building_use: Option<BuildingUse>,
    /// Number of units (单元数) as declared.
    pub units: Option<u16>,
    /// Floors above ground (地上层数) as declared.
    pub floors_above: Option<i16>,
    /// Floors below ground (地下层数) as declared.
    pub floors_below: Option<i16>,
    /// Rooms per floor of one unit (每层户数) as declared.
    pub rooms_per_floor: Option<u16>,
    /// Households (总户数) as declared; compared with the rooms counted.
    pub households_declared: Option<u32>,
    /// Block leader (楼栋长).
    pub block_leader_name: Option<String>,
    /// Block leader's phones.
    pub block_leader_phones: Vec<String>,
    /// Property company (物业).
    pub property_company: Option<String>,
    /// Floors that the numbering skips (e.g. `4、13`) or other exceptions, as the ledger notes them.
    pub numbering_note: Option<String>,
    /// Counts that the ledger states (常住户, 流动人数 …), kept as declared text, never used as facts.
    pub declared_counts: Option<String>,
    /// Height above ground, metres.
    pub height_m: Option<f64>,
    /// Outer ring of the footprint (轮廓), WGS-84 longitude and latitude in degrees, without repeating the first point.
    pub footprint: Vec<[f64; 2]>,
    /// Remark (备注), at most 500 characters.
    pub remark: Option<String>,
}

field_by_text! { BuildingUse => "building use (GB/T 31000 §5.17)", RoomState => "room state", SpaceKind => "kind of space" }

fielded!(
    Building,
    RecordKind::Building,
    [
        name,
        street,
        door_no,
        address,
        building_use,
        units,
        floors_above,
        floors_below,
        rooms_per_floor,
        households_declared,
        block_leader_name,
        block_leader_phones,
        property_company,
        numbering_note,
        declared_counts,
        height_m,
        remark,
    ]
);

impl Building {
    /// A building of which only identity and name are known.
    pub fn named(id: BuildingId, area: &str, name: &str) -> Self {
        Self {
            id,
            area: area.to_owned(),
            site: None,
            name: name.to_owned(),
            street: None,
            door_no: None,
            address: None,
            building_use: None,
            units: None,
            floors_above: None,
            floors_below: None,
            rooms_per_floor: None,
            households_declared: None,
            block_leader_name: None,
            block_leader_phones: Vec::new(),
            property_company: None,
            numbering_note: None,
            declared_counts: None,
            height_m: None,
            footprint: Vec::new(),
            remark: None,
        }
    }
}

/// A room (户室), or part of one (群租隔断) when `sub_room` is set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Room {
    /// Identifier.
    pub id: RoomId,
    /// The building it is in.
    pub building: BuildingId,
    /// Unit (单元), e.g. `2`; none where the building has one entrance.
    pub unit: Option<String>,
    /// Floor as numbered: 1 is the ground floor, −1 the first basement; none where the number does not tell.
    pub floor: Option<i16>,
    /// Room number, e.g. `501`.
    pub number: String,
    /// Partition (隔断), e.g. `A`.
    pub sub_room: Option<String>,
    /// Kind of space.
    pub kind: SpaceKind,
    /// State as recorded.
    pub state: RoomState,
    /// Remark (备注), at most 500 characters.
    pub remark: Option<String>,
}

fielded!(Room, RecordKind::Room, [unit, floor, number, sub_room, kind, state, remark]);

/// Where a stay or a presence is: as exact as the ledger allowed. An unmatched address is a normal state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A room.
    Room(RoomId),
    /// A building, the room unknown.
    Building(BuildingId),
    /// A site, the building unknown.
    Site(SiteId),
    /// Only the raw address is known (未匹配).
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
