use chrono::{DateTime, NaiveDateTime, NaiveTime, Timelike, Weekday};
use chrono_tz::Tz;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::settings::{Days, TimeOfDay};

/// Zones whose clocks are set by an hour, by half an hour, by none, and some that are 30 or 45 minutes off.
const ZONES: [Tz; 9] = [
    Tz::Europe__Berlin,
    Tz::America__New_York,
    Tz::Australia__Lord_Howe,
    Tz::Asia__Kolkata,
    Tz::Asia__Kathmandu,
    Tz::Pacific__Chatham,
    Tz::America__St_Johns,
    Tz::Africa__Cairo,
    Tz::UTC,
];

/// When clocks are set, in UTC: forward and back.
const CHANGES: [(Tz, &str); 12] = [
    (Tz::Europe__Berlin, "2026-03-29 01:00"),
    (Tz::Europe__Berlin, "2026-10-25 01:00"),
    (Tz::America__New_York, "2026-03-08 07:00"),
    (Tz::America__New_York, "2026-11-01 06:00"),
    (Tz::Australia__Lord_Howe, "2026-10-03 15:30"),
    (Tz::Australia__Lord_Howe, "2026-04-04 15:00"),
    (Tz::Pacific__Chatham, "2026-09-26 14:00"),
    (Tz::Pacific__Chatham, "2026-04-04 14:00"),
    (Tz::America__St_Johns, "2026-03-08 05:30"),
    (Tz::America__St_Johns, "2026-11-01 04:30"),
    (Tz::Africa__Cairo, "2026-04-23 22:00"), // At midnight.
    (Tz::Africa__Cairo, "2026-10-29 21:00"),
];

/// Days around which calendars do what they seldom do.
const DAYS: [&str; 5] = [
    "2028-02-29", // leap day
    "2026-12-31", // ISO week 53
    "2027-01-01", // of the year before
    "2027-01-04", // ISO week 1
    "2026-06-17", // a day like any other
];

fn hours(from: (u32, u32), to: (u32, u32)) -> QuietHours {
    let time = |(hour, minute)| TimeOfDay::new(hour, minute).unwrap();
    QuietHours { from: time(from), to: time(to), days: Days::default() }
}

fn on(days: &[Weekday], hours: QuietHours) -> QuietHours {
    QuietHours { days: days.to_vec().into(), ..hours }
}

/// A local time that exists once.
fn at(zone: Tz, local: &str) -> UnixMillis {
    let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
    UnixMillis(zone.from_local_datetime(&local).single().unwrap().timestamp_millis())
}

fn shown(zone: Tz, at: Option<UnixMillis>) -> Option<String> {
    at.map(|at| zone.timestamp_millis_opt(at.0).unwrap().format("%a %H:%M %z").to_string())
}

#[test]
fn quiet_hours_over_midnight_are_one_window_of_the_day_they_begin() {
    let zone = Tz::Europe__Berlin;
    let weekend = on(&[Weekday::Fri, Weekday::Sat], hours((23, 0), (9, 0)));
    // Friday evening and Saturday morning; Saturday evening and Sunday morning; neither of the others.
    for (local, quiet) in [
        ("2026-11-20 08:00", false),
        ("2026-11-20 22:59", false),
        ("2026-11-20 23:00", true),
        ("2026-11-21 08:59", true),
        ("2026-11-21 09:00", false),
        ("2026-11-22 03:00", true),
        ("2026-11-22 23:30", false),
    ] {
        assert_eq!(weekend.is_quiet(at(zone, local), &zone), quiet, "{local}");
    }
    let asleep = at(zone, "2026-11-21 02:00");
    assert_eq!(shown(zone, weekend.ends_at(asleep, &zone)).unwrap(), "Sat 09:00 +0100");
    let sunday = at(zone, "2026-11-22 12:00");
    assert_eq!(weekend.ends_at(sunday, &zone), None);
    assert_eq!(shown(zone, weekend.next_change(sunday, &zone)).unwrap(), "Fri 23:00 +0100");
}

