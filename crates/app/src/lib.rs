//! `louce-app`: every use case of Louce, one operation per file, against the [`host::Host`] trait.
//!
//! Each operation takes who is asking ([`asking::Asking`]), passes the one permission table ([`permission`]), plans,
//! writes in one transaction and is audited. What is absent on purpose: no window, no 3D, no hub, no clock or randomness
//! of its own.
#![forbid(unsafe_code)]

pub mod amend;
pub mod asking;
pub mod block;
pub mod building;
pub mod catalogue;
pub mod community;
pub mod counts;
pub mod create_register;
pub mod day;
pub mod demo;
pub mod demo_register;
pub mod desk;
pub mod duplicates;
pub mod export;
pub mod findings;
pub mod ground;
pub mod history;
pub mod host;
pub mod import;
pub mod map;
pub mod move_in;
pub mod move_out;
pub mod neighbourhood;
pub mod note_print;
pub mod office;
pub mod organisation;
pub mod people;
pub mod permission;
pub mod person;
pub mod picture;
pub mod plane;
pub mod population;
pub mod preferences;
pub mod protection;
pub mod record;
pub mod refusal;
pub mod report;
pub mod room;
pub mod rows;
pub mod save_picture;
pub mod search;
pub mod set_purpose;
pub mod space;
pub mod status;
pub mod timeline;
pub mod today;
pub mod unlock;

mod attempts;
mod ids;
mod places;
mod recent;
mod save;
mod store_error;
mod surroundings;
mod writing;
