use super::*;

fn channel(name: &str) -> Channel {
    Channel::new(name).unwrap()
}

#[test]
fn a_frame_of_a_channel_that_cannot_be_read_is_skipped_for_a_reason() {
    let deep = format!("{{\"event\":\"a\",\"data\":{}", "[".repeat(100_000));
    let long = format!(r#"{{"event":"{}","channel":"a"}}"#, "e".repeat(201));
    let cases = [
        ("", Skipped::NotJson),
        (deep.as_str(), Skipped::NotJson),
        ("[]", Skipped::NoName),
        (r#"{"event":7,"channel":"a"}"#, Skipped::NoName),
        (r#"{"event":"","channel":"a"}"#, Skipped::NoName),
        (r#"{"event":"a\nb","channel":"a"}"#, Skipped::NoName),
        (long.as_str(), Skipped::NoName),
        (r#"{"event":"a"}"#, Skipped::NoChannel),
        (r#"{"event":"a","channel":7}"#, Skipped::NoChannel),
        (r#"{"event":"a","channel":""}"#, Skipped::NoChannel),
        (r#"{"event":"relay:connection_established"}"#, Skipped::Misfit),
        (r#"{"event":"relay:connection_established","data":{"socket_id":""}}"#, Skipped::Misfit),
        (r#"{"event":"relay:error","data":7}"#, Skipped::Misfit),
        (r#"{"event":"relay:coffee"}"#, Skipped::Misfit),
    ];
    for (text, skipped) in cases {
        assert_eq!(read(text), Err(skipped), "{}", text.chars().take(60).collect::<String>());
    }
}

#[test]
fn a_name_of_the_protocol_counts_by_what_is_behind_its_prefix() {
    let hello = Hello { socket_id: "1.2".to_owned(), activity_timeout: None };
    for prefix in ["relay:", "pusher:", "pusher_internal:"] {
        let text = format!(r#"{{"event":"{prefix}connection_established","data":{{"socket_id":"1.2"}}}}"#);
        assert_eq!(read(&text), Ok(Frame::Established(hello.clone())), "{prefix}");
        let text = format!(r#"{{"event":"{prefix}subscription_succeeded","channel":"a","data":"{{}}"}}"#);
        assert_eq!(read(&text), Ok(Frame::Succeeded { channel: channel("a"), members: None }), "{prefix}");
    }
}

#[test]
fn what_is_published_under_a_name_of_the_connection_is_neither_protocol_nor_content() {
    for name in ["connection_established", "error", "ping", "pong", "coffee"] {
        let text =
            format!(r#"{{"event":"pusher:{name}","channel":"a","data":{{"socket_id":"1.2","code":4001}}}}"#);
        assert_eq!(read(&text), Err(Skipped::Misfit), "{name}");
    }
}

#[test]
fn a_text_that_holds_json_is_decoded_once_and_any_other_text_is_kept() {
    assert_eq!(decode(json!(r#"{"build":2207}"#)), json!({"build": 2207}));
    assert_eq!(decode(json!("deploy window opens at 17:00")), json!("deploy window opens at 17:00"));
    assert_eq!(decode(json!(r#""{\"a\":1}""#)), json!(r#"{"a":1}"#));
    assert_eq!(decode(json!({"a": "1"})), json!({"a": "1"}));
}

#[test]
fn a_refusal_of_a_channel_tells_whether_it_may_pass() {
    let read =
        |data: &str| read(&format!(r#"{{"event":"pusher:subscription_error","channel":"a","data":{data}}}"#));
    let refused = |passes| Ok(Frame::Refused { channel: channel("a"), passes });
    assert_eq!(read(r#"{"type":"AuthError","status":403}"#), refused(false));
    assert_eq!(read(r#"{"type":"AuthError","status":503}"#), refused(true));
    assert_eq!(read(r#""no""#), refused(false));
}

#[test]
fn a_channel_cannot_break_out_of_a_frame() {
    let sent = Dialect { prefix: "pusher:" }.subscribe(&channel("a\"},\"event\":\"b"), None);
    let read: Value = serde_json::from_str(&sent).unwrap();
    assert_eq!(read.get("event"), Some(&Value::from("pusher:subscribe")));
}
