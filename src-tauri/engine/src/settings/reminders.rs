//! The planned streams that somebody asked to be reminded of.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use swarmbell_protocols::schedule::Entry;
use swarmbell_protocols::time::UnixMillis;
use swarmbell_words::say;

use crate::ring::plain;

/// A planned stream, by what tells it from others: its moment, and its words without marks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Planned {
    time: UnixMillis,
    text: String,
}

/// The planned streams that somebody asked to be reminded of. Bounded, and those that began are forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "BTreeSet<Planned>", into = "BTreeSet<Planned>")]
pub struct Reminders(BTreeSet<Planned>);

/// Nobody needs so many reminders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", say!("remind-many", most = Reminders::MOST))]
pub struct RemindersError;

impl Reminders {
    /// Reminders at most.
    pub const MOST: usize = 100;

    /// Whether somebody asked to be reminded of this entry.
    pub fn contains(&self, entry: &Entry) -> bool {
        // Most have none: the words of an entry need not be looked at.
        !self.0.is_empty() && self.0.contains(&Planned::of(entry))
    }

    /// Takes up an entry.
    pub fn add(&mut self, entry: &Entry) -> Result<(), RemindersError> {
        self.0.insert(Planned::of(entry));
        if self.0.len() > Self::MOST {
            self.remove(entry);
            return Err(RemindersError);
        }
        Ok(())
    }

    /// Gives an entry up. Whether it was there.
    pub fn remove(&mut self, entry: &Entry) -> bool {
        self.0.remove(&Planned::of(entry))
    }

    /// Goes along with what was moved or renamed, each from the one to the other. Whether that was something here.
    pub fn follow<'a>(&mut self, moves: impl IntoIterator<Item = (&'a Entry, &'a Entry)>) -> bool {
        // All are taken away first: one may move to where another was.
        let moved: Vec<&Entry> =
            moves.into_iter().filter(|(before, _)| self.remove(before)).map(|(_, after)| after).collect();
        moved.iter().for_each(|after| {
            self.0.insert(Planned::of(after));
        });
        !moved.is_empty()
    }

    /// Forgets what has begun. Whether that was anything.
    pub fn forget_begun(&mut self, now: UnixMillis) -> bool {
        let before = self.0.len();
        self.0.retain(|planned| planned.time > now);
        self.0.len() < before
    }
}

impl Planned {
    fn of(entry: &Entry) -> Self {
        Self { time: entry.time, text: plain(&entry.message) }
    }
}

impl TryFrom<BTreeSet<Planned>> for Reminders {
    type Error = RemindersError;

    fn try_from(planned: BTreeSet<Planned>) -> Result<Self, Self::Error> {
        if planned.len() > Self::MOST { Err(RemindersError) } else { Ok(Self(planned)) }
    }
}

impl From<Reminders> for BTreeSet<Planned> {
    fn from(reminders: Reminders) -> Self {
        reminders.0
    }
}

#[cfg(test)]
mod tests {
    use swarmbell_protocols::schedule::EntryKind;

    use super::*;

    fn entry(time: i64, message: &str) -> Entry {
        Entry { time: UnixMillis(time), message: message.into(), kind: EntryKind::Normal }
    }

    #[test]
    fn a_reminder_goes_along_with_its_entry_also_to_where_another_was() {
        let (one, two, three) = (entry(1, "a"), entry(2, "a"), entry(3, "b"));
        let mut reminders = Reminders::default();
        reminders.add(&one).unwrap();
        reminders.add(&two).unwrap();
        assert!(reminders.follow([(&one, &two), (&two, &three)]));
        assert!(
            !reminders.contains(&one) && reminders.contains(&entry(2, "**a**")) && reminders.contains(&three)
        );
        assert!(!reminders.follow([(&one, &two)]));
        assert!(reminders.forget_begun(UnixMillis(2)) && !reminders.forget_begun(UnixMillis(2)));
        assert!(!reminders.contains(&two) && reminders.contains(&three));
    }

    #[test]
    fn reminders_are_bounded_and_come_back_as_they_were_saved() {
        let mut reminders = Reminders::default();
        for time in 0..100 {
            reminders.add(&entry(time, "x")).unwrap();
        }
        reminders.add(&entry(7, "x")).unwrap();
        assert_eq!(reminders.add(&entry(100, "x")), Err(RemindersError));
        assert!(!reminders.contains(&entry(100, "x")));
        let text = serde_json::to_string(&reminders).unwrap();
        assert_eq!(serde_json::from_str::<Reminders>(&text).unwrap(), reminders);
    }
}
