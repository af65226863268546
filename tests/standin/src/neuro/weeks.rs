//! Which weeks have a schedule, and what stands in it.
//!
//! A pure function of seed, year, week and the present, so the same question has the same answer in every run:
//! from week 11 of 2023 to the week after the running one. A schedule's week runs from Tuesday to Monday, so on
//! Mondays the running one is that of the ISO week before. Weeks changed by a script take the place of made ones.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeZone, Utc, Weekday};

use super::pictures;
use super::schedule::{Entry, Schedule};

pub(super) const FIRST_YEAR: i32 = 2023;
const FIRST_WEEK: u32 = 11;
/// Pictures of schedules are published since this year.
const PICTURES_SINCE: i32 = 2026;

const PLANS: [&str; 10] = [
    "Neuro Solo Stream",
    "Puzzle Night with a Guest",
    "Evil Karaoke",
    "Twins Talk Show",
    "Evil Solo Stream",
    "Neuro Karaoke",
    "**Dev Stream** with Vedal",
    "Cooking attempt, part two",
    "Neuro Plays Something New",
    "Movie Quiz with Chat",
];

/// The schedules of one server.
pub(crate) struct Weeks {
    seed: u64,
    /// Streams begin at this hour in London, all year.
    local_hour: u32,
    /// Host and port of this server, which has the pictures too.
    authority: String,
    changed: BTreeMap<(i32, u32), Schedule>,
}

impl Weeks {
    pub(super) fn new(seed: u64, local_hour: u32, authority: &str) -> Self {
        let authority = authority.to_owned();
        Self { seed, local_hour: local_hour % 24, authority, changed: BTreeMap::new() }
    }

    /// Weeks by year, as `/schedule/weeks` lists them.
    pub(crate) fn index(&self, now_ms: i64) -> BTreeMap<i32, Vec<u32>> {
        let mut index: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
        let made = made_weeks(now_ms);
        for (year, week) in made.into_iter().chain(self.changed.keys().copied()) {
            let weeks = index.entry(year).or_default();
            if let Err(place) = weeks.binary_search(&week) {
                weeks.insert(place, week);
            }
        }
        index
    }

    /// All weeks that have a schedule, oldest first.
    pub(crate) fn all(&self, now_ms: i64) -> Vec<(i32, u32)> {
        let index = self.index(now_ms).into_iter();
        index.flat_map(|(year, weeks)| weeks.into_iter().map(move |week| (year, week))).collect()
    }

    /// When devstreams happened, oldest first.
    pub(crate) fn devstreams(&self, now_ms: i64) -> Vec<i64> {
        let schedules = self.all(now_ms).into_iter().filter_map(|(year, week)| self.get(year, week, now_ms));
        let entries = schedules.flat_map(|schedule| schedule.schedule);
        let happened = entries.filter(|entry| {
            entry.r#type == "normal"
                && entry.time <= now_ms
                && entry.message.to_lowercase().contains("dev stream")
        });
        happened.map(|entry| entry.time).collect()
    }

    /// The running week and the two before it, newest first.
    pub(crate) fn recent(&self, now_ms: i64) -> Vec<Schedule> {
        let running = running_week(now_ms);
        let past = self.all(now_ms).into_iter().rev().filter(|week| running.is_some_and(|now| *week <= now));
        past.take(3).filter_map(|(year, week)| self.get(year, week, now_ms)).collect()
    }

    /// The schedule of one week.
    pub(crate) fn get(&self, year: i32, week: u32, now_ms: i64) -> Option<Schedule> {
        if let Some(changed) = self.changed.get(&(year, week)) {
            return Some(changed.clone());
        }
        let running = running_week(now_ms)?;
        let tuesday = tuesday(year, week)?;
        let next = self::tuesday(running.0, running.1)?.checked_add_days(Days::new(7))?;
        let first = self::tuesday(FIRST_YEAR, FIRST_WEEK)?;
        (first..=next).contains(&tuesday).then(|| self.make((year, week), tuesday, running, now_ms))
    }

    /// The last published week: the running one, or a later one a script has confirmed.
    pub(crate) fn latest(&self, now_ms: i64) -> Option<Schedule> {
        let running = running_week(now_ms)?;
        let published = self.changed.iter().rev().find(|(_, schedule)| schedule.status == "confirmed");
        let (year, week) = published.map_or(running, |(&week, _)| week.max(running));
        self.get(year, week, now_ms)
    }

    /// Puts a schedule in the place of its week's.
    pub(crate) fn change(&mut self, schedule: Schedule) {
        self.changed.insert((schedule.year, schedule.week), schedule);
    }

    /// The next week as it will be once confirmed: all seven days and a picture.
    pub(crate) fn next_confirmed(&self, now_ms: i64) -> Option<Schedule> {
        let running = running_week(now_ms)?;
        let tuesday = tuesday(running.0, running.1)?.checked_add_days(Days::new(7))?;
        let week = iso_week(tuesday);
        let mut random = self.random(week);
        let schedule = days(tuesday, self.local_hour, &mut random, now_ms);
        Some(self.confirmed(week, schedule))
    }

