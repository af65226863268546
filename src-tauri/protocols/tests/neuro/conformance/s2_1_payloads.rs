//! Section 2.1: what the answers hold.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::{Value, json};
use swarmbell_protocols::adapter::{Ask, Snapshot};
use swarmbell_protocols::ask::{Cursor, Feed, Hit, Search};
use swarmbell_protocols::event::{Subject, Via};
use swarmbell_protocols::news::{GoalUpdate, PostKind};
use swarmbell_protocols::schedule::{EntryKind, Week};
use swarmbell_protocols::stream::Recording;
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::web::WebAddress;
use swarmbell_protocols::{Event, Fault};

use super::{VERSIONS, answered, told};
use crate::neuro::session::{Session, WALL, events, example, unanswered};

fn found(search: &Search, version: &str, body: &str) -> (Vec<Hit>, Option<Cursor>) {
    match told(version, &Ask::Search(search.clone()), body) {
        Snapshot::Found { search: of, hits, next } => {
            assert_eq!(of, *search);
            (hits, next)
        }
        other => panic!("{other:?}"),
    }
}

fn feed(version: &str, feed: Feed, body: &str) -> Vec<Event> {
    match told(version, &Ask::Feed(feed.clone()), body) {
        Snapshot::Feed { feed: of, events } if of == feed => events,
        other => panic!("{other:?}"),
    }
}

/// What makes two events one: everything but how and when they were told.
fn identity(event: &Event) -> (&str, &str, &Subject, Option<&WebAddress>) {
    (event.event_type.as_str(), &event.key.0, &event.subject, event.page.as_ref())
}

fn pushed(version: &str, name: &str) -> Event {
    let told = events(&Session::speaking(version, true).text(example!(version, name)));
    told.into_iter().next().expect("an event")
}

#[test]
fn s2_1_a_week_is_told_with_its_entries() {
    for version in VERSIONS {
        let ask = Ask::Week { year: 2026, week: 45 };
        let Snapshot::Week { found: Some(week), .. } =
            told(version, &ask, example!(version, "schedule.json"))
        else {
            panic!("a week")
        };
        let entries: Vec<_> =
            week.entries.iter().map(|entry| (entry.time.0, entry.message.as_str(), entry.kind)).collect();
        let expected = [
            (1_793_732_400_000, "Neuro Solo Stream", EntryKind::Normal),
            (1_793_905_200_000, "Offline", EntryKind::Offline),
        ];
        assert_eq!((entries, week.is_final), (expected.to_vec(), true));
    }
}

/// The answer of version 2 to the question for a week.
fn week_of(number: u32, schedule: &Value) -> Option<Week> {
    let body =
        json!({ "data": { "year": 2026, "week": number, "schedule": schedule, "status": "confirmed" } });
    match told("v2", &Ask::Week { year: 2026, week: number }, &body.to_string()) {
        Snapshot::Week { found, .. } => found,
        other => panic!("{other:?}"),
    }
}

#[test]
fn s2_1_an_entry_lies_where_its_time_says_whatever_its_day_says() {
    // A Thursday.
    let planned =
        |day: Value| json!([{ "day": day, "time": 1_795_114_800_000_i64, "message": "x", "type": "normal" }]);
    let thursday = week_of(47, &planned(json!(4))).unwrap();
    for day in [json!(0), json!(9), json!("Monday"), Value::Null] {
        assert_eq!(week_of(47, &planned(day)).unwrap().entries, thursday.entries);
    }
}

#[test]
fn s2_1_a_year_has_up_to_53_weeks_one_of_which_may_lie_on_both_sides_of_its_turn() {
    // Mondays, 20:00 UTC: 28 December 2026 and 4 January 2027.
    let times = [1_798_488_000_000_i64, 1_799_092_800_000];
    let planned = times.map(|time| json!({ "day": 1, "time": time, "message": "x", "type": "normal" }));
    let last = week_of(53, &json!(planned)).unwrap();
    assert_eq!((last.year, last.week), (2026, 53));
    assert_eq!(last.entries.iter().map(|entry| entry.time.0).collect::<Vec<_>>(), times);
    assert_eq!(week_of(53, &json!([])).unwrap().entries, []);
}

