//! The kept copy of a ledger (原始台账留存): written with the import, saved on request, purged when its retention is over.
//!
//! It holds what the parsing process let through: refused columns never arrive, so the copy is the file re-written without
//! them. It lies in the encrypted register and nowhere else; no list, report or profile has it.

mod list;
mod pack;
mod purge;
mod save;

pub(crate) use list::hex;
pub use list::{DEFAULT_RETENTION_DAYS, list, set_retention};
pub use pack::{Keeper, Kept, KeptCell, KeptSheet, each_kept};
pub use purge::purge;
pub use save::save_copy;
