//! Arbitrary inputs in arbitrary order.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};
use swarmbell_protocols::adapter::{Ask, Reply};
use swarmbell_protocols::ask::channels::{Message, Question, Scope};

use crate::arbitrary::{self, Terms};
use crate::catalogue;
use crate::kit::example::texts;
use crate::kit::happens::{Happens, Player};
use crate::kit::pusher::{framed, succeeded};
use crate::play::{Play, channels, connected};

fn names() -> Vec<String> {
    channels().into_iter().map(|name| name.0).collect()
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![4 => select(names()), 1 => ".{0,8}"]
}

const MEMBERS: &[&str] = &[
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

fn any_json() -> impl Strategy<Value = Value> + Clone {
    let values = prop_oneof![
        (3_990..4_310_u16).prop_map(Value::from),
        select(vec!["1.2", "u-17", "{\"id\":1}", "https://a.example/x"]).prop_map(Value::from),
    ];
    arbitrary::json(MEMBERS, values)
}

fn frame() -> impl Strategy<Value = String> {
    let erred = select(vec![4000, 4009]).prop_map(|code| framed("relay:error", None, json!({"code": code})));
    prop_oneof![
        4 => select(texts(catalogue::ALL, catalogue::is_frame)).prop_map(str::to_owned),
        4 => arbitrary::pusher_frame(any_name(), any_json()),
        4 => select(names()).prop_map(|channel| succeeded(&channel)),
        1 => erred,
        1 => any_json().prop_map(|json| json.to_string()),
        1 => ".{0,40}",
    ]
}

fn reply() -> impl Strategy<Value = Reply> {
    let body = prop_oneof![
        3 => select(texts(catalogue::ALL, |example| !catalogue::is_frame(example))).prop_map(str::to_owned),
        3 => Just(r#"{"auth":"k:1"}"#.to_owned()),
        1 => any_json().prop_map(|json| json.to_string()),
        1 => ".{0,40}",
    ];
    arbitrary::reply(&[400, 401, 403, 404, 422, 429, 500], body)
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
    let all: Vec<_> = channels().into_iter().collect();
    let many = all.len();
    arbitrary::happens(Terms {
        usual: any::<u8>().prop_map(connected).boxed(),
        frame: frame().boxed(),
        reply: reply().boxed(),
        wanted: subsequence(all, 0..=many).prop_map(|names| names.into_iter().collect()).boxed(),
        ask: ask().boxed(),
        wall: any::<i64>().boxed(),
        most_millis: 100_000,
    })
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
        all.into_iter().for_each(|happens| adapter.play(happens));
        adapter.finish();
    }

    #[test]
    fn arbitrary_text_is_no_danger(all in vec(".*", 0..20)) {
        let mut adapter = Play::new(true, 1, 1);
        adapter.play(connected(60));
        all.into_iter().for_each(|text| adapter.play(Happens::Text(text)));
    }
}
