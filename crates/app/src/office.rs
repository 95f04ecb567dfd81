//! Organisations and their addresses (楼宇经济): which disagree, how two lists of organisations differ, and whether those
//! who work there are registered where they live.

mod addresses;
mod comparison;
mod home;
mod lists;
mod mismatches;

pub use addresses::known_address;
pub use home::{HomeCheck, check_home};
pub use lists::compare_lists;
pub use mismatches::mismatches;
