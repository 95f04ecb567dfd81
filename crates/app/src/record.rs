//! Records of any kind: as rows of a page, adding, and taking back what was entered by mistake.

mod add;
pub mod given;
pub mod row;
mod show;
pub mod title;
mod withdraw;

pub use add::add;
pub use row::{Listing, link_row, record_row};
pub use show::show;
pub use withdraw::withdraw;
