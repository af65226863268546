//! A story of what happens to the Vera adapter.

use std::time::Duration;

use arbitrary::{Arbitrary, Result, Unstructured};
use serde_json::{Value, json};
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Input, Reply};

use crate::json::Json;
use crate::vera_catalogue as catalogue;
use crate::vera_play::{Play, markets, record};

/// An adapter and what happens to it, in order.
#[derive(Debug, Arbitrary)]
pub struct Story {
    has_key: bool,
    seed: u64,
    position: Option<Kept>,
    happens: Vec<Happens>,
}

#[derive(Debug, Arbitrary)]
enum Kept {
    /// By an adapter that saw an event then.
    Position(i64),
    Any(Json),
}

#[derive(Debug, Arbitrary)]
enum Happens {
    Start,
    /// Started and opened, the usual way.
    Connected,
    Retry,
    Opened,
    Closed(Option<u16>),
    /// Closed with one of the protocol's own codes.
    SentAway(u8),
    Refused(Answer),
    Text(Frame),
    Binary(Vec<u8>),
    Reply(u8, Answer),
    NoReply(u8),
    Deadline,
    Woke,
    Wanted(u8),
    Many,
    Ask,
    Restart,
    TimePasses(u32, i64),
    Later(u32),
}

#[derive(Debug, Arbitrary)]
enum Frame {
    Example(u8),
    Event(u8, At, Json),
    Typed(u8, Json, Json),
    Any(Json),
    Text(String),
}

/// When the server took an event in.
#[derive(Debug, Arbitrary)]
enum At {
    /// On the day of the examples.
    Second(u32),
    Any(Json),
}

#[derive(Debug)]
struct Answer {
    status: u16,
    retry_after: Option<u32>,
    body: Vec<u8>,
}

impl<'a> Arbitrary<'a> for Answer {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let status = match u.int_in_range(0..=3)? {
            0 | 1 => 200,
            2 => *u.choose(&[401, 402, 403, 404, 422, 429, 500])?,
            _ => u16::arbitrary(u)?,
        };
        let body = match u.int_in_range(0..=4)? {
            0 => example(catalogue::Example::is_body, u8::arbitrary(u)?).as_bytes().to_vec(),
            1 | 2 => {
                let (id, at, next): (u8, At, Option<u8>) = Arbitrary::arbitrary(u)?;
                let records = [event(id, at, &Value::Null)];
                json!({"data": records, "next_cursor": next.map(|next| next.to_string())})
                    .to_string()
                    .into_bytes()
            }
            3 => Json::arbitrary(u)?.0.to_string().into_bytes(),
            _ => Vec::arbitrary(u)?,
        };
        Ok(Self { status, retry_after: Arbitrary::arbitrary(u)?, body })
    }
}

impl Answer {
    fn reply(self) -> Reply {
        let retry_after = self.retry_after.map(|secs| Duration::from_secs(secs.into()));
        Reply { retry_after, ..Reply::new(self.status, self.body) }
    }
}

impl Kept {
    fn text(self) -> String {
        match self {
            Self::Position(at) => {
                json!({"last_event_id": "evt_0", "ingested_at": at, "heard_at": at}).to_string()
            }
            Self::Any(json) => json.0.to_string(),
        }
    }
}

impl Story {
    /// Plays the story; panics when something that must hold does not.
    pub fn play(self) {
        let mut play = Play::new(self.has_key, self.position.map(Kept::text), self.seed);
        for happens in self.happens {
            happens.play(&mut play);
        }
        play.finish();
    }
}

impl Happens {
    fn play(self, play: &mut Play) {
        match self {
            Self::Start => play.step(Input::Start),
            Self::Connected => {
                play.step(Input::Start);
                play.step(Input::Opened);
            }
            Self::Retry => play.step(Input::Retry),
            Self::Opened => play.step(Input::Opened),
            Self::Closed(code) => play.step(Input::Closed { code }),
            Self::SentAway(code) => play.step(Input::Closed { code: Some(4_000 + u16::from(code) % 10) }),
            Self::Refused(answer) => play.step(Input::Refused(&answer.reply())),
            Self::Text(frame) => play.step(Input::Text(&frame.text())),
            Self::Binary(bytes) => play.step(Input::Binary(&bytes)),
            Self::Reply(which, answer) => {
                play.step(Input::Reply { id: play.id(which.into()), reply: &answer.reply() });
            }
            Self::NoReply(which) => {
                play.step(Input::NoReply { id: play.id(which.into()), fault: Fault::TimedOut });
            }
            Self::Deadline => {
                play.advance_to_deadline();
                play.step(Input::Deadline);
            }
            Self::Woke => play.step(Input::Woke),
            Self::Wanted(many) => play.step(Input::Wanted(&markets(many.into()))),
            Self::Many => play.step(Input::Wanted(&markets(501))),
            Self::Ask => play.step(Input::Ask(Ask::Present)),
            Self::Restart => play.restart(),
            Self::TimePasses(millis, wall) => play.advance(Duration::from_millis(millis.into()), wall),
            Self::Later(millis) => play.advance(Duration::from_millis(millis.into()), 1_795_201_300_000),
        }
    }
}

impl Frame {
    fn text(self) -> String {
        match self {
            Self::Example(which) => example(catalogue::Example::is_frame, which).to_owned(),
            Self::Event(id, at, related) => event(id, at, &related.0).to_string(),
            Self::Typed(kind, data, code) => {
                let kinds = ["event", "error", "subscribed", "backfill_truncated", "warning"];
                let kind = kinds[usize::from(kind) % kinds.len()];
                json!({"type": kind, "event": data.0, "code": code.0}).to_string()
            }
            Self::Any(json) => json.0.to_string(),
            Self::Text(text) => text,
        }
    }
}

fn event(id: u8, at: At, related: &Value) -> Value {
    let at = match at {
        At::Second(second) => {
            let second = second % 86_400;
            let (hour, minute) = (second / 3_600, second / 60 % 60);
            json!(format!("2026-11-20T{hour:02}:{minute:02}:{:02}Z", second % 60))
        }
        At::Any(json) => json.0,
    };
    record(&format!("evt_{id}"), &at, related)
}

fn example(is: fn(&catalogue::Example) -> bool, which: u8) -> &'static str {
    let all: Vec<_> = catalogue::all().filter(|example| is(example)).collect();
    all[usize::from(which) % all.len()].text
}
