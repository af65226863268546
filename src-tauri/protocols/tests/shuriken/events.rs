//! What comes out of streams.

use std::time::Duration;

use serde_json::{Value, json};
use swarmbell_protocols::event::{Event, Subject, Via};
use swarmbell_protocols::time::UnixMillis;

use crate::kit::pusher::{framed, hello};
use crate::shuriken::session::{Session, WALL, events, example, parsed};

/// What a stream says, once its channel is open.
pub(crate) fn heard(stream: &str, payloads: &[Value]) -> Vec<Event> {
    let (mut session, post) = Session::posting(&[stream]);
    let id = crate::shuriken::session::ids(&post)[0].clone();
    let place = json!({"stream": id, "channel": "c", "event": "update"});
    session.reply(post.id, 200, &crate::shuriken::session::told(vec![place]).to_string());
    session.step(swarmbell_protocols::adapter::Input::Opened);
    session.text(&hello(30));
    let one = |payload: &Value| {
        let outputs = session.text(&framed("update", Some("c".to_owned()), payload.clone()));
        let [event] = &events(&outputs)[..] else { panic!("{outputs:?}") };
        event.clone()
    };
    payloads.iter().map(one).collect()
}

/// What a stream says once.
pub(crate) fn one(stream: &str, payload: Value) -> Event {
    heard(stream, &[payload]).remove(0)
}

fn changed(name: &str, change: impl Fn(&mut Value)) -> Value {
    let mut payload = parsed(example(name));
    change(&mut payload);
    payload
}

#[test]
fn an_event_is_told_with_its_stream_and_its_payload() {
    let stream = "svm.token.swaps?tokenAddress=a";
    let payload = parsed(example("payload.svm.token.swaps.json"));
    let event = one(stream, payload.clone());
    assert_eq!((event.event_type.as_str(), event.channel.as_deref()), ("svm.token.swaps", Some(stream)));
    assert_eq!((event.via, event.at), (Via::Push, UnixMillis(1_795_201_201_000)));
    assert_eq!((event.payload, event.version, event.key_lifetime), (payload, None, None));
}

#[test]
fn a_signal_told_by_two_feeds_is_one_thing() {
    let payload = parsed(example("payload.alpha.signalFeedGlobal.json"));
    let global = one("alpha.signalFeedGlobal", payload.clone());
    let named = one("alpha.signalFeedNamed?feedId=feed_42", payload);
    assert_eq!(global.key, named.key);
    let other = changed("payload.alpha.signalFeedGlobal.json", |p| p["latestSignal"]["id"] = json!("sig_2"));
    assert_ne!(one("alpha.signalFeedGlobal", other).key, global.key);
}

#[test]
fn a_swap_is_its_transaction_and_its_maker() {
    for (stream, name, id) in [
        ("svm.token.swaps", "payload.svm.token.swaps.json", "signature"),
        ("evm.token.swaps", "payload.evm.token.swaps.json", "txHash"),
    ] {
        let key = |change: &dyn Fn(&mut Value)| one(stream, changed(name, change)).key;
        let same = key(&|_| {});
        assert_eq!(key(&|payload| payload["priceUsd"] = json!("9")), same, "{stream}");
        assert_ne!(key(&|payload| payload[id] = json!("another")), same, "{stream}");
        assert_ne!(key(&|payload| payload["maker"] = json!("another")), same, "{stream}");
    }
}

#[test]
fn a_notice_is_its_task_or_its_claim() {
    let key = |payload: &Value| one("portfolio.notifications", payload.clone()).key.0;
    assert_eq!(key(&json!({"type": "swap", "taskId": "t1", "userId": "u"})), "task:t1");
    assert_eq!(key(&json!({"type": "perpsOrder", "taskId": 7, "userId": "u"})), "task:7");
    assert_eq!(key(&json!({"type": "strategy", "rootTaskId": "t2", "userId": "u"})), "task:t2");
    assert_eq!(key(&json!({"type": "claim", "claimId": "c1", "userId": "u"})), "task:c1");
}

#[test]
fn a_message_is_told_once_however_it_is_edited_and_wherever_it_is_told() {
    let personal = parsed(example("payload.alpha.personal.json"));
    let mut edited = personal.clone();
    edited["data"]["content"] = json!("watching PADL!");
    edited["data"]["isEdited"] = json!(true);
    let feed = json!({"type": "feedMessage", "feedId": "feed_42", "message": personal});
    let keys = [
        one("alpha.personal", personal).key,
        one("alpha.personal", edited).key,
        one("alpha.signalFeedNamed?feedId=feed_42", feed).key,
    ];
    assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
    let elsewhere = changed("payload.alpha.personal.json", |p| p["data"]["channelId"] = json!("2"));
    assert_ne!(one("alpha.personal", elsewhere).key, keys[0], "each place numbers its own");
}

