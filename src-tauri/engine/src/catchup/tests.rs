//! Gaps, minute by minute.

use proptest::prelude::*;
use swarmbell_protocols::ask::Feed;
use swarmbell_protocols::stream::{LiveStream, Recording};
use swarmbell_protocols::web::WebAddress;

use super::*;

const MINUTE: Duration = Duration::from_secs(60);
const START: UnixMillis = UnixMillis(1_795_200_000_000);

fn at(seconds: u64) -> Steady {
    Steady(Duration::from_secs(seconds))
}

fn blog() -> Topic {
    Topic::Feed(Feed::Blog)
}

fn ask_blog() -> Ask {
    Ask::Feed(Feed::Blog)
}

/// Connected at second 0, all topics known until `away` ago.
fn connected(away: Duration, topics: &[Topic]) -> Catchup {
    let since = UnixMillis(START.0 - i64::try_from(away.as_millis()).unwrap());
    let cursors = topics.iter().map(|topic| (topic.clone(), Some(since))).collect();
    let mut catchup = Catchup::default();
    catchup.connected(at(0), START, cursors, true);
    catchup
}

#[test]
fn a_gap_is_asked_about_once_and_closed_by_the_answer() {
    let mut catchup = connected(MINUTE, &[blog()]);
    assert_eq!(catchup.deadline(), Some(at(0)));
    assert_eq!(catchup.due(at(0)), [ask_blog()]);
    assert_eq!(catchup.due(at(1)), []);
    let since = UnixMillis(START.0 - 60_000);
    assert_eq!(catchup.answered(at(1), &blog()), Some(Some(since)));
    assert_eq!(catchup.answered(at(2), &blog()), None);
    assert!(catchup.collected(at(2)));
    assert_eq!((catchup.deadline(), catchup.due(at(10_000))), (None, Vec::new()));
}

#[test]
fn a_topic_nobody_listens_to_any_more_is_not_asked_about() {
    let mut catchup = connected(MINUTE, &[blog()]);
    assert!(catchup.is_open(&blog()) && !catchup.is_open(&Topic::Live));
    catchup.close(&blog());
    assert!(!catchup.is_open(&blog()));
    assert_eq!(catchup.due(at(0)), []);
}

#[test]
fn a_question_without_an_answer_is_asked_again_ever_more_rarely() {
    let mut catchup = connected(MINUTE, &[blog()]);
    let mut asked = Vec::new();
    for second in 0..4_000 {
        if !catchup.due(at(second)).is_empty() {
            asked.push(second);
        }
    }
    // Ten seconds for the answer, then a wait of 10, 20, 40, 80, 160, 320, 600 and 600.
    assert_eq!(asked, [0, 20, 50, 100, 190, 360, 690, 1_300, 1_910, 2_520, 3_130, 3_740]);
}

#[test]
fn a_refusal_that_stays_ends_the_questions_and_a_pause_is_respected() {
    let mut catchup = connected(MINUTE, &[blog()]);
    catchup.due(at(0));
    catchup.unanswered(at(1), &ask_blog(), &Fault::RateLimited { wait_secs: 60 });
    assert_eq!(catchup.due(at(60)), []);
    assert_eq!(catchup.due(at(61)), [ask_blog()]);
    catchup.unanswered(at(62), &ask_blog(), &Fault::TokenRefused);
    assert_eq!(catchup.due(at(10_000)), []);
    assert_eq!(catchup.answered(at(10_000), &blog()), None);
}

#[test]
fn recordings_are_asked_for_after_a_longer_absence_once_what_is_live_is_known() {
    let mut catchup = connected(MINUTE * 6, &[Topic::Live, Topic::Recordings]);
    assert_eq!(catchup.due(at(0)), []);
    catchup.answered(at(3), &Topic::Live);
    assert_eq!(catchup.due(at(3)), [Ask::Recordings]);
    let mut short = connected(MINUTE * 4, &[Topic::Live, Topic::Recordings]);
    short.answered(at(3), &Topic::Live);
    assert_eq!(short.due(at(3)), []);
}

#[test]
fn recordings_are_looked_at_once_more_when_the_servers_store_is_renewed() {
    let mut catchup = connected(MINUTE * 6, &[Topic::Live, Topic::Recordings]);
    catchup.answered(at(0), &Topic::Live);
    catchup.due(at(0));
    assert!(catchup.answered(at(1), &Topic::Recordings).is_some());
    assert!(catchup.collected(at(1)));
    assert_eq!(catchup.due(at(960)), []);
    assert_eq!(catchup.due(at(961)), [Ask::Recordings]);
    assert!(catchup.answered(at(962), &Topic::Recordings).is_some());
    assert_eq!(catchup.deadline(), None);
}

