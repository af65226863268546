//! Arbitrary inputs in arbitrary order.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::Subscription;
use swarmbell_protocols::adapter::{Ask, Input, Reply};
use swarmbell_protocols::ask::{Feed, Search};

use crate::catalogue;
use crate::play::{Play, event_types};

/// One thing that may happen.
#[derive(Debug, Clone)]
enum Happens {
    Start,
    Retry,
    Opened,
    Closed(Option<u16>),
    Refused(Answer),
    Text(String),
    Binary(Vec<u8>),
    Reply(usize, Answer),
    NoReply(usize, Fault),
    Deadline,
    Woke,
    Wanted(Vec<Subscription>),
    Ask(Ask),
    TimePasses(u64, i64),
}

type Answer = (u16, Option<u64>, String);

/// JSON of any shape, with the members the contract names among the keys.
fn any_json() -> impl Strategy<Value = Value> {
    let number = prop_oneof![any::<i64>().prop_map(Value::from), any::<f64>().prop_map(Value::from)];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number,
        (0..60_i64).prop_map(Value::from),
        (1_795_000_000_000..1_796_000_000_000_i64).prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
        select(vec!["confirmed", "normal", "https://a.example/x", "http://a.example", "7", "vedal987"])
            .prop_map(Value::from),
    ];
    let key = prop_oneof![
        4 => select(vec![
            "isLive", "id", "title", "game", "name", "startedAt", "viewerCount", "channel", "displayName", "year",
            "week", "schedule", "time", "message", "type", "status", "entries", "url", "updated", "goal", "goalNumber",
            "reached", "completed", "data", "error", "code", "eventType", "eventData", "timestamp",
        ]).prop_map(str::to_owned),
        1 => ".{0,5}",
    ];
    leaf.prop_recursive(4, 40, 8, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((key.clone(), inner), 0..8).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// The examples of frames, or those of answers.
fn examples(frames: bool) -> Vec<&'static str> {
    catalogue::all().filter(|example| example.is_frame() == frames).map(|example| example.text).collect()
}

fn name() -> impl Strategy<Value = Subscription> {
    prop_oneof![
        9 => select(event_types().into_iter().collect::<Vec<_>>()),
        1 => ".{0,120}".prop_map(Subscription),
    ]
}

fn frame() -> impl Strategy<Value = String> {
    let event = (name(), any_json(), any_json()).prop_map(|(name, data, at)| {
        json!({"type": "event", "data": {"eventType": name, "eventData": data, "timestamp": at}})
    });
    let list = (vec(name(), 0..5), vec(name(), 0..5)).prop_map(|(subscribed, available)| {
        json!({"type": "listEvents", "data": {"subscribedEvents": subscribed, "availableEvents": available}})
    });
    let kinds =
        select(vec!["addSuccess", "removeSuccess", "pong", "invalid", "listEvents", "event", "authSuccess"]);
    let other = (kinds, any_json()).prop_map(|(kind, data)| json!({"type": kind, "data": data}));
    prop_oneof![
        3 => select(examples(true)).prop_map(str::to_owned),
        3 => Just(json!({"type": "welcome", "data": {"sessionId": "c27f91d4"}}).to_string()),
        5 => event.prop_map(|frame| frame.to_string()),
        1 => list.prop_map(|frame| frame.to_string()),
        2 => other.prop_map(|frame| frame.to_string()),
        1 => any_json().prop_map(|frame| frame.to_string()),
        1 => ".{0,40}",
    ]
}

fn answer() -> impl Strategy<Value = Answer> {
    let codes = select(vec!["AU11", "AU9", "AU8", "RL3", "RL6", "SC1", "AP1", "AP3", "ZZ9"]);
    let body = prop_oneof![
        4 => select(examples(false)).prop_map(str::to_owned),
        3 => any_json().prop_map(|data| json!({ "data": data }).to_string()),
        2 => any_json().prop_map(|data| data.to_string()),
        2 => codes.prop_map(|code| json!({"error": {"code": code}}).to_string()),
        1 => any_json().prop_map(|ticket| json!({"data": {"ticket": ticket}}).to_string()),
        1 => select(vec!["Invalid or expired token", "Missing authentication", "Not Found", "<html>", ""]).prop_map(str::to_owned),
        1 => any::<bool>().prop_map(|live| json!({"data": {"isLive": live, "id": "7"}}).to_string()),
    ];
    let status =
        prop_oneof![4 => Just(200), 3 => select(vec![401, 403, 404, 410, 429, 500, 302]), 1 => any::<u16>()];
    (status, proptest::option::weighted(0.2, any::<u64>()), body)
}

