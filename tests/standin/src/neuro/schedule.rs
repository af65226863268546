//! Schedule payloads. Types and statuses are text, so that a script can send unknown ones.

use serde::{Deserialize, Serialize};

/// One week's schedule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Schedule {
    /// ISO week year.
    pub year: i32,
    /// ISO week number of its Tuesday.
    pub week: u32,
    /// Tuesday to Monday; the Monday lies in the next ISO week.
    pub schedule: Vec<Entry>,
    /// `confirmed`, `auto_discord` or `auto_twitch`.
    pub status: String,
    /// Address of the picture.
    #[serde(default)]
    pub image_url: Option<String>,
}

/// One day of a schedule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// 0 is Sunday.
    pub day: u8,
    /// Unix milliseconds.
    pub time: i64,
    /// What is planned; may hold Discord markdown.
    pub message: String,
    /// `normal`, `offline`, `canceled`, `TBD` or `unknown`.
    pub r#type: String,
}
