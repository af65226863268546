//! What happened while nobody listened, and what changed meanwhile: the whole engine over real sockets.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use standin::{Config, Post, Schedule, Stream};
use swarmbell_engine::desktop::{Delivery, HushedBy, Report};
use swarmbell_engine::local::Order;
use swarmbell_engine::ring::Action;
use swarmbell_engine::settings::{BellChoice, Settings};
use swarmbell_protocols::event::EventType;
use swarmbell_tests::engine::{Engine, START};

const HOUR: Duration = Duration::from_secs(3_600);

/// Settings in which these bells are on.
fn bells(kinds: &[&str]) -> Result<Settings> {
    let mut settings = Settings::default();
    let on = BellChoice { ring: Some(true), ..BellChoice::default() };
    for kind in kinds {
        settings.neuro.bells.put(EventType::from(*kind), on)?;
    }
    Ok(settings)
}

fn at(hours: i64) -> i64 {
    START.0 + hours * 3_600_000
}

#[tokio::test]
async fn a_stream_that_begins_during_three_hours_of_sleep_rings_once_as_live_since() -> Result<()> {
    let engine = Engine::connected().await?;
    let control = engine.control();
    control.stall();
    control.go_live_unannounced(Stream { started_at: Some(at(1)), ..Stream::titled("while you slept") });
    engine.clock().suspend(HOUR * 3);
    control.unstall();
    let ring = engine.ring(0).await?;
    ensure!(ring.title.contains("is live since"), "{ring:?}");
    ensure!(ring.body.contains("while you slept"), "{ring:?}");
    engine.until_subscribed("streamOnline").await?;
    control.duplicate().ok();
    engine.pass(HOUR / 10).await?;
    ensure!(engine.rings().len() == 1, "{:?}", engine.titles());
    Ok(())
}

#[tokio::test]
async fn a_schedule_that_changes_and_changes_back_rings_twice_with_the_differences() -> Result<()> {
    let engine = Engine::connected().await?;
    engine.until_subscribed("scheduleUpdate").await?;
    let control = engine.control();
    let first = control.latest_schedule().context("a schedule")?;
    // The first look at a schedule says how things are and rings nothing.
    engine.until_known_week().await?;
    let second = moved(&first)?;
    control.schedule_change(second);
    let ring = engine.ring(0).await?;
    ensure!(ring.body.contains("moved to"), "{ring:?}");
    engine.status().await?;
    control.schedule_change(first);
    let back = engine.ring(1).await?;
    ensure!(back.body.contains("moved to") && back.body != ring.body, "{back:?} after {ring:?}");
    engine.pass(HOUR).await?;
    ensure!(engine.rings().len() == 2, "{:?}", engine.titles());
    Ok(())
}

#[tokio::test]
async fn a_schedule_that_changed_while_the_bell_was_off_rings_with_the_difference() -> Result<()> {
    let mut engine = Engine::connected().await?;
    engine.until_known_week().await?;
    let control = engine.control();
    let first = control.latest_schedule().context("a schedule")?;
    control.silently().schedule_change(moved(&first)?);
    engine.restart().await?;
    let ring = engine.ring(0).await?;
    ensure!(ring.body.contains("moved to"), "{ring:?}");
    engine.restart().await?;
    engine.until_known_week().await?;
    engine.pass(HOUR).await?;
    ensure!(engine.rings().len() == 1, "{:?}", engine.titles());
    Ok(())
}

