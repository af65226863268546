//! What an event says under a name: the members of its payload, and a few things about the event itself.

use serde_json::Value;
use swarmbell_protocols::Event;

/// What stands under a name, as text: a way into the payload such as `token.symbol` or `tags.0`, or `@kind` and
/// `@channel`. `None` where there is nothing that can be told in a line.
pub fn field(event: &Event, name: &str) -> Option<String> {
    match name {
        "@kind" => Some(event.event_type.as_str().to_owned()),
        "@channel" => event.channel.clone(),
        path => text(member(&event.payload, path)?),
    }
}

/// Longest way into a payload, in steps; payloads that are kept are no deeper.
const STEPS: usize = 32;

fn member<'a>(payload: &'a Value, path: &str) -> Option<&'a Value> {
    let step = |at: &'a Value, step: &str| match at {
        Value::Object(members) => members.get(step),
        Value::Array(values) => values.get(step.parse::<usize>().ok()?),
        _ => None,
    };
    path.split('.').take(STEPS).try_fold(payload, step)
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Array(values) => {
            let texts: Vec<String> =
                values.iter().filter(|value| !value.is_array()).filter_map(text).collect();
            (!texts.is_empty()).then(|| texts.join(", "))
        }
        Value::Null | Value::Object(_) => None,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;
    use serde_json::json;
    use swarmbell_protocols::event::{EventKey, Subject, Via};
    use swarmbell_protocols::time::UnixMillis;

    use super::*;

    /// `build.failed` in the channel `main`.
    pub(in crate::rules) fn published(payload: Value) -> Event {
        Event {
            event_type: "build.failed".into(),
            key: EventKey("k".into()),
            key_lifetime: None,
            version: None,
            at: UnixMillis(0),
            via: Via::Push,
            subject: Subject::Other,
            channel: Some("main".into()),
            page: None,
            payload,
        }
    }

    #[test]
    fn a_field_is_a_way_into_the_payload() {
        let event = published(
            json!({"a": {"b": [1, {"c": "deep"}, true]}, "n": 0.1, "big": 18_446_744_073_709_551_615u64, "o": {}, "": "empty"}),
        );
        for (name, value) in [
            ("a.b.1.c", Some("deep")),
            ("a.b", Some("1, yes")),
            ("n", Some("0.1")),
            ("big", Some("18446744073709551615")),
            ("o", None),
            ("a.b.9", None),
            ("a.b.x", None),
            ("", Some("empty")),
            ("@kind", Some("build.failed")),
            ("@channel", Some("main")),
            ("@other", None),
        ] {
            assert_eq!(field(&event, name).as_deref(), value, "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_name_of_a_field_breaks_anything(name in any::<String>()) {
            field(&published(json!({"a": [[1]]})), &name);
        }
    }
}
