//! When an interface ends, as its answers say.

use chrono::DateTime;
use reqwest::header::HeaderMap;
use swarmbell_protocols::adapter::Deprecation;
use swarmbell_protocols::time::UnixMillis;

/// Reads `Deprecation` and `Sunset`. The standards want `@seconds` (RFC 9745) and an HTTP date (RFC 8594); the
/// server of contract neuro §1 sends `true` and an ISO time. Any of these will do.
pub(super) fn of(headers: &HeaderMap) -> Option<Deprecation> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    let sunset = text("sunset").and_then(moment);
    let deprecated = text("deprecation").is_some_and(|text| !text.is_empty() && text != "false");
    (deprecated || sunset.is_some()).then_some(Deprecation { sunset })
}

fn moment(text: &str) -> Option<UnixMillis> {
    let date = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text)).ok()?;
    Some(UnixMillis(date.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderName, HeaderValue};

    use super::*;

    fn read(headers: &[(&'static str, &'static str)]) -> Option<Deprecation> {
        let header = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        of(&headers.iter().map(header).collect())
    }

    #[test]
    fn the_end_of_an_interface_is_read_in_every_form_it_is_told_in() {
        let sunset = Some(UnixMillis(1_793_491_200_000));
        for (deprecation, date) in
            [("true", "2026-11-01T00:00:00.000Z"), ("@1777593600", "Sun, 01 Nov 2026 00:00:00 GMT")]
        {
            let read = read(&[("deprecation", deprecation), ("sunset", date)]);
            assert_eq!(read, Some(Deprecation { sunset }));
        }
        assert_eq!(read(&[("deprecation", "true")]), Some(Deprecation { sunset: None }));
        assert_eq!(read(&[("deprecation", "true"), ("sunset", "soon")]), Some(Deprecation { sunset: None }));
        assert_eq!(read(&[("deprecation", "false")]), None);
        assert_eq!(read(&[]), None);
    }
}
