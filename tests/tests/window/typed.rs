//! What was typed into the window and is nowhere else.

use anyhow::{Result, ensure};
use fantoccini::Client;
use lab::wait::until;
use swarmbell_tests::world::{SOON, World};

use super::{enter, field, fill, open, press, says};

async fn type_into_a_new_source(page: &Client) -> Result<()> {
    enter(page, "Settings").await?;
    press(page, "Add a source").await?;
    press(page, "Relay").await?;
    fill(page, "App key", "half a key").await
}

#[tokio::test]
async fn what_is_typed_in_the_window_outlives_its_bell() -> Result<()> {
    let world = World::new().await?;
    let bell = world.start_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    type_into_a_new_source(page).await?;
    drop(bell);
    says(page, "not running").await?;
    let _bell = world.start_bell().await?;
    says(page, "Checking once a minute").await?;
    let typed = field(page, "App key").await?.prop("value").await?;
    ensure!(typed.as_deref() == Some("half a key"), "{typed:?}");
    session.quit().await
}

#[tokio::test]
async fn a_window_with_something_typed_asks_once_before_it_closes() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    type_into_a_new_source(page).await?;
    let screen = world.desk.screen();
    let window = screen.wait_for_title("Swarmbell", SOON).await?;
    screen.close(&window)?;
    says(page, "What you typed is not saved yet.").await?;
    press(page, "Keep the window open").await?;
    screen.close(&window)?;
    says(page, "What you typed is not saved yet.").await?;
    screen.close(&window)?;
    until("the window to be closed", SOON, || async {
        Ok(screen.windows()?.iter().all(|shown| shown.id != window.id).then_some(()))
    })
    .await
}
