//! A file of steps, each: wait for one of some conditions, pause, do something.

use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::clock::monotonic_ns;
use crate::control::{Command, Condition, Control};

/// Scenarios that can be named without a file.
const BUILT_IN: [(&str, &str); 5] = [
    ("demo", include_str!("../scenarios/demo.json")),
    ("evening", include_str!("../scenarios/evening.json")),
    ("relay", include_str!("../scenarios/relay.json")),
    ("shuriken", include_str!("../scenarios/shuriken.json")),
    ("vera", include_str!("../scenarios/vera.json")),
];

/// A scenario; the format is described in the package's README.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it plays, for people.
    #[serde(default)]
    pub about: String,
    /// Played in order, each once.
    pub steps: Vec<Step>,
}

/// One step of a scenario.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Goes on when one of these is met; at once if empty. It waits without a limit.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// Pause after that, milliseconds.
    #[serde(default)]
    pub after_ms: u64,
    /// What is done then.
    pub r#do: Command,
}

/// What a step did.
#[derive(Clone, Debug, Serialize)]
pub struct Done {
    /// Number of the step, from 1.
    pub step: usize,
    /// The command.
    pub did: Command,
    /// What came of it; the error's text if it failed.
    pub result: Value,
    /// `CLOCK_MONOTONIC` when it was begun, nanoseconds.
    pub monotonic_ns: u64,
}

impl Scenario {
    /// Reads a file, or takes the built-in scenario of this name if there is no such file.
    ///
    /// # Errors
    /// When there is neither, or it is not a scenario.
    pub fn load(file_or_name: &str) -> anyhow::Result<Self> {
        let built_in = BUILT_IN.iter().find(|(name, _)| *name == file_or_name);
        let text = match built_in {
            Some((_, text)) if !Path::new(file_or_name).is_file() => (*text).to_owned(),
            _ => std::fs::read_to_string(file_or_name)
                .with_context(|| format!("reading scenario {file_or_name}"))?,
        };
        serde_json::from_str(&text).with_context(|| format!("in scenario {file_or_name}"))
    }

    /// Plays all steps; `told` hears of each. A step that fails does not end the scenario.
    pub async fn play(self, control: &Control, mut told: impl FnMut(Done)) {
        for (index, step) in self.steps.into_iter().enumerate() {
            if !step.when.is_empty() && !reached(control, &step.when).await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(step.after_ms)).await;
            let monotonic_ns = monotonic_ns();
            let result = control.carry_out(step.r#do.clone()).await;
            let result = result.unwrap_or_else(|error| Value::String(format!("{error:#}")));
            told(Done { step: index + 1, did: step.r#do, result, monotonic_ns });
        }
    }
}

/// Waits for one of the conditions; false when the server has ended.
async fn reached(control: &Control, conditions: &[Condition]) -> bool {
    let met = |state: &crate::State| conditions.iter().any(|condition| condition.met(state)).then_some(());
    control.wait_for(met, Duration::MAX).await.is_ok()
}
