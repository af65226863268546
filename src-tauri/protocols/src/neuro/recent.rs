//! What was pushed a moment ago, against which an answer by HTTP may be too old (contract neuro §5).

use crate::event::{Event, EventKey, Subject};
use crate::schedule::Week;
use crate::time::Steady;

use super::poll::{LATEST_LAG, STREAM_LAG};

/// The last word of the socket on the stream and on the schedule.
#[derive(Debug, Default)]
pub(super) struct Recent {
    /// Since when; the live stream's key, `None` when it ended.
    stream: Option<(Steady, Option<EventKey>)>,
    week: Option<(Steady, Week)>,
}

impl Recent {
    /// Notes what an event says about the present.
    pub(super) fn pushed(&mut self, now: Steady, event: &Event) {
        match &event.subject {
            Subject::Live(_) => self.stream = Some((now, Some(event.key.clone()))),
            Subject::Ended => self.stream = Some((now, None)),
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

    /// Until when an answer saying `found` cannot be believed, if its request went out at `asked`.
    pub(super) fn doubts_stream(&self, asked: Steady, found: Option<&EventKey>) -> Option<Steady> {
        let (since, pushed) = self.stream.as_ref()?;
        let until = since.plus(STREAM_LAG);
        (asked < until && pushed.as_ref() != found).then_some(until)
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

fn place(week: &Week) -> (i32, u32) {
    (week.year, week.week)
}
