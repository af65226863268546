//! Members of a JSON object, read leniently: null, a wrong type and nonsense count as missing.

use chrono::DateTime;
use serde_json::Value;

use crate::picture::PictureAddress;
use crate::time::UnixMillis;
use crate::web::WebAddress;

/// Longest title or message that is kept, in characters; the sources allow 140 and about 200.
pub(crate) const TEXT_CHARS: usize = 500;

/// Longest name or category that is kept, in characters.
pub(crate) const NAME_CHARS: usize = 100;

/// Longest id or event type, in bytes; longer ones are no identity.
pub(crate) const ID_BYTES: usize = 100;

/// More texts than this in one list are not read; a stream has ten tags at most.
const TEXTS: usize = 32;

/// The last millisecond of the year 9999, up to which dates can be shown.
const LAST_MILLIS: i64 = 253_402_300_799_999;

/// A text without surrounding white space, cut to `max_chars`. An empty one is missing.
pub(crate) fn text(object: &Value, name: &str, max_chars: usize) -> Option<String> {
    let text = object.get(name)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.chars().take(max_chars).collect())
}

/// The texts of a list, without the empty ones; what is no list has none.
pub(crate) fn texts(object: &Value, name: &str, max_chars: usize) -> Vec<String> {
    let listed = object.get(name).and_then(Value::as_array).into_iter().flatten().take(TEXTS);
    let texts = listed.filter_map(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    texts.map(|text| text.chars().take(max_chars).collect()).collect()
}

/// An id, which may come as a string or as a whole number (contract README, rule 2).
pub(crate) fn id(object: &Value, name: &str) -> Option<String> {
    match object.get(name)? {
        Value::String(text) => identifier(text).map(str::to_owned),
        // A number beyond 64 bits has already lost digits and names nothing any more.
        Value::Number(number) if number.is_u64() || number.is_i64() => Some(number.to_string()),
        _ => None,
    }
}

/// `text` without surrounding white space, if it can be an identity at all.
pub(crate) fn identifier(text: &str) -> Option<&str> {
    let text = text.trim();
    (1..=ID_BYTES).contains(&text.len()).then_some(text)
}

/// A whole number that is not negative.
pub(crate) fn count(object: &Value, name: &str) -> Option<u64> {
    u64::try_from(whole(object.get(name)?)?).ok()
}

/// Milliseconds since 1970, within the years that can be shown.
pub(crate) fn millis(object: &Value, name: &str) -> Option<UnixMillis> {
    moment(object.get(name)?)
}

/// The same, by itself.
pub(crate) fn moment(value: &Value) -> Option<UnixMillis> {
    let millis = whole(value)?;
    (0..=LAST_MILLIS).contains(&millis).then_some(UnixMillis(millis))
}

/// A moment written as an ISO 8601 text, within the years that can be shown.
pub(crate) fn iso(object: &Value, name: &str) -> Option<UnixMillis> {
    let date = DateTime::parse_from_rfc3339(object.get(name)?.as_str()?.trim()).ok()?;
    let millis = date.timestamp_millis();
    (0..=LAST_MILLIS).contains(&millis).then_some(UnixMillis(millis))
}

/// An address that may be opened.
pub(crate) fn page(object: &Value, name: &str) -> Option<WebAddress> {
    WebAddress::parse(object.get(name)?.as_str()?).ok()
}

/// An address at which a picture is.
pub(crate) fn picture(object: &Value, name: &str) -> Option<PictureAddress> {
    PictureAddress::parse(object.get(name)?.as_str()?).ok()
}

/// A flag.
pub(crate) fn flag(object: &Value, name: &str) -> Option<bool> {
    object.get(name)?.as_bool()
}

/// A whole number, also one written as `47.0`.
pub(crate) fn whole(value: &Value) -> Option<i64> {
    /// Up to here every whole number has a floating point number of its own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    value.as_i64().or_else(|| {
        let number = value.as_f64()?;
        (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_id_is_a_string_whether_it_came_as_one_or_as_a_number() {
        let object = json!({"a": "412077190363", "b": 412_077_190_363_u64, "c": u64::MAX, "d": -7});
        assert_eq!(id(&object, "a").as_deref(), Some("412077190363"));
        assert_eq!(id(&object, "b").as_deref(), Some("412077190363"));
        assert_eq!(id(&object, "c").as_deref(), Some("18446744073709551615"));
        assert_eq!(id(&object, "d").as_deref(), Some("-7"));
    }

    #[test]
    fn what_cannot_be_an_id_is_missing() {
        let long = "9".repeat(ID_BYTES + 1);
        for value in [json!(null), json!(1.5), json!(1e30), json!([]), json!({}), json!(" "), json!(long)] {
            assert_eq!(id(&json!({ "id": value }), "id"), None);
        }
        assert_eq!(id(&json!("no object"), "id"), None);
    }

    #[test]
    fn a_title_of_10_000_characters_is_cut() {
        let object = json!({"title": "ä".repeat(10_000), "empty": "  ", "number": 4});
        assert_eq!(text(&object, "title", TEXT_CHARS).unwrap().chars().count(), TEXT_CHARS);
        assert_eq!(text(&object, "empty", TEXT_CHARS), None);
        assert_eq!(text(&object, "number", TEXT_CHARS), None);
    }

    #[test]
    fn a_time_outside_the_years_that_can_be_shown_is_missing() {
        let object = json!({"ok": 1_795_201_242_000_i64, "float": 1_795_201_242_000.0, "negative": -1,
            "far": i64::MAX, "huge": 1e300, "half": 0.5, "text": "1795201242000"});
        assert_eq!(millis(&object, "ok"), Some(UnixMillis(1_795_201_242_000)));
        assert_eq!(millis(&object, "float"), Some(UnixMillis(1_795_201_242_000)));
        for name in ["negative", "far", "huge", "half", "text", "absent"] {
            assert_eq!(millis(&object, name), None, "{name}");
        }
    }

    #[test]
    fn a_count_is_whole_and_not_negative() {
        let object = json!({"ok": 742, "negative": -1, "half": 7.5, "text": "742"});
        assert_eq!(count(&object, "ok"), Some(742));
        for name in ["negative", "half", "text"] {
            assert_eq!(count(&object, name), None, "{name}");
        }
    }
}
