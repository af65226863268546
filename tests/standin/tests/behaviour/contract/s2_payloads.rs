//! Section 2.1: what the answers hold, and that it follows what happens.

use serde_json::{Value, json};
use standin::{Config, Post, PostKind, Stream, SubathonChange};

use super::payload;
use crate::client::*;

/// Friday of ISO week 47, noon in London.
const NOW_MS: i64 = 1_795_176_000_000;

async fn now() -> (standin::Server, standin::Control) {
    server_with(Config { now_ms: Some(NOW_MS), ..unlimited() }).await
}

#[tokio::test]
async fn a_stream_that_ended_is_found_as_a_recording_by_its_stream_id_in_both_versions() {
    let (server, control) = now().await;
    let before = control.vods().len();
    assert!(before > 2, "recordings of the weeks before");
    let started_at = Some(NOW_MS - 8_480_000);
    let stream = control.go_live(Stream { started_at, ..Stream::titled("hello") });
    assert_eq!(control.vods().len(), before);
    control.go_offline();
    let vods = payload(&server, "/api/v2/twitch/vods").await;
    assert_eq!(vods.as_array().unwrap().len(), before + 1);
    assert_eq!((&vods[0]["streamId"], &vods[0]["title"]), (&json!(stream.id), &json!("hello")));
    assert_eq!(vods[0]["duration"], "2h21m20s");
    let id = stream.id.unwrap();
    assert_eq!(payload(&server, &format!("/api/v2/twitch/vod?id={id}")).await, vods[0]);
    assert_eq!(payload(&server, &format!("/api/v1/twitch/vod?streamId={id}")).await, vods[0]);
    assert_eq!(payload(&server, "/api/v1/twitch/vods").await, vods);
}

#[tokio::test]
async fn devstreams_are_the_past_days_that_were_announced_as_such() {
    let (server, control) = now().await;
    let times = payload(&server, "/api/v1/schedule/devstreamtimes").await;
    let times: Vec<i64> = times.as_array().unwrap().iter().map(|time| time.as_i64().unwrap()).collect();
    assert!(
        times.len() > 5 && times.windows(2).all(|pair| pair[0] < pair[1]) && times.last() < Some(&NOW_MS)
    );
    assert_eq!(payload(&server, "/api/v2/devstream/times").await, json!(times));
    let mut week = control.schedule(2023, 11).unwrap();
    week.schedule.retain(|day| !day.message.contains("Dev Stream"));
    week.schedule[0].message = "a dev stream".to_owned();
    week.schedule[0].r#type = "normal".to_owned();
    control.schedule_change(week.clone());
    assert!(
        payload(&server, "/api/v2/devstream/times")
            .await
            .as_array()
            .unwrap()
            .contains(&json!(week.schedule[0].time))
    );
}

#[tokio::test]
async fn a_running_subathon_is_current_and_in_the_latest_week_and_among_the_years() {
    let (server, control) = now().await;
    let active = async || payload(&server, "/api/v2/schedule/latest").await["hasActiveSubathon"].clone();
    assert_eq!(active().await, false);
    assert_eq!(payload(&server, "/api/v1/subathon/years").await, json!([2023, 2024, 2025]));
    let change = SubathonChange { subcount: Some(41_850), ..SubathonChange::default() };
    control.change_subathon(change);
    assert_eq!(active().await, true);
    let current = payload(&server, "/api/v2/subathon").await;
    assert_eq!((&current[0]["year"], &current[0]["isActive"]), (&json!(2026), &json!(true)));
    assert_eq!(current[0]["goals"]["40000"]["reached"], true);
    assert_eq!(current[0]["goals"]["90000"]["reached"], false);
    assert_eq!(current[0]["subcountMilestones"].as_object().unwrap().len(), 41);
    let old = payload(&server, "/api/v1/subathon/current").await;
    assert_eq!(old[0].get("subcountMilestones"), None);
    let detailed = payload(&server, "/api/v1/subathon/years?detailed").await;
    assert_eq!(detailed, payload(&server, "/api/v2/subathon/years").await);
    assert_eq!(detailed["2026"], "Winter Subathon");
    control.active_subathon(false);
    assert_eq!(active().await, false);
    let over = payload(&server, "/api/v2/subathon?year=2026").await;
    assert_eq!((&over["isActive"], over["endTimestamp"].is_i64()), (&json!(false), true));
}

