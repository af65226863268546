//! What can be asked of a server whose events are published into channels, and what it answers.

use std::collections::BTreeMap;

use crate::event::Event;
use crate::fault::Fault;
use crate::time::UnixMillis;

/// What somebody wants to know, or wants published. Answered by an [`Answer`] of the same name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Publish these, together where there are several.
    Publish(Vec<Message>),
    /// Which channels somebody listens to.
    Channels,
    /// How one channel is.
    Channel {
        /// Its name.
        name: String,
    },
    /// Who is in a presence channel.
    Members {
        /// Its name.
        channel: String,
    },
    /// What was published.
    History {
        /// In this channel; in any, without one.
        channel: Option<String>,
        /// Where the page before ended; copied from there.
        after: Option<String>,
    },
    /// What was published lately, without saying what it said.
    Log,
    /// Figures.
    Stats(Scope),
    /// Whether the server is well.
    Health,
    /// What can be subscribed to.
    Catalogue,
}

/// Something to publish.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// Where.
    pub channel: String,
    /// Under which name.
    pub event: String,
    /// What it says; JSON as text, which servers pass on as it is.
    pub data: String,
}

/// What figures are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The server.
    Server,
    /// The app.
    App,
    /// What was delivered, and how fast.
    Deliveries,
}

/// How things are.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The server took these; it does not say that anybody got them.
    Published(Vec<Message>),
    /// The channels somebody listens to, by name.
    Channels(BTreeMap<String, Occupation>),
    /// One channel.
    Channel {
        /// Its name.
        name: String,
        /// Nothing when nobody listens.
        found: Option<Occupation>,
    },
    /// Who is in a presence channel: asked for, or told because it changed.
    Members {
        /// Its name.
        channel: String,
        /// Them, by id.
        members: Vec<Member>,
    },
    /// What was published, each as the event it was.
    History {
        /// In which channel.
        channel: Option<String>,
        /// Where the page before ended.
        after: Option<String>,
        /// The events, oldest first.
        events: Vec<Event>,
        /// Where the next, older page begins; `None` after the last one.
        next: Option<String>,
    },
    /// What was published lately, newest first.
    Log(Vec<Logged>),
    /// Figures, by the server's names.
    Stats {
        /// What they are about.
        scope: Scope,
        /// Those it told.
        figures: BTreeMap<&'static str, u64>,
    },
    /// The server is well.
    Health,
    /// What can be subscribed to.
    Catalogue(Vec<Offer>),
    /// A channel is subscribed, or was not. Not asked for: it is told whenever that is found out.
    Subscription {
        /// Its name.
        channel: String,
        /// Why not.
        failed: Option<Fault>,
    },
}

/// Who listens to a channel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Occupation {
    /// Connections that listen.
    pub subscriptions: Option<u64>,
    /// People, where the server knows them.
    pub users: Option<u64>,
}

/// Something that can be subscribed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its id, the first part of a subscription's name.
    pub id: String,
    /// It tells of the user's own affairs, rather than of what everybody may know.
    pub personal: bool,
    /// What narrows it down, the other part of a subscription's name.
    pub filters: Vec<Filter>,
}

/// What narrows a subscription down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Its name.
    pub name: String,
    /// Nothing is subscribed without it.
    pub required: bool,
    /// What it is, in a few words.
    pub description: Option<String>,
}

/// Somebody in a presence channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its id.
    pub id: String,
    /// The name it gave.
    pub name: Option<String>,
}

/// One line of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// When.
    pub at: UnixMillis,
    /// Where.
    pub channel: String,
    /// What.
    pub event: String,
}
