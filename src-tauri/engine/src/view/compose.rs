//! From state to what is shown.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use swarmbell_protocols::event::EventType;
use swarmbell_protocols::schedule::{Entry, Week};
use swarmbell_protocols::time::{Now, UnixMillis};
use swarmbell_words::say;

use super::connection::{icon_of, level_of, source_words};
use super::fit::fit;
use super::sources::{servers, sources};
use super::status::{connection, findings, icon, quiet_words, status_line, token_advice};
use super::{
    BellRow, DayEntry, GeneralView, LanguageOffer, LanguageView, LiveView, MenuEntry, NeuroView, PauseView,
    RulesView, StatusLevel, SubathonView, TokenView, TrayModel, UpdateView, WeekView, WindowSnapshot,
};
use crate::controller::{KnownWeek, Notice, SourceState, State, UpdateState};
use crate::desktop::{Delivery, TrayClick};
use crate::local::Status;
use crate::picture::PictureId;
use crate::ring::{clean, label, moment, user_zone, who_streams};
use crate::rules;
use crate::schedule::filter::STILL_ON_MS;
use crate::schedule::lateness;
use crate::settings::{Bell, Reminders, Settings};
use crate::updates::Release;

/// The tray for this state.
pub fn tray(state: &State, now: UnixMillis) -> TrayModel {
    let paused = rules::paused(&state.settings, now);
    let line = status_line(state);
    let live = live_sentence(state);
    let mut menu: Vec<MenuEntry> = live.iter().cloned().map(MenuEntry::Text).collect();
    menu.push(MenuEntry::Text(line.sentence.clone()));
    menu.push(MenuEntry::Separator);
    if !beside_the_sentence(state).is_empty() {
        menu.push(item(say!("tray-good-to-know"), TrayClick::ShowWindow));
    }
    menu.push(item(say!("tray-open-stream"), TrayClick::OpenStream));
    menu.push(item(say!("tray-show-window"), TrayClick::ShowWindow));
    if paused {
        menu.push(item(resume_label(state, now), TrayClick::Resume));
    } else {
        menu.push(item(say!("tray-pause-hour"), TrayClick::Pause));
        menu.push(item(say!("tray-pause-tomorrow"), TrayClick::PauseUntilTomorrow));
    }
    if line.fix.is_some() && line.level == StatusLevel::NeedsYou {
        menu.push(item(say!("tray-fix"), TrayClick::ShowWindow));
    } else if line.can_retry {
        menu.push(item(say!("tray-retry"), TrayClick::Retry));
    }
    menu.push(MenuEntry::Separator);
    menu.push(item(say!("tray-quit"), TrayClick::Quit));
    // The status comes first: what is too long loses its end.
    let tooltip =
        cut(std::iter::once(line.sentence).chain(live).collect::<Vec<_>>().join(" · "), MAX_TOOLTIP);
    TrayModel { icon: icon(state), paused, tooltip, menu }
}

/// Longest tooltip, in characters: Windows shows 127 UTF-16 units.
const MAX_TOOLTIP: usize = 120;

/// Longest title in the tray, in characters: a menu as wide as the screen helps nobody.
const MAX_TRAY_TITLE: usize = 60;

fn cut(text: String, most: usize) -> String {
    if text.chars().count() <= most {
        return text;
    }
    text.chars().take(most.saturating_sub(1)).chain(std::iter::once('…')).collect()
}

fn item(label: String, click: TrayClick) -> MenuEntry {
    MenuEntry::Item { label, click, enabled: true }
}

fn resume_label(state: &State, now: UnixMillis) -> String {
    match state.settings.paused_until.and_then(|until| moment(until, now, &user_zone())) {
        Some(time) => say!("tray-resume-until", time = time),
        None => say!("tray-resume"),
    }
}

fn live_sentence(state: &State) -> Option<String> {
    let stream = state.neuro.stream()?;
    let weeks = state.neuro.weeks_at_hand();
    let planned = stream.started_at.and_then(|started| lateness(started, &weeks));
    let who = who_streams(stream.title.as_deref(), planned.map(|planned| planned.entry));
    Some(match &stream.title {
        Some(title) => say!("tray-live", who = who, title = cut(clean(title), MAX_TRAY_TITLE)),
        None => say!("live-now", who = who),
    })
}

