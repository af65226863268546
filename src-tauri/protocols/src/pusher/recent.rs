//! What was heard a moment ago, by its content.
//!
//! A publication carries no id over the socket. What the server sends again after a reconnect looks like the first
//! time, and in its history the same thing has a time of the server's own clock (contract relay §3.9).

use std::collections::VecDeque;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::event::EventKey;
use crate::time::UnixMillis;

/// The same content within this time is the same thing told twice.
const SAME_WITHIN: Duration = Duration::from_secs(60);

/// More contents are not remembered; the server's history holds 100 of a channel.
const REMEMBERED: usize = 1_000;

/// Of these, so many of the newest are kept for the next start.
const KEPT: usize = 200;

/// The last contents, each with when it was first heard.
#[derive(Debug, Default)]
pub(crate) struct Recent(VecDeque<Heard>);

#[derive(Debug, Serialize, Deserialize)]
struct Heard {
    content: String,
    at: UnixMillis,
    key: EventKey,
}

impl Recent {
    /// Goes on from what was kept; from nothing where that is nothing we wrote.
    pub(crate) fn from_kept(text: Option<&str>) -> Self {
        let kept = text.and_then(|text| serde_json::from_str::<VecDeque<Heard>>(text).ok());
        Self(kept.unwrap_or_default())
    }

    /// What is kept for the next start.
    pub(crate) fn kept(&self) -> String {
        let newest: Vec<&Heard> = self.0.iter().skip(self.0.len().saturating_sub(KEPT)).collect();
        serde_json::to_string(&newest).unwrap_or_default()
    }

    /// The key of something published at that time: that of the same thing, if it was heard before.
    pub(crate) fn key(&mut self, channel: &str, event: &str, data: &Value, at: UnixMillis) -> EventKey {
        let content = content(channel, event, data);
        let same = |heard: &&Heard| heard.content == content && apart(heard.at, at) <= SAME_WITHIN;
        if let Some(heard) = self.0.iter().rev().find(same) {
            return heard.key.clone();
        }
        let window = i64::try_from(SAME_WITHIN.as_millis()).unwrap_or(i64::MAX);
        // Who starts anew and reads the history finds the same window again, as far as the clocks agree.
        let key = EventKey(format!("{content}:{}", at.0.div_euclid(window)));
        if self.0.len() >= REMEMBERED {
            self.0.pop_front();
        }
        self.0.push_back(Heard { content, at, key: key.clone() });
        key
    }
}

fn apart(one: UnixMillis, other: UnixMillis) -> Duration {
    one.since(other).max(other.since(one))
}

fn content(channel: &str, event: &str, data: &Value) -> String {
    let hash = Sha256::digest(json!([channel, event, data]).to_string());
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(recent: &mut Recent, at: i64) -> EventKey {
        recent.key("builds", "done", &json!({"build": 7}), UnixMillis(at))
    }

    #[test]
    fn the_same_content_within_a_minute_is_one_thing_and_later_another() {
        let mut recent = Recent::default();
        let first = key(&mut recent, 59_000);
        assert_eq!(key(&mut recent, 61_000), first);
        assert_eq!(key(&mut recent, 10_000), first, "the server's clock is behind");
        assert_eq!(key(&mut recent, 119_000), first);
        assert_ne!(key(&mut recent, 119_001), first, "counted from the first, not from the last");
    }

    #[test]
    fn what_was_kept_is_known_again_whatever_the_clocks_say() {
        let mut recent = Recent::default();
        let first = key(&mut recent, 61_000);
        let mut again = Recent::from_kept(Some(&recent.kept()));
        assert_eq!(key(&mut again, 59_000), first);
        for text in ["", "{}", "[1]", r#"[{"content":"x"}]"#] {
            assert_ne!(key(&mut Recent::from_kept(Some(text)), 59_000), first, "{text}");
        }
    }

    #[test]
    fn another_channel_name_or_content_is_another_thing() {
        let mut recent = Recent::default();
        let at = UnixMillis(1_000);
        let keys = [
            recent.key("a", "b", &json!("c"), at),
            recent.key("a", "b", &json!("d"), at),
            recent.key("a", "d", &json!("c"), at),
            recent.key("d", "b", &json!("c"), at),
            recent.key("ab", "", &json!("c"), at),
        ];
        let different: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!(different.len(), keys.len());
    }

    #[test]
    fn no_more_contents_are_remembered_than_make_sense() {
        let mut recent = Recent::default();
        for n in 0..3_000 {
            recent.key("a", "b", &json!(n), UnixMillis(0));
        }
        assert_eq!(recent.0.len(), REMEMBERED);
    }
}
