//! What is posted next, and what became of each stream (contract shuriken §2.1).
//!
//! All streams are posted together, again whenever one comes in addition, as the vendor's own clients do. Results
//! are matched by their place in the list. Where that cannot be right, or where the whole list was refused because of
//! one of them, each stream that has no channel yet is posted by itself. One post is under way at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::stream::Stream;
use crate::fault::{Fault, Retry};
use crate::pusher::{Access, CHANNELS, Channel};
use crate::time::Steady;

/// When a post is made again that failed for a reason that may pass.
const POSTED_AGAIN_AFTER: Duration = Duration::from_secs(60);

/// Under which channel and event a stream comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) channel: Channel,
    pub(super) event: String,
    pub(super) access: Access,
}

/// How far a stream has come.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Standing {
    /// It is to be posted; `alone`: by itself.
    Waiting { alone: bool },
    /// The server told its place.
    Found(Place),
    /// The server has no place for it.
    Failed,
}

#[derive(Debug, Clone)]
struct Wanted {
    standing: Standing,
    /// It is posted under its other id, the first having been rejected.
    dotted: bool,
}

/// The posts of one connection after the other.
#[derive(Debug, Default)]
pub(super) struct Bootstrap {
    streams: BTreeMap<Stream, Wanted>,
    /// A stream of another standing than the list's was added.
    whole: bool,
    under_way: bool,
    /// A post of a stream nobody wants was made, to learn where the socket is.
    explored: bool,
    again: Option<Steady>,
    /// Why the last stream failed.
    last: Option<Fault>,
}

/// What the server told of a stream: its id, and its place where that can be used.
pub(super) type Told = (String, Option<Place>);

/// What the server said of a stream that it has no place for.
pub(super) type Failures = Vec<(Stream, Fault)>;

impl Bootstrap {
    /// Another connection begins: places are told anew. What failed before is asked for by itself, so that it does
    /// not have the others refused.
    pub(super) fn start(&mut self) {
        self.void();
        (self.explored, self.last) = (false, None);
        for wanted in self.streams.values_mut() {
            let alone = wanted.standing == Standing::Failed;
            *wanted = Wanted { standing: Standing::Waiting { alone }, dotted: false };
        }
        self.whole = true;
    }

    /// The connection is over, and with it the post that was under way.
    pub(super) fn void(&mut self) {
        (self.under_way, self.again) = (false, None);
    }

    /// What is wanted from now on; answers how many streams are too many.
    pub(super) fn want(&mut self, wanted: BTreeSet<Stream>) -> usize {
        let beyond = wanted.len().saturating_sub(CHANNELS);
        let wanted: BTreeSet<_> = wanted.into_iter().take(CHANNELS).collect();
        self.streams.retain(|stream, _| wanted.contains(stream));
        for stream in wanted {
            self.streams.entry(stream).or_insert_with(|| {
                self.whole = true;
                Wanted { standing: Standing::Waiting { alone: false }, dotted: false }
            });
        }
        beyond
    }

    /// The streams to post now, if any. `connects`: it is not known yet where the socket is.
    pub(super) fn next(&mut self, now: Steady, connects: bool) -> Option<Vec<Stream>> {
        if self.under_way || self.again.is_some_and(|again| again > now) {
            return None;
        }
        self.again = None;
        let streams = self.together().or_else(|| self.by_itself()).or_else(|| self.explore(connects))?;
        self.under_way = true;
        Some(streams)
    }

    fn together(&mut self) -> Option<Vec<Stream>> {
        let is_new = |wanted: &Wanted| wanted.standing == Standing::Waiting { alone: false };
        if !std::mem::take(&mut self.whole) || !self.streams.values().any(is_new) {
            return None;
        }
        let listed = |wanted: &Wanted| is_new(wanted) || matches!(wanted.standing, Standing::Found(_));
        let listed = self.streams.iter().filter(|(_, wanted)| listed(wanted));
        Some(listed.map(|(stream, _)| stream.clone()).collect())
    }

    fn by_itself(&self) -> Option<Vec<Stream>> {
        let alone = |wanted: &Wanted| wanted.standing == Standing::Waiting { alone: true };
        let (stream, _) = self.streams.iter().find(|(_, wanted)| alone(wanted))?;
        Some(vec![stream.clone()])
    }

    /// Where nothing is wanted, the socket is asked for with the stream that the vendor's clients begin with.
    fn explore(&mut self, connects: bool) -> Option<Vec<Stream>> {
        let explores = connects && self.streams.is_empty() && !std::mem::replace(&mut self.explored, true);
        explores.then(|| vec![Stream::global_signals()])
    }

    /// The id under which a stream is posted.
    pub(super) fn posted_id(&self, stream: &Stream) -> String {
        let dotted = self.streams.get(stream).is_some_and(|wanted| wanted.dotted);
        dotted.then(|| stream.dotted_id()).flatten().unwrap_or_else(|| stream.id().to_owned())
    }

    /// The post found an answer, or none.
    pub(super) fn came_back(&mut self) {
        self.under_way = false;
    }

