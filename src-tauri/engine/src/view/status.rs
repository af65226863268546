//! The one sentence that says how things are: in tray, window and command line alike.

use chrono::TimeZone;
use swarmbell_protocols::adapter::Way;
use swarmbell_protocols::ask::Standing;
use swarmbell_protocols::time::UnixMillis;

use super::{ConnectionView, StatusLevel, StatusLine, TokenView, TrayIcon};
use crate::controller::{Notice, State, Topic};
use crate::link::ConnectionState;
use crate::ring::{moment, time_of_day, user_zone};

/// The status line of the window; its sentence is also the tray's.
pub fn status_line(state: &State) -> StatusLine {
    let next_try = match &state.sources.neuro().connection {
        ConnectionState::Reconnecting { next_try, .. } => next_try.map(|at| at.0),
        _ => None,
    };
    let lost = matches!(
        state.sources.neuro().connection,
        ConnectionState::Reconnecting { .. } | ConnectionState::Failed { .. }
    );
    let can_retry = lost || keyring_needs_you(state);
    StatusLine { sentence: sentence(state), level: level(state), next_try, can_retry }
}

fn sentence(state: &State) -> String {
    if let Some(undelivered) = state.undelivered.and_then(|delivery| delivery.sentence()) {
        return format!("Needs you: {undelivered}");
    }
    if keyring_needs_you(state) {
        return format!(
            "Needs you: {} Alerts check once a minute meanwhile.",
            token_advice(state.sources.neuro().token)
        );
    }
    let connection = &state.sources.neuro().connection;
    match (storage_needs_you(state), connection) {
        (None, _) | (_, ConnectionState::Failed { .. }) => connection_sentence(state),
        (_, ConnectionState::Reconnecting { reason, .. }) if reason.needs_user() => {
            connection_sentence(state)
        }
        (Some(trouble), ConnectionState::Connected { .. }) => {
            format!("Needs you: {} Alerts go on meanwhile.", trouble.sentence)
        }
        (Some(trouble), _) => format!("Needs you: {}", trouble.sentence),
    }
}

