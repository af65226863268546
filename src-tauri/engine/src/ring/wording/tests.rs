use std::time::Duration;

use chrono::FixedOffset;
use serde_json::Value;
use swarmbell_protocols::event::{EventKey, Via};
use swarmbell_protocols::news::{Article, Goal, GoalUpdate, Post, PostKind, Relevance, Story, Subathon};
use swarmbell_protocols::schedule::{Entry, EntryKind, Week};
use swarmbell_protocols::stream::{Channel, LiveStream, Recording};
use swarmbell_protocols::time::{Now, Steady, UnixMillis};

use super::*;
use crate::settings::{LiveOpens, Settings};

/// 2026-11-20 19:00:51 UTC, a Friday: 21:00:51 in [`zone`].
const NOW: UnixMillis = UnixMillis(1_795_201_251_000);
const MINUTE: i64 = 60_000;

fn zone() -> FixedOffset {
    FixedOffset::east_opt(2 * 3600).unwrap()
}

fn minutes(ahead: i64) -> UnixMillis {
    UnixMillis(NOW.0 + ahead * MINUTE)
}

fn stream(title: &str) -> LiveStream {
    LiveStream {
        id: "1".into(),
        title: Some(title.into()),
        category: Some("Raft".into()),
        tags: Vec::new(),
        viewers: Some(10),
        started_at: Some(UnixMillis(NOW.0 - 9_000)),
        picture: None,
        page: page("vedal987"),
    }
}

fn page(login: &str) -> WebAddress {
    WebAddress::twitch_channel(login).unwrap()
}

fn event(subject: Subject) -> Event {
    Event {
        event_type: "streamOnline".into(),
        key: EventKey("k".into()),
        key_lifetime: None,
        channel: None,
        version: None,
        at: NOW,
        via: Via::Push,
        subject,
        page: Some(page("vedal987")),
        payload: Value::Null,
    }
}

fn entry(ahead: i64, message: &str) -> Entry {
    Entry { time: minutes(ahead), message: message.into(), kind: EntryKind::Normal }
}

fn week(entries: Vec<Entry>) -> Week {
    Week { year: 2026, week: 47, entries, is_final: true, picture: None }
}

/// What is worded about.
#[derive(Default)]
struct Known<'a> {
    settings: Settings,
    tone: Option<Tone>,
    weeks: Vec<&'a Week>,
    old_week: Option<&'a Week>,
    subathon_told: bool,
}

impl Known<'_> {
    fn ring(&self, event: &Event) -> Ring {
        let facts = Facts {
            bells: rules::Bells::Switches,
            settings: &self.settings,
            now: Now { steady: Steady::default(), wall: NOW },
            zone: &zone(),
            weeks: &self.weeks,
            old_week: self.old_week,
            subathon_told: self.subathon_told,
            ended_at: None,
            hushed: None,
        };
        word(RingId(1), event, self.tone.unwrap_or(Tone::Normal), &facts)
    }
}

fn ring(subject: Subject) -> Ring {
    Known::default().ring(&event(subject))
}

fn said(subject: Subject) -> (String, String) {
    let ring = ring(subject);
    (ring.title, ring.body)
}

fn pair(title: &str, body: &str) -> (String, String) {
    (title.to_owned(), body.to_owned())
}

fn labels(ring: &Ring) -> Vec<&str> {
    ring.buttons.iter().map(|button| button.label.as_str()).collect()
}

#[test]
fn a_live_ring_says_who_and_what_and_opens_the_stream() {
    let ring = ring(Subject::Live(stream("rafts")));
    assert_eq!((ring.title.as_str(), ring.body.as_str()), ("Neuro-sama is live", "rafts · Raft"));
    assert_eq!(ring.click, Action::Open(page("vedal987")));
    assert_eq!(labels(&ring), ["Watch", "Snooze 1 h"]);
    assert!(ring.urgent && !ring.quiet);
}

#[test]
fn a_live_ring_opens_what_the_user_chose() {
    let mut known = Known::default();
    known.settings.neuro.live_opens = LiveOpens::Popout;
    let ring = known.ring(&event(Subject::Live(stream("rafts"))));
    let player = WebAddress::parse("https://player.twitch.tv/?channel=vedal987&parent=twitch.tv").unwrap();
    assert_eq!(ring.click, Action::Open(player.clone()));
    assert_eq!(ring.buttons[0].action, Action::Open(player));
}

