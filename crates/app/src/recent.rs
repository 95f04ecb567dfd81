//! The registers used on this machine: paths and names only, in a small file of the user's own.

use louce_wire::RegisterEntry;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// How many are remembered.
const MOST: usize = 12;

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    path: PathBuf,
    name: String,
    last_user: Option<String>,
}

/// The list, newest first.
pub struct RecentRegisters {
    file: PathBuf,
}

impl RecentRegisters {
    /// The list kept in the user's folder.
    pub fn in_folder(data_dir: &Path) -> Self {
        Self { file: data_dir.join("registers.json") }
    }

    fn read(&self) -> Vec<Entry> {
        // A missing or spoilt list is an empty list: it holds nothing that cannot be picked again.
        std::fs::read(&self.file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// The entries as shown.
    pub fn entries(&self) -> Vec<RegisterEntry> {
        let view = |e: Entry| RegisterEntry {
            present: e.path.exists(),
            path: e.path.display().to_string(),
            name: e.name,
            last_user: e.last_user,
        };
        self.read().into_iter().map(view).collect()
    }

    /// Puts a register first.
    ///
    /// # Errors
    /// When the list cannot be written.
    pub fn remember(&self, path: &Path, name: &str, user: &str) -> std::io::Result<()> {
        let mut entries = self.read();
        entries.retain(|e| e.path != path);
        entries.insert(0, Entry { path: path.to_owned(), name: name.to_owned(), last_user: Some(user.to_owned()) });
        entries.truncate(MOST);
        if let Some(folder) = self.file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&self.file, serde_json::to_vec_pretty(&entries)?)
    }
}
