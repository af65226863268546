//! Sections 3.5 and 8: the twelve events, their keys and pages.

use swarmbell_protocols::event::{Subject, Via};

use super::VERSIONS;
use crate::neuro::session::{Session, events, example};

const STREAM: &str = "https://www.twitch.tv/vedal987";

/// Each example of an event with its key, its page and what it is about.
#[rustfmt::skip]
const EVENTS: [(&str, &str, Option<&str>, &str); 13] = [
    ("streamOnline", "live:412077190363", Some(STREAM), "live"),
    ("streamUpdate", "streamUpdate:1795204800000", Some(STREAM), "changed"),
    ("streamOffline", "streamOffline:1795212000000", Some(STREAM), "ended"),
    ("secretneuroaccountOnline", "secret:secretneuroaccount:20777", Some("https://www.twitch.tv/secretneuroaccount"), "secret live"),
    ("streamRaidIncoming", "raid:incoming:88120431", Some(STREAM), "raid"),
    ("streamRaidOutgoing", "raid:outgoing:70511902", Some("https://www.twitch.tv/quietotter"), "raid"),
    ("scheduleUpdate", "schedule:2026/47", None, "schedule"),
    ("scheduleUpdate.autoNoImage", "schedule:2026/48", None, "schedule"),
    ("scheduleUpdate.pastWeek", "schedule:2025/45", None, "schedule"),
    ("subathonUpdate", "subathonUpdate:1795201212345", Some(STREAM), "subathon"),
    ("subathonGoalUpdate", "goal:2026:40000:true:false", Some(STREAM), "goal"),
    ("blogFeedUpdate", "blog:https://blog.example.net/2026/11/16/week-47:1794856500000", Some("https://blog.example.net/2026/11/16/week-47"), "article"),
    ("xFeedNewEntries", "x:2091340077125500931", Some("https://x.com/NeurosamaAI/status/2091340077125500931"), "post"),
];

fn about(subject: &Subject) -> &'static str {
    match subject {
        Subject::Live(_) => "live",
        Subject::SecretLive(_) => "secret live",
        Subject::Ended => "ended",
        Subject::Changed { .. } => "changed",
        Subject::Raid { .. } => "raid",
        Subject::Schedule(_) => "schedule",
        Subject::Subathon(_) => "subathon",
        Subject::Goal(_) => "goal",
        Subject::Article(_) => "article",
        Subject::Post(_) => "post",
        _ => "something else",
    }
}

#[test]
fn s3_5_every_event_is_told_by_its_key_its_page_and_what_it_is_about_in_both_versions() {
    for (name, key, page, subject) in EVENTS {
        for version in VERSIONS {
            let file = format!("event.{name}.json");
            if !crate::neuro::catalogue::all()
                .any(|example| (example.folder, example.name) == (version, file.as_str()))
            {
                continue;
            }
            let told = events(&Session::speaking(version, true).text(example!(version, &file)));
            let [event] = &told[..] else { panic!("{version} {name}: {told:?}") };
            assert_eq!(event.event_type.as_str(), name.split('.').next().unwrap());
            let found = (event.key.0.as_str(), event.page.as_ref().map(|page| page.as_str()));
            assert_eq!((found, about(&event.subject)), ((key, page), subject), "{version} {name}");
            assert_eq!((event.via, event.payload.is_null()), (Via::Push, false));
        }
    }
}

#[test]
fn s3_5_a_week_is_told_with_the_version_of_its_content() {
    let version = |name: &str| {
        let told = events(&Session::speaking("v2", true).text(example!(name)));
        let Subject::Schedule(week) = &told[0].subject else { panic!("a week") };
        assert_eq!(told[0].version, Some(week.content_hash()));
        told[0].version.clone()
    };
    assert_ne!(version("event.scheduleUpdate.json"), version("event.scheduleUpdate.pastWeek.json"));
    let of_v1 = events(&Session::speaking("v1", true).text(example!("v1", "event.scheduleUpdate.json")));
    assert_eq!(of_v1[0].version, version("event.scheduleUpdate.json"), "the same in both versions");
}

#[test]
fn s3_5_the_deprecated_twin_tells_nothing_and_is_never_subscribed() {
    let mut session = Session::speaking("v2", true);
    assert_eq!(events(&session.text(example!("event.xFeedUpdate.json"))), []);
    assert_eq!(session.want(&["xFeedUpdate"]), []);
}

#[test]
fn s3_5_tags_of_a_stream_are_told() {
    let told = events(&Session::speaking("v2", true).text(example!("event.streamOnline.json")));
    let Subject::Live(stream) = &told[0].subject else { panic!("a stream") };
    assert_eq!(stream.tags, ["English", "AI", "Vtuber"]);
}

#[test]
fn s8_the_main_channel_and_the_secret_account_have_their_pages() {
    for (name, page) in [
        ("event.streamOnline.json", "https://www.twitch.tv/vedal987"),
        ("event.streamUpdate.json", "https://www.twitch.tv/vedal987"),
        ("event.streamRaidIncoming.json", "https://www.twitch.tv/vedal987"),
        ("event.secretneuroaccountOnline.json", "https://www.twitch.tv/secretneuroaccount"),
    ] {
        for version in VERSIONS {
            let told = events(&Session::speaking(version, true).text(example!(version, name)));
            let pages: Vec<_> =
                told.iter().map(|event| event.page.as_ref().map(|page| page.as_str())).collect();
            assert_eq!(pages, [Some(page)], "{version} {name}");
        }
    }
}
