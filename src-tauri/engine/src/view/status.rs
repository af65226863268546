//! The one sentence that says how things are: in tray, window and command line alike.

use swarmbell_protocols::adapter::Way;
use swarmbell_protocols::ask::Standing;
use swarmbell_protocols::secret::SecretWords;
use swarmbell_protocols::time::UnixMillis;
use swarmbell_words::say;

use super::connection::{connection_view, icon_of, is_lost, level_of, need_of, source_words, trouble};
use super::{ConnectionView, Need, StatusLine, TokenView, TrayIcon};
use crate::controller::{Notice, NoticeKind, SourceState, State};
use crate::desktop::Delivery;
use crate::link::ConnectionState;
use crate::ring::{date_with_year, moment, user_zone};
use crate::settings::{Settings, SourceId};

/// The status line of the window; its sentence is also the tray's.
pub fn status_line(state: &State) -> StatusLine {
    let (_, worst) = worst(state);
    let next_try = match &worst.connection {
        ConnectionState::Reconnecting { next_try, .. } => next_try.map(|at| at.0),
        _ => None,
    };
    let fix = to_fix(state);
    let may_get_better = |source: &SourceState| is_lost(&source.connection) || source.token.may_come();
    // One thing is to be done at a time.
    let can_retry = fix.is_none() && listened(state).any(|(_, source)| may_get_better(source));
    StatusLine {
        sentence: sentence(state),
        level: level_of(icon(state)),
        next_try,
        can_retry,
        fix: fix.map(|source| source.to_string()),
    }
}

/// The source about which the sentence speaks, where somebody has to change something there.
fn to_fix(state: &State) -> Option<SourceId> {
    if state.undelivered.is_some_and(|delivery| delivery.sentence().is_some()) {
        return None;
    }
    let (added, source) = worst(state);
    // A secret that is there already is asked for again.
    let need = need_of(source).filter(|need| *need == Need::Settings || !source.token.may_come());
    let polled = matches!(source.connection, ConnectionState::Connected { via: Way::Poll, .. });
    match added {
        Some((id, _)) => need.map(|_| id.clone()),
        // Of the first source there is nothing to change in the window but its token. Without one it listens all the same.
        None => {
            (need == Some(Need::Secret) || polled && source.token == TokenView::Absent).then(SourceId::neuro)
        }
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

/// The source of which is spoken: the worst; of equally bad ones the first.
pub(super) fn worst(state: &State) -> (Option<Added<'_>>, &SourceState) {
    let worst = listened(state).min_by_key(|(_, source)| icon_of(source));
    worst.unwrap_or((None, state.sources.neuro()))
}

fn sentence(state: &State) -> String {
    if let Some(undelivered) = state.undelivered.and_then(Delivery::sentence) {
        return say!("status-needs-you", what = undelivered);
    }
    let (added, source) = worst(state);
    let name = added.map(|(_, name)| name);
    match (storage_needs_you(state), icon_of(source)) {
        (None, _) | (_, TrayIcon::NeedsYou) => source_sentence(state, name, source),
        (Some(trouble), TrayIcon::Online) => {
            say!("status-needs-you-meanwhile", what = trouble.sentence.as_str())
        }
        (Some(trouble), _) => say!("status-needs-you", what = trouble.sentence.as_str()),
    }
}

/// How a source is. Of the first one there is more to be said.
fn source_sentence(state: &State, name: Option<&str>, source: &SourceState) -> String {
    let words = source_words(source, name);
    let neuro = state.sources.neuro();
    let advice = token_advice(neuro.token, neuro.secret);
    match &source.connection {
        _ if trouble(source).is_some() && name.is_none() => {
            say!("status-polled-meanwhile", sentence = words)
        }
        _ if trouble(source).is_some() => words,
        ConnectionState::Connected { via: Way::Push, .. } => {
            [Some(words), ends(state)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        ConnectionState::Connected { via: Way::Poll, .. } => {
            let advice = Some(advice).filter(|advice| !advice.is_empty());
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
    let (version, sunset) = (api.version, api.sunset);
    Some(match sunset.and_then(|sunset| date_with_year(sunset, &user_zone())) {
        Some(day) => say!("status-interface-ends", version = version, day = day),
        None => say!("status-interface-old", version = version),
    })
}

/// What to do about a secret, in one sentence; empty when there is nothing to do. *Retry* is a button, an entry of the
/// tray's menu, and a command.
pub fn token_advice(token: TokenView, SecretWords(secret): SecretWords) -> String {
    let linux = cfg!(target_os = "linux");
    match token {
        TokenView::Asking | TokenView::Kept => String::new(),
        TokenView::Absent => say!("token-add"),
        TokenView::ThisRunOnly if linux => say!("token-this-run-linux", secret = secret),
        TokenView::ThisRunOnly => say!("token-this-run", secret = secret),
        TokenView::Locked if linux => say!("token-locked-linux"),
        TokenView::Locked => say!("token-locked"),
        TokenView::TimedOut => say!("token-timed-out"),
        TokenView::Denied => say!("token-denied"),
        TokenView::Unusable => say!("token-unusable", secret = secret),
    }
}

/// What keeps the bell from remembering, until the user does something about it.
fn storage_needs_you(state: &State) -> Option<&Notice> {
    state.notices.iter().find(|notice| notice.kind.needs_user())
}

/// What was found out about this machine. An address that could not be opened came from outside.
pub(super) fn findings(state: &State) -> impl Iterator<Item = &Notice> {
    state.notices.iter().filter(|notice| notice.kind != NoticeKind::Opener)
}

/// `until Mon 23 Nov 21:00`, while there is a pause.
pub fn pause_words(until: Option<UnixMillis>, now: UnixMillis) -> Option<String> {
    let until = until.filter(|until| now < *until)?;
    Some(match moment(until, now, &user_zone()) {
        Some(time) => say!("until", time = time),
        // Beyond the calendar.
        None => say!("without-an-end"),
    })
}

/// `until Mon 07:00`, in quiet hours.
pub(super) fn quiet_words(settings: &Settings, now: UnixMillis) -> Option<String> {
    let zone = user_zone();
    let hours = settings.quiet_hours.filter(|hours| hours.is_quiet(now, &zone))?;
    Some(match hours.ends_at(now, &zone).and_then(|end| moment(end, now, &zone)) {
        Some(time) => say!("until", time = time),
        None => say!("quiet-always"),
    })
}

/// The picture for the tray: the worst that is true.
pub(super) fn icon(state: &State) -> TrayIcon {
    let (_, source) = worst(state);
    let needs_you = state.undelivered.is_some() || storage_needs_you(state).is_some();
    let source = if needs_you { TrayIcon::NeedsYou } else { icon_of(source) };
    let live = if state.neuro.live.is_some() { TrayIcon::Live } else { TrayIcon::Off };
    source.min(live)
}

/// The first source's connection, for window and command line.
pub(super) fn connection(state: &State) -> ConnectionView {
    connection_view(&state.sources.neuro().connection)
}
