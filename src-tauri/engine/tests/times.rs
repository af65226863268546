//! By which clock times are told. One test: the clock and the language are those of the whole process.

use chrono::FixedOffset;
use swarmbell_engine::ring::{moment, time_of_day};
use swarmbell_protocols::time::UnixMillis;
use swarmbell_words::{Clock, count_hours, speak};

/// 2026-11-20 19:00:51 UTC, a Friday.
const NOW: UnixMillis = UnixMillis(1_795_201_251_000);

#[test]
fn a_time_is_told_by_the_clock_that_was_chosen_and_else_by_that_of_the_language() {
    let zone = FixedOffset::east_opt(0).unwrap();
    let told = || {
        let midnight = UnixMillis(NOW.0 - NOW.0.rem_euclid(86_400_000));
        let minutes = [2, 9 * 60, 12 * 60 + 5, 18 * 60 + 2];
        minutes.map(|minute| time_of_day(UnixMillis(midnight.0 + minute * 60_000), &zone).unwrap())
    };
    assert_eq!(told(), ["00:02", "09:00", "12:05", "18:02"]);
    count_hours(Some(Clock::Twelve));
    assert_eq!(told(), ["12:02 am", "9:00 am", "12:05 pm", "6:02 pm"]);
    assert_eq!(moment(UnixMillis(NOW.0 + 72 * 3_600_000), NOW, &zone).unwrap(), "Mon 23 Nov 7:00 pm");
    speak(["de"]);
    assert_eq!(told(), ["12:02 AM", "9:00 AM", "12:05 PM", "6:02 PM"]);
    count_hours(Some(Clock::TwentyFour));
    assert_eq!(told(), ["00:02", "09:00", "12:05", "18:02"]);
    count_hours(None);
    assert_eq!(told(), ["00:02", "09:00", "12:05", "18:02"]);
}
