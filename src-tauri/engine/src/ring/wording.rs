//! What a ring says, and what a click on it does.

use std::time::Duration;

use chrono::{DateTime, Local, TimeZone};
use swarmbell_protocols::Event;
use swarmbell_protocols::event::{Direction, Subject, Via};
use swarmbell_protocols::schedule::{Entry, EntryKind, Week};
use swarmbell_protocols::stream::{Channel, LiveStream};
use swarmbell_protocols::time::UnixMillis;

use super::text::clean;
use super::{Action, Button, Ring, RingId, SNOOZE};

/// A live stream that began longer ago than this is announced with "live since".
const FRESH: Duration = Duration::from_secs(5 * 60);

/// Words an event for the bell. `zone` is the user's, for times of day.
pub fn word<Z: TimeZone>(id: RingId, event: &Event, now: UnixMillis, zone: &Z) -> Ring
where
    Z::Offset: std::fmt::Display,
{
    let (title, body) = match &event.subject {
        Subject::Live(stream) => live(stream, event.via, now, zone),
        Subject::SecretLive(stream) => ("The secret account is live".to_owned(), about(stream)),
        Subject::Ended => ("The stream has ended".to_owned(), String::new()),
        Subject::Changed { title, category } => ("The stream changed".to_owned(), join(title, category)),
        Subject::Raid { direction, channel, party } => raid(*direction, channel, *party),
        Subject::Schedule(week) => schedule(week, now, zone),
        _ => (label(event.event_type.as_str()), String::new()),
    };
    let click = event.page.clone().map_or(Action::ShowWindow, Action::Open);
    let mut buttons = Vec::new();
    if let Action::Open(_) = click {
        buttons.push(Button { label: "Watch".to_owned(), action: click.clone() });
    }
    buttons.push(Button { label: "Snooze 1 h".to_owned(), action: Action::Snooze(SNOOZE) });
    let urgent = matches!(event.subject, Subject::Live(_));
    Ring { id, title: clean(&title), body: clean(&body), click, buttons, urgent, quiet: false }
}

/// The ring that *Send a test notification* shows.
pub fn test_ring(id: RingId) -> Ring {
    Ring {
        id,
        title: "This is how Swarmbell rings".to_owned(),
        body: "A click on a real ring opens the stream.".to_owned(),
        click: Action::ShowWindow,
        buttons: Vec::new(),
        urgent: false,
        quiet: false,
    }
}

/// A kind of event in words; the wire name where this version knows no better.
pub fn label(event_type: &str) -> String {
    match event_type {
        "streamOnline" => "Stream goes live",
        "secretneuroaccountOnline" => "Secret account goes live",
        "streamRaidIncoming" => "Raid arrives",
        "streamRaidOutgoing" => "Raid leaves for another channel",
        "scheduleUpdate" => "Schedule changes",
        "reminder" => "Reminder before a stream",
        "streamUpdate" => "Title or category changes",
        "streamOffline" => "Stream ends",
        "subathonUpdate" => "Subathon news",
        "subathonGoalUpdate" => "Subathon goal reached",
        "blogFeedUpdate" => "New blog entry",
        "xFeedNewEntries" => "New post on X",
        other => return clean(other),
    }
    .to_owned()
}

/// A time of day in the user's zone, `21:03`.
pub fn time_of_day<Z: TimeZone>(at: UnixMillis, zone: &Z) -> Option<String>
where
    Z::Offset: std::fmt::Display,
{
    local(at, zone).map(|time| time.format("%H:%M").to_string())
}

/// A moment ahead in the user's zone: `21:03`, with the day when it is more than twenty hours away.
pub fn moment<Z: TimeZone>(at: UnixMillis, now: UnixMillis, zone: &Z) -> Option<String>
where
    Z::Offset: std::fmt::Display,
{
    let format = if at.since(now) < SAME_DAY { "%H:%M" } else { "%a %-d %b %H:%M" };
    local(at, zone).map(|time| time.format(format).to_string())
}

