//! The TypeScript types of the screen's requests and answers, generated from `louce-wire` and committed.

use anyhow::{Result, anyhow, bail};

use crate::process::ask;
use crate::workspace::Workspace;

/// Where they live.
const FOLDER: &str = "frontend/src/bindings";

/// Writes them.
pub fn write(workspace: &Workspace) -> Result<()> {
    louce_wire::export_bindings(&workspace.path(FOLDER)).map_err(|error| anyhow!("cannot write {FOLDER}: {error}"))?;
    println!("  {FOLDER}: written from louce-wire");
    Ok(())
}

/// Fails when what was just written is not what is committed.
pub fn are_committed(workspace: &Workspace) -> Result<()> {
    let status = ask(workspace.command("git").args(["status", "--porcelain", "--", FOLDER]));
    match status.as_deref().map(str::trim) {
        Some("") => Ok(()),
        Some(changed) => {
            bail!("{FOLDER} differs from louce-wire; commit what was just written:\n{changed}")
        }
        None => bail!("git could not be asked about {FOLDER}"),
    }
}
