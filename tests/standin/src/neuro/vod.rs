//! Recordings of streams that are over.

use chrono::DateTime;
use serde::Serialize;

use super::schedule::Schedule;
use super::stream::Live;

/// A recording.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Vod {
    /// Id of the recording, not of the stream.
    pub id: String,
    /// Id of the stream.
    pub stream_id: String,
    /// Title of the stream.
    pub title: String,
    /// Its page.
    pub url: String,
    /// `public`.
    pub viewable: String,
    /// `archive`.
    pub r#type: String,
    /// Language code.
    pub language: String,
    /// As in `2h21m20s`.
    pub duration: String,
    /// Views.
    pub view_count: u64,
    /// Unix milliseconds.
    pub created_at: i64,
    /// Unix milliseconds.
    pub published_at: i64,
    /// URL template with `%{width}` and `%{height}`.
    pub thumbnail_url: String,
}

impl Vod {
    /// The recording of a stream that ended now.
    pub(crate) fn of(live: &Live, now_ms: i64) -> Self {
        let seconds = now_ms.saturating_sub(live.started_at).max(0) / 1000;
        Self::new(&live.id, &live.title, &live.language, live.started_at, seconds)
    }

    /// The recordings of what a schedule had planned for the time before now, newest first.
    pub(crate) fn of_week(schedule: &Schedule, now_ms: i64) -> Vec<Self> {
        // Nothing runs longer than this here, so what began earlier is over.
        const LONGEST_MS: i64 = 4 * 3_600_000;
        let held = |entry: &&super::Entry| entry.r#type == "normal" && entry.time + LONGEST_MS < now_ms;
        let past = schedule.schedule.iter().rev().filter(held);
        past.map(|entry| {
            let day = entry.time / 86_400_000;
            let seconds = 7_200 + day * 977 % 5_400;
            let stream_id = format!("411{:09}", entry.time / 1000 % 1_000_000_000);
            Self::new(&stream_id, &entry.message, "en", entry.time, seconds)
        })
        .collect()
    }

    fn new(stream_id: &str, title: &str, language: &str, began_ms: i64, seconds: i64) -> Self {
        let id = format!("26{:08}", began_ms / 1000 % 100_000_000);
        Self {
            url: format!("https://www.twitch.tv/videos/{id}"),
            thumbnail_url: format!(
                "https://static-cdn.example.net/vods/{id}/thumb0-%{{width}}x%{{height}}.jpg"
            ),
            id,
            stream_id: stream_id.to_owned(),
            title: title.to_owned(),
            viewable: "public".to_owned(),
            r#type: "archive".to_owned(),
            language: language.to_owned(),
            duration: duration(seconds),
            view_count: 40_000 + seconds.unsigned_abs() % 20_000,
            created_at: began_ms,
            published_at: began_ms,
        }
    }
}

/// As in `2h21m20s`; hours and minutes only from the first one on.
fn duration(seconds: i64) -> String {
    let text = DateTime::from_timestamp(seconds, 0).map(|time| time.format("%Mm%Ss").to_string());
    let text = text.unwrap_or_default();
    match (seconds / 3600, seconds / 60) {
        (0, 0) => format!("{seconds}s"),
        (0, _) => text.trim_start_matches('0').to_owned(),
        (hours, _) => format!("{hours}h{text}"),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn durations_are_written_as_twitch_writes_them() {
        for (seconds, text) in
            [(7, "7s"), (67, "1m07s"), (607, "10m07s"), (8480, "2h21m20s"), (90_000, "25h00m00s")]
        {
            assert_eq!(super::duration(seconds), text);
        }
    }
}