#[test]
fn s2_1_a_page_of_results_tells_days_weeks_and_where_the_next_one_begins() {
    let search = Search { text: "karaoke".to_owned(), ..Search::default() };
    for version in VERSIONS {
        let (hits, next) = found(&search, version, example!(version, "schedule.search.json"));
        assert_eq!(next, Some(Cursor { year: 2026, week: 47 }));
        let [hit] = &hits[..] else { panic!("{hits:?}") };
        assert_eq!((&hit.days, hit.week.week, hit.week.is_final), (&BTreeSet::from([4]), 47, true));
        let (hits, next) = found(&search, version, example!(version, "schedule.search.lastPage.json"));
        assert_eq!((hits.len(), next), (1, None));
    }
    let (hits, next) = found(&search, "v1", example!("v1", "schedule.search.empty.json"));
    assert_eq!((hits.len(), next), (0, None));
}

#[test]
fn s2_1_results_that_cannot_be_read_are_left_out_and_a_list_that_is_none_is_unreadable() {
    let search = Search { text: "karaoke".to_owned(), ..Search::default() };
    let week = json!({"year": 2026, "week": 47, "schedule": []});
    let results =
        json!([{"data": week}, {"foundDays": [1]}, 7, {"foundDays": [0, 6, 7, -1, "x"], "data": week}]);
    let body = json!({"data": {"results": results, "nextCursor": {"year": 2026}}}).to_string();
    let (hits, next) = found(&search, "v2", &body);
    let days: Vec<_> = hits.into_iter().map(|hit| hit.days).collect();
    assert_eq!((days, next), (vec![BTreeSet::new(), BTreeSet::from([0, 6])], None));
    for body in ["{}", r#"{"results":{}}"#, "[]"] {
        let outputs = answered("v2", &Ask::Search(search.clone()), 200, body);
        assert_eq!(unanswered(&outputs), [(Ask::Search(search.clone()), Fault::Unreadable)], "{body}");
    }
}

#[test]
fn s2_1_the_index_of_weeks_is_keyed_by_year() {
    for version in VERSIONS {
        let Snapshot::Weeks(weeks) = told(version, &Ask::Weeks, example!(version, "schedule.weeks.json"))
        else {
            panic!("weeks")
        };
        assert_eq!(weeks[&2023], BTreeSet::from([11, 12, 13]));
        assert_eq!(weeks.keys().copied().collect::<Vec<_>>(), [2023, 2025, 2026]);
    }
}

#[test]
fn s2_1_a_recording_is_told_by_the_stream_it_was() {
    let expected = Recording {
        stream_id: "411960021845".to_owned(),
        title: Some("Puzzle Night with a Guest".to_owned()),
        started_at: Some(UnixMillis(1_795_028_431_000)),
        length: Some(Duration::from_secs(3 * 3_600 + 7 * 60 + 44)),
        page: WebAddress::parse("https://www.twitch.tv/videos/2611840077").unwrap(),
    };
    for version in VERSIONS {
        let stream_id = expected.stream_id.clone();
        let one = told(
            version,
            &Ask::Recording { stream_id: stream_id.clone() },
            example!(version, "twitch.vod.json"),
        );
        assert_eq!(one, Snapshot::Recording { stream_id, found: Some(expected.clone()) });
        let Snapshot::Recordings(all) =
            told(version, &Ask::Recordings, example!(version, "twitch.vods.json"))
        else {
            panic!("recordings")
        };
        assert_eq!((all.len(), &all[0]), (2, &expected));
        let other = Ask::Recording { stream_id: "7".to_owned() };
        let outputs = answered(version, &other, 200, example!(version, "twitch.vod.json"));
        assert_eq!(unanswered(&outputs), [(other, Fault::Unreadable)], "the recording of another stream");
    }
}

