//! What is wrong with a specification, and what to do about it.

use super::floor::{MOST_FLOORS_ABOVE, MOST_FLOORS_BELOW};
use super::{MOST_ROOMS_PER_BUILDING, check};
use serde::{Deserialize, Serialize};

/// One thing to put right before the rooms of a specification can be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum SpecProblem {
    /// Neither floors above nor below ground.
    NoFloors,
    /// Floors, but not one room.
    NoRooms,
    /// More floors than a room number can tell.
    TooManyFloors,
    /// More units than a building has.
    TooManyUnits,
    /// More rooms than are made at once.
    TooManyRooms,
    /// More rooms on a floor than two digits can count.
    TooManyOnFloor {
        /// The floor.
        floor: String,
    },
    /// More rooms on a floor than it has sides.
    TooManySides {
        /// The floor.
        floor: String,
    },
    /// More parts of a room than letters.
    TooManyParts,
    /// A unit's name is empty, or not as units are called.
    UnitName {
        /// The name.
        unit: String,
    },
    /// Two units of one name.
    UnitTwice {
        /// The name.
        unit: String,
    },
    /// The style writes the unit's letter before the number, and the unit has none.
    UnitNotALetter {
        /// The name; empty where the building has no units.
        unit: String,
    },
    /// The style writes the unit before the number, and its name is no number or letter.
    UnitNotForDash {
        /// The name; empty where the building has no units.
        unit: String,
    },
    /// A floor's label is empty or too long.
    FloorLabel {
        /// The label.
        label: String,
    },
    /// Two floors of one label.
    FloorTwice {
        /// The label.
        label: String,
    },
    /// A floor is skipped that the building would not have anyway.
    SkippedBeyond {
        /// The number.
        floor: i16,
    },
    /// A band or exception is about a floor that is not there.
    UnknownFloor {
        /// The label.
        floor: String,
    },
    /// A band or exception is about a unit that is not there.
    UnknownUnit {
        /// The name.
        unit: String,
    },
    /// An exception is about a room that is not there.
    UnknownRoom {
        /// Unit and number.
        room: String,
    },
    /// Two bands claim one floor of one unit.
    BandsOverlap {
        /// The floor.
        floor: String,
    },
    /// From door to door the street number does not grow.
    StreetStep,
    /// A room is merged into itself, or into one that is merged or missing itself.
    MergedIntoNothing {
        /// Unit and number.
        room: String,
    },
    /// The parts of a room are fewer than two, without a name, or of one name.
    PartNames {
        /// Unit and number.
        room: String,
    },
    /// In unit B, a basement's `B101` is read as the first floor of the unit.
    BasementOfUnitB,
    /// The number given to a room is empty.
    RoomNumber {
        /// Unit and number it would have.
        room: String,
    },
    /// Two rooms of one unit and number.
    NumberTwice {
        /// Unit and number.
        room: String,
    },
}

