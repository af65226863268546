//! Section 7: every example is used, and everything the examples say is understood.

use std::collections::BTreeSet;

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Input, Output};
use swarmbell_protocols::ask::{Feed, Search};

use super::{VERSIONS, answered};
use crate::kit::example::{Example, files};
use crate::neuro::catalogue;
use crate::neuro::session::{
    Session, events, faults, request_for, requests, snapshots, stream_request, unanswered,
};

/// What an example is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// A frame that is sent.
    Sent,
    /// A frame of the server that is no event.
    Frame,
    /// An event; the deprecated twin tells nothing.
    Event { rings: bool },
    /// The body of a refusal.
    Error,
    /// The answer to a question.
    Answer(Ask),
    /// The answer to a look at the stream, or at the latest week.
    Look(&'static str),
    /// The ticket.
    Ticket,
    /// The versions.
    Info,
}

fn part(name: &str) -> Part {
    let search = Search { text: "karaoke".to_owned(), ..Search::default() };
    let posts = Feed::Posts { user: "NeurosamaAI".to_owned() };
    let recording = Ask::Recording { stream_id: "411960021845".to_owned() };
    let name = name.strip_suffix(".json").unwrap();
    match name {
        "ws.addEvent" | "ws.listEvents.request" | "ws.ping" | "ws.removeEvent" => Part::Sent,
        "ws.ticket" => Part::Ticket,
        "info" => Part::Info,
        "event.xFeedUpdate" => Part::Event { rings: false },
        "schedule" => Part::Answer(Ask::Week { year: 2026, week: 45 }),
        "schedule.weeks" => Part::Answer(Ask::Weeks),
        "schedule.devstreamtimes" | "devstream.times" => Part::Answer(Ask::DevstreamTimes),
        "twitch.vods" => Part::Answer(Ask::Recordings),
        "twitch.vod" => Part::Answer(recording),
        "subathon.current" | "subathon.active" => Part::Answer(Ask::Subathons { year: None }),
        "subathon.year" => Part::Answer(Ask::Subathons { year: Some(2024) }),
        "subathon.years" | "subathon.years.detailed" => Part::Answer(Ask::SubathonYears),
        "x-feed" => Part::Answer(Ask::Feed(posts)),
        _ if name.starts_with("ws.") => Part::Frame,
        _ if name.starts_with("event.") => Part::Event { rings: true },
        _ if name.starts_with("error.") => Part::Error,
        _ if name.starts_with("schedule.search") => Part::Answer(Ask::Search(search)),
        _ if name.starts_with("schedule.latest") => Part::Look("schedule/latest"),
        _ if name.starts_with("twitch.stream") => Part::Look("twitch/stream"),
        _ if name.starts_with("blog") => Part::Answer(Ask::Feed(Feed::Blog)),
        _ => panic!("nobody knows what {name} is"),
    }
}

/// All examples of one sort.
fn parts(wanted: impl Fn(&Part) -> bool) -> Vec<&'static Example> {
    catalogue::all().filter(|example| wanted(&part(example.name))).collect()
}

#[test]
fn s7_every_frame_is_understood() {
    for Example { folder: version, name, text } in parts(|part| *part == Part::Frame) {
        let outputs = Session::speaking(version, true).text(text);
        let notes = outputs.iter().filter(|output| matches!(output, Output::Note(_))).count();
        assert_eq!(notes, usize::from(name.starts_with("ws.invalid")), "{version} {name}: {outputs:?}");
        assert_eq!(faults(&outputs), [], "{version} {name}");
    }
}

#[test]
fn s7_every_event_is_told_once_with_a_key() {
    for version in VERSIONS {
        let mut keys = Vec::new();
        for example in parts(|part| matches!(part, Part::Event { .. })) {
            if example.folder != version {
                continue;
            }
            let told = events(&Session::speaking(version, true).text(example.text));
            let rings = part(example.name) == Part::Event { rings: true };
            assert_eq!(told.len(), usize::from(rings), "{version} {}", example.name);
            keys.extend(told.into_iter().map(|event| event.key));
        }
        let told = keys.len();
        assert!(told >= 10, "{version}: {told}");
        assert_eq!(
            keys.into_iter().collect::<BTreeSet<_>>().len(),
            told,
            "two different things have one key"
        );
    }
}