/// Within this time a time of day alone can mean one moment only.
const SAME_DAY: Duration = Duration::from_secs(20 * 60 * 60);

/// The user's zone as the system has it now.
pub fn user_zone() -> Local {
    Local
}

fn live<Z: TimeZone>(stream: &LiveStream, via: Via, now: UnixMillis, zone: &Z) -> (String, String)
where
    Z::Offset: std::fmt::Display,
{
    let who = who_streams(stream.title.as_deref());
    let began_long_ago = |started: &UnixMillis| via == Via::Snapshot && now.since(*started) > FRESH;
    let since = stream.started_at.filter(began_long_ago).and_then(|started| time_of_day(started, zone));
    let title = match since {
        Some(time) => format!("{who} is live since {time}"),
        None => format!("{who} is live"),
    };
    (title, about(stream))
}

/// Who is on the air, as far as the title says it.
pub fn who_streams(title: Option<&str>) -> &'static str {
    let says_evil = title.is_some_and(|title| {
        title.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("evil"))
    });
    if says_evil { "Evil" } else { "Neuro-sama" }
}

fn about(stream: &LiveStream) -> String {
    join(&stream.title, &stream.category)
}

/// Joins what is there with a dot. The second part keeps its place even when the first is very long.
fn join(first: &Option<String>, second: &Option<String>) -> String {
    let first = first.as_deref().map(clean).filter(|text| !text.is_empty());
    let second = second.as_deref().map(clean).filter(|text| !text.is_empty());
    match (first, second) {
        (Some(first), Some(second)) => {
            let room = super::text::MAX_CHARS.saturating_sub(second.chars().count() + 3);
            let head: String = first.chars().take(room).collect();
            format!("{head} · {second}")
        }
        (first, second) => first.or(second).unwrap_or_default(),
    }
}

fn raid(direction: Direction, channel: &Channel, party: Option<u64>) -> (String, String) {
    let name = clean(&channel.name);
    let title = match direction {
        Direction::Incoming => format!("{name} raids the stream"),
        Direction::Outgoing => format!("The stream raids {name}"),
    };
    let body = match party {
        Some(1) => "with 1 viewer".to_owned(),
        Some(count) => format!("with {count} viewers"),
        None => String::new(),
    };
    (title, body)
}

fn schedule<Z: TimeZone>(week: &Week, now: UnixMillis, zone: &Z) -> (String, String)
where
    Z::Offset: std::fmt::Display,
{
    let title = format!("The schedule of week {} was updated", week.week);
    let mut planned: Vec<&Entry> = week
        .entries
        .iter()
        .filter(|entry| matches!(entry.kind, EntryKind::Normal | EntryKind::Tbd) && entry.time > now)
        .collect();
    planned.sort_by_key(|entry| entry.time);
    let body = planned.first().and_then(|next| {
        let time = local(next.time, zone)?.format("%a %H:%M").to_string();
        Some(format!("Next: {} · {time}", clean(&next.message)))
    });
    (title, body.unwrap_or_default())
}

fn local<Z: TimeZone>(at: UnixMillis, zone: &Z) -> Option<DateTime<Z>> {
    zone.timestamp_millis_opt(at.0).earliest()
}

#[cfg(test)]
mod tests {
    use chrono::FixedOffset;
    use serde_json::Value;
    use swarmbell_protocols::event::EventKey;
    use swarmbell_protocols::web::WebAddress;

    use super::*;

    const NOW: UnixMillis = UnixMillis(1_795_201_251_000);

    fn zone() -> FixedOffset {
        FixedOffset::east_opt(2 * 3600).unwrap()
    }

    fn stream(title: &str) -> LiveStream {
        LiveStream {
            id: "1".into(),
            title: Some(title.into()),
            category: Some("Raft".into()),
            tags: Vec::new(),
            viewers: Some(10),
            started_at: Some(UnixMillis(NOW.0 - 9_000)),
            page: WebAddress::twitch_channel("vedal987").unwrap(),
        }
    }

