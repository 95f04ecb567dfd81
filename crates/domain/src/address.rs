//! Chinese addresses (标准地址) as they are written in practice, down to the room and its partitions.
//!
//! `3幢2单元501室`, `3-2-501`, `3#2-501`, `三幢二单元五〇一`, `88弄12号301`, `澄浪路92-1号`, `底楼车库`, `501隔断A` … A small
//! tokenizer over numbers and the words behind them; the word tables are data. What cannot be read is kept in `rest`.

mod assign;
mod head;
mod likeness;
mod number;
mod parse;
mod settle;
mod token;
mod words;

pub use likeness::{SiteForm, SiteLikeness, room_form, site_likeness};
pub use number::{floor_of_room, read_building_no, read_room_no, read_unit_no};
pub use parse::{parse_address, parse_address_in};

use crate::code_list::code_list;
use crate::space_kind::SpaceKind;
use serde::{Deserialize, Serialize};

code_list! {
    /// How far an address could be read.
    AddressReading {
        /// Down to a space: a room, a garage of a building, a shop at a street number.
        Complete = "complete", "完整";
        /// Down to the building.
        BuildingOnly = "building_only", "仅到楼栋";
        /// Only the site.
        SiteOnly = "site_only", "仅到小区";
        /// Not to be matched to a space: keep the words.
        Unread = "unread", "无法识别";
    }
}

/// The parts of an address. Numbers are ASCII digits without the words behind them, except `door_no`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressParts {
    /// Province, city, county, township, street office, community, village and group, as written.
    pub division_text: Option<String>,
    /// 街路巷: `澄浪路`.
    pub road: Option<String>,
    /// 门牌号 with its word: `59号`, `230-1号`, and `88弄` where a site has a name besides.
    pub door_no: Option<String>,
    /// 小区, 大厦, 弄: `望湖家园`, `澄浪路88弄`.
    pub site: Option<String>,
    /// 幢/栋/号楼: `3`, `A`, `3-1`.
    pub building: Option<String>,
    /// 单元: `2`.
    pub unit: Option<String>,
    /// The floor, as written or as the room number implies: 501 → 5, B1 → −1.
    pub floor: Option<i16>,
    /// 室号: `501`.
    pub room: Option<String>,
    /// A partition of the room: `A` of 501隔断A.
    pub sub_room: Option<String>,
    /// The kind of space, where the words say it.
    pub space_kind: Option<SpaceKind>,
    /// What was not understood.
    pub rest: String,
    /// How far the address could be read.
    pub reading: AddressReading,
}

impl AddressParts {
    /// The short form of the trade: `3-2-501`, `3-501`, `3-2-501-A`; `None` without building and room.
    pub fn shorthand(&self) -> Option<String> {
        let (building, room) = self.building.as_deref().zip(self.room.as_deref())?;
        let parts = [Some(building), self.unit.as_deref(), Some(room), self.sub_room.as_deref()];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join("-"))
    }
}

impl Default for AddressParts {
    /// Nothing read yet.
    fn default() -> Self {
        Self {
            division_text: None,
            road: None,
            door_no: None,
            site: None,
            building: None,
            unit: None,
            floor: None,
            room: None,
            sub_room: None,
            space_kind: None,
            rest: String::new(),
            reading: AddressReading::Unread,
        }
    }
}

/// What other columns, the sheet's name, its title or a section row say about where the address is. Numbers may carry
/// their words (`3幢`, `2单元`, `501室`). The address itself wins where it says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AddressContext<'a> {
    /// 小区
    pub site: Option<&'a str>,
    /// 幢
    pub building: Option<&'a str>,
    /// 单元
    pub unit: Option<&'a str>,
    /// 室号
    pub room: Option<&'a str>,
}

#[cfg(test)]
mod tests;