/// Everything the window shows, as far as it fits into [`SNAPSHOT_BYTES`](super::SNAPSHOT_BYTES).
pub fn snapshot(state: &State, now: UnixMillis) -> WindowSnapshot {
    let mut snapshot = WindowSnapshot {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        language: language(&state.settings),
        status: status_line(state),
        neuro: neuro(state, now),
        sources: sources(state),
        pause: state
            .settings
            .paused_until
            .filter(|until| now < *until)
            .map(|until| PauseView { until: until.0 }),
        rules: rules_view(&state.settings, now),
        general: general(state),
        update: update(state),
        servers: servers(state),
        notices: notices(state, state.notices.iter()),
    };
    fit(&mut snapshot, now);
    snapshot
}

fn language(settings: &Settings) -> LanguageView {
    let offered = swarmbell_words::languages().into_iter();
    LanguageView {
        spoken: swarmbell_words::spoken().to_owned(),
        chosen: settings.language.map(|language| language.tag().to_owned()),
        offered: offered
            .map(|language| LanguageOffer { tag: language.tag.as_str().to_owned(), name: language.name })
            .collect(),
    }
}

fn general(state: &State) -> GeneralView {
    GeneralView {
        appearance: state.settings.appearance,
        starts_in_tray: state.settings.starts_in_tray,
        starts_at_login: state.starts_at_login,
        tray_host: state.tray_host,
        settled_in: state.settings.settled_in,
    }
}

fn update(state: &State) -> Option<UpdateView> {
    let UpdateState { newer, .. } = state.updates.as_ref()?;
    let on = state.wants_updates();
    Some(UpdateView { on, newer: newer.as_ref().filter(|_| on).map(Release::to_string) })
}

fn rules_view(settings: &Settings, now: UnixMillis) -> RulesView {
    let zone = user_zone();
    let quiet = settings.quiet_hours.filter(|hours| hours.is_quiet(now, &zone));
    let quiet_until = quiet.and_then(|hours| hours.ends_at(now, &zone));
    RulesView {
        quiet_hours: settings.quiet_hours,
        quiet_now: quiet.is_some(),
        quiet_until: quiet_until.map(|until| until.0),
        volume: settings.volume,
        reminder_minutes: settings.reminder_minutes,
        only: settings.neuro.only.clone(),
        never: settings.neuro.never.clone(),
        live_opens: settings.neuro.live_opens.clone(),
    }
}

/// These, and what else is in the way of ringing.
fn notices<'a>(state: &State, notices: impl Iterator<Item = &'a Notice>) -> Vec<String> {
    let mut notices: Vec<String> = notices.map(|notice| notice.sentence.clone()).collect();
    notices.extend(state.undelivered.and_then(Delivery::sentence));
    let SourceState { token, secret, .. } = state.sources.neuro();
    if *token == TokenView::ThisRunOnly || token.needs_user() {
        notices.push(token_advice(*token, *secret));
    }
    if !state.tray_host {
        notices.push(say!("tray-no-host"));
    }
    notices
}

fn neuro(state: &State, now: UnixMillis) -> NeuroView {
    let source = state.sources.neuro();
    NeuroView {
        origin: source.origin.to_string(),
        connection: connection(state),
        sentence: source_words(source, None),
        level: level_of(icon_of(source)),
        last_event: source.last_event.map(|at| at.0),
        heard: source.heard,
        token: source.token,
        live: state.neuro.stream().map(|stream| LiveView {
            title: stream.title.as_deref().map(clean).unwrap_or_default(),
            category: stream.category.as_deref().map(clean).unwrap_or_default(),
            viewers: stream.viewers,
            started_at: stream.started_at.map(|at| at.0),
            picture: stream.picture.as_ref().map(PictureId::of),
        }),
        week: state.neuro.week.as_ref().map(|known| newest(known, state, now)),
        subathon: state.neuro.subathon.as_ref().map(SubathonView::of),
        bells: bells(state),
    }
}

