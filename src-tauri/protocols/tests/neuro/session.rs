//! An adapter driven through time.

use std::collections::BTreeSet;
use std::time::Duration;

use swarmbell_protocols::adapter::{Ask, Input, Output, Reply, Request, RequestId, Subscription};
use swarmbell_protocols::neuro::{Config, Neuro};
use swarmbell_protocols::time::{Steady, UnixMillis};
use swarmbell_protocols::web::Origin;
use swarmbell_protocols::{Adapter, Fault};

use crate::kit::drive::Drive;
pub(crate) use crate::kit::outputs::*;

/// The text of one of the contract's examples, of version 2 where none is named.
macro_rules! example {
    ($name:expr) => {
        crate::neuro::catalogue::text("v2", $name)
    };
    ($version:expr, $name:expr) => {
        crate::neuro::catalogue::text($version, $name)
    };
}
pub(crate) use example;

pub(crate) const ORIGIN: &str = "https://neuro.example";

/// A moment shortly after the times in the examples.
pub(crate) const WALL: UnixMillis = UnixMillis(1_795_201_300_000);

pub(crate) const OFFLINE: &str = r#"{"data":{"isLive":false}}"#;

pub(crate) type Session = Drive<Neuro>;

impl Session {
    pub(crate) fn new(has_token: bool) -> Self {
        let origin = Origin::parse(ORIGIN).unwrap();
        Self::at(WALL, Neuro::new(Config { origin, has_token, seed: 7 }))
    }

    /// Without a token, started, both first requests under way.
    pub(crate) fn polling() -> (Self, Vec<Output>) {
        let mut session = Self::new(false);
        let outputs = session.step(Input::Start);
        (session, outputs)
    }

    /// With a token, started, the socket asked for.
    pub(crate) fn opening() -> (Self, Vec<Output>) {
        let mut session = Self::new(true);
        let outputs = session.step(Input::Start);
        (session, outputs)
    }

    /// With a token, `welcome` received, the first answers in, nothing under way.
    pub(crate) fn pushed(wanted: &[&str]) -> Self {
        let mut session = Self::new(true);
        session.want(wanted);
        let started = session.step(Input::Start);
        session.answer_all(&started);
        session.step(Input::Opened);
        let welcomed = session.text(example!("ws.welcome.json"));
        session.answer_all(&welcomed);
        session
    }

    /// Connected with a token, or polling without one, to a server that speaks this version only; nothing under
    /// way but the question for its versions.
    pub(crate) fn speaking(version: &str, has_token: bool) -> Self {
        let mut session = Self::new(has_token);
        let mut asked = session.step(Input::Start);
        if version == "v1" {
            session.reply(request_for(&asked, "/api/info").id, 404, "");
            asked = match has_token {
                true => session.refused(404, "Not Found"),
                false => session.reply(stream_request(&asked).id, 404, "Not Found"),
            };
        }
        session.answer_all(&asked);
        if has_token {
            session.step(Input::Opened);
            let welcomed = session.text(example!("ws.welcome.json"));
            session.answer_all(&welcomed);
        }
        session
    }

    /// Refuses the upgrade. Where a reason is asked for by HTTP, there is none.
    pub(crate) fn refused(&mut self, status: u16, body: &str) -> Vec<Output> {
        let mut all = self.refused_silently(status, body);
        let why = requests(&all).into_iter().find(|request| path(request).ends_with("/twitch/vods"));
        if let Some(why) = why {
            all.retain(|output| !matches!(output, Output::Request(request) if request.id == why.id));
            all.extend(self.reply(why.id, 401, body));
        }
        all
    }

    /// Refuses the upgrade, and no more.
    pub(crate) fn refused_silently(&mut self, status: u16, body: &str) -> Vec<Output> {
        self.step(Input::Refused(&reply(status, body)))
    }

    /// Refuses the upgrade, and whatever else is tried instead, in the same way.
    pub(crate) fn refused_everywhere(&mut self, status: u16, body: &str) -> Vec<Output> {
        let mut all = self.refused(status, body);
        for _ in 0..3 {
            let connects = all.iter().filter(|output| matches!(output, Output::Connect(_))).count();
            all.retain(|output| !matches!(output, Output::Connect(_)));
            for _ in 0..connects {
                all.extend(self.refused(status, body));
            }
            let ticket = |request: &Request| path(request).ends_with("/ws/ticket");
            for request in requests(&all).into_iter().filter(ticket) {
                all.extend(self.reply(request.id, status, body));
            }
        }
        all
    }

