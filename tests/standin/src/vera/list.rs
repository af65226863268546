//! Pages of stories and markets (contract, section 3).

use axum::http::Uri;
use chrono::DateTime;
use serde_json::{Value, json};

use super::http::{Place, Refused};
use super::names;
use super::world::Kept;
use crate::query::Query;

/// How many records a page has unless told, and at most.
const LIMIT: (usize, usize) = (25, 100);
/// Longest span of one call.
const SPAN_MS: i64 = 30 * 24 * 3_600_000;
/// Rows of one export.
const EXPORTED: usize = 10_000;

/// What a path answers.
pub(super) struct Listed(pub(super) Result<Value, Refused>);

/// Which stories are asked for.
struct Asked {
    since_ms: i64,
    until_ms: i64,
    relevance: Vec<String>,
    tiers: Vec<String>,
    markets: Vec<String>,
    venue: Option<String>,
    moved: bool,
    ascending: bool,
}

/// Stories, and of one market only if it is named in the path.
pub(super) fn events(place: &Place, uri: &Uri, market: Option<&str>) -> Listed {
    let query = Query::of(uri);
    let now_ms = place.shared.clock.now_ms();
    let listed = Asked::of(&query, market, now_ms).and_then(|asked| {
        let stories: Vec<(String, Value)> = place.shared.read(|inner| {
            let mut wanted: Vec<&Kept> = inner.vera.stories().filter(|story| asked.wants(story)).collect();
            wanted.sort_by_key(|story| story.ingested_ms);
            if !asked.ascending {
                wanted.reverse();
            }
            wanted.into_iter().map(|story| (story.id().to_owned(), story.record.clone())).collect()
        });
        page(&query, &stories)
    });
    Listed(listed)
}

/// The markets of all stories.
pub(super) fn markets(place: &Place, uri: &Uri) -> Listed {
    let query = Query::of(uri);
    let is = |name: &str, value: Option<&Value>| {
        query.get(name).is_none_or(|wanted| value.and_then(Value::as_str) == Some(wanted))
    };
    let named = |market: &Value| {
        let question = market.get(names::QUESTION).and_then(Value::as_str).unwrap_or_default();
        query.get("search").is_none_or(|word| question.to_lowercase().contains(&word.to_lowercase()))
    };
    let markets = place.shared.read(|inner| inner.vera.markets());
    let markets = markets.into_iter().filter(|(_, market)| {
        is("venue", market.get(names::VENUE)) && is("status", market.pointer(names::STATUS)) && named(market)
    });
    Listed(page(&query, &markets.collect::<Vec<_>>()))
}

/// All stories that are asked for, one a line: the content type and the lines.
pub(super) fn export(place: &Place, uri: &Uri) -> (&'static str, String) {
    let query = Query::of(uri);
    let asked = Asked::of(&query, None, place.shared.clock.now_ms());
    let csv = query.get("format") == Some("csv");
    let line = |story: &Kept| {
        if csv {
            let headline = story.text("/event/headline").replace('"', "\"\"");
            format!("{},{},\"{headline}\"\n", story.id(), story.text("/event/ingested_at"))
        } else {
            format!("{}\n", story.record)
        }
    };
    let lines: String = place.shared.read(|inner| {
        let stories = inner.vera.stories();
        let wanted = stories.filter(|story| asked.as_ref().is_ok_and(|asked| asked.wants(story)));
        wanted.take(EXPORTED).map(line).collect()
    });
    if csv {
        ("text/csv", format!("id,ingested_at,headline\n{lines}"))
    } else {
        ("application/x-ndjson", lines)
    }
}

