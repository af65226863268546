//! Streams: live, changed, raided, over.

use std::fmt::Display;
use std::time::Duration;

use chrono::TimeZone;
use swarmbell_protocols::event::{Direction, Via};
use swarmbell_protocols::schedule::Entry;
use swarmbell_protocols::stream::{Channel, LiveStream, Recording};
use swarmbell_words::say;

use super::{Said, join};
use crate::ring::text::clean;
use crate::ring::times::{length, time_of_day};
use crate::rules::{Facts, Tone};
use crate::schedule::{Who, lateness};

/// A live stream that began longer ago than this is announced with "live since".
const FRESH: Duration = Duration::from_secs(5 * 60);

pub(super) fn live<Z: TimeZone>(stream: &LiveStream, via: Via, tone: Tone, facts: &Facts<'_, Z>) -> Said
where
    Z::Offset: Display,
{
    let now = facts.now.wall;
    let planned = stream.started_at.and_then(|started| lateness(started, facts.weeks));
    let who = who_streams(stream.title.as_deref(), planned.map(|planned| planned.entry));
    if tone == Tone::BackOnline {
        return Said::new(say!("live-back", who = who), about(stream, None));
    }
    let since = stream
        .started_at
        .filter(|started| via == Via::Snapshot && now.since(*started) > FRESH)
        .and_then(|started| time_of_day(started, facts.zone));
    let title = match since {
        Some(time) => say!("live-since", who = who, time = time),
        None => say!("live-now", who = who),
    };
    Said::new(title, about(stream, planned.and_then(|planned| planned.words()).as_deref()))
}

/// Who is on the air, as far as the title or the plan says it.
pub fn who_streams(title: Option<&str>, planned: Option<&Entry>) -> &'static str {
    let plan = planned.map(|entry| entry.message.as_str());
    if title.into_iter().chain(plan).any(|text| Who::Evil.is_named_in(text)) { "Evil" } else { "Neuro-sama" }
}

fn about(stream: &LiveStream, lateness: Option<&str>) -> String {
    join([stream.title.as_deref(), stream.category.as_deref(), lateness])
}

pub(super) fn secret(stream: &LiveStream) -> Said {
    Said::new(say!("live-secret"), about(stream, None))
}

pub(super) fn changed(title: Option<&str>, category: Option<&str>) -> Said {
    Said::new(say!("live-changed"), join([title, category]))
}

pub(super) fn raid(direction: Direction, channel: &Channel, party: Option<u64>) -> Said {
    let name = clean(&channel.name);
    let title = match direction {
        Direction::Incoming => say!("raid-incoming", name = name),
        Direction::Outgoing => say!("raid-outgoing", name = name),
    };
    Said::new(title, party.map(|count| say!("raid-party", count = count)).unwrap_or_default())
}

pub(super) fn missed(recording: &Recording) -> Said {
    let how_long = recording.length.map(length);
    Said::new(say!("live-missed"), join([recording.title.as_deref(), how_long.as_deref()]))
}
