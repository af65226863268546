//! The one sentence that says how things are: in tray, window and command line alike.

use chrono::TimeZone;
use swarmbell_protocols::adapter::Way;
use swarmbell_protocols::ask::Standing;
use swarmbell_protocols::time::UnixMillis;

use super::connection::{connection_view, connection_words, icon_of, is_lost, level_of};
use super::{ConnectionView, StatusLine, TokenView, TrayIcon};
use crate::controller::{Notice, SourceState, State, Topic};
use crate::link::ConnectionState;
use crate::ring::{moment, user_zone};
use crate::settings::{Settings, SourceId};

/// The status line of the window; its sentence is also the tray's.
pub fn status_line(state: &State) -> StatusLine {
    let (_, worst) = worst(state);
    let next_try = match worst {
        ConnectionState::Reconnecting { next_try, .. } => next_try.map(|at| at.0),
        _ => None,
    };
    let can_retry =
        listened(state).any(|(_, source)| is_lost(&source.connection)) || keyring_needs_you(state);
    StatusLine {
        sentence: sentence(state),
        level: level_of(icon(state)),
        next_try,
        can_retry,
        fix: to_fix(state).map(|source| source.to_string()),
    }
}

/// The source about which the sentence speaks, where somebody has to do something there.
fn to_fix(state: &State) -> Option<SourceId> {
    if state.undelivered.is_some_and(|delivery| delivery.sentence().is_some()) {
        return None;
    }
    if keyring_needs_you(state) {
        return Some(SourceId::neuro());
    }
    match worst(state) {
        (Some((id, _)), connection) => Some(id.clone()).filter(|_| icon_of(connection) == TrayIcon::NeedsYou),
        // Of the first source there is nothing to change in the window but its token.
        (None, ConnectionState::Failed { .. }) => Some(SourceId::neuro()),
        (None, _) => None,
    }
}

/// The id of a source that somebody added, and the name that tells it apart.
type Added<'a> = (&'a SourceId, &'a str);

/// The sources that are not paused.
fn listened(state: &State) -> impl Iterator<Item = (Option<Added<'_>>, &SourceState)> {
    let added = state.sources.others().filter_map(|(id, source)| {
        let settings = state.settings.sources.get(id).filter(|settings| !settings.paused)?;
        Some((Some((id, settings.name.as_str())), source))
    });
    std::iter::once((None, state.sources.neuro())).chain(added)
}

/// The connection of which is spoken: the worst; of equally bad ones the first.
pub(super) fn worst(state: &State) -> (Option<Added<'_>>, &ConnectionState) {
    let connections = listened(state).map(|(added, source)| (added, &source.connection));
    let worst = connections.min_by_key(|(_, connection)| icon_of(connection));
    worst.unwrap_or((None, &state.sources.neuro().connection))
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
    let (added, connection) = worst(state);
    let name = added.map(|(_, name)| name);
    match (storage_needs_you(state), icon_of(connection)) {
        (None, _) | (_, TrayIcon::NeedsYou) => connection_sentence(state, name, connection),
        (Some(trouble), TrayIcon::Online) => {
            format!("Needs you: {} Alerts go on meanwhile.", trouble.sentence)
        }
        (Some(trouble), _) => format!("Needs you: {}", trouble.sentence),
    }
}

/// How the connection is. Of the first source there is more to be said while all is well.
fn connection_sentence(state: &State, name: Option<&str>, connection: &ConnectionState) -> String {
    let words = connection_words(connection, name);
    let advice = token_advice(state.sources.neuro().token);
    match connection {
        ConnectionState::Connected { via: Way::Push, .. } => {
            [Some(words), ends(state)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        ConnectionState::Connected { via: Way::Poll, .. } => {
            let advice = Some(advice.to_owned()).filter(|advice| !advice.is_empty());
            [Some(words), advice, ends(state)].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        _ => words,
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

/// `until Mon 07:00`, in quiet hours.
pub(super) fn quiet_words(settings: &Settings, now: UnixMillis) -> Option<String> {
    let zone = user_zone();
    let hours = settings.quiet_hours.filter(|hours| hours.is_quiet(now, &zone))?;
    Some(match hours.ends_at(now, &zone).and_then(|end| moment(end, now, &zone)) {
        Some(time) => format!("until {time}"),
        None => "all day, every day".to_owned(),
    })
}

/// The picture for the tray: the worst that is true.
pub(super) fn icon(state: &State) -> TrayIcon {
    let (_, connection) = worst(state);
    let connection = icon_of(connection);
    let needs_you =
        keyring_needs_you(state) || state.undelivered.is_some() || storage_needs_you(state).is_some();
    let trouble = if needs_you { TrayIcon::NeedsYou } else { connection };
    let live = if state.neuro.live.is_some() { TrayIcon::Live } else { TrayIcon::Off };
    trouble.min(connection).min(live)
}

/// The first source's connection, for window and command line.
pub(super) fn connection(state: &State) -> ConnectionView {
    connection_view(&state.sources.neuro().connection)
}
