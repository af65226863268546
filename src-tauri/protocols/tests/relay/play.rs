//! What must hold of the adapter after every step.

use std::collections::BTreeSet;

use swarmbell_protocols::adapter::{Address, Input, Output, Request, Snapshot, Subscription, Way};
use swarmbell_protocols::ask::channels::Answer;
use swarmbell_protocols::relay::{Config, Relay};
use swarmbell_protocols::web::Origin;

use crate::kit::play::Rules;
use crate::kit::pusher::Held;
use crate::kit::watch::Watch;

/// What was seen of an adapter so far.
#[derive(Debug)]
pub struct Seen {
    origin: Origin,
    has_secret: bool,
    wanted: BTreeSet<Subscription>,
    held: Held,
    /// A new attempt begins, and no socket was asked for yet.
    starts: bool,
    /// The socket was asked for, and nothing heard of it yet.
    opening: bool,
    may_send: bool,
}

impl Rules for Seen {
    type Adapter = Relay;
    type Config = Config;

    const KEY_BYTES: usize = 100;

    fn adapter(config: Config) -> Relay {
        Relay::new(config)
    }

    fn new(config: &Config) -> Self {
        Self {
            origin: config.origin.clone(),
            has_secret: config.has_secret,
            wanted: BTreeSet::new(),
            held: Held::default(),
            starts: false,
            opening: false,
            may_send: false,
        }
    }

    fn keep(config: &mut Config, position: &str) {
        config.position = Some(position.to_owned());
    }

    fn restarted(&mut self) {
        self.hung_up();
        self.wanted.clear();
    }

    fn before(&mut self, input: &Input<'_>) {
        self.held.before(input);
        match input {
            Input::Start | Input::Closed { .. } => self.hung_up(),
            Input::Opened | Input::Refused(_) => self.opening = false,
            Input::Wanted(wanted) => self.wanted.clone_from(wanted),
            _ => {}
        }
        self.starts = matches!(input, Input::Start);
    }

    fn check(&mut self, watch: &Watch, output: &Output) {
        match output {
            Output::Connect(connect) => {
                assert!(std::mem::take(&mut self.starts), "a socket without an occasion");
                assert_eq!(Origin::of(&connect.address.0).as_ref(), Ok(&self.origin));
                assert_eq!(connect.bearer, None);
                self.opening = true;
            }
            Output::Send(text) => {
                assert!(self.may_send, "sent while nothing may be sent: {text}");
                self.held.sent("relay:", text);
            }
            Output::Request(request) => self.check_request(watch, request),
            Output::Ready(way) => {
                assert!(*way == Way::Push && !self.opening && !self.may_send, "ready at the wrong time");
                self.may_send = true;
            }
            Output::Event(event) => {
                let channel = event.channel.as_deref().expect("a channel");
                assert!(self.held.contains(channel), "an event of what was not asked for");
            }
            Output::Snapshot(Snapshot::Channels(answer)) => self.check_answer(watch, answer),
            Output::Fault(_) => self.hung_up(),
            Output::Unanswered(..) | Output::Note(_) | Output::Position(_) => {}
            other => panic!("nothing this adapter says: {other:?}"),
        }
    }

    fn after(&self) {
        assert!(!self.starts, "an attempt without a socket");
        let unwanted = self.held.names().find(|name| !self.wanted.contains(&Subscription::from(*name)));
        assert_eq!(unwanted, None, "subscribed and not wanted");
    }
}

impl Seen {
    fn hung_up(&mut self) {
        (self.opening, self.may_send) = (false, false);
        self.held.hung_up();
    }

    fn check_request(&self, watch: &Watch, request: &Request) {
        let own = Origin::of(&request.address.0).as_ref() == Ok(&self.origin);
        assert!(own || request.address == endpoint(), "asked elsewhere");
        assert_eq!(request.bearer.is_some(), own && self.has_secret, "the secret goes to the server only");
        let authorises = |request: &&Request| request.address.0.path().ends_with("/auth");
        let questions = watch.under_way.values().filter(|request| !authorises(request)).count();
        assert!(questions <= 16, "too much under way");
    }

    fn check_answer(&mut self, watch: &Watch, answer: &Answer) {
        match answer {
            Answer::Subscription { channel, failed: Some(_) } => _ = self.held.refused(channel),
            Answer::Subscription { channel, failed: None } => {
                assert!(self.held.contains(channel), "confirmed without being asked for");
            }
            Answer::Members { channel, members } if !watch.replies => {
                assert!(self.held.contains(channel) && channel.starts_with("presence-"));
                assert!(members.len() <= 200, "{} members", members.len());
            }
            _ => {}
        }
    }
}

/// An endpoint of the application, elsewhere.
pub fn endpoint() -> Address {
    let shop = Origin::parse("https://shop.example").expect("an origin");
    Address(shop.join("/broadcasting/auth").expect("an address"))
}
