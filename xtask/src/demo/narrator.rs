//! One timed line per step of the show.

use std::time::Instant;

/// Prints what happened and how long it took since the line before.
#[derive(Debug)]
pub(super) struct Narrator {
    last: Instant,
}

impl Narrator {
    pub(super) fn new() -> Self {
        Self { last: Instant::now() }
    }

    pub(super) fn says(&mut self, what: &str) {
        println!("{:7.3} s  {what}", self.last.elapsed().as_secs_f64());
        self.last = Instant::now();
    }
}

/// Prints what the stand-in did: not a step of the show, so without a time.
pub(super) fn tells_of(done: &standin::Done) {
    let command = serde_json::to_value(&done.did).unwrap_or_default();
    let verb = command.get("verb").and_then(serde_json::Value::as_str).unwrap_or("something");
    println!("{:>9}  the stand-in: {verb}", "");
}
