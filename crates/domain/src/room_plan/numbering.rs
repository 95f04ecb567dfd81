//! How rooms are numbered (房号样式), and how a number that was read back is called in the register.

use super::floor::PlannedFloor;
use crate::address::AddressParts;
use serde::{Deserialize, Serialize};

/// How dwellings are numbered (DOMAIN §1.3). The register keeps the number as an address is read (`101`); what stands
/// on the door (`1-101`, `101室`) is kept beside it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoomNumbering {
    /// Floor and serial: `101`, `1203`.
    #[default]
    FloorSerial,
    /// Four digits: `0101`, `1203`.
    PaddedFloorSerial,
    /// The unit's letter before: `A101`.
    UnitLetter,
    /// The unit with a dash before: `1-101` on the door, `101` in the register.
    UnitDash,
    /// With its word: `101室` on the door, `101` in the register.
    Suffix,
    /// Floor and side: `二层东`.
    ChineseFloorSide,
}

impl RoomNumbering {
    /// Every style, in the order a form shows them.
    pub const ALL: &'static [Self] = &[
        Self::FloorSerial,
        Self::PaddedFloorSerial,
        Self::UnitLetter,
        Self::UnitDash,
        Self::Suffix,
        Self::ChineseFloorSide,
    ];

    /// An example, as a form shows it.
    pub const fn example(self) -> &'static str {
        match self {
            Self::FloorSerial => "101",
            Self::PaddedFloorSerial => "0101",
            Self::UnitLetter => "A101",
            Self::UnitDash => "1-101",
            Self::Suffix => "101室",
            Self::ChineseFloorSide => "二层东",
        }
    }

    /// The number in the register of the room at `serial` (from 1) on a floor of a unit; `side` is its side, if any.
    pub(super) fn number(self, unit: Option<&str>, floor: &PlannedFloor, serial: u16, side: &str) -> String {
        let label = floor.number_prefix();
        match self {
            Self::ChineseFloorSide => format!("{}{side}", floor.chinese()),
            Self::PaddedFloorSerial if floor.is_numbered() => format!("{:02}{serial:02}", floor.floor),
            Self::UnitLetter if floor.is_numbered() => format!("{}{label}{serial:02}", unit.unwrap_or_default()),
            _ => format!("{label}{serial:02}"),
        }
    }

    /// What stands on the door of a number, with the part behind it.
    pub(super) fn written(self, unit: Option<&str>, number: &str, part: Option<&str>) -> String {
        let part = part.map(|part| format!("-{part}")).unwrap_or_default();
        match (self, unit) {
            (Self::UnitDash, Some(unit)) => format!("{unit}-{number}{part}"),
            (Self::Suffix, _) => format!("{number}{part}室"),
            _ => format!("{number}{part}"),
        }
    }
}

/// How the rooms of a band are numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "style", rename_all = "snake_case")]
pub enum BandNumbering {
    /// Like the dwellings: `101`, `B101`.
    #[default]
    AsRooms,
    /// Counted through the band, in each unit anew: `1`, `2` …, `车库1`, `车库2`.
    Serial {
        /// What stands before: `车库`; without it two bands of one building would share their numbers.
        prefix: String,
        /// The first number.
        start: u32,
    },
    /// By the street in front (沿街门牌): `201号`, `203号` …
    Street {
        /// The street, where it is not the building's own: then it is part of the number (`澄浪路201号`).
        street: Option<String>,
        /// The first door.
        start: u32,
        /// From door to door: 2 on one side of a street.
        step: u32,
    },
}

/// The sides of a floor with so many rooms, in the order they are counted; at most five are told apart.
pub(super) fn sides(rooms: u16) -> &'static [&'static str] {
    match rooms {
        0 => &[],
        1 => &["中"],
        2 => &["东", "西"],
        3 => &["东", "中", "西"],
        4 => &["东", "西", "南", "北"],
        _ => &["东", "西", "南", "北", "中"],
    }
}

/// The number under which the register knows the room that an address names: `501` of 3幢501室, and `二层东` of
/// 3幢二层东户, where the floor is part of the name because every floor has an 东.
pub fn number_read(parts: &AddressParts) -> Option<String> {
    let room = parts.room.as_deref()?;
    let is_side = ["东", "西", "南", "北", "中", "左", "右"].contains(&room);
    match parts.floor.filter(|_| is_side) {
        Some(floor) => Some(format!("{}{room}", chinese_floor(floor))),
        None => Some(room.to_owned()),
    }
}

/// `二层`, `地下一层`.
pub(super) fn chinese_floor(floor: i16) -> String {
    let below = if floor < 0 { "地下" } else { "" };
    format!("{below}{}层", chinese_numeral(usize::from(floor.unsigned_abs())))
}

/// 1 to 99 as a Chinese numeral; digits beyond.
fn chinese_numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: usize| DIGITS.get(at).copied();
    match (number / 10, digit(number / 10), digit(number % 10)) {
        (0, _, Some(ones)) => ones.to_owned(),
        (1, _, Some(ones)) => format!("十{ones}"),
        (_, Some(tens), Some(ones)) => format!("{tens}十{ones}"),
        _ => number.to_string(),
    }
}
