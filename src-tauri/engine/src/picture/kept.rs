//! What was drawn lately.

use std::collections::VecDeque;

use swarmbell_protocols::time::Steady;

use super::{Drawn, PictureId, PictureSize};

/// All pictures together, in bytes: those of a window, and some that were looked at before.
const MAX_BYTES: usize = 2 << 20;

/// Entries at most; one of a picture that was not there has no bytes.
const MAX_ENTRIES: usize = 64;

/// Which picture, and how large.
pub(super) type Key = (PictureId, PictureSize);

/// Pictures by their names, the one used last at the end.
#[derive(Debug, Default)]
pub(super) struct Kept(VecDeque<Entry>);

#[derive(Debug)]
struct Entry {
    key: Key,
    /// `None` when there was none.
    drawn: Option<Drawn>,
    /// Until when it is not asked for again.
    until: Steady,
}

impl Kept {
    /// What was drawn, or that there was nothing, if that is still good.
    pub(super) fn get(&mut self, key: &Key, now: Steady) -> Option<Option<Drawn>> {
        self.0.retain(|entry| now < entry.until);
        let entry = self.take(key)?;
        let drawn = entry.drawn.clone();
        self.0.push_back(entry);
        Some(drawn)
    }

    /// Keeps a picture, or that there was none. What was not used for longest makes room.
    pub(super) fn put(&mut self, key: Key, drawn: Option<Drawn>, until: Steady) {
        self.take(&key);
        self.0.push_back(Entry { key, drawn, until });
        while self.0.len() > MAX_ENTRIES || self.bytes() > MAX_BYTES {
            self.0.pop_front();
        }
    }

    /// Whether nothing is kept.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.0 = VecDeque::new();
    }

    fn take(&mut self, key: &Key) -> Option<Entry> {
        let at = self.0.iter().position(|entry| entry.key == *key)?;
        self.0.remove(at)
    }

    fn bytes(&self) -> usize {
        self.0.iter().filter_map(|entry| entry.drawn.as_ref()).map(|drawn| drawn.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use swarmbell_protocols::picture::PictureAddress;

    use super::*;

    fn key(name: &str) -> Key {
        let address = PictureAddress::parse(&format!("https://a.example/{name}")).unwrap();
        (PictureId::of(&address), PictureSize::Narrow)
    }

    fn picture(bytes: usize) -> Option<Drawn> {
        Some(vec![0; bytes].into())
    }

    #[test]
    fn the_pictures_that_were_not_looked_at_for_longest_make_room() {
        let (mut kept, now) = (Kept::default(), Steady::default());
        let later = now.plus(Duration::from_secs(60));
        for name in ["a", "b", "c"] {
            kept.put(key(name), picture(MAX_BYTES / 3), later);
        }
        assert!(kept.get(&key("a"), now).is_some());
        kept.put(key("d"), picture(MAX_BYTES / 3), later);
        let there = ["a", "b", "c", "d"].map(|name| kept.get(&key(name), now).is_some());
        assert_eq!(there, [true, false, true, true]);
        assert!(kept.bytes() <= MAX_BYTES);
        for number in 0..1_000 {
            kept.put(key(&number.to_string()), None, later);
        }
        assert_eq!(kept.0.len(), MAX_ENTRIES);
    }

    #[test]
    fn a_picture_is_asked_for_anew_after_its_time() {
        let (mut kept, now) = (Kept::default(), Steady::default());
        let later = now.plus(Duration::from_secs(60));
        kept.put(key("a"), picture(3), later);
        kept.put(key("b"), None, later);
        let wide = (key("a").0, PictureSize::Wide);
        assert_eq!(kept.get(&wide, now), None);
        assert_eq!(kept.get(&key("a"), now), Some(picture(3)));
        assert_eq!(kept.get(&key("b"), now), Some(None));
        assert_eq!(kept.get(&key("a"), later), None);
        assert_eq!(kept.bytes(), 0);
    }
}
