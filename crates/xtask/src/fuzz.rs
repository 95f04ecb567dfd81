//! Fuzzing what reads files and fields: every target of `data-import/fuzz` for a while, findings under `artifacts/`.

use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{ask, on_path, run, show};
use crate::workspace::Workspace;

/// Runs every target for `seconds`; the kept corpus is read, what is found new goes to the target folder.
pub fn run_all(workspace: &Workspace, seconds: u32) -> Result<()> {
    if !on_path("cargo-fuzz") {
        run(Command::new("cargo").args(["install", "cargo-fuzz", "--locked"]))?;
    }
    if ask(Command::new("cargo").args(["+nightly", "--version"])).is_none() {
        bail!("fuzzing needs the nightly compiler: `rustup toolchain install nightly`");
    }
    let folder = workspace.path("data-import/fuzz");
    let fuzz = || {
        let mut command = Command::new("cargo");
        command.current_dir(&folder).args(["+nightly", "fuzz"]);
        command
    };
    let mut failed = Vec::new();
    for target in show(fuzz().arg("list"))?.text.lines() {
        let grown = workspace.target().join("fuzz-corpus").join(target);
        std::fs::create_dir_all(&grown)?;
        let limits = [format!("-max_total_time={seconds}"), "-timeout=20".to_owned(), "-rss_limit_mb=2048".to_owned()];
        let mut one = fuzz();
        one.args(["run", target]).arg(&grown).arg(folder.join("corpus").join(target)).arg("--").args(limits);
        if run(&mut one).is_err() {
            failed.push(target.to_owned());
        }
    }
    if !failed.is_empty() {
        bail!("findings in {}: see data-import/fuzz/artifacts", failed.join(", "));
    }
    Ok(())
}
