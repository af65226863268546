use std::time::Duration;

use chrono::FixedOffset;
use chrono::Weekday;
use serde_json::Value;
use swarmbell_protocols::event::{EventKey, Via};
use swarmbell_protocols::schedule::{Entry, EntryKind};
use swarmbell_protocols::stream::LiveStream;
use swarmbell_protocols::time::{Now, Steady};
use swarmbell_protocols::web::WebAddress;

use super::*;
use crate::settings::{BellChoice, Days, Phrases, QuietHours, RingRule, Settings, TimeOfDay};

/// 2026-11-18 12:00 UTC, a Wednesday in ISO week 47.
const NOW: UnixMillis = UnixMillis(1_795_003_200_000);

fn event(event_type: &str, subject: Subject) -> Event {
    Event {
        event_type: event_type.into(),
        key: EventKey("k".into()),
        key_lifetime: None,
        channel: None,
        version: None,
        at: NOW,
        via: Via::Push,
        subject,
        page: None,
        payload: Value::Null,
    }
}

fn live(title: &str) -> Event {
    let stream = LiveStream {
        id: "1".into(),
        title: Some(title.into()),
        category: Some("Raft".into()),
        tags: vec!["English".into()],
        viewers: None,
        started_at: Some(NOW),
        picture: None,
        page: WebAddress::twitch_channel("vedal987").unwrap(),
    };
    event("streamOnline", Subject::Live(stream))
}

fn entry(hours: i64, message: &str) -> Entry {
    Entry { time: UnixMillis(NOW.0 + hours * 3_600_000), message: message.into(), kind: EntryKind::Normal }
}

fn week_of(number: u32, entries: Vec<Entry>) -> Week {
    Week { year: 2026, week: number, entries, is_final: true, picture: None }
}

fn schedule(number: u32) -> Event {
    event("scheduleUpdate", Subject::Schedule(week_of(number, Vec::new())))
}

/// What is decided with nothing known but the settings and the time.
fn decided(event: &Event, settings: &Settings, now: UnixMillis) -> Verdict {
    let zone = FixedOffset::east_opt(0).unwrap();
    decide(event, &facts(settings, now, &zone), &mut Grouping::<()>::default())
}

fn facts<'a>(settings: &'a Settings, now: UnixMillis, zone: &'a FixedOffset) -> Facts<'a, FixedOffset> {
    let now = Now { steady: Steady::default(), wall: now };
    Facts {
        settings,
        bells: Bells::Switches,
        now,
        zone,
        weeks: &[],
        old_week: None,
        subathon_told: false,
        ended_at: None,
        hushed: None,
    }
}

fn silent(reason: Reason) -> Verdict {
    Verdict::Silent(reason)
}

fn choose(settings: &mut Settings, kind: &str, choice: BellChoice) {
    settings.neuro.bells.put(kind.into(), choice).unwrap();
}

const RING: Verdict = Verdict::Ring(Tone::Normal);

#[test]
fn a_bell_that_is_switched_off_is_silent_with_the_reason() {
    let mut settings = Settings::default();
    choose(&mut settings, "streamOnline", BellChoice { ring: Some(false), ..BellChoice::default() });
    let verdict = decided(&live("rafts"), &settings, NOW);
    assert_eq!(verdict, silent(Reason::SwitchedOff));
    assert_eq!(verdict.to_string(), "silenced (switched off)");
}

#[test]
fn a_pause_silences_until_its_last_millisecond() {
    let settings = Settings { paused_until: Some(NOW), ..Settings::default() };
    assert_eq!(decided(&live("rafts"), &settings, UnixMillis(NOW.0 - 1)), silent(Reason::Paused));
    assert_eq!(decided(&live("rafts"), &settings, NOW), RING);
}

#[test]
fn a_schedule_of_a_past_or_distant_week_does_not_ring() {
    let settings = Settings::default();
    assert_eq!(decided(&schedule(46), &settings, NOW), silent(Reason::OtherWeek));
    assert_eq!(decided(&schedule(47), &settings, NOW), RING);
    assert_eq!(decided(&schedule(48), &settings, NOW), RING);
    assert_eq!(decided(&schedule(49), &settings, NOW), silent(Reason::OtherWeek));
    assert_eq!(decided(&schedule(99), &settings, NOW), silent(Reason::OtherWeek));
}

#[test]
fn on_the_monday_after_it_a_week_is_not_yet_past() {
    const DAY: i64 = 86_400_000;
    let settings = Settings::default();
    let monday = UnixMillis(NOW.0 - 2 * DAY);
    assert_eq!(decided(&schedule(46), &settings, monday), RING);
    assert_eq!(decided(&schedule(45), &settings, monday), silent(Reason::OtherWeek));
    assert_eq!(decided(&schedule(46), &settings, UnixMillis(monday.0 + DAY)), silent(Reason::OtherWeek));
    let sunday = UnixMillis(monday.0 - DAY);
    assert_eq!(decided(&schedule(46), &settings, sunday), RING);
    assert_eq!(decided(&schedule(45), &settings, sunday), silent(Reason::OtherWeek));
}

