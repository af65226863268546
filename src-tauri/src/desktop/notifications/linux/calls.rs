//! What was put to the notification server and not answered yet.
//!
//! A server that is slow is told as such after a while, and its answer is still waited for: the message lies in its
//! queue and may be shown yet, so nothing is sent twice and a late click works. While it owes an answer nothing more
//! is put to it; what comes meanwhile is held, the newest of it. One that answers other questions meanwhile does not
//! hang: it lost the call, and after a while that is the last word.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use swarmbell_engine::desktop::{Delivery, HushedBy};
use swarmbell_engine::ring::{Ring, RingId};
use tokio::task::{AbortHandle, JoinError, JoinSet};
use tokio::time::timeout;

use super::super::ANSWER_WITHIN;
use super::super::queue::{ROOM, push};
use super::server::{Addressee, Capabilities, NotificationsProxy, Place, delivery_of, put};

/// How long answers of a server that went away are waited for: the bus gives them at once.
const SETTLED_WITHIN: Duration = Duration::from_millis(500);

/// How long a server that answers other questions may still owe an answer: some show first and answer then.
const OWES_AT_MOST: Duration = Duration::from_secs(10);

/// The calls under way, and the rings held back.
#[derive(Default)]
pub(super) struct Calls {
    running: JoinSet<Answer>,
    rings: HashMap<RingId, Call>,
    held: VecDeque<Ring>,
}

struct Call {
    /// Of the server it was put to.
    generation: u64,
    late: bool,
    task: AbortHandle,
}

/// What a task of a call ends with.
enum Answer {
    Final(Event),
    /// The server is slow; the rest of the call goes on.
    Late {
        id: RingId,
        server: NotificationsProxy<'static>,
        rest: BoxFuture<'static, Answer>,
    },
    /// The server answers other questions: this ring, whose answer it owes for that long, it has lost.
    Lost(RingId),
}

/// What came of a call.
pub(super) enum Event {
    /// The server of this generation said what it can do, or did not.
    Abilities { generation: u64, can: Option<Capabilities> },
    /// The last word about a ring.
    Ring { generation: u64, ring: Box<Ring>, can: Option<Capabilities>, result: Result<Place, Delivery> },
    /// This is to be told: the server is slow, or a call came to nothing.
    Tell(Vec<Told>),
}

/// What to tell about a ring at once.
pub(super) type Told = (RingId, Delivery);

impl Calls {
    /// Asks what the server can do.
    pub(super) fn ask_abilities(&mut self, server: NotificationsProxy<'static>, generation: u64) {
        self.running.spawn(async move {
            let can = timeout(ANSWER_WITHIN, Capabilities::of(&server)).await.ok().and_then(Result::ok);
            Answer::Final(Event::Abilities { generation, can })
        });
    }

    /// Whether a ring can be put to the server now.
    pub(super) fn are_taken(&self) -> bool {
        self.rings.len() < ROOM && !self.rings.values().any(|call| call.late)
    }

    /// Puts a ring to the server.
    pub(super) fn begin(
        &mut self,
        addressee: Addressee,
        generation: u64,
        known: Option<Capabilities>,
        ring: Ring,
    ) {
        let (id, server) = (ring.id, addressee.server.clone());
        let mut call = show(addressee, generation, known, ring).boxed();
        let task = self.running.spawn(async move {
            match timeout(ANSWER_WITHIN, &mut call).await {
                Ok(answer) => answer,
                Err(_) => Answer::Late { id, server, rest: call },
            }
        });
        self.rings.insert(id, Call { generation, late: false, task });
    }

    /// Keeps a ring for later. A server that is slow is told at once; the oldest ring may lose its place.
    pub(super) fn hold(&mut self, ring: Ring) -> Vec<Told> {
        let slow = self.rings.values().any(|call| call.late).then_some((ring.id, Delivery::TimedOut));
        let dropped = push(&mut self.held, ring).map(|oldest| (oldest.id, Delivery::Refused));
        slow.into_iter().chain(dropped).collect()
    }

    /// Takes the oldest ring that is held.
    pub(super) fn release(&mut self) -> Option<Ring> {
        self.held.pop_front()
    }

    /// Waits for what comes of a call; for ever while there is none. Cancel safe.
    pub(super) async fn next(&mut self) -> Event {
        loop {
            match self.running.join_next().await {
                Some(Ok(answer)) => {
                    if let Some(event) = self.take(answer) {
                        return event;
                    }
                }
                Some(Err(error)) => {
                    if let Some(event) = self.fail(&error) {
                        return event;
                    }
                }
                None => std::future::pending().await,
            }
        }
    }

