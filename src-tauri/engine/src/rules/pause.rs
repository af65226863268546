//! How long a pause lasts.

use std::time::Duration;

use chrono::{Days, NaiveTime, TimeZone, Timelike};
use swarmbell_protocols::time::UnixMillis;

use super::wall_time::{Twice, local, moment_on};
use crate::settings::Settings;

/// Whether rings are silent now because the user said so.
pub fn paused(settings: &Settings, now: UnixMillis) -> bool {
    settings.paused_until.is_some_and(|until| now < until)
}

/// Until when a snooze of this length pauses: it never shortens a pause that was to last longer.
pub fn snoozed(settings: &Settings, now: UnixMillis, length: Duration) -> UnixMillis {
    let snoozed = now.plus(length);
    settings.paused_until.map_or(snoozed, |until| until.max(snoozed))
}

/// *Pause until tomorrow*: eight in the morning of the next day. Who is up after midnight means the morning
/// after the next sleep, so before five o'clock it is eight o'clock of the same day.
pub fn until_tomorrow<Z: TimeZone>(now: UnixMillis, zone: &Z) -> UnixMillis {
    let morning = || {
        let now = local(now, zone)?;
        let still_night = now.hour() < NIGHT_ENDS;
        let day = now.date().checked_add_days(Days::new(u64::from(!still_night)))?;
        moment_on(day, NaiveTime::from_hms_opt(MORNING, 0, 0)?, Twice::First, zone)
    };
    // At the ends of the calendar there is no tomorrow; a day is as good.
    morning().unwrap_or_else(|| now.plus(Duration::from_secs(24 * 60 * 60)))
}

/// Until this hour the day before is not over for who is still up.
const NIGHT_ENDS: u32 = 5;

/// The hour at which *until tomorrow* ends.
const MORNING: u32 = 8;

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDateTime};
    use chrono_tz::Tz;
    use proptest::prelude::*;

    use super::*;

    fn tomorrow(zone: Tz, now: &str) -> String {
        let now = NaiveDateTime::parse_from_str(now, "%Y-%m-%d %H:%M").unwrap();
        let now = zone.from_local_datetime(&now).unwrap().timestamp_millis();
        let until = until_tomorrow(UnixMillis(now), &zone);
        zone.timestamp_millis_opt(until.0).unwrap().format("%Y-%m-%d %H:%M").to_string()
    }

    #[test]
    fn until_tomorrow_means_eight_in_the_morning_after_the_next_sleep() {
        assert_eq!(tomorrow(Tz::Europe__Berlin, "2026-11-20 19:40"), "2026-11-21 08:00");
        assert_eq!(tomorrow(Tz::Europe__Berlin, "2026-11-21 01:30"), "2026-11-21 08:00");
        assert_eq!(tomorrow(Tz::Europe__Berlin, "2026-11-21 05:00"), "2026-11-22 08:00");
        assert_eq!(tomorrow(Tz::Europe__Berlin, "2026-10-24 22:00"), "2026-10-25 08:00");
        assert_eq!(tomorrow(Tz::Asia__Kathmandu, "2028-02-28 23:59"), "2028-02-29 08:00");
        assert_eq!(tomorrow(Tz::America__New_York, "2026-12-31 12:00"), "2027-01-01 08:00");
    }

    #[test]
    fn at_the_ends_of_the_calendar_tomorrow_is_a_day_away() {
        let day = 24 * 60 * 60 * 1_000;
        assert_eq!(until_tomorrow(UnixMillis(i64::MIN), &Tz::UTC), UnixMillis(i64::MIN + day));
    }

    #[test]
    fn a_snooze_lengthens_a_pause_and_never_shortens_it() {
        let mut settings = Settings::default();
        let hour = Duration::from_secs(3_600);
        assert_eq!(snoozed(&settings, UnixMillis(0), hour), UnixMillis(3_600_000));
        settings.paused_until = Some(UnixMillis(9_000_000));
        assert_eq!(snoozed(&settings, UnixMillis(0), hour), UnixMillis(9_000_000));
    }

    proptest! {
        #[test]
        fn tomorrow_is_three_to_twenty_seven_hours_away_and_a_clock_change(
            secs in 1_700_000_000i64..2_000_000_000, zone in proptest::sample::select(chrono_tz::TZ_VARIANTS.to_vec())
        ) {
            let now = UnixMillis(secs * 1_000);
            let until = until_tomorrow(now, &zone);
            let hours = until.since(now).as_secs_f64() / 3_600.0;
            prop_assert!((2.0..=28.0).contains(&hours), "{hours} h in {zone}");
            let shown = DateTime::from_timestamp_millis(until.0).unwrap().with_timezone(&zone);
            prop_assert_eq!((shown.hour(), shown.minute()), (8, 0));
        }
    }
}
