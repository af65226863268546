//! What was seen of any adapter: the time, the requests without an answer, and the questions without one.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use swarmbell_protocols::adapter::{Ask, Input, Output, Request, RequestId, Snapshot};
use swarmbell_protocols::ask::channels::{Answer, Question};
use swarmbell_protocols::time::{Now, Steady, UnixMillis};

/// What the wall clock shows when a play begins: shortly after the times in the examples.
pub const WALL: i64 = 1_795_201_340_000;

/// What was seen so far.
#[derive(Debug)]
pub struct Watch {
    /// The time.
    pub now: Now,
    /// The requests of this epoch without an answer.
    pub under_way: BTreeMap<RequestId, Request>,
    /// The questions without an answer.
    pub asked: BTreeSet<Ask>,
    /// The input is the answer to a request.
    pub replies: bool,
    last_id: Option<RequestId>,
    answers_present: bool,
}

impl Watch {
    /// Nothing was seen so far.
    pub fn new(answers_present: bool) -> Self {
        Self {
            now: Now { steady: Steady(Duration::from_secs(60)), wall: UnixMillis(WALL) },
            under_way: BTreeMap::new(),
            asked: BTreeSet::new(),
            replies: false,
            last_id: None,
            answers_present,
        }
    }

    /// Lets time pass; the wall clock may be set meanwhile.
    pub fn advance(&mut self, by: Duration, wall: i64) {
        self.now.steady = self.now.steady.plus(by);
        self.now.wall = UnixMillis(wall);
    }

    /// Lets time pass until then.
    pub fn reach(&mut self, deadline: Option<Steady>) {
        self.now.steady = self.now.steady.max(deadline.unwrap_or_default());
    }

    /// Another adapter knows nothing of the requests and questions of the one before.
    pub fn restart(&mut self) {
        self.under_way.clear();
        self.asked.clear();
        self.last_id = None;
    }

    /// The id of the n-th request under way, or one that never was.
    pub fn id(&self, n: usize) -> RequestId {
        let known = self.under_way.keys().nth(n % (self.under_way.len() + 1));
        known.copied().unwrap_or(RequestId(u64::MAX))
    }

    /// The id of the first request under way.
    pub fn first(&self) -> Option<RequestId> {
        self.under_way.keys().next().copied()
    }

    /// What the input means for requests and questions.
    pub fn input(&mut self, input: &Input<'_>) {
        self.replies = matches!(input, Input::Reply { .. });
        match input {
            Input::Start => self.under_way.clear(),
            Input::Reply { id, .. } | Input::NoReply { id, .. } => _ = self.under_way.remove(id),
            Input::Ask(ask) if *ask != Ask::Present || self.answers_present => {
                self.asked.insert(ask.clone());
            }
            _ => {}
        }
    }

    /// What the output means for them.
    pub fn output(&mut self, output: &Output) {
        match output {
            Output::Request(request) => self.request(request),
            Output::Unanswered(ask, _) => self.answered(ask),
            Output::Snapshot(snapshot) => {
                if let Some(ask) = self.question(snapshot) {
                    self.answered(&ask);
                }
            }
            _ => {}
        }
    }

    fn request(&mut self, request: &Request) {
        assert!(self.last_id.is_none_or(|last| last < request.id), "an id was used again");
        self.last_id = Some(request.id);
        assert!(!request.limits.is_empty(), "a request that no limit counts");
        self.under_way.insert(request.id, request.clone());
    }

    /// A question was answered, one way or the other.
    fn answered(&mut self, ask: &Ask) {
        assert!(self.asked.remove(ask), "nobody asked {ask:?}");
    }

    /// What a snapshot answers; nothing where it was not asked for.
    fn question(&self, snapshot: &Snapshot) -> Option<Ask> {
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
            Snapshot::Channels(answer) => Ask::Channels(self.about_channels(answer)?),
        })
    }

    fn about_channels(&self, answer: Answer) -> Option<Question> {
        Some(match answer {
            Answer::Published(messages) => Question::Publish(messages),
            Answer::Channels(_) => Question::Channels,
            Answer::Channel { name, .. } => Question::Channel { name },
            // Who is there is pushed too.
            Answer::Members { .. } if !self.replies => return None,
            Answer::Members { channel, .. } => Question::Members { channel },
            Answer::History { channel, after, .. } => Question::History { channel, after },
            Answer::Log(_) => Question::Log,
            Answer::Stats { scope, .. } => Question::Stats(scope),
            Answer::Health => Question::Health,
            Answer::Catalogue(_) => Question::Catalogue,
            Answer::Subscription { .. } => return None,
        })
    }
}
