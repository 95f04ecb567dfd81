//! `cargo xtask test`: every check and test of the repository, all the way through even when one fails.

use std::process::ExitCode;

use anyhow::Result;

use crate::packages::Need;
use crate::process::{ask, run as run_command, show};
use crate::step::{Done, Steps};
use crate::tally::Tally;
use crate::workspace::Workspace;
use crate::{bindings, e2e, frontend, setup};

/// Runs it and prints the table; the last line is `N passed, N failed`.
pub fn run(workspace: &Workspace) -> Result<ExitCode> {
    let mut steps = Steps::default();
    let node = setup::carry_out(workspace, Need::Tests, &mut steps);
    steps.make("bindings are committed", || bindings::are_committed(workspace));
    steps.make("formatting", || cargo(workspace, &["fmt", "--all", "--check", "--", "--files-with-diff"]));
    steps.step("licences, bans, sources", || deny(workspace));
    if let Some(node) = &node {
        steps.make("front-end check", || frontend::check(workspace, node));
        steps.step("front-end tests", || frontend::test(workspace, node));
    }
    steps.make("clippy", || clippy(workspace));
    let built = steps.make("build", || build(workspace));
    steps.step("tests of xtask", || tests(workspace, &["--package", "xtask"]));
    steps.step("tests", || tests(workspace, &["--workspace", "--exclude", "xtask"]));
    if let (Some(node), Some(())) = (&node, built) {
        steps.step("end to end", || e2e::drive(workspace, node, 1));
    }
    Ok(if steps.report() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn cargo(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    run_command(workspace.cargo().args(arguments))
}

fn clippy(workspace: &Workspace) -> Result<()> {
    cargo(workspace, &["clippy", "--locked", "--workspace", "--all-targets", "--keep-going", "--", "-D", "warnings"])
}

/// The programs and the tests in one selection, hence with one set of features: nothing is compiled twice.
fn build(workspace: &Workspace) -> Result<()> {
    cargo(workspace, &["build", "--locked", "--workspace", "--exclude", "xtask", "--bins", "--tests"])
}

/// `cargo test` rather than a faster runner: it includes the doc tests without another set of features.
fn tests(workspace: &Workspace, selection: &[&str]) -> Result<Done> {
    let mut cargo = workspace.cargo();
    cargo.args(["test", "--locked", "--no-fail-fast"]).args(selection).env("LOUCE", workspace.binary("louce"));
    let shown = show(&mut cargo)?;
    Tally::read(&shown.text).of_runner("cargo test", shown.success)
}

fn deny(workspace: &Workspace) -> Result<Done> {
    if ask(workspace.cargo().args(["deny", "--version"])).is_none() {
        return Ok(Done::Skipped("cargo-deny is not installed (cargo install cargo-deny)".to_owned()));
    }
    // Advisories need a fresh database from the network, and are for `cargo deny check advisories` by hand.
    cargo(workspace, &["deny", "--offline", "check", "licenses", "bans", "sources"])?;
    Ok(Done::Held)
}
