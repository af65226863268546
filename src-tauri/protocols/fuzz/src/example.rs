//! Examples of a contract, as they are and changed in one place.

use arbitrary::Arbitrary;
use serde_json::Value;

/// Where a member of an example is replaced: a turn at each level.
#[derive(Debug, Arbitrary)]
pub struct Path([u8; 4]);

/// One of the examples.
pub fn one(all: &[&'static str], which: u8) -> &'static str {
    all[usize::from(which) % all.len()]
}

/// An example in which one value is another.
pub fn changed(all: &[&'static str], which: u8, path: &Path, new: Value) -> String {
    let mut whole: Value = serde_json::from_str(one(all, which)).expect("examples are JSON");
    replace(&mut whole, &path.0, new);
    whole.to_string()
}

fn replace(place: &mut Value, turns: &[u8], new: Value) {
    let members: Vec<&mut Value> = match place {
        Value::Array(values) => values.iter_mut().collect(),
        Value::Object(members) => members.values_mut().collect(),
        _ => Vec::new(),
    };
    let many = members.len().max(1);
    match turns.split_first() {
        Some((turn, turns)) if !members.is_empty() => {
            if let Some(next) = members.into_iter().nth(usize::from(*turn) % many) {
                replace(next, turns, new);
            }
        }
        _ => *place = new,
    }
}
