//! The stream that is on the air, and the name it keeps until it ends.
//!
//! Answers by HTTP may lack id and start (contract neuro §2.1). The name such a stream was given first stays
//! its name, or one stream would ring as two: once pushed and once found, or once on each side of midnight.

use std::time::Duration;

use crate::event::{Event, Subject};
use crate::time::UnixMillis;

/// Starts further apart than this are those of two streams, whatever else is missing.
const SAME_START: Duration = Duration::from_secs(60);

/// What is known of the stream on the air; nothing when it ended, or before one was seen.
#[derive(Debug, Default)]
pub(super) struct Running(Option<Named>);

#[derive(Debug)]
struct Named {
    name: String,
    started_at: Option<UnixMillis>,
}

impl Running {
    /// The name of the running stream, for one told without id that may have begun at `started_at`. `None`
    /// when nothing is known to run, or something that began at another time.
    pub(super) fn name(&self, started_at: Option<UnixMillis>) -> Option<&str> {
        let running = self.0.as_ref()?;
        let other = running.started_at.zip(started_at).is_some_and(|(one, other)| apart(one, other));
        (!other).then_some(running.name.as_str())
    }

    /// Notes what a believable event says.
    pub(super) fn told(&mut self, event: &Event) {
        match &event.subject {
            Subject::Live(stream) => {
                let known = self.0.take().filter(|known| known.name == stream.id);
                let started_at = stream.started_at.or(known.and_then(|known| known.started_at));
                self.0 = Some(Named { name: stream.id.clone(), started_at });
            }
            Subject::Ended => self.ended(),
            _ => {}
        }
    }

    /// Nothing that was known is on the air any more.
    pub(super) fn ended(&mut self) {
        self.0 = None;
    }
}

fn apart(one: UnixMillis, other: UnixMillis) -> bool {
    u128::from(one.0.abs_diff(other.0)) > SAME_START.as_millis()
}
