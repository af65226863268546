//! What was pushed a moment ago, against which an answer by HTTP may be too old (contract neuro §5).

use crate::event::{Event, EventKey, Subject};
use crate::schedule::Week;
use crate::time::{Steady, UnixMillis};

use super::poll::{LATEST_LAG, STREAM_LAG};

/// The last word of the socket on the stream and on the schedule.
#[derive(Debug, Default)]
pub(super) struct Recent {
    stream: Option<Told>,
    week: Option<(Steady, Week)>,
}

/// What was pushed of the stream.
#[derive(Debug)]
struct Told {
    since: Steady,
    /// When it happened, by the server's clock.
    at: UnixMillis,
    /// The live stream's key; `None` when it ended.
    live: Option<EventKey>,
}

impl Recent {
    /// Notes what an event says about the present.
    pub(super) fn pushed(&mut self, now: Steady, event: &Event) {
        let told = |live| Some(Told { since: now, at: event.at, live });
        match &event.subject {
            Subject::Live(_) => self.stream = told(Some(event.key.clone())),
            Subject::Ended => self.stream = told(None),
            Subject::Schedule(week) => self.week_pushed(now, week),
            _ => {}
        }
    }

    fn week_pushed(&mut self, now: Steady, week: &Week) {
        // A correction of a past week must not hide that a newer one was just published.
        let keeps =
            |(since, known): &(Steady, Week)| now < since.plus(LATEST_LAG) && place(week) < place(known);
        if !self.week.as_ref().is_some_and(keeps) {
            self.week = Some((now, week.clone()));
        }
    }

    /// Until when an answer saying `found` cannot be believed, if its request went out at `asked`. A stream that
    /// began after what was pushed is no old answer.
    pub(super) fn doubts_stream(&self, asked: Steady, found: Option<&Event>) -> Option<Steady> {
        let told = self.stream.as_ref()?;
        let until = told.since.plus(STREAM_LAG);
        let same = told.live.as_ref() == found.map(|event| &event.key);
        let newer = found.and_then(started_at).is_some_and(|started_at| started_at > told.at);
        (asked < until && !same && !newer).then_some(until)
    }

    /// The same for an answer about the latest week: it must not be an older version of the pushed week, nor
    /// an earlier week.
    pub(super) fn doubts_latest(&self, asked: Steady, found: &Week) -> Option<Steady> {
        let (since, pushed) = self.week.as_ref()?;
        let until = since.plus(LATEST_LAG);
        let same = place(found) == place(pushed);
        let older = place(found) < place(pushed) || (same && found.content_hash() != pushed.content_hash());
        (asked < until && older).then_some(until)
    }
}

fn started_at(event: &Event) -> Option<UnixMillis> {
    match &event.subject {
        Subject::Live(stream) => stream.started_at,
        _ => None,
    }
}

fn place(week: &Week) -> (i32, u32) {
    (week.year, week.week)
}
