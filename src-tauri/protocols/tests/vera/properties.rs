//! Arbitrary inputs in arbitrary order.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Input, Reply};
use swarmbell_protocols::time::UnixMillis;

use crate::catalogue;
use crate::play::{Play, markets, record};
use crate::session::{HOUR, WALL, iso, kept, kept_nothing};

/// One thing that may happen.
#[derive(Debug, Clone)]
enum Happens {
    Start,
    /// Started and opened, the usual way.
    Connected,
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
    Wanted(usize),
    Ask(Ask),
    /// The adapter ends and is built again.
    Restart,
    TimePasses(u64, i64),
}

type Answer = (u16, Option<u64>, String);

/// JSON of any shape, with the members the contract names among the keys.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
        select(vec!["high", "evt_1", "https://a.example/x", "2026-11-20T18:58:04Z", "error"])
            .prop_map(Value::from),
    ];
    let key = prop_oneof![
        4 => select(vec![
            "type", "event", "id", "source", "publication", "url", "published_at", "ingested_at", "headline", "title",
            "summary", "aggregate_event_relevance", "bucket", "related_markets", "market_id", "question", "snapshot",
            "yes_price", "meta", "data", "next_cursor", "has_more", "error", "code", "markets",
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

fn known(is: fn(&catalogue::Example) -> bool) -> impl Strategy<Value = String> {
    let texts: Vec<_> = catalogue::all().filter(|example| is(example)).map(|example| example.text).collect();
    select(texts).prop_map(str::to_owned)
}

fn any_record() -> impl Strategy<Value = Value> {
    let other = prop_oneof![4 => Just(Value::Null), 1 => any_json()];
    // Around the moment at which a play begins.
    let at = (-8_000_000..8_000_000_i64).prop_map(|offset| iso(UnixMillis(WALL.0 + offset)));
    ("evt_[0-9]", at, other).prop_map(|(id, at, other)| record(&id, &Value::from(at), &other))
}

fn frame() -> impl Strategy<Value = String> {
    let typed = select(vec!["event", "error", "subscribed", "backfill_truncated", "warning"]);
    let other =
        (typed, any_json()).prop_map(|(kind, data)| json!({"type": kind, "event": data, "code": data}));
    prop_oneof![
        2 => known(catalogue::Example::is_frame),
        8 => any_record().prop_map(|record| record.to_string()),
        1 => other.prop_map(|frame| frame.to_string()),
        1 => any_json().prop_map(|frame| frame.to_string()),
        1 => ".{0,40}",
    ]
}

fn answer() -> impl Strategy<Value = Answer> {
    let next = proptest::option::of("c[0-9]");
    let page = (vec(any_record(), 0..4), next)
        .prop_map(|(records, next)| json!({"data": records, "next_cursor": next}).to_string());
    let body = prop_oneof![
        2 => known(catalogue::Example::is_body),
        6 => page,
        1 => any_json().prop_map(|data| data.to_string()),
        1 => ".{0,20}",
    ];
    let status = prop_oneof![6 => Just(200), 2 => select(vec![401, 402, 422, 429, 500]), 1 => any::<u16>()];
    (status, proptest::option::weighted(0.2, any::<u64>()), body)
}

fn happens() -> impl Strategy<Value = Happens> {
    let fault = select(vec![Fault::TimedOut, Fault::NoAddress, Fault::RateLimited { wait_secs: 60 }]);
    let code = prop_oneof![select(vec![4001, 4002, 4003, 4009, 1001]), any::<u16>()];
    let wall = prop_oneof![
        6 => (-8_000_000..8_000_000_i64).prop_map(|offset| 1_795_201_300_000 + offset),
        1 => any::<i64>(),
    ];
    prop_oneof![
        1 => Just(Happens::Start),
        4 => Just(Happens::Connected),
        1 => Just(Happens::Retry),
        1 => Just(Happens::Opened),
        1 => proptest::option::of(code).prop_map(Happens::Closed),
        1 => answer().prop_map(Happens::Refused),
        16 => frame().prop_map(Happens::Text),
        1 => vec(any::<u8>(), 0..20).prop_map(Happens::Binary),
        8 => (0..2_usize, answer()).prop_map(|(which, answer)| Happens::Reply(which, answer)),
        2 => (0..2_usize, fault).prop_map(|(which, fault)| Happens::NoReply(which, fault)),
        8 => Just(Happens::Deadline),
        1 => Just(Happens::Woke),
        3 => (0..4_usize).prop_map(Happens::Wanted),
        1 => select(vec![60, 501]).prop_map(Happens::Wanted),
        1 => select(vec![Ask::Present, Ask::Weeks]).prop_map(Happens::Ask),
        1 => Just(Happens::Restart),
        4 => (0..20_000_u64, wall).prop_map(|(millis, wall)| Happens::TimePasses(millis, wall)),
    ]
}

fn reply((status, retry_after, body): Answer) -> Reply {
    Reply { retry_after: retry_after.map(Duration::from_secs), ..Reply::new(status, body) }
}

fn play(play: &mut Play, happens: Happens) {
    match happens {
        Happens::Start => play.step(Input::Start),
        Happens::Connected => {
            play.step(Input::Start);
            play.step(Input::Opened);
        }
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
        Happens::Wanted(many) => play.step(Input::Wanted(&markets(many))),
        Happens::Ask(ask) => play.step(Input::Ask(ask)),
        Happens::Restart => play.restart(),
        Happens::TimePasses(millis, wall) => play.advance(Duration::from_millis(millis), wall),
    }
}

/// What may have been kept before.
fn positions() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        1 => Just(None),
        1 => Just(Some(kept("evt_0", HOUR / 2))),
        2 => Just(Some(kept("evt_0", 3 * HOUR))),
        1 => Just(Some(kept_nothing(HOUR))),
        1 => any_json().prop_map(|json| Some(json.to_string())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_inputs_in_arbitrary_order_break_nothing(
        has_key in proptest::bool::weighted(0.9),
        position in positions(),
        seed: u64,
        wanted in 0..3_usize,
        all in vec(happens(), 0..120),
    ) {
        let mut adapter = Play::new(has_key, position, seed);
        adapter.step(Input::Wanted(&markets(wanted)));
        for happens in all {
            play(&mut adapter, happens);
        }
        adapter.finish();
    }

    #[test]
    fn arbitrary_text_is_no_danger(texts in vec(".*", 0..20)) {
        let mut adapter = Play::new(true, None, 1);
        play(&mut adapter, Happens::Connected);
        for text in texts {
            adapter.step(Input::Text(&text));
        }
    }
}
