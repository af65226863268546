//! Section 2.5: errors.

use swarmbell_protocols::Fault;
use swarmbell_protocols::ask::channels::{Question, Scope};
use swarmbell_protocols::fault::Retry;
use swarmbell_protocols::relay::Config;

use crate::relay::session::{Session, answered, config, example, faults, unanswered};

#[test]
fn s2_5_each_error_is_a_fault_of_its_class() {
    use Retry::{After, Backoff, UntilChanged};
    let minute = After(std::time::Duration::from_secs(60));
    for (status, body, fault, retry) in [
        (400, example!("http.error.400.json"), Fault::BadQuestion, Backoff),
        (401, example!("http.error.401.json"), Fault::AppUnknown, UntilChanged),
        (401, r#"{"error":"Missing bearer"}"#, Fault::TokenDropped, UntilChanged),
        (403, example!("http.error.403.json"), Fault::TokenRefused, UntilChanged),
        (404, "404 page not found", Fault::NotOffered, UntilChanged),
        (404, example!("http.error.404.json"), Fault::NotOffered, UntilChanged),
        (405, "", Fault::NotOffered, UntilChanged),
        (422, example!("http.error.422.json"), Fault::BadQuestion, Backoff),
        (429, example!("http.error.429.json"), Fault::RateLimited { wait_secs: 60 }, minute),
        (500, "", Fault::ServerError { status: 500 }, Backoff),
    ] {
        let outputs = answered(&Question::Channels, status, body);
        assert_eq!(unanswered(&outputs), std::slice::from_ref(&fault), "{status} {body}");
        assert_eq!(fault.retry(), retry, "{status} {body}");
        assert!(fault.sentence(swarmbell_protocols::relay::SECRET).ends_with('.'), "{status}");
    }
}

#[test]
fn s2_5_a_page_of_something_in_between_says_nothing_about_app_or_secret() {
    for status in [401, 403] {
        let outputs = answered(&Question::Channels, status, "<html>");
        assert_eq!(unanswered(&outputs), [Fault::Refused { status }]);
    }
    let mut session = Session::new(Config { has_secret: false, ..config() });
    let outputs = session.answered(Question::Stats(Scope::Server), 401, r#"{"error":"Missing bearer"}"#);
    assert_eq!(unanswered(&outputs), [Fault::NeedsToken]);
}

#[test]
fn s2_5_an_error_of_an_answer_does_not_end_the_connection() {
    let mut session = Session::subscribed(&["builds"]);
    for status in [401, 403, 429, 500] {
        let outputs = session.answered(Question::Channels, status, r#"{"error":"Invalid app secret"}"#);
        assert_eq!(faults(&outputs), [], "{status}");
    }
}
