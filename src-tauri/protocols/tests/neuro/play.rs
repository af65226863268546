//! What must hold of the adapter after every step.

use std::collections::BTreeMap;

use swarmbell_protocols::adapter::{Address, Input, Output, Request, RequestId, Snapshot, Subscription, Way};
use swarmbell_protocols::event::Via;
use swarmbell_protocols::neuro::{Config, Neuro};
use swarmbell_protocols::web::Origin;
use swarmbell_protocols::{Event, Fault};

use crate::kit::play::Rules;
use crate::kit::watch::Watch;

/// What was seen of an adapter so far.
#[derive(Debug)]
pub struct Seen {
    origin: Origin,
    has_token: bool,
    /// Where requests lead whose answer is still of interest: the version they were made of is spoken.
    current: BTreeMap<RequestId, Address>,
    speaks_v1: bool,
    /// A socket may be asked for now.
    occasion: bool,
    /// The socket was asked for, and nothing heard of it yet.
    opening: bool,
    may_send: bool,
    token_refused: bool,
}

impl Rules for Seen {
    type Adapter = Neuro;
    type Config = Config;

    const KEY_BYTES: usize = 2_200;

    fn adapter(config: Config) -> Neuro {
        Neuro::new(config)
    }

    fn new(config: &Config) -> Self {
        Self {
            origin: config.origin.clone(),
            has_token: config.has_token,
            current: BTreeMap::new(),
            speaks_v1: false,
            occasion: false,
            opening: false,
            may_send: false,
            token_refused: false,
        }
    }

    fn restarted(&mut self) {
        self.started();
        self.speaks_v1 = false;
    }

    fn before(&mut self, input: &Input<'_>) {
        self.occasion = self.has_token
            && match input {
                Input::Start | Input::Reply { .. } => true,
                Input::Refused(_) => self.opening,
                _ => false,
            };
        match input {
            Input::Start => self.started(),
            Input::Closed { .. } => (self.opening, self.may_send) = (false, false),
            Input::Opened | Input::Refused(_) => self.opening = false,
            Input::Reply { id, .. } | Input::NoReply { id, .. } => _ = self.current.remove(id),
            _ => {}
        }
    }

    fn check(&mut self, _: &Watch, output: &Output) {
        match output {
            Output::Connect(connect) => {
                assert!(std::mem::take(&mut self.occasion), "a socket is asked for without an occasion");
                assert!(!self.token_refused, "a socket is asked for with a refused token");
                assert_eq!(Origin::of(&connect.address.0).as_ref(), Ok(&self.origin));
                let by_ticket = connect.address.0.query().is_some();
                assert_ne!(by_ticket, connect.bearer.is_some(), "neither ticket nor token, or both");
                self.opening = true;
            }
            Output::Send(text) => {
                assert!(self.may_send, "sent while nothing may be sent: {text}");
                assert!(!text.contains("xFeedUpdate"));
            }
            Output::Request(request) => self.check_request(request),
            Output::Ready(way) => {
                assert_eq!(*way == Way::Push, self.has_token, "ready the wrong way");
                self.may_send = *way == Way::Push;
            }
            Output::Event(event) => check_event(event),
            Output::Snapshot(snapshot) => check_snapshot(snapshot),
            Output::Available(types) => assert!(!types.contains(&Subscription::from("xFeedUpdate"))),
            Output::Fault(fault) => self.failed(fault),
            Output::RequestFailed(_) | Output::Unanswered(..) | Output::Note(_) => {}
            Output::Position(_) | Output::Backoff(_) => panic!("nothing this adapter says: {output:?}"),
        }
    }
}

impl Seen {
    fn started(&mut self) {
        self.current.clear();
        (self.opening, self.may_send, self.token_refused) = (false, false, false);
    }

    fn failed(&mut self, fault: &Fault) {
        if fault.needs_user() && self.has_token {
            self.token_refused = true;
            self.may_send = false;
        }
    }

    fn check_request(&mut self, request: &Request) {
        assert_eq!(Origin::of(&request.address.0).as_ref(), Ok(&self.origin));
        assert!(request.bearer.is_none() || (self.has_token && !self.token_refused), "a token goes along");
        let path = request.address.0.path();
        let speaks_v1 = path.starts_with("/api/v1/") || path == "/api/ws/ticket";
        if path != "/api/info" && speaks_v1 != self.speaks_v1 {
            self.speaks_v1 = speaks_v1;
            self.current.retain(|_, other| other.0.path() == "/api/info");
        }
        let same = self.current.values().any(|other| *other == request.address);
        assert!(!same, "asked for twice at a time: {path}");
        self.current.insert(request.id, request.address.clone());
        // Two looks, sixteen questions, a ticket and the versions.
        assert!(self.current.len() <= 20, "too much under way");
    }
}

fn check_event(event: &Event) {
    assert!((1..=100).contains(&event.event_type.as_str().len()));
    assert_ne!(event.event_type.as_str(), "xFeedUpdate");
}

fn check_snapshot(snapshot: &Snapshot) {
    match snapshot {
        Snapshot::Live(Some(event)) | Snapshot::Latest(event) => check_event(event),
        Snapshot::Feed { events, .. } => {
            events.iter().for_each(check_event);
            assert!(events.iter().all(|event| event.via == Via::Snapshot));
        }
        Snapshot::Channels(answer) => panic!("an answer about channels: {answer:?}"),
        _ => {}
    }
}
