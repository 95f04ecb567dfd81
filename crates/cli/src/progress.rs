//! Progress on standard error, where a person watches; Ctrl+C ends the process, which leaves the register as it was.

use louce_app::host::Watch;
use louce_wire::Progress;
use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;

/// Shows progress in one line.
pub struct OnTerminal {
    shown: Mutex<Option<(String, u32)>>,
    watched: bool,
}

impl OnTerminal {
    /// Silent unless standard error is a terminal.
    pub fn new() -> Self {
        Self { shown: Mutex::new(None), watched: io::stderr().is_terminal() }
    }
}

impl Watch for OnTerminal {
    fn progress(&self, progress: Progress) {
        if !self.watched {
            return;
        }
        let percent = u32::try_from(u64::from(progress.done) * 100 / u64::from(progress.total.max(1))).unwrap_or(100);
        let Ok(mut shown) = self.shown.lock() else { return };
        let now = (progress.phase.clone(), percent);
        if shown.as_ref() != Some(&now) {
            // A terminal that is gone needs no progress.
            let _gone = write!(io::stderr().lock(), "\r\x1b[K{} {percent} %", progress.phase);
            *shown = Some(now);
        }
    }

    fn cancelled(&self) -> bool {
        false
    }
}

impl Drop for OnTerminal {
    fn drop(&mut self) {
        if self.shown.lock().is_ok_and(|shown| shown.is_some()) {
            let _gone = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}
