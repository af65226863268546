//! What must hold of the adapter after every step.

use std::collections::BTreeSet;
use std::time::Duration;

use swarmbell_protocols::Event;
use swarmbell_protocols::adapter::{Input, Output, Request, Way};
use swarmbell_protocols::event::{Subject, Via};
use swarmbell_protocols::time::Steady;
use swarmbell_protocols::vera::{Config, Vera};
use swarmbell_protocols::web::Origin;

use crate::kit::example::parsed;
use crate::kit::play::Rules;
use crate::kit::watch::Watch;

/// Nothing old is expected any more once it did not come for so long.
const QUIET: Duration = Duration::from_secs(5);

/// What was seen of an adapter so far.
#[derive(Debug)]
pub struct Seen {
    api: Origin,
    has_key: bool,
    /// A new attempt begins.
    starts: bool,
    opening: bool,
    is_open: bool,
    /// What is subscribed to on this connection.
    subscribed: BTreeSet<String>,
    /// The first markets were named on this connection.
    began: bool,
    /// When something old came last, or could have begun to.
    old_at: Option<Steady>,
    /// When the server took in what the position that was told last speaks of.
    position: Option<i64>,
}

impl Rules for Seen {
    type Adapter = Vera;
    type Config = Config;

    const KEY_BYTES: usize = 100;
    const ANSWERS_PRESENT: bool = true;

    fn adapter(config: Config) -> Vera {
        Vera::new(config)
    }

    fn new(config: &Config) -> Self {
        Self {
            api: config.api.clone(),
            has_key: config.has_key,
            starts: false,
            opening: false,
            is_open: false,
            subscribed: BTreeSet::new(),
            began: false,
            old_at: None,
            position: None,
        }
    }

    fn keep(config: &mut Config, position: &str) {
        config.position = Some(position.to_owned());
    }

    fn restarted(&mut self) {
        self.hung_up();
    }

    fn before(&mut self, input: &Input<'_>) {
        self.starts = matches!(input, Input::Start);
        match input {
            Input::Start | Input::Closed { .. } => self.hung_up(),
            Input::Refused(_) => self.opening = false,
            Input::Opened => self.is_open |= std::mem::take(&mut self.opening),
            _ => {}
        }
    }

    fn check(&mut self, watch: &Watch, output: &Output) {
        match output {
            Output::Connect(connect) => {
                assert!(self.starts && self.has_key, "a socket is asked for without an occasion");
                assert!(connect.address.0.query().is_none() && connect.bearer.is_some());
                self.opening = true;
            }
            Output::Send(text) => self.check_sent(watch.now.steady, text),
            Output::Request(request) => self.check_request(watch, request),
            Output::Ready(way) => assert!(*way == Way::Push && self.is_open),
            Output::Event(event) => self.check_event(watch.now.steady, event),
            Output::Position(position) => self.check_position(watch.now.steady, position),
            Output::Fault(_) => self.hung_up(),
            Output::RequestFailed(_) | Output::Unanswered(..) | Output::Note(_) => {}
            Output::Snapshot(_) | Output::Available(_) | Output::Backoff(_) => {
                panic!("nothing this adapter says: {output:?}")
            }
        }
    }
}

impl Seen {
    fn hung_up(&mut self) {
        self.subscribed.clear();
        (self.opening, self.is_open, self.began, self.old_at) = (false, false, false, None);
    }

    fn check_sent(&mut self, now: Steady, text: &str) {
        assert!(self.is_open, "sent while nothing may be sent");
        let message = parsed(text);
        let markets: Vec<String> = serde_json::from_value(message["markets"].clone()).expect("markets");
        assert!(!markets.is_empty());
        let subscribes = message["action"] == "subscribe";
        for market in markets {
            let changed =
                if subscribes { self.subscribed.insert(market) } else { self.subscribed.remove(&market) };
            assert!(changed, "what is so already was asked for");
        }
        assert!(self.subscribed.len() <= 500, "more than the server takes");
        let first = subscribes && !self.began;
        assert!(first || message.get("last_event_id").is_none(), "only the first one resumes");
        if first {
            self.began = true;
            self.old_at = Some(now);
        }
    }

    fn check_request(&self, watch: &Watch, request: &Request) {
        assert!(self.is_open, "nothing is asked for without a connection");
        assert_eq!(Origin::of(&request.address.0).as_ref(), Ok(&self.api));
        assert!(request.bearer.is_some());
        assert!(!request.address.0.query_pairs().any(|(name, _)| name == "key"));
        assert!(request.address.0.as_str().len() <= 8_000, "an address that servers refuse");
        assert!(watch.under_way.len() <= 20, "too much under way");
    }

    fn check_event(&mut self, now: Steady, event: &Event) {
        if event.via == Via::Snapshot {
            self.old_at = Some(now);
        }
        let Subject::Story(story) = &event.subject else { panic!("{event:?}") };
        assert!(story.markets.len() <= 20);
    }

    fn check_position(&mut self, now: Steady, text: &str) {
        assert!(self.began, "a position without a subscription");
        let quiet = self.old_at.is_some_and(|old| old.until(now) >= QUIET);
        assert!(quiet, "something old may still come");
        let at = parsed(text)["ingested_at"].as_i64();
        if let Some(before) = self.position {
            assert!(at.is_some_and(|at| at >= before), "the position goes back");
        }
        self.position = at;
    }
}
