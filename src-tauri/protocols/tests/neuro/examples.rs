//! Every example of the contract is used: as a frame, an answer, or what is sent.

use swarmbell_protocols::adapter::{Input, Output};
use swarmbell_protocols::neuro::{Config, Neuro};
use swarmbell_protocols::web::Origin;
use swarmbell_protocols::{Adapter, Fault};

use crate::session::{Session, events, example, faults, notes, request_for, snapshots, stream_request};

macro_rules! examples {
    ($($name:literal),+ $(,)?) => { &[$(($name, example!($name))),+] };
}

/// Frames of the server that are no events.
const FRAMES: &[(&str, &str)] = examples![
    "ws.addSuccess.alreadySubscribed.json",
    "ws.addSuccess.json",
    "ws.invalid.invalidEventtype.json",
    "ws.invalid.malformed.json",
    "ws.invalid.missingEventtype.json",
    "ws.listEvents.json",
    "ws.pong.json",
    "ws.removeSuccess.json",
    "ws.removeSuccess.wasNotSubscribed.json",
    "ws.welcome.json",
];

/// Frames that are sent; `subscriptions` and `push` compare them.
const SENT: &[(&str, &str)] =
    examples!["ws.addEvent.json", "ws.listEvents.request.json", "ws.ping.json", "ws.removeEvent.json"];

/// Events that ring.
const EVENTS: &[(&str, &str)] = examples![
    "event.blogFeedUpdate.json",
    "event.scheduleUpdate.autoNoImage.json",
    "event.scheduleUpdate.json",
    "event.scheduleUpdate.pastWeek.json",
    "event.secretneuroaccountOnline.json",
    "event.streamOffline.json",
    "event.streamOnline.json",
    "event.streamRaidIncoming.json",
    "event.streamRaidOutgoing.json",
    "event.streamUpdate.json",
    "event.subathonGoalUpdate.json",
    "event.subathonUpdate.json",
    "event.xFeedNewEntries.json",
];

/// The event that never rings.
const TWIN: &[(&str, &str)] = examples!["event.xFeedUpdate.json"];

/// Bodies of refused requests.
const ERRORS: &[(&str, &str)] = examples![
    "error.AP3.json",
    "error.AP4.json",
    "error.AU11.json",
    "error.AU9.json",
    "error.BL1.json",
    "error.RL3.json",
    "error.RL6.json",
    "error.RL7.json",
    "error.SB1.json",
    "error.SB4.json",
    "error.SC1.json",
    "error.VD1.json",
    "error.XF1.json",
    "error.geterror.unknownCode.json",
];

/// Answers about the present and the schedule.
const ANSWERS: &[(&str, &str)] = examples![
    "schedule.json",
    "schedule.latest.autoDiscord.json",
    "schedule.latest.json",
    "schedule.weeks.json",
    "twitch.stream.live.json",
    "twitch.stream.offline.json",
];

/// Answers of endpoints that are not asked: as answers of those that are, they must not be mistaken.
const ELSEWHERE: &[(&str, &str)] = examples![
    "blog.json",
    "blog.raw.json",
    "devstream.times.json",
    "info.json",
    "schedule.search.json",
    "schedule.search.lastPage.json",
    "subathon.active.json",
    "subathon.year.json",
    "subathon.years.json",
    "twitch.vod.json",
    "twitch.vods.json",
    "ws.ticket.json",
    "x-feed.json",
];

#[test]
fn every_frame_is_understood() {
    for (name, text) in FRAMES {
        let mut session = Session::pushed(&["streamOnline"]);
        let outputs = session.text(text);
        let expected_notes = usize::from(name.starts_with("ws.invalid"));
        assert_eq!(notes(&outputs).len(), expected_notes, "{name}: {outputs:?}");
        assert_eq!(faults(&outputs), [], "{name}");
    }
}

#[test]
fn every_event_is_told_once_with_a_key() {
    let mut keys = Vec::new();
    for (name, text) in EVENTS {
        let outputs = Session::pushed(&[]).text(text);
        let [Output::Event(event)] = &outputs[..] else { panic!("{name}: {outputs:?}") };
        assert!(name.contains(event.event_type.as_str()), "{name}: {event:?}");
        assert!(!event.payload.is_null(), "{name}");
        keys.push(event.key.clone());
    }
    let told = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), told, "two different things have one key: {keys:?}");
}

#[test]
fn the_deprecated_twin_is_skipped() {
    for (_, text) in TWIN {
        assert_eq!(events(&Session::pushed(&[]).text(text)), []);
    }
}

#[test]
fn every_error_is_a_fault_with_a_sentence() {
    for (name, text) in ERRORS {
        let (mut session, started) = Session::polling();
        let outputs = session.reply_in_both(stream_request(&started).id, 400, text);
        let [fault] = &faults(&outputs)[..] else { panic!("{name}: {outputs:?}") };
        assert!(fault.sentence().ends_with('.'), "{name}");
    }
}

#[test]
fn every_answer_is_a_snapshot() {
    for (name, text) in ANSWERS {
        let mut session = Session::pushed(&[]);
        let (ask, path) = match *name {
            "schedule.json" => {
                let week = swarmbell_protocols::adapter::Ask::Week { year: 2026, week: 45 };
                (week, "/api/v2/schedule?year=2026&week=45")
            }
            "schedule.weeks.json" => (swarmbell_protocols::adapter::Ask::Weeks, "/api/v2/schedule/weeks"),
            name if name.starts_with("twitch") => {
                (swarmbell_protocols::adapter::Ask::Present, "/api/v2/twitch/stream")
            }
            _ => (swarmbell_protocols::adapter::Ask::Present, "/api/v2/schedule/latest"),
        };
        let outputs = session.step(Input::Ask(ask));
        let outputs = session.reply(request_for(&outputs, path).id, 200, text);
        assert_eq!(snapshots(&outputs).len(), 1, "{name}: {outputs:?}");
    }
}

#[test]
fn the_answer_of_another_endpoint_is_not_mistaken_for_the_stream_or_a_week() {
    for (name, text) in ELSEWHERE {
        let (mut session, started) = Session::polling();
        let outputs = session.reply(stream_request(&started).id, 200, text);
        assert_eq!(outputs, [Output::Fault(Fault::Unreadable)], "{name}");
        let latest = request_for(&started, "/api/v2/schedule/latest").id;
        let outputs = session.reply(latest, 200, text);
        assert_eq!(outputs, [Output::RequestFailed(Fault::Unreadable)], "{name}");
    }
}

#[test]
fn the_ping_is_the_example() {
    let origin = Origin::parse("https://neuro.example").unwrap();
    let liveness = Neuro::new(Config { origin, has_token: true, seed: 0 }).liveness();
    let swarmbell_protocols::adapter::Probe::Text(ping) = liveness.probe else { panic!("a text") };
    let parse = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(parse(&ping), parse(example!("ws.ping.json")));
}

#[cfg(unix)]
#[test]
fn no_example_is_left_out() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/neuro/v2");
    let mut there: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    there.sort();
    let groups = [FRAMES, SENT, EVENTS, TWIN, ERRORS, ANSWERS, ELSEWHERE];
    let mut used: Vec<_> = groups.into_iter().flatten().map(|(name, _)| (*name).to_owned()).collect();
    used.sort();
    assert_eq!(used, there);
}