#[test]
fn quiet_hours_that_begin_or_end_in_a_gap_do_so_right_after_it() {
    let zone = Tz::Europe__Berlin;
    let midnight = at(zone, "2026-03-29 00:00");
    let ends = |hours: QuietHours| shown(zone, hours.ends_at(midnight, &zone)).unwrap();
    assert_eq!(ends(hours((22, 0), (2, 30))), "Sun 03:00 +0200");
    let begins = |hours: QuietHours| shown(zone, hours.next_change(midnight, &zone)).unwrap();
    assert_eq!(begins(hours((2, 30), (8, 0))), "Sun 03:00 +0200");
    // Nothing is left of hours that were skipped; the next ones come a day later.
    assert_eq!(begins(hours((2, 10), (2, 50))), "Mon 02:10 +0200");
}

#[test]
fn quiet_hours_last_through_both_turns_of_an_hour_that_comes_twice() {
    let zone = Tz::Europe__Berlin;
    let midnight = at(zone, "2026-10-25 00:00");
    assert_eq!(shown(zone, hours((22, 0), (2, 30)).ends_at(midnight, &zone)).unwrap(), "Sun 02:30 +0100");
    assert_eq!(shown(zone, hours((2, 30), (8, 0)).next_change(midnight, &zone)).unwrap(), "Sun 02:30 +0200");
}

#[test]
fn quiet_hours_of_equal_times_last_a_day() {
    let zone = Tz::America__New_York;
    let sundays = on(&[Weekday::Sun], hours((0, 0), (0, 0)));
    let noon = at(zone, "2026-11-22 12:00");
    assert_eq!(shown(zone, sundays.ends_at(noon, &zone)).unwrap(), "Mon 00:00 -0500");
    let always = hours((0, 0), (0, 0));
    assert!(always.is_quiet(noon, &zone));
    assert_eq!((always.ends_at(noon, &zone), always.next_change(noon, &zone)), (None, None));
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue};
    let all_but_one = on(&[Mon, Tue, Thu, Fri, Sat, Sun], hours((0, 0), (0, 0)));
    assert_eq!(shown(zone, all_but_one.ends_at(noon, &zone)).unwrap(), "Wed 00:00 -0500");
    let never = on(&[], hours((0, 0), (0, 0)));
    assert!(!never.is_quiet(noon, &zone));
    assert_eq!((never.ends_at(noon, &zone), never.next_change(noon, &zone)), (None, None));
}

fn any_time() -> impl Strategy<Value = TimeOfDay> {
    // Often near the hours at which clocks are set, and on the same few minutes, so that edges meet.
    let hour = prop_oneof![0u32..24, 0u32..4];
    (hour, select(vec![0u32, 10, 29, 30, 45, 59]))
        .prop_map(|(hour, minute)| TimeOfDay::new(hour, minute).unwrap())
}

fn any_hours() -> impl Strategy<Value = QuietHours> {
    let days = prop_oneof![Just(0b111_1111u8), 0u8..128].prop_map(|bits| -> Vec<Weekday> {
        (0..7)
            .filter(|day| bits & (1 << day) != 0)
            .map(|day| Weekday::try_from(day).unwrap())
            .collect::<Vec<_>>()
    });
    (any_time(), any_time(), days).prop_map(|(from, to, days)| QuietHours { from, to, days: days.into() })
}

/// A zone and a moment there: often within hours of a change of its clocks, else within two days of one of
/// [`DAYS`].
fn anywhere_and_when() -> impl Strategy<Value = (Tz, UnixMillis)> {
    let change =
        (select(CHANGES.to_vec()), -2 * 3_600_000i64..3 * 3_600_000).prop_map(|((zone, change), offset)| {
            let change = NaiveDateTime::parse_from_str(change, "%Y-%m-%d %H:%M").unwrap();
            (zone, UnixMillis(change.and_utc().timestamp_millis() + offset))
        });
    let day = (select(ZONES.to_vec()), select(DAYS.to_vec()), -2 * 86_400_000i64..3 * 86_400_000);
    let day = day.prop_map(|(zone, day, offset)| {
        let day: NaiveDate = day.parse().unwrap();
        (zone, UnixMillis(day.and_time(NaiveTime::MIN).and_utc().timestamp_millis() + offset))
    });
    prop_oneof![change, day]
}

