//! The demo community (演示社区): invented from a fixed seed, division 330299 示例区, marked as invented everywhere.
//!
//! Same scale, same data. Nothing in it is taken from real people: citizen ids stand on the demo division or on
//! divisions that were never assigned, phones on 1xx 0000 xxxx, streets and places do not exist.

mod building;
mod chance;
mod community;
mod corrections;
mod fill;
mod household;
mod identity;
mod letting;
mod mint;
mod names;
mod organisation;
mod origin;
mod past;
mod person;
mod site;
mod site_names;
mod stays;
mod surroundings;
mod tenure;
#[cfg(test)]
mod tests;
mod ties;
mod totals;
mod town;

pub use community::Community;
pub use corrections::{Correction, OFFICERS};
pub use fill::{Filled, fill};
pub use totals::{ScaleError, Totals};

use louce_domain::care::CareNote;
use louce_domain::document::Document;
use louce_domain::employment::Employment;
use louce_domain::grid::Grid;
use louce_domain::household::Household;
use louce_domain::inspection::Inspection;
use louce_domain::kinship::Kinship;
use louce_domain::organisation::{Organisation, Presence};
use louce_domain::person::Person;
use louce_domain::space::{Building, Room, RoomState, Site};
use louce_domain::space_address::SpaceAddress;
use louce_domain::stay::Stay;
use louce_domain::succession::Succession;
use louce_domain::tenancy::Tenancy;
use louce_domain::visit::{Encounter, Visit};

/// Name of the batch and of the register.
pub const NAME: &str = "演示社区";
/// Scale of the demo that is shown when nothing else is asked for.
pub const DEFAULT_SCALE: f64 = 0.01;
/// The day the data describe, 2026-06-01, in days since 1970-01-01: never the clock.
const DATA_AS_OF_DAY: i32 = 20_605;
const DATA_AS_OF_YEAR: i16 = 2026;
/// The same day's morning, milliseconds since 1970.
pub const DATA_AS_OF_MS: u64 = 20_605 * 86_400_000 + 3_600_000;
/// The first day of the twenty years that are invented, 2006-06-01.
const FIRST_DAY: i32 = 13_300;
const SEED: u64 = 3_302_992_026;

/// A record of the invented community.
#[derive(Debug, Clone, PartialEq)]
pub enum DemoRecord {
    /// 小区
    Site(Site),
    /// 楼幢
    Building(Building),
    /// 未认领的轮廓
    Footprint(Building),
    /// 房间
    Room(Room),
    /// 房屋使用状态 as it was before, each with the round that found it to have given way
    Past(Room, Vec<(i32, RoomState)>),
    /// 人员
    Person(Person),
    /// 居住登记
    Stay(Stay),
    /// 单位
    Organisation(Organisation),
    /// 单位地址登记
    Presence(Presence),
    /// 地址登记
    Address(SpaceAddress),
    /// 网格
    Grid(Grid),
    /// 证件
    Document(Document),
    /// 户
    Household(Household),
    /// 亲属关系
    Kinship(Kinship),
    /// 租赁登记
    Tenancy(Tenancy),
    /// 检查登记
    Inspection(Inspection),
    /// 从业登记
    Employment(Employment),
    /// 走访
    Visit(Visit),
    /// 见面人员
    Encounter(Encounter),
    /// 关爱
    Care(CareNote),
    /// 房屋沿革
    Succession(Succession),
}
