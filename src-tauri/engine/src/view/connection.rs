//! How one source is, in a picture, a word and a sentence.

use swarmbell_protocols::adapter::Way;
use swarmbell_protocols::fault::Fault;

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
    let keyring = || source.token.needs_user().then(|| token_advice(source.token, &source.secret));
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
    let to = name.map(|name| format!(" to {name}")).unwrap_or_default();
    let whose = name.map(|name| format!("{name}: ")).unwrap_or_default();
    if let Some(trouble) = trouble(source) {
        return format!("Needs you: {whose}{trouble}");
    }
    match &source.connection {
        ConnectionState::Disconnected => "Starting".to_owned(),
        ConnectionState::Connecting => format!("Connecting{to}"),
        ConnectionState::Connected { via: Way::Poll, .. } => "Checking once a minute.".to_owned(),
        ConnectionState::Connected { since, via: Way::Push } => match time_of_day(*since, &user_zone()) {
            Some(time) => format!("Connected · since {time}"),
            None => "Connected".to_owned(),
        },
        ConnectionState::Reconnecting { reason, .. } if !reason.needs_user() => {
            format!("Reconnecting{to}. {}", reason.sentence(&source.secret))
        }
        ConnectionState::Reconnecting { reason, .. } | ConnectionState::Failed { reason } => {
            format!("Needs you: {whose}{}", reason.sentence(&source.secret))
        }
    }
}