#[test]
fn s2_1_a_recording_without_a_page_is_found_by_its_id_and_one_without_stream_is_left_out() {
    let body = json!({"data": [{"streamId": "1", "id": "77", "url": "http://x.example"}, {"streamId": "2"},
        {"streamId": "3", "id": "../evil"}, {"id": "4"}, null]});
    let Snapshot::Recordings(all) = told("v2", &Ask::Recordings, &body.to_string()) else {
        panic!("recordings")
    };
    let pages: Vec<_> = all.iter().map(|recording| recording.page.as_str()).collect();
    assert_eq!(pages, ["https://www.twitch.tv/videos/77"]);
    assert_eq!((&all[0].title, all[0].started_at, all[0].length), (&None, None, None));
}

#[test]
fn s2_1_subathons_are_told_with_their_goals_lowest_first() {
    for (version, name) in [("v1", "subathon.current.json"), ("v2", "subathon.active.json")] {
        let Snapshot::Subathons { year: None, found } =
            told(version, &Ask::Subathons { year: None }, example!(version, name))
        else {
            panic!("subathons")
        };
        let Subject::Subathon(pushed) = pushed(version, "event.subathonUpdate.json").subject else {
            panic!("a subathon")
        };
        assert_eq!(found, [pushed]);
    }
    for version in VERSIONS {
        let ask = Ask::Subathons { year: Some(2024) };
        let Snapshot::Subathons { year: Some(2024), found } =
            told(version, &ask, example!(version, "subathon.year.json"))
        else {
            panic!("subathons")
        };
        let [found] = &found[..] else { panic!("{found:?}") };
        assert_eq!((found.is_active, found.ends_at), (false, Some(UnixMillis(1_736_362_800_000))));
    }
}

#[test]
fn s2_1_a_subathon_may_lack_all_but_its_year() {
    let ask = Ask::Subathons { year: None };
    let body =
        json!([{"year": 2026, "goals": {"x": {}, "5": {"reached": true}, "7": 1}}, {"name": "no year"}]);
    let Snapshot::Subathons { found, .. } = told("v1", &ask, &body.to_string()) else { panic!("subathons") };
    let [found] = &found[..] else { panic!("{found:?}") };
    assert_eq!((found.year, &found.name, found.goals.len(), found.is_active), (2026, &None, 0, false));
}

#[test]
fn s2_1_the_years_of_subathons_are_told_with_their_names() {
    let years = |version, name| match told(version, &Ask::SubathonYears, example!(version, name)) {
        Snapshot::SubathonYears(years) => years,
        other => panic!("{other:?}"),
    };
    let names = ["First Subathon", "Second Subathon", "Third Subathon", "Winter Subathon"];
    let named: BTreeMap<i32, String> = (2023..).zip(names.map(str::to_owned)).collect();
    assert_eq!(years("v2", "subathon.years.json"), named);
    assert_eq!(years("v1", "subathon.years.detailed.json"), named);
    let bare: BTreeMap<i32, String> = (2023..=2026).map(|year: i32| (year, year.to_string())).collect();
    assert_eq!(years("v1", "subathon.years.json"), bare);
}

#[test]
fn s2_1_the_times_of_devstreams_are_a_bare_list_in_version_1() {
    for (version, name) in [("v1", "schedule.devstreamtimes.json"), ("v2", "devstream.times.json")] {
        let times = told(version, &Ask::DevstreamTimes, example!(version, name));
        let expected = [1_792_263_600_000, 1_793_473_200_000, 1_794_682_800_000].map(UnixMillis);
        assert_eq!(times, Snapshot::DevstreamTimes(expected.to_vec()));
    }
}

#[test]
fn s2_1_an_article_is_the_same_pushed_or_found_with_or_without_markup() {
    for (version, names) in
        [("v1", ["blog.feed.json", "blog.feed.raw.json"]), ("v2", ["blog.json", "blog.raw.json"])]
    {
        for name in names {
            let found = feed(version, Feed::Blog, example!(version, name));
            let [found] = &found[..] else { panic!("{found:?}") };
            assert_eq!(identity(found), identity(&pushed(version, "event.blogFeedUpdate.json")));
            assert_eq!((found.via, found.at), (Via::Snapshot, UnixMillis(1_794_856_500_000)));
        }
    }
}