    fn event(subject: Subject) -> Event {
        Event {
            event_type: "streamOnline".into(),
            key: EventKey("k".into()),
            key_lifetime: None,
            version: None,
            at: NOW,
            via: Via::Push,
            subject,
            page: WebAddress::twitch_channel("vedal987"),
            payload: Value::Null,
        }
    }

    fn said(event: &Event) -> (String, String) {
        let ring = word(RingId(1), event, NOW, &zone());
        (ring.title, ring.body)
    }

    #[test]
    fn a_live_ring_says_who_and_what_and_opens_the_stream() {
        let ring = word(RingId(1), &event(Subject::Live(stream("rafts"))), NOW, &zone());
        assert_eq!((ring.title.as_str(), ring.body.as_str()), ("Neuro-sama is live", "rafts · Raft"));
        let page = WebAddress::twitch_channel("vedal987").unwrap();
        assert_eq!(ring.click, Action::Open(page));
        let labels: Vec<&str> = ring.buttons.iter().map(|button| button.label.as_str()).collect();
        assert_eq!(labels, ["Watch", "Snooze 1 h"]);
    }

    #[test]
    fn evil_is_named_when_the_title_says_so() {
        assert_eq!(said(&event(Subject::Live(stream("EVIL karaoke!")))).0, "Evil is live");
        assert_eq!(said(&event(Subject::Live(stream("medieval times")))).0, "Neuro-sama is live");
    }

    #[test]
    fn a_stream_found_running_is_announced_with_its_start() {
        let mut running = stream("rafts");
        running.started_at = Some(UnixMillis(NOW.0 - 3_600_000));
        let found = Event { via: Via::Snapshot, ..event(Subject::Live(running.clone())) };
        assert_eq!(said(&found).0, "Neuro-sama is live since 20:00");
        assert_eq!(said(&event(Subject::Live(running))).0, "Neuro-sama is live");
    }

    #[test]
    fn a_raid_names_the_channel_and_the_size_of_the_party() {
        let channel = Channel { id: None, login: None, name: "Harbor\u{202E}Fox".into() };
        let raid = Subject::Raid { direction: Direction::Incoming, channel, party: Some(742) };
        assert_eq!(said(&event(raid)), ("HarborFox raids the stream".into(), "with 742 viewers".into()));
    }

    #[test]
    fn a_very_long_title_leaves_room_for_the_category() {
        let (_, body) = said(&event(Subject::Live(stream(&"x".repeat(10_000)))));
        assert!(body.ends_with("· Raft"), "{body}");
        assert!(body.chars().count() <= 200);
    }

    #[test]
    fn an_unknown_event_rings_with_its_own_name() {
        let unknown = Event { event_type: "coffeeReady".into(), page: None, ..event(Subject::Other) };
        let ring = word(RingId(1), &unknown, NOW, &zone());
        assert_eq!((ring.title.as_str(), ring.click), ("coffeeReady", Action::ShowWindow));
    }

    #[test]
    fn a_moment_far_ahead_is_told_with_its_day() {
        let at = |hours: i64| moment(UnixMillis(NOW.0 + hours * 3_600_000), NOW, &zone()).unwrap();
        assert_eq!((at(1).as_str(), at(72).as_str()), ("22:00", "Mon 23 Nov 21:00"));
    }

    #[test]
    fn a_schedule_ring_names_the_next_stream_in_local_time() {
        let entry =
            Entry { time: UnixMillis(NOW.0 + 3_600_000), message: "Karaoke".into(), kind: EntryKind::Normal };
        let off = Entry { time: UnixMillis(NOW.0 + 60_000), message: "no".into(), kind: EntryKind::Offline };
        let week = Week { year: 2026, week: 47, entries: vec![off, entry], is_final: true, picture: None };
        assert_eq!(said(&event(Subject::Schedule(week))).1, "Next: Karaoke · Fri 22:00");
    }
}
