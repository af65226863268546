//! Strategies for what may happen to any adapter.

use std::collections::BTreeSet;
use std::time::Duration;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Reply, Subscription};

use crate::kit::happens::Happens;
use crate::kit::pusher::{NAMES, PREFIXES, framed};

/// JSON of any shape, with these names among the keys and these values among the leaves.
pub(crate) fn json(
    members: &'static [&'static str],
    values: impl Strategy<Value = Value> + 'static,
) -> impl Strategy<Value = Value> + Clone {
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        1 => ".{0,20}".prop_map(Value::from),
        2 => values,
    ];
    let leaf = leaf.boxed();
    let key = prop_oneof![4 => select(members).prop_map(str::to_owned), 1 => ".{0,5}"].boxed();
    leaf.prop_recursive(4, 40, 8, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((key.clone(), inner), 0..8).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

/// An answer with this body, of these statuses or of any.
pub(crate) fn reply(
    statuses: &'static [u16],
    body: impl Strategy<Value = String>,
) -> impl Strategy<Value = Reply> {
    let status = prop_oneof![6 => Just(200), 3 => select(statuses), 1 => any::<u16>()];
    (status, of(any::<u64>()), body).prop_map(|(status, retry_after, body)| Reply {
        retry_after: retry_after.map(Duration::from_secs),
        ..Reply::new(status, body)
    })
}

/// A frame of the Pusher protocol, in such a channel and with such data.
pub(crate) fn pusher_frame(
    channel: impl Strategy<Value = String>,
    data: impl Strategy<Value = Value>,
) -> impl Strategy<Value = String> {
    let built = (select(&PREFIXES[..]), select(&NAMES[..]), of(channel), data, any::<bool>());
    built.prop_map(|(prefix, name, channel, data, as_text)| {
        let data = if as_text { data.to_string().into() } else { data };
        framed(&format!("{prefix}{name}"), channel, data)
    })
}

/// What differs from adapter to adapter.
pub(crate) struct Terms {
    /// Started and opened, the usual way.
    pub(crate) usual: BoxedStrategy<Happens>,
    pub(crate) frame: BoxedStrategy<String>,
    pub(crate) reply: BoxedStrategy<Reply>,
    pub(crate) wanted: BoxedStrategy<BTreeSet<Subscription>>,
    pub(crate) ask: BoxedStrategy<Ask>,
    /// Where the wall clock is set to.
    pub(crate) wall: BoxedStrategy<i64>,
    /// Time that passes at once, in milliseconds at most.
    pub(crate) most_millis: u64,
}

/// One thing that may happen.
pub(crate) fn happens(terms: Terms) -> impl Strategy<Value = Happens> {
    let fault = select(vec![Fault::TimedOut, Fault::Unreachable, Fault::RateLimited { wait_secs: 60 }]);
    let code = prop_oneof![2 => 4_000..4_010_u16, 1 => 4_100..4_300_u16, 1 => any::<u16>()];
    prop_oneof![
        1 => Just(Happens::Start),
        3 => terms.usual,
        1 => Just(Happens::Retry),
        1 => Just(Happens::Opened),
        1 => of(code).prop_map(Happens::Closed),
        1 => terms.reply.clone().prop_map(Happens::Refused),
        14 => terms.frame.prop_map(Happens::Text),
        1 => vec(any::<u8>(), 0..20).prop_map(Happens::Binary),
        10 => (0..3_usize, terms.reply).prop_map(|(which, reply)| Happens::Reply(which, reply)),
        2 => (0..3_usize, fault).prop_map(|(which, fault)| Happens::NoReply(which, fault)),
        5 => Just(Happens::Deadline),
        1 => Just(Happens::Woke),
        4 => terms.wanted.prop_map(Happens::Wanted),
        3 => terms.ask.prop_map(Happens::Ask),
        3 => (0..terms.most_millis, terms.wall)
            .prop_map(|(millis, wall)| Happens::TimePasses(Duration::from_millis(millis), wall)),
    ]
}
