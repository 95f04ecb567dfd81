//! Whether a file may be written at a place: not over a register, its keys, lock or journal, by whatever name they are
//! called, and not over a folder or a device.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

/// What stands beside a register: its name with one of these after it. Key slots, the lock, the journal of the database,
/// and the names that both have while they are being made.
pub(crate) const SIDECARS: [&str; 8] =
    [".keyslots", ".keyslots.previous", ".keyslots.new", ".lock", "-wal", "-shm", "-journal", ".new"];

/// Endings that nothing but a register has.
const OF_REGISTERS_ALONE: [&str; 4] = [".louce", ".keyslots", ".keyslots.previous", ".keyslots.new"];

/// Why a file may not be written at a place.
#[derive(Debug)]
pub(super) enum Unfit {
    /// A register is there, or what stands beside one.
    OfARegister,
    /// A folder or a device is there, or the name is none.
    NoFile,
    /// The folder is not there, or closed.
    Unreachable(io::Error),
}

/// The place of `target`, links and relative parts of its folder resolved. `register` is the one that is open, so resolved.
pub(super) fn fit(register: &Path, target: &Path) -> Result<PathBuf, Unfit> {
    let name = target.file_name().ok_or(Unfit::NoFile)?;
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = dunce::canonicalize(folder).map_err(Unfit::Unreachable)?;
    let place = folder.join(name);
    if is_called_like_a_register(&place) || is_of(register, &place) {
        return Err(Unfit::OfARegister);
    }
    match place.metadata() {
        Ok(there) if !there.is_file() => Err(Unfit::NoFile),
        _ => Ok(place),
    }
}

/// Whether the place is of this register: by name, whatever the case, or because it is the same file by another name.
fn is_of(register: &Path, place: &Path) -> bool {
    let mut own = SIDECARS.map(|suffix| with_suffix(register, suffix)).into_iter().chain([register.to_path_buf()]);
    let is_beside = match (register.parent(), place.parent()) {
        (Some(one), Some(other)) => one == other || is_same(one, other),
        _ => false,
    };
    own.any(|own| (is_beside && folded(&own) == folded(place)) || is_same(&own, place))
}

/// Whether the place is of any register: by its ending, or because there are key slots beside.
fn is_called_like_a_register(place: &Path) -> bool {
    let name = folded(place);
    let has_slots = |register: &Path| with_suffix(register, ".keyslots").exists();
    let is_beside = |suffix: &str| {
        let register = place.to_str().and_then(|path| path.strip_suffix(suffix));
        register.is_some_and(|register| has_slots(Path::new(register)))
    };
    OF_REGISTERS_ALONE.iter().any(|ending| name.ends_with(ending))
        || has_slots(place)
        || SIDECARS.iter().any(|suffix| is_beside(suffix))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// The name as a disk that knows no case tells it apart; Windows passes over points and spaces at its end.
fn folded(path: &Path) -> String {
    path.file_name().map(OsStr::to_string_lossy).unwrap_or_default().trim_end_matches(['.', ' ']).to_lowercase()
}

/// Whether both are one file or folder. Neither is opened: closing a file gives up every lock that this process holds on
/// it (POSIX, `fcntl`), and the database relies on its own.
#[cfg(unix)]
fn is_same(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |path: &Path| path.metadata().ok().map(|found| (found.dev(), found.ino()));
    identity(one).is_some_and(|one| identity(other) == Some(one))
}

/// Whether both are one file or folder; Windows tells only of an open one, and keeps locks by handle.
#[cfg(not(unix))]
fn is_same(one: &Path, other: &Path) -> bool {
    same_file::is_same_file(one, other).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A folder with an open register `r.louce`, an older one of another name and its key slots, and an ordinary file.
    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let at = dunce::canonicalize(folder.path()).unwrap();
        for name in ["r.louce", "r.louce.keyslots", "r.louce-wal", "旧册", "旧册.keyslots", "清单.csv"] {
            fs::write(at.join(name), name).unwrap();
        }
        (folder, at)
    }

    fn is_refused(at: &Path, target: &Path) -> bool {
        matches!(fit(&at.join("r.louce"), target), Err(Unfit::OfARegister))
    }

    #[test]
    fn nothing_is_written_over_the_register_or_what_stands_beside_it() {
        let (_folder, at) = folder();
        for suffix in SIDECARS.into_iter().chain([""]) {
            let own = with_suffix(&at.join("r.louce"), suffix);
            assert!(is_refused(&at, &own), "{} belongs to the register, there or not", own.display());
            let loud = at.join(folded(&own).to_uppercase());
            assert!(is_refused(&at, &loud), "{} is the same where case is not told apart", loud.display());
        }
        assert!(is_refused(&at, &at.join("./R.louce. ")), "Windows passes over points and spaces at the end");
    }

    #[test]
    fn a_register_that_is_not_open_is_not_written_over_either() {
        let (_folder, at) = folder();
        for name in ["旧册", "旧册.keyslots", "旧册-wal", "旧册.lock", "other.louce", "other.LOUCE.Keyslots"] {
            assert!(is_refused(&at, &at.join(name)), "{name} belongs to another register");
        }
    }

    #[test]
    fn an_ordinary_name_is_fit_even_where_it_begins_like_the_register() {
        let (_folder, at) = folder();
        for name in ["清单.csv", "r.louce.pdf", "r.louce-交接.pdf", "r.png", "新.lock"] {
            assert_eq!(fit(&at.join("r.louce"), &at.join(name)).ok(), Some(at.join(name)), "{name} is nobody's");
        }
        assert!(matches!(fit(&at.join("r.louce"), &at), Err(Unfit::NoFile)), "a folder is no file");
        assert!(matches!(fit(&at.join("r.louce"), Path::new("/")), Err(Unfit::NoFile)), "nor is what has no name");
        let nowhere = at.join("nowhere").join("a.csv");
        assert!(matches!(fit(&at.join("r.louce"), &nowhere), Err(Unfit::Unreachable(_))), "a folder must be there");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_the_register_is_the_register() {
        let (_folder, at) = folder();
        let elsewhere = tempfile::tempdir().unwrap();
        let far = dunce::canonicalize(elsewhere.path()).unwrap();
        std::os::unix::fs::symlink(&at, far.join("folder")).unwrap();
        std::os::unix::fs::symlink(at.join("r.louce"), far.join("a.png")).unwrap();
        fs::hard_link(at.join("r.louce.keyslots"), far.join("b.png")).unwrap();
        for name in ["folder/r.louce", "folder/r.louce-shm", "a.png", "b.png"] {
            assert!(is_refused(&at, &far.join(name)), "{name} leads to the register");
        }
        std::os::unix::fs::symlink(at.join("清单.csv"), far.join("c.csv")).unwrap();
        assert_eq!(
            fit(&at.join("r.louce"), &far.join("c.csv")).ok(),
            Some(far.join("c.csv")),
            "a link to a list does not"
        );
        assert!(matches!(fit(&at.join("r.louce"), Path::new("/dev/null")), Err(Unfit::NoFile)), "a device is no file");
    }
}