    /// The server told a session for these.
    pub(super) fn answered(&mut self, posted: &[Stream], told: Vec<Told>) -> Failures {
        let Some(places) = matched(posted, told) else { return self.rejected(posted, &Fault::NotOffered) };
        let mut failures = Failures::new();
        for (stream, place) in posted.iter().zip(places) {
            match (place, self.streams.get_mut(stream)) {
                (Some(place), Some(wanted)) => wanted.standing = Standing::Found(place),
                (Some(_), None) => {}
                (None, _) => failures.extend(self.fail(stream, &Fault::NotOffered)),
            }
        }
        failures
    }

    /// The server rejected these: the only one for this reason, one of several for some reason.
    pub(super) fn rejected(&mut self, posted: &[Stream], fault: &Fault) -> Failures {
        if let [stream] = posted {
            return self.fail(stream, fault);
        }
        for stream in posted {
            if let Some(wanted) = self.streams.get_mut(stream)
                && let Standing::Waiting { alone } = &mut wanted.standing
            {
                *alone = true;
            }
        }
        Failures::new()
    }

    fn fail(&mut self, stream: &Stream, fault: &Fault) -> Failures {
        self.last = Some(fault.clone());
        let Some(wanted) = self.streams.get_mut(stream) else { return Failures::new() };
        // Who is refused for what the key may not do was understood.
        let understood = matches!(fault, Fault::StreamRefused { .. });
        if !wanted.dotted && !understood && stream.dotted_id().is_some() {
            *wanted = Wanted { standing: Standing::Waiting { alone: true }, dotted: true };
            return Failures::new();
        }
        wanted.standing = Standing::Failed;
        vec![(stream.clone(), fault.clone())]
    }

    /// The post failed for a reason that may pass: the same is posted later.
    pub(super) fn put_off(&mut self, now: Steady, fault: &Fault) {
        let wait = match fault.retry() {
            Retry::After(wait) => wait.max(POSTED_AGAIN_AFTER),
            Retry::Backoff | Retry::UntilChanged => POSTED_AGAIN_AFTER,
        };
        self.again = Some(now.plus(wait));
        self.whole = true;
    }

    pub(super) fn deadline(&self) -> Option<Steady> {
        self.again.filter(|_| !self.under_way)
    }

    /// Why nothing more can be found out: nothing is under way, and nothing is left to post.
    pub(super) fn exhausted(&self) -> Option<Fault> {
        let over = !self.under_way && self.again.is_none();
        over.then(|| self.last.clone().unwrap_or(Fault::NotOffered))
    }

    /// The channels of all streams that have one.
    pub(super) fn channels(&self) -> BTreeMap<Channel, Access> {
        let mut channels = BTreeMap::new();
        for place in self.places().map(|(_, place)| place) {
            let access = channels.entry(place.channel.clone()).or_insert(place.access);
            if place.access == Access::Restricted {
                *access = Access::Restricted;
            }
        }
        channels
    }

    /// The stream that comes under this channel and event.
    pub(super) fn stream(&self, channel: &Channel, event: &str) -> Option<&Stream> {
        let mut places = self.places();
        let found = places.find(|(_, place)| place.channel == *channel && place.event == event);
        found.map(|(stream, _)| stream)
    }

    /// All streams that come over a channel.
    pub(super) fn streams(&self, channel: &Channel) -> Vec<Stream> {
        let over = self.places().filter(|(_, place)| place.channel == *channel);
        over.map(|(stream, _)| stream.clone()).collect()
    }

    fn places(&self) -> impl Iterator<Item = (&Stream, &Place)> {
        self.streams.iter().filter_map(|(stream, wanted)| match &wanted.standing {
            Standing::Found(place) => Some((stream, place)),
            Standing::Waiting { .. } | Standing::Failed => None,
        })
    }
}

/// The place of each posted stream, where it is certain: by its place in the list, or, where the server sorted
/// them anew, by its id, if no other stream has that. Two streams in one place are one that was found twice.
fn matched(posted: &[Stream], mut told: Vec<Told>) -> Option<Vec<Option<Place>>> {
    let twice = |(nth, (_, place)): (usize, &Told)| {
        place.is_some() && told.iter().take(nth).any(|(_, other)| other == place)
    };
    if posted.len() != told.len() || told.iter().enumerate().any(twice) {
        return None;
    }
    let is = |stream: &Stream, id: &str| {
        stream.id() == id || stream.dotted_id().is_some_and(|dotted| dotted == id)
    };
    if !posted.iter().zip(&told).all(|(stream, (id, _))| is(stream, id)) {
        let nth = |(id, _): &Told| {
            let mut those = posted.iter().enumerate().filter(|(_, stream)| is(stream, id));
            those.next().filter(|_| those.next().is_none()).map(|(nth, _)| nth)
        };
        let order: Option<BTreeSet<usize>> = told.iter().map(nth).collect();
        order.filter(|order| order.len() == posted.len())?;
        told.sort_by_key(nth);
    }
    Some(told.into_iter().map(|(_, place)| place).collect())
}
