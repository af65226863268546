//! What the events mean: subject, identity, page.

use std::time::Duration;

use serde_json::{Value, json};
use swarmbell_protocols::Event;
use swarmbell_protocols::event::{Direction, Subject, Via};
use swarmbell_protocols::news::{Article, Goal, GoalUpdate, Post, PostKind};
use swarmbell_protocols::schedule::EntryKind;
use swarmbell_protocols::time::UnixMillis;

use crate::neuro::session::{Session, WALL, events, example, notes};

const STREAM_PAGE: &str = "https://www.twitch.tv/vedal987";

fn all_of(frame: &str) -> Vec<Event> {
    events(&Session::pushed(&[]).text(frame))
}

fn one_of(frame: &str) -> Event {
    let mut events = all_of(frame);
    assert_eq!(events.len(), 1, "{events:?}");
    events.remove(0)
}

fn frame(event_type: &str, data: Value) -> String {
    json!({"type": "event", "data": {"eventType": event_type, "eventData": data, "timestamp": 1_795_201_212_345_i64}})
        .to_string()
}

fn event(event_type: &str, data: Value) -> Event {
    one_of(&frame(event_type, data))
}

fn page(event: &Event) -> Option<&str> {
    event.page.as_ref().map(|page| page.as_str())
}

#[test]
fn a_stream_that_starts_is_told_with_its_id_as_identity() {
    let event = one_of(example!("event.streamOnline.json"));
    assert_eq!(event.event_type.as_str(), "streamOnline");
    assert_eq!(event.key.0, "live:412077190363");
    assert_eq!(event.key_lifetime, None);
    assert_eq!(event.at, UnixMillis(1_795_201_251_000));
    assert_eq!(event.via, Via::Push);
    assert_eq!(page(&event), Some(STREAM_PAGE));
    let Subject::Live(stream) = &event.subject else { panic!("{event:?}") };
    assert_eq!(stream.id, "412077190363");
    assert_eq!(stream.title.as_deref(), Some("building a raft out of bad ideas"));
    assert_eq!(stream.category.as_deref(), Some("Raft"));
    assert_eq!(stream.viewers, Some(6_120));
    assert_eq!(stream.started_at, Some(UnixMillis(1_795_201_242_000)));
    assert_eq!(stream.page.as_str(), STREAM_PAGE);
    assert_eq!(event.payload["language"], "en");
}

#[test]
fn a_stream_without_title_category_or_viewers_still_rings() {
    let event =
        event("streamOnline", json!({"id": "7", "title": null, "game": "Raft", "viewerCount": "many"}));
    assert_eq!(event.key.0, "live:7");
    let Subject::Live(stream) = &event.subject else { panic!("{event:?}") };
    assert_eq!((&stream.title, &stream.category, stream.viewers), (&None, &None, None));
}

#[test]
fn a_stream_id_is_the_same_as_number_and_as_string() {
    let number = event("streamOnline", json!({"id": 9_007_199_254_740_993_u64}));
    let text = event("streamOnline", json!({"id": "9007199254740993"}));
    assert_eq!(number.key, text.key);
}

#[test]
fn a_stream_without_id_is_known_by_its_start_and_without_that_by_the_time_of_the_event() {
    let by_start = event("streamOnline", json!({"startedAt": 1_795_201_242_000_i64}));
    assert_eq!(by_start.key.0, "live:started-1795201242000");
    assert_eq!(event("streamOnline", json!({})).key.0, "live:at-1795201212345");
}

#[test]
fn an_event_without_a_time_happened_when_it_arrived() {
    for timestamp in [json!(null), json!("soon"), json!(-1), json!(1e300)] {
        let data = json!({"eventType": "streamOnline", "eventData": {"id": "7"}, "timestamp": timestamp});
        assert_eq!(one_of(&json!({"type": "event", "data": data}).to_string()).at, WALL);
    }
}

#[test]
fn the_secret_account_is_known_by_the_day_and_has_its_own_page() {
    let event = one_of(example!("event.secretneuroaccountOnline.json"));
    let day = 1_795_212_000_000_i64 / 86_400_000;
    assert_eq!(event.key.0, format!("secret:secretneuroaccount:{day}"));
    assert_eq!(page(&event), Some("https://www.twitch.tv/secretneuroaccount"));
    assert!(matches!(event.subject, Subject::SecretLive(_)));
}

#[test]
fn the_secret_account_told_again_after_midnight_is_the_same() {
    let before = 1_795_219_200_000_i64 - 60_000;
    let told = |at: i64| {
        let data = json!({"isLive": true, "id": "4", "startedAt": before});
        let data = json!({"eventType": "secretneuroaccountOnline", "eventData": data, "timestamp": at});
        one_of(&json!({"type": "event", "data": data}).to_string()).key
    };
    assert_eq!(told(before + 30_000), told(before + 90_000));
}

