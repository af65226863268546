//! An adapter played with arbitrary inputs, and what must hold after every step.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::Value;
use swarmbell_protocols::adapter::{Ask, Input, Output, Request, RequestId, Snapshot, Subscription, Way};
use swarmbell_protocols::ask::channels::Answer;
use swarmbell_protocols::shuriken::{Config, Shuriken, Stream};
use swarmbell_protocols::time::Steady;
use swarmbell_protocols::web::Origin;
use swarmbell_protocols::{Adapter, Event};

use crate::kit::happens::{Happens, Player};
use crate::kit::outputs::posted;
use crate::kit::pusher::{hello, is_handshake};
use crate::kit::watch::{Watch, check_event, check_fault, check_note, check_position, question};

/// The path of the posts.
const SESSION: &str = "/api/v2/ws/session";

/// What was seen of an adapter so far.
pub struct Play {
    adapter: Shuriken,
    config: Config,
    watch: Watch,
    /// Posts whose answer is still of interest.
    posts: BTreeSet<RequestId>,
    /// The names of what is wanted.
    wanted: BTreeSet<String>,
    /// What the server holds of our subscriptions, as far as we told it.
    held: BTreeSet<String>,
    stage: Stage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Started; the socket may be asked for.
    Started,
    /// The socket was asked for, and nothing heard of it yet.
    Opening,
    /// The socket is there, and nothing may be sent.
    Open,
    Ready,
    Over,
}

impl Play {
    /// An adapter that has not started. `local`: the API is on this machine.
    pub fn new(has_key: bool, local: bool, catalogue: bool) -> Self {
        let api = if local { "http://127.0.0.1:8080" } else { "https://api.shuriken.example" };
        let config = Config {
            api: Origin::parse(api).expect("an origin"),
            has_key,
            catalogue: catalogue.then(|| "/api/v2/ws/streams".to_owned()),
            position: None,
        };
        Self {
            adapter: Shuriken::new(config.clone()),
            config,
            watch: Watch::at(1_795_201_240_000),
            posts: BTreeSet::new(),
            wanted: BTreeSet::new(),
            held: BTreeSet::new(),
            stage: Stage::Over,
        }
    }

    fn hung_up(&mut self, stage: Stage) {
        self.stage = stage;
        self.posts.clear();
        self.held.clear();
    }

    fn before(&mut self, input: &Input<'_>) {
        self.watch.input(input);
        match input {
            Input::Start => self.hung_up(Stage::Started),
            Input::Closed { .. } => self.hung_up(Stage::Over),
            Input::Opened if self.stage == Stage::Opening => self.stage = Stage::Open,
            Input::Text(text) if is_handshake(text) => self.held.clear(),
            Input::Reply { id, .. } | Input::NoReply { id, .. } => _ = self.posts.remove(id),
            Input::Wanted(wanted) => {
                let names = wanted.iter().filter_map(|name| Stream::parse(name.as_str()));
                self.wanted = names.map(|stream| stream.to_string()).collect();
            }
            _ => {}
        }
    }

    fn check(&mut self, output: &Output) {
        match output {
            Output::Connect(connect) => {
                assert!(self.stage == Stage::Started && self.config.has_key, "a socket without an occasion");
                let socket = Origin::of(&connect.address.0).expect("no cleartext to elsewhere");
                assert!(socket.is_secure() || !self.config.api.is_secure(), "spoken to in the open");
                assert!(connect.bearer.is_none() && connect.address.0.path().starts_with("/app/"));
                self.stage = Stage::Opening;
            }
            Output::Send(text) => self.check_sent(text),
            Output::Request(request) => self.check_request(request),
            Output::Ready(way) => {
                assert!(*way == Way::Push && self.stage == Stage::Open, "ready at the wrong time");
                self.stage = Stage::Ready;
            }
            Output::Event(event) => {
                assert_eq!(self.stage, Stage::Ready);
                self.check_event(event);
            }
            Output::Snapshot(Snapshot::Channels(answer)) => self.check_answer(answer),
            Output::Backoff(delays) => {
                assert!((1..=16).contains(&delays.len()));
                let bounds = Duration::from_millis(500)..=Duration::from_secs(300);
                assert!(delays.iter().all(|delay| bounds.contains(delay)));
            }
            Output::Fault(fault) => {
                check_fault(fault);
                self.hung_up(Stage::Over);
            }
            Output::RequestFailed(fault) => check_fault(fault),
            Output::Unanswered(ask, fault) => {
                check_fault(fault);
                self.watch.answered(ask);
            }
            Output::Note(note) => check_note(note),
            Output::Position(position) => check_position(position),
            other => panic!("nothing this adapter says: {other:?}"),
        }
    }