#[test]
fn what_has_no_identity_is_known_by_its_content_for_a_minute() {
    let balance = |after: u64| json!({"owner": "o", "postBalance": after});
    let told = heard("svm.wallet.nativeBalance?walletAddress=o", &[balance(1), balance(1), balance(2)]);
    assert_eq!(told[0].key, told[1].key);
    assert_ne!(told[0].key, told[2].key);
    assert_eq!(told[0].subject, Subject::Other);
    assert!(told[0].key_lifetime.is_some_and(|lifetime| lifetime > Duration::from_secs(60)));
}

#[test]
fn a_payload_that_says_too_little_is_told_by_its_content() {
    for (stream, payload) in [
        ("alpha.signalFeedGlobal", json!({"type": "globalSignalFeedUpdate", "tokenAddress": "a"})),
        ("alpha.signalFeedNamed?feedId=f", json!({"type": "feedMessage", "feedId": "f"})),
        (
            "alpha.personal",
            json!({"type": "callReference", "address": "a", "lastSeenAtMs": 1_795_201_200_000_u64}),
        ),
        ("svm.token.swaps", json!({"signature": "s", "tokenMint": "m"})),
        ("portfolio.notifications", json!({"type": "swap"})),
        ("portfolio.notifications", json!("a text")),
    ] {
        let event = one(stream, payload.clone());
        assert_eq!((event.subject, event.payload), (Subject::Other, payload), "{stream}");
    }
}

#[test]
fn seconds_and_milliseconds_are_told_apart_and_a_moment_that_cannot_be_is_that_of_arrival() {
    let at = |payload: Value| one("svm.bondingCurve.creations", payload).at;
    let moment = UnixMillis(1_795_201_200_000);
    for (name, value) in [
        ("blockTime", json!(1_795_201_200)),
        ("blockTime", json!(1_795_201_200_000_u64)),
        ("timestampUpdatedMs", json!(1_795_201_200_000_u64)),
        ("timestamp", json!("2026-11-20T19:00:00Z")),
    ] {
        assert_eq!(at(json!({ name: value })), moment, "{name} {value}");
    }
    for value in [json!(-1), json!(i64::MAX), json!("yesterday"), json!(null), json!(1.5)] {
        assert_eq!(at(json!({"blockTime": value})), WALL, "{value}");
    }
}

#[test]
fn no_digit_of_an_amount_is_lost() {
    let swap = changed("payload.svm.token.swaps.json", |payload| {
        payload["amountIn"] = json!(u64::MAX);
        payload["amountOut"] = json!("669451000000000000000001");
        payload["sizeUsd"] = json!("0.10000000000000000000001");
    });
    let Subject::Swap(swap) = one("svm.token.swaps", swap).subject else { panic!("a swap") };
    assert_eq!(swap.amount_in.unwrap().as_str(), "18446744073709551615");
    assert_eq!(swap.amount_out.unwrap().as_str(), "669451000000000000000001");
    assert_eq!(swap.usd.unwrap().as_str(), "0.10000000000000000000001");
    let swap = changed("payload.svm.token.swaps.json", |payload| {
        payload["sizeUsd"] = json!(1.5);
        payload["sizeSol"] = json!("1e9");
        payload["priceUsd"] = json!(null);
    });
    let Subject::Swap(swap) = one("svm.token.swaps", swap).subject else { panic!("a swap") };
    assert_eq!((swap.usd, swap.native, swap.price_usd), (None, None, None));
}

#[test]
fn only_a_post_on_x_has_a_page() {
    let page = |platform: &str, tweet: &str| {
        let payload = changed("payload.alpha.signalFeedGlobal.json", |payload| {
            let source = &mut payload["latestSignal"]["source"];
            (source["sourceType"], source["source"]["tweetId"]) = (json!(platform), json!(tweet));
        });
        one("alpha.signalFeedGlobal", payload).page.map(|page| page.as_str().to_owned())
    };
    assert_eq!(page("x", "209").as_deref(), Some("https://x.com/i/status/209"));
    assert_eq!((page("discord", "209"), page("x", "../evil")), (None, None));
}
