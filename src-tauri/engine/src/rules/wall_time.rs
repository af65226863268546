//! From what a clock on the wall shows to the moment it means.

use chrono::{DateTime, Duration, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use swarmbell_protocols::time::UnixMillis;

/// Which moment is meant by a wall time that comes twice because clocks are set back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Twice {
    First,
    Last,
}

/// The moment of a wall time. One that is skipped because clocks are set forward means the first moment after
/// the gap. `None` at the ends of the calendar.
pub(super) fn moment<Z: TimeZone>(local: NaiveDateTime, twice: Twice, zone: &Z) -> Option<UnixMillis> {
    match (zone.from_local_datetime(&local), twice) {
        (MappedLocalTime::Single(moment), _)
        | (MappedLocalTime::Ambiguous(moment, _), Twice::First)
        | (MappedLocalTime::Ambiguous(_, moment), Twice::Last) => Some(millis(&moment)),
        (MappedLocalTime::None, _) => after_gap(local, zone),
    }
}

/// The same on a day and at a time of that day.
pub(super) fn moment_on<Z: TimeZone>(
    day: NaiveDate,
    time: NaiveTime,
    twice: Twice,
    zone: &Z,
) -> Option<UnixMillis> {
    moment(day.and_time(time), twice, zone)
}

/// What the wall shows at a moment.
pub(super) fn local<Z: TimeZone>(at: UnixMillis, zone: &Z) -> Option<NaiveDateTime> {
    zone.timestamp_millis_opt(at.0).single().map(|time| time.naive_local())
}

/// Searches the second at which a wall time was skipped. No zone is further than a day from UTC, and none sets
/// its clocks twice within two days, so the wall time passes `skipped` once in the time looked at.
fn after_gap<Z: TimeZone>(skipped: NaiveDateTime, zone: &Z) -> Option<UnixMillis> {
    let shows_later = |second: i64| {
        let moment = DateTime::<Utc>::from_timestamp(second, 0)?;
        Some(zone.from_utc_datetime(&moment.naive_utc()).naive_local() >= skipped)
    };
    let middle = skipped.and_utc().timestamp();
    let mut before = middle.checked_sub(DAY_SECS)?;
    let mut after = middle.checked_add(DAY_SECS)?;
    while after - before > 1 {
        let half = before + (after - before) / 2;
        if shows_later(half)? { after = half } else { before = half }
    }
    Some(UnixMillis(after.checked_mul(1_000)?))
}

const DAY_SECS: i64 = Duration::days(1).num_seconds();

fn millis<Z: TimeZone>(moment: &DateTime<Z>) -> UnixMillis {
    UnixMillis(moment.timestamp_millis())
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;

    fn at(zone: Tz, local: &str, twice: Twice) -> String {
        let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
        let moment = moment(local, twice, &zone).unwrap();
        DateTime::from_timestamp_millis(moment.0).unwrap().format("%Y-%m-%d %H:%M").to_string()
    }

    #[test]
    fn a_wall_time_that_is_skipped_means_the_first_moment_after_the_gap() {
        assert_eq!(at(Tz::Europe__Berlin, "2026-03-29 02:00", Twice::First), "2026-03-29 01:00");
        assert_eq!(at(Tz::Europe__Berlin, "2026-03-29 02:59", Twice::Last), "2026-03-29 01:00");
        assert_eq!(at(Tz::Australia__Lord_Howe, "2026-10-04 02:15", Twice::First), "2026-10-03 15:30");
        assert_eq!(at(Tz::Africa__Cairo, "2026-04-24 00:30", Twice::First), "2026-04-23 22:00");
        // A whole day was skipped there.
        assert_eq!(at(Tz::Pacific__Apia, "2011-12-30 12:00", Twice::First), "2011-12-30 10:00");
    }

    #[test]
    fn a_wall_time_that_comes_twice_can_mean_either_moment() {
        assert_eq!(at(Tz::Europe__Berlin, "2026-10-25 02:30", Twice::First), "2026-10-25 00:30");
        assert_eq!(at(Tz::Europe__Berlin, "2026-10-25 02:30", Twice::Last), "2026-10-25 01:30");
        assert_eq!(at(Tz::Australia__Lord_Howe, "2026-04-05 01:45", Twice::First), "2026-04-04 14:45");
        assert_eq!(at(Tz::Australia__Lord_Howe, "2026-04-05 01:45", Twice::Last), "2026-04-04 15:15");
    }
}
