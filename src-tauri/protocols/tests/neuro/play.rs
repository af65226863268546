//! An adapter played with arbitrary inputs, and what must hold after every step.
//!
//! The fuzz target uses this file too, so it knows nothing of the test framework.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use swarmbell_protocols::adapter::{Ask, Input, Output, Request, RequestId, Snapshot, Subscription, Way};
use swarmbell_protocols::event::{Subject, Via};
use swarmbell_protocols::neuro::{Config, Neuro};
use swarmbell_protocols::time::{Now, Steady, UnixMillis};
use swarmbell_protocols::web::Origin;
use swarmbell_protocols::{Adapter, Event, Fault};

/// What was seen of an adapter so far.
pub struct Play {
    neuro: Neuro,
    origin: Origin,
    has_token: bool,
    now: Now,
    /// The requests of this epoch without an answer.
    under_way: BTreeMap<RequestId, Request>,
    /// Those of them whose answer is still of interest: the version they were made of is spoken.
    current: BTreeMap<RequestId, Request>,
    speaks_v1: bool,
    /// The questions without an answer.
    asked: BTreeSet<Ask>,
    last_id: Option<RequestId>,
    /// The socket was asked for, and nothing heard of it yet.
    opening: bool,
    may_send: bool,
    token_refused: bool,
}

impl Play {
    /// An adapter that has not started.
    pub fn new(has_token: bool, seed: u64) -> Self {
        let origin = Origin::parse("https://neuro.example").expect("an origin");
        Self {
            neuro: Neuro::new(Config { origin: origin.clone(), has_token, seed }),
            origin,
            has_token,
            now: Now { steady: Steady(Duration::from_secs(60)), wall: UnixMillis(1_795_201_300_000) },
            under_way: BTreeMap::new(),
            current: BTreeMap::new(),
            speaks_v1: false,
            asked: BTreeSet::new(),
            last_id: None,
            opening: false,
            may_send: false,
            token_refused: false,
        }
    }

    /// Lets time pass; the wall clock may be set meanwhile.
    pub fn advance(&mut self, by: Duration, wall: i64) {
        self.now.steady = self.now.steady.plus(by);
        self.now.wall = UnixMillis(wall);
    }