#[test]
fn an_incoming_raid_leads_to_the_stream() {
    let event = one_of(example!("event.streamRaidIncoming.json"));
    assert_eq!(event.key.0, "raid:incoming:88120431");
    assert_eq!(event.key_lifetime, Some(Duration::from_secs(600)));
    assert_eq!(page(&event), Some(STREAM_PAGE));
    let Subject::Raid { direction, channel, party } = &event.subject else { panic!("{event:?}") };
    assert_eq!((*direction, *party), (Direction::Incoming, Some(742)));
    assert_eq!(channel.name, "HarborFox");
    assert_eq!(channel.login.as_deref(), Some("harborfox"));
    assert_eq!(channel.id.as_deref(), Some("88120431"));
}

#[test]
fn an_outgoing_raid_leads_to_the_target() {
    let event = one_of(example!("event.streamRaidOutgoing.json"));
    assert_eq!(event.key.0, "raid:outgoing:70511902");
    assert_eq!(page(&event), Some("https://www.twitch.tv/quietotter"));
    let Subject::Raid { direction, .. } = event.subject else { panic!("a raid") };
    assert_eq!(direction, Direction::Outgoing);
}

#[test]
fn a_raid_without_channel_id_is_known_by_its_login_and_then_by_its_name() {
    let by_login = event("streamRaidOutgoing", json!({"channel": {"name": "QuietOtter"}}));
    assert_eq!(by_login.key.0, "raid:outgoing:quietotter");
    assert_eq!(page(&by_login), Some("https://www.twitch.tv/QuietOtter"));
    let by_name =
        event("streamRaidOutgoing", json!({"channel": {"displayName": "Otter"}, "viewerCount": null}));
    assert_eq!((by_name.key.0.as_str(), page(&by_name)), ("raid:outgoing:otter", None));
}

#[test]
fn a_login_that_is_none_leads_nowhere() {
    let event = event("streamRaidOutgoing", json!({"channel": {"name": "../../evil", "id": 1}}));
    assert_eq!(page(&event), None);
}

#[test]
fn a_week_is_known_by_its_content() {
    let event = one_of(example!("event.scheduleUpdate.json"));
    let Subject::Schedule(week) = &event.subject else { panic!("{event:?}") };
    assert_eq!((week.year, week.week, week.is_final), (2026, 47, true));
    let kinds: Vec<_> = week.entries.iter().take(5).map(|entry| entry.kind).collect();
    use EntryKind::{Canceled, Normal, Offline, Tbd};
    assert_eq!(kinds, [Normal, Tbd, Canceled, Normal, Offline]);
    assert_eq!(event.key.0, "schedule:2026/47");
    assert_eq!(event.version, Some(week.content_hash()));
    assert_eq!(event.page, None);
}

#[test]
fn a_new_image_or_status_is_no_new_week() {
    let entry = json!({"day": 2, "time": 1_795_546_800_000_i64, "message": "Solo", "type": "normal"});
    let version = |entries: Value, status: &str, image: Value| {
        let week =
            json!({"year": 2026, "week": 48, "schedule": entries, "status": status, "imageUrl": image});
        event("scheduleUpdate", week).version
    };
    let first = version(json!([entry]), "auto_twitch", json!(null));
    assert_eq!(first, version(json!([entry]), "confirmed", json!("https://i.example/48.png")));
    let mut moved = entry.clone();
    moved["time"] = json!(1_795_550_400_000_i64);
    assert_ne!(first, version(json!([moved]), "auto_twitch", json!(null)));
    let mut canceled = entry;
    canceled["type"] = json!("canceled");
    assert_ne!(first, version(json!([canceled]), "auto_twitch", json!(null)));
}

#[test]
fn weeks_of_any_age_and_without_an_image_are_told() {
    for frame in
        [example!("event.scheduleUpdate.pastWeek.json"), example!("event.scheduleUpdate.autoNoImage.json")]
    {
        assert!(matches!(one_of(frame).subject, Subject::Schedule(_)));
    }
    let week = event("scheduleUpdate", json!({"year": 2026, "week": 48, "schedule": []}));
    assert!(matches!(week.subject, Subject::Schedule(_)));
}

#[test]
fn the_end_of_a_stream_is_known_by_its_time() {
    let event = one_of(example!("event.streamOffline.json"));
    assert_eq!((event.key.0.as_str(), &event.subject), ("streamOffline:1795212000000", &Subject::Ended));
}

#[test]
fn a_change_of_the_stream_tells_title_and_category() {
    let event = one_of(example!("event.streamUpdate.json"));
    let changed = Subject::Changed {
        title: Some("the raft is on fire now".to_owned()),
        category: Some("Raft".to_owned()),
    };
    assert_eq!((event.key.0.as_str(), &event.subject), ("streamUpdate:1795204800000", &changed));
    assert_eq!(page(&event), Some(STREAM_PAGE));
}

