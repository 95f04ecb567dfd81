//! A throw-away Python environment with what `louce bench import` is measured beside.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::process::run;

/// The readers of workbooks that an office's own scripts would use.
const PACKAGES: &[&str] = &["polars", "fastexcel", "python-calamine"];

/// Makes the environment; `sqlite3` and `iconv` come from the system.
pub fn install(folder: &Path) -> Result<()> {
    run(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
    run(Command::new(folder.join("bin/pip")).args(["install", "--quiet"]).args(PACKAGES))
}
