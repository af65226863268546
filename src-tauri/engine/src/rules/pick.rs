//! Which rule of a source decides about an event.

use swarmbell_protocols::Event;
use swarmbell_protocols::event::Subject;

use super::field::field;
use crate::settings::{Comparison, FieldTest, RingRule};

/// The first rule that is about this event.
pub fn pick<'a>(rules: &'a [RingRule], event: &Event) -> Option<&'a RingRule> {
    rules.iter().find(|rule| is_about(rule, event))
}

fn is_about(rule: &RingRule, event: &Event) -> bool {
    let relevance = match &event.subject {
        Subject::Story(story) => story.relevance,
        _ => None,
    };
    names(&rule.kinds, event.event_type.as_str())
        && (rule.channels.is_empty() || event.channel.as_deref().is_some_and(|at| names(&rule.channels, at)))
        && (rule.relevance.is_empty() || relevance.is_some_and(|found| rule.relevance.contains(&found)))
        && rule.fields.iter().all(|test| passes(test, event))
}

/// Whether a name is in a list, in which a name may end with a star; all are in an empty one.
fn names(list: &[String], name: &str) -> bool {
    let named = |listed: &String| match listed.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == listed,
    };
    list.is_empty() || list.iter().any(named)
}

fn passes(test: &FieldTest, event: &Event) -> bool {
    let found = field(event, &test.field);
    let lower = |text: &str| text.to_lowercase();
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    let compared = |fits: fn(f64, f64) -> bool| {
        let both = found.as_deref().and_then(number).zip(number(&test.value));
        both.is_some_and(|(found, value)| fits(found, value))
    };
    let equals = || found.as_deref().is_some_and(|found| lower(found) == lower(&test.value));
    match test.is {
        Comparison::Equals => equals(),
        Comparison::Differs => !equals(),
        Comparison::Contains => {
            found.as_deref().is_some_and(|found| lower(found).contains(&lower(&test.value)))
        }
        Comparison::AtLeast => compared(|found, value| found >= value),
        Comparison::AtMost => compared(|found, value| found <= value),
        Comparison::Present => found.as_deref().is_some_and(|found| !found.trim().is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};
    use swarmbell_protocols::news::{Relevance, Story};

    use super::super::field::tests::published as event;
    use super::*;

    fn about(rule: &RingRule, payload: Value) -> bool {
        is_about(rule, &event(payload))
    }

    fn test(field: &str, is: Comparison, value: &str) -> RingRule {
        let fields = vec![FieldTest { field: field.into(), is, value: value.into() }];
        RingRule { fields, ..RingRule::default() }
    }

    #[test]
    fn the_first_rule_that_is_about_an_event_decides() {
        let kinds = |kinds: &[&str]| RingRule {
            kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
            ..RingRule::default()
        };
        let rules = [kinds(&["build.started"]), kinds(&["other", "build.*"]), kinds(&[])];
        assert_eq!(pick(&rules, &event(Value::Null)), Some(&rules[1]));
        assert_eq!(pick(&rules[..1], &event(Value::Null)), None);
        let channels = |name: &str| RingRule { channels: vec![name.into()], ..RingRule::default() };
        assert!(about(&channels("main"), Value::Null) && !about(&channels("mai"), Value::Null));
    }

    #[test]
    fn what_a_payload_must_say_is_compared_as_text_or_as_numbers() {
        use Comparison::{AtLeast, AtMost, Contains, Differs, Equals, Present};
        let payload = json!({"who": "Evil", "usd": "1200.50", "n": 7, "none": null, "blank": " "});
        for (field, is, value, passes) in [
            ("who", Equals, "evil", true),
            ("who", Equals, "evi", false),
            ("who", Differs, "neuro", true),
            ("who", Differs, "EVIL", false),
            ("missing", Differs, "x", true),
            ("who", Contains, "VI", true),
            ("missing", Contains, "", false),
            ("usd", AtLeast, "1200.5", true),
            ("usd", AtLeast, "1200.51", false),
            ("n", AtMost, "7", true),
            ("n", AtMost, "6", false),
            ("who", AtLeast, "1", false),
            ("n", AtLeast, "NaN", false),
            ("n", Present, "", true),
            ("none", Present, "", false),
            ("blank", Present, "", false),
        ] {
            assert_eq!(about(&test(field, is, value), payload.clone()), passes, "{field} {is:?} {value}");
        }
        let both = RingRule {
            fields: [test("n", AtMost, "7").fields, test("n", AtLeast, "8").fields].concat(),
            ..RingRule::default()
        };
        assert!(!about(&both, payload), "all of it");
    }

    #[test]
    fn a_story_is_picked_by_its_relevance() {
        let rule = RingRule { relevance: BTreeSet::from([Relevance::High]), ..RingRule::default() };
        let story = |relevance| Event {
            subject: Subject::Story(Story {
                headline: None,
                publication: None,
                summary: None,
                relevance,
                markets: Vec::new(),
            }),
            ..event(Value::Null)
        };
        assert!(is_about(&rule, &story(Some(Relevance::High))));
        assert!(!is_about(&rule, &story(Some(Relevance::Low))));
        assert!(!is_about(&rule, &story(None)) && !about(&rule, Value::Null));
    }
}
