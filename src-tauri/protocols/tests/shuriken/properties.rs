//! Arbitrary inputs in arbitrary order.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::Value;
use swarmbell_protocols::adapter::{Ask, Reply, Subscription};
use swarmbell_protocols::ask::channels::Question;

use crate::arbitrary::{self, Terms};
use crate::catalogue;
use crate::kit::example::texts;
use crate::kit::happens::{Happens, Player};
use crate::kit::pusher::{framed, succeeded};
use crate::play::{Play, connected, session, streams};

const MEMBERS: &[&str] = &[
    "connection",
    "appKey",
    "wsHost",
    "wsPort",
    "forceTls",
    "authEndpoint",
    "session",
    "subscriptions",
    "stream",
    "recommendedReconnectBackoffMs",
    "channel",
    "event",
    "visibility",
    "data",
    "error",
    "code",
    "requestId",
    "type",
    "tokenAddress",
    "network",
    "latestSignal",
    "id",
    "source",
    "sourceType",
    "signature",
    "maker",
    "isBuy",
    "tokenMint",
    "amountIn",
    "blockTime",
    "timestamp",
    "taskId",
    "platform",
    "messageId",
    "tokens",
    "calls",
    "firstSeenAt",
    "lastSeenAt",
    "chain",
    "streams",
    "filters",
    "name",
    "socket_id",
    "activity_timeout",
    "auth",
];

fn any_json() -> impl Strategy<Value = Value> + Clone {
    let values = prop_oneof![
        select(vec![
            "x",
            "sol",
            "12.4",
            "127.0.0.1",
            "ws.demo.example",
            "presence",
            "FORBIDDEN",
            "//evil.example"
        ])
        .prop_map(Value::from),
        (1_795_000_000..1_796_000_000_u64).prop_map(Value::from),
        (0..70_000_u64).prop_map(Value::from),
    ];
    arbitrary::json(MEMBERS, values)
}

fn wanted() -> impl Strategy<Value = BTreeSet<Subscription>> {
    let all: Vec<_> = streams().into_iter().collect();
    let many = all.len();
    subsequence(all, 0..=many).prop_map(|names| names.into_iter().collect())
}

fn name() -> impl Strategy<Value = String> {
    let names: Vec<_> = streams().into_iter().map(|name| name.0).collect();
    prop_oneof![4 => select(names), 1 => ".{0,8}"]
}

fn frame() -> impl Strategy<Value = String> {
    let payload = select(texts(catalogue::ALL, catalogue::is_payload));
    let known = (name(), payload).prop_map(|(channel, data)| framed("update", Some(channel), data.into()));
    let built = (name(), any_json()).prop_map(|(channel, data)| framed("update", Some(channel), data));
    prop_oneof![
        2 => select(texts(catalogue::ALL, catalogue::is_frame)).prop_map(str::to_owned),
        4 => known,
        3 => built,
        4 => name().prop_map(|channel| succeeded(&channel)),
        2 => arbitrary::pusher_frame(name(), any_json()),
        1 => any_json().prop_map(|json| json.to_string()),
        1 => ".{0,40}",
    ]
}

fn reply() -> impl Strategy<Value = Reply> {
    let places = vec((name(), name()), 0..5).prop_map(|places| session(&places));
    let body = prop_oneof![
        2 => select(texts(catalogue::ALL, catalogue::is_body)).prop_map(str::to_owned),
        4 => places,
        2 => Just(r#"{"auth":"k:1"}"#.to_owned()),
        2 => any_json().prop_map(|json| json.to_string()),
        1 => ".{0,40}",
    ];
    arbitrary::reply(&[400, 401, 403, 404, 429, 500], body)
}

fn ask() -> impl Strategy<Value = Ask> {
    let history = name().prop_map(|name| Question::History { channel: Some(name), after: None });
    let question = prop_oneof![Just(Question::Catalogue), history, Just(Question::Health)];
    prop_oneof![6 => question.prop_map(Ask::Channels), 1 => select(vec![Ask::Present, Ask::Weeks])]
}

fn happens() -> impl Strategy<Value = Happens> {
    arbitrary::happens(Terms {
        usual: (any::<u8>(), wanted()).prop_map(|(socket, wanted)| connected(socket, &wanted)).boxed(),
        frame: frame().boxed(),
        reply: reply().boxed(),
        wanted: wanted().boxed(),
        ask: ask().boxed(),
        wall: any::<i64>().boxed(),
        most_millis: 100_000,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_inputs_in_arbitrary_order_break_nothing(
        has_key in proptest::bool::weighted(0.9),
        local: bool,
        catalogue: bool,
        all in vec(happens(), 0..120),
    ) {
        let mut adapter = Play::new(has_key, local, catalogue);
        all.into_iter().for_each(|happens| adapter.play(happens));
        adapter.finish();
    }

    #[test]
    fn arbitrary_text_is_no_danger(all in vec(".*", 0..20)) {
        let mut adapter = Play::new(true, false, false);
        adapter.play(connected(60, &streams()));
        all.into_iter().for_each(|text| adapter.play(Happens::Text(text)));
    }
}
