//! Section 1: the flow, from the first post to the first event.

use swarmbell_protocols::adapter::{Input, Output, Way};
use swarmbell_protocols::secret::SecretRef;

use crate::kit::pusher::sent_words;
use crate::shuriken::session::{
    API, GLOBAL, NOTICES, SWAPS, Session, connects, events, example, posted, request, settled,
};

#[test]
fn s1_the_flow_goes_from_a_post_to_events_step_by_step() {
    let (mut session, post) = Session::posting(&[GLOBAL, NOTICES, SWAPS]);
    assert_eq!(post.address.0.as_str(), format!("{API}/api/v2/ws/session"));
    assert_eq!(post.bearer, Some(SecretRef::Token));
    let outputs = session.reply(post.id, 200, example("http.session.response.json"));
    let query = format!("?protocol=7&client=swarmbell&version={}", env!("CARGO_PKG_VERSION"));
    assert_eq!(connects(&outputs), Some(format!("wss://ws.demo.example/app/shk-demo-app{query}")));
    session.step(Input::Opened);
    let outputs = session.text(example("connection_established.json"));
    assert_eq!(outputs.first(), Some(&Output::Ready(Way::Push)));
    assert_eq!(sent_words(&outputs).len(), 1, "the channel everybody may hear");
    // One channel after the other is authorised.
    assert_eq!(posted(&request(&outputs))["channel_name"], "presence-user-u_5f21-notifications");
    session.answer(&outputs, 200, example("http.auth.response.presence.json"));
    let outputs = session.text(example("subscription_succeeded.presence.json"));
    assert_eq!(settled(&outputs), [(NOTICES.to_owned(), None)]);
    session.answer(&outputs, 200, example("http.auth.response.private.json"));
    assert_eq!(settled(&session.text(example("subscription_succeeded.json"))), [(SWAPS.to_owned(), None)]);
    for name in [
        "event.alpha.signalFeedGlobal.json",
        "event.svm.token.swaps.json",
        "event.portfolio.notifications.json",
    ] {
        assert_eq!(events(&session.text(example(name))).len(), 1, "{name}");
    }
}
