//! Telling of an event: one text, or one for each kind of listener, and telling of it again.

use std::collections::HashSet;
use std::sync::Arc;

use crate::shared::Inner;
use crate::socket::Order;
use crate::state::Connection;

/// Decides which sockets a text is for.
type Audience = Arc<dyn Fn(&Inner, &Connection) -> bool + Send + Sync>;

/// An event as it is sent, kept to be sent again.
#[derive(Clone)]
pub(crate) struct Told {
    /// What the log calls it: its type or its channel.
    label: String,
    texts: Vec<(String, Audience)>,
}

impl Told {
    pub(crate) fn new(label: &str) -> Self {
        Self { label: label.to_owned(), texts: Vec::new() }
    }

    /// Adds a text and whom it is for.
    pub(crate) fn text(
        mut self,
        text: String,
        audience: impl Fn(&Inner, &Connection) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.texts.push((text, Arc::new(audience)));
        self
    }
}

impl Inner {
    /// Sends an event to those it is for; how many took it.
    pub(crate) fn tell(&mut self, told: Told) -> usize {
        let taken = self.send(&told);
        self.last_event = Some(told);
        taken
    }

    /// Sends the last event once more, byte for byte, to those it would be for now; how many took it.
    pub(crate) fn tell_again(&mut self) -> Option<usize> {
        let told = self.last_event.clone()?;
        Some(self.send(&told))
    }

    fn send(&mut self, told: &Told) -> usize {
        told.texts.iter().map(|(text, audience)| self.send_text(&told.label, text, audience)).sum()
    }

    fn send_text(&mut self, label: &str, text: &str, audience: &Audience) -> usize {
        let open = self.state.connections.iter();
        let chosen: HashSet<u64> =
            open.filter(|connection| audience(self, connection)).map(|connection| connection.id).collect();
        let order = Order::Text { text: text.to_owned(), event_type: Some(label.to_owned()) };
        self.order(&order, |connection| chosen.contains(&connection.id))
    }
}
