//! Times as people read them.

use std::fmt::Display;
use std::time::Duration;

use chrono::{DateTime, Datelike, Local, TimeZone, Timelike};
use swarmbell_protocols::time::UnixMillis;
use swarmbell_words::say;

/// A time of day in the user's zone, `21:03` or `9:03 pm`.
pub fn time_of_day<Z: TimeZone>(at: UnixMillis, zone: &Z) -> Option<String>
where
    Z::Offset: Display,
{
    let time = local(at, zone)?;
    let (afternoon, twelfth) = time.hour12();
    Some(say!(
        "time-of-day",
        hours = swarmbell_words::hours(),
        hour = time.format("%H").to_string(),
        twelfth = twelfth,
        minute = time.format("%M").to_string(),
        half = if afternoon { "pm" } else { "am" },
    ))
}

/// A moment ahead in the user's zone: `21:03`, with the day when it is more than twenty hours away, and with the year
/// when it could be another one's.
pub fn moment<Z: TimeZone>(at: UnixMillis, now: UnixMillis, zone: &Z) -> Option<String>
where
    Z::Offset: Display,
{
    let time = time_of_day(at, zone)?;
    let Date { weekday, day, month, year } = date(at, zone)?;
    Some(match at.since(now) {
        ahead if ahead < SAME_DAY => time,
        ahead if ahead < SAME_YEAR => {
            say!("date-time", weekday = weekday, day = day, month = month, time = time)
        }
        _ => say!("date-year-time", weekday = weekday, day = day, month = month, year = year, time = time),
    })
}

/// A day in the user's zone: `Sat`, with its date when that could be another week's.
pub fn day<Z: TimeZone>(at: UnixMillis, now: UnixMillis, zone: &Z) -> Option<String>
where
    Z::Offset: Display,
{
    let Date { weekday, day, month, .. } = date(at, zone)?;
    Some(if at.since(now) < SAME_WEEK {
        say!("weekday-short", weekday = weekday)
    } else {
        say!("date-day", weekday = weekday, day = day, month = month)
    })
}

/// A date in the user's zone, `1 Nov 2026`.
pub fn date_with_year<Z: TimeZone>(at: UnixMillis, zone: &Z) -> Option<String> {
    let Date { day, month, year, .. } = date(at, zone)?;
    Some(say!("date-year", day = day, month = month, year = year))
}

/// The parts of a date, as the catalogues take them.
struct Date {
    /// 1 is Monday.
    weekday: u32,
    day: u32,
    month: u32,
    /// Written as it is, never with a sign between its thousands.
    year: String,
}

fn date<Z: TimeZone>(at: UnixMillis, zone: &Z) -> Option<Date> {
    let date = local(at, zone)?.date_naive();
    Some(Date {
        weekday: date.weekday().number_from_monday(),
        day: date.day(),
        month: date.month(),
        year: date.year().to_string(),
    })
}

/// A length, to the minute: `2 h 21 min`.
pub fn length(length: Duration) -> String {
    let minutes = length.as_secs() / 60;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => say!("length-minutes", minutes = minutes),
        (hours, 0) => say!("length-hours", hours = hours),
        (hours, minutes) => say!("length-hours-minutes", hours = hours, minutes = minutes),
    }
}

/// The user's zone as the system has it now.
pub fn user_zone() -> Local {
    Local
}

/// What the user's clock shows at a moment.
pub(super) fn local<Z: TimeZone>(at: UnixMillis, zone: &Z) -> Option<DateTime<Z>> {
    zone.timestamp_millis_opt(at.0).earliest()
}

/// Within this time a time of day alone can mean one moment only.
const SAME_DAY: Duration = Duration::from_secs(20 * 60 * 60);

/// Within this time a day and a month can mean one day only.
const SAME_YEAR: Duration = Duration::from_secs(300 * 24 * 60 * 60);

/// Within this time the name of a day can mean one day only.
const SAME_WEEK: Duration = Duration::from_secs(6 * 24 * 60 * 60);

#[cfg(test)]
mod tests {
    use chrono::FixedOffset;

    use super::*;

    /// 2026-11-20 19:00:51 UTC, a Friday.
    const NOW: UnixMillis = UnixMillis(1_795_201_251_000);

    #[test]
    fn a_moment_far_ahead_is_told_with_its_day() {
        let zone = FixedOffset::east_opt(2 * 3600).unwrap();
        let in_hours = |hours: i64| UnixMillis(NOW.0 + hours * 3_600_000);
        assert_eq!(moment(in_hours(1), NOW, &zone).unwrap(), "22:00");
        assert_eq!(moment(in_hours(72), NOW, &zone).unwrap(), "Mon 23 Nov 21:00");
        assert_eq!(moment(in_hours(365 * 24), NOW, &zone).unwrap(), "Sat 20 Nov 2027 21:00");
        assert_eq!(day(in_hours(5 * 24), NOW, &zone).unwrap(), "Wed");
        assert_eq!(day(in_hours(7 * 24), NOW, &zone).unwrap(), "Fri 27 Nov");
    }

    #[test]
    fn a_length_is_told_in_hours_and_minutes() {
        let told = |minutes: u64| length(Duration::from_secs(minutes * 60 + 59));
        assert_eq!([told(0), told(59), told(60), told(141)], ["0 min", "59 min", "1 h", "2 h 21 min"]);
    }
}
