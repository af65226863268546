//! What an answer about a gap means.

use std::time::Duration;

use swarmbell_protocols::Event;
use swarmbell_protocols::event::{EventKey, Subject, Via};
use swarmbell_protocols::stream::{LiveStream, Recording};
use swarmbell_protocols::time::UnixMillis;

use super::Topic;

/// What is to become of something that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// It was there before anybody listened: known from now on, without a ring.
    Before,
    /// It is still true, so it rings by itself at any age.
    StillTrue,
    /// It is over, so it goes into the summary.
    Over,
}

impl Found {
    /// What was found in a topic of which all was known until `since`. The very first answer holds no news, but
    /// what is live now.
    pub fn in_topic(topic: &Topic, since: Option<UnixMillis>) -> Self {
        match (topic, since) {
            (Topic::Live, _) | (Topic::Schedule, Some(_)) => Self::StillTrue,
            (_, None) => Self::Before,
            (_, Some(_)) => Self::Over,
        }
    }
}

/// Two starts no further apart than this are one: a live stream may be told without its id (contract neuro §2.1).
const SAME_START: Duration = Duration::from_secs(60);

/// The streams that began since `since`, as far as they are known to be over, each told under the key that its
/// start would have had. Which of them are news says the journal.
pub fn missed(recordings: Vec<Recording>, since: UnixMillis, live: Option<&LiveStream>) -> Vec<Event> {
    let mut missed: Vec<Event> = recordings
        .into_iter()
        .filter(|recording| !live.is_some_and(|live| is_of(recording, live)))
        .filter_map(|recording| {
            let at = recording.started_at.filter(|at| *at >= since)?;
            Some(Event {
                event_type: "streamOnline".into(),
                key: EventKey::of_stream(&recording.stream_id),
                key_lifetime: None,
                channel: None,
                version: None,
                at,
                via: Via::Snapshot,
                page: Some(recording.page.clone()),
                subject: Subject::Missed(recording),
                payload: serde_json::Value::Null,
            })
        })
        .collect();
    missed.sort_by_key(|event| event.at);
    missed
}

fn is_of(recording: &Recording, live: &LiveStream) -> bool {
    let starts = recording.started_at.zip(live.started_at);
    let same_start = starts.is_some_and(|(one, other)| one.since(other).max(other.since(one)) <= SAME_START);
    recording.stream_id == live.id || same_start
}
