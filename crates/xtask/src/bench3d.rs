//! The 3D view beside three.js: the same invented quarter, the same browser, by turns (`tests/bench3d`).

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::process::run;
use crate::workspace::Workspace;
use crate::{node, viewer};

/// Where the page and its harness are.
const HARNESS: &str = "tests/bench3d";
/// Everyday sizes to measure at, with rounds, frames and picks in each: a peer's frame takes seconds at the larger one,
/// where the page then draws fewer.
const SIZES: &[[&str; 4]] = &[["1", "6", "6", "40"], ["10", "3", "6", "12"]];

/// Installs three.js into `folder`, builds the viewer and measures both; `chromium` has to be installed.
pub fn run_beside_three(workspace: &Workspace, folder: &Path) -> Result<()> {
    viewer::ensure(workspace)?;
    let node = node::ensure(workspace)?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let folder = folder.canonicalize()?;
    fs::copy(workspace.path(HARNESS).join("package.json"), folder.join("package.json"))?;
    let mut install = node.command(workspace, "npm")?;
    run(install.args(["install", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    for [scale, rounds, frames, picks] in SIZES {
        let mut bench = node.command(workspace, "node")?;
        bench.arg(workspace.path(HARNESS).join("run.mjs"));
        bench.arg("--three").arg(folder.join("node_modules/three"));
        bench.arg("--viewer").arg(workspace.path(viewer::PACKAGE));
        bench.arg("--out").arg(folder.join(format!("bench-3d-{scale}.md")));
        run(bench.args(["--scale", scale, "--rounds", rounds, "--frames", frames, "--picks", picks]))?;
    }
    Ok(())
}
