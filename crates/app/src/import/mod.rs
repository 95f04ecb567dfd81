//! Importing a ledger: read in a capped child process → propose → plan against the register → show → commit → undo.

pub mod address_match;
pub mod asked;
pub mod at_once;
pub mod batches;
pub mod belongings;
pub mod building_row;
pub mod candidate;
pub mod choices;
pub mod commit;
pub mod decision;
pub mod digest;
pub mod doubtful;
pub mod ground;
pub mod guarded;
pub mod household_row;
pub mod kept;
pub mod knowledge;
pub mod known;
pub mod linked;
pub mod listed_row;
pub mod load;
pub mod log;
pub mod logged;
pub mod merge;
pub mod mint;
pub mod namesakes;
pub mod organisation_row;
pub mod pass;
pub mod person_match;
pub mod person_row;
pub mod place;
pub mod plan;
pub mod planner;
pub mod planning;
pub mod prepared;
pub mod preview;
pub mod preview_view;
pub mod profile;
pub mod provenance;
pub mod reasons;
pub mod repaired;
pub mod repeat;
pub mod room_row;
pub mod said;
pub mod spaces;
pub mod split_row;
pub mod stay_row;
pub mod summary;
pub mod tenancy_row;
pub mod undo;
pub mod undo_check;
pub mod unimported;
pub mod weigh;
pub mod withheld;
pub mod write_step;

use louce_wire::{ErrorCode, RpcError};

/// The preview to be committed is not there any more.
pub fn preview_gone() -> RpcError {
    RpcError::new(
        ErrorCode::NotFound,
        "该预览已失效（登记簿已锁定或预览已丢弃）。请重新选择文件。",
        "This preview is gone (the register was locked, or it was discarded). Choose the file again.",
    )
}
