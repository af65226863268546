//! The report of a run: one timed line per step, and the sum at its end.

use std::time::Instant;

use anyhow::Result;

/// How many tests had which end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Went well.
    pub(crate) passed: usize,
    /// Did not.
    pub(crate) failed: usize,
    /// Were not tried.
    pub(crate) skipped: usize,
}

/// What a step came to.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// A check that counts as one test and went well.
    Passed,
    /// Many tests.
    Counted(Count),
    /// Could not be tried here, with the reason.
    Skipped(String),
}

/// The report so far.
#[derive(Debug, Default)]
pub(crate) struct Report {
    total: Count,
}

impl Report {
    /// Runs one step, prints its line and adds it up. Answers whether nothing failed. An error is one failed test.
    pub(crate) fn step(&mut self, name: &str, step: impl FnOnce() -> Result<Outcome>) -> bool {
        eprintln!("--- {name}");
        let start = Instant::now();
        let outcome = step();
        let seconds = start.elapsed().as_secs_f64();
        let (word, count, remark) = match outcome {
            Ok(Outcome::Passed) => ("ok", Count { passed: 1, ..Count::default() }, String::new()),
            Ok(Outcome::Counted(count)) => {
                let word = if count.failed == 0 { "ok" } else { "FAILED" };
                (word, count, format!(": {count}"))
            }
            Ok(Outcome::Skipped(reason)) => {
                ("skipped", Count { skipped: 1, ..Count::default() }, format!(": {reason}"))
            }
            Err(error) => ("FAILED", Count { failed: 1, ..Count::default() }, format!(": {error:#}")),
        };
        println!("{seconds:7.1} s  {word:<7} {name}{remark}");
        self.total = self.total + count;
        count.failed == 0
    }

    /// A step that is not tried because an earlier one failed: counted as failed, for nothing shows that it works.
    pub(crate) fn blocked(&mut self, name: &str, by: &str) {
        self.step(name, || anyhow::bail!("not tried because `{by}` failed"));
    }

    /// The sum.
    pub(crate) fn total(&self) -> Count {
        self.total
    }
}

impl std::ops::Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}
