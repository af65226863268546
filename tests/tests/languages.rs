//! The bell in another language, over real sockets. The language is one for the whole process: each test has its own.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use standin::{Config, Stream};
use swarmbell_engine::desktop::{Report, TrayClick};
use swarmbell_engine::local::Order;
use swarmbell_engine::settings::{Appearance, Choice, Hours, Language, Settings};
use swarmbell_engine::view::MenuEntry;
use swarmbell_tests::engine::{Engine, START};

/// An engine whose user chose German, connected.
async fn german() -> Result<Engine> {
    let settings = Settings { language: Some(language("de")?), ..Settings::default() };
    let config = Config { now_ms: Some(START.0), ..Config::default() };
    let engine = Engine::start(config, settings, true).await?;
    engine.until_status("verbunden", |status| status.sentence.starts_with("Verbunden · seit ")).await?;
    engine.until_subscribed("streamOnline").await?;
    Ok(engine)
}

fn language(tag: &str) -> Result<Language> {
    Ok(Language::try_from(tag.to_owned())?)
}

/// The words of the tray's menu.
fn menu(engine: &Engine) -> Result<Vec<String>> {
    let words = |entry| match entry {
        MenuEntry::Item { label, .. } | MenuEntry::Text(label) => Some(label),
        MenuEntry::Separator => None,
    };
    Ok(engine.tray().context("a tray")?.menu.into_iter().filter_map(words).collect())
}

#[tokio::test]
async fn in_german_the_status_the_rings_and_the_menu_are_german() -> Result<()> {
    let engine = german().await?;
    engine.control().go_live(Stream::titled("Karaoke"));
    let ring = engine.ring(0).await?;
    ensure!(ring.title == "Neuro-sama ist live" && ring.body.starts_with("Karaoke"), "{ring:?}");
    let buttons: Vec<&str> = ring.buttons.iter().map(|button| button.label.as_str()).collect();
    ensure!(buttons == ["Ansehen", "1 h Ruhe"], "{buttons:?}");
    let menu = menu(&engine)?;
    ensure!(menu.iter().any(|line| line == "Neuro-sama ist live: Karaoke"), "{menu:?}");
    for entry in ["Stream öffnen", "Fenster zeigen", "1 Stunde pausieren", "Swarmbell beenden"] {
        ensure!(menu.iter().any(|line| line == entry), "{entry} is not in {menu:?}");
    }
    engine.report(Report::Tray(TrayClick::PauseUntilTomorrow)).await?;
    engine.status().await?;
    let menu = self::menu(&engine)?;
    ensure!(menu.iter().any(|line| line.starts_with("Fortsetzen (pausiert bis ")), "{menu:?}");
    engine.control().revoke_token("demo-token");
    // It is tried again after a moment.
    engine.pass(Duration::from_secs(15)).await?;
    let refused =
        "Eingriff nötig: Der Server hat das Token abgelehnt. Füge ein neues Token aus dem API-Dashboard ein.";
    engine.until_status("abgelehnt", |status| status.sentence.starts_with(refused)).await?;
    Ok(())
}

#[tokio::test]
async fn in_german_a_reminder_and_a_change_of_the_schedule_are_german() -> Result<()> {
    let engine = german().await?;
    engine.until_subscribed("scheduleUpdate").await?;
    engine.until_known_week().await?;
    let mut week = engine.control().latest_schedule().context("a schedule")?;
    let entries = week.schedule.iter_mut().filter(|entry| entry.r#type == "normal" && entry.time > START.0);
    let next = entries.min_by_key(|entry| entry.time).context("a stream ahead")?;
    next.time = START.0 + 16 * 60_000;
    engine.control().schedule_change(week);
    let change = engine.ring(0).await?;
    ensure!(change.title == "Der Sendeplan der Woche 47 hat sich geändert", "{change:?}");
    let reminder = engine.pass_until("a reminder", || engine.rings().get(1).cloned()).await?;
    ensure!(reminder.title.ends_with(" beginnt in 15 min"), "{reminder:?}");
    ensure!(reminder.body.contains("Um ") || reminder.body.contains(" um "), "{reminder:?}");
    ensure!(reminder.buttons.iter().any(|button| button.label == "Stream öffnen"), "{reminder:?}");
    Ok(())
}

#[tokio::test]
async fn another_language_is_spoken_at_once() -> Result<()> {
    let engine = Engine::connected().await?;
    ensure!(menu(&engine)?.contains(&"Show window".to_owned()));
    let choose = |chosen| Order::Choose { choice: Choice::Language(chosen) };
    engine.order(choose(Some(language("de")?))).await?;
    ensure!(engine.status().await?.sentence.starts_with("Verbunden · seit "));
    ensure!(menu(&engine)?.contains(&"Fenster zeigen".to_owned()));
    engine.until_saved(r#""language": "de""#).await?;
    engine.order(choose(None)).await?;
    ensure!(engine.status().await?.sentence.starts_with("Connected · since "));
    // Nothing that was to be done meanwhile depends on it.
    engine.pass(Duration::from_secs(60)).await?;
    ensure!(menu(&engine)?.contains(&"Show window".to_owned()));
    Ok(())
}

#[tokio::test]
async fn hours_that_are_chosen_are_told_by_from_that_choice_on() -> Result<()> {
    let engine = Engine::connected().await?;
    let choose =
        |hours| Order::Choose { choice: Choice::Appearance(Appearance { hours, ..Default::default() }) };
    ensure!(!engine.status().await?.sentence.ends_with('m'));
    engine.order(choose(Hours::Twelve)).await?;
    let told = engine.status().await?.sentence;
    ensure!(told.ends_with(" am") || told.ends_with(" pm"), "{told}");
    engine.order(Order::PauseUntilTomorrow).await?;
    let menu = menu(&engine)?;
    ensure!(menu.iter().any(|label| label.contains("8:00 am")), "{menu:?}");
    engine.order(choose(Appearance::default().hours)).await?;
    ensure!(!engine.status().await?.sentence.ends_with('m'));
    Ok(())
}
