//! How many tests passed and failed, read from the summaries the runners print.

use std::ops::AddAssign;

use anyhow::{Result, bail};

use crate::step::Done;

/// Counts of tests.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: u32,
    /// Tests that failed.
    pub failed: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Tally {
    /// Sums every summary line of `cargo test`, `vitest` and `node --test` in the text.
    pub fn read(text: &str) -> Self {
        let mut sum = Self::default();
        for line in text.lines() {
            sum += Self::of_line(line.trim());
        }
        sum
    }

    /// What a runner's step has to say: its counts, or an error when it failed without a failing test.
    pub fn of_runner(self, runner: &str, success: bool) -> Result<Done> {
        if !success && self.failed == 0 {
            bail!("{runner} failed before or beside its tests ({} passed); see above", self.passed);
        }
        if success && self.passed == 0 {
            bail!("{runner} ran no test");
        }
        Ok(Done::Counted(self))
    }

    fn of_line(line: &str) -> Self {
        if let Some(counts) = line.strip_prefix("test result:") {
            return Self::labelled(counts); // cargo test: `test result: ok. 3 passed; 0 failed; …`
        }
        if let Some(counts) = line.strip_prefix("Tests ") {
            return Self::labelled(counts); // vitest: `Tests  1 failed | 2 passed (3)`
        }
        let node = |label: &str| line.strip_prefix(label).and_then(|count| count.trim().parse().ok()).unwrap_or(0);
        Self { passed: node("ℹ pass "), failed: node("ℹ fail ") + node("ℹ cancelled ") }
    }

    fn labelled(counts: &str) -> Self {
        let words: Vec<&str> = counts.split([' ', ';', '|', ',']).filter(|word| !word.is_empty()).collect();
        let count_before = |label: &str| {
            let pairs = words.iter().zip(words.iter().skip(1));
            pairs.filter(|(_, word)| **word == label).filter_map(|(count, _)| count.parse::<u32>().ok()).sum()
        };
        Self { passed: count_before("passed"), failed: count_before("failed") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_runner_is_read_in_its_own_words() {
        let cargo = "running 3 tests\ntest result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 4 filtered out";
        assert_eq!(Tally::read(cargo), Tally { passed: 2, failed: 1 }, "cargo test's line");
        let vitest = " Test Files  1 failed | 1 passed (2)\n      Tests  1 failed | 7 passed (8)";
        assert_eq!(Tally::read(vitest), Tally { passed: 7, failed: 1 }, "files are not tests");
        let node = "ℹ tests 4\nℹ suites 0\nℹ pass 2\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0";
        assert_eq!(Tally::read(node), Tally { passed: 2, failed: 2 }, "a cancelled test has not passed");
    }

    #[test]
    fn several_summaries_add_up() {
        let text = "test result: ok. 2 passed; 0 failed\nnoise\ntest result: ok. 5 passed; 0 failed";
        assert_eq!(Tally::read(text), Tally { passed: 7, failed: 0 }, "cargo test prints one line a test binary");
    }

    #[test]
    fn a_runner_that_ran_nothing_has_not_passed() {
        assert!(
            Tally::default().of_runner("npm test", true).is_err(),
            "a filter that matches nothing hides everything"
        );
        let crashed = Tally { passed: 4, failed: 0 };
        assert!(crashed.of_runner("cargo test", false).is_err(), "a binary that did not compile fails the step");
    }

    #[test]
    fn text_without_a_summary_counts_nothing() {
        assert_eq!(Tally::read("error: could not compile"), Tally::default(), "the step itself then counts as failed");
    }
}
