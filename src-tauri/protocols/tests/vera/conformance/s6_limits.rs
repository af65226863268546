//! Section 6: limits. The quota headers are not among what an adapter is told.

use std::time::Duration;

use crate::vera::session::{HOUR, Session, config, kept, page, request, requests};
use swarmbell_protocols::vera::Config;

#[test]
fn s6_requests_count_against_2_and_10_in_a_second_and_are_made_one_at_a_time() {
    let (mut session, opened) = Session::open(Config { position: Some(kept("evt_1", 2 * HOUR)), ..config() });
    let asked = request(&opened);
    let figures: Vec<_> = asked.limits.iter().map(|limit| (limit.most, limit.per)).collect();
    assert_eq!(figures, [(10, Duration::from_secs(1)), (2, Duration::from_secs(1))]);
    session.advance(HOUR);
    assert_eq!(requests(&session.step(swarmbell_protocols::Input::Deadline)), []);
    assert_eq!(requests(&session.reply(asked.id, 200, &page(&[], Some("c")))).len(), 1);
}
