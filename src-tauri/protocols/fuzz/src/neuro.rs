//! A story of what happens to the NeuroInfoAPI adapter.

use std::time::Duration;

use arbitrary::{Arbitrary, Result, Unstructured};
use serde_json::json;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::Subscription;
use swarmbell_protocols::adapter::{Ask, Deprecation, Input, Reply};
use swarmbell_protocols::ask::{Cursor, Feed, Search};
use swarmbell_protocols::schedule::EntryKind;
use swarmbell_protocols::time::UnixMillis;

use crate::example::{Path, changed, one};
use crate::json::Json;
use play::{Play, event_types};

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/neuro/catalogue.rs"]
mod catalogue;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/neuro/play.rs"]
mod play;

const WORDS: &[&str] = &[
    "Not Found",
    "Missing authentication (ticket or token required)",
    "Invalid or expired ticket",
    "Invalid or expired token",
    "Connection limit reached (max 5)",
    "<html>",
];

/// An adapter and what happens to it, in order.
#[derive(Debug, Arbitrary)]
pub struct Story {
    has_token: bool,
    seed: u64,
    happens: Vec<Happens>,
}

#[derive(Debug, Arbitrary)]
enum Happens {
    Start,
    Retry,
    /// Socket open and `welcome` received, the usual way.
    Welcomed,
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
    Ask(Question),
    TimePasses(u32, i64),
}

#[derive(Debug, Arbitrary)]
enum Question {
    Present,
    Weeks,
    Week(i32, u32),
    WeekOfExample(bool),
    Picture(i32, u32),
    Search {
        text: String,
        year: Option<i32>,
        kind: Option<u8>,
        oldest_first: bool,
        after: Option<(i32, u32)>,
    },
    SearchOfExample,
    DevstreamTimes,
    Recordings,
    Recording(String),
    RecordingOfExample,
    Subathons(Option<i32>),
    SubathonOfExample,
    SubathonYears,
    Goals,
    Blog,
    Posts(String),
    PostsOfExample,
}

#[derive(Debug, Arbitrary)]
enum Frame {
    Example(u8),
    Changed(u8, Path, Json),
    Event(u8, Json, Json),
    List(u16, u16),
    Typed(Json, Json),
    Any(Json),
    Text(String),
}

#[derive(Debug)]
struct Answer {
    status: u16,
    retry_after: Option<u32>,
    location: Option<String>,
    deprecation: Option<Option<i64>>,
    body: Vec<u8>,
}

impl<'a> Arbitrary<'a> for Answer {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let status = match u.int_in_range(0..=3)? {
            0 | 1 => 200,
            2 => *u.choose(&[401, 403, 404, 410, 429, 500, 302])?,
            _ => u16::arbitrary(u)?,
        };
        let body = match u.int_in_range(0..=5)? {
            0 => u.choose(&bodies())?.as_bytes().to_vec(),
            1 => {
                let (which, path, new): (u8, Path, Json) = Arbitrary::arbitrary(u)?;
                changed(&bodies(), which, &path, new.0).into_bytes()
            }
            2 => json!({"data": Json::arbitrary(u)?.0}).to_string().into_bytes(),
            3 => json!({"error": {"code": Json::arbitrary(u)?.0}}).to_string().into_bytes(),
            4 => u.choose(WORDS)?.as_bytes().to_vec(),
            _ => Vec::arbitrary(u)?,
        };
        let location = match u.int_in_range(0..=3)? {
            0 => Some("https://images.example.net/47.png".to_owned()),
            1 => Some(String::arbitrary(u)?),
            _ => None,
        };
        let (retry_after, deprecation) = Arbitrary::arbitrary(u)?;
        Ok(Self { status, retry_after, location, deprecation, body })
    }
}

impl Answer {
    fn reply(self) -> Reply {
        let retry_after = self.retry_after.map(|secs| Duration::from_secs(secs.into()));
        let sunset = |sunset: Option<i64>| Deprecation { sunset: sunset.map(UnixMillis) };
        let deprecation = self.deprecation.map(sunset);
        Reply { retry_after, location: self.location, deprecation, ..Reply::new(self.status, self.body) }
    }
}

