//! What an event or an answer says about the present.

use std::time::Duration;

use swarmbell_protocols::Event;
use swarmbell_protocols::adapter::Ask;
use swarmbell_protocols::event::Subject;
use swarmbell_protocols::schedule::Week;
use swarmbell_protocols::time::UnixMillis;

use super::Controller;
use super::state::{KnownWeek, LastStream};
use crate::local::Answer;
use crate::settings::SourceId;

/// Weeks further away than this are not kept at hand; the window asks for them.
const AT_HAND: Duration = Duration::from_secs(15 * 24 * 60 * 60);

/// A week further ahead than this does not count as the latest.
const FAR_AHEAD: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// Name under which the latest week is cached.
pub(super) const LATEST_WEEK: &str = "latest";

/// Name under which the beginning of the subathon told last is cached.
const TOLD_SUBATHON: &str = "told subathon";

/// Name under which an adapter's position is cached.
pub(super) const POSITION: &str = "position";

/// Name under which the last stream is cached.
pub(super) const LAST_STREAM: &str = "last stream";

impl Controller {
    /// Takes up what earlier runs knew.
    pub(super) fn remember(&mut self, now: UnixMillis) {
        let source = SourceId::neuro();
        self.state.neuro.week =
            self.cached(&source, LATEST_WEEK).filter(|known: &KnownWeek| !is_far_ahead(&known.week, now));
        self.state.neuro.last_stream = self.cached(&source, LAST_STREAM).unwrap_or_default();
        for (year, week) in around(now) {
            let known: Option<Option<KnownWeek>> = self.cached(&source, &week_name(year, week));
            self.state.neuro.weeks.extend(known.flatten().map(|known| (known.place(), known)));
        }
        self.state.neuro.weeks.extend(self.state.neuro.week.clone().map(|known| (known.place(), known)));
    }

    /// Keeps the picture of the present up to date.
    pub(super) fn learn(&mut self, source: &SourceId, event: &Event, now: UnixMillis) {
        // The picture is the first source's.
        if *source != SourceId::neuro() {
            return;
        }
        match &event.subject {
            Subject::Live(_) => self.live(event),
            Subject::Ended => self.ended(event.at.min(now), now),
            Subject::Changed { title, category } => {
                if let Some(Event { subject: Subject::Live(stream), .. }) = &mut self.state.neuro.live {
                    stream.title = title.clone().or(stream.title.take());
                    stream.category = category.clone().or(stream.category.take());
                }
            }
            Subject::Schedule(week) => {
                self.state.neuro.published.insert((week.year, week.week), event.clone());
                self.know_week(KnownWeek { week: week.clone(), as_of: now }, now);
            }
            Subject::Subathon(told) => self.know_subathon(told),
            Subject::Goal(update) => self.know_goal(update),
            _ => {}
        }
    }

    /// The server told when streams about development were.
    pub(super) fn devstreams_told(&mut self, source: &SourceId, times: &[UnixMillis], now: UnixMillis) {
        self.cache(source, DEVSTREAMS, &times, now);
        self.reply_to(source, &Ask::DevstreamTimes, &Answer::Done);
    }

    fn live(&mut self, event: &Event) {
        let mut live = event.clone();
        // A look that knows less than the last one takes nothing away.
        if let (Subject::Live(new), Some(old)) = (&mut live.subject, self.state.neuro.stream())
            && new.id == old.id
        {
            new.title = new.title.take().or_else(|| old.title.clone());
            new.category = new.category.take().or_else(|| old.category.clone());
            new.started_at = new.started_at.or(old.started_at);
            new.picture = new.picture.take().or_else(|| old.picture.clone());
        }
        self.state.neuro.live = Some(live);
    }

    /// Nothing is on the air any more.
    pub(super) fn ended(&mut self, at: UnixMillis, now: UnixMillis) {
        let Some(live) = self.state.neuro.live.take() else { return };
        let source = SourceId::neuro();
        // What nobody was told cannot come back.
        let told = self.rings.was_accepted(&source, &live, now)
            || self.journal.is_announced(&source, &live, now).unwrap_or_default();
        let last = LastStream { ended_at: told.then_some(at) };
        self.state.neuro.last_stream = last;
        self.cache(&source, LAST_STREAM, &last, now);
    }

