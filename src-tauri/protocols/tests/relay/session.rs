//! An adapter driven through time.

use std::time::Duration;

use serde_json::Value;
use swarmbell_protocols::adapter::{
    Ask, Body, Input, Output, Reply, Request, RequestId, Snapshot, Subscription,
};
use swarmbell_protocols::ask::channels::{Answer, Question};
use swarmbell_protocols::relay::{Authoriser, Config, Relay};
use swarmbell_protocols::time::{Now, Steady, UnixMillis};
use swarmbell_protocols::web::Origin;
use swarmbell_protocols::{Adapter, Event, Fault};
use url::Url;

/// The text of one of the contract's examples.
macro_rules! example {
    ($name:expr) => {
        crate::catalogue::text($name)
    };
}
pub(crate) use example;

pub(crate) const ORIGIN: &str = "https://relay.example:6001";

/// An endpoint of the application, elsewhere.
pub(crate) const ENDPOINT: &str = "https://shop.example/broadcasting/auth";

/// A moment shortly after the times in the examples.
pub(crate) const WALL: UnixMillis = UnixMillis(1_795_201_340_000);

pub(crate) struct Session {
    pub(crate) relay: Relay,
    pub(crate) now: Now,
}

/// What the adapter is told in most tests: it has everything.
pub(crate) fn config() -> Config {
    Config {
        origin: Origin::parse(ORIGIN).unwrap(),
        app_key: "demo-relay-key".to_owned(),
        app_id: Some("demo-app".to_owned()),
        authoriser: Authoriser::Endpoint(Url::parse(ENDPOINT).unwrap()),
        has_secret: true,
        seed: 7,
    }
}

impl Session {
    pub(crate) fn new(config: Config) -> Self {
        let now = Now { steady: Steady(Duration::from_secs(1_000)), wall: WALL };
        Self { relay: Relay::new(config), now }
    }

    /// The socket is open, the handshake is not done.
    pub(crate) fn open() -> Self {
        let mut session = Self::new(config());
        session.step(Input::Start);
        session.step(Input::Opened);
        session
    }

    /// The handshake is done; these channels are asked for, the answers are not there.
    pub(crate) fn ready(channels: &[&str]) -> (Self, Vec<Output>) {
        Self::ready_with(config(), channels)
    }

    pub(crate) fn ready_with(config: Config, channels: &[&str]) -> (Self, Vec<Output>) {
        let mut session = Self::new(config);
        session.want(channels);
        session.step(Input::Start);
        session.step(Input::Opened);
        let outputs = session.text(example!("connection_established.json"));
        (session, outputs)
    }

    /// These public channels are subscribed.
    pub(crate) fn subscribed(channels: &[&str]) -> Self {
        let (mut session, _) = Self::ready(channels);
        for channel in channels {
            session.succeed(channel);
        }
        session
    }

