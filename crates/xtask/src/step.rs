//! A run of named steps that goes on after a failure and ends in a table.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::tally::Tally;

/// What a step that was carried out has to say.
pub enum Done {
    /// It held.
    Held,
    /// Tests ran; the step failed if one of them did.
    Counted(Tally),
    /// It could not be done here, and why that is no failure.
    Skipped(String),
}

struct Row {
    name: &'static str,
    took: Duration,
    tally: Tally,
    remark: String,
}

/// The steps so far.
#[derive(Default)]
pub struct Steps {
    rows: Vec<Row>,
}

impl Steps {
    /// Carries out one step and notes how it went.
    pub fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<Done>) {
        println!("\n── {name}");
        let started = Instant::now();
        let (tally, remark) = judged(work());
        if tally.failed > 0 {
            println!("── {name}: {remark}");
        }
        self.rows.push(Row { name, took: started.elapsed(), tally, remark });
    }

    /// Carries out one step and keeps what it made for later steps; `None` when it failed.
    pub fn make<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        let mut made = None;
        self.step(name, || {
            made = Some(work()?);
            Ok(Done::Held)
        });
        made
    }

    /// Nothing has failed so far.
    pub fn succeeded(&self) -> bool {
        self.rows.iter().all(|row| row.tally.failed == 0)
    }

    /// Prints the table; its last line is `N passed, N failed`. True when nothing failed.
    pub fn report(&self) -> bool {
        println!("\n{:>8}  step", "seconds");
        let mut sum = Tally::default();
        for row in &self.rows {
            println!("{:>8.1}  {}: {}", row.took.as_secs_f64(), row.name, row.remark);
            sum += row.tally;
        }
        let total: f64 = self.rows.iter().map(|row| row.took.as_secs_f64()).sum();
        println!("{total:>8.1}  in all\n\n{} passed, {} failed", sum.passed, sum.failed);
        self.succeeded()
    }
}

/// Tests count as the runner counted them; a step that fails without a failing test counts as one failure.
fn judged(result: Result<Done>) -> (Tally, String) {
    match result {
        Ok(Done::Held) => (Tally::default(), "ok".to_owned()),
        Ok(Done::Skipped(why)) => (Tally::default(), format!("skipped: {why}")),
        Ok(Done::Counted(tally)) if tally.failed > 0 => {
            (tally, format!("FAILED: {} passed, {} failed", tally.passed, tally.failed))
        }
        Ok(Done::Counted(tally)) => (tally, format!("{} passed, {} failed", tally.passed, tally.failed)),
        Err(error) => (Tally { passed: 0, failed: 1 }, format!("FAILED: {error:#}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_step_does_not_stop_the_next() {
        let mut steps = Steps::default();
        steps.step("breaks", || anyhow::bail!("no compiler"));
        let made = steps.make("still runs", || Ok(7));
        assert_eq!(made, Some(7), "all failures are to be seen in one run");
        assert!(!steps.report(), "one failed step fails the whole");
    }

    #[test]
    fn a_skipped_step_is_no_failure() {
        let mut steps = Steps::default();
        steps.step("optional tool", || Ok(Done::Skipped("not installed".to_owned())));
        steps.step("tests", || Ok(Done::Counted(Tally { passed: 3, failed: 0 })));
        assert!(steps.report(), "nothing failed");
    }
}
