//! The body of a request for a signature, which comes as a form or as JSON.

use std::collections::BTreeMap;

use serde_json::Value;

/// The members of the body that are text.
pub(crate) fn form(body: &[u8]) -> BTreeMap<String, String> {
    match serde_json::from_slice::<Value>(body) {
        Ok(Value::Object(members)) => {
            members.into_iter().filter_map(|(name, value)| Some((name, value.as_str()?.to_owned()))).collect()
        }
        _ => form_urlencoded::parse(body).into_owned().collect(),
    }
}
