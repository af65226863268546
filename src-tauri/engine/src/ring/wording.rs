//! What a ring says, and what a click on it does.
//!
//! - this file puts a ring together; `chosen` words by the texts of a rule, `live` words streams and raids, `plans` the schedule and reminders, `news`
//!   subathons, articles, posts and stories, `trade` what is traded.

mod chosen;
mod live;
mod news;
mod plans;
mod trade;

use std::fmt::Display;

use chrono::TimeZone;
use swarmbell_protocols::Event;
use swarmbell_protocols::event::{Direction, Subject};
use swarmbell_protocols::web::WebAddress;
use swarmbell_words::say;

use super::text::{MAX_CHARS, clean};
use super::{Action, Button, Ring, RingId, label, snooze_button};
use crate::rules::{self, Facts, Tone};
use crate::updates::Release;

pub use live::who_streams;

/// What a ring says.
struct Said {
    title: String,
    body: String,
}

/// Words an event for the bell.
pub fn word<Z: TimeZone>(id: RingId, event: &Event, tone: Tone, facts: &Facts<'_, Z>) -> Ring
where
    Z::Offset: Display,
{
    let chosen = facts.bells.says(event).map(|says| chosen::say(event, says, facts.bells.source()));
    let (said, chosen_page) = chosen.map_or((None, None), |(said, page)| (Some(said), page));
    let Said { title, body } = said.unwrap_or_else(|| say(event, tone, facts));
    let target = match chosen_page {
        Some(page) => Some((page, Some(Leads::Open))),
        None => target(event, facts),
    };
    let (click, button) = match target {
        Some((page, leads)) => {
            // Whose page it is, the user cannot know of a source that was added.
            let host = facts.bells.source().map(|_| page.host());
            let button = leads
                .map(|leads| Button { label: clean(&leads.label(host)), action: Action::Open(page.clone()) });
            (Action::Open(page), button)
        }
        None => (Action::ShowWindow, None),
    };
    let buttons = button.into_iter().chain([snooze_button()]).collect();
    let quiet = tone == Tone::BackOnline;
    let urgent = matches!(event.subject, Subject::Live(_)) && !quiet;
    let waits = rules::can_wait(&event.subject);
    let sounds = !quiet && facts.bells.bell(facts.settings, event).sounds;
    let (title, body) = (clean(&title), clean(&body));
    Ring { id, source: None, title, body, click, buttons, urgent, quiet, sounds, waits }
}

/// The ring that *Send a test notification* shows.
pub fn test_ring(id: RingId) -> Ring {
    Ring {
        id,
        source: None,
        title: say!("ring-test-title"),
        body: say!("ring-test-body"),
        click: Action::ShowWindow,
        buttons: Vec::new(),
        urgent: false,
        quiet: false,
        sounds: true,
        waits: false,
    }
}

/// What is told when the window is closed for the first time.
pub fn tray_ring(id: RingId, tray_host: bool) -> Ring {
    let body = if tray_host { say!("ring-stays-in-tray") } else { say!("ring-stays-unseen") };
    Ring { title: say!("ring-stays-title"), body, quiet: true, sounds: false, ..test_ring(id) }
}

/// What is told when there is a newer version of this program.
pub fn update_ring(id: RingId, version: &Release, page: WebAddress) -> Ring {
    Ring {
        title: say!("ring-update-title", version = version.to_string()),
        body: say!("ring-update-body"),
        click: Action::Open(page),
        quiet: true,
        sounds: false,
        waits: true,
        ..test_ring(id)
    }
}

fn say<Z: TimeZone>(event: &Event, tone: Tone, facts: &Facts<'_, Z>) -> Said
where
    Z::Offset: Display,
{
    match &event.subject {
        Subject::Live(stream) => live::live(stream, event.via, tone, facts),
        Subject::SecretLive(stream) => live::secret(stream),
        Subject::Ended => Said::title(&say!("live-ended")),
        Subject::Changed { title, category } => live::changed(title.as_deref(), category.as_deref()),
        Subject::Raid { direction, channel, party } => live::raid(*direction, channel, *party),
        Subject::Missed(recording) => live::missed(recording),
        Subject::Schedule(week) => plans::schedule(week, facts),
        Subject::Reminder(entry) => plans::reminder(entry, facts),
        Subject::Subathon(subathon) => news::subathon(subathon, facts),
        Subject::Goal(update) => news::goal(&update.goal),
        Subject::Article(article) => news::article(article),
        Subject::Post(post) => news::post(post),
        Subject::Story(story) => news::story(story),
        Subject::Signal(signal) => trade::signal(signal),
        Subject::Message(message) => trade::message(message),
        Subject::Swap(swap) => trade::swap(swap),
        Subject::Task(task) => trade::task(task),
        Subject::Other => Said::title(&label(event.event_type.as_str())),
    }
}

/// Where a click leads, and what the button for it says; some pages need no button.
fn target<Z: TimeZone>(event: &Event, facts: &Facts<'_, Z>) -> Option<(WebAddress, Option<Leads>)> {
    let page = event.page.clone();
    match &event.subject {
        Subject::Live(stream) => Some((facts.settings.neuro.live_opens.address(stream), Some(Leads::Watch))),
        Subject::SecretLive(stream) => Some((stream.page.clone(), Some(Leads::Watch))),
        Subject::Missed(recording) => Some((recording.page.clone(), Some(Leads::WatchRecording))),
        Subject::Post(post) => post.page.clone().or(page).map(|page| (page, Some(Leads::Read))),
        Subject::Article(_) | Subject::Story(_) => page.map(|page| (page, Some(Leads::Read))),
        Subject::Raid { direction: Direction::Incoming | Direction::Outgoing, .. }
        | Subject::Changed { .. }
        | Subject::Subathon(_)
        | Subject::Goal(_) => page.map(|page| (page, Some(Leads::Watch))),
        Subject::Reminder(_) => page.map(|page| (page, Some(Leads::OpenStream))),
        Subject::Ended | Subject::Schedule(_) => page.map(|page| (page, None)),
        Subject::Signal(_) | Subject::Message(_) | Subject::Swap(_) | Subject::Task(_) | Subject::Other => {
            page.map(|page| (page, Some(Leads::Open)))
        }
    }
}

/// What the page is good for that a click opens.
#[derive(Debug, Clone, Copy)]
enum Leads {
    Watch,
    WatchRecording,
    Read,
    OpenStream,
    Open,
}

impl Leads {
    /// What stands on the button; with the page's host, where that is not clear.
    fn label(self, host: Option<&str>) -> String {
        match (self, host) {
            (Self::Read, Some(host)) => say!("button-read-at", host = host),
            (_, Some(host)) => say!("button-open-at", host = host),
            (Self::Watch, None) => say!("button-watch"),
            (Self::WatchRecording, None) => say!("button-watch-recording"),
            (Self::Read, None) => say!("button-read"),
            (Self::OpenStream, None) => say!("tray-open-stream"),
            (Self::Open, None) => say!("button-open"),
        }
    }
}

impl Said {
    fn new(title: impl Into<String>, body: impl Into<String>) -> Self {
        Self { title: title.into(), body: body.into() }
    }

    fn title(title: &str) -> Self {
        Self::new(title, "")
    }
}

/// Joins what is there with dots. The later parts keep their place even when the first is very long.
fn join<const N: usize>(parts: [Option<&str>; N]) -> String {
    let mut parts = parts.into_iter().flatten().map(clean).filter(|part| !part.is_empty());
    let Some(first) = parts.next() else { return String::new() };
    let rest: String = parts.flat_map(|part| [" · ".to_owned(), part]).collect();
    cut(&first, MAX_CHARS.saturating_sub(rest.chars().count())) + &rest
}

/// A text of so many characters at most, with an ellipsis where something is missing.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(std::iter::once('…')).collect()
}

#[cfg(test)]
mod tests;
