//! Section 8: every example is used, and everything the examples say is understood.

use std::collections::BTreeSet;

use swarmbell_protocols::adapter::Output;
use swarmbell_protocols::event::Subject;

use crate::kit::example::{Example, files};
use crate::shuriken::catalogue;
use crate::shuriken::events::one;
use crate::shuriken::session::{GLOBAL, NOTICES, SWAPS, Session, events, faults, parsed};

/// What an example is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What the client sends or posts; other sections compare it.
    Sent,
    /// A frame of the server that is no event; `noted` where it says that something is wrong.
    Frame { noted: bool },
    /// An event.
    Event,
    /// What a stream says; `read` in detail or not.
    Payload { read: bool },
    /// An answer, which other sections read.
    Answer,
    /// The body of a refusal; another section reads it.
    Error,
}

fn part(name: &str) -> Part {
    let name = name.strip_suffix(".json").unwrap();
    let generic = ["poolInfo", "nativeBalance", "creations", "automation"];
    match name {
        "ping" | "unsubscribe" => Part::Sent,
        _ if name.starts_with("http.error.") => Part::Error,
        _ if name.starts_with("http.") && name.contains(".request") => Part::Sent,
        _ if name.starts_with("http.") => Part::Answer,
        _ if name.starts_with("subscribe.") => Part::Sent,
        _ if name.starts_with("event.") => Part::Event,
        _ if name.starts_with("error.") => Part::Frame { noted: true },
        _ if name.starts_with("payload.") => {
            Part::Payload { read: !generic.iter().any(|part| name.contains(part)) }
        }
        _ if ["connection_", "member_", "subscription_", "pong"]
            .iter()
            .any(|part| name.starts_with(part)) =>
        {
            Part::Frame { noted: false }
        }
        _ => panic!("nobody knows what {name} is"),
    }
}

/// All examples of one sort.
fn parts(wanted: impl Fn(Part) -> bool) -> Vec<&'static Example> {
    catalogue::ALL.iter().filter(|example| wanted(part(example.name))).collect()
}

#[test]
fn s8_every_frame_is_understood() {
    for Example { name, text, .. } in parts(|part| matches!(part, Part::Frame { .. })) {
        let outputs = Session::subscribed().text(text);
        let noted = outputs.iter().any(|output| matches!(output, Output::Note(_)));
        assert_eq!(part(name), Part::Frame { noted }, "{name}: {outputs:?}");
        assert_eq!((events(&outputs), faults(&outputs)), (vec![], vec![]), "{name}");
    }
}

#[test]
fn s8_every_event_is_told_once_with_a_key() {
    let mut keys = BTreeSet::new();
    for Example { name, text, .. } in parts(|part| part == Part::Event) {
        let stream = [GLOBAL, NOTICES, SWAPS].into_iter().find(|stream| {
            let id = stream.split('?').next().unwrap();
            name.contains(id) || (*stream == NOTICES && name.contains("objectData"))
        });
        let (mut session, outputs) = Session::ready(&[stream.unwrap()]);
        if stream != Some(SWAPS) {
            session.answer(&outputs, 200, crate::shuriken::session::SIGNED);
        }
        let events = events(&session.text(text));
        assert_eq!(events.len(), 1, "{name}");
        keys.insert(events[0].key.clone());
    }
    assert_eq!(keys.len(), 4);
}

#[test]
fn s8_every_payload_is_read_as_far_as_it_is_understood() {
    for Example { name, text, .. } in parts(|part| matches!(part, Part::Payload { .. })) {
        let stream = name.strip_prefix("payload.").unwrap().strip_suffix(".json").unwrap();
        let stream: Vec<_> = stream.split('.').collect();
        // What follows the name of a stream says which of its payloads it is.
        let parts = if ["svm", "evm"].contains(&stream[0]) { 3 } else { 2 };
        let event = one(&stream[..parts].join("."), parsed(text));
        assert_eq!(part(name), Part::Payload { read: event.subject != Subject::Other }, "{name}");
    }
}

#[test]
fn s8_what_is_sent_answered_and_refused_is_compared_elsewhere() {
    let many = |wanted| parts(|part| part == wanted).len();
    assert_eq!((many(Part::Sent), many(Part::Answer), many(Part::Error)), (8, 5, 5));
}

#[cfg(unix)]
#[test]
fn s8_no_example_is_left_out() {
    let names: BTreeSet<_> = catalogue::ALL.iter().map(|example| example.name.to_owned()).collect();
    assert_eq!(names, files("shuriken"));
}
