//! Rate limits (contract, section 5). A limit is named by the code that refuses what is beyond it.

use std::collections::HashMap;

use super::error::Code;

const SECOND_NS: u64 = 1_000_000_000;

/// How many requests fit into which time.
#[derive(Clone, Copy)]
struct Figures {
    requests: u32,
    window_ns: u64,
}

/// The figures, and the requests counted so far.
pub(crate) struct Limits {
    on: bool,
    changed: HashMap<Code, Figures>,
    windows: HashMap<Scope, Window>,
}

/// What is counted together: requests of one caller for one thing under one limit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Scope {
    pub(crate) code: Code,
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
    pub(crate) fn new(on: bool) -> Self {
        Self { on, changed: HashMap::new(), windows: HashMap::new() }
    }

    pub(crate) fn switch(&mut self, on: bool) {
        self.on = on;
        self.windows.clear();
    }

    /// Puts other figures in a limit's place; false when the code names no limit.
    pub(crate) fn set(&mut self, code: Code, requests: u32, window_ms: Option<u64>) -> bool {
        let Some(documented) = documented(code) else { return false };
        let window_ns = window_ms.map_or(documented.window_ns, |ms| ms.saturating_mul(SECOND_NS / 1000));
        self.changed.insert(code, Figures { requests, window_ns });
        self.windows.clear();
        true
    }

    /// Counts one request under each scope until one is full, and names that one's code.
    pub(crate) fn count(&mut self, scopes: impl IntoIterator<Item = Scope>, now_ns: u64) -> Result<(), Code> {
        if !self.on {
            return Ok(());
        }
        for scope in scopes {
            let code = scope.code;
            let Some(figures) = self.changed.get(&code).copied().or_else(|| documented(code)) else {
                continue;
            };
            let window = self.windows.entry(scope).or_insert(Window { began_ns: now_ns, requests: 0 });
            if now_ns.saturating_sub(window.began_ns) >= figures.window_ns {
                *window = Window { began_ns: now_ns, requests: 0 };
            }
            window.requests = window.requests.saturating_add(1);
            if window.requests > figures.requests {
                return Err(code);
            }
        }
        Ok(())
    }
}

/// The documented figures; RL2 has none and gets those of RL9.
fn documented(code: Code) -> Option<Figures> {
    let (requests, seconds) = match code {
        Code::RL3 => (30, 60),
        Code::RL4 => (100, 60),
        Code::RL5 => (300, 60),
        Code::RL6 => (10, 10),
        Code::RL7 => (2, 10),
        Code::RL8 => (6, 60),
        Code::RL2 | Code::RL9 => (16, 60),
        _ => return None,
    };
    Some(Figures { requests, window_ns: seconds * SECOND_NS })
}

#[cfg(test)]
mod tests {
    use super::{Code, Limits, SECOND_NS, Scope};

    fn scope(code: Code, who: &str) -> Scope {
        Scope { code, what: "", who: who.to_owned() }
    }

    #[test]
    fn a_new_window_begins_when_the_old_one_is_over() {
        let mut limits = Limits::new(true);
        let mut ask = |second| limits.count([scope(Code::RL7, "somebody")], second * SECOND_NS).is_ok();
        assert_eq!([ask(1), ask(2), ask(10)], [true, true, false]);
        assert_eq!([ask(11), ask(20), ask(20)], [true, true, false]);
    }

    #[test]
    fn callers_and_limits_are_counted_apart() {
        let mut limits = Limits::new(true);
        assert!(limits.set(Code::RL3, 1, None) && limits.set(Code::RL4, 1, Some(5)));
        assert_eq!(limits.count([scope(Code::RL3, "one"), scope(Code::RL4, "one")], 0), Ok(()));
        assert_eq!(limits.count([scope(Code::RL3, "two")], 0), Ok(()));
        assert_eq!(limits.count([scope(Code::RL3, "one")], 0), Err(Code::RL3));
        assert_eq!(limits.count([scope(Code::RL4, "one")], 0), Err(Code::RL4));
        assert_eq!(limits.count([scope(Code::RL4, "one")], 5_000_000), Ok(()));
    }

    #[test]
    fn only_limits_have_figures_and_all_can_be_switched_off() {
        let mut limits = Limits::new(true);
        assert!(!limits.set(Code::AP3, 1, None));
        assert!(limits.set(Code::RL3, 0, None));
        assert!(limits.count([scope(Code::RL3, "one")], 0).is_err());
        limits.switch(false);
        assert!(limits.count([scope(Code::RL3, "one")], 0).is_ok());
    }
}
