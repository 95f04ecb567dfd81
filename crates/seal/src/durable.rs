//! Small files that must survive a power cut: written beside, flushed, renamed over; the previous one is kept.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(suffix);
    PathBuf::from(name)
}

/// Writes a whole file so that after a crash either the old or the new content is there. A file that was there before
/// stays as `<path>.previous`.
pub fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = beside(path, ".new");
    // What a crash left there goes; a link in its place is not written through.
    match fs::remove_file(&temporary) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = File::create_new(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    if path.exists() {
        let previous = beside(path, ".previous");
        fs::copy(path, &previous)?;
        File::open(&previous)?.sync_all()?;
    }
    fs::rename(&temporary, path)?;
    sync_folder(path)
}

/// Makes a rename durable. Windows has no such call and needs none.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    match path.parent().filter(|p| !p.as_os_str().is_empty()) {
        Some(folder) => File::open(folder)?.sync_all(),
        None => File::open(".")?.sync_all(),
    }
}

/// Reads a whole file, refusing one larger than `most` bytes.
pub fn read_capped(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "the file is larger than any of its kind"));
    }
    Ok(bytes)
}
