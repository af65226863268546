//! An adapter played with arbitrary inputs, and what must hold after every step.
//!
//! The fuzz target uses this file too, so it knows nothing of the test framework.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::Value;
use swarmbell_protocols::adapter::{
    Address, Ask, Input, Output, Request, RequestId, Snapshot, Subscription, Way,
};
use swarmbell_protocols::ask::channels::{Answer, Question};
use swarmbell_protocols::relay::{Authoriser, Config, Relay};
use swarmbell_protocols::time::{Now, Steady, UnixMillis};
use swarmbell_protocols::web::Origin;
use swarmbell_protocols::{Adapter, Event, Fault};

/// What was seen of an adapter so far.
pub struct Play {
    relay: Relay,
    origin: Origin,
    has_secret: bool,
    now: Now,
    /// The requests of this epoch without an answer.
    under_way: BTreeMap<RequestId, Request>,
    /// The questions without an answer.
    asked: BTreeSet<Question>,
    last_id: Option<RequestId>,
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
        let config = Config { origin: origin.clone(), app_key, app_id, authoriser, has_secret, seed };
        Self {
            relay: Relay::new(config),
            origin,
            has_secret,
            now: Now { steady: Steady(Duration::from_secs(60)), wall: UnixMillis(1_795_201_340_000) },
            under_way: BTreeMap::new(),
            asked: BTreeSet::new(),
            last_id: None,
            wanted: BTreeSet::new(),
            held: BTreeSet::new(),
            opening: false,
            may_send: false,
            replies: false,
        }
    }

    /// Lets time pass; the wall clock may be set meanwhile.
    pub fn advance(&mut self, by: Duration, wall: i64) {
        self.now.steady = self.now.steady.plus(by);
        self.now.wall = UnixMillis(wall);
    }

    /// Lets time pass until the next deadline, if there is one.
    pub fn advance_to_deadline(&mut self) {
        if let Some(deadline) = self.relay.deadline() {
            self.now.steady = self.now.steady.max(deadline);
        }
    }

    /// The id of the n-th request under way, or one that never was.
    pub fn id(&self, n: usize) -> RequestId {
        let known = self.under_way.keys().nth(n % (self.under_way.len() + 1));
        known.copied().unwrap_or(RequestId(u64::MAX))
    }

    /// One step, after which everything that must hold is checked.
    pub fn step(&mut self, input: Input<'_>) {
        let starts = matches!(input, Input::Start);
        self.replies = matches!(input, Input::Reply { .. });
        match &input {
            Input::Start => {
                self.under_way.clear();
                self.hung_up();
            }
            Input::Closed { .. } => self.hung_up(),
            Input::Opened | Input::Refused(_) => self.opening = false,
            Input::Text(text) if is_handshake(text) => self.held.clear(),
            Input::Reply { id, .. } | Input::NoReply { id, .. } => _ = self.under_way.remove(id),
            Input::Wanted(wanted) => self.wanted.clone_from(wanted),
            Input::Ask(Ask::Channels(question)) => _ = self.asked.insert(question.clone()),
            _ => {}
        }
        let outputs = self.relay.step(self.now, input);
        let connects = outputs.iter().filter(|output| matches!(output, Output::Connect(_))).count();
        assert_eq!(connects, usize::from(starts), "a socket for each start, and for nothing else");
        for output in &outputs {
            self.check(output);
        }
        let unwanted =
            self.held.iter().find(|name| !self.wanted.contains(&Subscription::from(name.as_str())));
        assert_eq!(unwanted, None, "subscribed and not wanted");
        assert!(self.held.len() <= 200, "{} subscriptions", self.held.len());
        if let Some(deadline) = self.relay.deadline() {
            assert!(deadline > self.now.steady, "a deadline that has passed would spin");
        }
        let idle = self.relay.liveness().idle;
        assert!((10..=120).contains(&idle.as_secs()), "idle for {idle:?}");
    }

    /// No request is answered and a new attempt begins: then every question has its answer.
    pub fn finish(mut self) {
        while let Some(id) = self.under_way.keys().next().copied() {
            self.step(Input::NoReply { id, fault: Fault::TimedOut });
        }
        self.step(Input::Start);
        assert_eq!(self.asked, BTreeSet::new(), "questions without an answer");
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
                check_event(event);
            }
            Output::Snapshot(Snapshot::Channels(answer)) => self.check_answer(answer),
            Output::Fault(fault) => {
                check_wait(fault);
                self.hung_up();
            }
            Output::Unanswered(Ask::Channels(question), fault) => {
                check_wait(fault);
                assert!(self.asked.remove(question), "nobody asked {question:?}");
            }
            Output::Note(note) => assert!(note.len() < 100, "a note holds more than a note: {note}"),
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
        assert!(self.last_id.is_none_or(|last| last < request.id), "an id was used again");
        self.last_id = Some(request.id);
        let own = Origin::of(&request.address.0).as_ref() == Ok(&self.origin);
        assert!(own || request.address == endpoint(), "asked elsewhere");
        assert_eq!(request.bearer.is_some(), own && self.has_secret, "the secret goes to the server only");
        assert!(!request.limits.is_empty(), "a request that no limit counts");
        self.under_way.insert(request.id, request.clone());
        let authorises = |request: &&Request| request.address.0.path().ends_with("/auth");
        let questions = self.under_way.values().filter(|request| !authorises(request)).count();
        assert!(questions <= 16, "too much under way");
    }

    fn check_answer(&mut self, answer: &Answer) {
        match answer {
            Answer::Subscription { channel, failed } => {
                failed.iter().for_each(check_wait);
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
                events.iter().for_each(check_event);
            }
            Answer::Channels(channels) => assert!(channels.len() <= 500),
            Answer::Members { members, .. } => assert!(members.len() <= 500),
            Answer::Log(lines) => assert!(lines.len() <= 500),
            _ => {}
        }
        if let Some(question) = self.replies.then(|| question(answer)).flatten() {
            assert!(self.asked.remove(&question), "nobody asked {question:?}");
        }
    }
}

