//! Settings of which some cannot be read: the others are kept.

use serde_json::Value;
use swarmbell_words::say;

use super::Settings;

/// Objects with more members than this are read whole or not at all; no file of ours has so many.
const MOST_MEMBERS: usize = 1_000;

/// So many names are listed for the user.
const MOST_NAMED: usize = 3;

/// Settings read member by member. What has no meaning here keeps its default and is named.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Salvaged {
    pub(super) settings: Settings,
    /// The names of what was left out, such as `neuro.origin`.
    pub(super) lost: Vec<String>,
}

impl Salvaged {
    /// Reads what can be read; `None` for what is no file of settings at all.
    pub(super) fn read(file: &Value) -> Option<Self> {
        if let Ok(settings) = serde_json::from_value(file.clone()) {
            return Some(Self { settings, lost: Vec::new() });
        }
        let mut root = serde_json::to_value(Settings::default()).ok()?;
        let mut lost = Vec::new();
        adopt(&mut root, &[], file, &mut lost);
        Some(Self { settings: serde_json::from_value(root).ok()?, lost })
    }

    /// `neuro.only, quiet_hours and 2 more`.
    pub(super) fn lost_names(&self) -> String {
        let named = self.lost.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        match self.lost.len().saturating_sub(MOST_NAMED) {
            0 => named,
            more => say!("and-more", some = named, more = more),
        }
    }
}

/// Takes over the members of the object at `path` one by one, and of those that do not fit their members.
fn adopt(root: &mut Value, path: &[&str], from: &Value, lost: &mut Vec<String>) {
    let Some(members) = from.as_object().filter(|members| members.len() <= MOST_MEMBERS) else {
        lost.push(path.join("."));
        return;
    };
    for (name, member) in members {
        let path: Vec<&str> = path.iter().copied().chain([name.as_str()]).collect();
        let mut candidate = root.clone();
        let Some(place) = place(&mut candidate, &path) else { continue };
        let is_object = place.is_object() && member.is_object();
        *place = member.clone();
        if serde_json::from_value::<Settings>(candidate.clone()).is_ok() {
            *root = candidate;
        } else if is_object {
            adopt(root, &path, member, lost);
        } else {
            lost.push(path.join("."));
        }
    }
}

/// The member at a path, made where it is missing; `None` where the path leads through something else.
fn place<'a>(root: &'a mut Value, path: &[&str]) -> Option<&'a mut Value> {
    path.iter().try_fold(root, |at, name| Some(at.as_object_mut()?.entry(*name).or_insert(Value::Null)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn one_setting_that_cannot_be_read_costs_no_other() {
        let file = json!({
            "version": 1,
            "welcomed": true,
            "paused_until": "soon",
            "reminder_minutes": 100_000,
            "quiet_hours": { "from": "25:00", "to": "07:00" },
            "neuro": { "only": ["karaoke"], "never": 7, "bells": { "streamOnline": { "ring": false }, "x": "y" }, "colour": 3 },
        });
        let salvaged = Salvaged::read(&file).unwrap();
        let settings = &salvaged.settings;
        assert!(settings.welcomed);
        assert_eq!(settings.neuro.only.iter().collect::<Vec<_>>(), ["karaoke"]);
        assert_eq!(settings.neuro.bells.get(&"streamOnline".into()).ring, Some(false));
        assert_eq!((settings.paused_until, settings.quiet_hours), (None, None));
        assert_eq!(settings.reminder_minutes, Settings::default().reminder_minutes);
        let mut lost = salvaged.lost.clone();
        lost.sort_unstable();
        assert_eq!(lost, ["neuro.bells.x", "neuro.never", "paused_until", "quiet_hours", "reminder_minutes"]);
        assert!(salvaged.lost_names().ends_with(" and 2 more"));
    }

    #[test]
    fn an_object_with_thousands_of_members_is_not_taken_apart() {
        let bells: serde_json::Map<_, _> = (0..100_000).map(|n| (n.to_string(), json!(n))).collect();
        let salvaged = Salvaged::read(&json!({ "version": 1, "neuro": { "bells": bells } })).unwrap();
        assert_eq!(salvaged.lost, ["neuro.bells"]);
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "[a-z0-9:/.]{0,12}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 20, 4, |inner| {
            let name = prop_oneof!["from|to|days|only|never|bells|origin|template|live_opens", "[a-z]{1,4}"];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(name, inner, 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_stands_in_the_file_the_rest_is_kept(
            neuro in any_value(), quiet_hours in any_value(), paused_until in any_value()
        ) {
            let file = json!({
                "version": 1, "welcomed": true, "neuro": neuro, "quiet_hours": quiet_hours,
                "paused_until": paused_until,
            });
            let salvaged = Salvaged::read(&file).unwrap();
            prop_assert!(salvaged.settings.welcomed);
            prop_assert_eq!(salvaged.lost.is_empty(), serde_json::from_value::<Settings>(file).is_ok());
        }
    }
}