    /// Waits for the answers of servers before this generation, which are gone: a moment, and no longer.
    pub(super) async fn settle(&mut self, generation: u64) -> Vec<Event> {
        let mut events = Vec::new();
        let all = async {
            while self.rings.values().any(|call| call.generation < generation) {
                match self.running.join_next().await {
                    Some(Ok(answer)) => events.extend(self.take(answer)),
                    Some(Err(error)) => events.extend(self.fail(&error)),
                    None => return,
                }
            }
        };
        // What is left after it is given up.
        let _ = timeout(SETTLED_WITHIN, all).await;
        events
    }

    fn take(&mut self, answer: Answer) -> Option<Event> {
        match answer {
            Answer::Final(Event::Ring { ring, .. }) if !self.rings.contains_key(&ring.id) => None,
            Answer::Final(event) => {
                if let Event::Ring { ring, .. } = &event {
                    self.rings.remove(&ring.id);
                }
                Some(event)
            }
            Answer::Lost(id) => {
                self.rings.remove(&id)?.task.abort();
                Some(Event::Tell(vec![(id, Delivery::Lost)]))
            }
            Answer::Late { id, server, rest } => {
                let first = !self.rings.values().any(|call| call.late);
                let call = self.rings.get_mut(&id)?;
                (call.late, call.task) = (true, self.running.spawn(rest));
                self.running.spawn(is_lost(server, id));
                let held = self.held.iter().filter(|_| first).map(|ring| ring.id);
                let slow = std::iter::once(id).chain(held).map(|id| (id, Delivery::TimedOut));
                Some(Event::Tell(slow.collect()))
            }
        }
    }

    /// What becomes of the ring whose call panicked. One that was given up has had its last word.
    fn fail(&mut self, error: &JoinError) -> Option<Event> {
        let (id, _) = self.rings.extract_if(|_, call| call.task.id() == error.id()).next()?;
        tracing::error!(%error, "a call to the notification server failed");
        Some(Event::Tell(vec![(id, Delivery::Refused)]))
    }

    /// Whether no ring is under way.
    pub(super) fn is_empty(&self) -> bool {
        self.rings.is_empty()
    }

    /// Gives up what was put to servers before this generation.
    pub(super) fn give_up(&mut self, generation: u64) -> Vec<Told> {
        let lost: Vec<_> = self.rings.extract_if(|_, call| call.generation < generation).collect();
        lost.into_iter()
            .map(|(id, call)| {
                call.task.abort();
                (id, Delivery::NoServer)
            })
            .collect()
    }
}

/// Ends when the server has answered another question and time enough has passed since. One that hangs answers none.
async fn is_lost(server: NotificationsProxy<'static>, id: RingId) -> Answer {
    // An error means that it is gone: then all is settled long before this ends.
    let _ = server.get_capabilities().await;
    tokio::time::sleep(OWES_AT_MOST).await;
    Answer::Lost(id)
}

async fn show(addressee: Addressee, generation: u64, known: Option<Capabilities>, ring: Ring) -> Answer {
    let mut can = known;
    let shown: zbus::Result<_> = async {
        let able = match known {
            Some(able) => able,
            // A server that is started on demand is started by this, and can be looked at then.
            None => *can.insert(Capabilities::of(&addressee.server).await?),
        };
        if ring.waits && addressee.is_hushed().await? {
            return Ok(Err(Delivery::Hidden(HushedBy::DoNotDisturb)));
        }
        Ok(Ok(put(&addressee.server, able, &ring).await?))
    }
    .await;
    let result = shown.unwrap_or_else(|error| {
        tracing::warn!(%error, "the notification server took no notification");
        Err(delivery_of(&error))
    });
    Answer::Final(Event::Ring { generation, ring: Box::new(ring), can, result })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_call_that_panics_is_the_rings_last_word_and_keeps_no_place() {
        let mut calls = Calls::default();
        let task = calls.running.spawn(async { panic!("on purpose") });
        calls.rings.insert(RingId(7), Call { generation: 0, late: true, task });
        let event = timeout(ANSWER_WITHIN, calls.next()).await.unwrap();
        let Event::Tell(told) = event else { panic!("another event") };
        assert_eq!(told, [(RingId(7), Delivery::Refused)]);
        assert!(calls.are_taken() && calls.is_empty());
    }
}
