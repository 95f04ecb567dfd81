//! `louce-wire`: what passes the one `rpc` door between the window and `louce-app`: requests, replies, error codes.
//!
//! Screen types, apart from stored and synced ones. Knows no other crate of ours. TypeScript is exported to
//! `frontend/src/bindings/` and committed; `cargo xtask bindings` writes it.
#![forbid(unsafe_code)]

mod building;
mod community;
mod error;
mod export;
mod history;
mod import;
mod organisation;
mod person;
mod progress;
mod replies;
mod report;
mod request;
mod room;
mod search;
mod session;

pub use building::*;
pub use community::*;
pub use error::*;
pub use export::export_bindings;
pub use history::*;
pub use import::*;
pub use organisation::*;
pub use person::*;
pub use progress::*;
pub use replies::*;
pub use report::*;
pub use request::*;
pub use room::*;
pub use search::*;
pub use session::*;
