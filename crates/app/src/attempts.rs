//! Slows down guessing at the unlock screen: after five failures 1, 5, 15, 30 minutes, per user and register.
//!
//! It hinders nobody who copies the file away: Argon2id does that (SECURITY §4.2). It never locks for good.

use louce_wire::{ErrorCode, RpcError};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Failures before the first wait.
const FREE_FAILURES: usize = 5;
/// Waits in minutes, the last one repeated.
const WAITS_MIN: [u64; 4] = [1, 5, 15, 30];

#[derive(Default)]
struct Record {
    failures: usize,
    wait_until_ms: u64,
}

/// Failed attempts by register and user.
#[derive(Default)]
pub struct Attempts {
    records: HashMap<(PathBuf, String), Record>,
}

impl Attempts {
    /// Whether an attempt may be made now.
    ///
    /// # Errors
    /// When the user must wait.
    pub fn allow(&self, path: &Path, user: &str, now_ms: u64) -> Result<(), RpcError> {
        let record = self.records.get(&(path.to_owned(), user.to_owned()));
        let left_ms = record.map_or(0, |record| record.wait_until_ms.saturating_sub(now_ms));
        if left_ms == 0 {
            return Ok(());
        }
        let minutes = left_ms.div_ceil(60_000);
        Err(RpcError::new(
            ErrorCode::TooManyAttempts,
            format!("口令多次错误，请{minutes}分钟后再试。"),
            format!("Too many wrong passwords: try again in {minutes} min."),
        ))
    }

    /// Notes how an attempt ended.
    pub fn note<T>(&mut self, path: &Path, user: &str, now_ms: u64, result: &Result<T, RpcError>) {
        let key = (path.to_owned(), user.to_owned());
        match result {
            Ok(_) => {
                self.records.remove(&key);
            }
            Err(error) if error.code == ErrorCode::WrongPassword => {
                let record = self.records.entry(key).or_default();
                record.failures += 1;
                if let Some(step) = record.failures.checked_sub(FREE_FAILURES) {
                    let minutes = WAITS_MIN.get(step).or(WAITS_MIN.last()).copied().unwrap_or(30);
                    record.wait_until_ms = now_ms + minutes * 60_000;
                }
            }
            Err(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_failures_make_one_wait_a_minute() {
        let (mut attempts, path) = (Attempts::default(), Path::new("r.louce"));
        let wrong: Result<(), RpcError> = Err(RpcError::new(ErrorCode::WrongPassword, "", ""));
        for _ in 0..4 {
            attempts.note(path, "a", 0, &wrong);
        }
        assert!(attempts.allow(path, "a", 1).is_ok(), "four failures are free");
        attempts.note(path, "a", 0, &wrong);
        assert!(attempts.allow(path, "a", 59_000).is_err(), "the fifth makes one wait");
        assert!(attempts.allow(path, "b", 59_000).is_ok(), "another user is not held up");
        assert!(attempts.allow(path, "a", 60_000).is_ok(), "the wait ends after a minute");
    }
}
