//! When quiet hours begin and end.
//!
//! A window belongs to the local day on which it begins, over midnight too. On days on which clocks are set, a
//! wall time that is skipped means the first moment after the gap; of one that comes twice, a window begins at
//! the first and ends at the last. So it is quiet whenever the clock on the wall shows a quiet time, and a
//! window is at most longer by what the clocks were set back.

use std::ops::Range;

use chrono::{Datelike, NaiveDate, TimeDelta, TimeZone};
use swarmbell_protocols::time::UnixMillis;

use super::wall_time::{Twice, local, moment_on};
use crate::settings::QuietHours;

/// Windows are looked at from two days back, since the last one may have begun yesterday and a zone may skip a
/// day, to more than a week ahead: what does not change within a week of days never does.
const DAYS_BACK: i64 = 2;
const DAYS_AHEAD: i64 = 9;

impl QuietHours {
    /// Whether it is quiet.
    pub fn is_quiet<Z: TimeZone>(&self, now: UnixMillis, zone: &Z) -> bool {
        self.stretches(now, zone).iter().any(|stretch| stretch.contains(&now))
    }

    /// The first moment from `now` that is not quiet; `None` when it is not quiet now, and when it always is.
    pub fn ends_at<Z: TimeZone>(&self, now: UnixMillis, zone: &Z) -> Option<UnixMillis> {
        let stretches = self.stretches(now, zone);
        let present = stretches.iter().find(|stretch| stretch.contains(&now))?;
        // A stretch of all windows that were looked at has no end.
        (present.end < present.start.plus(ALWAYS)).then_some(present.end)
    }

    /// The first moment after `now` at which quiet begins or ends; `None` when that never happens.
    pub fn next_change<Z: TimeZone>(&self, now: UnixMillis, zone: &Z) -> Option<UnixMillis> {
        if self.is_quiet(now, zone) {
            return self.ends_at(now, zone);
        }
        self.stretches(now, zone).iter().map(|stretch| stretch.start).find(|start| *start > now)
    }

    /// The quiet times around `now`, in order and apart from each other: windows that touch are one.
    fn stretches<Z: TimeZone>(&self, now: UnixMillis, zone: &Z) -> Vec<Range<UnixMillis>> {
        let Some(today) = local(now, zone).map(|now| now.date()) else { return Vec::new() };
        let days =
            (-DAYS_BACK..=DAYS_AHEAD).filter_map(|ahead| today.checked_add_signed(TimeDelta::days(ahead)));
        let mut stretches: Vec<Range<UnixMillis>> = Vec::new();
        for window in days.filter_map(|day| self.window(day, zone)) {
            match stretches.last_mut() {
                Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
                _ => stretches.push(window),
            }
        }
        stretches
    }

    /// The window that begins on this local day. Clocks set forward can leave nothing of it.
    fn window<Z: TimeZone>(&self, day: NaiveDate, zone: &Z) -> Option<Range<UnixMillis>> {
        let last_day = if self.to <= self.from { day.succ_opt()? } else { day };
        let start = moment_on(day, self.from.time(), Twice::First, zone)?;
        let end = moment_on(last_day, self.to.time(), Twice::Last, zone)?;
        (self.days.0.contains(day.weekday()) && start < end).then_some(start..end)
    }
}

/// Longer than any stretch that ends: six windows of 24 hours and a day without one make a week.
const ALWAYS: std::time::Duration = std::time::Duration::from_secs(8 * 24 * 60 * 60);

#[cfg(test)]
mod tests;