impl Asked {
    fn of(query: &Query, market: Option<&str>, now_ms: i64) -> Result<Self, Refused> {
        let until_ms = time(query, "until")?.unwrap_or(now_ms);
        let since = time(query, "since")?;
        let since_ms = since.unwrap_or(until_ms - SPAN_MS);
        if since_ms > until_ms {
            return Err(Refused::parameter(422, "since", "since is later than until"));
        }
        if until_ms - since_ms > SPAN_MS {
            return Err(Refused::parameter(422, "since", "one call spans 30 days at most"));
        }
        let ascending = match query.get("order") {
            None | Some("ingested_desc") => false,
            Some("ingested_asc") => true,
            Some(_) => return Err(Refused::parameter(400, "order", "unknown order")),
        };
        let moved = match query.get("momentum") {
            None => false,
            Some("passed") => true,
            Some(_) => return Err(Refused::parameter(400, "momentum", "unknown value")),
        };
        Ok(Self {
            since_ms,
            until_ms,
            relevance: words(query, "relevance", &["low", "moderate", "high"])?,
            tiers: words(query, "credibility_tier", &["t1", "t2", "t3"])?,
            markets: query.all("market_id").chain(market).map(str::to_owned).collect(),
            venue: query.get("venue").map(str::to_owned),
            moved,
            ascending,
        })
    }

    fn wants(&self, story: &Kept) -> bool {
        let is_one = |words: &[String], word: &str| words.is_empty() || words.iter().any(|own| own == word);
        let of_market = |market: &Value| {
            let text = |name: &str| market.get(name).and_then(Value::as_str).unwrap_or_default();
            let moved = market.pointer(names::PASSED).and_then(Value::as_bool).unwrap_or_default();
            is_one(&self.markets, text(names::MARKET_ID))
                && self.venue.as_deref().is_none_or(|venue| venue == text(names::VENUE))
                && (moved || !self.moved)
        };
        let any_market = self.markets.is_empty() && self.venue.is_none() && !self.moved;
        // Times are told in whole seconds, so they are compared so.
        let at_ms = story.ingested_ms.div_euclid(1000) * 1000;
        (self.since_ms..=self.until_ms).contains(&at_ms)
            && is_one(&self.relevance, story.text(names::BUCKET))
            && is_one(&self.tiers, story.text(names::TIER))
            && (any_market || story.related().iter().any(of_market))
    }
}

/// A moment; none if the parameter is not there.
fn time(query: &Query, name: &'static str) -> Result<Option<i64>, Refused> {
    let read = |text: &str| {
        let time = DateTime::parse_from_rfc3339(text).map(|time| time.timestamp_millis());
        time.map_err(|_| Refused::parameter(400, name, "an ISO 8601 time expected"))
    };
    query.get(name).map(read).transpose()
}

/// Words of a list, all of them known.
fn words(query: &Query, name: &'static str, known: &[&str]) -> Result<Vec<String>, Refused> {
    let words: Vec<String> = query
        .get(name)
        .unwrap_or_default()
        .split(',')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    if words.iter().any(|word| !known.contains(&word.as_str())) {
        return Err(Refused::parameter(400, name, "unknown value"));
    }
    Ok(words)
}

/// The part of a list that is asked for. A cursor names the last record of the page before.
fn page(query: &Query, records: &[(String, Value)]) -> Result<Value, Refused> {
    let limit = query.read("limit").ok().map(|limit| limit.unwrap_or(LIMIT.0));
    let limit = limit.filter(|limit| (1..=LIMIT.1).contains(limit));
    let limit = limit.ok_or_else(|| Refused::parameter(400, "limit", "1 to 100 expected"))?;
    let begin = match query.get("after") {
        None => 0,
        Some(cursor) => {
            let last = cursor.strip_prefix("cur_").unwrap_or_default();
            let at = records.iter().position(|(id, _)| id == last);
            at.ok_or_else(|| Refused::parameter(400, "after", "unknown cursor"))? + 1
        }
    };
    let rest = records.get(begin..).unwrap_or_default();
    let has_more = rest.len() > limit;
    let page = rest.get(..limit.min(rest.len())).unwrap_or_default();
    let next = page.last().filter(|_| has_more).map(|(id, _)| format!("cur_{id}"));
    let page: Vec<&Value> = page.iter().map(|(_, record)| record).collect();
    Ok(json!({ names::DATA: page, "next_cursor": next, names::HAS_MORE: has_more }))
}