impl SpecProblem {
    /// What is wrong and what to do, in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::NoFloors => "还没有楼层：请填写地上层数或地下层数。".to_owned(),
            Self::NoRooms => "没有一间房：请填写每层户数，或者设置商铺、车库等楼层。".to_owned(),
            Self::TooManyFloors => {
                format!("楼层过多：地上最多{MOST_FLOORS_ABOVE}层，地下最多{MOST_FLOORS_BELOW}层，请核对层数。")
            }
            Self::TooManyUnits => format!("单元过多：一幢最多{}个单元，请核对，或分成几幢登记。", check::MOST_UNITS),
            Self::TooManyRooms => {
                format!("房间超过{MOST_ROOMS_PER_BUILDING}间：请核对层数与每层户数，或分成几幢登记。")
            }
            Self::TooManyOnFloor { floor } => {
                format!("{floor}层的房号超过99：请减少该层户数，或让每个单元重新编号，或改用顺序编号。")
            }
            Self::TooManySides { floor } => format!("{floor}层超过五户，方位不够用：请改用数字房号。"),
            Self::TooManyParts => "每户房间数超过26，字母不够用：请减少，或改为独立房号。".to_owned(),
            Self::UnitName { unit } => format!("单元名“{unit}”无法识别：请用数字、一个字母，或东、西、南、北、中。"),
            Self::UnitTwice { unit } => format!("有两个单元都叫“{unit}”：请改其中一个。"),
            Self::UnitNotALetter { unit } if unit.is_empty() => {
                "A101 样式需要单元：请添加以字母命名的单元。".to_owned()
            }
            Self::UnitNotALetter { unit } => {
                format!("A101 样式要求单元名是一个字母：请把“{unit}”改为字母，或换房号样式。")
            }
            Self::UnitNotForDash { unit } if unit.is_empty() => {
                "1-101 样式需要单元：请添加单元，或换房号样式。".to_owned()
            }
            Self::UnitNotForDash { unit } => {
                format!("1-101 样式要求单元名是数字或字母：请把“{unit}”改名，或换房号样式。")
            }
            Self::FloorLabel { label } => format!("楼层名“{label}”不合适：请用一至四个字，如 G、M、3A、夹层。"),
            Self::FloorTwice { label } => format!("有两层都叫“{label}”：请改其中一层的名称。"),
            Self::SkippedBeyond { floor } => format!("跳过的{floor}层本来就不存在：请删去，或核对层数。"),
            Self::UnknownFloor { floor } => format!("没有“{floor}”这一层：请从楼层列表中选择。"),
            Self::UnknownUnit { unit } => format!("没有“{unit}”单元：请从单元列表中选择。"),
            Self::UnknownRoom { room } => format!("没有{room}这间房：请核对房号，或删去这条例外。"),
            Self::BandsOverlap { floor } => format!("{floor}层有两种用途：请只保留一种，或按单元分开。"),
            Self::StreetStep => "沿街门牌的间隔不能是0：同侧一般是2，连续编号是1。".to_owned(),
            Self::MergedIntoNothing { room } => format!("{room}并入的房间不存在：请选择同一单元内保留的房间。"),
            Self::PartNames { room } => format!("{room}的分间名称不对：至少两间，名称不能为空、不能重复。"),
            Self::BasementOfUnitB => {
                "B单元地下室的 B101 会被读成一层：请给地下房间加前缀（如“储藏室1”），或改单元名。".to_owned()
            }
            Self::RoomNumber { room } => format!("{room}的新房号不能为空：请填写，或删去这条例外。"),
            Self::NumberTwice { room } => format!("{room}出现了两次：请改其中一间的房号，或给车库、储藏室加前缀。"),
        }
    }

    /// What is wrong and what to do, in English.
    pub fn en(&self) -> String {
        match self {
            Self::NoFloors => "There are no floors: give the floors above or below ground.".to_owned(),
            Self::NoRooms => {
                "There is not one room: give the rooms per floor, or add floors of shops or garages.".to_owned()
            }
            Self::TooManyFloors => format!(
                "Too many floors: at most {MOST_FLOORS_ABOVE} above and {MOST_FLOORS_BELOW} below ground; check the numbers."
            ),
            Self::TooManyUnits => {
                format!("Too many units: at most {} in one building; check, or register several.", check::MOST_UNITS)
            }
            Self::TooManyRooms => {
                format!(
                    "More than {MOST_ROOMS_PER_BUILDING} rooms: check floors and rooms per floor, or register several buildings."
                )
            }
            Self::TooManyOnFloor { floor } => format!(
                "Floor {floor} counts beyond 99: give it fewer rooms, begin anew in each unit, or use plain serial numbers."
            ),
            Self::TooManySides { floor } => {
                format!("Floor {floor} has more than five rooms, too many for sides: use numbers.")
            }
            Self::TooManyParts => "More than 26 parts of a room: use fewer, or rooms of their own.".to_owned(),
            Self::UnitName { unit } => {
                format!("“{unit}” cannot be read as a unit: use a number, a letter, or 东 西 南 北 中.")
            }
            Self::UnitTwice { unit } => format!("Two units are called “{unit}”: rename one."),
            Self::UnitNotALetter { unit } if unit.is_empty() => {
                "The style A101 needs units: add units named by letters.".to_owned()
            }
            Self::UnitNotALetter { unit } => {
                format!("The style A101 needs units named by one letter: rename “{unit}”, or choose another style.")
            }
            Self::UnitNotForDash { unit } if unit.is_empty() => {
                "The style 1-101 needs units: add some, or choose another style.".to_owned()
            }
            Self::UnitNotForDash { unit } => {
                format!(
                    "The style 1-101 needs units named by numbers or letters: rename “{unit}”, or choose another style."
                )
            }
            Self::FloorLabel { label } => {
                format!("“{label}” is no label of a floor: use one to four characters (G, M, 3A, 夹层).")
            }
            Self::FloorTwice { label } => format!("Two floors are called “{label}”: rename one."),
            Self::SkippedBeyond { floor } => {
                format!(
                    "Floor {floor} is skipped but would not be there anyway: remove it, or check the number of floors."
                )
            }
            Self::UnknownFloor { floor } => format!("There is no floor “{floor}”: choose one of the list."),
            Self::UnknownUnit { unit } => format!("There is no unit “{unit}”: choose one of the list."),
            Self::UnknownRoom { room } => {
                format!("There is no room {room}: check the number, or remove the exception.")
            }
            Self::BandsOverlap { floor } => format!("Floor {floor} has two uses: keep one, or divide them by unit."),
            Self::StreetStep => {
                "Street numbers must grow from door to door: 2 on one side of a street, else 1.".to_owned()
            }
            Self::MergedIntoNothing { room } => {
                format!("{room} is merged into a room that is not there: choose one of the same unit that stays.")
            }
            Self::PartNames { room } => format!("The parts of {room} need at least two different names."),
            Self::BasementOfUnitB => {
                "In unit B, the basement's B101 reads as the first floor: give basement rooms a prefix, or rename the unit."
                    .to_owned()
            }
            Self::RoomNumber { room } => format!("Give {room} a number, or remove the exception."),
            Self::NumberTwice { room } => {
                format!("{room} is there twice: renumber one, or give garages and storage rooms a prefix.")
            }
        }
    }
}