/// What the first source is called.
pub const NEURO_NAME: &str = "NeuroInfoAPI";

/// Entries of one week shown at most; a hostile server must not fill the snapshot.
const MAX_ENTRIES: usize = 100;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// The newest week. It may be a coming one: then beside it is what others plan before it begins.
fn newest(known: &KnownWeek, state: &State, now: UnixMillis) -> WeekView {
    let awaited = now.0.saturating_sub(STILL_ON_MS);
    week_since(awaited, known, &state.neuro.weeks_at_hand(), &state.settings.neuro.reminders)
}

/// A week with what its neighbours plan near its days, and what of it somebody asked to be reminded of.
pub fn week(known: &KnownWeek, neighbours: &[&Week], reminders: &Reminders) -> WeekView {
    week_since(i64::MAX, known, neighbours, reminders)
}

/// As [`week`], with what its neighbours plan from a moment on.
fn week_since(since: i64, known: &KnownWeek, neighbours: &[&Week], reminders: &Reminders) -> WeekView {
    let entries = day_entries(&known.week.entries, reminders);
    let near = |entry: &DayEntry| {
        let (first, last) = (entries.first(), entries.last());
        first.is_some_and(|first| first.time.saturating_sub(DAY_MS).min(since) <= entry.time)
            && last.is_some_and(|last| entry.time <= last.time.saturating_add(DAY_MS))
            && !entries.contains(entry)
    };
    let mut beside: Vec<DayEntry> =
        neighbours.iter().flat_map(|week| day_entries(&week.entries, reminders)).collect();
    beside.retain(near);
    beside.sort_by_key(|entry| entry.time);
    beside.dedup();
    WeekView {
        year: known.week.year,
        week: known.week.week,
        is_final: known.week.is_final,
        whole: true,
        as_of: known.as_of.0,
        entries,
        beside,
        picture: known.week.picture.as_ref().map(PictureId::of),
    }
}

/// The ISO weeks before and after one.
pub fn neighbours(week: &Week) -> Vec<(i32, u32)> {
    let Some(monday) = NaiveDate::from_isoywd_opt(week.year, week.week, Weekday::Mon) else {
        return Vec::new();
    };
    let days = [monday.checked_sub_days(Days::new(7)), monday.checked_add_days(Days::new(7))];
    days.into_iter().flatten().map(|day| (day.iso_week().year(), day.iso_week().week())).collect()
}

fn day_entries(entries: &[Entry], reminders: &Reminders) -> Vec<DayEntry> {
    let shown = entries.iter().take(MAX_ENTRIES);
    let mut shown: Vec<DayEntry> = shown
        .map(|entry| DayEntry {
            time: entry.time.0,
            message: clean(&entry.message),
            kind: entry.kind,
            reminded: reminders.contains(entry),
        })
        .collect();
    shown.sort_by_key(|entry| entry.time);
    shown
}

fn bells(state: &State) -> Vec<BellRow> {
    let row = |kind: EventType| {
        let Bell { rings, sounds, through_quiet } = rules::bell(&state.settings, &kind);
        BellRow { label: label(kind.as_str()), rings, sounds, through_quiet, event_type: kind.0 }
    };
    rules::listed(&state.sources.neuro().available).into_iter().map(row).collect()
}

/// What the user should know and the sentence of the status does not say.
fn beside_the_sentence(state: &State) -> Vec<String> {
    let sentence = status_line(state).sentence;
    let mut notices = notices(state, findings(state));
    notices.retain(|notice| !sentence.contains(notice));
    notices
}

/// How things are, for scripts and status bars.
pub fn status(state: &State, now: Now) -> Status {
    Status {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        connection: connection(state),
        sentence: status_line(state).sentence,
        live: state.neuro.live.is_some(),
        title: state.neuro.stream().and_then(|stream| stream.title.as_deref()).map(clean),
        paused_until: state.settings.paused_until.filter(|until| now.wall < *until).map(|until| until.0),
        notices: beside_the_sentence(state),
        quiet: quiet_words(&state.settings, now.wall),
        uptime_secs: state.started.until(now.steady).as_secs(),
    }
}
