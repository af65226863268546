//! Section 2: who may ask for what, and what is a bad query.

use serde_json::{Value, json};
use standin::{Config, Records, TokenState};

use super::{CLOSED, PUBLIC, payload, refused};
use crate::client::*;

fn both(code: u16, name: &str) -> (u16, String) {
    (code, name.to_owned())
}

#[tokio::test]
async fn public_resources_answer_anybody_and_closed_ones_say_that_a_token_is_missing() {
    let (server, control) = server().await;
    control.active_subathon(true);
    for (old, new) in PUBLIC {
        for path in [old, new].into_iter().filter(|path| !path.is_empty()) {
            assert_eq!(get(&server, path).await.status, 200, "{path}");
        }
    }
    for (old, new) in CLOSED {
        assert_eq!(refused(&server, new, None).await, both(401, "AU9"), "{new}");
        if !old.is_empty() {
            let code = if old.contains("/blog/") { "AU9" } else { "AU1" };
            assert_eq!(refused(&server, old, None).await, both(401, code), "{old}");
        }
    }
}

#[tokio::test]
async fn each_state_of_a_token_has_its_code_in_each_version() {
    let tokens = vec!["good".to_owned(), "unltd_demo".to_owned()];
    let (server, control) = server_with(Config { tokens, ..unlimited() }).await;
    control.token_state("old", TokenState::Expired);
    control.token_state("banned", TokenState::Blocked);
    let (old, new) = ("/api/v1/twitch/vods", "/api/v2/twitch/vods");
    for (token, in_v1, in_v2) in [
        ("unknown", (401, "AU2"), (401, "AU11")),
        ("old", (401, "AU2"), (401, "AU11")),
        ("bad token", (401, "AU10"), (401, "AU10")),
        ("b{}d", (401, "AU10"), (401, "AU10")),
        ("banned", (403, "AU8"), (403, "AU8")),
    ] {
        assert_eq!(refused(&server, old, Some(token)).await, both(in_v1.0, in_v1.1), "{token}");
        assert_eq!(refused(&server, new, Some(token)).await, both(in_v2.0, in_v2.1), "{token}");
    }
    assert_eq!(refused(&server, "/api/v1/schedule?week=1", Some("old")).await, both(403, "AU2"));
    for token in ["good", "unltd_demo"] {
        assert_eq!(get_with_token(&server, new, token).await.status, 200);
    }
    let basic = request(&server, "GET", new, "Authorization: Basic Z29vZA==\r\n", "").await;
    assert_eq!(basic.json()["error"]["code"], "AU9");
}

#[tokio::test]
async fn a_bad_query_has_its_own_code_in_v1_and_one_for_all_in_v2() {
    let (server, _) = server().await;
    for (old, new, code) in [
        ("/api/v1/schedule", "/api/v2/schedule", "SC2"),
        ("/api/v1/schedule?week=54", "/api/v2/schedule?week=54", "SC2"),
        ("/api/v1/schedule?week=1&year=2022", "/api/v2/schedule?week=1&year=2022", "SC2"),
        ("/api/v1/schedule/search", "/api/v2/schedule/search", "SC3"),
        ("/api/v1/schedule/search?query=ka", "/api/v2/schedule/search?query=ka", "SC4"),
        ("/api/v1/schedule/search?query=kar&limit=0", "/api/v2/schedule/search?query=kar&limit=0", "SC2"),
        ("/api/v1/schedule/search?query=kar&limit=101", "/api/v2/schedule/search?query=kar&limit=101", "SC2"),
        ("/api/v1/schedule/search?query=kar&sort=up", "/api/v2/schedule/search?query=kar&sort=up", "SC2"),
        ("/api/v1/schedule/search?query=kar&type=tbd", "/api/v2/schedule/search?query=kar&type=tbd", "SC2"),
        ("/api/v1/schedule/search?query=kar&year=2022", "/api/v2/schedule/search?query=kar&year=2022", "SC2"),
        (
            "/api/v1/schedule/search?query=kar&cursorYear=2024",
            "/api/v2/schedule/search?query=kar&cursorWeek=4",
            "SC2",
        ),
        ("/api/v1/subathon", "/api/v2/subathon?year=", "SB2"),
        ("/api/v1/subathon?year=9999", "/api/v2/subathon?year=9999", "SB3"),
        ("/api/v1/subathon?year=x", "/api/v2/subathon?year=x", "SB3"),
        ("/api/v1/twitch/vod", "/api/v2/twitch/vod", "VD1"),
        ("/api/v1/twitch/vod?id=412", "/api/v2/twitch/vod?streamId=412", "VD1"),
    ] {
        assert_eq!(refused(&server, old, Some(TOKEN)).await, both(400, code), "{old}");
        assert_eq!(refused(&server, new, Some(TOKEN)).await, both(400, "AP4"), "{new}");
    }
    for path in ["/api/v2/x-feed", "/api/v2/x-feed?user=somebody", "/api/v2/schedule/image?week=0"] {
        assert_eq!(refused(&server, path, Some(TOKEN)).await, both(400, "AP4"), "{path}");
    }
}

