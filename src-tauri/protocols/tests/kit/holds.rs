//! What must hold of anything that any adapter says.

use std::time::Duration;

use swarmbell_protocols::adapter::{Liveness, Output, Snapshot};
use swarmbell_protocols::ask::channels::Answer;
use swarmbell_protocols::event::Subject;
use swarmbell_protocols::time::Steady;
use swarmbell_protocols::{Event, Fault};

/// Of an output, where the key of an event has so many bytes at most.
pub fn output(output: &Output, key_bytes: usize) {
    match output {
        Output::Event(told) => event(told, key_bytes),
        Output::Snapshot(told) => snapshot(told, key_bytes),
        Output::Fault(told) | Output::RequestFailed(told) | Output::Unanswered(_, told) => fault(told),
        Output::Backoff(delays) => backoff(delays),
        Output::Note(note) => assert!(note.len() < 100, "a note holds more than a note: {note}"),
        Output::Position(position) => {
            assert!(position.len() <= 256 * 1024, "{} bytes are kept", position.len());
        }
        _ => {}
    }
}

/// Of the moment an adapter waits for.
pub fn deadline(now: Steady, deadline: Option<Steady>) {
    assert!(deadline.is_none_or(|deadline| deadline > now), "a deadline that has passed would spin");
}

/// Of how a silent connection is found dead.
pub fn liveness(liveness: &Liveness) {
    let idle = liveness.idle;
    assert!((10..=120).contains(&idle.as_secs()), "idle for {idle:?}");
}

fn fault(fault: &Fault) {
    if let Fault::RateLimited { wait_secs } = fault {
        assert!((1..=3_600).contains(wait_secs), "a wait of {wait_secs} s");
    }
    let sentence = fault.sentence(swarmbell_protocols::neuro::SECRET);
    assert!(sentence.len() < 300 && sentence.ends_with('.'));
}

fn backoff(delays: &[Duration]) {
    assert!((1..=16).contains(&delays.len()));
    let bounds = Duration::from_millis(500)..=Duration::from_secs(300);
    assert!(delays.iter().all(|delay| bounds.contains(delay)));
}

fn event(event: &Event, key_bytes: usize) {
    assert!((1..=key_bytes).contains(&event.key.0.len()), "a key of {} bytes", event.key.0.len());
    assert!((1..=200).contains(&event.event_type.as_str().len()));
    assert!(event.page.as_ref().is_none_or(|page| page.as_str().starts_with("https://")));
    let uncut = texts(&event.subject).into_iter().flatten().find(|text| text.chars().count() > 500);
    assert_eq!(uncut, None, "a text was not cut");
    let stored = serde_json::to_string(event).expect("an event can be stored");
    assert!(stored.len() <= 512 * 1024, "an event of {} bytes", stored.len());
    serde_json::from_str::<Event>(&stored).expect("a stored event can be read");
}

fn texts(subject: &Subject) -> Vec<&Option<String>> {
    match subject {
        Subject::Live(stream) | Subject::SecretLive(stream) => vec![&stream.title, &stream.category],
        Subject::Changed { title, category } => vec![title, category],
        Subject::Raid { channel, .. } => vec![&channel.login, &channel.id],
        Subject::Subathon(subathon) => vec![&subathon.name],
        Subject::Goal(update) => vec![&update.goal.name],
        Subject::Article(article) => vec![&article.title, &article.author, &article.summary],
        Subject::Post(post) => vec![&post.text],
        Subject::Story(story) => vec![&story.headline, &story.publication, &story.summary],
        _ => Vec::new(),
    }
}

fn snapshot(snapshot: &Snapshot, key_bytes: usize) {
    let all = |events: &[Event]| events.iter().for_each(|told| event(told, key_bytes));
    match snapshot {
        Snapshot::Live(Some(told)) | Snapshot::Latest(told) => event(told, key_bytes),
        Snapshot::Week { found: Some(week), .. } => {
            assert!((1..=53).contains(&week.week) && week.entries.len() <= 100);
        }
        Snapshot::Feed { events, .. } => {
            assert!(events.len() <= 200, "{} events", events.len());
            all(events);
        }
        Snapshot::Recordings(found) => assert!(found.len() <= 500),
        Snapshot::Found { hits, .. } => assert!(hits.len() <= 500),
        Snapshot::Channels(answer) => match answer {
            Answer::Subscription { failed, .. } => failed.iter().for_each(fault),
            Answer::History { events, .. } => {
                assert!(events.len() <= 500);
                all(events);
            }
            Answer::Channels(channels) => assert!(channels.len() <= 500),
            Answer::Members { members, .. } => assert!(members.len() <= 500),
            Answer::Catalogue(offers) => assert!(offers.len() <= 500),
            Answer::Log(lines) => assert!(lines.len() <= 500),
            _ => {}
        },
        _ => {}
    }
}