#[test]
fn a_subathon_is_known_by_the_time_and_tells_its_goals_lowest_first() {
    let event = one_of(example!("event.subathonUpdate.json"));
    assert_eq!((event.key.0.as_str(), page(&event)), ("subathonUpdate:1795201212345", Some(STREAM_PAGE)));
    let Subject::Subathon(subathon) = &event.subject else { panic!("{event:?}") };
    assert_eq!((subathon.year, subathon.subs, subathon.is_active), (2026, Some(41_850), true));
    assert_eq!(subathon.name.as_deref(), Some("Winter Subathon"));
    assert_eq!((subathon.started_at, subathon.ends_at), (Some(UnixMillis(1_794_682_800_000)), None));
    let goals: Vec<_> =
        subathon.goals.iter().map(|goal| (goal.number, goal.reached, goal.completed)).collect();
    assert_eq!(goals, [(5_000, true, true), (40_000, true, false), (90_000, false, false)]);
}

#[test]
fn a_goal_is_known_by_its_state() {
    let event = one_of(example!("event.subathonGoalUpdate.json"));
    let goal =
        Goal { number: 40_000, name: Some("Outdoor stream".to_owned()), reached: true, completed: false };
    let update = GoalUpdate { year: 2026, goal, subs: Some(40_003) };
    assert_eq!(
        (event.key.0.as_str(), &event.subject),
        ("goal:2026:40000:true:false", &Subject::Goal(update))
    );
    assert_eq!(page(&event), Some(STREAM_PAGE));
}

#[test]
fn a_subathon_without_a_year_still_rings() {
    let event = event("subathonUpdate", json!({"name": "Winter Subathon"}));
    assert_eq!((event.key.0.as_str(), &event.subject), ("subathonUpdate:1795201212345", &Subject::Other));
}

#[test]
fn a_goal_without_identity_is_known_by_the_time() {
    let event = event("subathonGoalUpdate", json!({"year": 2026, "goal": {"reached": true}}));
    assert_eq!(event.key.0, "subathonGoalUpdate:1795201212345");
}

#[test]
fn each_new_blog_entry_is_an_event_that_leads_to_the_entry() {
    let event = one_of(example!("event.blogFeedUpdate.json"));
    let url = "https://blog.example.net/2026/11/16/week-47";
    assert_eq!(event.key.0, format!("blog:{url}:1794856500000"));
    assert_eq!(page(&event), Some(url));
    assert_eq!(event.payload["title"], "Notes from week 47");
    let article = Article {
        title: Some("Notes from week 47".to_owned()),
        author: Some("Neuro-sama".to_owned()),
        summary: Some("Rafts need floor tiles.".to_owned()),
        changed: false,
    };
    assert_eq!(event.subject, Subject::Article(article));
}

#[test]
fn each_new_x_entry_is_an_event_that_leads_to_the_entry() {
    let event = one_of(example!("event.xFeedNewEntries.json"));
    assert_eq!(event.key.0, "x:2091340077125500931");
    assert_eq!(page(&event), Some("https://x.com/NeurosamaAI/status/2091340077125500931"));
    let post = Post {
        user: "NeurosamaAI".to_owned(),
        text: Some("no comment".to_owned()),
        kind: PostKind::Reply,
        page: event.page.clone(),
    };
    assert_eq!(event.subject, Subject::Post(post));
}

#[test]
fn an_article_counts_as_changed_when_it_was_corrected_after_it_could_be_seen() {
    let changed = |updated: i64| {
        let entry = json!({"url": "https://blog.example/1", "published": 1_000_000_000, "updated": updated});
        match event("blogFeedUpdate", json!({"entries": [entry]})).subject {
            Subject::Article(article) => article.changed,
            other => panic!("{other:?}"),
        }
    };
    assert!(!changed(1_000_000_000));
    assert!(!changed(1_000_900_000));
    assert!(changed(1_000_900_001));
    assert!(!changed(900_000_000));
}

#[test]
fn a_post_of_an_unnamed_feed_is_of_whoever_wrote_it_or_passed_it_on() {
    let post = |entry: Value| match event("xFeedNewEntries", json!({"entries": [entry]})).subject {
        Subject::Post(post) => (post.user, post.kind),
        other => panic!("{other:?}"),
    };
    let own = json!({"id": 1, "type": "tweet", "author": {"username": "Vedal987"}});
    assert_eq!(post(own), ("Vedal987".to_owned(), PostKind::Own));
    let shared = json!({"id": 2, "type": "retweet", "author": {"username": "Vedal987"},
        "retweetedBy": {"username": "NeurosamaAI"}});
    assert_eq!(post(shared), ("NeurosamaAI".to_owned(), PostKind::Shared));
    assert_eq!(post(json!({"id": 3, "type": "hologram"})), (String::new(), PostKind::Own));
}

