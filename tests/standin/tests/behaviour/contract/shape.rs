//! Whether two values have the same members with values of the same kind.

use serde_json::{Map, Value};

/// Where two values differ in shape; none if they do not. Null goes with anything; each item of a list must have
/// its like in the other, unless that is empty; of objects keyed by numbers the values are compared as lists.
pub(crate) fn difference(at: &str, left: &Value, right: &Value) -> Option<String> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => None,
        (Value::Array(left), Value::Array(right)) => items(at, left, right),
        (Value::Object(left), Value::Object(right)) if by_number(left) && by_number(right) => {
            let values = |object: &Map<String, Value>| object.values().cloned().collect::<Vec<_>>();
            items(at, &values(left), &values(right))
        }
        (Value::Object(left), Value::Object(right)) => members(at, left, right),
        _ => (std::mem::discriminant(left) != std::mem::discriminant(right))
            .then(|| format!("{at}: {left} and {right}")),
    }
}

fn by_number(object: &Map<String, Value>) -> bool {
    !object.is_empty() && object.keys().all(|key| key.parse::<u64>().is_ok())
}

fn items(at: &str, left: &[Value], right: &[Value]) -> Option<String> {
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let without_like = |item: &Value, others: &[Value]| {
        let differences: Vec<_> =
            others.iter().map(|other| difference(&format!("{at}[]"), item, other)).collect();
        if differences.iter().any(Option::is_none) { None } else { differences.into_iter().flatten().next() }
    };
    let forth = left.iter().find_map(|item| without_like(item, right));
    forth.or_else(|| right.iter().find_map(|item| without_like(item, left)))
}

fn members(at: &str, left: &Map<String, Value>, right: &Map<String, Value>) -> Option<String> {
    let names = |object: &Map<String, Value>| {
        let mut names: Vec<String> = object.keys().cloned().collect();
        names.sort();
        names
    };
    if names(left) != names(right) {
        return Some(format!("{at}: {:?} and {:?}", names(left), names(right)));
    }
    left.iter().find_map(|(name, value)| difference(&format!("{at}.{name}"), value, &right[name]))
}

#[test]
fn a_member_or_kind_that_differs_is_found_at_any_depth() {
    let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let same = |left: &str, right: &str| difference("", &json(left), &json(right)).is_none();
    assert!(same(r#"{"a":[{"b":1}],"5000":null}"#, r#"{"5000":true,"a":[{"b":2},{"b":3}]}"#));
    assert!(same(r#"{"2023":[1],"2024":[]}"#, r#"{"2020":[7,8]}"#));
    assert!(!same(r#"{"a":[{"b":1}]}"#, r#"{"a":[{"b":"1"}]}"#));
    assert!(!same(r#"{"a":[{"b":1}]}"#, r#"{"a":[{"b":1},{"b":1,"c":2}]}"#));
    assert!(!same(r#"{"2023":{"a":1}}"#, r#"{"2020":{"b":1}}"#));
}