    /// Takes up a week, as the latest when it is, and keeps it for the time without a network.
    pub(super) fn know_week(&mut self, known: KnownWeek, now: UnixMillis) {
        let source = SourceId::neuro();
        let latest = self.state.neuro.week.as_ref().map(KnownWeek::place);
        self.cache(&source, &week_name(known.week.year, known.week.week), &Some(&known), now);
        self.move_reminders(&known.week, now);
        self.state.neuro.weeks.insert(known.place(), known.clone());
        self.state.neuro.weeks.retain(|_, known| is_at_hand(&known.week, now));
        let at_hand = &self.state.neuro.weeks;
        self.state.neuro.published.retain(|place, _| at_hand.contains_key(place));
        if !is_far_ahead(&known.week, now) && latest.is_none_or(|latest| known.place() >= latest) {
            self.cache(&source, LATEST_WEEK, &known, now);
            self.state.neuro.week = Some(known);
        }
    }

    /// The version of a week that was told last.
    pub(super) fn told_week(&self, event: &Event) -> Option<Week> {
        let Subject::Schedule(week) = &event.subject else { return None };
        self.cached(&SourceId::neuro(), &told_name(week))
    }

    /// Whether something of this subathon was told.
    pub(super) fn subathon_told(&self, event: &Event) -> bool {
        let Subject::Subathon(subathon) = &event.subject else { return false };
        let told: Option<Option<UnixMillis>> = self.cached(&SourceId::neuro(), TOLD_SUBATHON);
        told.is_some_and(|told| told == subathon.started_at)
    }

    /// Remembers what was told of a thing that changes, for the words of what comes next.
    pub(super) fn told(&mut self, event: &Event, now: UnixMillis) {
        match &event.subject {
            Subject::Schedule(week) => self.cache(&SourceId::neuro(), &told_name(week), week, now),
            Subject::Subathon(subathon) => {
                self.cache(&SourceId::neuro(), TOLD_SUBATHON, &subathon.started_at, now);
            }
            _ => {}
        }
    }
}

/// How the names begin under which weeks are cached.
pub(super) const WEEK: &str = "week:";

/// Name under which it is cached which weeks there are.
pub(super) const WEEKS: &str = "weeks";

/// Name under which it is cached when streams about development were.
pub(super) const DEVSTREAMS: &str = "devstreams";

/// Name under which a week is cached.
pub(super) fn week_name(year: i32, week: u32) -> String {
    format!("{WEEK}{year}/{week}")
}

fn told_name(week: &Week) -> String {
    format!("told:{}", week.name())
}

/// The ISO weeks around this moment.
fn around(now: UnixMillis) -> Vec<(i32, u32)> {
    use chrono::Datelike;

    let Some(today) = chrono::DateTime::from_timestamp_millis(now.0).map(|time| time.date_naive()) else {
        return Vec::new();
    };
    let weeks = (-1..=1).filter_map(|weeks| today.checked_add_signed(chrono::Duration::weeks(weeks)));
    weeks.map(|day| (day.iso_week().year(), day.iso_week().week())).collect()
}

/// Whether a week is near enough to be looked at again and again.
pub(super) fn is_at_hand(week: &Week, now: UnixMillis) -> bool {
    monday(week).is_some_and(|monday| monday.since(now).max(now.since(monday)) <= AT_HAND)
}

/// Nobody plans that far: such a week is a mistake, and as the latest one it would hide all that come.
fn is_far_ahead(week: &Week, now: UnixMillis) -> bool {
    monday(week).is_none_or(|monday| monday.since(now) > FAR_AHEAD)
}

fn monday(week: &Week) -> Option<UnixMillis> {
    let monday = chrono::NaiveDate::from_isoywd_opt(week.year, week.week, chrono::Weekday::Mon)?;
    Some(UnixMillis(monday.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis()))
}
