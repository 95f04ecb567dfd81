//! Space (楼幢与房间): raising and changing buildings, splitting, merging and renumbering rooms, editing many at once.
//!
//! What a change means is planned by the domain; here it is read, carried out in one transaction under a batch, and so
//! taken back as one.

mod carry_out;
mod change_block;
mod change_date;
mod edit_rooms;
mod followers;
mod form;
mod free_ground;
mod merge_rooms;
mod open_records;
mod plan_block;
mod problems;
mod raise_building;
mod spec;
mod split_room;

pub use change_block::change_block;
pub use edit_rooms::edit_rooms;
pub use form::form_of;
pub use merge_rooms::merge_rooms;
pub use plan_block::plan_block;
pub use raise_building::raise_building;
pub use spec::{read_spec, stored_spec};
pub use split_room::split_room;
