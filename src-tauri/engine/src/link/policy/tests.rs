//! The decisions, by values.

use super::*;

fn at(millis: u64) -> Steady {
    Steady(Duration::from_millis(millis))
}

fn course() -> Course {
    Course::new(LinkPolicy { backoff_jitter: 0.0, ..LinkPolicy::default() }, 1)
}

fn lost(course: &mut Course, now: Steady, fault: Fault) -> Next {
    course.lost(now, &Loss::of(fault))
}

fn closed_cleanly() -> Loss {
    Loss { fault: Fault::Closed { code: Some(1001) }, retry_after: None, clean: true }
}

fn refused(fault: Fault, retry_after_secs: u64) -> Loss {
    Loss { fault, retry_after: Some(Duration::from_secs(retry_after_secs)), clean: false }
}

#[test]
fn the_figures_are_those_of_the_design() {
    let policy = LinkPolicy::default();
    assert_eq!(policy.attempt_within, Duration::from_secs(15));
    assert_eq!(policy.hasty_attempt_within, Duration::from_secs(4));
    assert_eq!(policy.hasty_attempts, 3);
    assert_eq!(policy.backoff_first, Duration::from_secs(1));
    assert_eq!(policy.backoff_most, Duration::from_secs(30));
    assert!((policy.backoff_jitter - 0.2).abs() < f64::EPSILON);
    assert_eq!(policy.spread_after_close, Duration::from_secs(2));
    assert_eq!(policy.settled_after, Duration::from_secs(30));
}

#[test]
fn failing_attempts_are_made_ever_more_rarely_and_without_end() {
    let mut course = course();
    let waits: Vec<u64> = (0..1_000)
        .map(|_| {
            course.begin(at(0));
            match lost(&mut course, at(0), Fault::Unreachable) {
                Next::Try(moment) => moment.0.as_secs(),
                Next::Stop => panic!("gave up"),
            }
        })
        .collect();
    assert_eq!(waits[..7], [1, 2, 4, 8, 16, 30, 30]);
    assert_eq!(waits[999], 30);
}

#[test]
fn the_backoff_is_reset_only_after_ready_and_30_s_of_life() {
    let mut course = course();
    lost(&mut course, at(0), Fault::Unreachable);
    course.ready(at(0));
    assert_eq!(lost(&mut course, at(29_999), Fault::Silent), Next::Try(at(29_999 + 2_000)));
    course.ready(at(100_000));
    assert_eq!(lost(&mut course, at(130_000), Fault::Silent), Next::Try(at(131_000)));
}

#[test]
fn after_a_clean_close_the_first_attempt_is_spread_over_2_s() {
    let moments: Vec<Duration> = (0..200)
        .map(|seed| {
            let mut course = Course::new(LinkPolicy::default(), seed);
            course.ready(at(0));
            match course.lost(at(60_000), &closed_cleanly()) {
                Next::Try(moment) => at(60_000).until(moment),
                Next::Stop => panic!("gave up"),
            }
        })
        .collect();
    assert!(moments.iter().all(|wait| *wait <= Duration::from_secs(2)));
    assert!(moments.iter().any(|wait| *wait < Duration::from_millis(300)));
    assert!(moments.iter().any(|wait| *wait > Duration::from_millis(1_700)));
}

#[test]
fn a_server_that_closes_at_once_each_time_is_not_hammered() {
    let mut course = course();
    let waits: Vec<Next> = (0..3)
        .map(|_| {
            course.ready(at(0));
            course.lost(at(10), &closed_cleanly())
        })
        .collect();
    assert_eq!(waits, [Next::Try(at(1_010)), Next::Try(at(2_010)), Next::Try(at(4_010))]);
}

#[test]
fn a_terminal_fault_stops_the_attempts() {
    let mut course = course();
    assert_eq!(lost(&mut course, at(0), Fault::TokenRefused), Next::Stop);
    assert_eq!(course.lost(at(0), &refused(Fault::AccountBlocked, 5)), Next::Stop);
}

#[test]
fn retry_after_overrules_the_backoff_in_both_directions() {
    let mut course = course();
    for _ in 0..6 {
        lost(&mut course, at(0), Fault::Unreachable);
    }
    let fault = Fault::ServerError { status: 503 };
    assert_eq!(course.lost(at(0), &refused(fault.clone(), 5)), Next::Try(at(5_000)));
    assert_eq!(course.lost(at(0), &refused(fault, 300)), Next::Try(at(300_000)));
}

#[test]
fn retry_after_nothing_does_not_mean_hammering() {
    let mut course = course();
    let fault = Fault::ServerError { status: 503 };
    assert_eq!(course.lost(at(0), &refused(fault.clone(), 0)), Next::Try(at(1_000)));
    assert_eq!(course.lost(at(0), &refused(fault, 0)), Next::Try(at(2_000)));
    assert_eq!(lost(&mut course, at(0), Fault::RateLimited { wait_secs: 0 }), Next::Try(at(4_000)));
}

#[test]
fn a_used_up_connection_limit_is_respected_for_a_minute() {
    let mut course = course();
    let fault = Fault::TooManyConnections { limit: 5 };
    assert_eq!(lost(&mut course, at(0), fault), Next::Try(at(60_000)));
}

#[test]
fn a_wait_asked_for_is_never_shortened_by_jitter() {
    for seed in 0..200 {
        let mut course = Course::new(LinkPolicy::default(), seed);
        let next = course.lost(at(0), &refused(Fault::ServerError { status: 503 }, 10));
        assert!(
            matches!(next, Next::Try(moment) if moment >= at(10_000) && moment <= at(12_000)),
            "{next:?}"
        );
    }
}

#[test]
fn after_a_wake_the_first_three_attempts_are_short_and_follow_at_once() {
    let mut course = course();
    assert_eq!(course.begin(at(0)), at(15_000));
    assert_eq!(course.woke(at(60_000)), at(60_000));
    let mut now = at(60_000);
    for _ in 0..2 {
        assert_eq!(course.begin(now), now.plus(Duration::from_secs(4)));
        now = now.plus(Duration::from_secs(4));
        assert_eq!(lost(&mut course, now, Fault::TimedOut), Next::Try(now));
    }
    assert_eq!(course.begin(now), now.plus(Duration::from_secs(4)));
    assert_eq!(lost(&mut course, now, Fault::TimedOut), Next::Try(now.plus(Duration::from_secs(1))));
    assert_eq!(course.begin(now), now.plus(Duration::from_secs(15)));
}

#[test]
fn hasty_attempts_that_fail_at_once_are_a_second_apart() {
    let mut course = course();
    course.woke(at(60_000));
    course.begin(at(60_000));
    assert_eq!(lost(&mut course, at(60_003), Fault::NoAddress), Next::Try(at(61_000)));
}

#[test]
fn a_wake_told_twice_does_not_close_the_new_connection() {
    let mut course = course();
    course.woke(at(60_000));
    course.begin(at(60_000));
    course.ready(at(60_500));
    assert!(course.is_after_wake(at(63_000)));
    assert!(!course.is_after_wake(at(70_000)));
    course.begin(at(80_000));
    assert!(!course.is_after_wake(at(80_000)));
}

#[test]
fn a_wake_does_not_break_the_wait_a_server_asked_for_but_the_user_may() {
    let mut course = course();
    course.begin(at(0));
    course.lost(at(0), &refused(Fault::ServerError { status: 503 }, 300));
    assert_eq!(course.woke(at(60_000)), at(300_000));
    course.retry_now();
    assert_eq!(course.woke(at(60_000)), at(60_000));
}