/// An endpoint of the application, elsewhere.
fn endpoint() -> Address {
    let shop = Origin::parse("https://shop.example").expect("an origin");
    Address(shop.join("/broadcasting/auth").expect("an address"))
}

/// What an answer answers.
fn question(answer: &Answer) -> Option<Question> {
    Some(match answer.clone() {
        Answer::Published(messages) => Question::Publish(messages),
        Answer::Channels(_) => Question::Channels,
        Answer::Channel { name, .. } => Question::Channel { name },
        Answer::Members { channel, .. } => Question::Members { channel },
        Answer::History { channel, after, .. } => Question::History { channel, after },
        Answer::Log(_) => Question::Log,
        Answer::Stats { scope, .. } => Question::Stats(scope),
        Answer::Health => Question::Health,
        Answer::Subscription { .. } => return None,
    })
}

/// A frame that begins a session, in any of its shapes.
fn is_handshake(text: &str) -> bool {
    let Ok(frame) = serde_json::from_str::<Value>(text) else { return false };
    let names =
        ["relay:", "pusher:", "pusher_internal:"].map(|prefix| format!("{prefix}connection_established"));
    let data = match &frame["data"] {
        Value::String(text) => serde_json::from_str(text).unwrap_or_default(),
        data => data.clone(),
    };
    let socket_id = data["socket_id"].as_str().is_some_and(|id| (1..=100).contains(&id.len()));
    frame["channel"].is_null() && socket_id && names.iter().any(|name| frame["event"] == name.as_str())
}

fn check_wait(fault: &Fault) {
    if let Fault::RateLimited { wait_secs } = fault {
        assert!((1..=3_600).contains(wait_secs), "a wait of {wait_secs} s");
    }
}

fn check_event(event: &Event) {
    assert!((1..=100).contains(&event.key.0.len()), "a key of {} bytes", event.key.0.len());
    assert!((1..=200).contains(&event.event_type.as_str().len()));
    assert!(event.channel.as_ref().is_some_and(|name| (1..=200).contains(&name.len())));
    assert!(event.page.as_ref().is_none_or(|page| page.as_str().starts_with("https://")));
    let stored = serde_json::to_string(event).expect("an event can be stored");
    assert!(stored.len() <= 512 * 1024, "an event of {} bytes", stored.len());
    serde_json::from_str::<Event>(&stored).expect("a stored event can be read");
}

/// Channels of each kind, and names that are none.
pub fn channels() -> BTreeSet<Subscription> {
    let long = "x".repeat(201);
    let names =
        ["builds", "alerts", "private-orders", "private-a", "presence-desk", "presence-b", "", "a\nb", &long];
    names.into_iter().map(Subscription::from).collect()
}