#[test]
fn s2_1_a_post_is_the_same_pushed_or_found_and_the_oldest_comes_first() {
    let user = || "NeurosamaAI".to_owned();
    let found = feed("v2", Feed::Posts { user: user() }, example!("x-feed.json"));
    let pushed = pushed("v2", "event.xFeedNewEntries.json");
    let same = found.iter().find(|event| event.key == pushed.key).expect("the pushed post");
    assert_eq!(identity(same), identity(&pushed));
    assert!(found.is_sorted_by_key(|event| event.at), "{found:?}");
    let kind = |event: &Event| match &event.subject {
        Subject::Post(post) => (post.user.clone(), post.kind),
        other => panic!("{other:?}"),
    };
    let newest = found.last().unwrap();
    assert_eq!((newest.key.0.as_str(), kind(newest)), ("x:2091341500000000777", (user(), PostKind::Shared)));
}

#[test]
fn s2_1_a_goal_is_the_same_pushed_or_found() {
    for (version, name) in [("v1", "subathon.current.json"), ("v2", "subathon.active.json")] {
        let found = feed(version, Feed::Subathon, example!(version, name));
        let keys: Vec<_> = found.iter().map(|event| event.key.0.as_str()).collect();
        assert_eq!(keys, ["goal:2026:5000:true:true", "goal:2026:40000:true:false"]);
        // How many subscriptions there are, each says of its own moment.
        let without_count = |event: &Event| match &event.subject {
            Subject::Goal(update) => {
                let update = GoalUpdate { subs: None, ..update.clone() };
                Event { subject: Subject::Goal(update), ..event.clone() }
            }
            other => panic!("{other:?}"),
        };
        let pushed = without_count(&pushed(version, "event.subathonGoalUpdate.json"));
        assert_eq!(identity(&without_count(&found[1])), identity(&pushed));
        // Version 2 tells when a number was reached; when a promise was kept nobody tells.
        let reached = if version == "v2" { UnixMillis(1_795_122_000_000) } else { WALL };
        assert_eq!((found[0].at, found[1].at), (WALL, reached));
    }
}

#[test]
fn s2_1_what_has_no_identity_in_a_feed_would_be_new_each_time_and_is_left_out() {
    let posts = json!({"data": [{"content": "no id"}, {"id": "2"}, null, {"id": "1"}]}).to_string();
    let found = feed("v2", Feed::Posts { user: "Vedal987".to_owned() }, &posts);
    let keys: Vec<_> = found.iter().map(|event| (event.key.0.as_str(), event.at)).collect();
    assert_eq!(keys, [("x:1", WALL), ("x:2", WALL)]);
    let blog = json!({"data": {"entries": [{"url": "https://b.example/1"}, {"updated": 1}]}}).to_string();
    assert_eq!(feed("v2", Feed::Blog, &blog), []);
}

#[test]
fn s2_1_of_a_long_feed_the_newest_twenty_are_told() {
    let posts: Vec<_> = (0..100).rev().map(|n| json!({"id": n, "createdTimestamp": n})).collect();
    let found = feed("v2", Feed::Posts { user: "Vedal987".to_owned() }, &json!({"data": posts}).to_string());
    let keys: Vec<_> = found.iter().map(|event| event.key.0.clone()).collect();
    let expected: Vec<_> = (80..100).map(|n| format!("x:{n}")).collect();
    assert_eq!(keys, expected);
}

#[test]
fn s2_1_a_feed_that_is_none_is_unreadable() {
    for feed in [Feed::Blog, Feed::Subathon, Feed::Posts { user: "Vedal987".to_owned() }] {
        let ask = Ask::Feed(feed);
        let outputs = answered("v2", &ask, 200, r#"{"data":{"entries":7}}"#);
        assert_eq!(unanswered(&outputs), [(ask, Fault::Unreadable)]);
    }
}
