//! Section 1: addresses and credentials.

use swarmbell_protocols::adapter::{Input, Output};
use swarmbell_protocols::ask::channels::{Question, Scope};
use swarmbell_protocols::relay::Config;
use swarmbell_protocols::secret::SecretRef;
use swarmbell_protocols::web::Origin;

use crate::relay::session::{Session, config, path, request};

fn connects(origin: &str, app_key: &str) -> String {
    let origin = Origin::parse(origin).unwrap();
    let config = Config { origin, app_key: app_key.to_owned(), ..config() };
    let outputs = Session::new(config).step(Input::Start);
    let [Output::Connect(connect)] = &outputs[..] else { panic!("{outputs:?}") };
    assert_eq!(connect.bearer, None, "the key opens the socket, not the secret");
    connect.address.0.to_string()
}

#[test]
fn s1_the_socket_is_opened_by_the_key_of_the_app() {
    let query = format!("?protocol=7&client=swarmbell&version={}", env!("CARGO_PKG_VERSION"));
    let url = connects("https://relay.example:6001", "demo-relay-key");
    assert_eq!(url, format!("wss://relay.example:6001/app/demo-relay-key{query}"));
    let url = connects("http://127.0.0.1:6001", "../a?b");
    assert_eq!(url, format!("ws://127.0.0.1:6001/app/..%2Fa%3Fb{query}"));
}

#[test]
fn s1_what_is_below_the_app_goes_with_the_secret() {
    let mut session = Session::new(config());
    let asked = request(&session.ask(Question::Channels));
    assert_eq!((path(&asked).as_str(), asked.bearer), ("/apps/demo-app/channels", Some(SecretRef::Token)));
    for (question, expected) in [(Question::Stats(Scope::Server), "/stats"), (Question::Health, "/health")] {
        assert_eq!(path(&request(&session.ask(question))), expected);
    }
}

#[test]
fn s1_a_server_elsewhere_is_never_spoken_to_in_the_open() {
    assert!(Origin::parse("http://relay.example:6001").is_err());
}
