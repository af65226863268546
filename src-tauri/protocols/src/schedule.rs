//! A published week of streams.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::picture::PictureAddress;
use crate::time::UnixMillis;

/// One week as it was published. Entries may reach into the next ISO week (contract neuro §2.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    /// ISO year.
    pub year: i32,
    /// ISO week number, 1–53.
    pub week: u32,
    /// In the order of the server; sort by `time` before showing.
    pub entries: Vec<Entry>,
    /// `false` when days may still be missing or change.
    pub is_final: bool,
    /// Where its picture is.
    #[serde(default)]
    pub picture: Option<PictureAddress>,
}

/// One planned stream. Trust `time`; the server's day number is a label only (contract neuro §2.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When it starts.
    pub time: UnixMillis,
    /// What is planned; may hold Discord markdown, untrusted.
    pub message: String,
    /// What sort of entry it is.
    pub kind: EntryKind,
}

/// The sort of an entry; values the contract does not name become `Unknown`.
///
/// New kinds go last: the order of the kinds is part of [`Week::content_hash`], which is stored, so a kind in
/// between would make every known week look changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntryKind {
    /// A stream is planned.
    Normal,
    /// No stream that day.
    Offline,
    /// It was planned and will not happen.
    Canceled,
    /// The time or the content is to be decided.
    Tbd,
    /// Not known, or a word this version does not know.
    Unknown,
}

impl Week {
    /// `2026/47`, the way a week is named in keys.
    pub fn name(&self) -> String {
        format!("{}/{}", self.year, self.week)
    }

    /// 16 hex digits that change when a time, a text or a kind does, and only then: neither the order of
    /// the entries nor the finality counts.
    pub fn content_hash(&self) -> String {
        let mut entries: Vec<_> =
            self.entries.iter().map(|entry| (entry.time, entry.message.as_str(), entry.kind)).collect();
        entries.sort_unstable();
        let mut hasher = Sha256::new();
        for (time, message, kind) in entries {
            hasher.update(time.0.to_be_bytes());
            hasher.update((message.len() as u64).to_be_bytes());
            hasher.update(message.as_bytes());
            hasher.update([kind as u8]);
        }
        hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(entries: &[(i64, &str, EntryKind)]) -> Week {
        let entries = entries
            .iter()
            .map(|(time, message, kind)| Entry {
                time: UnixMillis(*time),
                message: (*message).to_owned(),
                kind: *kind,
            })
            .collect();
        Week { year: 2026, week: 47, entries, is_final: false, picture: None }
    }

    #[test]
    fn the_order_and_the_finality_of_a_week_do_not_change_its_hash() {
        let one = week(&[(1, "a", EntryKind::Normal), (2, "b", EntryKind::Offline)]);
        let mut other = week(&[(2, "b", EntryKind::Offline), (1, "a", EntryKind::Normal)]);
        other.is_final = true;
        assert_eq!(one.content_hash(), other.content_hash());
        assert_eq!(one.content_hash().len(), 16);
    }

    #[test]
    fn the_hash_of_a_week_is_the_one_that_was_stored() {
        use EntryKind::{Canceled, Normal, Offline, Tbd, Unknown};
        let kinds = [Normal, Offline, Canceled, Tbd, Unknown];
        let entries: Vec<_> = kinds.into_iter().zip(1..).map(|(kind, time)| (time, "a", kind)).collect();
        assert_eq!(week(&entries).content_hash(), "bf8654dfb72f733e");
    }

    #[test]
    fn a_time_a_text_and_a_kind_each_change_the_hash_of_a_week() {
        let week_of = |time, message, kind| week(&[(time, message, kind)]).content_hash();
        let hash = week_of(1, "a", EntryKind::Normal);
        assert_ne!(hash, week_of(2, "a", EntryKind::Normal));
        assert_ne!(hash, week_of(1, "b", EntryKind::Normal));
        assert_ne!(hash, week_of(1, "a", EntryKind::Canceled));
    }
}
