//! A compiler for wasm32: rustup's target, or Debian's own Rust where rustup is absent or cannot download.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::packages::DEBIAN_WASM;
use crate::process::{ask, on_path, run};
use crate::system;
use crate::workspace::Workspace;

/// The name of the target.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Set to `debian`, it skips rustup: for testing the fallback.
const CHOICE: &str = "LOUCE_WASM_RUST";

/// Whose compiler builds the viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WasmRust {
    /// The running toolchain has the target.
    Own,
    /// Debian's `rustc-web`, building the standard library from `rust-web-src`.
    Debian,
}

impl WasmRust {
    /// Adds what cargo needs to compile for wasm32 with this compiler.
    pub fn apply(self, cargo: &mut Command) {
        cargo.args(["--target", TARGET]);
        if self == Self::Debian {
            // An unstable flag of a stable cargo: nothing else can build std for a target that ships none.
            cargo.args(["-Z", "build-std=std,panic_abort"]);
            cargo.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
            // No `rust-lld` there; the linker's name must be exactly this for rustc to know its kind.
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "/usr/lib/llvm-22/bin/wasm-ld");
        }
    }
}

/// Finds a compiler, installing what is missing.
pub fn ensure(workspace: &Workspace) -> Result<WasmRust> {
    let skip_own = std::env::var(CHOICE).is_ok_and(|choice| choice == "debian");
    if !skip_own && (has_target(workspace) || add_target(workspace)) {
        println!("  {TARGET}: in the Rust toolchain");
        return Ok(WasmRust::Own);
    }
    if !system::is_debian() {
        bail!("no standard library for {TARGET}: run `rustup target add {TARGET}` where it can download, then repeat");
    }
    println!("  {TARGET}: not to be had from rustup here; using Debian's own Rust");
    system::install(workspace, DEBIAN_WASM).context("the viewer needs either rustup's target or Debian's rustc-web")?;
    Ok(WasmRust::Debian)
}

fn has_target(workspace: &Workspace) -> bool {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let folder = ask(workspace.command(&rustc).args(["--print", "target-libdir", "--target", TARGET]));
    folder.is_some_and(|folder| Path::new(folder.trim()).is_dir())
}

fn add_target(workspace: &Workspace) -> bool {
    on_path("rustup")
        && run(workspace.command("rustup").args(["target", "add", TARGET]).env("RUSTUP_MAX_RETRIES", "1")).is_ok()
}
