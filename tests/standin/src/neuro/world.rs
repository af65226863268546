//! What is true at the moment in this system.

use std::collections::{BTreeSet, HashMap};

use super::schedule::Schedule;
use super::stream::Live;
use super::weeks::Weeks;

/// Tokens, stream, schedules, request counters.
pub(crate) struct World {
    tokens: BTreeSet<String>,
    pub(crate) live: Option<Live>,
    pub(crate) weeks: Weeks,
    pub(crate) active_subathon: bool,
    windows: HashMap<String, Window>,
    streams_begun: i64,
}

/// Requests counted since a moment.
struct Window {
    began_ns: u64,
    requests: u32,
}

impl World {
    pub(crate) fn new(seed: u64, tokens: &[String]) -> Self {
        Self {
            tokens: tokens.iter().cloned().collect(),
            live: None,
            weeks: Weeks::new(seed),
            active_subathon: false,
            windows: HashMap::new(),
            streams_begun: 0,
        }
    }

    pub(crate) fn accepts(&self, token: &str) -> bool {
        self.tokens.contains(token)
    }

    pub(crate) fn accept(&mut self, token: &str) {
        self.tokens.insert(token.to_owned());
    }

    pub(crate) fn revoke(&mut self, token: &str) {
        self.tokens.remove(token);
    }

    /// Counts one request; whether it is still within the limit of its window.
    pub(crate) fn count(&mut self, key: String, limit: u32, now_ns: u64, window_ns: u64) -> bool {
        let window = self.windows.entry(key).or_insert(Window { began_ns: now_ns, requests: 0 });
        if now_ns.saturating_sub(window.began_ns) >= window_ns {
            *window = Window { began_ns: now_ns, requests: 0 };
        }
        window.requests = window.requests.saturating_add(1);
        window.requests <= limit
    }

    /// A stream id no other stream of this server had, of the length Twitch uses.
    pub(crate) fn new_stream_id(&mut self, now_ms: i64) -> String {
        self.streams_begun += 1;
        let second = now_ms.div_euclid(1000).rem_euclid(1_000_000_000);
        format!("412{:09}", (second + self.streams_begun).rem_euclid(1_000_000_000))
    }

    /// The last published week.
    pub(crate) fn latest(&self, now_ms: i64) -> Option<Schedule> {
        self.weeks.latest(now_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::World;

    #[test]
    fn a_new_window_begins_when_the_old_one_is_over() {
        let mut world = World::new(1, &[]);
        let mut ask = |at_ns| world.count("somebody".to_owned(), 2, at_ns, 60);
        assert_eq!([ask(10), ask(20), ask(69)], [true, true, false]);
        assert_eq!([ask(70), ask(129), ask(129)], [true, true, false]);
    }

    #[test]
    fn callers_are_counted_apart() {
        let mut world = World::new(1, &[]);
        assert!(world.count("one".to_owned(), 1, 0, 60));
        assert!(world.count("two".to_owned(), 1, 0, 60));
        assert!(!world.count("one".to_owned(), 1, 0, 60));
    }
}