impl Story {
    /// Plays the story; panics when something that must hold does not.
    pub fn play(self) {
        let mut play = Play::new(self.has_token, self.seed);
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
            Self::Retry => play.step(Input::Retry),
            Self::Welcomed => {
                play.step(Input::Opened);
                play.step(Input::Text(r#"{"type":"welcome","data":{"sessionId":"c27f91d4"}}"#));
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
            Self::Wanted(which) => play.step(Input::Wanted(&some(which).into_iter().collect())),
            Self::Ask(question) => play.step(Input::Ask(question.ask())),
            Self::TimePasses(millis, wall) => play.advance(Duration::from_millis(millis.into()), wall),
        }
    }
}

impl Question {
    fn ask(self) -> Ask {
        let week = |week: u32| week % 54;
        match self {
            Self::Present => Ask::Present,
            Self::Weeks => Ask::Weeks,
            Self::Week(year, number) => Ask::Week { year, week: week(number) },
            Self::WeekOfExample(latest) => Ask::Week { year: 2026, week: if latest { 47 } else { 45 } },
            Self::Picture(year, number) => Ask::Picture { year, week: week(number) },
            Self::Search { text, year, kind, oldest_first, after } => {
                use EntryKind::{Canceled, Normal, Offline, Tbd, Unknown};
                let kinds = [Normal, Offline, Canceled, Tbd, Unknown];
                let kind = kind.and_then(|kind| kinds.get(usize::from(kind) % kinds.len()).copied());
                let after = after.map(|(year, week)| Cursor { year, week });
                Ask::Search(Search { text, year, kind, oldest_first, after })
            }
            Self::SearchOfExample => Ask::Search(Search { text: "karaoke".to_owned(), ..Search::default() }),
            Self::DevstreamTimes => Ask::DevstreamTimes,
            Self::Recordings => Ask::Recordings,
            Self::Recording(stream_id) => Ask::Recording { stream_id },
            Self::RecordingOfExample => Ask::Recording { stream_id: "411960021845".to_owned() },
            Self::Subathons(year) => Ask::Subathons { year },
            Self::SubathonOfExample => Ask::Subathons { year: Some(2024) },
            Self::SubathonYears => Ask::SubathonYears,
            Self::Goals => Ask::Feed(Feed::Subathon),
            Self::Blog => Ask::Feed(Feed::Blog),
            Self::Posts(user) => Ask::Feed(Feed::Posts { user }),
            Self::PostsOfExample => Ask::Feed(Feed::Posts { user: "NeurosamaAI".to_owned() }),
        }
    }
}

impl Frame {
    fn text(self) -> String {
        match self {
            Self::Example(which) => one(&frames(), which).to_owned(),
            Self::Changed(which, path, new) => changed(&frames(), which, &path, new.0),
            Self::Event(which, data, timestamp) => {
                let name = some(u16::MAX).into_iter().nth(usize::from(which) % 13);
                let data = json!({"eventType": name, "eventData": data.0, "timestamp": timestamp.0});
                json!({"type": "event", "data": data}).to_string()
            }
            Self::List(subscribed, available) => {
                let data = json!({"subscribedEvents": some(subscribed), "availableEvents": some(available)});
                json!({"type": "listEvents", "data": data}).to_string()
            }
            Self::Typed(kind, data) => json!({"type": kind.0, "data": data.0}).to_string(),
            Self::Any(json) => json.0.to_string(),
            Self::Text(text) => text,
        }
    }
}

fn frames() -> Vec<&'static str> {
    catalogue::all().filter(|example| example.is_frame()).map(|example| example.text).collect()
}

fn bodies() -> Vec<&'static str> {
    catalogue::all().filter(|example| !example.is_frame()).map(|example| example.text).collect()
}

/// The event types whose bits are set.
fn some(bits: u16) -> Vec<Subscription> {
    let types = event_types().into_iter().enumerate();
    types.filter(|(place, _)| bits & (1 << place) != 0).map(|(_, name)| name).collect()
}
