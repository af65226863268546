//! The names of streams.

use std::collections::BTreeMap;

use proptest::collection::btree_map;
use proptest::prelude::*;
use swarmbell_protocols::adapter::Subscription;
use swarmbell_protocols::shuriken::Stream;

#[test]
fn the_name_of_a_stream_is_its_id_and_its_filter_as_a_form_writes_it() {
    let filter = [("tokenAddress", "0x3a01"), ("chainId", "8453"), ("note", "a b&c=d")];
    let filter = filter.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let stream = Stream::new("evm.token.swaps", BTreeMap::from(filter)).unwrap();
    let name = "evm.token.swaps?chainId=8453&note=a+b%26c%3Dd&tokenAddress=0x3a01";
    assert_eq!(
        (stream.to_string(), Subscription::from(&stream)),
        (name.to_owned(), Subscription::from(name))
    );
    assert_eq!(Stream::parse("alpha.personal").unwrap().to_string(), "alpha.personal");
}

#[test]
fn the_same_stream_written_less_strictly_has_the_same_name() {
    let strict = Stream::parse("evm.token.swaps?chainId=8453&tokenAddress=a").unwrap();
    assert_eq!(Stream::parse("evm.token.swaps?tokenAddress=%61&chainId=8453&"), Some(strict));
    assert_eq!(Stream::parse("alpha.personal?"), Stream::parse("alpha.personal"));
    for feed in ["Global", "Personal", "Profile", "Named"] {
        let dotted = format!("alpha.signalFeed.{}", feed.to_lowercase());
        assert_eq!(Stream::parse(&dotted).unwrap().id(), format!("alpha.signalFeed{feed}"));
    }
}

#[test]
fn what_cannot_be_a_stream_has_no_name() {
    let long = "a".repeat(101);
    for name in ["", "?a=b", "a b", "a\n", "ä", &long, "a?b=1&b=2", "a?=1", "a?b", "a?b=%0a"] {
        assert_eq!(Stream::parse(name), None, "{name:?}");
    }
    assert_eq!(Stream::parse(&format!("a?b={long}")), None);
    assert_eq!(Stream::parse("a?b=1&c=2&d=3&e=4&f=5"), None);
}

proptest! {
    #[test]
    fn the_name_a_stream_prints_is_read_as_the_same_stream(
        id in "(alpha\\.signalFeed)?\\.?[A-Za-z0-9._-]{1,20}",
        filter in btree_map("[A-Za-z0-9._-]{1,10}", "\\PC{1,20}", 0..4),
    ) {
        let stream = Stream::new(&id, filter).unwrap();
        prop_assert_eq!(Stream::parse(&stream.to_string()), Some(stream));
    }

    #[test]
    fn any_text_that_is_read_as_a_stream_has_one_name(text in ".{0,40}") {
        if let Some(stream) = Stream::parse(&text) {
            let name = stream.to_string();
            prop_assert_eq!(Stream::parse(&name).map(|stream| stream.to_string()), Some(name));
        }
    }
}
