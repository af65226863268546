//! Which markets are subscribed to on one connection (contract vera §2.1, §2.5).

use std::collections::BTreeSet;

use crate::adapter::Subscription;
use crate::member;

/// Markets of one connection. The server takes a tenth more with a warning, and beyond that forgets the oldest
/// without a word; so the limit itself is kept.
pub(super) const MARKETS: usize = 500;

/// The subscriptions of one connection; they end with it.
#[derive(Debug, Default)]
pub(super) struct Subscriptions {
    requested: BTreeSet<Subscription>,
}

/// What brings the subscriptions to what is wanted.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) removed: Vec<Subscription>,
    pub(super) added: Vec<Subscription>,
}

impl Subscriptions {
    /// Goes on to `wanted`, and says how.
    pub(super) fn change(&mut self, wanted: &BTreeSet<Subscription>) -> Change {
        let removed = self.requested.difference(wanted).cloned().collect();
        let added = wanted.difference(&self.requested).cloned().collect();
        self.requested.clone_from(wanted);
        Change { removed, added }
    }
}

/// What of the wanted markets is subscribed to: the first ones, without what cannot be the id of a market.
pub(super) fn within_limit(wanted: &BTreeSet<Subscription>) -> BTreeSet<Subscription> {
    let usable = wanted.iter().filter(|market| member::identifier(market.as_str()) == Some(market.as_str()));
    usable.take(MARKETS).cloned().collect()
}