#[test]
fn an_unknown_kind_rings_only_when_switched_on() {
    let mut settings = Settings::default();
    let unknown = event("coffeeReady", Subject::Other);
    assert_eq!(decided(&unknown, &settings, NOW), silent(Reason::SwitchedOff));
    choose(&mut settings, "coffeeReady", BellChoice { ring: Some(true), ..BellChoice::default() });
    assert_eq!(decided(&unknown, &settings, NOW), RING);
}

/// Quiet from 11:00 to 13:00 UTC, every day.
fn noon() -> Settings {
    let (from, to) = (TimeOfDay::new(11, 0).unwrap(), TimeOfDay::new(13, 0).unwrap());
    let quiet_hours = Some(QuietHours { from, to, days: Days::default() });
    Settings { quiet_hours, ..Settings::default() }
}

#[test]
fn quiet_hours_silence_and_say_so() {
    let verdict = decided(&live("rafts"), &noon(), NOW);
    assert_eq!(verdict, silent(Reason::QuietHours));
    assert_eq!(verdict.to_string(), "silenced (quiet hours)");
    assert!(!verdict.settles(&live("rafts").subject));
    assert_eq!(decided(&live("rafts"), &noon(), NOW.plus(Duration::from_secs(3_600))), RING);
    let mut other_days = noon();
    if let Some(hours) = &mut other_days.quiet_hours {
        hours.days = vec![Weekday::Thu].into();
    }
    assert_eq!(decided(&live("rafts"), &other_days, NOW), RING);
}

#[test]
fn a_kind_breaks_through_quiet_hours_when_it_may_and_through_no_pause() {
    let mut settings = noon();
    let through = BellChoice { through_quiet: Some(true), ..BellChoice::default() };
    choose(&mut settings, "streamOnline", through);
    assert_eq!(decided(&live("rafts"), &settings, NOW), RING);
    assert_eq!(decided(&schedule(47), &settings, NOW), silent(Reason::QuietHours));
    settings.paused_until = Some(UnixMillis(NOW.0 + 1));
    assert_eq!(decided(&live("rafts"), &settings, NOW), silent(Reason::Paused));
}

#[test]
fn a_rule_rings_with_a_sound_and_not_in_quiet_hours_unless_it_says_so() {
    let settings = noon();
    let zone = FixedOffset::east_opt(0).unwrap();
    let decided = |rule: RingRule| {
        let rules = [RingRule { rings: true, ..rule }];
        let bells = Bells::Rules { rules: &rules, source: "Builds" };
        let event = event("build.failed", Subject::Other);
        let facts = Facts { bells, ..facts(&settings, NOW, &zone) };
        let verdict = decide(&event, &facts, &mut Grouping::<()>::default());
        (verdict, bells.bell(&settings, &event).sounds)
    };
    assert_eq!(decided(RingRule::default()), (silent(Reason::QuietHours), true));
    let loud = RingRule { through_quiet: Some(true), sound: Some(false), ..RingRule::default() };
    assert_eq!(decided(loud), (RING, false));
}

fn keywords(only: &[&str], never: &[&str]) -> Settings {
    let phrases = |list: &[&str]| {
        Phrases::try_from(list.iter().map(|phrase| (*phrase).to_owned()).collect::<Vec<_>>()).unwrap()
    };
    let mut settings = Settings::default();
    settings.neuro.only = phrases(only);
    settings.neuro.never = phrases(never);
    settings
}

#[test]
fn keywords_let_ring_only_what_speaks_of_them_and_never_wins() {
    let karaoke = keywords(&["karaoke"], &[]);
    let verdict = decided(&live("rafts"), &karaoke, NOW);
    assert_eq!(verdict.to_string(), "silenced (none of your keywords)");
    assert_eq!(decided(&live("KARAOKE night"), &karaoke, NOW), RING);
    assert_eq!(decided(&live("rafts"), &keywords(&["raft"], &[]), NOW), RING);
    assert_eq!(decided(&live("rafts"), &keywords(&["english"], &[]), NOW), RING);
    let verdict = decided(&live("karaoke"), &keywords(&["karaoke"], &["Raft"]), NOW);
    assert_eq!(verdict.to_string(), "silenced (never: Raft)");
}

#[test]
fn an_event_without_words_passes_the_keywords() {
    let mut settings = keywords(&["karaoke"], &[]);
    choose(&mut settings, "streamOffline", BellChoice { ring: Some(true), ..BellChoice::default() });
    assert_eq!(decided(&event("streamOffline", Subject::Ended), &settings, NOW), RING);
}

#[test]
fn a_live_stream_silenced_by_keywords_can_ring_under_another_title() {
    let settings = keywords(&["karaoke"], &[]);
    let rafts = live("rafts");
    assert!(!decided(&rafts, &settings, NOW).settles(&rafts.subject));
    let reminder = event("reminder", Subject::Reminder(entry(1, "rafts")));
    let verdict = decided(&reminder, &settings, NOW);
    assert_eq!(verdict, silent(Reason::Filtered(Filtered::Only)));
    assert!(verdict.settles(&reminder.subject));
}

