//! How long a server wants to be left alone.

use std::time::Duration;

use chrono::DateTime;
use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};
use swarmbell_protocols::time::UnixMillis;

/// Longest time that is obeyed. A server that means days, or mistakes milliseconds for seconds, would
/// otherwise silence the bell until the next start.
const MAX: Duration = Duration::from_secs(3_600);

/// Reads `Retry-After`, given in seconds or as a date. A date is compared with the server's own clock where
/// the answer tells it, since ours may be wrong.
pub(super) fn of(headers: &HeaderMap, now: UnixMillis) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let wait = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // All digits and still no number: more seconds than fit.
        text.parse().map_or(MAX, Duration::from_secs)
    } else {
        date(headers, RETRY_AFTER)?.since(date(headers, DATE).unwrap_or(now))
    };
    Some(wait.min(MAX))
}

fn date(headers: &HeaderMap, name: HeaderName) -> Option<UnixMillis> {
    let text = headers.get(name)?.to_str().ok()?;
    let date = DateTime::parse_from_rfc2822(text.trim()).ok()?;
    Some(UnixMillis(date.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn read(retry_after: &'static str, date: Option<&'static str>) -> Option<Duration> {
        let mut headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(retry_after))]);
        headers.extend(date.map(|date| (DATE, HeaderValue::from_static(date))));
        // Sun, 06 Nov 1994 08:49:37 GMT
        of(&headers, UnixMillis(784_111_777_000))
    }

    #[test]
    fn retry_after_is_read_in_both_forms() {
        assert_eq!(read("120", None), Some(Duration::from_secs(120)));
        assert_eq!(read("Sun, 06 Nov 1994 08:50:07 GMT", None), Some(Duration::from_secs(30)));
    }

    #[test]
    fn a_date_counts_from_the_servers_own_clock() {
        let server = Some("Sun, 06 Nov 1994 08:50:00 GMT");
        assert_eq!(read("Sun, 06 Nov 1994 08:50:07 GMT", server), Some(Duration::from_secs(7)));
    }

    #[test]
    fn a_date_that_has_passed_means_no_wait() {
        assert_eq!(read("Sun, 06 Nov 1994 08:00:00 GMT", None), Some(Duration::ZERO));
    }

    #[test]
    fn nonsense_is_no_wait_and_days_are_cut_to_an_hour() {
        assert_eq!(read("soon", None), None);
        assert_eq!(read("", None), None);
        assert_eq!(read("-1", None), None);
        assert_eq!(read("1.5", None), None);
        assert_eq!(read("99999999999999999999999", None), Some(MAX));
        assert_eq!(read("86400", None), Some(MAX));
    }
}
