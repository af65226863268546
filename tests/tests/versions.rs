//! Servers of the old version, of the new one, and of neither: what the bell says and whether it rings.

use std::time::Duration;

use anyhow::{Result, ensure};
use standin::{Config, Presence, Stream, Versions};
use swarmbell_engine::settings::Settings;
use swarmbell_tests::engine::{Engine, START};

async fn at(versions: Versions, has_token: bool) -> Result<Engine> {
    let config = Config { now_ms: Some(START.0), versions, ..Config::default() };
    Engine::start(config, Settings::default(), has_token).await
}

#[tokio::test]
async fn a_server_that_speaks_only_the_old_version_rings_and_is_named_as_such() -> Result<()> {
    let engine = at(Versions::v1_only(), true).await?;
    let said = "The server's interface v1 was announced to end on 1 Nov 2026.";
    engine.until_status("the old version", |status| status.sentence.ends_with(said)).await?;
    engine.until_subscribed("streamOnline").await?;
    engine.control().go_live(Stream::titled("hello"));
    let ring = engine.ring(0).await?;
    ensure!(ring.title.contains("is live"), "{ring:?}");
    Ok(())
}

#[tokio::test]
async fn a_server_that_speaks_only_the_new_version_is_simply_connected() -> Result<()> {
    let engine = at(Versions::v2_only(Presence::NotFound), true).await?;
    let status = engine.until_status("connected", |status| status.sentence.starts_with("Connected")).await?;
    ensure!(!status.sentence.contains("interface"), "{status:?}");
    engine.until_subscribed("streamOnline").await?;
    engine.control().go_live(Stream::titled("hello"));
    engine.ring(0).await?;
    Ok(())
}

#[tokio::test]
async fn a_server_that_speaks_neither_version_is_said_in_words() -> Result<()> {
    for has_token in [true, false] {
        let engine = at(Versions::neither(Presence::NotFound), has_token).await?;
        let said = "Needs you: The event service was not found at this address.";
        engine.until_status("not found", |status| status.sentence.starts_with(said)).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_version_that_comes_back_is_found_by_itself() -> Result<()> {
    let engine = at(Versions::neither(Presence::NotFound), true).await?;
    engine.until_status("not found", |status| status.sentence.starts_with("Needs you")).await?;
    engine.control().versions(Versions::v2_only(Presence::NotFound));
    // The wait is never shorter than ten minutes, and up to a fifth longer.
    engine.pass(Duration::from_secs(13 * 60)).await?;
    engine.until_status("connected", |status| status.sentence.starts_with("Connected")).await?;
    Ok(())
}

#[tokio::test]
async fn a_server_that_has_withdrawn_both_versions_is_said_in_words() -> Result<()> {
    let engine = at(Versions::neither(Presence::Gone), true).await?;
    let said = "The server has withdrawn what Swarmbell speaks. Look for an update";
    engine.until_status("withdrawn", |status| status.sentence.contains(said)).await?;
    Ok(())
}

#[tokio::test]
async fn without_a_token_a_server_of_the_old_version_is_polled() -> Result<()> {
    let engine = at(Versions::v1_only(), false).await?;
    engine.until_status("polling", |status| status.sentence.starts_with("Checking once a minute")).await?;
    engine.control().go_live_unannounced(Stream::titled("hello"));
    let ring = engine.pass_until("ring", || engine.rings().first().cloned()).await?;
    ensure!(ring.title.contains("is live"), "{ring:?}");
    Ok(())
}
