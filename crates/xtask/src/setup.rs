//! Everything between a fresh clone and a first build.

use std::process::ExitCode;

use anyhow::Result;

use crate::node::{self, Node};
use crate::packages::Need;
use crate::step::Steps;
use crate::workspace::Workspace;
use crate::{bindings, frontend, system, viewer};

/// The set-up by itself.
pub fn alone(workspace: &Workspace) -> Result<ExitCode> {
    let mut steps = Steps::default();
    carry_out(workspace, Need::Tests, &mut steps);
    Ok(if steps.report() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Carries out each step that is due; gives the Node that was found, for later steps.
pub fn carry_out(workspace: &Workspace, need: Need, steps: &mut Steps) -> Option<Node> {
    steps.make("system packages", || system::ensure(workspace, need));
    let node = steps.make("node", || node::ensure(workspace));
    steps.make("bindings", || bindings::write(workspace));
    steps.make("3D viewer to WebAssembly", || viewer::ensure(workspace));
    if let Some(node) = &node {
        steps.make("front-end packages", || frontend::install(workspace, node));
        steps.make("front-end build", || frontend::build(workspace, node));
    }
    node
}
