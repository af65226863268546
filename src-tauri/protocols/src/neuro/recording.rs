//! Streams that can be watched again (contract neuro §2.1).

use std::time::Duration;

use serde_json::Value;

use crate::member::{self, TEXT_CHARS};
use crate::stream::Recording;
use crate::web::WebAddress;

/// Reads a recording; `None` without the stream's id or a page to watch it on.
pub(super) fn read(data: &Value) -> Option<Recording> {
    let page = member::page(data, "url").or_else(|| {
        let id = member::id(data, "id").filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()))?;
        WebAddress::parse(&format!("https://www.twitch.tv/videos/{id}")).ok()
    })?;
    Some(Recording {
        stream_id: member::id(data, "streamId")?,
        title: member::text(data, "title", TEXT_CHARS),
        started_at: member::millis(data, "createdAt").or_else(|| member::millis(data, "publishedAt")),
        length: data.get("duration").and_then(Value::as_str).and_then(length),
        page,
    })
}

/// Reads a length such as `2h21m20s`.
fn length(text: &str) -> Option<Duration> {
    let mut secs: u64 = 0;
    let mut rest = text.trim();
    while !rest.is_empty() {
        let digits = rest.find(|symbol: char| !symbol.is_ascii_digit())?;
        let (number, unit) = rest.split_at(digits);
        let factor = match unit.chars().next()? {
            'd' => 86_400,
            'h' => 3_600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        secs = secs.checked_add(number.parse::<u64>().ok()?.checked_mul(factor)?)?;
        rest = unit.get(1..)?;
    }
    (secs > 0).then(|| Duration::from_secs(secs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_read_with_and_without_its_parts() {
        for (text, secs) in
            [("2h21m20s", 8_480), ("3h07m44s", 11_264), ("45m", 2_700), ("9s", 9), ("1d2h", 93_600)]
        {
            assert_eq!(length(text), Some(Duration::from_secs(secs)), "{text}");
        }
        for text in
            ["", "0s", "h", "12", "2h x", "-1s", "2H", "99999999999999999999h", "5000000000000000d", "1ä"]
        {
            assert_eq!(length(text), None, "{text}");
        }
    }
}
