//! Orders on their way to a link. Giving one never waits, and nothing piles up: of what is wanted only the
//! newest counts, and a question asked twice is one question.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use swarmbell_protocols::adapter::Ask;
use swarmbell_protocols::adapter::Subscription;
use tokio::sync::watch;

use super::LinkOrder;

/// Questions that may wait; a link answers its mail within microseconds.
const MAX_ASKS: usize = 32;

/// The sending end. Dropping it ends the link.
#[derive(Debug)]
pub(super) struct Outbox {
    orders: Arc<Mutex<Orders>>,
    flag: watch::Sender<()>,
}

/// The receiving end.
#[derive(Debug)]
pub(super) struct Inbox {
    orders: Arc<Mutex<Orders>>,
    flag: watch::Receiver<()>,
}

/// Everything ordered since the last look.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Orders {
    pub(super) wanted: Option<BTreeSet<Subscription>>,
    pub(super) asks: Vec<Ask>,
    pub(super) woke: bool,
    pub(super) network_changed: bool,
    pub(super) retry_now: bool,
}

/// The sending end is gone.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Gone;

pub(super) fn mailbox() -> (Outbox, Inbox) {
    let orders = Arc::<Mutex<Orders>>::default();
    let (flag, flagged) = watch::channel(());
    (Outbox { orders: Arc::clone(&orders), flag }, Inbox { orders, flag: flagged })
}

impl Outbox {
    pub(super) fn put(&self, order: LinkOrder) {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner).add(order);
        self.flag.send_replace(());
    }
}

impl Inbox {
    /// Waits for orders. Cancel safe.
    pub(super) async fn next(&mut self) -> Result<Orders, Gone> {
        self.flag.changed().await.map_err(|_| Gone)?;
        Ok(self.take())
    }

    /// What has been ordered by now.
    pub(super) fn take(&self) -> Orders {
        std::mem::take(&mut *self.orders.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns when the sending end is gone; orders stay.
    pub(super) async fn gone(&self) {
        let mut flag = self.flag.clone();
        while flag.changed().await.is_ok() {}
    }
}

impl Orders {
    fn add(&mut self, order: LinkOrder) {
        match order {
            LinkOrder::Wanted(wanted) => self.wanted = Some(wanted),
            LinkOrder::Ask(ask) if self.asks.contains(&ask) => {}
            LinkOrder::Ask(_) if self.asks.len() >= MAX_ASKS => {
                tracing::warn!("a question was dropped: too many wait");
            }
            LinkOrder::Ask(ask) => self.asks.push(ask),
            LinkOrder::Woke => self.woke = true,
            LinkOrder::NetworkChanged => self.network_changed = true,
            LinkOrder::RetryNow => self.retry_now = true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn of_what_is_wanted_only_the_newest_counts() {
        let (outbox, mut inbox) = mailbox();
        let newest = BTreeSet::from([Subscription::from("b")]);
        outbox.put(LinkOrder::Wanted(BTreeSet::from([Subscription::from("a")])));
        outbox.put(LinkOrder::Wanted(newest.clone()));
        outbox.put(LinkOrder::Woke);
        let orders = inbox.next().await.unwrap();
        assert_eq!(orders, Orders { wanted: Some(newest), woke: true, ..Orders::default() });
    }

    #[tokio::test]
    async fn a_question_asked_a_thousand_times_is_one_question() {
        let (outbox, inbox) = mailbox();
        for _ in 0..1_000 {
            outbox.put(LinkOrder::Ask(Ask::Present));
        }
        for week in 0..1_000 {
            outbox.put(LinkOrder::Ask(Ask::Week { year: 2026, week }));
        }
        let asks = inbox.take().asks;
        assert_eq!(asks.len(), MAX_ASKS);
        assert_eq!(asks[0], Ask::Present);
    }

    #[tokio::test]
    async fn the_receiving_end_learns_that_the_sending_end_is_gone() {
        let (outbox, mut inbox) = mailbox();
        drop(outbox);
        assert_eq!(inbox.next().await, Err(Gone));
        inbox.gone().await;
    }
}
