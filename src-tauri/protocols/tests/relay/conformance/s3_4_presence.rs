//! Section 3.4: who else is there.

use swarmbell_protocols::adapter::Output;

use crate::relay::session::{Session, example, is_note, members, request};

/// A presence channel, confirmed with this frame.
fn confirmed(frame: &str) -> (Session, Vec<Output>) {
    let (mut session, outputs) = Session::ready(&["presence-desk"]);
    session.reply(request(&outputs).id, 200, example!("http.auth.response.presence.json"));
    let outputs = session.text(frame);
    (session, outputs)
}

#[test]
fn s3_4_both_shapes_of_the_list_tell_who_is_there() {
    for name in ["subscription_succeeded.presence.json", "subscription_succeeded.presence.v030.json"] {
        let (_, outputs) = confirmed(example!(name));
        assert_eq!(members(&outputs).unwrap(), ["u-17", "u-23"], "{name}");
    }
    let (_, outputs) = confirmed(example!("subscription_succeeded.presence.empty.v030.json"));
    assert_eq!(members(&outputs).unwrap(), [""; 0]);
}

#[test]
fn s3_4_who_comes_and_goes_changes_the_list() {
    let (mut session, _) = confirmed(example!("subscription_succeeded.presence.json"));
    let outputs = session.text(example!("member_added.json"));
    assert_eq!(members(&outputs).unwrap(), ["u-17", "u-23", "u-31"]);
    let classic = example!("member_removed.json").replace("\"id\"", "\"user_id\"");
    assert_eq!(members(&session.text(&classic)).unwrap(), ["u-17", "u-23"]);
    assert_eq!(members(&session.text(&classic)), None, "gone already");
}

#[test]
fn s3_4_a_member_without_an_id_is_skipped() {
    let (mut session, _) = confirmed(example!("subscription_succeeded.presence.json"));
    assert!(is_note(&session.text(example!("member_added.idNull.v030.json"))));
}

#[test]
fn s3_4_a_public_channel_has_no_members() {
    let (mut session, _) = Session::ready(&["builds"]);
    let outputs = session.text(example!("subscription_succeeded.json"));
    assert_eq!((outputs.len(), members(&outputs)), (1, None));
    assert_eq!(session.text(&example!("member_added.json").replace("presence-desk", "builds")), []);
}
