//! Section 3.7: closes.

use std::time::Duration;

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Input, Output, Reply};
use swarmbell_protocols::fault::Retry;

use crate::relay::session::{Session, config, example, faults};

#[test]
fn s3_7_each_close_has_its_handling() {
    for (code, fault) in [
        (Some(4001), vec![Fault::AppUnknown]),
        (Some(4009), vec![Fault::ClosedForGood { code: 4009 }]),
        (Some(4100), vec![Fault::RateLimited { wait_secs: 60 }]),
        (Some(4200), vec![]),
        (Some(1009), vec![]),
        (Some(1005), vec![]),
        (None, vec![]),
    ] {
        let outputs = Session::open().step(Input::Closed { code });
        assert_eq!(faults(&outputs), fault, "{code:?}");
        assert!(fault.iter().all(|fault| fault.sentence(swarmbell_protocols::relay::SECRET).ends_with('.')));
    }
    assert_eq!(Fault::AppUnknown.retry(), Retry::UntilChanged);
}

#[test]
fn s3_7_too_many_attempts_are_paused_for_a_minute() {
    let mut session = Session::new(config());
    session.step(Input::Start);
    let outputs = session.step(Input::Refused(&Reply::new(429, example!("http.error.429.json"))));
    assert_eq!(faults(&outputs), [Fault::RateLimited { wait_secs: 60 }]);
    session.step(Input::Start);
    let asked = Reply { retry_after: Some(Duration::from_secs(6)), ..Reply::new(429, "") };
    assert_eq!(faults(&session.step(Input::Refused(&asked))), [Fault::RateLimited { wait_secs: 6 }]);
    for (status, fault) in [(404, Fault::Refused { status: 404 }), (503, Fault::ServerError { status: 503 })]
    {
        session.step(Input::Start);
        assert_eq!(faults(&session.step(Input::Refused(&Reply::new(status, "")))), [fault]);
    }
}

#[test]
fn s3_7_a_closed_connection_takes_and_sends_nothing() {
    let mut session = Session::subscribed(&["builds"]);
    session.step(Input::Closed { code: Some(4200) });
    assert_eq!(session.text(example!("event.objectData.json")), []);
    assert_eq!(session.want(&["alerts"]), []);
    assert!(matches!(session.step(Input::Start)[..], [Output::Connect(_)]));
}
