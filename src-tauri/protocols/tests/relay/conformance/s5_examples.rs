//! Section 5: every example is used, and everything the examples say is understood.

use std::collections::BTreeSet;

use swarmbell_protocols::adapter::Output;
use swarmbell_protocols::ask::channels::{Message, Question, Scope};

use crate::kit::example::{Example, files};
use crate::relay::catalogue;
use crate::relay::session::{Session, answered, answers, events, faults, request};

/// What an example is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// What the client sends or posts; other sections compare it.
    Sent,
    /// A frame of the server that is no event; `noted` where it says that something is wrong.
    Frame { noted: bool },
    /// An event.
    Event,
    /// The answer of the one who authorises.
    Authorisation,
    /// The answer to a question.
    Answer(Question),
    /// The body of a refusal; another section reads it.
    Error,
}

fn part(name: &str) -> Part {
    let channel = || "builds".to_owned();
    let message = Message { channel: channel(), event: "a".to_owned(), data: String::new() };
    let history = |channel| Question::History { channel, after: None };
    let name = name.strip_suffix(".json").unwrap();
    match name.strip_suffix(".v030").unwrap_or(name) {
        "ping" | "unsubscribe" => Part::Sent,
        "client_event" => Part::Event,
        "member_added.idNull" => Part::Frame { noted: true },
        "http.publish.response" => Part::Answer(Question::Publish(vec![message])),
        "http.batch.response" => Part::Answer(Question::Publish(vec![message.clone(), message])),
        "http.channels.response" => Part::Answer(Question::Channels),
        "http.channel.response" => Part::Answer(Question::Channel { name: channel() }),
        "http.users.response" => Part::Answer(Question::Members { channel: channel() }),
        "http.history.response" | "http.history.response.empty" => Part::Answer(history(Some(channel()))),
        "http.events.response" => Part::Answer(history(None)),
        "http.events_log.response" => Part::Answer(Question::Log),
        "http.health.response" => Part::Answer(Question::Health),
        "http.stats.response" => Part::Answer(Question::Stats(Scope::Server)),
        "http.app_stats.response" => Part::Answer(Question::Stats(Scope::App)),
        "http.metrics.response" => Part::Answer(Question::Stats(Scope::Deliveries)),
        name if name.starts_with("http.auth.response") => Part::Authorisation,
        name if name.starts_with("http.error.") => Part::Error,
        name if name.starts_with("http.") && name.contains(".request") => Part::Sent,
        name if name.starts_with("subscribe.") => Part::Sent,
        name if name.starts_with("event.") => Part::Event,
        name if name.starts_with("error.") => Part::Frame { noted: true },
        name if ["connection_", "member_", "subscription_", "pong"]
            .iter()
            .any(|part| name.starts_with(part)) =>
        {
            Part::Frame { noted: false }
        }
        name => panic!("nobody knows what {name} is"),
    }
}

/// All examples of one sort.
fn parts(wanted: impl Fn(&Part) -> bool) -> Vec<&'static Example> {
    catalogue::ALL.iter().filter(|example| wanted(&part(example.name))).collect()
}

#[test]
fn s5_every_frame_is_understood() {
    for Example { name, text, .. } in parts(|part| matches!(part, Part::Frame { .. })) {
        let outputs = Session::subscribed(&["builds"]).text(text);
        let noted = outputs.iter().any(|output| matches!(output, Output::Note(_)));
        assert_eq!(part(name), Part::Frame { noted }, "{name}: {outputs:?}");
        assert_eq!((events(&outputs), faults(&outputs)), (vec![], vec![]), "{name}");
    }
}

#[test]
fn s5_every_event_is_told_once_with_a_key() {
    let mut session = Session::subscribed(&["builds", "private-orders"]);
    let mut outputs = session.step(swarmbell_protocols::adapter::Input::Woke);
    assert_eq!(outputs, []);
    let (mut keys, mut told) = (BTreeSet::new(), 0);
    for example in parts(|part| *part == Part::Event) {
        outputs = session.text(example.text);
        let events = events(&outputs);
        told += events.len();
        keys.extend(events.into_iter().map(|event| event.key));
    }
    // The same build is told as a text and as an object; the private channel waits for its authorisation.
    assert_eq!((told, keys.len()), (3, 2));
}

#[test]
fn s5_every_answer_to_a_question_is_a_snapshot() {
    for Example { name, text, .. } in parts(|part| matches!(part, Part::Answer(_))) {
        let Part::Answer(question) = part(name) else { panic!("an answer") };
        let outputs = answered(&question, 200, text);
        assert_eq!((answers(&outputs).len(), outputs.len()), (1, 1), "{name}: {outputs:?}");
    }
}

#[test]
fn s5_every_authorisation_opens_a_channel() {
    for Example { name, text, .. } in parts(|part| *part == Part::Authorisation) {
        let (mut session, outputs) = Session::ready(&["presence-desk"]);
        let outputs = session.reply(request(&outputs).id, 200, text);
        assert!(matches!(outputs[..], [Output::Send(_)]), "{name}: {outputs:?}");
    }
}

#[test]
fn s5_what_is_sent_and_what_is_refused_is_compared_elsewhere() {
    // `s2_http`, `s3_socket` and `s3_5_authorisation` compare what is sent, `s2_5_errors` reads the refusals.
    assert_eq!((parts(|part| *part == Part::Sent).len(), parts(|part| *part == Part::Error).len()), (11, 6));
}

#[cfg(unix)]
#[test]
fn s5_no_example_is_left_out() {
    let names: BTreeSet<_> = catalogue::ALL.iter().map(|example| example.name.to_owned()).collect();
    assert_eq!(names, files("relay"));
}