#[test]
fn several_entries_of_one_update_are_several_events() {
    let entries =
        json!([{"id": 1, "url": "http://x.example/1"}, {"id": "2"}, {"content": "no id"}, null, "x"]);
    let events = all_of(&frame("xFeedNewEntries", json!({"user": "NeurosamaAI", "entries": entries})));
    let keys: Vec<_> = events.iter().map(|event| event.key.0.as_str()).collect();
    assert_eq!(keys, ["x:1", "x:2", "xFeedNewEntries:1795201212345:2"]);
    assert!(events.iter().all(|event| event.page.is_none()), "http is not opened");
}

#[test]
fn a_feed_of_thousands_of_entries_is_cut() {
    let entries: Vec<_> = (0..5_000).map(|id| json!({ "id": id })).collect();
    assert_eq!(all_of(&frame("xFeedNewEntries", json!({ "entries": entries }))).len(), 20);
}

#[test]
fn the_deprecated_twin_tells_nothing() {
    let outputs = Session::pushed(&[]).text(example!("event.xFeedUpdate.json"));
    assert_eq!((events(&outputs).len(), notes(&outputs).len()), (0, 1));
}

#[test]
fn an_unknown_type_is_kept_with_its_https_address() {
    let told = event("coffeeReady", json!({"url": "https://coffee.example/1", "cups": 3}));
    assert_eq!((told.key.0.as_str(), &told.subject), ("coffeeReady:1795201212345", &Subject::Other));
    assert_eq!(page(&told), Some("https://coffee.example/1"));
    assert_eq!(told.payload["cups"], 3);
    for url in [
        json!("http://coffee.example/"),
        json!("javascript:alert(1)"),
        json!(7),
        json!("https://a@b.example"),
    ] {
        assert_eq!(event("coffeeReady", json!({ "url": url })).page, None);
    }
    assert_eq!(event("coffeeReady", json!(null)).payload, Value::Null);
}

#[test]
fn an_event_of_the_wrong_shape_is_skipped_with_a_note() {
    let cases = [
        ("streamOnline", json!([])),
        ("secretneuroaccountOnline", json!("live")),
        ("streamRaidIncoming", json!({"viewerCount": 4})),
        ("streamRaidIncoming", json!({"channel": null})),
        ("streamRaidOutgoing", json!({"channel": {}})),
        ("scheduleUpdate", json!({"year": 2026, "week": 47})),
        ("scheduleUpdate", json!(null)),
        ("blogFeedUpdate", json!({"entries": {}})),
        ("xFeedNewEntries", json!([])),
    ];
    for (event_type, data) in cases {
        let outputs = Session::pushed(&[]).text(&frame(event_type, data));
        assert_eq!((events(&outputs).len(), notes(&outputs).len()), (0, 1), "{event_type}");
    }
}

#[test]
fn a_title_of_10_000_characters_is_cut_and_markup_left_to_whoever_shows_it() {
    let title = format!("<b>\u{202e}{}", "ä".repeat(10_000));
    let event = event("streamOnline", json!({"id": "1", "title": title}));
    let Subject::Live(stream) = &event.subject else { panic!("a stream") };
    let title = stream.title.as_deref().unwrap();
    assert_eq!(title.chars().count(), 500);
    assert!(title.starts_with("<b>\u{202e}"));
}

#[test]
fn a_frame_of_1_mb_is_understood_but_its_payload_not_kept() {
    let event = event("streamOnline", json!({"id": "1", "filler": "x".repeat(1_000_000)}));
    assert_eq!((event.key.0.as_str(), &event.payload), ("live:1", &Value::Null));
}

#[test]
fn a_payload_too_deep_to_be_read_again_is_not_kept() {
    let nests: [fn(Value) -> Value; 2] = [|inner| json!([inner]), |inner| json!({ "a": inner })];
    for nest in nests {
        let nested = |depth: usize| (0..depth).fold(json!(1), |inner, _| nest(inner));
        let payload = |depth: usize| event("coffeeReady", nested(depth)).payload;
        assert_eq!(payload(40), Value::Null);
        assert_ne!(payload(20), Value::Null);
    }
}

#[test]
fn an_event_survives_being_stored() {
    for frame in [
        example!("event.streamOnline.json"),
        example!("event.streamRaidIncoming.json"),
        example!("event.scheduleUpdate.json"),
        example!("event.streamUpdate.json"),
    ] {
        let event = one_of(frame);
        let stored = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&stored).unwrap(), event);
    }
}
