//! Why a change cannot be made, and what to do about it.

use crate::change::RecordRef;
use crate::date::PartialDate;
use crate::room_plan::SpecProblem;

/// Why a change of rooms cannot be made as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeProblem {
    /// The room is not one of the building.
    UnknownRoom,
    /// The room is no longer in use.
    RoomEnded {
        /// The room.
        room: String,
    },
    /// The room was not yet in use on the day.
    BeforeRoom {
        /// The room.
        room: String,
        /// Since when it is in use.
        from: PartialDate,
    },
    /// A room is split into fewer than two.
    TooFewParts,
    /// Fewer than two rooms are merged.
    TooFewRooms,
    /// A new room or part has no name.
    NameMissing,
    /// Another room has the number.
    NumberTaken {
        /// The room.
        room: String,
    },
    /// The room has parts (隔断) of its own, which would hang in the air.
    HasParts {
        /// The room.
        room: String,
    },
    /// The room is a part (隔断) of another, with which it goes.
    PartOfRoom {
        /// The part.
        room: String,
    },
    /// A room is given two new numbers.
    Twice {
        /// The room.
        room: String,
    },
    /// The room that is to stay is not among those merged.
    SurvivorElsewhere,
    /// A room that is still lived or worked in cannot simply end.
    StillOccupied {
        /// The room.
        room: String,
        /// How many records are open in it.
        records: usize,
    },
    /// No floor is added.
    NoFloors,
    /// The building with its new floors has faults of its own.
    Spec(SpecProblem),
    /// Of a record it is not said where it goes.
    Undecided {
        /// The record.
        record: RecordRef,
    },
    /// A record is sent to a room that is no choice.
    NoChoice {
        /// The record.
        record: RecordRef,
    },
}

impl ChangeProblem {
    /// The code for the screen.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownRoom => "unknown_room",
            Self::RoomEnded { .. } => "room_ended",
            Self::BeforeRoom { .. } => "before_room",
            Self::TooFewParts => "too_few_parts",
            Self::TooFewRooms => "too_few_rooms",
            Self::NameMissing => "name_missing",
            Self::NumberTaken { .. } => "number_taken",
            Self::HasParts { .. } => "has_parts",
            Self::PartOfRoom { .. } => "part_of_room",
            Self::Twice { .. } => "twice",
            Self::SurvivorElsewhere => "survivor_elsewhere",
            Self::StillOccupied { .. } => "still_occupied",
            Self::NoFloors => "no_floors",
            Self::Spec(_) => "spec",
            Self::Undecided { .. } => "undecided",
            Self::NoChoice { .. } => "no_choice",
        }
    }

    /// What is wrong and what to do, in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::UnknownRoom => "这间房不在本幢楼内：请重新选择房间。".to_owned(),
            Self::RoomEnded { room } => format!("{room}已停用：请选择在用的房间。"),
            Self::BeforeRoom { room, from } => format!("{room}自{from}起才启用：请把日期改到这一天或之后。"),
            Self::TooFewParts => "拆分至少要有两间：请再添加一间。".to_owned(),
            Self::TooFewRooms => "合并至少要选两间：请再选一间。".to_owned(),
            Self::NameMissing => "有一间没有房号：请填写。".to_owned(),
            Self::NumberTaken { room } => format!("房号{room}已经有了：请换一个。"),
            Self::HasParts { room } => format!("{room}还有在用的隔断间：请先把隔断间合并，或一并选中。"),
            Self::PartOfRoom { room } => format!("{room}是隔断间：请对整间操作，或先拆成独立房间。"),
            Self::Twice { room } => format!("{room}列了两次：请只保留一个新房号。"),
            Self::SurvivorElsewhere => "保留的房间不在所选房间里：请从所选房间中指定一间。".to_owned(),
            Self::StillOccupied { room, records } => {
                format!("{room}还有{records}条在用登记：请先办理搬离或改到别的房间，再停用。")
            }
            Self::NoFloors => "没有增加楼层：请填写增加的层数。".to_owned(),
            Self::Spec(problem) => problem.zh(),
            Self::Undecided { record } => format!("还有一条{}没有指定房间：请逐条选择。", record.kind.zh()),
            Self::NoChoice { record } => format!("有一条{}指定的房间不在可选范围：请重新选择。", record.kind.zh()),
        }
    }

    /// What is wrong and what to do, in English.
    pub fn en(&self) -> String {
        match self {
            Self::UnknownRoom => "The room is not in this building: choose again.".to_owned(),
            Self::RoomEnded { room } => format!("{room} is no longer in use: choose a room that is."),
            Self::BeforeRoom { room, from } => {
                format!("{room} is in use only since {from}: choose that day or a later one.")
            }
            Self::TooFewParts => "A split needs at least two rooms: add one.".to_owned(),
            Self::TooFewRooms => "A merger needs at least two rooms: choose another.".to_owned(),
            Self::NameMissing => "A room has no number: give it one.".to_owned(),
            Self::NumberTaken { room } => format!("There is a {room} already: choose another number."),
            Self::HasParts { room } => format!("{room} has parts in use: merge them first, or choose them too."),
            Self::PartOfRoom { room } => {
                format!("{room} is a part: change the whole room, or split the part into rooms first.")
            }
            Self::Twice { room } => format!("{room} is given two numbers: keep one."),
            Self::SurvivorElsewhere => "The room that stays is not among those chosen: choose one of them.".to_owned(),
            Self::StillOccupied { room, records } => {
                format!("{room} has {records} open records: move them out first, then end it.")
            }
            Self::NoFloors => "No floor is added: say how many.".to_owned(),
            Self::Spec(problem) => problem.en(),
            Self::Undecided { record } => format!("A {} has no room yet: choose one for each.", record.kind.code()),
            Self::NoChoice { record } => {
                format!("A {} is sent to a room that is no choice: choose again.", record.kind.code())
            }
        }
    }
}
