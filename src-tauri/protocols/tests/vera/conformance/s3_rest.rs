//! Sections 3 and 3.1: what is asked for by HTTP.

use std::collections::BTreeSet;

use chrono::DateTime;
use swarmbell_protocols::adapter::Request;
use swarmbell_protocols::vera::Config;

use crate::vera::session::{DAY, HOUR, Session, config, important, kept, page, parameter, request};

/// The parameters of the list.
const PARAMETERS: [&str; 10] = [
    "since",
    "until",
    "relevance",
    "momentum",
    "market_id",
    "venue",
    "credibility_tier",
    "limit",
    "after",
    "order",
];

/// What is missed after so many days, and the first request for it.
fn sweeping(days: u32) -> (Session, Request) {
    let position = Some(kept("evt_1", DAY * days + 2 * HOUR));
    let (session, opened) = Session::open(Config { position, relevance: important(), ..config() });
    (session, request(&opened))
}

fn all(request: &Request) -> BTreeSet<(String, String)> {
    let pairs = request.address.0.query_pairs();
    pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

#[test]
fn s3_only_the_parameters_of_the_list_are_sent_with_values_it_takes() {
    for days in [0, 40] {
        let (_, asked) = sweeping(days);
        assert_eq!(asked.address.0.path(), "/v1/events");
        assert!(all(&asked).iter().all(|(name, _)| PARAMETERS.contains(&name.as_str())), "{asked:?}");
        assert_eq!(
            (parameter(&asked, "order"), parameter(&asked, "limit")),
            (vec!["ingested_asc".to_owned()], vec!["100".to_owned()])
        );
        for time in ["since", "until"].iter().flat_map(|name| parameter(&asked, name)) {
            assert!(DateTime::parse_from_rfc3339(&time).is_ok(), "{time}");
        }
    }
}

#[test]
fn s3_one_request_spans_30_days_at_most() {
    let (_, asked) = sweeping(40);
    let moment = |name| DateTime::parse_from_rfc3339(&parameter(&asked, name)[0]).unwrap();
    assert!((moment("until") - moment("since")).to_std().unwrap() <= 30 * DAY);
}

#[test]
fn s3_1_the_next_page_is_asked_for_with_the_same_filters() {
    let (mut session, asked) = sweeping(0);
    let next = request(&session.reply(asked.id, 200, &page(&[], Some("cur_2"))));
    let mut expected = all(&asked);
    expected.insert(("after".to_owned(), "cur_2".to_owned()));
    assert_eq!(all(&next), expected);
}
