//! Section 5: what a request counts against, and how long an answer holds.

use std::time::Duration;

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Input, Limit, Output, Snapshot};
use swarmbell_protocols::ask::{Feed, Search};

use super::VERSIONS;
use crate::neuro::session::{
    Session, example, paths, request_for, requests, snapshots, stream_request, unanswered,
};

fn search() -> Ask {
    Ask::Search(Search { text: "karaoke".to_owned(), ..Search::default() })
}

fn limits(version: &str, has_token: bool, ask: Ask) -> Vec<(u32, u64)> {
    let outputs = Session::speaking(version, has_token).step(Input::Ask(ask));
    let figures = |limit: &Limit| (limit.most, limit.per.as_secs());
    requests(&outputs)[0].limits.iter().map(figures).collect()
}

#[test]
fn s5_each_request_counts_against_the_limits_of_its_version_the_narrowest_last() {
    let posts = Ask::Feed(Feed::Posts { user: "Vedal987".to_owned() });
    let table = [
        ("v2", false, Ask::Weeks, vec![(30, 60)]),
        ("v2", false, Ask::Present, vec![(30, 60)]),
        ("v2", true, Ask::Present, vec![(100, 60)]),
        ("v2", true, Ask::Recordings, vec![(100, 60)]),
        ("v2", true, search(), vec![(100, 60), (6, 60), (2, 10)]),
        ("v2", true, Ask::Feed(Feed::Blog), vec![(100, 60), (16, 60)]),
        ("v2", true, posts, vec![(100, 60), (16, 60)]),
        ("v1", false, Ask::Weeks, vec![(300, 60), (10, 10)]),
        ("v1", true, Ask::Weeks, vec![(100, 60), (10, 10)]),
        ("v1", true, search(), vec![(100, 60), (10, 10), (6, 60), (2, 10)]),
    ];
    for (version, has_token, ask, expected) in table {
        assert_eq!(limits(version, has_token, ask.clone()), expected, "{version} {has_token} {ask:?}");
    }
}

#[test]
fn s5_the_versions_and_tickets_have_limits_of_their_own() {
    let (mut session, started) = Session::opening();
    let of = |outputs: &[Output], path: &str| -> Vec<_> {
        request_for(outputs, path).limits.iter().map(|limit| (limit.most, limit.per.as_secs())).collect()
    };
    assert_eq!(of(&started, "/api/info"), [(300, 60)]);
    let outputs = session.refused(401, "Missing authentication (ticket or token required)");
    assert_eq!(of(&outputs, "/api/v2/ws/ticket"), [(100, 60), (10, 10)]);
}

#[test]
fn s5_limits_that_are_counted_apart_have_names_of_their_own() {
    let mut scopes = std::collections::BTreeMap::new();
    for version in VERSIONS {
        for has_token in [false, true] {
            for ask in super::s2_endpoints::asks() {
                for request in requests(&Session::speaking(version, has_token).step(Input::Ask(ask))) {
                    for limit in request.limits {
                        let known = scopes.insert(limit.scope, limit);
                        assert!(known.is_none_or(|known| known == limit), "{limit:?} and {known:?}");
                    }
                }
            }
        }
    }
    assert!(scopes.len() >= 9, "{scopes:?}");
}

#[test]
fn s5_too_many_searches_do_not_hold_the_polls() {
    let mut session = Session::speaking("v2", true);
    let outputs = session.step(Input::Ask(search()));
    let outputs = session.reply(requests(&outputs)[0].id, 429, example!("error.RL7.json"));
    assert_eq!(unanswered(&outputs), [(search(), Fault::RateLimited { wait_secs: 10 })]);
    stream_request(&session.step(Input::Ask(Ask::Present)));
}

#[test]
fn s5_too_many_requests_of_the_common_limit_hold_the_polls() {
    let mut session = Session::speaking("v2", true);
    let outputs = session.step(Input::Ask(Ask::Weeks));
    session.reply(requests(&outputs)[0].id, 429, example!("error.RL3.json"));
    assert_eq!(session.step(Input::Ask(Ask::Present)), []);
}

/// Each question whose answer holds for a while, with an answer and the seconds in version 1 and 2.
fn kept() -> Vec<(Ask, &'static str, u64, u64)> {
    let posts = Ask::Feed(Feed::Posts { user: "NeurosamaAI".to_owned() });
    vec![
        (Ask::Week { year: 2026, week: 45 }, "schedule.json", 1_800, 300),
        (search(), "schedule.search.json", 30, 60),
        (Ask::Recordings, "twitch.vods.json", 900, 900),
        (Ask::Recording { stream_id: "411960021845".to_owned() }, "twitch.vod.json", 3_600, 3_600),
        (Ask::Feed(Feed::Blog), "blog.json", 900, 900),
        (posts, "x-feed.json", 0, 120),
    ]
}

