//! Sections 2, 2.1, 2.2, 2.4 and 2.6: endpoints, publishing, channels, status, limits.

use std::collections::BTreeMap;
use std::time::Duration;

use swarmbell_protocols::adapter::Limit;
use swarmbell_protocols::ask::channels::{Answer, Member, Message, Occupation, Question, Scope};

use crate::relay::session::{Session, answered, answers, config, example, parsed, path, posted, request};

fn message(channel: &str, event: &str, data: &str) -> Message {
    Message { channel: channel.to_owned(), event: event.to_owned(), data: data.to_owned() }
}

fn messages() -> Vec<Message> {
    vec![
        message("builds", "build-finished", r#"{"build":2207,"state":"failed","branch":"main"}"#),
        message("private-orders", "order-paid", r#"{"order":"A-5512","total":"19.90"}"#),
    ]
}

fn told(question: Question, body: &str) -> Answer {
    let outputs = answered(&question, 200, body);
    let [answer] = &answers(&outputs)[..] else { panic!("{outputs:?}") };
    answer.clone()
}

#[test]
fn s2_each_question_has_its_address() {
    let name = || "builds".to_owned();
    let history = |channel: Option<String>, after: Option<&str>| Question::History {
        channel,
        after: after.map(str::to_owned),
    };
    for (question, expected) in [
        (Question::Publish(messages()[..1].to_vec()), "/apps/demo-app/events"),
        (Question::Publish(messages()), "/apps/demo-app/events/batch"),
        (Question::Channels, "/apps/demo-app/channels"),
        (Question::Channel { name: name() }, "/apps/demo-app/channels/builds"),
        (Question::Members { channel: name() }, "/apps/demo-app/channels/builds/users"),
        (history(Some(name()), None), "/apps/demo-app/channels/builds/events?limit=100"),
        (history(Some(name()), Some("a&b")), "/apps/demo-app/channels/builds/events?limit=100&cursor=a%26b"),
        (history(None, None), "/apps/demo-app/events?limit=100"),
        (Question::Log, "/apps/demo-app/events/log"),
        (Question::Stats(Scope::Server), "/stats"),
        (Question::Stats(Scope::App), "/apps/demo-app/stats"),
        (Question::Stats(Scope::Deliveries), "/apps/demo-app/metrics"),
        (Question::Health, "/health"),
    ] {
        let asked = request(&Session::new(config()).ask(question.clone()));
        assert_eq!(path(&asked), expected);
        assert_eq!(asked.body.is_some(), matches!(question, Question::Publish(_)), "{expected}");
    }
}

#[test]
fn s2_1_what_is_published_is_what_the_examples_show() {
    let asked = |messages| posted(&request(&Session::new(config()).ask(Question::Publish(messages))));
    assert_eq!(asked(messages()[..1].to_vec()), parsed(example!("http.publish.request.json")));
    assert_eq!(asked(messages()), parsed(example!("http.batch.request.json")));
    // Data as an object, and the exclusion of a socket, are not offered: the seed knows a text only.
    assert!(parsed(example!("http.publish.request.objectData.v030.json"))["data"].is_object());
}

#[test]
fn s2_1_the_answer_means_that_it_was_taken() {
    for (messages, body) in [
        (messages()[..1].to_vec(), example!("http.publish.response.json")),
        (messages(), example!("http.batch.response.json")),
    ] {
        assert_eq!(told(Question::Publish(messages.clone()), body), Answer::Published(messages));
    }
}

#[test]
fn s2_2_channels_are_read_in_both_shapes() {
    let seed = told(Question::Channels, example!("http.channels.response.json"));
    let later = told(Question::Channels, example!("http.channels.response.v030.json"));
    let of = |subscriptions, users| Occupation { subscriptions: Some(subscriptions), users };
    let two = |users| {
        BTreeMap::from([("builds".to_owned(), of(3, None)), ("presence-desk".to_owned(), of(2, users))])
    };
    assert_eq!((seed, later), (Answer::Channels(two(None)), Answer::Channels(two(Some(2)))));
    // The seed shows the list by itself, too.
    let list = parsed(example!("http.channels.response.json"))["channels"].to_string();
    assert_eq!(told(Question::Channels, &list), Answer::Channels(two(None)));
}

#[test]
fn s2_2_one_channel_is_read_in_both_shapes() {
    for (name, body, subscriptions, users) in [
        ("builds", example!("http.channel.response.json"), 3, None),
        ("presence-desk", example!("http.channel.response.v030.json"), 2, Some(2)),
    ] {
        let name = name.to_owned();
        let found = Some(Occupation { subscriptions: Some(subscriptions), users });
        assert_eq!(told(Question::Channel { name: name.clone() }, body), Answer::Channel { name, found });
    }
}

#[test]
fn s2_2_a_channel_nobody_listens_to_is_an_ordinary_answer() {
    let name = || "builds".to_owned();
    let none = |question| answers(&answered(&question, 404, example!("http.error.404.json")));
    assert_eq!(none(Question::Channel { name: name() }), [Answer::Channel { name: name(), found: None }]);
    let nobody = Answer::Members { channel: name(), members: vec![] };
    assert_eq!(none(Question::Members { channel: name() }), [nobody]);
}

#[test]
fn s2_the_members_of_a_channel_can_be_asked_for() {
    let one = |id: &str, name: &str| Member { id: id.to_owned(), name: Some(name.to_owned()) };
    let channel = || "presence-desk".to_owned();
    let told = told(Question::Members { channel: channel() }, example!("http.users.response.json"));
    let members = vec![one("u-17", "Mira"), one("u-23", "Tomas")];
    assert_eq!(told, Answer::Members { channel: channel(), members });
}

#[test]
fn s2_4_status_is_told_in_the_servers_own_figures_and_no_key_among_them() {
    assert_eq!(told(Question::Health, example!("http.health.response.json")), Answer::Health);
    for (scope, body, expected) in [
        (Scope::Server, example!("http.stats.response.json"), vec![("channels", 2), ("connections", 4)]),
        (
            Scope::App,
            example!("http.app_stats.response.v030.json"),
            vec![("connections", 4), ("messages_count", 1_312), ("peak_connections", 9)],
        ),
    ] {
        let figures = BTreeMap::from_iter(expected);
        assert_eq!(told(Question::Stats(scope), body), Answer::Stats { scope, figures });
    }
    let told = told(Question::Stats(Scope::Deliveries), example!("http.metrics.response.v030.json"));
    let Answer::Stats { figures, .. } = told else { panic!("figures") };
    assert_eq!((figures.len(), figures["p99_latency_ms"]), (7, 7));
}

#[test]
fn s2_6_publications_count_against_the_servers_limit() {
    let outputs = Session::new(config()).ask(Question::Publish(messages()));
    let minute = Duration::from_secs(60);
    assert_eq!(request(&outputs).limits, [Limit { scope: "relay publish", most: 1_000, per: minute }]);
    let outputs = Session::new(config()).ask(Question::Channels);
    assert!(!request(&outputs).limits.is_empty());
}
