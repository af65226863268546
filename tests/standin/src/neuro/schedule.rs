//! Schedule payloads. Types and statuses are text, so that a script can send unknown ones.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::version::Version;

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

impl Schedule {
    /// How a version tells of it.
    pub(crate) fn told(&self, version: Version) -> Value {
        let Self { year, week, schedule, status, image_url } = self;
        match version {
            Version::V1 => {
                let is_final = status == "confirmed";
                json!({ "year": year, "week": week, "schedule": schedule, "isFinal": is_final })
            }
            Version::V2 => json!({
                "year": year,
                "week": week,
                "schedule": schedule,
                "status": status,
                "imageUrl": image_url,
            }),
        }
    }
}
