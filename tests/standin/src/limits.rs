//! Rate limits. Each system names its own and says what is documented of them.

use std::collections::HashMap;

const SECOND_NS: u64 = 1_000_000_000;

/// The limits of a system: name, requests, seconds.
pub(crate) type Documented = &'static [(&'static str, u32, u64)];

/// How many requests fit into which time.
#[derive(Clone, Copy)]
struct Figures {
    requests: u32,
    window_ns: u64,
}

/// The figures, and the requests counted so far.
pub(crate) struct Limits {
    on: bool,
    figures: HashMap<&'static str, Figures>,
    windows: HashMap<Scope, Window>,
}

/// What is counted together: requests of one caller for one thing under one limit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Scope {
    pub(crate) limit: &'static str,
    /// Empty for limits over everything.
    pub(crate) what: &'static str,
    /// A token or an address.
    pub(crate) who: String,
}

/// Requests counted since a moment.
struct Window {
    began_ns: u64,
    requests: u32,
}

impl Limits {
    pub(crate) fn new(on: bool, documented: Documented) -> Self {
        let figures = documented
            .iter()
            .map(|&(name, requests, seconds)| (name, Figures { requests, window_ns: seconds * SECOND_NS }));
        Self { on, figures: figures.collect(), windows: HashMap::new() }
    }

    pub(crate) fn switch(&mut self, on: bool) {
        self.on = on;
        self.windows.clear();
    }

    /// Puts other figures in a limit's place; false when nothing is limited by this name.
    pub(crate) fn set(&mut self, name: &str, requests: u32, window_ms: Option<u64>) -> bool {
        let Some(figures) = self.figures.get_mut(name) else { return false };
        figures.requests = requests;
        if let Some(ms) = window_ms {
            figures.window_ns = ms.saturating_mul(SECOND_NS / 1000);
        }
        self.windows.clear();
        true
    }

    /// Counts one request under each scope until one is full, and names that one's limit.
    pub(crate) fn count(
        &mut self,
        scopes: impl IntoIterator<Item = Scope>,
        now_ns: u64,
    ) -> Result<(), &'static str> {
        if !self.on {
            return Ok(());
        }
        for scope in scopes {
            let limit = scope.limit;
            let Some(figures) = self.figures.get(limit).copied() else { continue };
            let window = self.windows.entry(scope).or_insert(Window { began_ns: now_ns, requests: 0 });
            if now_ns.saturating_sub(window.began_ns) >= figures.window_ns {
                *window = Window { began_ns: now_ns, requests: 0 };
            }
            window.requests = window.requests.saturating_add(1);
            if window.requests > figures.requests {
                return Err(limit);
            }
        }
        Ok(())
    }

    /// How many requests fit into a limit still, of how many.
    pub(crate) fn left(&self, scope: &Scope, now_ns: u64) -> (u32, u32) {
        let Some(figures) = self.figures.get(scope.limit) else { return (0, 0) };
        let running = self.windows.get(scope);
        let counted = running
            .filter(|window| now_ns.saturating_sub(window.began_ns) < figures.window_ns)
            .map_or(0, |window| window.requests);
        (figures.requests.saturating_sub(counted), figures.requests)
    }
}

#[cfg(test)]
mod tests {
    use super::{Documented, Limits, SECOND_NS, Scope};

    const DOCUMENTED: Documented = &[("few", 2, 10), ("many", 100, 60)];

    fn scope(limit: &'static str, who: &str) -> Scope {
        Scope { limit, what: "", who: who.to_owned() }
    }

    #[test]
    fn a_new_window_begins_when_the_old_one_is_over() {
        let mut limits = Limits::new(true, DOCUMENTED);
        let mut ask = |second| limits.count([scope("few", "somebody")], second * SECOND_NS).is_ok();
        assert_eq!([ask(1), ask(2), ask(10)], [true, true, false]);
        assert_eq!([ask(11), ask(20), ask(20)], [true, true, false]);
    }

    #[test]
    fn callers_and_limits_are_counted_apart() {
        let mut limits = Limits::new(true, DOCUMENTED);
        assert!(limits.set("few", 1, None) && limits.set("many", 1, Some(5)));
        assert_eq!(limits.count([scope("few", "one"), scope("many", "one")], 0), Ok(()));
        assert_eq!(limits.count([scope("few", "two")], 0), Ok(()));
        assert_eq!(limits.count([scope("few", "one")], 0), Err("few"));
        assert_eq!(limits.count([scope("many", "one")], 0), Err("many"));
        assert_eq!(limits.count([scope("many", "one")], 5_000_000), Ok(()));
    }

    #[test]
    fn only_limits_have_figures_and_all_can_be_switched_off() {
        let mut limits = Limits::new(true, DOCUMENTED);
        assert!(!limits.set("none", 1, None));
        assert!(limits.set("few", 0, None));
        assert!(limits.count([scope("few", "one")], 0).is_err());
        limits.switch(false);
        assert!(limits.count([scope("few", "one")], 0).is_ok());
    }
}
