//! JSON of any shape, in the words of a contract.

use std::collections::BTreeSet;

use serde_json::{Deserializer, Map, Value};

use super::draw::{Arbitrary, Bytes, Result, below, list, one, text};
use super::example::Example;

/// A text longer than this is no word.
const WORD_BYTES: usize = 60;

/// Levels at most.
const DEPTH: u32 = 5;

/// The names and texts of a contract: what its examples hold, and what they do not.
#[derive(Debug)]
pub struct Words {
    members: Vec<String>,
    texts: Vec<String>,
}

impl Words {
    /// Those of these examples, and these texts.
    pub fn of<'a>(examples: impl IntoIterator<Item = &'a Example>, also: &[&str]) -> Self {
        let mut members = BTreeSet::new();
        let mut texts: BTreeSet<String> = also.iter().map(|text| (*text).to_owned()).collect();
        for example in examples {
            // Some hold a value a line.
            let values = Deserializer::from_str(example.text).into_iter().map_while(Result::ok);
            values.for_each(|value: Value| gather(&value, &mut members, &mut texts));
        }
        Self { members: members.into_iter().collect(), texts: texts.into_iter().collect() }
    }

    /// A value.
    pub fn json(&self, bytes: &mut Bytes<'_>) -> Result<Value> {
        self.value(bytes, DEPTH)
    }

    /// A value as text.
    pub fn json_text(&self, bytes: &mut Bytes<'_>) -> Result<String> {
        self.json(bytes).map(|value| value.to_string())
    }

    /// An example in which one value is another.
    pub fn changed(&self, bytes: &mut Bytes<'_>, texts: &[&str]) -> Result<String> {
        let text = one(bytes, texts)?;
        let Ok(mut whole) = serde_json::from_str(text) else { return Ok(text.to_owned()) };
        self.replace(bytes, &mut whole)?;
        Ok(whole.to_string())
    }

    fn replace(&self, bytes: &mut Bytes<'_>, place: &mut Value) -> Result<()> {
        let mut members: Vec<&mut Value> = match place {
            Value::Array(values) => values.iter_mut().collect(),
            Value::Object(members) => members.values_mut().collect(),
            _ => Vec::new(),
        };
        if !members.is_empty() && below(bytes, 4)? < 3 {
            let which = bytes.choose_index(members.len())?;
            return self.replace(bytes, members.swap_remove(which));
        }
        *place = self.json(bytes)?;
        Ok(())
    }

    fn value(&self, bytes: &mut Bytes<'_>, depth: u32) -> Result<Value> {
        let kinds = if depth == 0 { 12 } else { 16 };
        Ok(match below(bytes, kinds)? {
            0 => Value::Null,
            1 => bool::arbitrary(bytes)?.into(),
            2 => i64::arbitrary(bytes)?.into(),
            3 => f64::arbitrary(bytes)?.into(),
            4 => below(bytes, 60)?.into(),
            5 => below(bytes, 70_000)?.into(),
            // Around the times in the examples, in milliseconds and in seconds.
            6 => bytes.int_in_range(1_795_000_000_000_i64..=1_796_000_000_000)?.into(),
            7 => bytes.int_in_range(1_795_000_000_i64..=1_796_000_000)?.into(),
            8 => text(bytes, 20)?.into(),
            9..12 => one(bytes, &self.texts)?.into(),
            12 => list(bytes, 6, |bytes| self.value(bytes, depth - 1))?.into(),
            _ => self.object(bytes, depth - 1)?.into(),
        })
    }

    fn object(&self, bytes: &mut Bytes<'_>, depth: u32) -> Result<Map<String, Value>> {
        let member = |bytes: &mut Bytes<'_>| {
            let name = if below(bytes, 8)? < 7 { one(bytes, &self.members)? } else { text(bytes, 5)? };
            Ok((name, self.value(bytes, depth)?))
        };
        Ok(list(bytes, 8, member)?.into_iter().collect())
    }
}

fn gather(value: &Value, members: &mut BTreeSet<String>, texts: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, members, texts)),
        Value::Object(object) => {
            members.extend(object.keys().cloned());
            object.values().for_each(|value| gather(value, members, texts));
        }
        Value::String(text) => {
            // Some protocols carry JSON as text.
            if let Ok(inner @ (Value::Array(_) | Value::Object(_))) = serde_json::from_str(text) {
                gather(&inner, members, texts);
            }
            if text.len() <= WORD_BYTES {
                texts.insert(text.clone());
            }
        }
        _ => {}
    }
}
