//! What may happen to any adapter, in order, out of the fuzzer's bytes.

use std::collections::BTreeSet;
use std::time::Duration;

use arbitrary::{Arbitrary, Result, Unstructured};
use serde_json::json;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Reply, Subscription};

use crate::example::{Path, changed};
use crate::json::Json;
use crate::kit::happens::Happens;

/// One thing that may happen, in the terms of an adapter: how it is connected usually, its frames, its answers, what
/// is wanted of it and asked.
#[derive(Debug, Arbitrary)]
pub enum Step<U, F, A, W, Q> {
    Start,
    /// Started, opened and ready, the usual way.
    Usual(U),
    Retry,
    Opened,
    Closed(Option<u16>),
    /// Closed with one of the protocol's own codes.
    SentAway(u16),
    Refused(A),
    Text(F),
    Binary(Vec<u8>),
    Reply(u8, A),
    NoReply(u8),
    Deadline,
    Woke,
    Wanted(W),
    Ask(Q),
    TimePasses(u32, i64),
}

impl<U, F, A, W, Q> From<Step<U, F, A, W, Q>> for Happens
where
    U: Into<Happens>,
    F: Into<String>,
    A: Into<Reply>,
    W: Into<BTreeSet<Subscription>>,
    Q: Into<Ask>,
{
    fn from(step: Step<U, F, A, W, Q>) -> Self {
        match step {
            Step::Start => Self::Start,
            Step::Usual(usual) => usual.into(),
            Step::Retry => Self::Retry,
            Step::Opened => Self::Opened,
            Step::Closed(code) => Self::Closed(code),
            Step::SentAway(code) => Self::Closed(Some(4_000 + code % 320)),
            Step::Refused(reply) => Self::Refused(reply.into()),
            Step::Text(frame) => Self::Text(frame.into()),
            Step::Binary(bytes) => Self::Binary(bytes),
            Step::Reply(which, reply) => Self::Reply(which.into(), reply.into()),
            Step::NoReply(which) => Self::NoReply(which.into(), Fault::TimedOut),
            Step::Deadline => Self::Deadline,
            Step::Woke => Self::Woke,
            Step::Wanted(wanted) => Self::Wanted(wanted.into()),
            Step::Ask(ask) => Self::Ask(ask.into()),
            Step::TimePasses(millis, wall) => Self::TimePasses(Duration::from_millis(millis.into()), wall),
        }
    }
}

/// An answer: one of these bodies, one of them changed, this one, an error, or anything.
pub fn reply(u: &mut Unstructured<'_>, bodies: &[&'static str], usual: &str) -> Result<Reply> {
    let status = match u.int_in_range(0..=3)? {
        0 | 1 => 200,
        2 => *u.choose(&[400, 401, 403, 404, 405, 422, 429, 500])?,
        _ => u16::arbitrary(u)?,
    };
    let body = match u.int_in_range(0..=4)? {
        0 => u.choose(bodies)?.as_bytes().to_vec(),
        1 => {
            let (which, path, new): (u8, Path, Json) = Arbitrary::arbitrary(u)?;
            changed(bodies, which, &path, new.0).into_bytes()
        }
        2 => usual.as_bytes().to_vec(),
        3 => json!({"error": Json::arbitrary(u)?.0}).to_string().into_bytes(),
        _ => Vec::arbitrary(u)?,
    };
    let retry_after: Option<u32> = Arbitrary::arbitrary(u)?;
    let retry_after = retry_after.map(|secs| Duration::from_secs(secs.into()));
    Ok(Reply { retry_after, ..Reply::new(status, body) })
}

/// Those of these names whose bits are set.
pub fn some(names: BTreeSet<Subscription>, bits: u16) -> BTreeSet<Subscription> {
    let names = names.into_iter().enumerate();
    names.filter(|(place, _)| bits & (1 << place) != 0).map(|(_, name)| name).collect()
}
