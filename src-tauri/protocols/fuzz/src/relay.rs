//! A story of what happens to the Relay adapter.

use std::time::Duration;

use arbitrary::{Arbitrary, Result, Unstructured};
use serde_json::{Value, json};
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Input, Reply, Subscription};
use swarmbell_protocols::ask::channels::{Message, Question, Scope};

use crate::example::{Path, changed, one};
use crate::json::Json;
use play::{Play, channels};

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/relay/catalogue.rs"]
mod catalogue;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/relay/play.rs"]
mod play;

const PREFIXES: &[&str] = &["relay:", "pusher:", "pusher_internal:", ""];

const NAMES: &[&str] = &[
    "connection_established",
    "subscription_succeeded",
    "subscription_error",
    "subscription_count",
    "member_added",
    "member_removed",
    "error",
    "ping",
    "pong",
    "coffee",
];

/// An adapter and what happens to it, in order.
#[derive(Debug, Arbitrary)]
pub struct Story {
    has_secret: bool,
    authoriser: u8,
    seed: u64,
    happens: Vec<Happens>,
}

#[derive(Debug, Arbitrary)]
enum Happens {
    Start,
    /// Socket open and handshake done, the usual way.
    Welcomed(u8),
    Opened,
    Closed(Option<u16>),
    Refused(Answer),
    Text(Frame),
    Binary(Vec<u8>),
    Reply(u8, Answer),
    NoReply(u8),
    Deadline,
    Woke,
    Wanted(u16),
    /// Many channels at once.
    WantedMany(u16),
    Ask(Asks),
    TimePasses(u32, i64),
}

#[derive(Debug, Arbitrary)]
enum Asks {
    Present,
    Publish(Vec<(Name, String, String)>),
    Channels,
    Channel(Name),
    Members(Name),
    History(Option<Name>, Option<String>),
    Log,
    Stats(u8),
    Health,
}

#[derive(Debug, Arbitrary)]
enum Name {
    Known(u8),
    Any(String),
}

#[derive(Debug, Arbitrary)]
enum Frame {
    Example(u8),
    Changed(u8, Path, Json),
    Succeeded(u8),
    Error(u16),
    Protocol { prefix: u8, name: u8, channel: Option<Name>, data: Json, as_text: bool },
    Published(Name, String, Json),
    Any(Json),
    Text(String),
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
            2 => *u.choose(&[400, 401, 403, 404, 405, 422, 429, 500])?,
            _ => u16::arbitrary(u)?,
        };
        let body = match u.int_in_range(0..=4)? {
            0 => u.choose(&bodies())?.as_bytes().to_vec(),
            1 => {
                let (which, path, new): (u8, Path, Json) = Arbitrary::arbitrary(u)?;
                changed(&bodies(), which, &path, new.0).into_bytes()
            }
            2 => br#"{"auth":"demo-relay-key:00"}"#.to_vec(),
            3 => json!({"error": Json::arbitrary(u)?.0}).to_string().into_bytes(),
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

impl Story {
    /// Plays the story; panics when something that must hold does not.
    pub fn play(self) {
        let mut play = Play::new(self.has_secret, self.authoriser, self.seed);
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
            Self::Welcomed(socket) => {
                play.step(Input::Start);
                play.step(Input::Opened);
                let data = json!({"socket_id": format!("{socket}.1"), "activity_timeout": socket});
                let hello = json!({"event": "pusher:connection_established", "data": data});
                play.step(Input::Text(&hello.to_string()));
            }
            Self::Opened => play.step(Input::Opened),
            Self::Closed(code) => play.step(Input::Closed { code }),
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
            Self::Wanted(bits) => {
                let wanted = channels().into_iter().enumerate();
                let wanted = wanted.filter(|(place, _)| bits & (1 << place) != 0).map(|(_, name)| name);
                play.step(Input::Wanted(&wanted.collect()));
            }
            Self::WantedMany(many) => {
                let wanted = (0..many % 400).map(|n| Subscription(format!("c{n}")));
                play.step(Input::Wanted(&wanted.collect()));
            }
            Self::Ask(asks) => play.step(Input::Ask(asks.ask())),
            Self::TimePasses(millis, wall) => play.advance(Duration::from_millis(millis.into()), wall),
        }
    }
}

impl Asks {
    fn ask(self) -> Ask {
        let message =
            |(channel, event, data): (Name, String, String)| Message { channel: channel.text(), event, data };
        let scopes = [Scope::Server, Scope::App, Scope::Deliveries];
        Ask::Channels(match self {
            Self::Present => return Ask::Present,
            Self::Publish(messages) => Question::Publish(messages.into_iter().map(message).collect()),
            Self::Channels => Question::Channels,
            Self::Channel(name) => Question::Channel { name: name.text() },
            Self::Members(name) => Question::Members { channel: name.text() },
            Self::History(channel, after) => Question::History { channel: channel.map(Name::text), after },
            Self::Log => Question::Log,
            Self::Stats(which) => Question::Stats(scopes[usize::from(which) % scopes.len()]),
            Self::Health => Question::Health,
        })
    }
}

impl Name {
    fn text(self) -> String {
        match self {
            Self::Known(which) => known(which),
            Self::Any(text) => text,
        }
    }
}

impl Frame {
    fn text(self) -> String {
        match self {
            Self::Example(which) => one(&frames(), which).to_owned(),
            Self::Changed(which, path, new) => changed(&frames(), which, &path, new.0),
            Self::Succeeded(which) => framed("relay:subscription_succeeded", Some(known(which)), json!({})),
            Self::Error(code) => framed("relay:error", None, json!({"code": 4_000 + code % 320})),
            Self::Protocol { prefix, name, channel, data, as_text } => {
                let prefix = PREFIXES[usize::from(prefix) % PREFIXES.len()];
                let name = NAMES[usize::from(name) % NAMES.len()];
                let data = if as_text { data.0.to_string().into() } else { data.0 };
                framed(&format!("{prefix}{name}"), channel.map(Name::text), data)
            }
            Self::Published(channel, event, data) => framed(&event, Some(channel.text()), data.0),
            Self::Any(json) => json.0.to_string(),
            Self::Text(text) => text,
        }
    }
}

fn framed(event: &str, channel: Option<String>, data: Value) -> String {
    let mut frame = json!({"event": event, "data": data});
    if let Some(channel) = channel {
        frame["channel"] = channel.into();
    }
    frame.to_string()
}

fn known(which: u8) -> String {
    let all: Vec<_> = channels().into_iter().collect();
    all[usize::from(which) % all.len()].0.clone()
}

fn frames() -> Vec<&'static str> {
    catalogue::all().filter(|example| example.is_frame()).map(|example| example.text).collect()
}

fn bodies() -> Vec<&'static str> {
    catalogue::all().filter(|example| !example.is_frame()).map(|example| example.text).collect()
}
