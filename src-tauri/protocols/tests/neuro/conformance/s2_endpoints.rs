//! Section 2: the endpoints, whom they answer, their parameters.

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Input, Output, Reply, Snapshot};
use swarmbell_protocols::ask::{Cursor, Feed, Search};
use swarmbell_protocols::schedule::EntryKind;

use super::VERSIONS;
use crate::neuro::session::{Session, paths, requests, snapshots, unanswered};

const STREAM_ID: &str = "411960021845";

fn search(text: &str) -> Search {
    Search { text: text.to_owned(), ..Search::default() }
}

fn posts() -> Ask {
    Ask::Feed(Feed::Posts { user: "NeurosamaAI".to_owned() })
}

/// Each question with its address in version 1 and 2, and whether it needs the token.
fn table() -> Vec<(Ask, Option<&'static str>, Option<&'static str>, bool)> {
    vec![
        (
            Ask::Week { year: 2026, week: 45 },
            Some("/api/v1/schedule?year=2026&week=45"),
            Some("/api/v2/schedule?year=2026&week=45"),
            true,
        ),
        (Ask::Weeks, Some("/api/v1/schedule/weeks"), Some("/api/v2/schedule/weeks"), false),
        (
            Ask::Search(search("karaoke")),
            Some("/api/v1/schedule/search?query=karaoke"),
            Some("/api/v2/schedule/search?query=karaoke"),
            true,
        ),
        (
            Ask::Picture { year: 2026, week: 47 },
            None,
            Some("/api/v2/schedule/image?year=2026&week=47"),
            false,
        ),
        (
            Ask::DevstreamTimes,
            Some("/api/v1/schedule/devstreamtimes"),
            Some("/api/v2/devstream/times"),
            false,
        ),
        (Ask::Recordings, Some("/api/v1/twitch/vods"), Some("/api/v2/twitch/vods"), true),
        (
            Ask::Recording { stream_id: STREAM_ID.to_owned() },
            Some("/api/v1/twitch/vod?streamId=411960021845"),
            Some("/api/v2/twitch/vod?id=411960021845"),
            true,
        ),
        (Ask::Subathons { year: None }, Some("/api/v1/subathon/current"), Some("/api/v2/subathon"), false),
        (
            Ask::Subathons { year: Some(2024) },
            Some("/api/v1/subathon?year=2024"),
            Some("/api/v2/subathon?year=2024"),
            true,
        ),
        (Ask::SubathonYears, Some("/api/v1/subathon/years?detailed"), Some("/api/v2/subathon/years"), false),
        (Ask::Feed(Feed::Subathon), Some("/api/v1/subathon/current"), Some("/api/v2/subathon"), false),
        (Ask::Feed(Feed::Blog), Some("/api/v1/blog/feed"), Some("/api/v2/blog"), true),
        (posts(), None, Some("/api/v2/x-feed?user=NeurosamaAI"), true),
    ]
}

/// One question of each sort.
pub(super) fn asks() -> Vec<Ask> {
    table().into_iter().map(|(ask, ..)| ask).collect()
}

#[test]
fn s2_every_endpoint_is_asked_at_its_address() {
    for (ask, v1, v2, _) in table() {
        for (version, address) in [("v1", v1), ("v2", v2)] {
            let outputs = Session::speaking(version, true).step(Input::Ask(ask.clone()));
            let expected: Vec<&str> = address.into_iter().collect();
            assert_eq!(paths(&outputs), expected, "{version} {ask:?}");
            if address.is_none() {
                assert_eq!(unanswered(&outputs), [(ask.clone(), Fault::NotOffered)], "{version}");
            }
        }
    }
}

#[test]
fn s2_what_is_public_is_asked_without_a_token_and_the_rest_needs_one() {
    for (ask, v1, v2, needs_token) in table() {
        for (version, address) in [("v1", v1), ("v2", v2)] {
            if address.is_none() {
                continue;
            }
            let outputs = Session::speaking(version, false).step(Input::Ask(ask.clone()));
            if needs_token {
                assert_eq!(outputs, [Output::Unanswered(ask.clone(), Fault::NeedsToken)], "{version}");
            } else {
                let [request] = &requests(&outputs)[..] else { panic!("{version} {ask:?}") };
                assert_eq!(request.bearer, None, "{version} {ask:?}");
            }
        }
    }
}

#[test]
fn s2_the_present_is_the_stream_and_the_latest_week() {
    for version in VERSIONS {
        let mut session = Session::speaking(version, false);
        let outputs = session.step(Input::Ask(Ask::Present));
        let expected = [format!("/api/{version}/twitch/stream"), format!("/api/{version}/schedule/latest")];
        assert_eq!(paths(&outputs), expected);
    }
}

#[test]
fn s2_a_search_says_all_it_wants_to_know() {
    let all = Search {
        text: "Evil & Co".to_owned(),
        year: Some(2026),
        kind: Some(EntryKind::Tbd),
        oldest_first: true,
        after: Some(Cursor { year: 2025, week: 3 }),
    };
    let outputs = Session::speaking("v2", true).step(Input::Ask(Ask::Search(all)));
    let pairs: Vec<_> = requests(&outputs)[0].address.0.query_pairs().into_owned().collect();
    let expected = [
        ("query", "Evil & Co"),
        ("year", "2026"),
        ("type", "TBD"),
        ("sort", "asc"),
        ("cursorYear", "2025"),
        ("cursorWeek", "3"),
    ];
    let expected: Vec<_> = expected.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    assert_eq!(pairs, expected);
    for (kind, word) in [
        (EntryKind::Normal, "normal"),
        (EntryKind::Offline, "offline"),
        (EntryKind::Canceled, "canceled"),
        (EntryKind::Unknown, "unknown"),
    ] {
        let ask = Ask::Search(Search { kind: Some(kind), ..search("abc") });
        let outputs = Session::speaking("v2", true).step(Input::Ask(ask));
        assert_eq!(paths(&outputs), [format!("/api/v2/schedule/search?query=abc&type={word}")]);
    }
}

