//! `louce-viewer` to WebAssembly, with its JavaScript and types, in `frontend/src/viewer/pkg`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::lock_file;
use crate::process::run;
use crate::stamp::{Inputs, Stamp};
use crate::wasm_target::{self, TARGET};
use crate::workspace::Workspace;

/// Where the front end imports it from.
pub const PACKAGE: &str = "frontend/src/viewer/pkg";
/// The crates whose sources end up in it.
const SOURCES: &[&str] =
    &["crates/scene/src", "crates/scene/Cargo.toml", "crates/viewer/src", "crates/viewer/Cargo.toml"];

/// Builds it unless its sources are those of the last build.
pub fn ensure(workspace: &Workspace) -> Result<()> {
    let stamp = stamp(workspace)?;
    if stamp.holds() && workspace.path(PACKAGE).join("louce_viewer_bg.wasm").is_file() {
        println!("  viewer: built already from these sources");
        return Ok(());
    }
    let rust = wasm_target::ensure(workspace)?;
    let target = workspace.target().join("viewer-wasm");
    let mut cargo = workspace.cargo();
    // Optimised also in tests: with debug assertions three-d asks WebGL for errors after every draw.
    cargo.args(["build", "--release", "--locked", "--package", "louce-viewer", "--lib"]);
    // The bindings are made from sections that a full strip would take away; they drop the rest themselves.
    cargo.env("CARGO_PROFILE_RELEASE_STRIP", "debuginfo");
    rust.apply(&mut cargo);
    run(cargo.arg("--target-dir").arg(&target))?;
    bind(&target.join(TARGET).join("release/louce_viewer.wasm"), &workspace.path(PACKAGE))?;
    stamp.keep()
}

/// Writes the JavaScript and types around the compiled module.
fn bind(module: &Path, package: &Path) -> Result<()> {
    if package.is_dir() {
        fs::remove_dir_all(package)?;
    }
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).web(true)?.typescript(true).remove_name_section(true).remove_producers_section(true);
    bindgen.generate(package).with_context(|| format!("cannot write bindings for {}", module.display()))?;
    let size = fs::metadata(package.join("louce_viewer_bg.wasm"))?.len();
    println!("  viewer: {} kB of WebAssembly in {PACKAGE}", size / 1000);
    Ok(())
}

fn stamp(workspace: &Workspace) -> Result<Stamp> {
    let mut inputs = Inputs::default();
    for source in SOURCES {
        inputs = inputs.files(&workspace.path(source), &[])?;
    }
    let lock = fs::read_to_string(workspace.path("Cargo.lock")).context("cannot read Cargo.lock")?;
    for entry in lock_file::entries_below(&lock, "louce-viewer") {
        inputs = inputs.word(&entry);
    }
    Ok(inputs.stamp(workspace.target().join("viewer-wasm/stamp")))
}
