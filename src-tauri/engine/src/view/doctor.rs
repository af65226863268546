//! The self-check, for support: one finding a line, built from an allow-list. Never a secret or a payload. Its own words
//! are English, for those who help; the sentences in it are as the user sees them.

use swarmbell_protocols::time::Now;

use super::status::{connection, findings, pause_words, quiet_words, status_line, token_advice};
use super::{ConnectionView, SourceView, TokenView};
use crate::controller::State;

/// What *doctor* prints.
pub fn doctor(state: &State, now: Now) -> Vec<String> {
    let neuro = state.sources.neuro();
    let mut lines = vec![
        format!("Swarmbell {} on {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS),
        format!("running for {} s", state.started.until(now.steady).as_secs()),
        format!("server {}: {}", neuro.origin, connection_word(connection(state))),
        status_line(state).sentence,
        format!("token: {}. {}", token_word(neuro.token), token_advice(neuro.token, neuro.secret))
            .trim_end()
            .to_owned(),
        match state.undelivered.and_then(|delivery| delivery.sentence()) {
            Some(sentence) => format!("notifications: {sentence}"),
            None => "notifications: no failure so far".to_owned(),
        },
        format!("tray: {}", if state.tray_host { "shown" } else { "this desktop shows no tray icons" }),
        match pause_words(state.settings.paused_until, now.wall) {
            Some(words) => format!("paused: {words}"),
            None => "paused: no".to_owned(),
        },
        match quiet_words(&state.settings, now.wall) {
            Some(words) => format!("quiet hours: {words}"),
            None => "quiet hours: not now".to_owned(),
        },
        match &state.neuro.week {
            Some(known) => format!("schedule: week {} known", known.week.name()),
            None => "schedule: none known yet".to_owned(),
        },
    ];
    lines.extend(super::sources::sources(state).iter().map(source));
    lines.extend(findings(state).map(|notice| notice.sentence.clone()));
    lines
}

/// How a source that somebody added is, by the id it has in the settings.
fn source(source: &SourceView) -> String {
    let SourceView { id, server, connection, token, heard, .. } = source;
    let (connection, token) = (connection_word(*connection), token_word(*token));
    format!("source {id} at {server}: {connection}, secret {token}, {heard} events. {}", source.sentence)
}

fn connection_word(connection: ConnectionView) -> &'static str {
    match connection {
        ConnectionView::Disconnected => "not listened to",
        ConnectionView::Connecting => "connecting",
        ConnectionView::Connected => "connected",
        ConnectionView::Polling => "checked once a minute",
        ConnectionView::Reconnecting => "reconnecting",
        ConnectionView::Failed => "stopped",
    }
}

fn token_word(token: TokenView) -> &'static str {
    match token {
        TokenView::Asking => "not known yet",
        TokenView::Absent => "none",
        TokenView::Kept => "in the keyring",
        TokenView::ThisRunOnly => "until Swarmbell ends",
        TokenView::Locked => "in a locked keyring",
        TokenView::TimedOut => "in a keyring that does not answer",
        TokenView::Denied => "in a keyring that refuses",
        TokenView::Unusable => "unusable",
    }
}
