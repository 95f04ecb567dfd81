//! Skipping work whose inputs have not changed: a hash of the inputs, kept in a file beside the output.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A hash over files and words. Only ever compared with itself on one machine, so 64 bits suffice.
#[derive(Default)]
pub struct Inputs {
    hasher: DefaultHasher,
}

impl Inputs {
    /// Adds a word: a version, a flag.
    pub fn word(mut self, word: &str) -> Self {
        word.hash(&mut self.hasher);
        self
    }

    /// Adds a file, or every file under a folder except the folders named in `without`.
    pub fn files(mut self, path: &Path, without: &[&str]) -> Result<Self> {
        let mut found = Vec::new();
        collect(path, without, &mut found).with_context(|| format!("cannot read {}", path.display()))?;
        found.sort();
        for file in found {
            file.strip_prefix(path).unwrap_or(&file).hash(&mut self.hasher);
            fs::read(&file)?.hash(&mut self.hasher);
        }
        Ok(self)
    }

    /// The stamp of everything added.
    pub fn stamp(self, file: PathBuf) -> Stamp {
        Stamp { file, now: format!("{:016x}\n", self.hasher.finish()) }
    }
}

/// What the inputs are now, and the file that remembers what they were.
pub struct Stamp {
    file: PathBuf,
    now: String,
}

impl Stamp {
    /// The inputs are those of the last [`Stamp::keep`].
    pub fn holds(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|then| then == self.now)
    }

    /// Remembers the inputs, after the output was made.
    pub fn keep(&self) -> Result<()> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.file, &self.now).with_context(|| format!("cannot write {}", self.file.display()))
    }
}

fn collect(path: &Path, without: &[&str], found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if path.is_file() {
        found.push(path.to_path_buf());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name();
        if !without.iter().any(|skipped| name == **skipped) {
            collect(&entry.path(), without, found)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp_of(folder: &Path) -> Stamp {
        let inputs = Inputs::default().word("v1").files(&folder.join("src"), &["dist"]);
        inputs.unwrap().stamp(folder.join("out/stamp"))
    }

    #[test]
    fn a_stamp_holds_until_a_source_changes() {
        let folder = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        fs::create_dir_all(folder.join("src/dist")).unwrap();
        fs::write(folder.join("src/a.txt"), "one").unwrap();
        assert!(!stamp_of(&folder).holds(), "nothing was made yet");
        stamp_of(&folder).keep().unwrap();
        assert!(stamp_of(&folder).holds(), "the same inputs");
        fs::write(folder.join("src/dist/made.js"), "output").unwrap();
        assert!(stamp_of(&folder).holds(), "an excluded folder is no input");
        fs::write(folder.join("src/a.txt"), "two").unwrap();
        assert!(!stamp_of(&folder).holds(), "a source changed");
        fs::remove_dir_all(&folder).unwrap();
    }
}