#[tokio::test]
async fn a_raw_blog_has_html_in_place_of_sections() {
    let (server, control) = now().await;
    control.write_blog("Notes", "**bold** & <wild>", None);
    for (path, raw) in [
        ("/api/v2/blog", "/api/v2/blog?raw"),
        ("/api/v2/blog", "/api/v2/blog?raw=true"),
        ("/api/v1/blog/feed", "/api/v1/blog/feed?raw"),
    ] {
        let entry =
            async |path| get_with_token(&server, path, TOKEN).await.json()["data"]["entries"][0].clone();
        let (cooked, raw) = (entry(path).await, entry(raw).await);
        assert_eq!(
            (&cooked["content"][0]["body"], cooked.get("rawContent")),
            (&json!("**bold** & <wild>"), None)
        );
        let html = "<h2>What I learned</h2><p><b>bold</b> &amp; &lt;wild></p>";
        assert_eq!((&raw["rawContent"], raw.get("content")), (&json!(html), None));
    }
}

#[tokio::test]
async fn a_changed_blog_entry_keeps_its_place_and_has_a_new_date() {
    let (server, control) = now().await;
    let feed = payload(&server, "/api/v2/blog").await;
    let old = feed["entries"][1].clone();
    control.write_blog("Changed", "body", old["url"].as_str());
    let changed = payload(&server, "/api/v2/blog").await;
    assert_eq!(changed["entries"].as_array().unwrap().len(), 2);
    let entry = &changed["entries"][1];
    assert_eq!((&entry["title"], &entry["published"]), (&json!("Changed"), &old["published"]));
    assert!(entry["updated"].as_i64() > old["updated"].as_i64());
    assert_eq!(changed["lastUpdated"], entry["updated"]);
}

#[tokio::test]
async fn an_x_feed_holds_the_newest_twenty_posts_of_its_account() {
    let (server, control) = now().await;
    for number in 0..30 {
        control.post(&Post::new("EvilNeuroAI", &format!("post {number}")));
    }
    let feed = payload(&server, "/api/v2/x-feed?user=EvilNeuroAI").await;
    let texts: Vec<&Value> = feed.as_array().unwrap().iter().map(|entry| &entry["content"]).collect();
    assert_eq!((texts.len(), texts[0], texts[19]), (20, &json!("post 29"), &json!("post 10")));
    let other = payload(&server, "/api/v2/x-feed?user=NeurosamaAI").await;
    assert_eq!(other.as_array().unwrap().len(), 3);
    let retweet = Post {
        kind: PostKind::Retweet,
        other: Some("Vedal987".to_owned()),
        ..Post::new("NeurosamaAI", "hm")
    };
    control.post(&retweet);
    let newest = payload(&server, "/api/v2/x-feed?user=NeurosamaAI").await[0].clone();
    assert_eq!(newest["author"]["username"], "Vedal987");
    assert_eq!(newest["retweetedBy"]["username"], "NeurosamaAI");
    assert!(newest["id"].as_str().unwrap().parse::<u64>().unwrap() > 1 << 53);
}

#[tokio::test]
async fn what_happens_silently_is_found_and_told_to_nobody() {
    let (server, control) = now().await;
    let types = [
        "streamOnline",
        "streamUpdate",
        "scheduleUpdate",
        "subathonUpdate",
        "blogFeedUpdate",
        "xFeedNewEntries",
    ];
    let mut socket = subscriber(&server, &types).await;
    let silently = control.silently();
    silently.go_live(Stream::titled("while away"));
    silently
        .update_stream(standin::StreamUpdate { title: Some("still away".into()), ..Default::default() })
        .unwrap();
    silently.release_next_week().unwrap();
    silently.change_subathon(SubathonChange { subcount: Some(7), ..Default::default() });
    silently.write_blog("Away", "nobody saw", None);
    silently.post(&Post::new("Vedal987", "nobody reads this"));
    assert!(socket.is_quiet().await);
    assert_eq!(payload(&server, "/api/v2/twitch/stream").await["title"], "still away");
    assert_eq!(payload(&server, "/api/v2/schedule/latest").await["week"], 48);
    assert_eq!(payload(&server, "/api/v2/subathon").await[0]["subcount"], 7);
    assert_eq!(payload(&server, "/api/v2/blog").await["entries"][0]["title"], "Away");
    assert_eq!(payload(&server, "/api/v2/x-feed?user=Vedal987").await[0]["content"], "nobody reads this");
}
