//! The window: the real page in a real WebKitGTK window, speaking to the real bell.

#![cfg(target_os = "linux")]

#[path = "window/general.rs"]
mod general;
#[path = "window/rooms.rs"]
mod rooms;
#[path = "window/sources.rs"]
mod sources;
#[path = "window/typed.rs"]
mod typed;

use anyhow::{Context, Result};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use lab::wait::until;
use lab::webdriver::Session;
use standin::{Direction, Stream};
use swarmbell_tests::world::{SOON, TOKEN, World, program};

async fn open(world: &World) -> Result<Session> {
    let program = program();
    Session::start(&world.desk, program.to_str().context("a path in UTF-8")?, &["--window"]).await
}

/// Waits until the page says this somewhere.
async fn says(page: &Client, words: &str) -> Result<()> {
    until(&format!("the page to say {words:?}"), SOON, || async {
        // As it is rendered: what the driver itself tells leaves out texts that are cut to a few lines.
        let text = page.execute("return document.body.innerText", Vec::new()).await?;
        Ok(text.as_str().is_some_and(|text| text.contains(words)).then_some(()))
    })
    .await
}

/// The field under this label.
async fn field(page: &Client, label: &str) -> Result<Element> {
    let field = format!(
        "//label[normalize-space()='{label}']/following-sibling::*[self::input or self::textarea or self::select]"
    );
    Ok(page.wait().at_most(SOON).for_element(Locator::XPath(&field)).await?)
}

/// Types into the field under this label, in place of what it holds.
async fn fill(page: &Client, label: &str, text: &str) -> Result<()> {
    let all = format!("{}a{}", char::from(Key::Control), char::from(Key::Null));
    let field = field(page, label).await?;
    field.send_keys(&all).await?;
    Ok(field.send_keys(text).await?)
}

/// The one of these that is seen: rooms that are not looked at are there too.
async fn seen(page: &Client, path: &str) -> Result<Element> {
    until(&format!("{path} to be seen"), SOON, || async {
        for found in page.find_all(Locator::XPath(path)).await? {
            if found.is_displayed().await? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    })
    .await
}

async fn press(page: &Client, label: &str) -> Result<()> {
    Ok(seen(page, &format!("//button[normalize-space()='{label}']")).await?.click().await?)
}

/// Goes to a room of the window.
async fn enter(page: &Client, room: &str) -> Result<()> {
    Ok(seen(page, &format!("//nav//button[normalize-space()='{room}']")).await?.click().await?)
}

/// Presses a switch, waits until it has moved, and answers where it stands.
async fn toggle(page: &Client, label: &str) -> Result<bool> {
    let switch = seen(page, &format!("//label[contains(., '{label}')]//input")).await?;
    let before = switch.is_selected().await?;
    switch.click().await?;
    until(&format!("the switch of {label:?} to move"), SOON, || async {
        Ok((switch.is_selected().await? != before).then_some(!before))
    })
    .await
}

#[tokio::test]
async fn the_window_shows_the_latest_week_in_local_time_and_whether_the_stream_is_live() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    let latest = world.control().latest_schedule().context("the stand-in has a week")?;
    enter(page, "Week").await?;
    says(page, &format!("Week {}", latest.week)).await?;
    says(page, "Checking once a minute").await?;
    enter(page, "Now").await?;
    world.control().go_live_unannounced(Stream::titled("seen in the window"));
    world.retry()?;
    says(page, "seen in the window").await?;
    session.quit().await
}

#[tokio::test]
async fn a_switch_in_the_window_changes_the_subscription_and_holds_over_a_restart() -> Result<()> {
    let world = World::new().await?;
    let bell = world.start_connected_bell().await?;
    let session = open(&world).await?;
    enter(session.page(), "Settings").await?;
    assert!(toggle(session.page(), "Title or category changes").await?);
    world.control().wait_until(|state| state.subscribed("streamUpdate"), SOON).await?;
    assert!(!toggle(session.page(), "Raid arrives").await?);
    world.control().wait_until(|state| !state.subscribed("streamRaidIncoming"), SOON).await?;
    session.quit().await?;
    assert!(world.run(&["quit"])?.status.success());
    drop(bell);
    let _bell = world.start_bell().await?;
    let state = world.control().wait_until(|state| state.subscribed("streamUpdate"), SOON).await?;
    assert!(!state.subscribed("streamRaidIncoming"));
    Ok(())
}

#[tokio::test]
async fn a_token_is_set_tested_and_forgotten_in_the_window() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    enter(page, "Settings").await?;
    press(page, "Add token").await?;
    let field = page.wait().at_most(SOON).for_element(Locator::Css("input[type=password]")).await?;
    field.send_keys("tok-wrong").await?;
    press(page, "Test and save").await?;
    says(page, "The server refused the token").await?;
    let field = page.find(Locator::Css("input[type=password]")).await?;
    field.clear().await?;
    field.send_keys(TOKEN).await?;
    press(page, "Test and save").await?;
    says(page, "Connected").await?;
    world.wait_for_status("connected", |status| status["connection"] == "connected").await?;
    session.quit().await
}

#[tokio::test]
async fn the_test_notification_of_the_window_reaches_the_desktop() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_bell().await?;
    let session = open(&world).await?;
    enter(session.page(), "Settings").await?;
    press(session.page(), "Send a test notification").await?;
    world.ring("This is how Swarmbell rings").await?;
    session.quit().await
}

#[tokio::test]
async fn the_page_can_reach_nothing_but_the_bell() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    says(page, "Week").await?;
    let script = "const done = arguments[0];
        Promise.all([
          fetch('https://example.org/').then(() => 'fetched', () => 'refused'),
          new Promise((end) => { const image = new Image(); image.onload = () => end('loaded'); image.onerror = () => end('refused'); image.src = 'https://example.org/x.png'; }),
          window.__TAURI_INTERNALS__.invoke('plugin:shell|open', { path: 'https://example.org' }).then(() => 'opened', () => 'refused'),
          Promise.resolve(typeof window.__TAURI__),
          Promise.resolve(window.open('https://example.org/') === null ? 'refused' : 'opened'),
        ]).then(done);";
    let found = page.execute_async(script, Vec::new()).await?;
    assert_eq!(found, serde_json::json!(["refused", "refused", "refused", "undefined", "refused"]));
    assert_eq!(page.current_url().await?.scheme(), "tauri");
    session.quit().await
}

#[tokio::test]
async fn a_window_whose_bell_is_gone_says_so_and_comes_back_with_it() -> Result<()> {
    let world = World::new().await?;
    let bell = world.start_bell().await?;
    let session = open(&world).await?;
    says(session.page(), "Checking once a minute").await?;
    drop(bell);
    says(session.page(), "not running").await?;
    let _bell = world.start_bell().await?;
    says(session.page(), "Checking once a minute").await?;
    session.quit().await
}

#[tokio::test]
async fn hostile_titles_stay_text_in_the_window() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_connected_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    world.control().go_live(Stream::titled("<img src=x onerror=alert(1)> <script>1</script>"));
    says(page, "<img src=x onerror=alert(1)>").await?;
    world.control().raid(Direction::Incoming, "<b>HarborFox</b>", 1);
    let elements = page.find_all(Locator::Css("main img:not([src^='blob:']), main script, main b b")).await?;
    assert!(elements.is_empty());
    session.quit().await
}
