//! Section 7: every example is used, and everything the examples say is understood.

use std::collections::BTreeSet;

use swarmbell_protocols::adapter::Output;
use swarmbell_protocols::vera::Config;

use crate::kit::example::{Example, files};
use crate::vera::catalogue;
use crate::vera::session::{HOUR, Session, config, events, kept, keys, notes, request};

/// What an example is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A message that is sent; `s2_socket` compares them.
    Sent,
    /// The table of close codes; `s2_6_closes` walks through it.
    Table,
    /// Values of headers that an adapter is not told.
    Headers,
    /// A message of the server that is no event; whether it leaves a note.
    Frame { noted: bool },
    /// An event.
    Event,
    /// Pages of events, so many.
    Page(usize),
    /// One record as the answer to a request.
    Record,
    /// The body of a refusal.
    Error(u16),
}

fn part(name: &str) -> Part {
    match name.strip_suffix(".json").unwrap() {
        "subscribe" | "subscribe.add" | "subscribe.resume" | "unsubscribe" => Part::Sent,
        "close_codes" => Part::Table,
        "http.headers.quota" => Part::Headers,
        "http.event" => Part::Record,
        "http.events.page" => Part::Page(2),
        "http.events.lastPage" => Part::Page(1),
        "error.invalidJson" | "error.unknownAction" | "warning.softLimit" => Part::Frame { noted: true },
        "error.subscriptionCap" | "backfill_truncated" | "subscribed" => Part::Frame { noted: false },
        name if name.starts_with("event") => Part::Event,
        name => match name.strip_prefix("http.error.").and_then(|rest| rest.get(..3)) {
            Some(status) => Part::Error(status.parse().unwrap()),
            None => panic!("nobody knows what {name} is"),
        },
    }
}

fn swept(status: u16, body: &str) -> Vec<Output> {
    let (mut session, opened) = Session::open(Config { position: Some(kept("evt_1", 2 * HOUR)), ..config() });
    session.reply(request(&opened).id, status, body)
}

#[test]
fn s7_everything_the_examples_say_is_understood() {
    for Example { name, text, .. } in catalogue::ALL {
        match part(name) {
            Part::Sent | Part::Table | Part::Headers => {}
            Part::Frame { noted } => {
                let outputs = Session::fresh().text(text);
                assert_eq!(notes(&outputs).len(), usize::from(noted), "{name}: {outputs:?}");
            }
            Part::Event => assert_eq!(events(&Session::fresh().text(text)).len(), 1, "{name}"),
            Part::Page(many) => assert_eq!(events(&swept(200, text)).len(), many, "{name}"),
            Part::Record => {
                let page = format!(r#"{{"data":[{text}]}}"#);
                assert_eq!(keys(&swept(200, &page)).len(), 1, "{name}");
            }
            Part::Error(status) => {
                let outputs = swept(status, text);
                let [Output::Fault(fault) | Output::RequestFailed(fault)] = &outputs[..] else {
                    panic!("{name}: {outputs:?}")
                };
                assert!(fault.sentence(swarmbell_protocols::vera::SECRET).ends_with('.'), "{name}");
            }
        }
    }
}

#[test]
fn s7_an_event_has_one_key_however_it_is_told() {
    let pushed = keys(&Session::fresh().text(catalogue::text("event.json")));
    let found = keys(&swept(200, catalogue::text("http.events.page.json")));
    assert_eq!(pushed[0], found[0]);
}

#[cfg(unix)]
#[test]
fn s7_no_example_is_left_out() {
    let used: BTreeSet<_> = catalogue::ALL.iter().map(|example| example.name.to_owned()).collect();
    assert_eq!(used, files("vera"));
}