#[test]
fn s2_a_question_the_server_would_refuse_is_not_asked() {
    let long = "a".repeat(501);
    for text in ["", "ab", "  ab  ", long.as_str()] {
        let ask = Ask::Search(search(text));
        let outputs = Session::speaking("v2", true).step(Input::Ask(ask.clone()));
        assert_eq!(outputs, [Output::Unanswered(ask, Fault::BadQuestion)], "{text:?}");
    }
    for name in ["", &"9".repeat(101)] {
        for ask in
            [Ask::Recording { stream_id: name.to_owned() }, Ask::Feed(Feed::Posts { user: name.to_owned() })]
        {
            let outputs = Session::speaking("v2", true).step(Input::Ask(ask.clone()));
            assert_eq!(outputs, [Output::Unanswered(ask, Fault::BadQuestion)]);
        }
    }
}

#[test]
fn s2_a_picture_is_where_the_redirect_leads_and_is_not_followed() {
    let ask = Ask::Picture { year: 2026, week: 47 };
    let answered = |reply: &Reply| {
        let mut session = Session::speaking("v2", false);
        let outputs = session.step(Input::Ask(ask.clone()));
        let [request] = &requests(&outputs)[..] else { panic!("{outputs:?}") };
        assert!(!request.follow);
        session.step(Input::Reply { id: request.id, reply })
    };
    let to = |status: u16, location: &str| {
        answered(&Reply { location: Some(location.to_owned()), ..Reply::new(status, "") })
    };
    let found = |outputs: &[Output]| match &snapshots(outputs)[..] {
        [Snapshot::Picture { year: 2026, week: 47, found }] => {
            Some(found.as_ref().map(|page| page.as_str().to_owned()))
        }
        _ => None,
    };
    let address = "https://images.example.net/schedules/2026-47-b.png";
    assert_eq!(found(&to(302, address)), Some(Some(address.to_owned())));
    for body in ["", "<html>", r#"{"error":{"code":"SC1","message":"m"}}"#] {
        assert_eq!(found(&answered(&Reply::new(404, body))), Some(None), "{body}");
    }
    for outputs in [to(302, "http://images.example.net/1.png"), answered(&Reply::new(200, "{}"))] {
        assert_eq!(unanswered(&outputs), [(ask.clone(), Fault::Unreadable)]);
    }
    let bad = answered(&Reply::new(400, r#"{"error":{"code":"AP4","message":"m"}}"#));
    assert_eq!(unanswered(&bad), [(ask.clone(), Fault::BadQuestion)]);
    let missing = answered(&Reply::new(404, r#"{"error":{"code":"AP3","message":"m"}}"#));
    assert_eq!(unanswered(&missing), [(ask, Fault::NotOffered)]);
}

#[test]
fn s2_all_but_a_picture_is_followed() {
    for ask in asks().into_iter().filter(|ask| !matches!(ask, Ask::Picture { .. })) {
        let outputs = Session::speaking("v2", true).step(Input::Ask(ask));
        assert!(requests(&outputs).iter().all(|request| request.follow));
    }
}

#[test]
fn s2_ordinary_emptiness_is_an_answer() {
    let of = |code: &str, ask: Ask, version| {
        let body = format!(r#"{{"error":{{"code":"{code}","message":"m"}}}}"#);
        let outputs = super::answered(version, &ask, 404, &body);
        let [snapshot] = &snapshots(&outputs)[..] else { panic!("{version} {code}: {outputs:?}") };
        snapshot.clone()
    };
    let stream_id = || STREAM_ID.to_owned();
    let cases = [
        ("SC1", Ask::Week { year: 2026, week: 9 }, Snapshot::Week { year: 2026, week: 9, found: None }),
        (
            "VD1",
            Ask::Recording { stream_id: stream_id() },
            Snapshot::Recording { stream_id: stream_id(), found: None },
        ),
        ("VD2", Ask::Recordings, Snapshot::Recordings(Vec::new())),
        ("SB1", Ask::Subathons { year: None }, Snapshot::Subathons { year: None, found: Vec::new() }),
        (
            "SB4",
            Ask::Subathons { year: Some(2022) },
            Snapshot::Subathons { year: Some(2022), found: Vec::new() },
        ),
        ("SB1", Ask::Feed(Feed::Subathon), Snapshot::Feed { feed: Feed::Subathon, events: Vec::new() }),
        ("BL1", Ask::Feed(Feed::Blog), Snapshot::Feed { feed: Feed::Blog, events: Vec::new() }),
        (
            "SC1",
            Ask::Search(search("abc")),
            Snapshot::Found { search: search("abc"), hits: Vec::new(), next: None },
        ),
        ("SC1", Ask::Weeks, Snapshot::Weeks([].into())),
        ("SC1", Ask::DevstreamTimes, Snapshot::DevstreamTimes(Vec::new())),
        ("SB4", Ask::SubathonYears, Snapshot::SubathonYears([].into())),
    ];
    for (code, ask, expected) in cases {
        for version in VERSIONS {
            assert_eq!(of(code, ask.clone(), version), expected, "{version} {code}");
        }
    }
    let Ask::Feed(feed) = posts() else { panic!("a feed") };
    assert_eq!(of("XF1", posts(), "v2"), Snapshot::Feed { feed, events: Vec::new() });
}
