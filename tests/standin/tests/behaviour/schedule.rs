use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, Timelike, Weekday};
use serde_json::{Value, json};
use standin::{Config, Control, Entry, Server};

use crate::client::*;

/// Friday of ISO week 47.
const FRIDAY: &str = "2026-11-20 12:00";

async fn server_at(now: &str) -> (Server, Control) {
    let now = NaiveDateTime::parse_from_str(now, "%Y-%m-%d %H:%M").unwrap();
    let now_ms = Some(now.and_utc().timestamp_millis());
    server_with(Config { now_ms, ..unlimited() }).await
}

async fn weeks(server: &Server) -> Value {
    get(server, "/api/v2/schedule/weeks").await.json()["data"].clone()
}

/// Every schedule the index names.
async fn all(server: &Server, control: &Control) -> Vec<standin::Schedule> {
    let index = weeks(server).await;
    let mut schedules = Vec::new();
    for (year, weeks) in index.as_object().unwrap() {
        for week in weeks.as_array().unwrap() {
            let (year, week) = (year.parse().unwrap(), week.as_u64().unwrap() as u32);
            schedules.push(control.schedule(year, week).unwrap());
        }
    }
    schedules
}

fn entries(schedules: &[standin::Schedule]) -> impl Iterator<Item = &Entry> {
    schedules.iter().flat_map(|schedule| &schedule.schedule)
}

#[tokio::test]
async fn weeks_run_from_week_11_of_2023_to_the_week_after_the_running_one() {
    let (server, _) = server_at(FRIDAY).await;
    let index = weeks(&server).await;
    assert_eq!(index["2023"], json!((11..=52).collect::<Vec<_>>()));
    assert_eq!(index["2024"], json!((1..=52).collect::<Vec<_>>()));
    assert_eq!(index["2026"], json!((1..=48).collect::<Vec<_>>()));
    assert_eq!(index.as_object().unwrap().len(), 4);
}

#[tokio::test]
async fn a_long_year_has_53_weeks() {
    let (server, _) = server_at("2027-02-03 12:00").await;
    assert_eq!(weeks(&server).await["2026"], json!((1..=53).collect::<Vec<_>>()));
}

#[tokio::test]
async fn the_latest_week_is_the_running_one_also_on_its_monday() {
    for (now, week) in [(FRIDAY, 47), ("2026-11-23 12:00", 47), ("2026-11-24 12:00", 48)] {
        let (server, _) = server_at(now).await;
        let latest = get(&server, "/api/v2/schedule/latest").await.json()["data"].clone();
        assert_eq!((&latest["year"], &latest["week"]), (&json!(2026), &json!(week)), "{now}");
        assert_eq!(latest["status"], "confirmed");
        assert_eq!(latest["hasActiveSubathon"], false);
    }
}

#[tokio::test]
async fn a_full_week_runs_from_tuesday_to_the_monday_of_the_next_iso_week() {
    let (_server, control) = server_at(FRIDAY).await;
    let schedule = control.schedule(2026, 47).unwrap().schedule;
    let days: Vec<u8> = schedule.iter().map(|entry| entry.day).collect();
    assert_eq!(days, [2, 3, 4, 5, 6, 0, 1]);
    let tuesday = NaiveDate::from_isoywd_opt(2026, 47, Weekday::Tue).unwrap();
    for (offset, entry) in schedule.iter().enumerate() {
        let time = DateTime::from_timestamp_millis(entry.time).unwrap();
        assert_eq!(time.date_naive(), tuesday + Days::new(offset as u64));
    }
}

#[tokio::test]
async fn streams_begin_at_seven_in_the_evening_in_london_in_summer_and_winter() {
    let (_server, control) = server_at(FRIDAY).await;
    for (week, hour) in [(3, 19), (12, 19), (14, 18), (30, 18), (42, 18), (45, 19)] {
        for entry in &control.schedule(2026, week).unwrap().schedule {
            let time = DateTime::from_timestamp_millis(entry.time).unwrap();
            assert_eq!(time.hour(), hour, "week {week}, {time}");
        }
    }
}