#[test]
fn of_a_changed_schedule_one_change_that_may_ring_is_enough() {
    let (minecraft, karaoke) = (entry(1, "Minecraft"), entry(25, "Karaoke"));
    let update = |entries| event("scheduleUpdate", Subject::Schedule(week_of(47, entries)));
    let both = keywords(&["karaoke"], &["minecraft"]);
    assert_eq!(decided(&update(vec![karaoke.clone(), minecraft.clone()]), &both, NOW), RING);
    let update = update(vec![minecraft, karaoke]);
    assert_eq!(decided(&update, &both, NOW), RING);
    let settings = keywords(&["karaoke"], &[]);
    let zone = FixedOffset::east_opt(0).unwrap();
    let old = week_of(47, vec![entry(25, "Karaoke")]);
    let facts = Facts { old_week: Some(&old), ..facts(&settings, NOW, &zone) };
    let verdict = decide(&update, &facts, &mut Grouping::<()>::default());
    assert_eq!(verdict, silent(Reason::Filtered(Filtered::Only)));
}

#[test]
fn of_a_new_schedule_only_what_lies_ahead_is_looked_at() {
    let karaoke = keywords(&["karaoke"], &[]);
    for (hours, verdict) in [
        (1, RING),
        (0, silent(Reason::Filtered(Filtered::Only))),
        (-1, silent(Reason::Filtered(Filtered::Only))),
    ] {
        let update = event(
            "scheduleUpdate",
            Subject::Schedule(week_of(47, vec![entry(hours, "Karaoke"), entry(2, "Rafts")])),
        );
        assert_eq!(decided(&update, &karaoke, NOW), verdict, "{hours}");
    }
}

#[test]
fn a_schedule_in_which_nothing_ahead_changed_does_not_ring() {
    let settings = Settings::default();
    let zone = FixedOffset::east_opt(0).unwrap();
    let old = week_of(47, vec![entry(-2, "Raft"), entry(25, "Karaoke")]);
    let update = |entries| event("scheduleUpdate", Subject::Schedule(week_of(47, entries)));
    let verdict = |event: &Event| {
        let facts = Facts { old_week: Some(&old), ..facts(&settings, NOW, &zone) };
        decide(event, &facts, &mut Grouping::<()>::default())
    };
    let past = update(vec![entry(-2, "Minecraft"), entry(25, "**Karaoke**")]);
    assert_eq!(verdict(&past), silent(Reason::NothingAhead));
    assert!(verdict(&past).settles(&past.subject));
    assert_eq!(verdict(&update(vec![entry(-2, "Raft"), entry(26, "Karaoke")])), RING);
}

#[test]
fn a_stream_that_is_back_within_a_quarter_of_an_hour_rings_without_a_sound() {
    let settings = Settings::default();
    let zone = FixedOffset::east_opt(0).unwrap();
    let after = |minutes: i64| {
        let ended_at = Some(UnixMillis(NOW.0 - minutes * 60_000));
        let facts = Facts { ended_at, ..facts(&settings, NOW, &zone) };
        decide(&live("rafts"), &facts, &mut Grouping::<()>::default())
    };
    assert_eq!(after(14), Verdict::Ring(Tone::BackOnline));
    assert_eq!(after(14).to_string(), "rang without a sound (back online)");
    assert_eq!(after(15), RING);
}

#[test]
fn a_live_stream_is_never_held_back_by_other_rings() {
    let settings = Settings::default();
    let zone = FixedOffset::east_opt(0).unwrap();
    let facts = facts(&settings, NOW, &zone);
    let mut grouping = Grouping::<()>::default();
    let raid = event("streamRaidIncoming", Subject::Other);
    let verdicts: Vec<_> = (0..4).map(|_| decide(&raid, &facts, &mut grouping)).collect();
    assert_eq!(verdicts, [RING, RING, RING, Verdict::Group]);
    assert_eq!(verdicts[3].to_string(), "grouped");
    assert!(!verdicts[3].settles(&raid.subject));
    assert_eq!(decide(&live("rafts"), &facts, &mut grouping), RING);
}

#[test]
fn what_the_system_hushes_stays_open() {
    let settings = Settings::default();
    let zone = FixedOffset::east_opt(0).unwrap();
    let facts = Facts { hushed: Some(HushedBy::DoNotDisturb), ..facts(&settings, NOW, &zone) };
    let verdict = decide(&live("rafts"), &facts, &mut Grouping::<()>::default());
    assert_eq!(verdict, silent(Reason::Hushed(HushedBy::DoNotDisturb)));
    assert!(!verdict.settles(&live("rafts").subject));
}

#[test]
fn what_is_not_live_goes_to_the_systems_own_list_though_hushed() {
    let settings = Settings::default();
    let zone = FixedOffset::east_opt(0).unwrap();
    let facts = Facts { hushed: Some(HushedBy::DoNotDisturb), ..facts(&settings, NOW, &zone) };
    assert_eq!(decide(&schedule(47), &facts, &mut Grouping::<()>::default()), RING);
}
