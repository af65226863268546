//! The self-check, for support: one finding a line, built from an allow-list. Never a secret or a payload.

use swarmbell_protocols::time::Now;

use super::status::{connection, status_line, token_advice};
use crate::controller::{State, Topic};
use crate::rules;

/// What *doctor* prints.
pub fn doctor(state: &State, now: Now) -> Vec<String> {
    let mut lines = vec![
        format!("Swarmbell {} on {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS),
        format!("running for {} s", state.started.until(now.steady).as_secs()),
        format!("server {}: {:?}", state.sources.neuro().origin, connection(state)),
        status_line(state).sentence,
        format!("token: {:?}. {}", state.sources.neuro().token, token_advice(state.sources.neuro().token))
            .trim_end()
            .to_owned(),
        match state.undelivered.and_then(|delivery| delivery.sentence()) {
            Some(sentence) => format!("notifications: {sentence}"),
            None => "notifications: no failure so far".to_owned(),
        },
        format!("tray: {}", if state.tray_host { "shown" } else { "this desktop shows no tray icons" }),
        format!("paused: {}", if rules::paused(&state.settings, now.wall) { "yes" } else { "no" }),
        match &state.neuro.week {
            Some(known) => format!("schedule: week {} known", known.week.name()),
            None => "schedule: none known yet".to_owned(),
        },
    ];
    // An address that could not be opened came from outside.
    let ours = state.notices.iter().filter(|notice| notice.topic != Topic::Opener);
    lines.extend(ours.map(|notice| notice.sentence.clone()));
    lines
}
