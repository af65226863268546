//! The stand-in's time: wall milliseconds for what it says, monotonic nanoseconds for what it measures.

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(not(unix), path = "other.rs")]
mod platform;

pub use platform::monotonic_ns;

/// The wall clock the servers tell the time by; it can be told to begin at another moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    /// The pretended wall time at `started_ns`, Unix milliseconds; none follows the system.
    begins_ms: Option<i64>,
    started_ns: u64,
}

impl Clock {
    pub(crate) fn new(begins_ms: Option<i64>) -> Self {
        Self { begins_ms, started_ns: monotonic_ns() }
    }

    /// Unix milliseconds.
    pub(crate) fn now_ms(&self) -> i64 {
        match self.begins_ms {
            None => system_ms(),
            Some(begin) => begin.saturating_add(self.elapsed_ms()),
        }
    }

    fn elapsed_ms(&self) -> i64 {
        i64::try_from(monotonic_ns().saturating_sub(self.started_ns) / 1_000_000).unwrap_or(i64::MAX)
    }
}

#[expect(clippy::disallowed_methods, reason = "the stand-in is another program with a clock of its own")]
pub(crate) fn system_ms() -> i64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// A wall time as RFC 3339 has it, in UTC and whole seconds.
pub(crate) fn seconds(at_ms: i64) -> String {
    let at = chrono::DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}
