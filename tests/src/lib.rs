//! What the tests of the whole repository share: where it is, which files it has, how its crates depend on each other.
//! The tests themselves are `tidy/` (rules about the repository), `journeys/`, `contract/` and `e2e/` (the real window).
#![forbid(unsafe_code)]

pub mod dependencies;
pub mod repository;
pub mod words;