/// What the clock on the wall alone would say.
fn wall_is_quiet(hours: &QuietHours, local: NaiveDateTime) -> bool {
    let (from, to, time) = (hours.from.time(), hours.to.time(), local.time());
    let begun = |day: Option<NaiveDate>| day.is_some_and(|day| hours.days.0.contains(day.weekday()));
    if from < to {
        return begun(Some(local.date())) && (from..to).contains(&time);
    }
    (begun(Some(local.date())) && time >= from) || (begun(local.date().pred_opt()) && time < to)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn it_is_quiet_when_the_wall_says_so_and_else_only_in_an_hour_that_comes_twice(
        hours in any_hours(), (zone, now) in anywhere_and_when()
    ) {
        let local = zone.timestamp_millis_opt(now.0).unwrap().naive_local();
        let (quiet, wall) = (hours.is_quiet(now, &zone), wall_is_quiet(&hours, local));
        prop_assert!(quiet || !wall, "{local} in {zone}");
        let twice = zone.from_local_datetime(&local).single().is_none();
        prop_assert!(quiet == wall || twice, "{local} in {zone}");
    }

    #[test]
    fn the_end_of_quiet_is_the_first_moment_that_is_not(
        hours in any_hours(), (zone, now) in anywhere_and_when(), between in 0.0..1.0f64
    ) {
        if let Some(end) = hours.ends_at(now, &zone) {
            prop_assert!(hours.is_quiet(now, &zone) && end > now);
            prop_assert!(!hours.is_quiet(end, &zone));
            prop_assert!(hours.is_quiet(UnixMillis(end.0 - 1), &zone));
            let inside = now.plus(end.since(now).mul_f64(between)).0.min(end.0 - 1);
            prop_assert!(hours.is_quiet(UnixMillis(inside), &zone));
        }
    }

    #[test]
    fn whether_it_is_quiet_does_not_depend_on_how_often_one_asks(
        hours in any_hours(), (zone, start) in anywhere_and_when(), days in 0i64..4, millis in 0i64..86_400_000
    ) {
        // One asks at every change on the way, the other once.
        let goal = UnixMillis(start.0 + days * 86_400_000 + millis);
        let (mut quiet, mut now) = (hours.is_quiet(start, &zone), start);
        while let Some(change) = hours.next_change(now, &zone).filter(|change| *change <= goal) {
            prop_assert!(change > now);
            (quiet, now) = (!quiet, change);
            prop_assert_eq!(hours.is_quiet(now, &zone), quiet);
        }
        prop_assert_eq!(hours.is_quiet(goal, &zone), quiet);
    }

    #[test]
    fn a_window_lasts_as_long_as_it_says_give_or_take_what_the_clocks_were_set(
        hours in any_hours(), (zone, now) in anywhere_and_when()
    ) {
        let day = DateTime::from_timestamp_millis(now.0).unwrap().date_naive();
        let seconds = |time: TimeOfDay| i64::from(time.time().num_seconds_from_midnight());
        let nominal = match seconds(hours.to) - seconds(hours.from) {
            length if length > 0 => length,
            over_midnight => over_midnight + 86_400,
        };
        let every_day = QuietHours { days: Days::default(), ..hours };
        let lasts = every_day.window(day, &zone).map_or(0, |window| (window.end.0 - window.start.0) / 1_000);
        let shift = (lasts - nominal).abs();
        let steps = match zone {
            Tz::Australia__Lord_Howe => vec![0, 1_800],
            Tz::Asia__Kolkata | Tz::Asia__Kathmandu | Tz::UTC => vec![0],
            _ => vec![0, 3_600],
        };
        // An edge inside of the gap itself moves by less.
        let in_gap = [hours.from, hours.to].iter().any(|time| {
            [Some(day), day.succ_opt()].into_iter().flatten().any(|day| {
                matches!(zone.from_local_datetime(&day.and_time(time.time())), chrono::MappedLocalTime::None)
            })
        });
        prop_assert!(steps.contains(&shift) || (in_gap && shift <= 3_600), "{shift} s in {zone}");
    }
}
