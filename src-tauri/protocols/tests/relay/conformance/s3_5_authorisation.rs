//! Section 3.5: private channels.

use crate::relay::session::{Session, example, parsed, posted, request, sent};

#[test]
fn s3_5_what_is_posted_and_subscribed_is_what_the_examples_show() {
    for (channel, kind) in [("private-orders", "private"), ("presence-desk", "presence")] {
        let (mut session, outputs) = Session::ready(&[channel]);
        let asked = request(&outputs);
        let mut expected = parsed(example!(&format!("http.auth.request.{kind}.json")));
        let mut body = posted(&asked);
        if kind == "presence" {
            // Who comes is another one; both names of its id are there.
            let ours = parsed(body["channel_data"].take().as_str().unwrap());
            let theirs = parsed(expected["channel_data"].take().as_str().unwrap());
            let names =
                |data: &serde_json::Value| data.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(&ours), names(&theirs));
        }
        assert_eq!(body, expected, "{kind}");
        let outputs = session.reply(asked.id, 200, example!(&format!("http.auth.response.{kind}.json")));
        assert_eq!(sent(&outputs), [parsed(example!(&format!("subscribe.{kind}.json")))], "{kind}");
    }
}
