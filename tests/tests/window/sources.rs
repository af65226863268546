//! The sources that somebody adds, as a user does it: by keyboard and mouse in the window.

use anyhow::Result;
use fantoccini::Client;
use fantoccini::key::Key;
use serde_json::json;
use standin::{Config, Raised, Relay, Server};
use swarmbell_tests::world::{SOON, World};

use super::{enter, field, fill, open, press, says};

const SECRET: &str = "demo-relay-secret";

async fn relay() -> Result<Server> {
    Server::start(Config::relay(Relay::default())).await
}

/// Fills the form of a new Relay source and sends it by the Enter key.
async fn add_relay(page: &Client, server: &str, app_key: &str) -> Result<()> {
    enter(page, "Settings").await?;
    press(page, "Add a source").await?;
    press(page, "Relay").await?;
    fill(page, "Name", "Builds").await?;
    fill(page, "Server", server).await?;
    fill(page, "App key", app_key).await?;
    fill(page, "Channels", "builds").await?;
    fill(page, "App id", "demo-app").await?;
    Ok(field(page, "App id").await?.send_keys(&char::from(Key::Enter).to_string()).await?)
}

/// Pastes a secret into the field that is open and sends it by the Enter key.
async fn paste(page: &Client, label: &str, secret: &str) -> Result<()> {
    fill(page, label, secret).await?;
    Ok(field(page, label).await?.send_keys(&char::from(Key::Enter).to_string()).await?)
}

#[tokio::test]
async fn a_source_is_added_tested_rings_is_paused_and_removed_in_the_window() -> Result<()> {
    let world = World::new().await?;
    let relay = relay().await?;
    let control = relay.control();
    let _bell = world.start_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    add_relay(page, &relay.origin(), "demo-relay-key").await?;
    says(page, "It is added.").await?;
    control.wait_until(|state| state.subscribed("builds"), SOON).await?;
    press(page, "Enter it").await?;
    paste(page, "App secret (may publish)", SECRET).await?;
    says(page, "App secret (may publish) · saved").await?;
    press(page, "Test").await?;
    world.ring("A test from Swarmbell").await?;
    says(page, "1 event in this run").await?;
    press(page, "Pause").await?;
    says(page, "Paused").await?;
    control.wait_until(|state| !state.subscribed("builds"), SOON).await?;
    press(page, "Go on").await?;
    control.wait_until(|state| state.subscribed("builds"), SOON).await?;
    control.raise(Raised::channel("builds", "build-finished", json!({ "title": "Build <b>7</b>" })))?;
    world.ring("Build <b>7</b>").await?;
    press(page, "Remove").await?;
    press(page, "Remove it").await?;
    says(page, "“Builds” is removed.").await?;
    control.wait_until(|state| !state.subscribed("builds"), SOON).await?;
    session.quit().await
}

#[tokio::test]
async fn fix_leads_to_what_a_source_lacks_in_the_window() -> Result<()> {
    let world = World::new().await?;
    let relay = relay().await?;
    let _bell = world.start_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    add_relay(page, &relay.origin(), "no-such-key").await?;
    says(page, "Needs you: Builds: The server does not know this app.").await?;
    press(page, "Fix").await?;
    fill(page, "App key", "demo-relay-key").await?;
    press(page, "Save").await?;
    relay.control().wait_until(|state| state.subscribed("builds"), SOON).await?;
    says(page, "It is saved.").await?;
    session.quit().await
}
