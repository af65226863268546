//! The REST part.

use serde_json::json;
use standin::{Story, TokenState};

use super::*;

/// Stories an hour apart, the newest now; `low` and `high` in turn, about one market each.
async fn hours(count: i64) -> (Server, Control) {
    let (server, control) = vera().await;
    for number in 0..count {
        let story = Story {
            id: Some(format!("evt_{number}")),
            ingested_ms: Some(NOW_MS - (count - 1 - number) * 3_600_000),
            relevance: if number % 2 == 0 { "low" } else { "high" }.to_owned(),
            ..Story::about("x", &[&format!("polymarket_0x{number}")])
        };
        control.silently().raise(story).unwrap();
    }
    (server, control)
}

#[tokio::test]
async fn the_pages_of_a_sweep_hold_every_story_once_in_order() {
    let (server, _) = hours(8).await;
    for (order, sorted) in [("ingested_asc", true), ("ingested_desc", false)] {
        let (mut found, mut after) = (Vec::new(), String::new());
        loop {
            let page = rest(&server, &format!("/events?order={order}&limit=3{after}")).await.json();
            found.extend(ids(&page).into_iter().map(str::to_owned));
            assert_eq!(page["has_more"], json!(page["next_cursor"].is_string()));
            match page["next_cursor"].as_str() {
                Some(cursor) => after = format!("&after={cursor}"),
                None => break,
            }
        }
        let mut expected: Vec<String> = (0..8).map(|number| format!("evt_{number}")).collect();
        if !sorted {
            expected.reverse();
        }
        assert_eq!(found, expected, "{order}");
    }
}

#[tokio::test]
async fn stories_are_found_by_time_relevance_market_and_venue() {
    let (server, _) = hours(4).await;
    for (query, found) in [
        ("", vec!["evt_3", "evt_2", "evt_1", "evt_0"]),
        ("?relevance=high", vec!["evt_3", "evt_1"]),
        ("?relevance=high,low&limit=1", vec!["evt_3"]),
        ("?market_id=polymarket_0x1&market_id=polymarket_0x2", vec!["evt_2", "evt_1"]),
        ("?venue=kalshi", vec![]),
        ("?momentum=passed&credibility_tier=t2", vec!["evt_3", "evt_2", "evt_1", "evt_0"]),
        ("?credibility_tier=t1", vec![]),
        ("?since=2026-11-20T18:20:00Z", vec!["evt_3"]),
        ("?since=2026-11-20T17:20:00Z&until=2026-11-20T18:20:00Z", vec!["evt_2"]),
    ] {
        let page = rest(&server, &format!("/events{query}")).await.json();
        assert_eq!(ids(&page), found, "{query}: {page}");
    }
    let page = rest(&server, "/markets/polymarket_0x1/events").await.json();
    assert_eq!(ids(&page), ["evt_1"]);
}

#[tokio::test]
async fn a_parameter_that_cannot_be_read_is_named() {
    let (server, _) = hours(1).await;
    for (query, status, param) in [
        ("limit=0", 400, "limit"),
        ("limit=101", 400, "limit"),
        ("order=newest", 400, "order"),
        ("relevance=huge", 400, "relevance"),
        ("momentum=failed", 400, "momentum"),
        ("credibility_tier=t9", 400, "credibility_tier"),
        ("since=yesterday", 400, "since"),
        ("after=cur_nothing", 400, "after"),
        ("since=2026-10-01T00:00:00Z", 422, "since"),
    ] {
        let answer = rest(&server, &format!("/events?{query}")).await;
        let error = &answer.json()["error"];
        assert_eq!((answer.status, &error["param"]), (status, &json!(param)), "{query}");
        assert_eq!(error["type"], "invalid_parameter");
    }
}

#[tokio::test]
async fn markets_are_those_the_stories_were_about() {
    let (server, _) = hours(3).await;
    let all = rest(&server, "/markets").await.json();
    assert_eq!(all["data"].as_array().unwrap().len(), 3);
    let found = rest(&server, "/markets?search=0X2&status=open&venue=polymarket").await.json();
    assert_eq!(found["data"][0]["market_id"], "polymarket_0x2");
    assert_eq!(rest(&server, "/markets/polymarket_0x2").await.json()["market_id"], "polymarket_0x2");
    assert_eq!(rest(&server, "/markets?status=resolved").await.json()["data"], json!([]));
}

#[tokio::test]
async fn each_state_of_a_key_of_vera_has_its_type() {
    let (server, control) = vera().await;
    control.token_state("old", TokenState::Expired);
    control.token_state("unpaid", TokenState::Blocked);
    assert_eq!(get(&server, PATH).await.json()["error"]["type"], "missing_authentication");
    for (key, status, kind) in [
        ("wrong", 401, "invalid_authentication"),
        ("old", 401, "revoked_key"),
        ("unpaid", 402, "payment_required"),
    ] {
        let answer = get_with_token(&server, PATH, key).await;
        assert_eq!((answer.status, &answer.json()["error"]["type"]), (status, &json!(kind)), "{key}");
    }
    for path in ["/events/evt_none", "/markets/none", "/nothing"] {
        let answer = rest(&server, path).await;
        assert_eq!((answer.status, &answer.json()["error"]["type"]), (404, &json!("not_found")), "{path}");
    }
}

#[tokio::test]
async fn an_export_has_one_record_a_line() {
    let (server, _) = hours(2).await;
    let lines = rest(&server, "/export/events?relevance=high").await.body;
    let record: Value = serde_json::from_str(lines.trim()).unwrap();
    assert_eq!(record["event"]["id"], "evt_1");
    let csv = rest(&server, "/export/events?format=csv").await;
    assert_eq!((csv.header("content-type"), csv.body.lines().count()), (Some("text/csv"), 3));
}

#[tokio::test]
async fn a_documented_refusal_of_each_system_comes_on_demand() {
    let (server, control) = vera().await;
    control.refuse_code("/v1/markets", "scope_required", Some(1)).unwrap();
    let answer = rest(&server, "/markets").await;
    assert_eq!((answer.status, &answer.json()["error"]["type"]), (403, &json!("scope_required")));
    assert_eq!(rest(&server, "/markets").await.status, 200);
    assert!(control.refuse_code("/v1/markets", "AP1", None).is_err());
}
