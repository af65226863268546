//! What others ask, and how each is answered.

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Input, Output};
use swarmbell_protocols::ask::channels::{Answer, Message, Question, Scope};
use swarmbell_protocols::relay::Config;

use crate::relay::session::{Session, answered, answers, config, path, request, requests, unanswered};

fn message(channel: &str) -> Message {
    Message { channel: channel.to_owned(), event: "test".to_owned(), data: "{}".to_owned() }
}

fn channel(name: &str) -> Question {
    Question::Channel { name: name.to_owned() }
}

#[test]
fn a_question_is_asked_once_at_a_time_and_answered_once() {
    let mut session = Session::new(config());
    let id = request(&session.ask(Question::Channels)).id;
    assert_eq!(session.ask(Question::Channels), []);
    assert_eq!(answers(&session.reply(id, 200, r#"{"channels":{}}"#)).len(), 1);
    assert_eq!(session.reply(id, 200, r#"{"channels":{}}"#), []);
    assert_eq!(requests(&session.ask(Question::Channels)).len(), 1);
}

#[test]
fn a_question_under_way_is_asked_again_by_the_next_attempt_and_a_publication_is_not() {
    let mut session = Session::new(config());
    session.ask(Question::Channels);
    session.ask(Question::Publish(vec![message("builds")]));
    let outputs = session.step(Input::Start);
    assert_eq!(path(&request(&outputs)), "/apps/demo-app/channels");
    assert_eq!(unanswered(&outputs), [Fault::Closed { code: None }]);
}

#[test]
fn without_the_secret_only_what_is_open_is_asked_for() {
    let asked = |config: &Config, question| {
        let outputs = Session::new(config.clone()).ask(question);
        (requests(&outputs).len(), unanswered(&outputs))
    };
    let config = Config { has_secret: false, ..config() };
    for question in [Question::Channels, Question::Log, Question::Publish(vec![message("a")]), channel("a")] {
        assert_eq!(asked(&config, question), (0, vec![Fault::NeedsToken]));
    }
    for question in [Question::Health, Question::Stats(Scope::Server)] {
        assert_eq!(asked(&config, question), (1, vec![]));
    }
    let config = Config { app_id: None, ..config };
    assert_eq!(asked(&config, Question::Channels), (0, vec![Fault::NeedsAppId]));
}

#[test]
fn a_name_cannot_lead_out_of_its_address() {
    let mut session = Session::new(config());
    let name = "../../x/auth?a=b#c";
    let path = path(&request(&session.ask(channel(name))));
    assert_eq!(path, "/apps/demo-app/channels/..%2F..%2Fx%2Fauth%3Fa=b%23c");
    for name in ["", ".", "..", &"x".repeat(201)] {
        assert_eq!(unanswered(&session.ask(channel(name))), [Fault::BadQuestion], "{name}");
    }
}

#[test]
fn what_no_server_takes_is_not_published() {
    let long = Message { data: "x".repeat(70_000), ..message("a") };
    for messages in [vec![], vec![message("")], vec![message("a"); 101], vec![long]] {
        assert_eq!(
            unanswered(&Session::new(config()).ask(Question::Publish(messages))),
            [Fault::BadQuestion]
        );
    }
}

#[test]
fn a_question_that_is_none_of_this_server_is_not_offered() {
    let outputs = Session::new(config()).step(Input::Ask(Ask::Weeks));
    assert_eq!(outputs, [Output::Unanswered(Ask::Weeks, Fault::NotOffered)]);
    assert_eq!(Session::new(config()).step(Input::Ask(Ask::Present)), []);
}

#[test]
fn more_questions_than_anybody_waits_for_are_put_off() {
    let mut session = Session::new(config());
    let put_off = (0..20).filter(|n| !unanswered(&session.ask(channel(&n.to_string()))).is_empty());
    assert_eq!(put_off.count(), 4);
}

#[test]
fn an_answer_of_a_wrong_shape_is_unreadable_and_nothing_else_breaks() {
    let history = Question::History { channel: None, after: None };
    let members = Question::Members { channel: "presence-desk".to_owned() };
    let all =
        [Question::Channels, channel("a"), members, history, Question::Log, Question::Stats(Scope::App)];
    for question in all.into_iter().chain([Question::Publish(vec![message("a")])]) {
        for body in ["", "<html>", "[7]", "null", r#"{"ok":false,"events":7,"users":{},"channels":7}"#] {
            let outputs = answered(&question, 200, body);
            let readable = matches!(question, Question::Channels) && body == "[7]"
                || matches!(question, Question::Stats(_)) && body.starts_with('{');
            let expected = if readable { vec![] } else { vec![Fault::Unreadable] };
            assert_eq!(unanswered(&outputs), expected, "{question:?} {body}");
        }
    }
    assert_eq!(answers(&answered(&Question::Health, 200, "ok")), [Answer::Health]);
}