/// The same week with its first stream ahead an hour later.
fn moved(week: &Schedule) -> Result<Schedule> {
    let mut moved = week.clone();
    let entries = moved.schedule.iter_mut();
    let ahead =
        entries.filter(|entry| entry.r#type == "normal" && entry.time > at(3)).min_by_key(|entry| entry.time);
    ahead.context("a stream ahead")?.time += 3_600_000;
    Ok(moved)
}

#[tokio::test]
async fn a_stream_that_came_and_went_during_an_absence_offers_its_recording() -> Result<()> {
    let engine = Engine::connected().await?;
    let control = engine.control();
    engine.until_caught_up().await?;
    let away = control.silently();
    away.go_live(Stream { started_at: Some(at(1)), ..Stream::titled("missed it") });
    away.go_offline();
    engine.clock().suspend(HOUR * 3);
    let ring = engine.ring(0).await?;
    ensure!(ring.title.contains("missed") && ring.body.contains("missed it"), "{ring:?}");
    let Action::Open(page) = &ring.click else { anyhow::bail!("{ring:?}") };
    ensure!(page.as_str() == control.vods()[0].url, "{page:?}");
    engine.pass(HOUR).await?;
    ensure!(engine.rings().len() == 1, "{:?}", engine.titles());
    Ok(())
}

#[tokio::test]
async fn a_missed_stream_is_offered_after_the_pause_in_which_it_was_found() -> Result<()> {
    let mut engine = Engine::connected().await?;
    engine.until_caught_up().await?;
    let away = engine.control().silently();
    away.go_live(Stream { started_at: Some(at(1)), ..Stream::titled("missed it") });
    away.go_offline();
    engine.order(Order::Pause { seconds: 4 * 3_600 }).await?;
    engine.until_saved("\"paused_until\": 1").await?;
    engine.clock().suspend(HOUR * 3);
    engine.until_caught_up().await?;
    // A restart before the servers' store was renewed loses nothing.
    engine.restart().await?;
    engine.until_caught_up().await?;
    ensure!(engine.rings().is_empty(), "{:?}", engine.titles());
    engine.pass(HOUR).await?;
    let ring = engine.ring(0).await?;
    ensure!(ring.title.contains("missed"), "{ring:?}");
    Ok(())
}

#[tokio::test]
async fn what_was_over_during_an_absence_comes_in_one_summary() -> Result<()> {
    let settings = bells(&["blogFeedUpdate", "xFeedNewEntries"])?;
    let engine = Engine::start(config(), settings, true).await?;
    engine.until_caught_up().await?;
    let away = engine.control().silently();
    away.go_live(Stream { started_at: Some(at(1)), ..Stream::titled("one") });
    away.go_offline();
    away.write_blog("Two", "text", None);
    away.post(&Post::new("NeurosamaAI", "three"));
    engine.clock().suspend(HOUR * 3);
    let ring = engine.pass_until("summary", || engine.rings().first().cloned()).await?;
    ensure!(ring.title.contains("While you were away"), "{ring:?}");
    ensure!(ring.body.contains("1 stream") && ring.body.contains("1 post"), "{ring:?}");
    engine.pass(HOUR).await?;
    ensure!(engine.rings().len() == 1, "{:?}", engine.titles());
    Ok(())
}

#[tokio::test]
async fn the_first_look_at_a_source_rings_nothing_but_what_is_live() -> Result<()> {
    let settings = bells(&["blogFeedUpdate", "xFeedNewEntries", "subathonGoalUpdate"])?;
    let engine = Engine::start(config(), settings, true).await?;
    let control = engine.control();
    control.write_blog("Old", "text", None);
    control.active_subathon(true);
    control.go_live_unannounced(Stream { started_at: Some(at(-2)), ..Stream::titled("running") });
    engine.report(Report::Woke).await?;
    engine.ring(0).await?;
    engine.until_caught_up().await?;
    engine.pass(HOUR).await?;
    ensure!(engine.titles().len() == 1 && engine.titles()[0].contains("is live"), "{:?}", engine.titles());
    Ok(())
}

#[tokio::test]
async fn a_ring_that_was_not_accepted_is_tried_again_until_it_is() -> Result<()> {
    let engine = Engine::connected().await?;
    engine.deliver(Delivery::Refused);
    engine.control().go_live(Stream::titled("hello"));
    engine.ring(0).await?;
    engine.until_status("told", |status| status.sentence.starts_with("Needs you")).await?;
    engine.pass_until("second try", || engine.rings().get(1).cloned()).await?;
    engine.deliver(Delivery::Accepted);
    engine.pass_until("third try", || engine.rings().get(2).cloned()).await?;
    engine.until_status("well", |status| !status.sentence.starts_with("Needs you")).await?;
    engine.pass(HOUR).await?;
    ensure!(engine.rings().len() == 3, "{:?}", engine.titles());
    Ok(())
}

#[tokio::test]
async fn a_stream_that_began_while_notifications_were_kept_off_the_screen_rings_afterwards() -> Result<()> {
    let engine = Engine::connected().await?;
    engine.report(Report::Hush(Some(HushedBy::DoNotDisturb))).await?;
    engine.control().go_live(Stream::titled("hello"));
    engine.until_status("live", |status| status.live).await?;
    engine.pass(HOUR).await?;
    ensure!(engine.rings().is_empty(), "{:?}", engine.titles());
    engine.report(Report::Hush(None)).await?;
    let ring = engine.ring(0).await?;
    ensure!(ring.title.contains("is live since"), "{ring:?}");
    engine.report(Report::Hush(Some(HushedBy::DoNotDisturb))).await?;
    engine.report(Report::Hush(None)).await?;
    engine.status().await?;
    ensure!(engine.rings().len() == 1, "{:?}", engine.titles());
    Ok(())
}

#[tokio::test]
async fn a_stream_that_comes_back_after_a_short_break_is_shown_without_a_sound() -> Result<()> {
    let engine = Engine::connected().await?;
    let control = engine.control();
    control.go_live(Stream::titled("first"));
    engine.ring(0).await?;
    control.go_offline();
    engine.until_status("off the air", |status| !status.live).await?;
    engine.pass(Duration::from_secs(300)).await?;
    control.go_live(Stream { started_at: Some(engine.clock().now().wall.0), ..Stream::titled("second") });
    let ring = engine.pass_until("second ring", || engine.rings().get(1).cloned()).await?;
    ensure!(ring.quiet && ring.title.contains("back online"), "{ring:?}");
    Ok(())
}

#[tokio::test]
async fn a_stream_that_comes_back_rings_when_its_beginning_was_silenced() -> Result<()> {
    let engine = Engine::connected().await?;
    let control = engine.control();
    engine.order(Order::Pause { seconds: 60 }).await?;
    control.go_live(Stream::titled("first"));
    engine.until_status("live", |status| status.live).await?;
    control.go_offline();
    engine.until_status("off the air", |status| !status.live).await?;
    engine.pass(Duration::from_secs(120)).await?;
    control.go_live(Stream { started_at: Some(engine.clock().now().wall.0), ..Stream::titled("second") });
    let ring = engine.pass_until("ring", || engine.rings().first().cloned()).await?;
    ensure!(!ring.quiet && ring.title.contains("is live"), "{ring:?}");
    Ok(())
}

#[tokio::test]
async fn many_things_at_once_come_in_one_ring_and_a_live_stream_waits_for_none() -> Result<()> {
    let engine = Engine::connected().await?;
    engine.until_subscribed("streamRaidIncoming").await?;
    let control = engine.control();
    for raider in 0..8 {
        control.raid(standin::Direction::Incoming, &format!("Raider{raider}"), 10);
    }
    engine.ring(2).await?;
    control.go_live(Stream::titled("hello"));
    let live = engine.ring(3).await?;
    ensure!(live.title.contains("is live"), "{live:?}");
    let group = engine.pass_until("group", || engine.rings().get(4).cloned()).await?;
    ensure!(group.title.contains('5'), "{group:?}");
    engine.pass(HOUR).await?;
    ensure!(engine.rings().len() == 5, "{:?}", engine.titles());
    Ok(())
}

#[tokio::test]
async fn a_pause_lets_what_is_still_true_ring_at_its_end_and_nothing_else() -> Result<()> {
    let engine = Engine::connected().await?;
    engine.until_subscribed("streamRaidIncoming").await?;
    engine.until_known_week().await?;
    engine.order(Order::Pause { seconds: 600 }).await?;
    let control = engine.control();
    control.schedule_change(moved(&control.latest_schedule().context("a schedule")?)?);
    control.raid(standin::Direction::Incoming, "Raider", 10);
    control.go_live(Stream::titled("hello"));
    engine.until_status("live", |status| status.live).await?;
    ensure!(engine.rings().is_empty(), "{:?}", engine.titles());
    engine.pass(Duration::from_secs(601)).await?;
    engine.ring(1).await?;
    let titles = engine.titles();
    ensure!(titles.len() == 2 && !titles.iter().any(|title| title.contains("raid")), "{titles:?}");
    Ok(())
}

fn config() -> Config {
    Config { now_ms: Some(START.0), ..Config::default() }
}
