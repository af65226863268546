//! A small protocol for the link's tests, and the ear that hears the link's news.
//!
//! `welcome` is its ready frame, which may ask to `be quick`; `event …` is an event, `nonsense` and `too much` are
//! faults. Its polls are good when the answer is 200.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use swarmbell_engine::clock::Clock;
use swarmbell_engine::controller::Input as ControllerInput;
use swarmbell_engine::http::Http;
use swarmbell_engine::link::{self, ConnectionState, LinkHandle, LinkParts, LinkPolicy, LinkUpdate};
use swarmbell_engine::secrets::Secrets;
use swarmbell_engine::settings::SourceId;
use swarmbell_protocols::adapter::{
    Adapter, Address, Ask, Connect, Input, Liveness, Output, Priority, Probe, Request, RequestId,
    Subscription, Way,
};
use swarmbell_protocols::event::{Event, EventType};
use swarmbell_protocols::time::{Now, Steady};
use swarmbell_protocols::{Fault, event};
use tokio::sync::{mpsc, watch};
use url::Url;

use crate::server::{DEADLINE, Server};

/// Figures short enough for a test and long enough for a busy machine.
pub(crate) fn short() -> LinkPolicy {
    LinkPolicy {
        attempt_within: Duration::from_secs(3),
        hasty_attempt_within: Duration::from_millis(800),
        backoff_first: Duration::from_millis(20),
        backoff_most: Duration::from_millis(200),
        spread_after_close: Duration::from_millis(50),
        goodbye_within: Duration::from_millis(500),
        fresh_for: Duration::ZERO,
        ..LinkPolicy::default()
    }
}

/// What an adapter was told, as lines.
pub(crate) type Log = Arc<watch::Sender<Vec<String>>>;

/// The adapter. What it was told can be read from its log.
#[derive(Clone)]
pub(crate) struct Script {
    /// Opens this socket on start.
    pub(crate) socket: Option<Url>,
    /// Polls this address on start, and again at this interval.
    pub(crate) poll: Option<(Url, Duration)>,
    pub(crate) liveness: Liveness,
    pub(crate) log: Log,
    next_poll: Option<Steady>,
    next_id: u64,
}

impl Script {
    pub(crate) fn new() -> Self {
        Self {
            socket: None,
            poll: None,
            liveness: Liveness {
                idle: Duration::from_secs(60),
                probe: Probe::Ping,
                answer_within: Duration::from_secs(60),
            },
            log: Arc::new(watch::Sender::default()),
            next_poll: None,
            next_id: 0,
        }
    }

    pub(crate) fn pushed_by(server: &Server) -> Self {
        let url = server.url("ws", "/ws").parse().unwrap();
        Self { socket: Some(url), ..Self::new() }
    }

    pub(crate) fn polling(mut self, url: &str, every: Duration) -> Self {
        self.poll = Some((url.parse().unwrap(), every));
        self
    }

    pub(crate) fn alive_within(mut self, idle: Duration, probe: Probe, answer_within: Duration) -> Self {
        self.liveness = Liveness { idle, probe, answer_within };
        self
    }

    fn request(&mut self, url: &Url) -> Output {
        self.next_id += 1;
        Output::Request(Request {
            id: RequestId(self.next_id),
            address: Address(url.clone()),
            body: None,
            bearer: None,
            priority: Priority::CatchUp,
            limits: Vec::new(),
            follow: true,
            patience: Request::PATIENT,
        })
    }

    fn poll(&mut self, now: Now) -> Option<Output> {
        let (url, every) = self.poll.clone()?;
        self.next_poll = Some(now.steady.plus(every));
        Some(self.request(&url))
    }

    fn note(&self, text: impl Into<String>) {
        let text = text.into();
        self.log.send_modify(|log| log.push(text));
    }
}

impl Adapter for Script {
    fn step(&mut self, now: Now, input: Input<'_>) -> Vec<Output> {
        match input {
            Input::Start => {
                self.note("start");
                let connect = self
                    .socket
                    .clone()
                    .map(|url| Output::Connect(Connect { address: Address(url), bearer: None }));
                connect.into_iter().chain(self.poll(now)).collect()
            }
            Input::Deadline => {
                self.note("deadline");
                self.poll(now).into_iter().collect()
            }
            Input::Text("welcome") => vec![Output::Ready(Way::Push)],
            Input::Text("welcome, be quick") => {
                let soon = Duration::from_millis(150);
                self.liveness = Liveness { idle: soon, probe: Probe::Ping, answer_within: soon };
                vec![Output::Ready(Way::Push)]
            }
            Input::Text("too much") => vec![Output::Fault(Fault::TooMuchWanted { limit: 1 })],
            Input::Text("nonsense") => vec![Output::Fault(Fault::Unreadable)],
            Input::Text(text) => {
                self.note(format!("text of {}", text.len()));
                text.strip_prefix("event ")
                    .map(|key| Output::Event(happening(now, key)))
                    .into_iter()
                    .collect()
            }
            Input::Refused(reply) => vec![Output::Fault(match reply.status {
                401 => Fault::TokenRefused,
                404 => Fault::NotFound,
                429 => Fault::TooManyConnections { limit: 5 },
                500.. => Fault::ServerError { status: reply.status },
                status => Fault::Refused { status },
            })],
            Input::Reply { reply, .. } if reply.status == 200 => {
                self.note(format!("reply {}", String::from_utf8_lossy(&reply.body)));
                vec![Output::Ready(Way::Poll)]
            }
            Input::Reply { reply, .. } => vec![Output::Fault(Fault::ServerError { status: reply.status })],
            Input::NoReply { fault, .. } => vec![Output::Fault(fault)],
            Input::Wanted(types) => {
                let names: Vec<&str> = types.iter().map(Subscription::as_str).collect();
                vec![Output::Send(format!("want {}", names.join(",")))]
            }
            Input::Ask(Ask::Present) => self.poll(now).into_iter().collect(),
            Input::Ask(_) => Vec::new(),
            Input::Closed { code } => {
                self.note(format!("closed {code:?}"));
                Vec::new()
            }
            Input::Woke => {
                self.note("woke");
                Vec::new()
            }
            Input::Retry => {
                self.note("retry");
                Vec::new()
            }
            Input::Opened => Vec::new(),
            Input::Binary(bytes) => {
                self.note(format!("binary of {}", bytes.len()));
                Vec::new()
            }
        }
    }

