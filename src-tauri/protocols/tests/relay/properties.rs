//! Arbitrary inputs in arbitrary order.

use std::time::Duration;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Input, Reply, Subscription};
use swarmbell_protocols::ask::channels::{Message, Question, Scope};

use crate::catalogue;
use crate::play::{Play, channels};

/// One thing that may happen.
#[derive(Debug, Clone)]
enum Happens {
    Start,
    /// Socket open and handshake done, the usual way.
    Welcomed(u8),
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

fn names() -> Vec<String> {
    channels().into_iter().map(|name| name.0).collect()
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![4 => select(names()), 1 => ".{0,8}"]
}

/// JSON of any shape, with the members the contract names among the keys.
fn any_json() -> impl Strategy<Value = Value> {
    const MEMBERS: [&str; 12] = [
        "presence",
        "hash",
        "ids",
        "id",
        "user_id",
        "user_info",
        "name",
        "code",
        "socket_id",
        "status",
        "url",
        "activity_timeout",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (3_990..4_310_u16).prop_map(Value::from),
        select(vec!["1.2", "u-17", "{\"id\":1}", "https://a.example/x"]).prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        let key = prop_oneof![3 => select(MEMBERS.to_vec()).prop_map(str::to_owned), 1 => ".{0,4}"];
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((key, inner), 0..6).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

fn frame() -> impl Strategy<Value = String> {
    let examples: Vec<&str> =
        catalogue::all().filter(|example| example.is_frame()).map(|example| example.text).collect();
    let prefix = select(vec!["relay:", "pusher:", "pusher_internal:", ""]);
    let name = select(vec![
        "connection_established",
        "subscription_succeeded",
        "subscription_error",
        "member_added",
        "member_removed",
        "error",
        "ping",
        "pong",
        "coffee",
    ]);
    let built = (prefix, name, of(any_name()), any_json(), any::<bool>());
    let built = built.prop_map(|(prefix, name, channel, data, as_text)| {
        let data = if as_text { data.to_string().into() } else { data };
        let mut frame = json!({"event": format!("{prefix}{name}"), "data": data});
        if let Some(channel) = channel {
            frame["channel"] = channel.into();
        }
        frame.to_string()
    });
    let succeeded = select(names()).prop_map(|channel| {
        json!({"event": "relay:subscription_succeeded", "channel": channel, "data": {}}).to_string()
    });
    let erred = select(vec![4000, 4009])
        .prop_map(|code| json!({"event": "relay:error", "data": {"code": code}}).to_string());
    prop_oneof![
        4 => select(examples).prop_map(str::to_owned),
        4 => built,
        4 => succeeded,
        1 => erred,
        1 => any_json().prop_map(|json| json.to_string()),
        1 => ".{0,40}",
    ]
}

fn answer() -> impl Strategy<Value = Answer> {
    let bodies: Vec<&str> =
        catalogue::all().filter(|example| !example.is_frame()).map(|example| example.text).collect();
    let body = prop_oneof![
        3 => select(bodies).prop_map(str::to_owned),
        3 => Just(r#"{"auth":"k:1"}"#.to_owned()),
        1 => any_json().prop_map(|json| json.to_string()),
        1 => ".{0,40}",
    ];
    let status = prop_oneof![6 => Just(200_u16), 2 => select(vec![400, 401, 403, 404, 422, 429, 500]), 1 => any::<u16>()];
    (status, of(any::<u64>()), body)
}

fn ask() -> impl Strategy<Value = Ask> {
    let message = (any_name(), ".{0,8}", ".{0,8}");
    let message = message.prop_map(|(channel, event, data)| Message { channel, event, data });
    let question = prop_oneof![
        vec(message, 0..4).prop_map(Question::Publish),
        Just(Question::Channels),
        any_name().prop_map(|name| Question::Channel { name }),
        any_name().prop_map(|channel| Question::Members { channel }),
        (of(any_name()), of(".{0,8}")).prop_map(|(channel, after)| Question::History { channel, after }),
        Just(Question::Log),
        select(vec![Scope::Server, Scope::App, Scope::Deliveries]).prop_map(Question::Stats),
        Just(Question::Health),
    ];
    prop_oneof![8 => question.prop_map(Ask::Channels), 1 => Just(Ask::Present)]
}

fn happens() -> impl Strategy<Value = Happens> {
    let fault = select(vec![Fault::TimedOut, Fault::Unreachable, Fault::RateLimited { wait_secs: 9 }]);
    let all: Vec<_> = channels().into_iter().collect();
    let many = all.len();
    prop_oneof![
        1 => Just(Happens::Start),
        3 => any::<u8>().prop_map(Happens::Welcomed),
        1 => Just(Happens::Opened),
        1 => of(any::<u16>()).prop_map(Happens::Closed),
        1 => answer().prop_map(Happens::Refused),
        12 => frame().prop_map(Happens::Text),
        1 => vec(any::<u8>(), 0..20).prop_map(Happens::Binary),
        8 => (any::<usize>(), answer()).prop_map(|(which, answer)| Happens::Reply(which, answer)),
        2 => (any::<usize>(), fault).prop_map(|(which, fault)| Happens::NoReply(which, fault)),
        3 => Just(Happens::Deadline),
        1 => Just(Happens::Woke),
        4 => subsequence(all, 0..=many).prop_map(Happens::Wanted),
        3 => ask().prop_map(Happens::Ask),
        2 => (0..100_000_u64, any::<i64>()).prop_map(|(millis, wall)| Happens::TimePasses(millis, wall)),
    ]
}

fn reply((status, retry_after, body): Answer) -> Reply {
    Reply { retry_after: retry_after.map(Duration::from_secs), ..Reply::new(status, body) }
}

fn play(play: &mut Play, happens: Happens) {
    match happens {
        Happens::Start => play.step(Input::Start),
        Happens::Welcomed(socket) => {
            play.step(Input::Start);
            play.step(Input::Opened);
            let data = json!({"socket_id": format!("{socket}.1"), "activity_timeout": socket});
            let hello = json!({"event": "pusher:connection_established", "data": data});
            play.step(Input::Text(&hello.to_string()));
        }
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
        Happens::Wanted(names) => play.step(Input::Wanted(&names.into_iter().collect())),
        Happens::Ask(ask) => play.step(Input::Ask(ask)),
        Happens::TimePasses(millis, wall) => play.advance(Duration::from_millis(millis), wall),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_inputs_in_arbitrary_order_break_nothing(
        has_secret: bool,
        authoriser: u8,
        seed: u64,
        all in vec(happens(), 0..120),
    ) {
        let mut adapter = Play::new(has_secret, authoriser, seed);
        for happens in all {
            play(&mut adapter, happens);
        }
        adapter.finish();
    }

    #[test]
    fn arbitrary_text_is_no_danger(texts in vec(".*", 0..20)) {
        let mut adapter = Play::new(true, 1, 1);
        play(&mut adapter, Happens::Welcomed(60));
        for text in texts {
            adapter.step(Input::Text(&text));
        }
    }
}
