//! What the use cases need from the machine they run on. A test host proves that none needs a desktop.

use louce_domain::date::PartialDate;
use louce_wire::Progress;
use std::path::PathBuf;

/// The machine: clock, randomness, folders, the parse worker.
pub trait Host: Send + Sync {
    /// Milliseconds since 1970.
    fn now_ms(&self) -> u64;
    /// Today's date where the user is.
    fn today(&self) -> PartialDate;
    /// Fills the bytes from the operating system's random source.
    fn fill_random(&self, bytes: &mut [u8]);
    /// The program that parses ledgers when started with `--parse-worker` (usually this very program).
    fn parse_worker(&self) -> PathBuf;
    /// Folder of this user's own files: the list of registers, the demo.
    fn data_dir(&self) -> PathBuf;
}

/// Watches a job: shows how far it is, and says when the user cancelled it.
pub trait Watch: Send + Sync {
    /// How far the job is. Called often; the watcher thins it out.
    fn progress(&self, progress: Progress);
    /// Whether the user cancelled.
    fn cancelled(&self) -> bool;
}

/// Watches nothing.
pub struct Unwatched;

impl Watch for Unwatched {
    fn progress(&self, _: Progress) {}
    fn cancelled(&self) -> bool {
        false
    }
}

/// A progress report of a phase.
pub fn at(phase: &str, done: usize, total: usize) -> Progress {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Progress { phase: phase.to_owned(), done: small(done), total: small(total), share: None }
}

/// This machine as it is.
pub struct ThisMachine {
    /// The program to start for parsing.
    pub parse_worker: PathBuf,
    /// Folder of this user's own files.
    pub data_dir: PathBuf,
}

impl ThisMachine {
    /// This machine, with the user's own folder after the XDG base directory specification and its counterparts.
    pub fn of_this_user(parse_worker: PathBuf) -> Self {
        let var = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let base = var("XDG_DATA_HOME")
            .or_else(|| var("LOCALAPPDATA"))
            .or_else(|| var("HOME").map(|home| home.join(".local/share")))
            .unwrap_or_else(std::env::temp_dir);
        Self { parse_worker, data_dir: base.join("louce") }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one home of the clock")]
impl Host for ThisMachine {
    fn now_ms(&self) -> u64 {
        u64::try_from(chrono::Utc::now().timestamp_millis()).unwrap_or_default()
    }

    fn today(&self) -> PartialDate {
        use chrono::Datelike;
        let now = chrono::Local::now().date_naive();
        let year = i16::try_from(now.year()).unwrap_or(i16::MAX);
        let day =
            PartialDate::day_of(year, u8::try_from(now.month()).unwrap_or(1), u8::try_from(now.day()).unwrap_or(1));
        day.or_else(|| PartialDate::year_only(year)).unwrap_or_else(|| PartialDate::from_days_since_1970(0))
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            // Without the system's random source no key or id may be made at all.
            std::process::abort();
        }
    }

    fn parse_worker(&self) -> PathBuf {
        self.parse_worker.clone()
    }

    fn data_dir(&self) -> PathBuf {
        self.data_dir.clone()
    }
}