    fn random(&self, (year, week): (i32, u32)) -> fastrand::Rng {
        let own = u64::from(year.unsigned_abs()) * 100 + u64::from(week);
        // An odd multiplier spreads neighbouring weeks over the generator's seeds.
        fastrand::Rng::with_seed(self.seed ^ own.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn make(&self, week: (i32, u32), tuesday: NaiveDate, running: (i32, u32), now_ms: i64) -> Schedule {
        let mut random = self.random(week);
        let mut schedule = days(tuesday, self.local_hour, &mut random, now_ms);
        if week == running {
            return self.confirmed(week, schedule);
        }
        let chance = random.u32(0..100);
        if week > running || chance < 4 {
            // Fetched from Twitch: only some of the days, only those with a stream.
            schedule.retain(|entry| entry.r#type == "normal");
            schedule.truncate(4);
            return fetched(week, schedule, "auto_twitch");
        }
        match chance {
            4..10 => fetched(week, schedule, "auto_discord"),
            10 => fetched(week, Vec::new(), "auto_discord"),
            _ => self.confirmed(week, schedule),
        }
    }

    fn confirmed(&self, (year, week): (i32, u32), schedule: Vec<Entry>) -> Schedule {
        let picture = || pictures::address(&self.authority, &format!("{year}-{week:02}"));
        let image_url = (year >= PICTURES_SINCE).then(picture);
        Schedule { year, week, schedule, status: "confirmed".to_owned(), image_url }
    }
}

fn fetched((year, week): (i32, u32), schedule: Vec<Entry>, status: &str) -> Schedule {
    Schedule { year, week, schedule, status: status.to_owned(), image_url: None }
}

/// Seven days from a Tuesday on.
fn days(tuesday: NaiveDate, local_hour: u32, random: &mut fastrand::Rng, now_ms: i64) -> Vec<Entry> {
    let dates = (0..7).filter_map(|offset| tuesday.checked_add_days(Days::new(offset)));
    dates.filter_map(|date| day(date, local_hour, random, now_ms)).collect()
}

fn day(date: NaiveDate, local_hour: u32, random: &mut fastrand::Rng, now_ms: i64) -> Option<Entry> {
    let time = begins(date, local_hour)?;
    let weekday = date.weekday();
    let number = u8::try_from(weekday.num_days_from_sunday()).ok()?;
    let rest_day = match weekday {
        Weekday::Sat => 80,
        Weekday::Sun => 60,
        Weekday::Mon => 50,
        _ => 6,
    };
    let plan = PLANS.get(random.usize(0..PLANS.len())).copied().unwrap_or("Neuro Solo Stream");
    let (offline, kind) = (random.u32(0..100) < rest_day, random.u32(0..100));
    let (message, kind) = match kind {
        _ if offline => ("Offline", "offline"),
        0..6 => (plan, "canceled"),
        // Nothing is left open once its time has passed.
        6..16 if time > now_ms => ("TBD", "TBD"),
        16..18 => ("???", "unknown"),
        _ => (plan, "normal"),
    };
    Some(Entry { day: number, time, message: message.to_owned(), r#type: kind.to_owned() })
}

/// Weeks made without a script, oldest first.
fn made_weeks(now_ms: i64) -> Vec<(i32, u32)> {
    let range = running_week(now_ms).and_then(|(year, week)| {
        let last = tuesday(year, week)?.checked_add_days(Days::new(7))?;
        Some((tuesday(FIRST_YEAR, FIRST_WEEK)?, last))
    });
    let Some((first, last)) = range else { return Vec::new() };
    first.iter_weeks().take_while(|tuesday| *tuesday <= last).map(iso_week).collect()
}

/// The week whose Tuesday to Monday holds the present, by UTC.
fn running_week(now_ms: i64) -> Option<(i32, u32)> {
    let today = DateTime::from_timestamp_millis(now_ms)?.date_naive();
    Some(iso_week(today.checked_sub_days(Days::new(1))?))
}

fn iso_week(date: NaiveDate) -> (i32, u32) {
    (date.iso_week().year(), date.iso_week().week())
}

fn tuesday(year: i32, week: u32) -> Option<NaiveDate> {
    NaiveDate::from_isoywd_opt(year, week, Weekday::Tue)
}

/// The year of the present, by UTC.
pub(crate) fn calendar_year(now_ms: i64) -> Option<i32> {
    DateTime::from_timestamp_millis(now_ms).map(|now| now.year())
}

/// When a stream of this date begins that begins at this hour in London, Unix milliseconds.
fn begins(date: NaiveDate, local_hour: u32) -> Option<i64> {
    let hour = if summer_time(date)? { local_hour.saturating_sub(1) } else { local_hour };
    Some(Utc.from_utc_datetime(&date.and_hms_opt(hour, 0, 0)?).timestamp_millis())
}

/// Whether London's evening of this date is in summer time: from the last Sunday of March to the day before the
/// last Sunday of October.
fn summer_time(date: NaiveDate) -> Option<bool> {
    Some((last_sunday(date.year(), 3)?..last_sunday(date.year(), 10)?).contains(&date))
}

/// The last Sunday of a month of 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_sunday())))
}
