//! The requests that are under way, and which id stands for which.

use std::collections::BTreeMap;

use super::rest::Endpoint;
use crate::adapter::RequestId;
use crate::time::Steady;

/// More are not made at once; somebody who leafs through weeks faster than the server answers is not served
/// by a queue.
const UNDER_WAY: usize = 16;

/// A request that has not been answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) endpoint: Endpoint,
    pub(super) at: Steady,
    /// A token was sent along.
    pub(super) bearer: bool,
}

/// All requests of this epoch that have not been answered. Ids are never used again.
#[derive(Debug, Default)]
pub(super) struct Requests {
    next: u64,
    under_way: BTreeMap<RequestId, Asked>,
}

impl Requests {
    /// Forgets everything that is under way.
    pub(super) fn void(&mut self) {
        self.under_way.clear();
    }

    /// Whether one more makes sense: not while the same is under way, and not too many at once.
    pub(super) fn has_room_for(&self, endpoint: Endpoint) -> bool {
        self.under_way.len() < UNDER_WAY && self.under_way.values().all(|asked| asked.endpoint != endpoint)
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