fn connection_sentence(state: &State) -> String {
    match &state.sources.neuro().connection {
        ConnectionState::Disconnected => "Starting".to_owned(),
        ConnectionState::Connecting => "Connecting".to_owned(),
        ConnectionState::Connected { since, via: Way::Push } => {
            let connected = match time_of_day(*since, &user_zone()) {
                Some(time) => format!("Connected · since {time}"),
                None => "Connected".to_owned(),
            };
            [Some(connected), ends(state)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        ConnectionState::Connected { via: Way::Poll, .. } => {
            let advice = Some(token_advice(state.sources.neuro().token)).filter(|advice| !advice.is_empty());
            let said = [Some("Checking once a minute.".to_owned()), advice.map(str::to_owned), ends(state)];
            said.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        ConnectionState::Reconnecting { reason, .. } if reason.needs_user() => {
            format!("Needs you: {}", reason.sentence())
        }
        ConnectionState::Reconnecting { reason, .. } => format!("Reconnecting. {}", reason.sentence()),
        ConnectionState::Failed { reason } => format!("Needs you: {}", reason.sentence()),
    }
}

/// What is to be known of the interface that is spoken, when it does not simply go on.
fn ends(state: &State) -> Option<String> {
    let api = state
        .sources
        .neuro()
        .api
        .as_ref()
        .filter(|api| api.standing != Standing::Current || api.version == "v1")?;
    let sunset = api.sunset.and_then(|sunset| user_zone().timestamp_millis_opt(sunset.0).earliest());
    Some(match sunset.map(|sunset| sunset.format("%-d %b %Y")) {
        Some(day) => format!("The server's interface {} was announced to end on {day}.", api.version),
        None => format!("The server speaks the old interface {}.", api.version),
    })
}

/// What to do about the token, in one sentence; empty when there is nothing to do.
pub fn token_advice(token: TokenView) -> &'static str {
    match token {
        TokenView::Asking | TokenView::Kept => "",
        TokenView::Absent => "Add your API token for instant alerts.",
        TokenView::ThisRunOnly if cfg!(target_os = "linux") => {
            "No keyring took the token: it is kept until Swarmbell ends. Start gnome-keyring or KWallet and save it again."
        }
        TokenView::ThisRunOnly => {
            "No keyring took the token: it is kept until Swarmbell ends. Save it again once the keyring works."
        }
        TokenView::Locked if cfg!(target_os = "linux") => {
            "The keyring is locked. Unlock it (in Seahorse, KWalletManager) or log in again, then press Retry now."
        }
        TokenView::Locked => "The keyring is locked. Unlock it or log in again, then press Retry now.",
        TokenView::TimedOut => {
            "The keyring does not answer. Look for its password prompt, then press Retry now."
        }
        TokenView::Denied => {
            "The keyring refused Swarmbell. Allow it in the keyring's settings, then press Retry now."
        }
    }
}

fn level(state: &State) -> StatusLevel {
    match icon(state) {
        TrayIcon::NeedsYou => StatusLevel::NeedsYou,
        TrayIcon::Connecting => StatusLevel::Busy,
        TrayIcon::Live | TrayIcon::Online | TrayIcon::Off => StatusLevel::Good,
    }
}

/// Whether there may be a token in the keyring that cannot be read without the user.
pub(super) fn keyring_needs_you(state: &State) -> bool {
    matches!(state.sources.neuro().token, TokenView::Locked | TokenView::TimedOut | TokenView::Denied)
}

/// What keeps the bell from remembering, until the user does something about it.
fn storage_needs_you(state: &State) -> Option<&Notice> {
    state.notices.iter().find(|notice| notice.topic.needs_user())
}

/// What was found out about this machine. An address that could not be opened came from outside.
pub(super) fn findings(state: &State) -> impl Iterator<Item = &Notice> {
    state.notices.iter().filter(|notice| notice.topic != Topic::Opener)
}

/// `until Mon 23 Nov 21:00`, while there is a pause.
pub fn pause_words(until: Option<UnixMillis>, now: UnixMillis) -> Option<String> {
    let until = until.filter(|until| now < *until)?;
    Some(match moment(until, now, &user_zone()) {
        Some(time) => format!("until {time}"),
        // Beyond the calendar.
        None => "without an end".to_owned(),
    })
}

/// The picture for the tray: the worst that is true.
pub(super) fn icon(state: &State) -> TrayIcon {
    let connection = match &state.sources.neuro().connection {
        ConnectionState::Failed { .. } => TrayIcon::NeedsYou,
        ConnectionState::Reconnecting { reason, .. } if reason.needs_user() => TrayIcon::NeedsYou,
        ConnectionState::Connecting | ConnectionState::Reconnecting { .. } => TrayIcon::Connecting,
        ConnectionState::Connected { .. } => TrayIcon::Online,
        ConnectionState::Disconnected => TrayIcon::Off,
    };
    let needs_you =
        keyring_needs_you(state) || state.undelivered.is_some() || storage_needs_you(state).is_some();
    let trouble = if needs_you { TrayIcon::NeedsYou } else { connection };
    let live = if state.neuro.live.is_some() { TrayIcon::Live } else { TrayIcon::Off };
    trouble.min(connection).min(live)
}

/// The state of the connection for window and command line.
pub(super) fn connection(state: &State) -> ConnectionView {
    match &state.sources.neuro().connection {
        ConnectionState::Disconnected => ConnectionView::Disconnected,
        ConnectionState::Connecting => ConnectionView::Connecting,
        ConnectionState::Connected { via: Way::Push, .. } => ConnectionView::Connected,
        ConnectionState::Connected { via: Way::Poll, .. } => ConnectionView::Polling,
        ConnectionState::Reconnecting { .. } => ConnectionView::Reconnecting,
        ConnectionState::Failed { .. } => ConnectionView::Failed,
    }
}
