//! How one source is, in a picture, a word and a sentence.

use swarmbell_protocols::adapter::Way;
use swarmbell_protocols::fault::Fault;
use swarmbell_words::say;

use super::{ConnectionView, Need, StatusLevel, TrayIcon, token_advice};
use crate::controller::SourceState;
use crate::link::ConnectionState;
use crate::ring::{time_of_day, user_zone};

/// The state for window and command line.
pub(super) fn connection_view(connection: &ConnectionState) -> ConnectionView {
    match connection {
        ConnectionState::Disconnected => ConnectionView::Disconnected,
        ConnectionState::Connecting => ConnectionView::Connecting,
        ConnectionState::Connected { via: Way::Push, .. } => ConnectionView::Connected,
        ConnectionState::Connected { via: Way::Poll, .. } => ConnectionView::Polling,
        ConnectionState::Reconnecting { .. } => ConnectionView::Reconnecting,
        ConnectionState::Failed { .. } => ConnectionView::Failed,
    }
}

/// What is in the way of a source besides its connection, until the user acts.
pub(super) fn trouble(source: &SourceState) -> Option<String> {
    let keyring = || source.token.needs_user().then(|| token_advice(source.token, source.secret));
    source.invalid.map(|error| error.to_string()).or_else(keyring)
}

/// What the tray would show if this were the only source.
pub(super) fn icon_of(source: &SourceState) -> TrayIcon {
    match &source.connection {
        _ if trouble(source).is_some() => TrayIcon::NeedsYou,
        ConnectionState::Failed { .. } => TrayIcon::NeedsYou,
        ConnectionState::Reconnecting { reason, .. } if reason.needs_user() => TrayIcon::NeedsYou,
        ConnectionState::Connecting | ConnectionState::Reconnecting { .. } => TrayIcon::Connecting,
        ConnectionState::Connected { .. } => TrayIcon::Online,
        ConnectionState::Disconnected => TrayIcon::Off,
    }
}

/// What of a source somebody has to change; `None` while nobody has to do anything.
pub(super) fn need_of(source: &SourceState) -> Option<Need> {
    if trouble(source).is_some() {
        return Some(if source.invalid.is_some() { Need::Settings } else { Need::Secret });
    }
    let (ConnectionState::Failed { reason } | ConnectionState::Reconnecting { reason, .. }) =
        &source.connection
    else {
        return None;
    };
    let of_the_secret = matches!(
        reason,
        Fault::TokenRefused
            | Fault::AccountBlocked
            | Fault::PastDue
            | Fault::TokenDropped
            | Fault::TicketRefused
            | Fault::NeedsToken
    );
    let need = if of_the_secret { Need::Secret } else { Need::Settings };
    // At a sign-in page it is the network that wants something.
    Some(need).filter(|_| icon_of(source) == TrayIcon::NeedsYou && *reason != Fault::SignInPage)
}

/// How bad a picture is.
pub(super) fn level_of(icon: TrayIcon) -> StatusLevel {
    match icon {
        TrayIcon::NeedsYou => StatusLevel::NeedsYou,
        TrayIcon::Connecting => StatusLevel::Busy,
        TrayIcon::Live | TrayIcon::Online | TrayIcon::Off => StatusLevel::Good,
    }
}

/// Whether somebody may want to try it again.
pub(super) fn is_lost(connection: &ConnectionState) -> bool {
    matches!(connection, ConnectionState::Reconnecting { .. } | ConnectionState::Failed { .. })
}

/// How a source is: what happened and what to do; with its name, where that is not clear.
pub(super) fn source_words(source: &SourceState, name: Option<&str>) -> String {
    let needs_you = |what: String| match name {
        Some(name) => say!("status-needs-you-of", name = name, what = what),
        None => say!("status-needs-you", what = what),
    };
    if let Some(trouble) = trouble(source) {
        return needs_you(trouble);
    }
    match &source.connection {
        ConnectionState::Disconnected => say!("status-starting"),
        ConnectionState::Connecting => match name {
            Some(name) => say!("status-connecting-to", name = name),
            None => say!("status-connecting"),
        },
        ConnectionState::Connected { via: Way::Poll, .. } => say!("status-polling"),
        ConnectionState::Connected { since, via: Way::Push } => match time_of_day(*since, &user_zone()) {
            Some(time) => say!("status-connected-since", time = time),
            None => say!("status-connected"),
        },
        ConnectionState::Reconnecting { reason, .. } if !reason.needs_user() => {
            let reason = reason.sentence(source.secret);
            match name {
                Some(name) => say!("status-reconnecting-to", name = name, reason = reason),
                None => say!("status-reconnecting", reason = reason),
            }
        }
        ConnectionState::Reconnecting { reason, .. } | ConnectionState::Failed { reason } => {
            needs_you(reason.sentence(source.secret))
        }
    }
}