#[tokio::test]
async fn all_day_types_and_all_statuses_occur() {
    let (server, control) = server_at(FRIDAY).await;
    let schedules = all(&server, &control).await;
    for wanted in ["normal", "offline", "canceled", "unknown"] {
        assert!(entries(&schedules).any(|entry| entry.r#type == wanted), "{wanted}");
    }
    for wanted in ["confirmed", "auto_discord", "auto_twitch"] {
        assert!(schedules.iter().any(|schedule| schedule.status == wanted), "{wanted}");
    }
    let days = control.release_next_week().unwrap().schedule;
    assert_eq!(days.len(), 7);
}

#[tokio::test]
async fn only_days_to_come_are_to_be_decided() {
    let (server, control) = server_at(FRIDAY).await;
    let now = NaiveDateTime::parse_from_str(FRIDAY, "%Y-%m-%d %H:%M").unwrap().and_utc().timestamp_millis();
    let schedules = all(&server, &control).await;
    assert!(entries(&schedules).filter(|entry| entry.r#type == "TBD").all(|entry| entry.time > now));
}

#[tokio::test]
async fn the_next_week_is_fetched_and_incomplete_until_it_is_released() {
    let (server, control) = server_at(FRIDAY).await;
    let mut socket = subscriber(&server, &["scheduleUpdate"]).await;
    let before = control.schedule(2026, 48).unwrap();
    assert_eq!((before.status.as_str(), before.image_url), ("auto_twitch", None));
    assert!(before.schedule.len() < 7);

    control.release_next_week().unwrap();
    let update = socket.json().await["data"]["eventData"].clone();
    assert_eq!((&update["week"], &update["status"]), (&json!(48), &json!("confirmed")));
    let latest = get(&server, "/api/v2/schedule/latest").await.json()["data"].clone();
    assert_eq!((&latest["week"], &latest["schedule"]), (&json!(48), &update["schedule"]));
}

#[tokio::test]
async fn a_change_to_a_past_week_is_told_and_leaves_the_latest_alone() {
    let (server, control) = server_at(FRIDAY).await;
    let mut socket = subscriber(&server, &["scheduleUpdate"]).await;
    let mut past = control.schedule(2025, 45).unwrap();
    past.schedule.truncate(1);
    control.schedule_change(past.clone());
    assert_eq!(socket.json().await["data"]["eventData"], json!(past));
    let asked = get_with_token(&server, "/api/v2/schedule?year=2025&week=45", TOKEN).await;
    assert_eq!(asked.json()["data"], json!(past));
    assert_eq!(get(&server, "/api/v2/schedule/latest").await.json()["data"]["week"], 47);
}

#[tokio::test]
async fn the_same_seed_makes_the_same_weeks_and_another_seed_others() {
    let (first_server, first) = server_at(FRIDAY).await;
    let (_, second) = server_at(FRIDAY).await;
    let now_ms = Some(DateTime::parse_from_rfc3339("2026-11-20T12:00:00Z").unwrap().timestamp_millis());
    let (_other_server, other) = server_with(Config { seed: 2, now_ms, ..unlimited() }).await;
    let weeks = |control: &Control| (1..=52).map(|week| control.schedule(2025, week)).collect::<Vec<_>>();
    assert_eq!(weeks(&first), weeks(&second));
    assert_ne!(weeks(&first), weeks(&other));
    drop(first_server);
}

#[tokio::test]
async fn every_entry_names_the_day_of_its_time() {
    let (server, control) = server_at(FRIDAY).await;
    for entry in entries(&all(&server, &control).await) {
        let time = DateTime::from_timestamp_millis(entry.time).unwrap();
        assert_eq!(u32::from(entry.day), time.weekday().num_days_from_sunday());
    }
}
