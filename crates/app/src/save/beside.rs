//! A file being written, beside the place it is for: a name nobody else has, taken away again where it is not finished.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The unfinished file.
pub(super) struct Beside {
    // Dropped in this order: Windows removes no open file.
    file: File,
    path: Unfinished,
}

/// Takes the file away when the writing ends, however it ends. What was put in its place has this name no more.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _gone_already = fs::remove_file(&self.0);
    }
}

/// Opens a new file in the folder of `place`. Whatever has its name already, be it a link, is not touched: that is an
/// error.
pub(super) fn open(place: &Path, random: u64) -> io::Result<Beside> {
    let path = place.with_file_name(format!("louce-{random:016x}.part"));
    let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
    Ok(Beside { file, path: Unfinished(path) })
}

impl Beside {
    /// What the bytes are written to.
    pub(super) fn sink(&mut self) -> &mut dyn Write {
        &mut self.file
    }

    /// Brings the file onto the disk, then to its place.
    pub(super) fn put_in_place(self, place: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        let Self { file, path } = self;
        drop(file);
        fs::rename(&path.0, place)?;
        if let Some(folder) = place.parent().filter(|_| cfg!(unix)) {
            // The file is whole either way; not every disk in a network lets a folder be flushed.
            let _not_flushed = File::open(folder).and_then(|folder| folder.sync_all());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = entries.collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_not_finished_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("清单.csv");
        fs::write(&place, "before").unwrap();
        let mut beside = open(&place, 1).unwrap();
        beside.sink().write_all(b"half").unwrap();
        assert_eq!(names(folder.path()).len(), 2, "the unfinished file stands beside");
        drop(beside);
        assert_eq!(names(folder.path()), ["清单.csv"], "and is gone when the writing ends");
        assert_eq!(fs::read(&place).unwrap(), b"before", "what was there before is whole");

        let mut beside = open(&place, 1).unwrap();
        beside.sink().write_all(b"whole").unwrap();
        beside.put_in_place(&place).unwrap();
        assert_eq!((names(folder.path()), fs::read(&place).unwrap()), (vec!["清单.csv".into()], b"whole".to_vec()));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_lies_in_wait_is_not_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let victim = folder.path().join("victim");
        fs::write(&victim, "dear").unwrap();
        let place = folder.path().join("a.png");
        std::os::unix::fs::symlink(&victim, place.with_file_name("louce-0000000000000007.part")).unwrap();
        assert!(open(&place, 7).is_err(), "a name that is taken is an error");
        assert_eq!(fs::read(&victim).unwrap(), b"dear", "and what it leads to is as it was");
    }
}
