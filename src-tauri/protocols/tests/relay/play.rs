//! An adapter played with arbitrary inputs, and what must hold after every step.

use std::collections::BTreeSet;

use serde_json::Value;
use swarmbell_protocols::Adapter;
use swarmbell_protocols::adapter::{Address, Ask, Input, Output, Request, Snapshot, Subscription, Way};
use swarmbell_protocols::ask::channels::Answer;
use swarmbell_protocols::relay::{Authoriser, Config, Relay};
use swarmbell_protocols::time::Steady;
use swarmbell_protocols::web::Origin;

use crate::kit::happens::{Happens, Player};
use crate::kit::pusher::{hello, is_handshake};
use crate::kit::watch::{Watch, check_event, check_fault, check_note, check_position, question};

/// What was seen of an adapter so far.
pub struct Play {
    relay: Relay,
    watch: Watch,
    origin: Origin,
    has_secret: bool,
    wanted: BTreeSet<Subscription>,
    /// What the server holds of our subscriptions, as far as we told it.
    held: BTreeSet<String>,
    /// The socket was asked for, and nothing heard of it yet.
    opening: bool,
    may_send: bool,
    /// The input is the answer to a request.
    replies: bool,
}

impl Play {
    /// An adapter that has not started. Who authorises: nobody, an endpoint or the server.
    pub fn new(has_secret: bool, authoriser: u8, seed: u64) -> Self {
        let origin = Origin::parse("https://relay.example:6001").expect("an origin");
        let authoriser = match authoriser % 3 {
            0 => Authoriser::None,
            1 => Authoriser::Endpoint(endpoint().0),
            _ => Authoriser::Server,
        };
        let (app_key, app_id) = ("demo-relay-key".to_owned(), Some("demo-app".to_owned()));
        let config =
            Config { origin: origin.clone(), app_key, app_id, authoriser, has_secret, position: None, seed };
        Self {
            relay: Relay::new(config),
            origin,
            has_secret,
            watch: Watch::at(1_795_201_340_000),
            wanted: BTreeSet::new(),
            held: BTreeSet::new(),
            opening: false,
            may_send: false,
            replies: false,
        }
    }

    fn hung_up(&mut self) {
        (self.opening, self.may_send) = (false, false);
        self.held.clear();
    }

