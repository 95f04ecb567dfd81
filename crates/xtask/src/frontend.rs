//! The front end: its packages, its build, its own checks.

use anyhow::Result;

use crate::node::Node;
use crate::process::{run, show};
use crate::stamp::{Inputs, Stamp};
use crate::step::Done;
use crate::tally::Tally;
use crate::workspace::Workspace;

/// Folders below `frontend/` that are made, not written.
const MADE: &[&str] = &["node_modules", "dist", ".vite"];

/// `npm ci`, unless `node_modules` is already that of the lock file.
pub fn install(workspace: &Workspace, node: &Node) -> Result<()> {
    let stamp = packages_stamp(workspace)?;
    if stamp.holds() {
        println!("  front-end packages: as in package-lock.json");
        return Ok(());
    }
    run(node.command(workspace, "npm")?.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    stamp.keep()
}

/// `npm run build`, unless no source changed since the last one.
pub fn build(workspace: &Workspace, node: &Node) -> Result<()> {
    let stamp =
        Inputs::default().files(&workspace.path("frontend"), MADE)?.stamp(workspace.target().join("frontend/stamp"));
    if stamp.holds() && workspace.path("frontend/dist/index.html").is_file() {
        println!("  front end: built already from these sources");
        return Ok(());
    }
    run(node.command(workspace, "npm")?.args(["run", "build"]))?;
    stamp.keep()
}

/// Types, accessibility and missing messages: `npm run check`.
pub fn check(workspace: &Workspace, node: &Node) -> Result<()> {
    run(node.command(workspace, "npm")?.args(["run", "check"]))
}

/// `npm test` (vitest).
pub fn test(workspace: &Workspace, node: &Node) -> Result<Done> {
    let shown = show(node.command(workspace, "npm")?.args(["test"]))?;
    Tally::read(&shown.text).of_runner("npm test", shown.success)
}

fn packages_stamp(workspace: &Workspace) -> Result<Stamp> {
    let lock = workspace.path("frontend/package-lock.json");
    let inputs = Inputs::default().files(&lock, &[])?.files(&workspace.path("frontend/package.json"), &[])?;
    Ok(inputs.stamp(workspace.path("frontend/node_modules/.stamp")))
}
