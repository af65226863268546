//! The requests that are under way, and which id stands for which.

use std::collections::BTreeMap;

use url::Url;

use super::version::Resource;
use crate::adapter::{Ask, RequestId};
use crate::time::Steady;

/// More questions are not asked at once; somebody who leafs through weeks faster than the server answers is
/// not served by a queue.
const QUESTIONS: usize = 16;

/// A request that has not been answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) resource: Resource,
    pub(super) url: Url,
    pub(super) at: Steady,
    /// A token was sent along.
    pub(super) bearer: bool,
    /// Whose questions the answer is for; none where it was made by plan.
    pub(super) asks: Vec<Ask>,
}

/// All requests of this epoch that have not been answered. Ids are never used again.
#[derive(Debug, Default)]
pub(super) struct Requests {
    next: u64,
    under_way: BTreeMap<RequestId, Asked>,
}

impl Requests {
    /// Forgets everything that is under way. Answers the questions among it.
    pub(super) fn void(&mut self) -> Vec<Ask> {
        self.forget(|_| true)
    }

    /// Forgets what was asked of one version of the API, which all is but the question for its versions.
    pub(super) fn void_version(&mut self) -> Vec<Ask> {
        self.forget(|asked| asked.resource != Resource::Info)
    }

    fn forget(&mut self, which: impl Fn(&Asked) -> bool) -> Vec<Ask> {
        let (forgotten, kept) =
            std::mem::take(&mut self.under_way).into_iter().partition(|(_, asked)| which(asked));
        self.under_way = kept;
        let forgotten: BTreeMap<_, Asked> = forgotten;
        forgotten.into_values().flat_map(|asked| asked.asks).collect()
    }

    /// Has the same request answer one more question, if it is under way.
    pub(super) fn join(&mut self, url: &Url, ask: &Ask) -> bool {
        let Some(asked) = self.under_way.values_mut().find(|asked| asked.url == *url) else { return false };
        if !asked.asks.contains(ask) {
            asked.asks.push(ask.clone());
        }
        true
    }

    /// Whether a request for this is under way.
    pub(super) fn awaits(&self, resource: Resource) -> bool {
        self.under_way.values().any(|asked| asked.resource == resource)
    }

    /// Whether one more question makes sense.
    pub(super) fn has_room(&self) -> bool {
        self.under_way.values().filter(|asked| !asked.asks.is_empty()).count() < QUESTIONS
    }

    /// Notes a request and names it.
    pub(super) fn add(&mut self, asked: Asked) -> RequestId {
        let id = RequestId(self.next);
        self.next = self.next.wrapping_add(1);
        self.under_way.insert(id, asked);
        id
    }

    /// What `id` asked for; `None` when it is void or unknown.
    pub(super) fn take(&mut self, id: RequestId) -> Option<Asked> {
        self.under_way.remove(&id)
    }
}
