//! Rings by keyword.

use chrono::TimeZone;
use swarmbell_protocols::Event;
use swarmbell_protocols::event::Subject;
use swarmbell_protocols::schedule::Week;

use super::{Bells, Facts};
use crate::ring::plain;
use crate::schedule::{Change, difference};
use crate::settings::{NeuroSettings, Phrases};

/// Why the keywords silence an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filtered {
    /// It speaks of this, which is never to ring.
    Never(String),
    /// It speaks of none of the things that alone are to ring.
    Only,
}

/// Whether the keywords silence this event. An event without words, such as the end of a stream, passes. Of a
/// changed schedule each change is judged for itself: one that may ring is enough.
pub(super) fn filtered<Z: TimeZone>(event: &Event, facts: &Facts<'_, Z>) -> Option<Filtered> {
    let NeuroSettings { only, never, .. } = &facts.settings.neuro;
    // The keywords are the first source's; the others' rules have conditions of their own.
    if matches!(facts.bells, Bells::Rules { .. }) {
        return None;
    }
    if only.is_empty() && never.is_empty() {
        return None;
    }
    let mut silenced = None;
    for texts in parts(event, facts).iter().filter(|texts| !texts.is_empty()) {
        silenced = Some(judge(texts, only, never)?);
    }
    silenced
}

fn judge(texts: &[String], only: &Phrases, never: &Phrases) -> Option<Filtered> {
    if let Some(phrase) = never.found_in(texts) {
        return Some(Filtered::Never(phrase.to_owned()));
    }
    (!only.is_empty() && only.found_in(texts).is_none()).then_some(Filtered::Only)
}

/// The words of an event, part by part; most events have one part.
fn parts<Z: TimeZone>(event: &Event, facts: &Facts<'_, Z>) -> Vec<Vec<String>> {
    let one = |texts: &[&Option<String>]| vec![texts.iter().copied().flatten().cloned().collect()];
    match &event.subject {
        Subject::Live(stream) | Subject::SecretLive(stream) => {
            let texts = [&stream.title, &stream.category].into_iter().flatten();
            vec![texts.chain(&stream.tags).cloned().collect()]
        }
        Subject::Changed { title, category } => one(&[title, category]),
        Subject::Raid { channel, .. } => one(&[&Some(channel.name.clone()), &channel.login]),
        Subject::Schedule(week) => changed_parts(week, facts),
        Subject::Subathon(subathon) => one(&[&subathon.name]),
        Subject::Goal(update) => one(&[&update.goal.name]),
        Subject::Article(article) => one(&[&article.title, &article.author, &article.summary]),
        Subject::Post(post) => one(&[&Some(post.user.clone()), &post.text]),
        Subject::Story(story) => one(&[&story.headline, &story.publication, &story.summary]),
        Subject::Reminder(entry) => one(&[&Some(plain(&entry.message))]),
        Subject::Missed(recording) => one(&[&recording.title]),
        Subject::Signal(signal) => one(&[&signal.token.symbol, &signal.token.name, &signal.author]),
        Subject::Message(message) => one(&[&message.text, &message.author, &message.place]),
        Subject::Swap(swap) => one(&[&swap.token.symbol, &swap.token.name]),
        Subject::Task(_) | Subject::Ended | Subject::Other => Vec::new(),
    }
}

/// The words of each change that lies ahead. Without an older version all that lies ahead is news.
fn changed_parts<Z: TimeZone>(week: &Week, facts: &Facts<'_, Z>) -> Vec<Vec<String>> {
    let now = facts.now.wall;
    let Some(old) = facts.old_week else {
        let ahead = week.entries.iter().filter(|entry| entry.time > now);
        return ahead.map(|entry| vec![plain(&entry.message)]).collect();
    };
    let words = |change: &Change| {
        let sides = [&change.before, &change.after].into_iter().flatten();
        sides.map(|entry| plain(&entry.message)).collect()
    };
    difference(old, week, now, facts.zone).iter().map(words).collect()
}
