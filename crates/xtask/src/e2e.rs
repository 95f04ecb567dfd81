//! Driving the real window: `tests/e2e` on a virtual screen.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::display::VirtualDisplay;
use crate::node::Node;
use crate::packages::Need;
use crate::process::{on_path, run, show};
use crate::step::{Done, Steps};
use crate::tally::Tally;
use crate::workspace::Workspace;
use crate::{desktop, setup};

/// The whole of one run may take this long, in seconds; a hang is then a failure with a log, not a lost afternoon.
const LIMIT_OF_A_RUN: &str = "900";

/// Sets up, builds and drives the window `runs` times in a row.
pub fn alone(workspace: &Workspace, runs: u32) -> Result<ExitCode> {
    let mut steps = Steps::default();
    let node = setup::carry_out(workspace, Need::Tests, &mut steps);
    steps.make("desktop program", || desktop::build(workspace));
    if let Some(node) = node {
        steps.step("end to end", || drive(workspace, &node, runs));
    }
    Ok(if steps.report() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Drives the window with every `tests/e2e/*.test.mjs`, `runs` times; the programs must have been built.
pub fn drive(workspace: &Workspace, node: &Node, runs: u32) -> Result<Done> {
    if let Some(why) = missing() {
        return Ok(Done::Skipped(why));
    }
    let files = test_files(workspace)?;
    let (mut sum, mut success) = (Tally::default(), true);
    for number in 1..=runs {
        println!("  run {number} of {runs}");
        let display = VirtualDisplay::start()?;
        let mut command = limited(workspace, node, &display)?;
        command.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(&files);
        let shown = show(&mut command)?;
        sum += Tally::read(&shown.text);
        success &= shown.success;
    }
    sum.of_runner("tests/e2e", success)
}

/// Sets up, builds, drives the window and writes `docs/*.png`.
pub fn screenshots(workspace: &Workspace) -> Result<()> {
    let mut steps = Steps::default();
    let node = setup::carry_out(workspace, Need::Tests, &mut steps).context("there is no Node to drive the window")?;
    desktop::build(workspace)?;
    if let Some(why) = missing() {
        bail!("no pictures: {why}");
    }
    let display = VirtualDisplay::start()?;
    let mut command = limited(workspace, &node, &display)?;
    run(command.arg(workspace.path("tests/e2e/screenshots.mjs")))
}

/// Why the window cannot be driven here, if it cannot.
fn missing() -> Option<String> {
    if cfg!(not(target_os = "linux")) {
        return Some("the window can be driven only on Linux (WebKitWebDriver)".to_owned());
    }
    None
}

fn test_files(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(workspace.path("tests/e2e"))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Node on that display, with what the tests need to know, stopped when it takes too long.
fn limited(workspace: &Workspace, node: &Node, display: &VirtualDisplay) -> Result<Command> {
    for (program, package) in [("WebKitWebDriver", "webkit2gtk-driver"), ("timeout", "coreutils")] {
        if !on_path(program) {
            bail!("{program} is not installed; on Debian and Ubuntu it is in the package {package}");
        }
    }
    let mut command = node.command(workspace, "timeout")?;
    command.args(["--kill-after=10", LIMIT_OF_A_RUN, "node"]);
    display.apply(&mut command);
    command.env("LOUCE_DESKTOP", workspace.binary("louce-desktop"));
    command.env("LOUCE", workspace.binary("louce"));
    command.env("LOUCE_E2E_LOGS", workspace.target().join("e2e"));
    Ok(command)
}