#[test]
fn evil_is_named_when_the_title_says_so() {
    assert_eq!(said(Subject::Live(stream("EVIL karaoke!"))).0, "Evil is live");
    assert_eq!(said(Subject::Live(stream("medieval times"))).0, "Neuro-sama is live");
}

#[test]
fn evil_is_named_when_the_schedule_says_so() {
    let (evil, other) = (week(vec![entry(10, "**Evil** stream")]), week(vec![entry(600, "Evil stream")]));
    let title = |week: &Week| {
        Known { weeks: vec![week], ..Known::default() }.ring(&event(Subject::Live(stream("rafts")))).title
    };
    assert_eq!((title(&evil).as_str(), title(&other).as_str()), ("Evil is live", "Neuro-sama is live"));
}

#[test]
fn a_live_ring_says_how_late_or_early_the_stream_is() {
    let week = week(vec![entry(-12, "Karaoke")]);
    let known = Known { weeks: vec![&week], ..Known::default() };
    let live = event(Subject::Live(stream("rafts")));
    assert_eq!(known.ring(&live).body, "rafts · Raft · 11 min late");
    let long = event(Subject::Live(stream(&"x".repeat(10_000))));
    assert!(known.ring(&long).body.ends_with("x… · Raft · 11 min late"), "{}", known.ring(&long).body);
}

#[test]
fn a_stream_found_running_is_announced_with_its_start() {
    let mut running = stream("rafts");
    running.started_at = Some(minutes(-60));
    let found = Event { via: Via::Snapshot, ..event(Subject::Live(running.clone())) };
    assert_eq!(Known::default().ring(&found).title, "Neuro-sama is live since 20:00");
    assert_eq!(said(Subject::Live(running)).0, "Neuro-sama is live");
}

#[test]
fn a_stream_that_is_back_says_so_without_a_sound() {
    let week = week(vec![entry(-60, "Evil stream")]);
    let known = Known { tone: Some(Tone::BackOnline), weeks: vec![&week], ..Known::default() };
    let ring = known.ring(&event(Subject::Live(stream("rafts"))));
    assert_eq!((ring.title.as_str(), ring.body.as_str()), ("Evil is back online", "rafts · Raft"));
    assert!(ring.quiet && !ring.urgent);
}

#[test]
fn the_secret_account_rings_with_its_own_page() {
    let secret = LiveStream { page: page("secretneuroaccount"), ..stream("shh") };
    let ring = ring(Subject::SecretLive(secret));
    assert_eq!((ring.title.as_str(), ring.body.as_str()), ("The secret account is live", "shh · Raft"));
    assert_eq!((&ring.click, labels(&ring)[0]), (&Action::Open(page("secretneuroaccount")), "Watch"));
}

#[test]
fn a_raid_names_the_channel_and_the_size_of_the_party() {
    let raid = |direction, party| {
        let channel = Channel { id: None, login: None, name: "Harbor\u{202E}Fox".into() };
        said(Subject::Raid { direction, channel, party })
    };
    assert_eq!(raid(Direction::Incoming, Some(742)), pair("HarborFox raids the stream", "with 742 viewers"));
    assert_eq!(raid(Direction::Outgoing, Some(1)), pair("The stream raids HarborFox", "with 1 viewer"));
    assert_eq!(raid(Direction::Outgoing, None).1, "");
}

#[test]
fn a_very_long_title_leaves_room_for_the_category() {
    let (_, body) = said(Subject::Live(stream(&"x".repeat(10_000))));
    assert!(body.ends_with("· Raft"), "{body}");
    assert_eq!(body.chars().count(), 200);
}

#[test]
fn an_unknown_event_rings_with_its_own_name() {
    let unknown = Event { event_type: "coffeeReady".into(), page: None, ..event(Subject::Other) };
    let ring = Known::default().ring(&unknown);
    assert_eq!((ring.title.as_str(), ring.click), ("coffeeReady", Action::ShowWindow));
}

#[test]
fn a_schedule_ring_names_the_next_stream_in_local_time() {
    let off = Entry { kind: EntryKind::Offline, ..entry(1, "no") };
    let news = event(Subject::Schedule(week(vec![off, entry(60, "**Karaoke**")])));
    let ring = Known::default().ring(&Event { page: None, ..news });
    assert_eq!(ring.title, "The schedule of week 47 was updated");
    assert_eq!(ring.body, "Next: Karaoke · Fri 22:00");
    assert_eq!((&ring.click, labels(&ring)), (&Action::ShowWindow, vec!["Snooze 1 h"]));
}

