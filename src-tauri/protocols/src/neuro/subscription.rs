//! Which events are subscribed on one connection (contract neuro §3.2).

use std::collections::BTreeSet;

use super::event::X_FEED_UPDATE;
use super::frame;
use crate::adapter::Subscription;

/// The subscriptions of one connection; they end with it.
#[derive(Debug, Default)]
pub(super) struct Subscriptions {
    /// What the server holds when it took all our frames.
    requested: BTreeSet<Subscription>,
    /// What was missing from the server's list has been asked for once more.
    repeated: bool,
}

impl Subscriptions {
    /// The frames that bring the subscriptions from what was requested to `wanted`.
    pub(super) fn change(&mut self, wanted: &BTreeSet<Subscription>) -> Vec<String> {
        let removed = self.requested.difference(wanted).map(frame::remove_event);
        let added = wanted.difference(&self.requested).map(frame::add_event);
        let frames = removed.chain(added).collect();
        self.requested.clone_from(wanted);
        frames
    }

    /// Compares with what the server says, and asks once more for what is missing though it could be had.
    pub(super) fn listed(
        &mut self,
        subscribed: &BTreeSet<Subscription>,
        available: &BTreeSet<Subscription>,
    ) -> Vec<String> {
        let missing = self.requested.difference(subscribed).filter(|name| available.contains(*name));
        let frames: Vec<_> = missing.map(frame::add_event).collect();
        if frames.is_empty() || std::mem::replace(&mut self.repeated, true) {
            return Vec::new();
        }
        frames
    }
}

/// What may be subscribed or offered: all but the deprecated twin of `xFeedNewEntries`.
pub(super) fn without_twin(types: &BTreeSet<Subscription>) -> BTreeSet<Subscription> {
    types.iter().filter(|name| name.as_str() != X_FEED_UPDATE).cloned().collect()
}
