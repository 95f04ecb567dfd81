//! What became of a room (房屋沿革): a split flat, two flats joined, a number changed. Walkable both ways.

use crate::code_list::code_list;
use crate::date::PartialDate;
use crate::field::{RecordKind, field_by_text, record};
use crate::id::{RoomId, SuccessionId};

code_list! {
    /// How one room follows another.
    SuccessionKind, default Split {
        /// Split into several rooms (拆分).
        Split = "split", "拆分", "Split";
        /// Joined with another (合并).
        Merge = "merge", "合并", "Merged";
        /// Numbered anew (改号).
        Renumber = "renumber", "改号", "Renumbered";
        /// Partitioned into sub-rooms, the room itself living on (隔断).
        Partition = "partition", "隔断", "Partitioned";
    }
}

record! {
    /// One room followed another.
    Succession(SuccessionId): RecordKind::Succession,
    given {
        /// The earlier room.
        from_room: RoomId,
        /// The later room.
        to_room: RoomId,
    }
    fields {
        /// How.
        kind: SuccessionKind,
        /// On.
        on: Option<PartialDate>,
    }
}

field_by_text! { SuccessionKind => "kind of succession" }
