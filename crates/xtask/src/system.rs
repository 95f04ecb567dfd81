//! System packages: which are missing, and installing them where that is ours to do.

use std::process::Command;

use anyhow::{Result, bail};

use crate::packages::{BY_HAND, DEBIAN, Need};
use crate::process::{ask, on_path, run};
use crate::workspace::Workspace;

/// Packages can be installed here with apt-get.
pub fn is_debian() -> bool {
    let Ok(release) = std::fs::read_to_string("/etc/os-release") else {
        return false;
    };
    let ids = release.lines().filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")));
    ids.flat_map(|value| value.trim_matches('"').split(' ')).any(|id| id == "debian" || id == "ubuntu")
}

/// Sees to the packages needed for building the window or also for testing it. On other systems than Debian's family
/// it says what to install by hand and goes on: the tools may well be there.
pub fn ensure(workspace: &Workspace, need: Need) -> Result<()> {
    if !is_debian() {
        say_what_is_needed();
        return Ok(());
    }
    let wanted = DEBIAN.iter().filter(|(_, of)| need == Need::Tests || *of == Need::Window);
    let mut names: Vec<&str> = wanted.map(|(name, _)| *name).collect();
    if !on_path("node") {
        names.push("nodejs");
    }
    if !on_path("npm") {
        names.push("npm");
    }
    install(workspace, &names)
}

/// Installs those of the named Debian packages that are missing, after listing them.
pub fn install(workspace: &Workspace, names: &[&str]) -> Result<()> {
    let missing: Vec<&str> = names.iter().copied().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        println!("  {} system packages: all present", names.len());
        return Ok(());
    }
    let list = missing.join(" ");
    println!("  {} of {} system packages are missing: {list}", missing.len(), names.len());
    let Some(prefix) = administrator() else {
        bail!("missing system packages; as administrator: apt-get install --no-install-recommends {list}");
    };
    let apt = |arguments: &[&str]| run(as_administrator(workspace, prefix, "apt-get").args(arguments));
    apt(&["update", "-qq"])
        .and_then(|()| apt(&[&["install", "-qq", "-y", "--no-install-recommends"], &*missing].concat()))
        .map_err(|error| error.context(format!("could not install the system packages {list}")))
}

fn is_installed(package: &str) -> bool {
    let status = ask(Command::new("dpkg-query").args(["-W", "-f=${db:Status-Status}", package]));
    status.is_some_and(|status| status.starts_with("installed"))
}

/// How to become administrator: nothing to do, sudo, or not at all.
fn administrator() -> Option<Option<&'static str>> {
    if ask(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0") {
        return Some(None);
    }
    on_path("sudo").then_some(Some("sudo"))
}

fn as_administrator(workspace: &Workspace, prefix: Option<&str>, program: &str) -> Command {
    let mut command = workspace.command(prefix.unwrap_or("env"));
    command.args(["DEBIAN_FRONTEND=noninteractive", program]);
    command
}

fn say_what_is_needed() {
    println!("  System packages are installed by this command only on Debian and Ubuntu. Elsewhere, by hand:");
    for (system, what) in BY_HAND {
        println!("    {system}: {what}");
    }
    for tool in ["cc", "perl", "make", "pkg-config", "node", "npm"] {
        if cfg!(unix) && !on_path(tool) {
            println!("  NOT FOUND: {tool}");
        }
    }
    println!("  Going on with what is there.");
}
