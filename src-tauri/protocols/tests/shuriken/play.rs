//! What must hold of the adapter after every step.

use std::collections::BTreeSet;

use swarmbell_protocols::Event;
use swarmbell_protocols::adapter::{Input, Output, Request, RequestId, Snapshot, Way};
use swarmbell_protocols::ask::channels::Answer;
use swarmbell_protocols::shuriken::{Config, Shuriken, Stream};
use swarmbell_protocols::web::Origin;

use crate::kit::outputs::posted;
use crate::kit::play::Rules;
use crate::kit::pusher::Held;
use crate::kit::watch::Watch;

/// The path of the posts.
const SESSION: &str = "/api/v2/ws/session";

/// What was seen of an adapter so far.
#[derive(Debug)]
pub struct Seen {
    api: Origin,
    has_key: bool,
    /// Posts whose answer is still of interest.
    posts: BTreeSet<RequestId>,
    /// The names of what is wanted.
    wanted: BTreeSet<String>,
    held: Held,
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

impl Rules for Seen {
    type Adapter = Shuriken;
    type Config = Config;

    const KEY_BYTES: usize = 350;

    fn adapter(config: Config) -> Shuriken {
        Shuriken::new(config)
    }

    fn new(config: &Config) -> Self {
        Self {
            api: config.api.clone(),
            has_key: config.has_key,
            posts: BTreeSet::new(),
            wanted: BTreeSet::new(),
            held: Held::default(),
            stage: Stage::Over,
        }
    }

    fn keep(config: &mut Config, position: &str) {
        config.position = Some(position.to_owned());
    }

    fn restarted(&mut self) {
        self.hung_up(Stage::Over);
        self.wanted.clear();
    }

    fn before(&mut self, input: &Input<'_>) {
        self.held.before(input);
        match input {
            Input::Start => self.hung_up(Stage::Started),
            Input::Closed { .. } => self.hung_up(Stage::Over),
            Input::Opened if self.stage == Stage::Opening => self.stage = Stage::Open,
            Input::Reply { id, .. } | Input::NoReply { id, .. } => _ = self.posts.remove(id),
            Input::Wanted(wanted) => {
                let names = wanted.iter().filter_map(|name| Stream::parse(name.as_str()));
                self.wanted = names.map(|stream| stream.to_string()).collect();
            }
            _ => {}
        }
    }

    fn check(&mut self, _: &Watch, output: &Output) {
        match output {
            Output::Connect(connect) => {
                assert!(self.stage == Stage::Started && self.has_key, "a socket without an occasion");
                let socket = Origin::of(&connect.address.0).expect("no cleartext to elsewhere");
                assert!(socket.is_secure() || !self.api.is_secure(), "spoken to in the open");
                assert!(connect.bearer.is_none() && connect.address.0.path().starts_with("/app/"));
                self.stage = Stage::Opening;
            }
            Output::Send(text) => {
                assert_eq!(self.stage, Stage::Ready, "sent while nothing may be sent: {text}");
                self.held.sent("pusher:", text);
            }
            Output::Request(request) => self.check_request(request),
            Output::Ready(way) => {
                assert!(*way == Way::Push && self.stage == Stage::Open, "ready at the wrong time");
                self.stage = Stage::Ready;
            }
            Output::Event(event) => self.check_event(event),
            Output::Snapshot(Snapshot::Channels(answer)) => self.check_answer(answer),
            Output::Fault(_) => self.hung_up(Stage::Over),
            Output::Backoff(_)
            | Output::RequestFailed(_)
            | Output::Unanswered(..)
            | Output::Note(_)
            | Output::Position(_) => {}
            other => panic!("nothing this adapter says: {other:?}"),
        }
    }
}

impl Seen {
    fn hung_up(&mut self, stage: Stage) {
        self.stage = stage;
        self.posts.clear();
        self.held.hung_up();
    }

    fn check_request(&mut self, request: &Request) {
        assert_eq!(Origin::of(&request.address.0).as_ref(), Ok(&self.api), "asked elsewhere");
        assert!(request.bearer.is_some() && self.has_key);
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
        assert_eq!(self.stage, Stage::Ready);
        let name = event.channel.as_deref().expect("a stream");
        assert!(self.wanted.contains(name), "an event of what nobody wants: {name}");
        assert!(name.starts_with(event.event_type.as_str()));
    }

    fn check_answer(&self, answer: &Answer) {
        match answer {
            Answer::Subscription { channel, .. } => {
                assert!(self.wanted.contains(channel), "nobody wants {channel}");
            }
            Answer::History { .. } | Answer::Catalogue(_) => {}
            other => panic!("nothing this adapter says: {other:?}"),
        }
    }
}