    fn deadline(&self) -> Option<Steady> {
        self.next_poll
    }

    fn liveness(&self) -> Liveness {
        self.liveness.clone()
    }
}

fn happening(now: Now, key: &str) -> Event {
    Event {
        event_type: EventType::from("test"),
        key: event::EventKey(key.to_owned()),
        key_lifetime: None,
        channel: None,
        version: None,
        at: now.wall,
        via: event::Via::Push,
        subject: event::Subject::Other,
        page: None,
        payload: Value::Null,
    }
}

/// A running link and its news.
pub(crate) struct Running {
    pub(crate) handle: LinkHandle,
    pub(crate) news: News,
    pub(crate) log: Log,
}

/// Hears what a link tells the controller.
pub(crate) struct News(pub mpsc::Receiver<ControllerInput>);

/// What a link of this script and policy is made of, and where its news arrive.
pub(crate) fn parts(script: Script, policy: LinkPolicy, capacity: usize) -> (LinkParts, News) {
    let (inputs, news) = mpsc::channel(capacity);
    let clock = Clock::system();
    let seed = fastrand::u64(..);
    println!("seed of the jitter: {seed}");
    let parts = LinkParts {
        source: SourceId::neuro(),
        generation: 1,
        adapter: Box::new(script),
        http: Http::new(Secrets::default(), clock.clone()),
        clock,
        inputs,
        policy,
        seed,
    };
    (parts, News(news))
}

/// Starts a link over real sockets.
pub(crate) fn run(script: Script, policy: LinkPolicy) -> Running {
    let log = Arc::clone(&script.log);
    let (parts, news) = parts(script, policy, 256);
    Running { handle: link::spawn(parts), news, log }
}

impl Running {
    /// Waits until the adapter was told this so many times.
    pub(crate) async fn until_logged(&self, line: &str, times: usize) {
        let mut log = self.log.subscribe();
        let often = log.wait_for(|_| self.count(line) >= times);
        if tokio::time::timeout(DEADLINE, often).await.is_err() {
            panic!("{line:?} was not logged {times} times in {:#?}", self.log.borrow());
        }
    }

    pub(crate) fn count(&self, line: &str) -> usize {
        self.log.borrow().iter().filter(|entry| *entry == line).count()
    }
}

impl News {
    /// Waits for the news that `find` looks for.
    pub(crate) async fn until<T>(&mut self, what: &str, mut find: impl FnMut(LinkUpdate) -> Option<T>) -> T {
        let mut heard = Vec::new();
        let found = tokio::time::timeout(DEADLINE, async {
            loop {
                let Some(ControllerInput::Link { update, .. }) = self.0.recv().await else {
                    panic!("the link ended")
                };
                heard.push(format!("{update:?}"));
                if let Some(found) = find(update) {
                    return found;
                }
            }
        });
        match found.await {
            Ok(found) => found,
            Err(_) => panic!("{what} was not heard in {heard:#?}"),
        }
    }

    pub(crate) async fn until_state<T>(
        &mut self,
        what: &str,
        mut find: impl FnMut(ConnectionState) -> Option<T>,
    ) -> T {
        self.until(what, |update| if let LinkUpdate::State(state) = update { find(state) } else { None })
            .await
    }

    pub(crate) async fn until_connected(&mut self) -> Way {
        let connected =
            |state| if let ConnectionState::Connected { via, .. } = state { Some(via) } else { None };
        self.until_state("being connected", connected).await
    }

    /// Waits for the next loss; the answer is why.
    pub(crate) async fn until_lost(&mut self) -> Fault {
        self.until_state("a loss", |state| match state {
            ConnectionState::Reconnecting { next_try: Some(_), reason, .. } => Some(reason),
            ConnectionState::Failed { reason } => Some(reason),
            _ => None,
        })
        .await
    }

    pub(crate) async fn until_event(&mut self) -> String {
        self.until(
            "an event",
            |update| if let LinkUpdate::Event(event) = update { Some(event.key.0) } else { None },
        )
        .await
    }
}

/// The kinds of events that these names name.
pub(crate) fn types(names: &[&str]) -> BTreeSet<Subscription> {
    names.iter().map(|name| Subscription::from(*name)).collect()
}
