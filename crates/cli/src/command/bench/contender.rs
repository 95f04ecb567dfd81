//! One side of a measurement: a process, what it costs, what it answers.

use super::import::PASSWORD;
use serde_json::Value;
use std::ffi::OsString;
use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;
use wait4::Wait4;

/// A process to be measured. It prints one JSON document on its last line.
#[derive(Debug, Clone)]
pub struct Contender {
    /// Name on the scoreboard.
    pub name: String,
    /// Program.
    pub program: PathBuf,
    /// Arguments.
    pub arguments: Vec<OsString>,
}

/// What one run cost; children that the process waited for are counted in.
#[derive(Debug, Clone)]
pub struct Cost {
    /// User and system time, seconds.
    pub cpu_s: f64,
    /// Wall time, seconds.
    pub wall_s: f64,
    /// Largest resident set of any process of it, MB.
    pub peak_mb: f64,
    /// What it answered.
    pub answer: Value,
}

impl Contender {
    /// Runs it once.
    ///
    /// # Errors
    /// When it cannot be started, fails, or answers nothing.
    pub fn run(&self) -> io::Result<Cost> {
        let began = Instant::now();
        let mut command = Command::new(&self.program);
        // The registers of the run are all made with one password.
        command
            .args(&self.arguments)
            .env("LOUCE_PASSWORD", PASSWORD)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let errors = child.stderr.take().map(|mut stderr| {
            std::thread::spawn(move || {
                let mut text = String::new();
                // What cannot be read as text is not worth showing.
                let _ = stderr.read_to_string(&mut text);
                text
            })
        });
        let mut text = String::new();
        if let Some(mut stdout) = child.stdout.take() {
            stdout.read_to_string(&mut text)?;
        }
        let used = child.wait4()?;
        let wall_s = began.elapsed().as_secs_f64();
        let errors = errors.and_then(|reader| reader.join().ok()).unwrap_or_default();
        let answer = text.lines().last().and_then(|line| serde_json::from_str(line).ok());
        // Exit code 1 is Louce's "done, with rows needing attention".
        let done = used.status.code().is_some_and(|code| code <= 1);
        let answer = answer.filter(|_| done).ok_or_else(|| {
            let last = errors.lines().last().unwrap_or("no answer");
            io::Error::other(format!("{} failed ({}): {last}", self.name, used.status))
        })?;
        let cpu = used.rusage.utime + used.rusage.stime;
        Ok(Cost { cpu_s: cpu.as_secs_f64(), wall_s, peak_mb: used.rusage.maxrss as f64 / 1e6, answer })
    }
}