#[test]
fn a_schedule_ring_says_what_changed() {
    let old = week(vec![entry(60, "Karaoke"), entry(24 * 60, "Raft")]);
    let new = week(vec![entry(120, "Karaoke")]);
    let known = Known { old_week: Some(&old), ..Known::default() };
    let ring = known.ring(&event(Subject::Schedule(new)));
    assert_eq!(ring.title, "The schedule of week 47 changed");
    assert_eq!(ring.body, "Fri moved to 23:00 · Sat removed");
}

#[test]
fn a_reminder_says_what_starts_and_when() {
    let reminder = |entry| said(Subject::Reminder(entry));
    assert_eq!(reminder(entry(15, "**Karaoke**")), pair("Karaoke starts in 15 min", "At 21:15"));
    let soon = Entry { time: UnixMillis(NOW.0 + 270_000), ..entry(0, "Karaoke") };
    assert_eq!(reminder(soon).0, "Karaoke starts in 5 min");
    assert_eq!(reminder(entry(0, "")).0, "A stream starts now");
    assert_eq!(reminder(entry(200, "Raft")), pair("Raft starts in 3 h 20 min", "Sat at 00:20"));
    let long = reminder(entry(15, &"x".repeat(1_000))).0;
    assert!(long.ends_with("… starts in 15 min"), "{long}");
    assert_eq!(labels(&ring(Subject::Reminder(entry(15, "x")))), ["Open stream", "Snooze 1 h"]);
}

fn goal(number: u64, name: &str, reached: bool, completed: bool) -> Goal {
    Goal { number, name: Some(name.into()), reached, completed }
}

#[test]
fn a_subathon_says_that_it_began_where_it_stands_and_that_it_ended() {
    let goals = vec![goal(4_000, "Duet", true, false), goal(5_000, "Karaoke", false, false)];
    let running = Subathon {
        year: 2026,
        name: Some("Subathon 3".into()),
        subs: Some(4_321),
        is_active: true,
        started_at: Some(minutes(-600)),
        ends_at: None,
        goals,
    };
    let told = |subathon: Subathon| said(Subject::Subathon(subathon));
    let body = "Subathon 3 · 4321 subs · next goal 5000: Karaoke";
    assert_eq!(told(running.clone()), pair("Subathon news", body));
    assert_eq!(
        told(Subathon { started_at: Some(minutes(-5)), ..running.clone() }).0,
        "The subathon has begun"
    );
    let known = Known { subathon_told: true, ..Known::default() };
    let fresh = Subathon { started_at: Some(minutes(-5)), ..running.clone() };
    assert_eq!(known.ring(&event(Subject::Subathon(fresh))).title, "Subathon news", "it begins once");
    let ended = Subathon { is_active: false, ..running.clone() };
    assert_eq!(told(ended), pair("The subathon has ended", "Subathon 3 · 4321 subs"));
    let planned = Subathon { started_at: Some(minutes(48 * 60)), is_active: false, ..running };
    assert_eq!(told(planned).0, "A subathon begins Sun 22 Nov 21:00");
}

#[test]
fn a_goal_says_what_was_promised_for_how_many_subs() {
    let told = |goal| said(Subject::Goal(GoalUpdate { year: 2026, goal, subs: None }));
    assert_eq!(told(goal(5_000, "Karaoke", true, false)), pair("Goal reached: 5000 subs", "Karaoke"));
    assert_eq!(told(goal(5_000, "Karaoke", true, true)), pair("Goal done: 5000 subs", "Karaoke"));
    assert_eq!(told(goal(5_000, "Duet", false, false)), pair("Goal changed: 5000 subs", "Duet"));
}

#[test]
fn an_article_says_its_title_and_author_and_can_be_read() {
    let article = |changed| Article {
        title: Some("On bells".into()),
        author: Some("Vedal".into()),
        summary: Some("why *they* ring".into()),
        changed,
    };
    let ring = ring(Subject::Article(article(false)));
    assert_eq!(
        (ring.title.as_str(), ring.body.as_str()),
        ("New article: On bells", "by Vedal · why they ring")
    );
    assert_eq!(labels(&ring), ["Read", "Snooze 1 h"]);
    assert_eq!(said(Subject::Article(article(true))).0, "Article changed: On bells");
    let bare = Article { title: None, author: None, summary: None, changed: false };
    assert_eq!(said(Subject::Article(bare)), pair("New article", ""));
}