#[test]
fn s5_an_answer_is_told_again_from_memory_as_long_as_it_holds() {
    for (ask, name, v1, v2) in kept() {
        for (version, secs) in [("v1", v1), ("v2", v2)] {
            if secs == 0 {
                continue;
            }
            let mut session = Session::speaking(version, true);
            let outputs = session.step(Input::Ask(ask.clone()));
            let first = snapshots(&session.reply(requests(&outputs)[0].id, 200, example!(name)));
            session.advance(Duration::from_secs(secs) - Duration::from_millis(1));
            session.step(Input::Deadline);
            let again = session.step(Input::Ask(ask.clone()));
            assert_eq!(paths(&again), [] as [&str; 0], "{version} {ask:?}");
            assert_eq!(snapshots(&again), first, "{version} {ask:?}");
            session.advance(Duration::from_millis(1));
            session.step(Input::Deadline);
            let outputs = session.step(Input::Ask(ask.clone()));
            assert_eq!(requests(&outputs).len(), 1, "{version} {ask:?}");
            assert_eq!(snapshots(&outputs), [], "{version} {ask:?}");
        }
    }
}

#[test]
fn s5_a_failure_is_not_told_again_from_memory() {
    let mut session = Session::speaking("v2", true);
    let outputs = session.step(Input::Ask(Ask::Recordings));
    session.reply(requests(&outputs)[0].id, 500, "");
    assert_eq!(paths(&session.step(Input::Ask(Ask::Recordings))), ["/api/v2/twitch/vods"]);
}

#[test]
fn s5_an_answer_that_a_push_made_old_is_asked_for_again() {
    let posts = Ask::Feed(Feed::Posts { user: "NeurosamaAI".to_owned() });
    let week = Ask::Week { year: 2026, week: 47 };
    let cases = [
        (week.clone(), "schedule.latest.json", "event.scheduleUpdate.json", true),
        (week, "schedule.latest.json", "event.scheduleUpdate.pastWeek.json", false),
        (search(), "schedule.search.json", "event.scheduleUpdate.pastWeek.json", true),
        (Ask::Feed(Feed::Blog), "blog.json", "event.blogFeedUpdate.json", true),
        (posts.clone(), "x-feed.json", "event.xFeedNewEntries.json", true),
        (posts, "x-feed.json", "event.blogFeedUpdate.json", false),
        (Ask::Recordings, "twitch.vods.json", "event.streamOffline.json", true),
        (Ask::Recordings, "twitch.vods.json", "event.streamOnline.json", false),
    ];
    for (ask, answer, event, again) in cases {
        let mut session = Session::speaking("v2", true);
        let outputs = session.step(Input::Ask(ask.clone()));
        session.reply(requests(&outputs)[0].id, 200, example!(answer));
        session.text(example!(event));
        let outputs = session.step(Input::Ask(ask.clone()));
        assert_eq!(requests(&outputs).len(), usize::from(again), "{ask:?} after {event}");
    }
}

#[test]
fn s5_no_more_than_a_few_answers_are_kept() {
    let mut session = Session::speaking("v2", true);
    let weeks = (1..=40).map(|week| Ask::Week { year: 2026, week });
    for ask in weeks.clone() {
        let Ask::Week { week, .. } = ask else { panic!("a week") };
        let outputs = session.step(Input::Ask(ask));
        let body = format!(r#"{{"data":{{"year":2026,"week":{week},"schedule":[]}}}}"#);
        assert!(matches!(
            snapshots(&session.reply(requests(&outputs)[0].id, 200, &body))[..],
            [Snapshot::Week { .. }]
        ));
        session.advance(Duration::from_secs(1));
    }
    let kept = weeks.clone().filter(|ask| !snapshots(&session.step(Input::Ask(ask.clone()))).is_empty());
    let kept: Vec<_> = kept.collect();
    assert_eq!(kept, weeks.skip(8).collect::<Vec<_>>());
}

#[test]
fn s5_answers_of_one_version_are_not_told_as_those_of_the_other() {
    let mut session = Session::speaking("v2", true);
    let outputs = session.step(Input::Ask(Ask::Recordings));
    session.reply(requests(&outputs)[0].id, 200, example!("twitch.vods.json"));
    session.step(Input::Closed { code: None });
    session.step(Input::Start);
    session.refused(404, "Not Found");
    assert_eq!(paths(&session.step(Input::Ask(Ask::Recordings))), ["/api/v1/twitch/vods"]);
}
