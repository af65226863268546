//! The sources that somebody added, as the window lists them.

use serde::{Deserialize, Serialize};
use swarmbell_words::say;
use ts_rs::TS;

use super::connection::{connection_view, icon_of, level_of, need_of, source_words};
use super::{ConnectionView, Need, StatusLevel, TokenView};
use crate::controller::{SourceState, State};
use crate::settings::{SourceId, SourceSettings};

/// A source that somebody added. Its settings are asked for when somebody edits them: they can be large.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SourceView {
    /// Its id.
    pub id: String,
    /// What the user calls it.
    pub name: String,
    /// Which system it is, such as `relay`.
    pub system: String,
    /// The server, as it is shown.
    pub server: String,
    /// Whether it is paused.
    pub paused: bool,
    /// How the connection is.
    pub connection: ConnectionView,
    /// How it is, in a sentence that says what to do.
    pub sentence: String,
    /// How bad that is.
    pub level: StatusLevel,
    /// What of it somebody has to change; `null` while nobody has to do anything.
    pub need: Option<Need>,
    /// Whether there is a secret, and where it is kept.
    pub token: TokenView,
    /// What its secret is called.
    pub secret_name: String,
    /// When the last event came in this run, in ms since 1970.
    #[ts(type = "number | null")]
    pub last_event: Option<i64>,
    /// Events that came in this run.
    #[ts(type = "number")]
    pub heard: u64,
    /// Channels that were refused, each with the reason; the first of many.
    pub refused: Vec<String>,
    /// Whether the server tells what can be subscribed to.
    pub tells_offered: bool,
}

/// More refused channels are not listed: a window is no log.
const REFUSED: usize = 3;

/// The servers that the program speaks to by itself, besides those of pictures: those of each source that is not paused,
/// and the one that knows newer versions.
pub(super) fn servers(state: &State) -> Vec<String> {
    let listened_to = state.settings.sources.values().filter(|source| !source.paused);
    let of_versions = state.updates.as_ref().filter(|_| state.wants_updates());
    let all = std::iter::once(state.sources.neuro().origin.clone())
        .chain(listened_to.flat_map(|source| source.system.listen().speaks_to()))
        .chain(of_versions.and_then(|updates| updates.releases.origin()));
    let mut servers: Vec<String> = Vec::new();
    for server in all.map(|origin| origin.to_string()) {
        if !servers.contains(&server) {
            servers.push(server);
        }
    }
    servers
}

/// The sources that somebody added, by their ids.
pub(super) fn sources(state: &State) -> Vec<SourceView> {
    let others = state.sources.others();
    others.filter_map(|(id, source)| Some(view(id, source, state.settings.sources.get(id)?))).collect()
}

fn view(id: &SourceId, source: &SourceState, settings: &SourceSettings) -> SourceView {
    let system = settings.system.listen();
    let refused = source.refused.iter().take(REFUSED);
    SourceView {
        id: id.to_string(),
        name: settings.name.clone(),
        system: system.id().to_owned(),
        server: source.origin.to_string(),
        paused: settings.paused,
        connection: connection_view(&source.connection),
        sentence: if settings.paused { say!("status-paused") } else { source_words(source, None) },
        level: level_of(icon_of(source)),
        need: need_of(source),
        token: source.token,
        secret_name: source.secret.title(),
        last_event: source.last_event.map(|at| at.0),
        heard: source.heard,
        refused: refused
            .map(|(channel, fault)| format!("{channel}: {}", fault.sentence(source.secret)))
            .collect(),
        tells_offered: system
            .offered(matches!(source.token, TokenView::Kept | TokenView::ThisRunOnly))
            .is_some(),
    }
}
