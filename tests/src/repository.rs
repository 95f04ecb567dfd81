//! The checkout the tests were built from.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// One text file of the repository.
pub struct SourceFile {
    /// Its path from the repository root, with `/`.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// The repository root.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Real ledgers and maps that lie beside the checkout on some machines; `None`, with one printed line, elsewhere.
pub fn shared_data() -> Option<PathBuf> {
    let folder = root().join("../shared/data");
    if folder.is_dir() {
        return Some(folder);
    }
    #[expect(clippy::print_stderr, reason = "a skipped test has to say so")]
    {
        eprintln!("skipped: there is no ../shared/data beside this checkout");
    }
    None
}

/// Paths of all files git tracks or would track, from the root, with `/`.
///
/// # Errors
/// When git is absent or this is no checkout.
pub fn paths() -> Result<Vec<String>> {
    let listed = git(&["ls-files", "-z", "--cached", "--others", "--exclude-standard"])?;
    let present = listed.split('\0').filter(|path| !path.is_empty() && root().join(path).is_file());
    Ok(present.map(str::to_owned).collect())
}

/// All text files with one of the extensions.
///
/// # Errors
/// When the files cannot be listed.
pub fn sources(extensions: &[&str]) -> Result<Vec<SourceFile>> {
    let has_extension = |path: &String| extensions.iter().any(|end| path.ends_with(&format!(".{end}")));
    let files = paths()?.into_iter().filter(has_extension);
    Ok(files.filter_map(|path| read(&path).map(|text| SourceFile { path, text })).collect())
}

/// A file's text, or `None` when it is absent or not UTF-8.
pub fn read(path: &str) -> Option<String> {
    fs::read_to_string(root().join(path)).ok()
}

/// The output of a git command in the repository.
///
/// # Errors
/// When git is absent or refuses.
pub fn git(arguments: &[&str]) -> Result<String> {
    let output = Command::new("git").arg("-C").arg(root()).args(arguments).output().context("git is not installed")?;
    if !output.status.success() {
        bail!("git {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