#[tokio::test]
async fn what_is_not_there_has_its_code() {
    let (server, control) = server().await;
    for (old, new, code) in [
        ("/api/v1/schedule?week=1&year=2023", "/api/v2/schedule?week=1&year=2023", "SC1"),
        ("/api/v1/twitch/vod?streamId=7", "/api/v2/twitch/vod?id=7", "VD1"),
        ("/api/v1/subathon?year=2001", "/api/v2/subathon?year=2001", "SB4"),
        ("/api/v1/subathon/current", "/api/v2/subathon", "SB1"),
    ] {
        assert_eq!(refused(&server, old, Some(TOKEN)).await, both(404, code), "{old}");
        assert_eq!(refused(&server, new, Some(TOKEN)).await, both(404, code), "{new}");
    }
    for (records, path, code) in [
        (Records::Vods, "/api/v2/twitch/vods", "VD2"),
        (Records::Blog, "/api/v2/blog", "BL1"),
        (Records::XFeed, "/api/v2/x-feed?user=Vedal987", "XF1"),
        (Records::Subathons, "/api/v2/subathon?year=2024", "SB4"),
    ] {
        assert_eq!(get_with_token(&server, path, TOKEN).await.status, 200);
        control.forget(records);
        assert_eq!(refused(&server, path, Some(TOKEN)).await, both(404, code));
    }
}

#[tokio::test]
async fn the_picture_of_a_week_is_a_redirection_or_not_found() {
    let (server, control) = server().await;
    let mut week = control.schedule(2024, 20).unwrap();
    week.image_url = Some("https://images.example.net/schedules/2024-20-b.png".to_owned());
    control.schedule_change(week.clone());
    let found = get(&server, "/api/v2/schedule/image?year=2024&week=20").await;
    assert_eq!((found.status, found.header("location")), (302, week.image_url.as_deref()));
    week.image_url = None;
    control.schedule_change(week);
    for path in ["/api/v2/schedule/image?year=2024&week=20", "/api/v1/schedule/image?year=2024&week=20"] {
        assert_eq!(get(&server, path).await.status, 404, "{path}");
    }
}

/// All pages of a search, result by result.
async fn pages(server: &standin::Server, path: &str) -> Vec<Vec<Value>> {
    let (mut pages, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = payload(server, &format!("{path}{cursor}")).await;
        pages.push(page["results"].as_array().unwrap().clone());
        let next = &page["nextCursor"];
        if next.is_null() {
            return pages;
        }
        cursor = format!("&cursorYear={}&cursorWeek={}", next["year"], next["week"]);
    }
}

#[tokio::test]
async fn the_pages_of_a_search_hold_every_match_once_in_order() {
    let (server, _) = server().await;
    let week =
        |result: &Value| (result["data"]["year"].as_i64().unwrap(), result["data"]["week"].as_i64().unwrap());
    for base in ["/api/v1/schedule/search", "/api/v2/schedule/search"] {
        let all = pages(&server, &format!("{base}?query=KARAOKE&limit=100")).await;
        assert!(all.len() > 2 && all[0].len() == 25, "at most 25 a page");
        let weeks: Vec<_> = all.concat().iter().map(week).collect();
        assert!(weeks.windows(2).all(|pair| pair[0] > pair[1]), "{weeks:?}");
        let small = pages(&server, &format!("{base}?query=karaoke&limit=7&sort=asc")).await;
        assert!(small[0].len() == 7);
        let ascending: Vec<_> = small.concat().iter().map(week).collect();
        assert_eq!(ascending, weeks.into_iter().rev().collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_search_finds_days_by_text_type_and_year_and_shows_only_those() {
    let (server, _) = server().await;
    let path = "/api/v2/schedule/search?query=evil%20kar&type=canceled&year=2025";
    let found = pages(&server, path).await.concat();
    assert!(!found.is_empty());
    for result in &found {
        assert_eq!(result["data"]["year"], 2025);
        let days: Vec<&Value> =
            result["data"]["schedule"].as_array().unwrap().iter().map(|entry| &entry["day"]).collect();
        assert_eq!(result["foundDays"].as_array().unwrap().iter().collect::<Vec<_>>(), days);
        for entry in result["data"]["schedule"].as_array().unwrap() {
            assert_eq!((&entry["message"], &entry["type"]), (&json!("Evil Karaoke"), &json!("canceled")));
        }
    }
    let none = payload(&server, "/api/v1/schedule/search?query=no%20such%20thing").await;
    assert_eq!(none, json!({ "nextCursor": null, "results": [] }));
}

#[tokio::test]
async fn the_cursor_is_the_last_results_own_week_in_v2_and_the_one_behind_it_in_v1() {
    let (server, _) = server().await;
    let query = "query=karaoke&limit=1&year=2025";
    let new = payload(&server, &format!("/api/v2/schedule/search?{query}")).await;
    let old = payload(&server, &format!("/api/v1/schedule/search?{query}")).await;
    let (last, cursor) = (&new["results"][0]["data"]["week"], &new["nextCursor"]["week"]);
    assert_eq!(last, cursor);
    assert_eq!(old["nextCursor"]["week"].as_i64(), last.as_i64().map(|week| week - 1));
}