    /// Answers a look at the stream, and the same look in the other version, in the same way.
    pub(crate) fn reply_in_both(&mut self, id: RequestId, status: u16, body: &str) -> Vec<Output> {
        let mut all = self.reply(id, status, body);
        let again = requests(&all).into_iter().find(|request| path(request).ends_with("/twitch/stream"));
        if let Some(again) = again {
            all.extend(self.reply(again.id, status, body));
        }
        all
    }

    /// Answers all requests of a step: off the air, the latest week of the examples, nothing about versions.
    pub(crate) fn answer_all(&mut self, outputs: &[Output]) -> Vec<Output> {
        let mut all = Vec::new();
        for request in requests(outputs) {
            let (status, body) = match path(&request).as_str() {
                "/api/v2/twitch/stream" | "/api/v1/twitch/stream" => (200, OFFLINE),
                "/api/v2/schedule/latest" | "/api/v1/schedule/latest" => {
                    (200, example!("schedule.latest.json"))
                }
                "/api/info" => (404, ""),
                other => panic!("nobody asked for {other}"),
            };
            all.extend(self.reply(request.id, status, body));
        }
        all
    }

    /// Answers the request for the latest week with the examples'.
    pub(crate) fn answer_latest(&mut self, outputs: &[Output]) -> Vec<Output> {
        let latest = request_for(outputs, "/api/v2/schedule/latest").id;
        self.reply(latest, 200, example!("schedule.latest.json"))
    }

    pub(crate) fn now(&self) -> Steady {
        self.now.steady
    }

    /// Serves and answers deadlines until this is asked for.
    pub(crate) fn serve_until(&mut self, wanted: &str) -> Vec<Output> {
        for _ in 0..200 {
            let outputs = self.serve_deadline();
            if paths(&outputs).iter().any(|path| path == wanted) {
                return outputs;
            }
            self.answer_all(&outputs);
        }
        panic!("nobody asked for {wanted}");
    }

    /// Serves and answers deadlines until `by` has passed; the paths asked for, each with its time.
    pub(crate) fn asked_within(&mut self, by: Duration) -> Vec<(Duration, String)> {
        let begin = self.now.steady;
        let end = begin.plus(by);
        let mut asked = Vec::new();
        while self.adapter.deadline().is_some_and(|deadline| deadline <= end) {
            let outputs = self.serve_deadline();
            let at = begin.until(self.now.steady);
            asked.extend(requests(&outputs).iter().map(|request| (at, path(request))));
            self.answer_all(&outputs);
        }
        self.advance(self.now.steady.until(end));
        asked
    }
}

pub(crate) fn reply(status: u16, body: &str) -> Reply {
    Reply::new(status, body)
}

pub(crate) fn wanted(types: &[&str]) -> BTreeSet<Subscription> {
    types.iter().copied().map(Subscription::from).collect()
}

pub(crate) fn paths(outputs: &[Output]) -> Vec<String> {
    requests(outputs).iter().map(path).collect()
}

/// The request for the stream among the outputs.
pub(crate) fn stream_request(outputs: &[Output]) -> Request {
    request_for(outputs, "/api/v2/twitch/stream")
}

pub(crate) fn request_for(outputs: &[Output], wanted: &str) -> Request {
    requests(outputs).into_iter().find(|request| path(request) == wanted).expect("a request for this path")
}

/// What was sent as `addEvent streamOnline`, in order.
pub(crate) fn sent_words(outputs: &[Output]) -> Vec<String> {
    let words = |frame: &serde_json::Value| {
        let name = frame["data"]["eventType"].as_str().map(|name| format!(" {name}")).unwrap_or_default();
        format!("{}{name}", frame["type"].as_str().unwrap())
    };
    sent(outputs).iter().map(words).collect()
}

pub(crate) fn unanswered(outputs: &[Output]) -> Vec<(Ask, Fault)> {
    let unanswered = |output: &Output| match output {
        Output::Unanswered(ask, fault) => Some((ask.clone(), fault.clone())),
        _ => None,
    };
    outputs.iter().filter_map(unanswered).collect()
}
