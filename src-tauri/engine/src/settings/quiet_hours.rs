//! The hours in which nothing rings, as the user chose them. When they begin and end is told by
//! [`rules`](crate::rules).

use std::fmt;

use chrono::{NaiveTime, Weekday, WeekdaySet};
use serde::{Deserialize, Serialize};
use swarmbell_words::say;
use ts_rs::TS;

/// Hours of the day without a ring. Hours over midnight are one window, of the day on which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuietHours {
    /// When a window begins.
    #[ts(type = "string")]
    pub from: TimeOfDay,
    /// When it ends; on the next day when that is not later than `from`. Equal times mean 24 hours.
    #[ts(type = "string")]
    pub to: TimeOfDay,
    /// The days on which a window begins.
    #[serde(default)]
    #[ts(type = "string[]")]
    pub days: Days,
}

/// Days of the week, written `["Fri", "Sat"]`; all of them where nothing is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Weekday>", into = "Vec<Weekday>")]
pub struct Days(pub WeekdaySet);

/// A local time of day to the minute, written `22:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay(NaiveTime);

/// A text is no time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", say!("settings-time-of-day"))]
pub struct TimeOfDayError;

impl TimeOfDay {
    /// This hour and minute of the day; `None` outside of 00:00 to 23:59.
    pub fn new(hour: u32, minute: u32) -> Option<Self> {
        NaiveTime::from_hms_opt(hour, minute, 0).map(Self)
    }

    /// The time itself.
    pub fn time(self) -> NaiveTime {
        self.0
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%H:%M"))
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = TimeOfDayError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let (hour, minute) = text.split_once(':').ok_or(TimeOfDayError)?;
        let two_digits = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        if !two_digits(hour) || !two_digits(minute) {
            return Err(TimeOfDayError);
        }
        let number = |text: &str| text.parse().map_err(|_| TimeOfDayError);
        Self::new(number(hour)?, number(minute)?).ok_or(TimeOfDayError)
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

impl Default for Days {
    fn default() -> Self {
        Self(WeekdaySet::ALL)
    }
}

impl From<Vec<Weekday>> for Days {
    fn from(days: Vec<Weekday>) -> Self {
        Self(days.into_iter().collect())
    }
}

impl From<Days> for Vec<Weekday> {
    fn from(days: Days) -> Self {
        days.0.iter(Weekday::Mon).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn quiet_hours_are_written_as_people_write_them() {
        let text = json!({"from": "22:30", "to": "07:00", "days": ["Fri", "Sat"]});
        let hours: QuietHours = serde_json::from_value(text.clone()).unwrap();
        assert_eq!((hours.from, hours.to), (TimeOfDay::new(22, 30).unwrap(), TimeOfDay::new(7, 0).unwrap()));
        assert_eq!(hours.days, Days(WeekdaySet::from_array([Weekday::Fri, Weekday::Sat])));
        assert_eq!(serde_json::to_value(hours).unwrap(), text);
        let short: QuietHours = serde_json::from_value(json!({"from": "00:00", "to": "23:59"})).unwrap();
        assert_eq!(short.days, Days::default());
    }

    #[test]
    fn what_is_no_time_of_day_is_refused() {
        for text in ["", "24:00", "12:60", "7:00", "07:00:00", "+7:00", "a:b", "22", "٢٢:٠٠"] {
            assert_eq!(TimeOfDay::try_from(text.to_owned()), Err(TimeOfDayError), "{text}");
        }
    }
}
