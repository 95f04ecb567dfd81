//! `louce-wire`: what passes the one `rpc` door between the window and `louce-app`: requests, replies, error codes.
//!
//! Screen types, apart from stored and synced ones. Knows no other crate of ours. TypeScript is exported to
//! `frontend/src/bindings/` and committed; `cargo xtask bindings` writes it.
#![forbid(unsafe_code)]

mod building;
mod catalogue;
mod community;
mod duplicates;
mod error;
mod export;
mod history;
mod household;
mod import;
mod leaving;
mod map;
mod office;
mod organisation;
mod person;
mod progress;
mod record;
mod replies;
mod report;
mod request;
mod room;
mod search;
mod session;
mod space;
mod today;

pub use building::*;
pub use catalogue::*;
pub use community::*;
pub use duplicates::*;
pub use error::*;
pub use export::export_bindings;
pub use history::*;
pub use household::*;
pub use import::*;
pub use leaving::*;
pub use map::*;
pub use office::*;
pub use organisation::*;
pub use person::*;
pub use progress::*;
pub use record::*;
pub use replies::*;
pub use report::*;
pub use request::*;
pub use room::*;
pub use search::*;
pub use session::*;
pub use space::*;
pub use today::*;