    /// The server confirms a channel.
    pub(crate) fn succeed(&mut self, channel: &str) -> Vec<Output> {
        self.text(&format!(r#"{{"event":"relay:subscription_succeeded","channel":"{channel}","data":{{}}}}"#))
    }

    pub(crate) fn step(&mut self, input: Input<'_>) -> Vec<Output> {
        self.relay.step(self.now, input)
    }

    pub(crate) fn text(&mut self, text: &str) -> Vec<Output> {
        self.step(Input::Text(text))
    }

    pub(crate) fn want(&mut self, channels: &[&str]) -> Vec<Output> {
        self.step(Input::Wanted(&channels.iter().copied().map(Subscription::from).collect()))
    }

    pub(crate) fn ask(&mut self, question: Question) -> Vec<Output> {
        self.step(Input::Ask(Ask::Channels(question)))
    }

    pub(crate) fn reply(&mut self, id: RequestId, status: u16, body: &str) -> Vec<Output> {
        self.step(Input::Reply { id, reply: &Reply::new(status, body) })
    }

    /// Asks, and is answered.
    pub(crate) fn answered(&mut self, question: Question, status: u16, body: &str) -> Vec<Output> {
        let outputs = self.ask(question.clone());
        let [request] = &requests(&outputs)[..] else { panic!("{question:?}: {outputs:?}") };
        self.reply(request.id, status, body)
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.now.steady = self.now.steady.plus(by);
        self.now.wall = self.now.wall.plus(by);
    }

    /// The time to the next deadline.
    pub(crate) fn until_deadline(&self) -> Option<Duration> {
        self.relay.deadline().map(|deadline| self.now.steady.until(deadline))
    }

    /// Moves to the next deadline and serves it.
    pub(crate) fn serve_deadline(&mut self) -> Vec<Output> {
        let wait = self.until_deadline().expect("a deadline");
        self.advance(wait);
        self.step(Input::Deadline)
    }
}

/// What a server, asked this by somebody who has the secret, is understood to say.
pub(crate) fn answered(question: &Question, status: u16, body: &str) -> Vec<Output> {
    Session::new(config()).answered(question.clone(), status, body)
}

pub(crate) fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

pub(crate) fn requests(outputs: &[Output]) -> Vec<Request> {
    let request = |output: &Output| match output {
        Output::Request(request) => Some(request.clone()),
        _ => None,
    };
    outputs.iter().filter_map(request).collect()
}

/// The only request.
pub(crate) fn request(outputs: &[Output]) -> Request {
    let [request] = &requests(outputs)[..] else { panic!("{outputs:?}") };
    request.clone()
}

/// What is posted.
pub(crate) fn posted(request: &Request) -> Value {
    let Some(Body::Json(body)) = &request.body else { panic!("{request:?}") };
    parsed(body)
}

/// Path and query of a request.
pub(crate) fn path(request: &Request) -> String {
    let url = &request.address.0;
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

pub(crate) fn sent(outputs: &[Output]) -> Vec<Value> {
    let frame = |output: &Output| match output {
        Output::Send(text) => Some(parsed(text)),
        _ => None,
    };
    outputs.iter().filter_map(frame).collect()
}

/// What was sent as `subscribe builds`, in order.
pub(crate) fn sent_words(outputs: &[Output]) -> Vec<String> {
    let words = |frame: &Value| {
        let name = frame["event"].as_str().unwrap().strip_prefix("relay:").unwrap().to_owned();
        let channel = frame["data"]["channel"].as_str().map(|channel| format!(" {channel}"));
        name + &channel.unwrap_or_default()
    };
    sent(outputs).iter().map(words).collect()
}

pub(crate) fn events(outputs: &[Output]) -> Vec<Event> {
    let event = |output: &Output| match output {
        Output::Event(event) => Some(event.clone()),
        _ => None,
    };
    outputs.iter().filter_map(event).collect()
}

pub(crate) fn answers(outputs: &[Output]) -> Vec<Answer> {
    let answer = |output: &Output| match output {
        Output::Snapshot(Snapshot::Channels(answer)) => Some(answer.clone()),
        _ => None,
    };
    outputs.iter().filter_map(answer).collect()
}

/// What became of the channels, in order.
pub(crate) fn settled(outputs: &[Output]) -> Vec<(String, Option<Fault>)> {
    let settled = |answer| match answer {
        Answer::Subscription { channel, failed } => Some((channel, failed)),
        _ => None,
    };
    answers(outputs).into_iter().filter_map(settled).collect()
}

/// Who is told to be there.
pub(crate) fn members(outputs: &[Output]) -> Option<Vec<String>> {
    answers(outputs).into_iter().find_map(|answer| match answer {
        Answer::Members { members, .. } => Some(members.into_iter().map(|member| member.id).collect()),
        _ => None,
    })
}

pub(crate) fn faults(outputs: &[Output]) -> Vec<Fault> {
    let fault = |output: &Output| match output {
        Output::Fault(fault) => Some(fault.clone()),
        _ => None,
    };
    outputs.iter().filter_map(fault).collect()
}

pub(crate) fn unanswered(outputs: &[Output]) -> Vec<Fault> {
    let unanswered = |output: &Output| match output {
        Output::Unanswered(_, fault) => Some(fault.clone()),
        _ => None,
    };
    outputs.iter().filter_map(unanswered).collect()
}

pub(crate) fn is_note(outputs: &[Output]) -> bool {
    matches!(outputs, [Output::Note(_)])
}
