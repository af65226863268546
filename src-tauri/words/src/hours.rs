//! How this process counts the hours of a day.

use std::sync::atomic::{AtomicU8, Ordering};

/// A clock by which times of the day are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Twice to twelve.
    Twelve,
    /// To twenty-four.
    TwentyFour,
}

const OF_THE_LANGUAGE: u8 = 0;
const TWELVE: u8 = 1;
const TWENTY_FOUR: u8 = 2;

static HOURS: AtomicU8 = AtomicU8::new(OF_THE_LANGUAGE);

/// From now on this process counts hours by this clock; where nobody chose one, by that of the language it speaks.
pub fn count_hours(clock: Option<Clock>) {
    let hours = match clock {
        None => OF_THE_LANGUAGE,
        Some(Clock::Twelve) => TWELVE,
        Some(Clock::TwentyFour) => TWENTY_FOUR,
    };
    HOURS.store(hours, Ordering::Relaxed);
}

/// The clock as messages ask for it: they mark as their default what the language does by itself.
pub fn hours() -> &'static str {
    match HOURS.load(Ordering::Relaxed) {
        TWELVE => "twelve",
        TWENTY_FOUR => "twenty-four",
        _ => "of-the-language",
    }
}
