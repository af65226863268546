//! Raising an event in a system of channels, streams or markets.

use std::collections::BTreeMap;

use anyhow::bail;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Control;
use crate::pusher::Closed;
use crate::system::System;
use crate::vera::Story;
use crate::{relay, shuriken, vera};

/// What is raised; which of these a server takes depends on its system.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Raised {
    /// An event of a name on a channel of Relay or of Shuriken's Pusher server.
    Channel {
        /// The channel.
        channel: String,
        /// The name of the event.
        event: String,
        /// What it carries.
        data: Value,
    },
    /// The payload of one of Shuriken's streams.
    Stream {
        /// The stream, as the catalogue names it.
        stream: String,
        /// Its filter.
        #[serde(default)]
        filter: BTreeMap<String, String>,
        /// The payload.
        data: Value,
    },
    /// A story of Vera's.
    Story {
        /// The story.
        story: Story,
    },
}

impl Raised {
    /// An event on a channel.
    #[must_use]
    pub fn channel(channel: &str, event: &str, data: Value) -> Self {
        Self::Channel { channel: channel.to_owned(), event: event.to_owned(), data }
    }

    /// A payload of a stream.
    #[must_use]
    pub fn stream(stream: &str, filter: &[(&str, &str)], data: Value) -> Self {
        let filter = filter.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self::Stream { stream: stream.to_owned(), filter, data }
    }
}

impl From<Story> for Raised {
    fn from(story: Story) -> Self {
        Self::Story { story }
    }
}

impl Control {
    /// Raises an event; how many sockets took it. Silently nobody is told, and it is found by who asks for what was
    /// missed.
    ///
    /// # Errors
    /// When the server's system has no such events.
    pub fn raise(&self, raised: impl Into<Raised>) -> anyhow::Result<usize> {
        let (shared, silent) = (&self.shared, self.silent);
        Ok(match (&shared.config.system, raised.into()) {
            (System::Relay(relay), Raised::Channel { channel, event, data }) => {
                relay::raise(shared, relay, (&channel, &event, &data), silent)
            }
            (System::Shuriken(shuriken), Raised::Channel { channel, event, data }) => {
                shuriken::raise_on_channel(shared, shuriken, (&channel, &event, &data), silent)
            }
            (System::Shuriken(shuriken), Raised::Stream { stream, filter, data }) => {
                shuriken::raise(shared, shuriken, (&stream, &filter, &data), silent)?
            }
            (System::Vera(_), Raised::Story { story }) => vera::raise(shared, story, silent),
            (_, raised) => bail!("this system has no such events: {raised:?}"),
        })
    }

    /// Lets nobody into channels whose name begins so: it is told on the channel with `data`, or without that as this
    /// server tells of a wrong signature.
    pub fn close_channels(&self, prefix: &str, data: Option<Value>, times: Option<u32>) {
        let closed = Closed { prefix: prefix.to_owned(), data, left: times };
        self.shared.update(|inner| inner.pusher.closed.push(closed));
    }
}
