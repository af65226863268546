//! Streams that flood: of what rings nobody, only so much is listed; all is counted.

use std::collections::BTreeMap;
use std::time::Duration;

use swarmbell_protocols::time::Steady;

use crate::settings::SourceId;

/// So many events of a stream are listed in the long run: one in this time.
const LISTED_EVERY: Duration = Duration::from_secs(1);

/// So many may come at once before that holds.
const BURST: u32 = 10;

/// With so many at a time those are forgotten that are calm.
const STREAMS: usize = 1_000;

/// Decides which events of a stream are listed.
#[derive(Debug, Default)]
pub(super) struct Sampling {
    /// Until when the events listed so far would have taken, one after the other.
    taken: BTreeMap<(SourceId, Option<String>), Steady>,
}

impl Sampling {
    /// Whether one more of this stream is listed.
    pub(super) fn admits(&mut self, source: &SourceId, channel: Option<&str>, now: Steady) -> bool {
        if self.taken.len() >= STREAMS {
            // A stream whose time has passed is as one that was never heard.
            self.taken.retain(|_, taken| *taken > now);
        }
        let stream = (source.clone(), channel.map(str::to_owned));
        let taken = self.taken.entry(stream).or_default();
        let next = now.max(*taken).plus(LISTED_EVERY);
        let admits = now.until(next) <= LISTED_EVERY.saturating_mul(BURST);
        if admits {
            *taken = next;
        }
        admits
    }

    /// A source is gone.
    pub(super) fn forget_source(&mut self, source: &SourceId) {
        self.taken.retain(|(listed, _), _| listed != source);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Steady {
        Steady(Duration::from_millis(60_000 + millis))
    }

    #[test]
    fn a_stream_that_floods_is_listed_once_a_second() {
        let mut sampling = Sampling::default();
        let source = SourceId::fresh("shuriken");
        let listed =
            (0..60_000).step_by(10).filter(|millis| sampling.admits(&source, Some("swaps"), at(*millis)));
        assert_eq!(listed.count(), 69, "ten at once, then one a second");
        assert!(sampling.admits(&source, Some("calm"), at(60_000)), "another stream");
        let calm = (60..120).filter(|second| sampling.admits(&source, Some("calm"), at(second * 1_000)));
        assert_eq!(calm.count(), 60, "one a second is no flood");
    }
}
