//! Clicks on what a bell showed that is no more.

#![cfg(target_os = "linux")]

use anyhow::Result;
use lab::notifications::{Server, bubble};
use lab::wait::until;
use lab::{DeskOptions, Notifications};
use rusqlite::{Connection, OpenFlags};
use standin::{Direction, Stream};
use swarmbell_tests::world::{Bell, SOON, World};

const CHANNEL: &str = "https://www.twitch.tv/vedal987";

/// Where an outgoing raid leads.
const TARGET: &str = "https://www.twitch.tv/tidepool";

#[tokio::test]
async fn a_click_on_a_ring_of_a_bell_that_crashed_is_carried_out_by_the_next() -> Result<()> {
    let world = World::new().await?;
    let bell = ring_and_crash(&world).await?;
    let _next = start_again(&world, bell).await?;
    let bubble = bubble::wait_for(&world.desk, "Neuro-sama is live", SOON).await?;
    bubble.click_button("Watch")?;
    assert_eq!(world.desk.browser().wait_for_url(SOON).await?, CHANNEL);
    Ok(())
}

#[tokio::test]
async fn a_click_on_a_ring_of_yesterday_does_nothing() -> Result<()> {
    let world = World::with(without_a_daemon()).await?;
    let server = Server::recording(world.desk.bus_address(), &["actions", "body"]).await?;
    let bell = ring_and_crash(&world).await?;
    journal(&world, OpenFlags::SQLITE_OPEN_READ_WRITE)?
        .execute("UPDATE shown SET until = until - 24 * 60 * 60 * 1000", [])?;
    let _next = start_again(&world, bell).await?;
    server.invoke(1, "default").await?;
    the_next_ring_opens_its_page_and_nothing_else_was(&world, &server, 2).await
}

#[tokio::test]
async fn a_ring_of_a_server_that_counts_anew_is_not_taken_for_one_of_the_server_before() -> Result<()> {
    let world = World::with(without_a_daemon()).await?;
    let server = Server::recording(world.desk.bus_address(), &["actions", "body"]).await?;
    let bell = ring_and_crash(&world).await?;
    server.crash().await?;
    let server = Server::recording(world.desk.bus_address(), &["actions", "body"]).await?;
    let _next = start_again(&world, bell).await?;
    // The number that ours had at the server before.
    let somebody_elses = server.show_for_another();
    assert_eq!(somebody_elses, 1);
    server.invoke(somebody_elses, "default").await?;
    the_next_ring_opens_its_page_and_nothing_else_was(&world, &server, 2).await
}

fn without_a_daemon() -> DeskOptions {
    DeskOptions { notifications: Notifications::None, panel: false, ..DeskOptions::default() }
}

/// A bell that rang, and was killed once that was on file.
async fn ring_and_crash(world: &World) -> Result<Bell> {
    let bell = world.start_connected_bell().await?;
    world.control().go_live(Stream::titled("one"));
    world.ring("Neuro-sama is live").await?;
    // Without the second the next bell would ring it again.
    until("the click's meaning to be on file, and that it rang", SOON, || async {
        let file = journal(world, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let count =
            |rows: &str| file.query_row(&format!("SELECT count(*) FROM {rows}"), [], |row| row.get(0));
        let (kept, rang): (u32, u32) = (count("shown")?, count("keys WHERE announced_at IS NOT NULL")?);
        Ok((kept == 1 && rang >= 1).then_some(()))
    })
    .await?;
    std::process::Command::new("kill").args(["-KILL", &bell.process.pid().to_string()]).status()?;
    Ok(bell)
}

fn journal(world: &World, flags: OpenFlags) -> Result<Connection> {
    let path = world.desk.home().join(".local/share/swarmbell/journal.sqlite3");
    Ok(Connection::open_with_flags(path, flags)?)
}

async fn start_again(world: &World, crashed: Bell) -> Result<Bell> {
    drop(crashed);
    let next = world.start_bell().await?;
    world.wait_for_status("connected again", |status| status["connection"] == "connected").await?;
    Ok(next)
}

/// `id`: what the server calls it.
async fn the_next_ring_opens_its_page_and_nothing_else_was(
    world: &World,
    server: &Server,
    id: u32,
) -> Result<()> {
    world.control().wait_until(|state| state.subscribed("streamRaidOutgoing"), SOON).await?;
    world.control().raid(Direction::Outgoing, "TidePool", 2);
    world.monitor.wait_for_answered(2, SOON).await?;
    server.invoke(id, "default").await?;
    world.desk.browser().wait_for_url(SOON).await?;
    assert_eq!(world.desk.browser().opened_urls()?, [TARGET]);
    Ok(())
}
