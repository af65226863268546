//! Going on where a connection ended: the position, and what is old.

use std::time::Duration;

use serde_json::json;
use swarmbell_protocols::adapter::Input;
use swarmbell_protocols::event::Via;
use swarmbell_protocols::vera::Config;

use crate::vera::session::{
    HOUR, SECOND, Session, config, events, iso, kept, keys, page, parameter, positions, record, request,
    requests, sent,
};

fn resumed(ago: Duration) -> Session {
    Session::open(Config { position: Some(kept("evt_1", ago)), ..config() }).0
}

#[test]
fn the_position_moves_once_nothing_old_came_for_5_seconds() {
    let mut session = resumed(HOUR / 2);
    assert_eq!(positions(&session.text(&session.event("evt_2", HOUR / 4))), [] as [&str; 0]);
    session.advance(4 * SECOND);
    assert_eq!(positions(&session.text(&session.event("evt_3", HOUR / 5))), [] as [&str; 0]);
    assert_eq!(session.until_deadline(), Some(5 * SECOND));
    let told = positions(&session.serve_deadline());
    assert!(told.len() == 1 && told[0].contains("evt_3"), "{told:?}");
    assert_eq!(session.until_deadline(), None);
}

#[test]
fn a_live_event_does_not_put_off_the_position() {
    let mut session = resumed(HOUR / 2);
    session.advance(4 * SECOND);
    assert_eq!(positions(&session.text(&session.event("evt_2", Duration::ZERO))), [] as [&str; 0]);
    assert_eq!(session.until_deadline(), Some(SECOND));
    assert!(positions(&session.serve_deadline())[0].contains("evt_2"));
    let told = positions(&session.text(&session.event("evt_3", Duration::ZERO)));
    assert!(told.len() == 1 && told[0].contains("evt_3"), "{told:?}");
}

#[test]
fn something_old_that_comes_late_holds_the_position_back_again() {
    let mut session = resumed(HOUR / 2);
    session.serve_deadline();
    assert_eq!(positions(&session.text(&session.event("evt_2", HOUR / 4))), [] as [&str; 0]);
    assert!(positions(&session.serve_deadline())[0].contains("evt_2"));
}

#[test]
fn a_connection_lost_half_way_goes_on_from_the_old_position() {
    let mut session = resumed(HOUR / 2);
    session.text(&session.event("evt_2", HOUR / 4));
    session.advance(SECOND);
    assert_eq!(sent(&session.reconnect())[0]["last_event_id"], json!("evt_1"));
    assert_eq!(positions(&session.serve_deadline()), [] as [&str; 0], "what came before it is missing");
    session.text(&session.event("evt_2", HOUR / 4));
    session.serve_deadline();
    assert_eq!(sent(&session.reconnect())[0]["last_event_id"], json!("evt_2"));
}

#[test]
fn what_was_missed_comes_in_any_order_and_the_newest_counts() {
    let mut session = resumed(HOUR / 2);
    for (id, ago) in [("evt_3", HOUR / 5), ("evt_4", HOUR / 6), ("evt_2", HOUR / 4)] {
        session.text(&session.event(id, ago));
    }
    assert!(positions(&session.serve_deadline())[0].contains("evt_4"));
}

#[test]
fn an_event_without_time_does_not_move_a_position_that_has_one() {
    let mut session = resumed(HOUR / 2);
    session.serve_deadline();
    let told = session.text(r#"{"type":"event","event":{"id":"evt_9"}}"#);
    assert_eq!((events(&told).len(), positions(&told).len()), (1, 0));
}

#[test]
fn an_event_from_the_future_does_not_hold_the_position_for_ever() {
    let mut session = resumed(HOUR / 2);
    session.serve_deadline();
    let far = session.now.wall.plus(HOUR);
    assert_eq!(positions(&session.text(&crate::vera::session::event("evt_8", far))), [] as [&str; 0]);
    assert!(positions(&session.text(&session.event("evt_9", Duration::ZERO)))[0].contains("evt_9"));
}

#[test]
fn what_is_older_than_the_connection_was_not_pushed_when_it_happened() {
    let mut session = resumed(HOUR / 2);
    session.advance(SECOND);
    let via = |outputs: &[_]| events(outputs)[0].via;
    assert_eq!(via(&session.text(&session.event("evt_2", 2 * SECOND))), Via::Snapshot);
    assert_eq!(via(&session.text(&session.event("evt_3", Duration::ZERO))), Via::Push);
    // Whether one without any time is old is not known.
    assert_eq!(via(&session.text(r#"{"type":"event","event":{"id":"evt_4"}}"#)), Via::Push);
}

#[test]
fn without_an_event_the_beginning_is_the_position() {
    let mut session = Session::fresh();
    let told = positions(&session.serve_deadline());
    assert_eq!(told.len(), 1);
    session.advance(HOUR);
    let outputs = session.reconnect();
    assert_eq!(sent(&outputs)[0].get("last_event_id"), None);
    assert_eq!(requests(&outputs).len(), 1, "what came meanwhile is asked for");
}

#[test]
fn a_first_connection_that_is_cut_at_once_leaves_no_gap() {
    let mut session = Session::fresh();
    session.advance(SECOND);
    assert_eq!(positions(&session.text(&session.event("evt_1", Duration::ZERO))), [] as [&str; 0]);
    let began = session.now.wall.minus(SECOND);
    session.advance(HOUR);
    let asked = request(&session.reconnect());
    assert_eq!(parameter(&asked, "since"), [iso(began.minus(Duration::from_secs(300)))], "clocks differ");
    let found = page(&[record("evt_2", began.plus(2 * SECOND))], None);
    assert_eq!(keys(&session.reply(asked.id, 200, &found)), ["evt_2"]);
    assert!(positions(&session.serve_deadline())[0].contains("evt_2"));
}

#[test]
fn a_position_that_cannot_be_read_is_none() {
    let (_, opened) = Session::open(Config { position: Some("{".to_owned()), ..config() });
    assert_eq!(sent(&opened)[0].get("last_event_id"), None);
    assert_eq!(requests(&opened), []);
}

#[test]
fn without_a_subscription_the_position_stays() {
    let mut session = Session::new(Config { position: Some(kept("evt_1", HOUR)), ..config() });
    session.step(Input::Start);
    session.step(Input::Opened);
    assert_eq!(session.until_deadline(), None);
}
