//! Version 2: each kind of event has a bell with a sound and a way through quiet hours. Before, a bell was on or off, and
//! the quiet hours had one flag for streams that go live.

use serde_json::{Map, Value, json};

/// The kinds that the flag of the quiet hours was about.
const LIVE: [&str; 2] = ["streamOnline", "secretneuroaccountOnline"];

pub(super) fn migrate(mut file: Value) -> Value {
    let bells = file.pointer_mut("/neuro/bells").and_then(Value::as_object_mut);
    for bell in bells.into_iter().flat_map(Map::values_mut).filter(|bell| bell.is_boolean()) {
        *bell = json!({ "ring": bell });
    }
    let hours = file.pointer_mut("/quiet_hours").and_then(Value::as_object_mut);
    let live = hours.and_then(|hours| hours.remove("live_breaks_through"));
    if live == Some(Value::Bool(true)) {
        for kind in LIVE {
            let bell = ["neuro", "bells", kind].into_iter().try_fold(&mut file, member);
            if let Some(Value::Object(bell)) = bell {
                bell.insert("through_quiet".to_owned(), Value::Bool(true));
            }
        }
    }
    file
}

/// The member of this name, an empty object where it is missing; `None` where there can be none.
fn member<'a>(of: &'a mut Value, name: &str) -> Option<&'a mut Value> {
    Some(of.as_object_mut()?.entry(name).or_insert_with(|| json!({})))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bells_and_the_flag_of_the_quiet_hours_become_one_record_for_each_kind() {
        let old = json!({
            "version": 1,
            "neuro": { "origin": "https://neuro.example", "bells": { "streamOnline": true, "streamOffline": true, "x": "y" } },
            "quiet_hours": { "from": "22:30", "to": "07:00", "days": ["Sat"], "live_breaks_through": true },
            "reminder_minutes": 30,
        });
        let new = json!({
            "version": 1,
            "neuro": {
                "origin": "https://neuro.example",
                "bells": {
                    "streamOnline": { "ring": true, "through_quiet": true },
                    "secretneuroaccountOnline": { "through_quiet": true },
                    "streamOffline": { "ring": true },
                    "x": "y",
                },
            },
            "quiet_hours": { "from": "22:30", "to": "07:00", "days": ["Sat"] },
            "reminder_minutes": 30,
        });
        assert_eq!(migrate(old), new);
    }

    #[test]
    fn where_there_is_nothing_to_carry_over_a_file_stays_as_it_is() {
        for quiet_hours in [json!(null), json!({ "from": "22:00", "to": "07:00" })] {
            let old = json!({ "version": 1, "neuro": 7, "quiet_hours": quiet_hours });
            assert_eq!(migrate(old.clone()), old);
        }
        let flag = json!({ "neuro": 7, "quiet_hours": { "live_breaks_through": true } });
        assert_eq!(migrate(flag), json!({ "neuro": 7, "quiet_hours": {} }));
        assert_eq!(migrate(json!([])), json!([]));
    }
}
