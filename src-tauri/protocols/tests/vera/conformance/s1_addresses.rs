//! Section 1: addresses and the key.

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::Output;
use swarmbell_protocols::secret::SecretRef;
use swarmbell_protocols::vera::Config;
use swarmbell_protocols::web::Origin;

use crate::vera::session::{HOUR, Session, config, kept, request};

#[test]
fn s1_the_socket_is_opened_with_the_key_in_the_header() {
    let (_, started) = Session::opening(config());
    let [Output::Connect(connect)] = &started[..] else { panic!("{started:?}") };
    assert_eq!(connect.address.0.as_str(), "wss://stream.vera.example/v1/events");
    assert_eq!(connect.bearer, Some(SecretRef::Token));
}

#[test]
fn s1_a_server_on_this_machine_is_spoken_to_in_the_open() {
    let stream = Origin::parse("http://127.0.0.1:7000").unwrap();
    let (_, started) = Session::opening(Config { stream, ..config() });
    let [Output::Connect(connect)] = &started[..] else { panic!("{started:?}") };
    assert_eq!(connect.address.0.as_str(), "ws://127.0.0.1:7000/v1/events");
}

#[test]
fn s1_requests_carry_the_key_in_the_header_too() {
    let (_, opened) = Session::open(Config { position: Some(kept("evt_1", 2 * HOUR)), ..config() });
    let asked = request(&opened);
    assert_eq!(asked.bearer, Some(SecretRef::Token));
    assert!(asked.address.0.as_str().starts_with("https://api.vera.example/v1/events?order="));
}

#[test]
fn s1_without_a_key_nothing_is_opened() {
    let (_, started) = Session::opening(Config { has_key: false, ..config() });
    assert_eq!(started, [Output::Fault(Fault::NeedsToken)]);
}
