//! The sweep: what the socket does not send any more is asked for, oldest first (contract vera §3.1).
//!
//! It goes through the missed time in windows and through the markets in groups, page by page, one request at a time.
//! A failure is tried again; all that is found before the end is found again by the next sweep if there is one.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use chrono::{DateTime, SecondsFormat};

use super::relevance;
use crate::adapter::{RequestId, Subscription};
use crate::fault::Fault;
use crate::news::Relevance;
use crate::time::{Now, Steady, UnixMillis};

/// One request spans at most 30 days; a day less, since the clocks differ.
const WINDOW: Duration = Duration::from_secs(29 * 24 * 60 * 60);

/// Older events are not asked for; they would not be kept either.
const OLDEST: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// Events on a page, the most the server gives.
const PER_PAGE: usize = 100;

/// More pages are not asked for in one sweep: twice as many events as are kept.
const PAGES: u32 = 100;

/// Bytes of market ids in one address; servers refuse addresses of more than some kilobytes.
const MARKETS_BYTES: usize = 4_000;

/// After a failure: the first wait, doubled each time up to [`RETRY_CAP`].
const RETRY: Duration = Duration::from_secs(1);

const RETRY_CAP: Duration = Duration::from_secs(60);

/// Waits vary by this part in both directions.
const JITTER: f64 = 0.2;

/// What is left to be asked for.
#[derive(Debug)]
pub(super) struct Sweep {
    /// In order; the first one is being asked for.
    left: VecDeque<Stretch>,
    /// Where the next page of it begins.
    after: Option<String>,
    pages: u32,
    failures: u32,
    turn: Turn,
    /// Something that was missed is not asked for.
    cut: bool,
}

/// Some markets in a window of time.
#[derive(Debug)]
struct Stretch {
    markets: Vec<Subscription>,
    since: UnixMillis,
    /// The end of the window; `None` for the present.
    until: Option<UnixMillis>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// The next page is asked for then.
    Ask(Steady),
    /// An answer is awaited.
    Answer(RequestId),
}

/// Where a sweep stands after a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    /// More is to be asked for.
    GoesOn,
    /// All was found.
    Complete,
    /// What was found is not all.
    Cut,
}

impl Sweep {
    /// Everything about these markets since then; nothing without markets.
    pub(super) fn new(now: Now, since: UnixMillis, markets: &BTreeSet<Subscription>) -> Option<Self> {
        let oldest = now.wall.minus(OLDEST);
        let windows = windows(since.max(oldest), now.wall);
        let groups = groups(markets);
        let stretch = |(since, until)| {
            let of = move |markets: &Vec<Subscription>| Stretch { markets: markets.clone(), since, until };
            groups.iter().map(of).collect::<Vec<_>>()
        };
        let left: VecDeque<_> = windows.into_iter().flat_map(stretch).collect();
        let (turn, cut) = (Turn::Ask(now.steady), since < oldest);
        (!left.is_empty()).then_some(Self { left, after: None, pages: 0, failures: 0, turn, cut })
    }

    /// The parameters of the request that is due, if one is.
    pub(super) fn due(
        &self,
        now: Steady,
        wanted: &BTreeSet<Relevance>,
    ) -> Option<Vec<(&'static str, String)>> {
        let Turn::Ask(at) = self.turn else { return None };
        let stretch = self.left.front().filter(|_| at <= now)?;
        let mut parameters = vec![("order", "ingested_asc".to_owned()), ("since", iso(stretch.since))];
        parameters.extend(stretch.until.map(iso).map(|until| ("until", until)));
        parameters.push(("limit", PER_PAGE.to_string()));
        if !wanted.is_empty() {
            let words: Vec<_> = wanted.iter().rev().map(|level| relevance::word(*level)).collect();
            parameters.push(("relevance", words.join(",")));
        }
        parameters.extend(stretch.markets.iter().map(|market| ("market_id", market.0.clone())));
        parameters.extend(self.after.clone().map(|after| ("after", after)));
        Some(parameters)
    }

    /// The request went out.
    pub(super) fn asked(&mut self, id: RequestId) {
        self.turn = Turn::Answer(id);
    }

    /// Whether this is the answer that is awaited.
    pub(super) fn awaits(&self, id: RequestId) -> bool {
        self.turn == Turn::Answer(id)
    }

    /// A page came; `next` is where the next one begins.
    pub(super) fn answered(&mut self, now: Steady, next: Option<String>) -> Progress {
        self.pages = self.pages.saturating_add(1);
        self.failures = 0;
        self.turn = Turn::Ask(now);
        // A cursor that leads to where it came from would lead there for ever.
        self.after = next.filter(|next| self.after.as_ref() != Some(next));
        if self.after.is_none() {
            self.left.pop_front();
        }
        if self.left.is_empty() {
            return if self.cut { Progress::Cut } else { Progress::Complete };
        }
        if self.pages >= PAGES { Progress::Cut } else { Progress::GoesOn }
    }

    /// No page came; the same one is asked for later. The answer is whether this is the first failure in a row.
    pub(super) fn failed(&mut self, now: Steady, fault: &Fault, rng: &mut fastrand::Rng) -> bool {
        let doubled = RETRY.saturating_mul(1_u32.checked_shl(self.failures).unwrap_or(u32::MAX));
        let backoff = doubled.min(RETRY_CAP).mul_f64(1.0 + JITTER * (2.0 * rng.f64() - 1.0));
        let asked = match fault {
            Fault::RateLimited { wait_secs } => Duration::from_secs(*wait_secs),
            _ => Duration::ZERO,
        };
        self.failures = self.failures.saturating_add(1);
        self.turn = Turn::Ask(now.plus(backoff.max(asked)));
        self.failures == 1
    }

    /// When something is due.
    pub(super) fn deadline(&self) -> Option<Steady> {
        match self.turn {
            Turn::Ask(at) => Some(at),
            Turn::Answer(_) => None,
        }
    }
}

/// The time since then, oldest first. The last window is open, so that nothing between two clocks is left out.
fn windows(since: UnixMillis, now: UnixMillis) -> Vec<(UnixMillis, Option<UnixMillis>)> {
    let mut windows = Vec::new();
    let mut from = since;
    while now.since(from) > WINDOW {
        let until = from.plus(WINDOW);
        windows.push((from, Some(until)));
        from = until;
    }
    windows.push((from, None));
    windows
}

/// The markets in groups that fit into an address.
fn groups(markets: &BTreeSet<Subscription>) -> Vec<Vec<Subscription>> {
    let mut groups: Vec<Vec<Subscription>> = Vec::new();
    let mut bytes = MARKETS_BYTES;
    for market in markets {
        let more = "&market_id=".len() + market.as_str().len();
        bytes += more;
        match groups.last_mut().filter(|_| bytes <= MARKETS_BYTES) {
            Some(group) => group.push(market.clone()),
            None => {
                groups.push(vec![market.clone()]);
                bytes = more;
            }
        }
    }
    groups
}

fn iso(at: UnixMillis) -> String {
    // What is outside the years that can be written is outside all time that is asked for.
    let date = DateTime::from_timestamp_millis(at.0).unwrap_or_default();
    date.to_rfc3339_opts(SecondsFormat::Millis, true)
}