fn happens() -> impl Strategy<Value = Happens> {
    let fault = select(vec![Fault::TimedOut, Fault::NoAddress, Fault::RateLimited { wait_secs: 60 }]);
    let ask = prop_oneof![
        Just(Ask::Present),
        Just(Ask::Weeks),
        (any::<i32>(), any::<u32>()).prop_map(|(year, week)| Ask::Week { year, week }),
        (2026..2028, 1..4_u32).prop_map(|(year, week)| Ask::Week { year, week }),
        (2026..2028, 1..4_u32).prop_map(|(year, week)| Ask::Picture { year, week }),
        (".{0,8}", any::<bool>()).prop_map(|(text, oldest_first)| {
            Ask::Search(Search { text, oldest_first, ..Search::default() })
        }),
        Just(Ask::DevstreamTimes),
        Just(Ask::Recordings),
        ".{0,8}".prop_map(|stream_id| Ask::Recording { stream_id }),
        proptest::option::of(any::<i32>()).prop_map(|year| Ask::Subathons { year }),
        Just(Ask::SubathonYears),
        Just(Ask::Feed(Feed::Subathon)),
        Just(Ask::Feed(Feed::Blog)),
        ".{0,8}".prop_map(|user| Ask::Feed(Feed::Posts { user })),
    ];
    let all: Vec<_> = event_types().into_iter().collect();
    let many = all.len();
    prop_oneof![
        2 => Just(Happens::Start),
        1 => Just(Happens::Retry),
        2 => Just(Happens::Opened),
        1 => proptest::option::of(any::<u16>()).prop_map(Happens::Closed),
        1 => answer().prop_map(Happens::Refused),
        8 => frame().prop_map(Happens::Text),
        1 => vec(any::<u8>(), 0..20).prop_map(Happens::Binary),
        8 => (any::<usize>(), answer()).prop_map(|(which, answer)| Happens::Reply(which, answer)),
        2 => (any::<usize>(), fault).prop_map(|(which, fault)| Happens::NoReply(which, fault)),
        4 => Just(Happens::Deadline),
        1 => Just(Happens::Woke),
        2 => subsequence(all, 0..=many).prop_map(Happens::Wanted),
        4 => ask.prop_map(Happens::Ask),
        4 => (0..4_000_000_u64, any::<i64>()).prop_map(|(millis, wall)| Happens::TimePasses(millis, wall)),
    ]
}

fn reply((status, retry_after, body): Answer) -> Reply {
    Reply { retry_after: retry_after.map(Duration::from_secs), ..Reply::new(status, body) }
}

fn play(play: &mut Play, happens: Happens) {
    match happens {
        Happens::Start => play.step(Input::Start),
        Happens::Retry => play.step(Input::Retry),
        Happens::Opened => play.step(Input::Opened),
        Happens::Closed(code) => play.step(Input::Closed { code }),
        Happens::Refused(answer) => play.step(Input::Refused(&reply(answer))),
        Happens::Text(text) => play.step(Input::Text(&text)),
        Happens::Binary(bytes) => play.step(Input::Binary(&bytes)),
        Happens::Reply(which, answer) => {
            play.step(Input::Reply { id: play.id(which), reply: &reply(answer) });
        }
        Happens::NoReply(which, fault) => play.step(Input::NoReply { id: play.id(which), fault }),
        Happens::Deadline => {
            play.advance_to_deadline();
            play.step(Input::Deadline);
        }
        Happens::Woke => play.step(Input::Woke),
        Happens::Wanted(types) => play.step(Input::Wanted(&types.into_iter().collect())),
        Happens::Ask(ask) => play.step(Input::Ask(ask)),
        Happens::TimePasses(millis, wall) => play.advance(Duration::from_millis(millis), wall),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_inputs_in_arbitrary_order_break_nothing(
        has_token: bool,
        seed: u64,
        all in vec(happens(), 0..120),
    ) {
        let mut adapter = Play::new(has_token, seed);
        for happens in all {
            play(&mut adapter, happens);
        }
        adapter.finish();
    }

    #[test]
    fn arbitrary_text_is_no_danger(texts in vec(".*", 0..20)) {
        let mut adapter = Play::new(true, 1);
        adapter.step(Input::Start);
        adapter.step(Input::Opened);
        for text in texts {
            adapter.step(Input::Text(&text));
        }
    }
}
