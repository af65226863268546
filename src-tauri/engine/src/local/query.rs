//! What the window asks page by page: the snapshot holds only what it always shows.

use serde::{Deserialize, Serialize};
use swarmbell_protocols::ask::{Cursor, Search};
use swarmbell_protocols::schedule::EntryKind;
use ts_rs::TS;

use crate::picture::{PictureId, PictureSize};
use crate::schedule::Who;
use crate::schedule::filter::Filter;
use crate::settings::SourceId;

/// A question of the window. Answered by a [`Page`](crate::view::Page), or by a sentence why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "query", rename_all = "snake_case")]
pub enum Query {
    /// Which weeks of the schedule are there?
    Weeks {
        /// Where the answer is looked for.
        reach: Reach,
    },
    /// How is one week planned?
    Week {
        /// ISO year.
        year: i32,
        /// ISO week number.
        week: u32,
        /// Where the answer is looked for.
        reach: Reach,
    },
    /// Where does the schedule speak of something?
    Search {
        /// Of what.
        search: SearchFor,
        /// Where the answer is looked for.
        reach: Reach,
    },
    /// What happened?
    Activity {
        /// Before this row; without it the newest.
        #[ts(type = "number | null")]
        before: Option<i64>,
        /// Of this source only.
        #[ts(type = "string | null")]
        source: Option<SourceId>,
        /// What rang, or what did not; both without it.
        rang: Option<bool>,
    },
    /// When were streams about development? Searches know it from then on; answered by
    /// [`Answer::Done`](super::Answer::Done).
    Devstreams,
    /// What does a picture look like?
    Picture {
        /// Its name, from a snapshot or a page.
        #[ts(type = "string")]
        id: PictureId,
        /// How large it is to be.
        size: PictureSize,
    },
}

/// Where an answer is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// In what the bell remembers: at once, perhaps old.
    Kept,
    /// At the server.
    Server,
}

/// What is looked for in the schedule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchFor {
    /// The text.
    pub text: String,
    /// Only this year.
    pub year: Option<i32>,
    /// Only this sort of entry.
    #[ts(type = "\"normal\" | \"offline\" | \"canceled\" | \"tbd\" | \"unknown\" | null")]
    pub kind: Option<EntryKind>,
    /// Only those about this one, whatever their text; then it may be a short one, or none.
    #[serde(default)]
    pub who: Option<Who>,
    /// Only streams about development; the same.
    #[serde(default)]
    pub devstreams: bool,
    /// None that is over.
    #[serde(default)]
    pub ahead: bool,
    /// None that contains this text; an empty one leaves nothing out.
    #[serde(default)]
    pub without: String,
    /// Where the page before ended: a year and a week, copied from there.
    pub after: Option<(i32, u32)>,
}

/// The server takes shorter texts as no question (contract neuro §2).
const SHORTEST: usize = 3;

impl SearchFor {
    /// What is looked for in what the bell remembers, and what is left out of it.
    pub fn in_memory(self) -> (Search, Filter) {
        let filter = Filter { who: self.who, ahead: self.ahead, without: self.without, with: String::new() };
        let search = Search {
            text: self.text.trim().to_owned(),
            year: self.year,
            kind: self.kind,
            oldest_first: false,
            after: self.after.map(|(year, week)| Cursor { year, week }),
        };
        (search, filter)
    }

    /// What the server is asked for, and what is left out of its answer. Where the text is too short for it, it is asked
    /// for whom the streams are about.
    pub fn at_server(self) -> (Search, Filter) {
        let (search, filter) = self.in_memory();
        match filter.who {
            Some(who) if search.text.chars().count() < SHORTEST => {
                let with = search.text;
                (Search { text: who.word().to_owned(), ..search }, Filter { with, ..filter })
            }
            _ => (search, filter),
        }
    }
}