#[test]
fn a_post_says_whose_it_is_and_can_be_read() {
    let read = WebAddress::parse("https://x.example/1").unwrap();
    let post = |kind| {
        Subject::Post(Post { user: "Neuro".into(), text: Some("hi".into()), kind, page: Some(read.clone()) })
    };
    assert_eq!(said(post(PostKind::Own)), pair("Neuro posted", "hi"));
    assert_eq!(said(post(PostKind::Reply)).0, "Neuro replied");
    assert_eq!(said(post(PostKind::Shared)).0, "Neuro shared a post");
    let ring = ring(post(PostKind::Own));
    assert_eq!((ring.click.clone(), labels(&ring)), (Action::Open(read), vec!["Read", "Snooze 1 h"]));
}

#[test]
fn a_story_says_its_headline_who_published_it_and_how_much_it_matters() {
    let story = |headline: Option<&str>, relevance| {
        let (publication, summary) = (Some("Harbor Wire".to_owned()), None);
        let headline = headline.map(str::to_owned);
        Subject::Story(Story { headline, publication, summary, relevance, markets: Vec::new() })
    };
    let whole = story(Some("Ferry vote on Monday"), Some(Relevance::High));
    assert_eq!(said(whole), pair("Ferry vote on Monday", "Harbor Wire · high relevance"));
    assert_eq!(said(story(Some("Harbor Wire"), None)), pair("Harbor Wire", ""));
    assert_eq!(said(story(None, None)), pair("A news story", "Harbor Wire"));
    assert_eq!(labels(&ring(story(None, None))), ["Read", "Snooze 1 h"]);
}

#[test]
fn a_missed_stream_leads_to_its_recording() {
    let page = WebAddress::parse("https://www.twitch.tv/videos/1").unwrap();
    let recording = Recording {
        stream_id: "1".into(),
        title: Some("rafts".into()),
        started_at: None,
        length: Some(Duration::from_secs(8_480)),
        page: page.clone(),
    };
    let ring = ring(Subject::Missed(recording));
    assert_eq!((ring.title.as_str(), ring.body.as_str()), ("You missed a stream", "rafts · 2 h 21 min"));
    assert_eq!((ring.click.clone(), labels(&ring)), (Action::Open(page), vec!["Watch it", "Snooze 1 h"]));
}

#[test]
fn a_change_and_the_end_of_the_stream_are_told() {
    let changed = Subject::Changed { title: Some("rafts".into()), category: Some("Raft".into()) };
    assert_eq!(said(changed), pair("The stream changed", "rafts · Raft"));
    let ended = ring(Subject::Ended);
    assert_eq!((ended.title.as_str(), labels(&ended)), ("The stream has ended", vec!["Snooze 1 h"]));
}

#[test]
fn what_is_traded_is_told_with_the_ends_of_its_address() {
    use swarmbell_protocols::trade::{Decimal, Message, Platform, Signal, Swap, Task, Token};
    let token = Token {
        address: "0x3a01beefbeefbeefbeefbeefbeefbeefbeef9f01".into(),
        network: Some("base".into()),
        symbol: Some("EVIL\u{202e}".into()),
        name: None,
    };
    let signal = Signal {
        token: token.clone(),
        platform: Platform::Discord,
        author: Some("vedal".into()),
        place: Some("Swarm".into()),
        price_usd: Some(0.1),
        market_cap_usd: Some(1_230_000.0),
        mentions: Some(3),
    };
    let swap = Swap {
        token: Token { symbol: None, ..token },
        buys: true,
        maker: Some("short".into()),
        usd: Some(Decimal::parse("1200.50").unwrap()),
        native: None,
        price_usd: Some(Decimal::parse("0.1").unwrap()),
        amount_in: None,
        amount_out: None,
    };
    let message = Message {
        platform: Platform::Telegram,
        place: None,
        author: None,
        text: Some("look **here**".into()),
        tokens: Vec::new(),
    };
    let task = Task { kind: "swap".into(), id: "t1".into(), chain_id: None };
    for (subject, title, body) in [
        (
            Subject::Signal(Box::new(signal)),
            "EVIL (0x3a…9f01) was called 3 times",
            "on Discord · Swarm · by vedal · market cap $1.2M",
        ),
        (Subject::Swap(Box::new(swap)), "0x3a…9f01 bought for $1200.50", "base · $0.1 each · by short"),
        (Subject::Message(message), "Somebody wrote on Telegram", "look here"),
        (Subject::Task(task), "Your swap moved on", "Task t1"),
    ] {
        let ring = Known::default().ring(&event(subject));
        assert_eq!((ring.title.as_str(), ring.body.as_str()), (title, body));
    }
}