    fn check(&mut self, output: &Output) {
        match output {
            Output::Connect(connect) => {
                assert_eq!(Origin::of(&connect.address.0).as_ref(), Ok(&self.origin));
                assert_eq!(connect.bearer, None);
                self.opening = true;
            }
            Output::Send(text) => self.check_sent(text),
            Output::Request(request) => self.check_request(request),
            Output::Ready(way) => {
                assert!(*way == Way::Push && !self.opening && !self.may_send, "ready at the wrong time");
                self.may_send = true;
            }
            Output::Event(event) => {
                let channel = event.channel.as_deref().expect("a channel");
                assert!(self.held.contains(channel), "an event of what was not asked for");
                check_event(event, 100);
            }
            Output::Snapshot(Snapshot::Channels(answer)) => self.check_answer(answer),
            Output::Fault(fault) => {
                check_fault(fault);
                self.hung_up();
            }
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
        assert!(self.may_send, "sent while nothing may be sent: {text}");
        let frame: Value = serde_json::from_str(text).expect("JSON");
        let channel = frame["data"]["channel"].as_str().unwrap_or_default().to_owned();
        match frame["event"].as_str() {
            Some("relay:subscribe") => {
                assert!((1..=200).contains(&channel.len()), "a name of {} bytes", channel.len());
                let restricted = ["private-", "presence-"].iter().any(|prefix| channel.starts_with(prefix));
                assert_eq!(restricted, frame["data"]["auth"].is_string(), "{text}");
                assert!(self.held.insert(channel), "subscribed a second time: {text}");
            }
            Some("relay:unsubscribe") => assert!(self.held.remove(&channel), "was not subscribed: {text}"),
            other => assert_eq!(other, Some("relay:pong")),
        }
    }

    fn check_request(&mut self, request: &Request) {
        self.watch.request(request);
        let own = Origin::of(&request.address.0).as_ref() == Ok(&self.origin);
        assert!(own || request.address == endpoint(), "asked elsewhere");
        assert_eq!(request.bearer.is_some(), own && self.has_secret, "the secret goes to the server only");
        let authorises = |request: &&Request| request.address.0.path().ends_with("/auth");
        let questions = self.watch.under_way.values().filter(|request| !authorises(request)).count();
        assert!(questions <= 16, "too much under way");
    }

    fn check_answer(&mut self, answer: &Answer) {
        match answer {
            Answer::Subscription { channel, failed } => {
                failed.iter().for_each(check_fault);
                let held =
                    if failed.is_some() { self.held.remove(channel) } else { self.held.contains(channel) };
                assert!(held || failed.is_some(), "confirmed without being asked for");
            }
            Answer::Members { channel, members } if !self.replies => {
                assert!(self.held.contains(channel) && channel.starts_with("presence-"));
                assert!(members.len() <= 200, "{} members", members.len());
            }
            Answer::History { events, .. } => {
                assert!(events.len() <= 500);
                events.iter().for_each(|event| check_event(event, 100));
            }
            Answer::Channels(channels) => assert!(channels.len() <= 500),
            Answer::Members { members, .. } => assert!(members.len() <= 500),
            Answer::Log(lines) => assert!(lines.len() <= 500),
            _ => {}
        }
        if let Some(question) = self.replies.then(|| question(answer)).flatten() {
            self.watch.answered(&Ask::Channels(question));
        }
    }
}

impl Player for Play {
    fn step(&mut self, input: Input<'_>) {
        let starts = matches!(input, Input::Start);
        self.replies = matches!(input, Input::Reply { .. });
        self.watch.input(&input);
        match &input {
            Input::Start | Input::Closed { .. } => self.hung_up(),
            Input::Opened | Input::Refused(_) => self.opening = false,
            Input::Text(text) if is_handshake(text) => self.held.clear(),
            Input::Wanted(wanted) => self.wanted.clone_from(wanted),
            _ => {}
        }
        let outputs = self.relay.step(self.watch.now, input);
        let connects = outputs.iter().filter(|output| matches!(output, Output::Connect(_))).count();
        assert_eq!(connects, usize::from(starts), "a socket for each start, and for nothing else");
        for output in &outputs {
            self.check(output);
        }
        let unwanted =
            self.held.iter().find(|name| !self.wanted.contains(&Subscription::from(name.as_str())));
        assert_eq!(unwanted, None, "subscribed and not wanted");
        assert!(self.held.len() <= 200, "{} subscriptions", self.held.len());
        self.watch.deadline(self.relay.deadline());
        let idle = self.relay.liveness().idle;
        assert!((10..=120).contains(&idle.as_secs()), "idle for {idle:?}");
    }

    fn watch(&mut self) -> &mut Watch {
        &mut self.watch
    }

    fn deadline(&self) -> Option<Steady> {
        self.relay.deadline()
    }
}

/// An endpoint of the application, elsewhere.
fn endpoint() -> Address {
    let shop = Origin::parse("https://shop.example").expect("an origin");
    Address(shop.join("/broadcasting/auth").expect("an address"))
}

/// Channels of each kind, and names that are none.
pub fn channels() -> BTreeSet<Subscription> {
    let long = "x".repeat(201);
    let names =
        ["builds", "alerts", "private-orders", "private-a", "presence-desk", "presence-b", "", "a\nb", &long];
    names.into_iter().map(Subscription::from).collect()
}

/// Started, opened and ready, the usual way.
pub fn connected(socket: u8) -> Happens {
    Happens::InTurn(vec![Happens::Start, Happens::Opened, Happens::Text(hello(socket))])
}
