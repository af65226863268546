//! The way in by ticket, where something on the way drops the header.

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Connect, Input, Output, Priority, Request, Way};
use swarmbell_protocols::secret::SecretRef;

use crate::neuro::session::{Session, example, faults, path, requests, stream_request};

const DROPPED: &str = "Missing authentication (ticket or token required)";

fn connect(outputs: &[Output]) -> Option<Connect> {
    let connect = |output: &Output| match output {
        Output::Connect(connect) => Some(connect.clone()),
        _ => None,
    };
    outputs.iter().find_map(connect)
}

fn ticket_request(outputs: &[Output]) -> Option<Request> {
    requests(outputs).into_iter().find(|request| path(request).ends_with("/ws/ticket"))
}

fn ticket(text: &str) -> String {
    serde_json::json!({"data": {"ticket": text, "expiresIn": 30}}).to_string()
}

/// The header was dropped and a ticket asked for.
fn dropped() -> (Session, Request) {
    let (mut session, _) = Session::opening();
    let outputs = session.refused(401, DROPPED);
    assert_eq!(faults(&outputs), []);
    (session, ticket_request(&outputs).expect("a request for a ticket"))
}

/// The socket was opened by ticket.
fn pushed_by_ticket() -> Session {
    let (mut session, request) = dropped();
    session.reply(request.id, 200, example!("ws.ticket.json"));
    session.step(Input::Opened);
    session.text(example!("ws.welcome.json"));
    session
}

#[test]
fn a_header_that_is_dropped_is_replaced_by_a_ticket() {
    let (mut session, request) = dropped();
    assert_eq!(path(&request), "/api/v2/ws/ticket");
    assert_eq!((request.bearer, request.priority), (Some(SecretRef::Token), Priority::CatchUp));
    let outputs = session.reply(request.id, 200, example!("ws.ticket.json"));
    let connect = connect(&outputs).expect("a socket");
    let address = "wss://neuro.example/api/v2/ws?ticket=5d0f3a7be1c94c2f9a1e6b0877d2c4aa";
    assert_eq!((connect.address.0.as_str(), connect.bearer), (address, None));
    session.step(Input::Opened);
    assert_eq!(session.text(example!("ws.welcome.json")).first(), Some(&Output::Ready(Way::Push)));
}

#[test]
fn a_ticket_is_asked_for_only_where_the_header_was_dropped() {
    for (status, body) in
        [(401, "Invalid or expired token"), (401, ""), (500, "Authentication error"), (429, "")]
    {
        let (mut session, _) = Session::opening();
        let outputs = session.refused(status, body);
        assert_eq!(ticket_request(&outputs), None, "{status} {body}");
    }
}

#[test]
fn a_ticket_prints_as_nothing_and_cannot_break_out_of_its_address() {
    let (mut session, request) = dropped();
    let outputs = session.reply(request.id, 200, &ticket("sekrit&x=1#y z"));
    assert!(!format!("{outputs:?}").contains("sekrit"), "{outputs:?}");
    let address = connect(&outputs).unwrap().address.0;
    let pairs: Vec<_> = address.query_pairs().into_owned().collect();
    assert_eq!(pairs, [("ticket".to_owned(), "sekrit&x=1#y z".to_owned())]);
    assert_eq!(address.fragment(), None);
}

#[test]
fn where_the_ticket_way_works_it_is_taken_at_once_with_a_new_ticket_each_time() {
    let mut session = pushed_by_ticket();
    for name in ["one", "two"] {
        session.step(Input::Closed { code: Some(1001) });
        let outputs = session.step(Input::Start);
        assert_eq!(connect(&outputs), None);
        let request = ticket_request(&outputs).expect("a request for a ticket");
        let outputs = session.reply(request.id, 200, &ticket(name));
        assert_eq!(connect(&outputs).unwrap().address.0.query(), Some(format!("ticket={name}").as_str()));
        session.step(Input::Opened);
        assert_eq!(session.text(example!("ws.welcome.json")).first(), Some(&Output::Ready(Way::Push)));
    }
}

#[test]
fn a_ticket_that_is_refused_is_followed_by_another_one_after_the_usual_wait() {
    let (mut session, request) = dropped();
    session.reply(request.id, 200, &ticket("one"));
    let outputs = session.refused(401, "Invalid or expired ticket");
    assert_eq!((faults(&outputs), ticket_request(&outputs)), (vec![Fault::TicketRefused], None));
    assert!(!Fault::TicketRefused.needs_user());
    let outputs = session.step(Input::Start);
    let request = ticket_request(&outputs).expect("another ticket");
    assert!(connect(&session.reply(request.id, 200, &ticket("two"))).is_some());
}

#[test]
fn where_neither_header_nor_ticket_gets_through_the_user_is_told() {
    let (mut session, request) = dropped();
    session.reply(request.id, 200, &ticket("one"));
    let outputs = session.refused(401, DROPPED);
    assert_eq!((faults(&outputs), ticket_request(&outputs)), (vec![Fault::TokenDropped], None));
    let started = session.step(Input::Start);
    assert_eq!(connect(&started).unwrap().bearer, Some(SecretRef::Token), "the usual way comes first again");
    assert!(ticket_request(&session.refused(401, DROPPED)).is_some(), "once per start");
}

#[test]
fn a_ticket_that_is_not_to_be_had_is_a_fault() {
    let table = [
        (401, example!("error.AU9.json"), Fault::TokenDropped),
        (401, example!("error.AU11.json"), Fault::TokenRefused),
        (429, example!("error.RL6.json"), Fault::RateLimited { wait_secs: 10 }),
        (404, example!("error.AP3.json"), Fault::TokenDropped),
        (500, "", Fault::ServerError { status: 500 }),
        (200, "<html>", Fault::Unreadable),
        (200, r#"{"data":{"ticket":""}}"#, Fault::Unreadable),
        (200, r#"{"data":{"ticket":7}}"#, Fault::Unreadable),
    ];
    for (status, body, fault) in table {
        let (mut session, request) = dropped();
        let outputs = session.reply(request.id, status, body);
        assert_eq!((faults(&outputs), connect(&outputs)), (vec![fault], None), "{status} {body}");
    }
    let (mut session, request) = dropped();
    let outputs = session.step(Input::NoReply { id: request.id, fault: Fault::TimedOut });
    assert_eq!(faults(&outputs), [Fault::TimedOut]);
}

#[test]
fn a_pause_for_tickets_does_not_hold_the_polls() {
    let (mut session, request) = dropped();
    session.reply(request.id, 429, example!("error.RL6.json"));
    let outputs = session.step(Input::Start);
    stream_request(&outputs);
}

#[test]
fn version_1_has_tickets_of_its_own() {
    let (mut session, _) = Session::opening();
    session.refused(404, "Not Found");
    let outputs = session.refused(401, DROPPED);
    let request = ticket_request(&outputs).expect("a request for a ticket");
    assert_eq!(path(&request), "/api/ws/ticket");
    let outputs = session.reply(request.id, 200, &ticket("one"));
    assert_eq!(connect(&outputs).unwrap().address.0.as_str(), "wss://neuro.example/api/ws?ticket=one");
}

#[test]
fn a_ticket_that_comes_too_late_opens_nothing() {
    let (mut session, request) = dropped();
    session.step(Input::Closed { code: None });
    assert_eq!(session.reply(request.id, 200, &ticket("one")), []);
}
