//! Rules about the repository itself, each a test that names what broke it.

mod door;
mod files;
mod layers;
mod limits;
mod migrations;
mod traces;

use std::fmt::Display;

/// Fails with the whole list, so that one run shows every breach.
fn assert_none<T: Display>(breaches: &[T], rule: &str) {
    let list: Vec<String> = breaches.iter().map(|breach| format!("  {breach}")).collect();
    assert!(breaches.is_empty(), "{rule}\n{}", list.join("\n"));
}
