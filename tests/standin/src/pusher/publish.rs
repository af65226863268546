//! An event for a channel.

use serde_json::Value;

use super::{Manner, frame, socket};
use crate::shared::Inner;
use crate::tell::Told;

/// An event to be published.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// The app in whose channel it is; none where apps share their channels.
    pub(crate) app: Option<String>,
    pub(crate) channel: String,
    pub(crate) event: String,
    pub(crate) data: Value,
    /// The socket that published it, which is not told.
    pub(crate) socket_id: Option<String>,
}

/// Sends an event to those in its channel; how many took it.
pub(crate) fn publish(inner: &mut Inner, manner: &Manner, event: &Event) -> usize {
    let text = frame::event(manner, &event.channel, &event.event, &event.data);
    let path = event.app.as_ref().map(|key| socket::path(key));
    let (channel, except) = (event.channel.clone(), event.socket_id.clone());
    let told = Told::new(&event.channel).text(text, move |_, connection| {
        path.as_ref().is_none_or(|path| *path == connection.path)
            && except.as_ref() != Some(&connection.session_id)
            && connection.subscriptions.contains(&channel)
    });
    inner.tell(told)
}