#[test]
fn s7_every_answer_to_a_question_is_a_snapshot() {
    for Example { folder: version, name, text } in parts(|part| matches!(part, Part::Answer(_))) {
        let Part::Answer(ask) = part(name) else { panic!("an answer") };
        let outputs = answered(version, &ask, 200, text);
        assert_eq!(snapshots(&outputs).len(), 1, "{version} {name}: {outputs:?}");
    }
}

#[test]
fn s7_every_look_is_a_snapshot() {
    for Example { folder: version, name, text } in parts(|part| matches!(part, Part::Look(_))) {
        let Part::Look(path) = part(name) else { panic!("a look") };
        let mut session = Session::speaking(version, true);
        let outputs = session.step(Input::Ask(Ask::Present));
        let id = request_for(&outputs, &format!("/api/{version}/{path}")).id;
        let outputs = session.reply(id, 200, text);
        assert_eq!(snapshots(&outputs).len(), 1, "{version} {name}: {outputs:?}");
    }
}

#[test]
fn s7_every_error_is_an_ordinary_answer_or_a_fault_with_a_sentence() {
    for Example { folder: version, name, text } in parts(|part| *part == Part::Error) {
        let outputs = answered(version, &Ask::Week { year: 2026, week: 45 }, 404, text);
        let faults: Vec<Fault> = unanswered(&outputs).into_iter().map(|(_, fault)| fault).collect();
        assert_eq!(faults.len() + snapshots(&outputs).len(), 1, "{version} {name}: {outputs:?}");
        assert!(
            faults.iter().all(|fault| fault.sentence(swarmbell_protocols::neuro::SECRET).ends_with('.')),
            "{version} {name}"
        );
    }
}

#[test]
fn s7_the_ticket_of_each_version_opens_its_socket() {
    for Example { folder: version, text, .. } in parts(|part| *part == Part::Ticket) {
        let mut session = Session::speaking(version, true);
        session.step(Input::Closed { code: None });
        session.step(Input::Start);
        let outputs = session.refused(401, "Missing authentication (ticket or token required)");
        let [request] = &requests(&outputs)[..] else { panic!("{version}: {outputs:?}") };
        let outputs = session.reply(request.id, 200, text);
        let opens = |output: &Output| matches!(output, Output::Connect(connect) if connect.bearer.is_none());
        assert!(outputs.iter().any(opens), "{version}: {outputs:?}");
    }
}

#[test]
fn s7_the_versions_are_read() {
    for Example { text, .. } in parts(|part| *part == Part::Info) {
        let (mut session, started) = Session::polling();
        session.reply(stream_request(&started).id, 200, crate::neuro::session::OFFLINE);
        let outputs = session.reply(request_for(&started, "/api/info").id, 200, text);
        assert_eq!(snapshots(&outputs).len(), 1, "{outputs:?}");
    }
}

#[test]
fn s7_what_is_sent_is_shown_by_both_versions() {
    // `s3_socket` compares them.
    assert_eq!(parts(|part| *part == Part::Sent).len(), 8);
}

#[test]
fn s7_the_answer_of_another_endpoint_is_not_mistaken_for_the_stream_or_a_week() {
    for Example { folder: version, name, text } in parts(|part| !matches!(part, Part::Look(_) | Part::Error))
    {
        // The event of a stream's end and its absence look alike.
        if matches!(part(name), Part::Event { .. }) || *name == "schedule.json" {
            continue;
        }
        let (mut session, started) = Session::polling();
        let outputs = session.reply(stream_request(&started).id, 200, text);
        assert_eq!(outputs, [Output::Fault(Fault::Unreadable)], "{version} {name}");
        let latest = request_for(&started, "/api/v2/schedule/latest").id;
        let outputs = session.reply(latest, 200, text);
        assert_eq!(outputs, [Output::RequestFailed(Fault::Unreadable)], "{version} {name}");
    }
}

#[cfg(unix)]
#[test]
fn s7_no_example_is_left_out() {
    for version in VERSIONS {
        let used = catalogue::all().filter(|example| example.folder == version);
        let used: BTreeSet<_> = used.map(|example| example.name.to_owned()).collect();
        assert_eq!(used, files(&format!("neuro/{version}")));
    }
}
