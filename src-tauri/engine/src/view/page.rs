//! The answers to what the window asks page by page.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::WeekView;

/// An answer to a [`Query`](crate::local::Query).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "page", rename_all = "snake_case")]
pub enum Page {
    /// The weeks of the schedule there are, by ISO year.
    Weeks {
        /// Them.
        years: BTreeMap<i32, BTreeSet<u32>>,
    },
    /// One week.
    Week {
        /// It; `null` when nothing is known of it.
        week: Option<WeekView>,
    },
    /// What was found in the schedule.
    Hits {
        /// Weeks with the entries that match, in the order to show them.
        weeks: Vec<WeekView>,
        /// Where the next page begins; `null` after the last one.
        next: Option<(i32, u32)>,
    },
    /// What happened.
    Activity {
        /// Newest first.
        rows: Vec<ActivityRow>,
        /// Before which row the next page begins; `null` after the last one.
        #[ts(type = "number | null")]
        next: Option<i64>,
    },
    /// A picture.
    Picture {
        /// A JPEG of at most 600 KiB, in the letters of base64.
        jpeg: String,
    },
    /// The server takes no question of this kind for a while.
    Later {
        /// For so many seconds.
        #[ts(type = "number")]
        seconds: u64,
    },
}

/// Something that happened, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityRow {
    /// Names it.
    #[ts(type = "number")]
    pub id: i64,
    /// The name of the source that told it.
    pub source: String,
    /// The wire name of its kind.
    pub event_type: String,
    /// When it happened, in ms since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// When that was decided what [`Self::verdict`] says, in ms since 1970.
    #[ts(type = "number | null")]
    pub decided_at: Option<i64>,
    /// What its ring says, or would have said.
    pub title: String,
    /// The second line of that; may be empty.
    pub body: String,
    /// What became of it, in words; empty when nothing was decided.
    pub verdict: String,
    /// Whether it rang.
    pub rang: bool,
    /// Whether a click leads anywhere.
    pub leads: bool,
}