    fn check_sent(&mut self, text: &str) {
        assert_eq!(self.stage, Stage::Ready, "sent while nothing may be sent: {text}");
        let frame: Value = serde_json::from_str(text).expect("JSON");
        let channel = frame["data"]["channel"].as_str().unwrap_or_default().to_owned();
        match frame["event"].as_str() {
            Some("pusher:subscribe") => {
                assert!((1..=200).contains(&channel.len()), "a name of {} bytes", channel.len());
                let restricted = ["private-", "presence-"].iter().any(|prefix| channel.starts_with(prefix));
                assert!(!restricted || frame["data"]["auth"].is_string(), "{text}");
                self.held.insert(channel);
            }
            Some("pusher:unsubscribe") => assert!(self.held.remove(&channel), "was not subscribed: {text}"),
            other => assert_eq!(other, Some("pusher:pong")),
        }
    }

    fn check_request(&mut self, request: &Request) {
        self.watch.request(request);
        assert_eq!(Origin::of(&request.address.0).as_ref(), Ok(&self.config.api), "asked elsewhere");
        assert!(request.bearer.is_some() && self.config.has_key);
        let url = &request.address.0;
        assert!(url.username().is_empty() && url.password().is_none());
        if request.body.is_some() && url.path() == SESSION && posted(request).get("subscriptions").is_some() {
            assert_ne!(self.stage, Stage::Over, "posted without an occasion");
            self.posts.insert(request.id);
            assert!(self.posts.len() <= 1, "two posts at a time");
            let posted = posted(request);
            let streams = posted["subscriptions"].as_array().expect("a list");
            assert!((1..=200).contains(&streams.len()));
        }
    }

    fn check_event(&self, event: &Event) {
        check_event(event, 350);
        let name = event.channel.as_deref().expect("a stream");
        assert!(self.wanted.contains(name), "an event of what nobody wants: {name}");
        assert!(name.starts_with(event.event_type.as_str()));
    }

    fn check_answer(&mut self, answer: &Answer) {
        match answer {
            Answer::Subscription { channel, failed } => {
                assert!(self.wanted.contains(channel), "nobody wants {channel}");
                failed.iter().for_each(check_fault);
            }
            Answer::History { events, .. } => {
                assert!(events.len() <= 500);
                events.iter().for_each(|event| check_event(event, 350));
            }
            Answer::Catalogue(offers) => assert!(offers.len() <= 500),
            other => panic!("nothing this adapter says: {other:?}"),
        }
        if let Some(question) = question(answer) {
            self.watch.answered(&Ask::Channels(question));
        }
    }
}

impl Player for Play {
    fn step(&mut self, input: Input<'_>) {
        self.before(&input);
        for output in &self.adapter.step(self.watch.now, input) {
            self.check(output);
        }
        assert!(self.held.len() <= 200, "{} subscriptions", self.held.len());
        self.watch.deadline(self.adapter.deadline());
        let idle = self.adapter.liveness().idle;
        assert!((10..=120).contains(&idle.as_secs()), "idle for {idle:?}");
    }

    fn watch(&mut self) -> &mut Watch {
        &mut self.watch
    }

    fn deadline(&self) -> Option<Steady> {
        self.adapter.deadline()
    }
}

/// Streams of each kind, and names that are none.
pub fn streams() -> BTreeSet<Subscription> {
    let names = [
        "alpha.signalFeedGlobal",
        "alpha.signalFeed.named?feedId=feed_42",
        "alpha.personal",
        "portfolio.notifications",
        "automation.updates",
        "svm.token.swaps?tokenAddress=DemoMint1111111111111111111111111111111111",
        "svm.token.swaps?tokenAddress=Other",
        "evm.token.swaps?tokenAddress=0x3a01&chainId=8453",
        "svm.token.poolInfo?tokenAddress=Other",
        "",
        "a b",
    ];
    names.into_iter().map(Subscription::from).collect()
}

/// A session for these streams, each under this channel and event.
pub fn session(places: &[(String, String)]) -> String {
    let place = |(stream, channel): &(String, String)| {
        let id = stream.split('?').next();
        serde_json::json!({"stream": id, "channel": channel, "event": "update", "visibility": "public"})
    };
    let mut answer: Value =
        serde_json::from_str(super::catalogue::text("http.session.response.json")).expect("JSON");
    answer["data"]["subscriptions"] = places.iter().map(place).collect();
    answer.to_string()
}

/// Started, each of these streams found under a channel of the same name, opened and ready, as a rule.
pub fn connected(socket: u8, streams: &BTreeSet<Subscription>) -> Happens {
    let parsed: BTreeSet<Stream> = streams.iter().filter_map(|name| Stream::parse(name.as_str())).collect();
    let names: BTreeMap<_, _> = parsed.iter().map(|stream| (stream, stream.to_string())).collect();
    let places: Vec<_> = names.into_values().map(|name| (name.clone(), name)).collect();
    let reply = swarmbell_protocols::adapter::Reply::new(200, session(&places));
    Happens::InTurn(vec![
        Happens::Wanted(streams.clone()),
        Happens::Start,
        Happens::Reply(0, reply),
        Happens::Opened,
        Happens::Text(hello(socket)),
    ])
}