    /// Lets time pass until the next deadline, if there is one.
    pub fn advance_to_deadline(&mut self) {
        if let Some(deadline) = self.neuro.deadline() {
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
        let may_connect = self.has_token
            && (matches!(input, Input::Start | Input::Reply { .. })
                || (self.opening && matches!(input, Input::Refused(_))));
        match &input {
            Input::Start => {
                self.under_way.clear();
                self.current.clear();
                (self.opening, self.may_send, self.token_refused) = (false, false, false);
            }
            Input::Closed { .. } => (self.opening, self.may_send) = (false, false),
            Input::Opened | Input::Refused(_) => self.opening = false,
            Input::Reply { id, .. } | Input::NoReply { id, .. } => {
                self.under_way.remove(id);
                self.current.remove(id);
            }
            Input::Ask(ask) if *ask != Ask::Present => _ = self.asked.insert(ask.clone()),
            _ => {}
        }
        let outputs = self.neuro.step(self.now, input);
        let connects = outputs.iter().filter(|output| matches!(output, Output::Connect(_))).count();
        assert!(connects <= usize::from(may_connect), "a socket is asked for without an occasion");
        for output in &outputs {
            self.check(output);
        }
        if let Some(deadline) = self.neuro.deadline() {
            assert!(deadline > self.now.steady, "a deadline that has passed would spin");
        }
    }

    /// No request is answered and a new attempt begins: then every question has its answer.
    pub fn finish(mut self) {
        while let Some(id) = self.under_way.keys().next().copied() {
            self.step(Input::NoReply { id, fault: Fault::TimedOut });
        }
        self.step(Input::Start);
        assert_eq!(self.asked, BTreeSet::new(), "questions without an answer");
    }

    fn check(&mut self, output: &Output) {
        match output {
            Output::Connect(connect) => {
                assert_eq!(Origin::of(&connect.address.0).as_ref(), Ok(&self.origin));
                let by_ticket = connect.address.0.query().is_some();
                assert_ne!(by_ticket, connect.bearer.is_some(), "neither ticket nor token, or both");
                self.opening = true;
                assert!(!self.token_refused, "a socket is asked for with a refused token");
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
            Output::Snapshot(snapshot) => self.check_snapshot(snapshot),
            Output::Available(types) => assert!(!types.contains(&Subscription::from("xFeedUpdate"))),
            Output::Fault(fault) => self.check_fault(fault),
            Output::RequestFailed(fault) => check_wait(fault),
            Output::Unanswered(ask, fault) => {
                check_wait(fault);
                assert!(self.asked.remove(ask), "nobody asked {ask:?}");
            }
            Output::Position(_) | Output::Backoff(_) => panic!("nothing this adapter says: {output:?}"),
            Output::Note(note) => assert!(note.len() < 100, "a note holds more than a note: {note}"),
        }
    }

    fn check_snapshot(&mut self, snapshot: &Snapshot) {
        match snapshot {
            Snapshot::Live(Some(event)) => check_event(event),
            Snapshot::Latest(event) => check_event(event),
            Snapshot::Week { found: Some(week), .. } => {
                assert!((1..=53).contains(&week.week) && week.entries.len() <= 100);
            }
            Snapshot::Feed { events, .. } => {
                assert!(events.len() <= 200, "{} events", events.len());
                events.iter().for_each(check_event);
                assert!(events.iter().all(|event| event.via == Via::Snapshot));
            }
            Snapshot::Recordings(found) => assert!(found.len() <= 500),
            Snapshot::Found { hits, .. } => assert!(hits.len() <= 500),
            _ => {}
        }
        if let Some(ask) = question(snapshot) {
            assert!(self.asked.remove(&ask), "nobody asked {ask:?}");
        }
    }

    fn check_request(&mut self, request: &Request) {
        assert!(self.last_id.is_none_or(|last| last < request.id), "an id was used again");
        self.last_id = Some(request.id);
        assert_eq!(Origin::of(&request.address.0).as_ref(), Ok(&self.origin));
        assert!(request.bearer.is_none() || (self.has_token && !self.token_refused), "a token goes along");
        assert!(!request.limits.is_empty(), "a request that no limit counts");
        let path = request.address.0.path();
        let speaks_v1 = path.starts_with("/api/v1/") || path == "/api/ws/ticket";
        if path != "/api/info" && speaks_v1 != self.speaks_v1 {
            self.speaks_v1 = speaks_v1;
            self.current.retain(|_, other| other.address.0.path() == "/api/info");
        }
        let same = self.current.values().any(|other| other.address == request.address);
        assert!(!same, "asked for twice at a time: {path}");
        self.under_way.insert(request.id, request.clone());
        self.current.insert(request.id, request.clone());
        // Two looks, sixteen questions, a ticket and the versions.
        assert!(self.current.len() <= 20, "too much under way");
    }

    fn check_fault(&mut self, fault: &Fault) {
        check_wait(fault);
        if fault.needs_user() && self.has_token {
            self.token_refused = true;
            self.may_send = false;
        }
    }
}

/// What a snapshot answers; nothing where it was not asked for.
fn question(snapshot: &Snapshot) -> Option<Ask> {
    Some(match snapshot.clone() {
        Snapshot::Live(_) | Snapshot::Latest(_) | Snapshot::Api(_) => return None,
        Snapshot::Week { year, week, .. } => Ask::Week { year, week },
        Snapshot::Weeks(_) => Ask::Weeks,
        Snapshot::Found { search, .. } => Ask::Search(search),
        Snapshot::Picture { year, week, .. } => Ask::Picture { year, week },
        Snapshot::DevstreamTimes(_) => Ask::DevstreamTimes,
        Snapshot::Recordings(_) => Ask::Recordings,
        Snapshot::Recording { stream_id, .. } => Ask::Recording { stream_id },
        Snapshot::Subathons { year, .. } => Ask::Subathons { year },
        Snapshot::SubathonYears(_) => Ask::SubathonYears,
        Snapshot::Feed { feed, .. } => Ask::Feed(feed),
        Snapshot::Channels(answer) => panic!("an answer about channels: {answer:?}"),
    })
}

fn check_wait(fault: &Fault) {
    if let Fault::RateLimited { wait_secs } = fault {
        assert!((1..=3_600).contains(wait_secs), "a wait of {wait_secs} s");
    }
}

fn check_event(event: &Event) {
    assert!((1..=2_200).contains(&event.key.0.len()), "a key of {} bytes", event.key.0.len());
    assert!((1..=100).contains(&event.event_type.as_str().len()));
    assert_ne!(event.event_type.as_str(), "xFeedUpdate");
    assert!(event.page.as_ref().is_none_or(|page| page.as_str().starts_with("https://")));
    let texts: Vec<&Option<String>> = match &event.subject {
        Subject::Live(stream) | Subject::SecretLive(stream) => vec![&stream.title, &stream.category],
        Subject::Changed { title, category } => vec![title, category],
        Subject::Raid { channel, .. } => vec![&channel.login, &channel.id],
        Subject::Subathon(subathon) => vec![&subathon.name],
        Subject::Goal(goal) => vec![&goal.name],
        Subject::Article(article) => vec![&article.title, &article.author, &article.summary],
        Subject::Post(post) => vec![&post.text],
        _ => Vec::new(),
    };
    assert!(texts.into_iter().flatten().all(|text| text.chars().count() <= 500), "a text was not cut");
    let stored = serde_json::to_string(event).expect("an event can be stored");
    assert!(stored.len() <= 512 * 1024, "an event of {} bytes", stored.len());
    serde_json::from_str::<Event>(&stored).expect("a stored event can be read");
}

/// All names the contract knows, one it does not, and the twin.
pub fn event_types() -> BTreeSet<Subscription> {
    const NAMES: [&str; 13] = [
        "streamOnline",
        "streamUpdate",
        "streamOffline",
        "secretneuroaccountOnline",
        "streamRaidIncoming",
        "streamRaidOutgoing",
        "scheduleUpdate",
        "subathonUpdate",
        "subathonGoalUpdate",
        "blogFeedUpdate",
        "xFeedNewEntries",
        "xFeedUpdate",
        "coffeeReady",
    ];
    NAMES.into_iter().map(Subscription::from).collect()
}
