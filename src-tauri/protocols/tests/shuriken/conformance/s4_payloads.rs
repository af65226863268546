//! Section 4: payloads.

use swarmbell_protocols::event::{Event, Subject};
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::trade::{Decimal, Message, Platform, Signal, Swap, Task, Token};

use crate::shuriken::events::one;
use crate::shuriken::session::{example, parsed};

const MINT: &str = "DemoMint1111111111111111111111111111111111";

fn told(stream: &str, name: &str) -> Event {
    one(stream, parsed(example(name)))
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn token(address: &str, network: &str) -> Token {
    Token { address: address.to_owned(), network: text(network), symbol: None, name: None }
}

fn decimal(number: &str) -> Option<Decimal> {
    Some(Decimal::parse(number).unwrap())
}

#[test]
fn s4_a_swap_is_read_on_either_sort_of_chain() {
    let event = told("svm.token.swaps", "payload.svm.token.swaps.json");
    let swap = Swap {
        token: token(MINT, "sol"),
        buys: true,
        maker: text("DemoMaker11111111111111111111111111111111"),
        usd: decimal("2318.80"),
        native: decimal("12.4"),
        price_usd: decimal("0.004112"),
        amount_in: None,
        amount_out: None,
    };
    assert_eq!((event.subject, event.at), (Subject::Swap(Box::new(swap)), UnixMillis(1_795_201_201_000)));
    let event = told("evm.token.swaps", "payload.evm.token.swaps.json");
    let swap = Swap {
        token: token("0x00000000000000000000000000000000000d3a01", "base"),
        buys: false,
        maker: None,
        usd: decimal("2510.44"),
        native: decimal("0.81"),
        price_usd: decimal("0.00375"),
        amount_in: decimal("669451000000000000000000"),
        amount_out: decimal("810000000000000000"),
    };
    assert_eq!((event.subject, event.at), (Subject::Swap(Box::new(swap)), UnixMillis(1_795_201_199_000)));
}

#[test]
fn s4_a_signal_says_which_token_who_and_where() {
    let event = told("alpha.signalFeedGlobal", "payload.alpha.signalFeedGlobal.json");
    let signal = Signal {
        token: Token { symbol: text("PADL"), name: text("Paddle Coin"), ..token(MINT, "sol") },
        platform: Platform::X,
        author: text("harborfox"),
        place: None,
        price_usd: Some(0.004_112),
        market_cap_usd: Some(4_112_000.0),
        mentions: None,
    };
    assert_eq!((event.subject, event.at), (Subject::Signal(Box::new(signal)), UnixMillis(1_795_201_190_500)));
    assert_eq!(event.key.0, "signal:sig_01demo88");
    assert_eq!(event.page.unwrap().as_str(), "https://x.com/i/status/2091340999900000123");
}

#[test]
fn s4_a_message_says_who_wrote_what_and_where() {
    let event = told("alpha.personal", "payload.alpha.personal.json");
    let message = Message {
        platform: Platform::Discord,
        place: text("Demo Guild"),
        author: text("mira"),
        text: text("watching PADL"),
        tokens: vec![token(MINT, "sol")],
    };
    assert_eq!((event.subject, event.at), (Subject::Message(message), UnixMillis(1_795_201_000_000)));
    let event =
        told("alpha.signalFeedNamed?feedId=feed_42", "payload.alpha.signalFeedNamed.feedMessage.json");
    let Subject::Message(message) = event.subject else { panic!("a message") };
    assert_eq!((message.platform, message.place), (Platform::Telegram, text("Demo Calls")));
    assert_eq!((message.author, message.text), (text("otto"), text("PADL looks heavy")));
}

#[test]
fn s4_a_notice_says_which_task_and_no_more() {
    for (name, kind, id, chain_id) in [
        ("swap", "swap", "task_8d11", Some(8_453)),
        ("strategy", "strategy", "task_8d00", None),
        ("claim", "claim", "claim_207", None),
    ] {
        let event = told("portfolio.notifications", &format!("payload.portfolio.notifications.{name}.json"));
        let task = Task { kind: kind.to_owned(), id: id.to_owned(), chain_id };
        assert_eq!(event.subject, Subject::Task(task), "{name}");
    }
}

#[test]
fn s4_all_other_payloads_are_told_as_they_are_at_their_own_time() {
    for (stream, name, at) in [
        ("svm.token.poolInfo", "payload.svm.token.poolInfo.json", Some(1_795_201_201_800)),
        ("svm.wallet.nativeBalance", "payload.svm.wallet.nativeBalance.json", Some(1_795_201_201_000)),
        ("svm.bondingCurve.creations", "payload.svm.bondingCurve.creations.json", Some(1_795_197_600_000)),
        ("automation.updates", "payload.automation.updates.json", None),
    ] {
        let event = told(stream, name);
        assert_eq!((event.subject, event.payload), (Subject::Other, parsed(example(name))), "{stream}");
        assert_eq!(event.at, at.map_or(crate::shuriken::session::WALL, UnixMillis), "{stream}");
    }
}