#[test]
fn what_is_over_is_collected_until_all_answers_came_or_ten_seconds_passed() {
    let mut catchup = connected(MINUTE, &[Topic::Live, blog()]);
    catchup.due(at(0));
    assert!(catchup.is_collecting() && !catchup.collected(at(1)));
    catchup.answered(at(2), &blog());
    assert!(!catchup.collected(at(9)));
    assert!(catchup.collected(at(10)));
    assert!(!catchup.is_collecting() && !catchup.collected(at(11)));
}

#[test]
fn where_nothing_is_pushed_feeds_are_looked_at_every_half_hour() {
    let mut catchup = Catchup::default();
    catchup.connected(at(0), START, Vec::new(), false);
    assert!(!catchup.refreshes(at(1_799)));
    assert!(catchup.refreshes(at(1_800)));
    assert!(!catchup.refreshes(at(1_801)));
    let mut pushed = connected(MINUTE, &[]);
    assert!(!pushed.refreshes(at(100_000)));
}

#[test]
fn a_lost_connection_asks_nothing_until_it_is_back() {
    let mut catchup = connected(MINUTE, &[blog()]);
    catchup.lost();
    assert_eq!((catchup.due(at(10_000)), catchup.deadline()), (Vec::new(), None));
}

#[test]
fn the_first_answer_holds_no_news_but_what_is_live() {
    let known = Some(START);
    assert_eq!(Found::in_topic(&Topic::Live, None), Found::StillTrue);
    assert_eq!(Found::in_topic(&Topic::Schedule, None), Found::Before);
    assert_eq!(Found::in_topic(&blog(), None), Found::Before);
    assert_eq!(Found::in_topic(&Topic::Live, known), Found::StillTrue);
    assert_eq!(Found::in_topic(&Topic::Schedule, known), Found::StillTrue);
    assert_eq!(Found::in_topic(&blog(), known), Found::Over);
    assert_eq!(Found::in_topic(&Topic::Recordings, known), Found::Over);
}

#[test]
fn a_stream_that_began_before_the_absence_or_still_runs_was_not_missed() {
    let recording = |id: &str, started_at: Option<i64>| Recording {
        stream_id: id.to_owned(),
        title: None,
        started_at: started_at.map(UnixMillis),
        length: None,
        page: WebAddress::parse("https://www.twitch.tv/videos/1").unwrap(),
    };
    let recordings = vec![
        recording("live", Some(START.0 + 5)),
        recording("second", Some(START.0 + 1)),
        recording("first", Some(START.0)),
        recording("before", Some(START.0 - 1)),
        recording("undated", None),
    ];
    let live = LiveStream {
        id: "live".to_owned(),
        title: None,
        category: None,
        tags: Vec::new(),
        viewers: None,
        started_at: None,
        picture: None,
        page: WebAddress::parse("https://www.twitch.tv/vedal987").unwrap(),
    };
    let unnamed =
        LiveStream { id: "day-1".to_owned(), started_at: Some(UnixMillis(START.0 + 30_000)), ..live.clone() };
    assert_eq!(
        missed(recordings.clone(), START, Some(&unnamed)),
        Vec::new(),
        "all began within a minute of it"
    );
    let missed = missed(recordings, START, Some(&live));
    let keys: Vec<_> = missed.iter().map(|event| event.key.0.as_str()).collect();
    assert_eq!(keys, ["live:first", "live:second"]);
}

#[test]
fn topics_follow_from_the_kinds_that_ring() {
    let names = |kind: &str| {
        let topics: Vec<_> = topics(&kind.into()).iter().map(ToString::to_string).collect();
        topics.join(" ")
    };
    assert_eq!(names("streamOnline"), "");
    assert_eq!(names("subathonGoalUpdate"), "feed:subathon");
    assert_eq!(names("blogFeedUpdate"), "feed:blog");
    assert_eq!(names("xFeedNewEntries"), "feed:posts/NeurosamaAI feed:posts/EvilNeuroAI feed:posts/Vedal987");
}

proptest! {
    #[test]
    fn a_question_is_under_way_at_most_once_and_never_forgotten(
        steps in prop::collection::vec((1u64..40, 0u8..5), 1..200),
    ) {
        let mut catchup = connected(MINUTE, &[blog()]);
        let (mut now, mut asked_at) = (0, None::<u64>);
        let mut closed = false;
        for (pause, what) in steps {
            now += pause;
            for _ in catchup.due(at(now)) {
                prop_assert!(!closed);
                prop_assert!(asked_at.is_none_or(|asked| now >= asked + 10), "asked twice");
                asked_at = Some(now);
            }
            match what {
                0 if asked_at.is_some() => {
                    catchup.unanswered(at(now), &ask_blog(), &Fault::TimedOut);
                    asked_at = None;
                }
                1 => {
                    catchup.answered(at(now), &blog());
                    closed = true;
                }
                _ => {}
            }
            catchup.collected(at(now));
            prop_assert!(closed || catchup.deadline().is_some());
        }
    }
}
