//! What can be asked of a source, and what it answers: how things are.

pub mod channels;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::news::Subathon;
use crate::schedule::{EntryKind, Week};
use crate::stream::Recording;
use crate::time::UnixMillis;
use crate::web::WebAddress;

/// What somebody wants to know. Answered by a [`Snapshot`], or by `Unanswered` with the same question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ask {
    /// Everything about the present, once.
    Present,
    /// One week of the schedule.
    Week {
        /// ISO year.
        year: i32,
        /// ISO week number.
        week: u32,
    },
    /// Which weeks there are.
    Weeks,
    /// One page of a search through the schedule.
    Search(Search),
    /// The picture of one week.
    Picture {
        /// ISO year.
        year: i32,
        /// ISO week number.
        week: u32,
    },
    /// When the next streams about development are.
    DevstreamTimes,
    /// The streams that can be watched again.
    Recordings,
    /// The recording of one stream.
    Recording {
        /// The stream's id.
        stream_id: String,
    },
    /// The subathons of one year; of none, those that go on.
    Subathons {
        /// The year.
        year: Option<i32>,
    },
    /// The years that had a subathon.
    SubathonYears,
    /// What was lately published in a feed.
    Feed(Feed),
    /// Something about channels.
    Channels(channels::Question),
}

/// Names a feed of a source: things are published in it, and seen or not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "feed", rename_all = "snake_case")]
pub enum Feed {
    /// The goals of the subathons that go on.
    Subathon,
    /// The articles of the blog.
    Blog,
    /// The posts of one account.
    Posts {
        /// The account's name.
        user: String,
    },
}

/// A search through the schedule.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Search {
    /// What to look for; the server wants three characters at least.
    pub text: String,
    /// Only this year.
    pub year: Option<i32>,
    /// Only this sort of entry.
    pub kind: Option<EntryKind>,
    /// Oldest first.
    pub oldest_first: bool,
    /// Where the page before ended; copied from there.
    pub after: Option<Cursor>,
}

/// Where a page of results ends: an opaque pair (contract neuro §2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cursor {
    /// Its year.
    pub year: i32,
    /// Its week.
    pub week: u32,
}

/// A week in which something was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// The server's names of the days with matching entries, 0 = Sunday; labels only.
    pub days: BTreeSet<u8>,
    /// The week, perhaps with the matching entries only.
    pub week: Week,
}

/// How things are, as the answer to a request told.
#[derive(Debug, Clone, PartialEq)]
pub enum Snapshot {
    /// On the air with this stream (told as the event its start would have been), or not at all.
    Live(Option<Box<Event>>),
    /// The week published last, as the event its publication would have been.
    Latest(Box<Event>),
    /// A week that was asked for; `None` when the server has none.
    Week {
        /// ISO year.
        year: i32,
        /// ISO week number.
        week: u32,
        /// The week, if there is one.
        found: Option<Week>,
    },
    /// All weeks the server has, by ISO year.
    Weeks(BTreeMap<i32, BTreeSet<u32>>),
    /// A page of results.
    Found {
        /// What was looked for.
        search: Search,
        /// In the server's order.
        hits: Vec<Hit>,
        /// Where the next page begins; `None` after the last one.
        next: Option<Cursor>,
    },
    /// Where the picture of a week is; `None` when there is none.
    Picture {
        /// ISO year.
        year: i32,
        /// ISO week number.
        week: u32,
        /// Its address.
        found: Option<WebAddress>,
    },
    /// When the next streams about development are.
    DevstreamTimes(Vec<UnixMillis>),
    /// Streams that can be watched again, in the server's order.
    Recordings(Vec<Recording>),
    /// The recording of one stream, if there is one.
    Recording {
        /// The stream's id.
        stream_id: String,
        /// The recording.
        found: Option<Recording>,
    },
    /// Subathons.
    Subathons {
        /// Of this year; `None`: those that go on.
        year: Option<i32>,
        /// Them, if any.
        found: Vec<Subathon>,
    },
    /// The years that had a subathon, with its name.
    SubathonYears(BTreeMap<i32, String>),
    /// What was lately published in a feed, each told as the event it would have been.
    Feed {
        /// Which feed.
        feed: Feed,
        /// The events, oldest first.
        events: Vec<Event>,
    },
    /// What is known of the interface that is spoken.
    Api(Api),
    /// How things are with channels.
    Channels(channels::Answer),
}

/// The interface of a server, and how long it lasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Api {
    /// The version that is spoken, such as `v2`.
    pub version: &'static str,
    /// What the server says of that version.
    pub standing: Standing,
    /// When that version ends, as far as the server says.
    pub sunset: Option<UnixMillis>,
    /// The newest version the server speaks, as far as it says.
    pub newest: Option<String>,
}

/// What a server says of a version of its interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It goes on.
    Current,
    /// It will end.
    Deprecated,
    /// It has ended.
    Removed,
}
