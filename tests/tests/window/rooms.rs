//! The rooms of the window over the real bell: the week's files and pages, the search, and what happened.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use lab::Desk;
use lab::wait::until;
use standin::Stream;
use swarmbell_tests::world::{SOON, World};

use super::{enter, field, fill, open, press, says, seen, toggle};

/// The bell beside an entry that somebody wants to be reminded of.
const REMINDED: &str = "//main//*[@title='You will be reminded']";

/// Opens the menu whose button readers know by these words, and picks an item.
async fn pick(page: &Client, menu: &str, item: &str) -> Result<()> {
    seen(page, &format!("//button[starts-with(@aria-label, '{menu}')]")).await?.click().await?;
    press(page, item).await
}

/// The titles that a calendar program, which is not ours, takes up from a file.
fn imported(desk: &Desk, file: &Path) -> Result<Vec<String>> {
    let calcurse = |arguments: &[&OsStr]| -> Result<String> {
        let mut command = desk.command("calcurse");
        command.arg("--quiet").arg("--datadir").arg(desk.home().join("calendar")).args(arguments);
        let done =
            command.stdin(Stdio::null()).output().context("calcurse: `cargo xtask test` installs it")?;
        ensure!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        Ok(String::from_utf8(done.stdout)?)
    };
    calcurse(&["--import".as_ref(), file.as_ref()])?;
    let listed = calcurse(&["--grep".as_ref(), "--format-apt".as_ref(), r"%m\n".as_ref()])?;
    Ok(listed.lines().map(str::to_owned).collect())
}

#[tokio::test]
async fn a_week_is_saved_as_a_calendar_file_from_the_window_and_it_and_an_entry_go_to_google_calendar()
-> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    let latest = world.control().latest_schedule().context("the stand-in has a week")?;
    enter(page, "Week").await?;
    pick(page, "More about this week", "Save the week as calendar file (.ics)").await?;
    says(page, "Saved as").await?;
    let name = format!("neuro-{}-w{:02}.ics", latest.year, latest.week);
    let file = world.desk.home().join(name);
    let saved = fs::read_to_string(&file)?;
    ensure!(saved.starts_with("BEGIN:VCALENDAR\r\n") && saved.contains("\r\nBEGIN:VEVENT\r\n"), "{saved}");
    let taken = imported(&world.desk, &file)?;
    let planned = latest.schedule.iter().filter(|entry| entry.r#type != "offline");
    let plain = |text: &str| text.replace("**", "");
    let mut titles: Vec<String> = planned.map(|entry| plain(&entry.message)).collect();
    let mut found = taken.clone();
    titles.sort_unstable();
    found.sort_unstable();
    ensure!(found == titles, "{taken:?}");
    pick(page, "More about the entry of", "Add to Google Calendar").await?;
    let opened = world.desk.browser().wait_for_url(SOON).await?;
    ensure!(opened.starts_with("https://calendar.google.com/") && opened.contains("dates="), "{opened}");
    world.desk.browser().forget()?;
    pick(page, "More about this week", "Import into Google Calendar").await?;
    let opened = world.desk.browser().wait_for_url(SOON).await?;
    ensure!(opened == "https://calendar.google.com/calendar/r/settings/export", "{opened}");
    says(page, "Choose this file on the page that has opened.").await?;
    session.quit().await
}

#[tokio::test]
async fn a_link_in_a_planned_stream_opens_in_the_browser_and_the_window_stays() -> Result<()> {
    let world = World::new().await?;
    let mut week = world.control().latest_schedule().context("the stand-in has a week")?;
    let entry = week.schedule.first_mut().context("a week of seven days")?;
    "with a [guest](https://example.com/guest?a=b)".clone_into(&mut entry.message);
    world.control().schedule_change(week);
    let _bell = world.start_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    enter(page, "Week").await?;
    seen(page, "//main//a[normalize-space()='guest (https://example.com/guest?a=b)']").await?.click().await?;
    let opened = world.desk.browser().wait_for_url(SOON).await?;
    ensure!(opened == "https://example.com/guest?a=b", "{opened}");
    ensure!(page.current_url().await?.scheme() == "tauri", "the window left its page");
    session.quit().await
}

#[tokio::test]
async fn a_week_is_copied_for_discord_and_pasted_elsewhere() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    enter(page, "Week").await?;
    pick(page, "More about this week", "Copy the week for Discord").await?;
    says(page, "Copied.").await?;
    enter(page, "Search").await?;
    let text = field(page, "Text").await?;
    text.send_keys(&format!("{}v{}", char::from(Key::Control), char::from(Key::Null))).await?;
    let pasted = until("what was copied", SOON, || async {
        Ok(text.prop("value").await?.filter(|value| !value.is_empty()))
    })
    .await?;
    ensure!(pasted.contains("<t:"), "{pasted}");
    session.quit().await
}

#[tokio::test]
async fn a_reminder_chosen_in_the_window_holds_over_a_restart() -> Result<()> {
    let world = World::new().await?;
    // All of it is to come.
    world.control().release_next_week()?;
    let bell = world.start_bell().await?;
    let session = open(&world).await?;
    enter(session.page(), "Week").await?;
    pick(session.page(), "More about the entry of", "Remind me").await?;
    seen(session.page(), REMINDED).await?;
    session.quit().await?;
    assert!(world.run(&["quit"])?.status.success());
    drop(bell);
    let _bell = world.start_bell().await?;
    let session = open(&world).await?;
    enter(session.page(), "Week").await?;
    seen(session.page(), REMINDED).await?;
    pick(session.page(), "More about the entry of", "Do not remind me").await?;
    pick(session.page(), "More about this week", "Remind me of all streams ahead").await?;
    says(session.page(), "Swarmbell reminds you of").await?;
    pick(session.page(), "More about this week", "Remind me of none of these streams").await?;
    says(session.page(), "Not asked for any more.").await?;
    session.quit().await
}

#[tokio::test]
async fn a_search_in_the_window_finds_what_the_server_has_and_leads_to_its_week() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_connected_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    enter(page, "Search").await?;
    fill(page, "Text", "stream").await?;
    let hit = Locator::Css("main mark");
    let marked = page.wait().at_most(SOON).for_element(hit).await?.text().await?;
    ensure!(marked.eq_ignore_ascii_case("stream"), "{marked}");
    page.find(Locator::Css("main section h3 button")).await?.click().await?;
    let room = "//nav//button[@aria-current='page'][normalize-space()='Week']";
    page.wait().at_most(SOON).for_element(Locator::XPath(room)).await?;
    session.quit().await
}

#[tokio::test]
async fn what_rang_is_listed_in_the_window_by_arrows_and_leads_where_its_ring_led() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_connected_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    world.control().go_live(Stream::titled("listed in the window"));
    let nav = Locator::Css("nav [aria-current=page]");
    let now = page.wait().at_most(SOON).for_element(nav).await?;
    let right = char::from(Key::Right).to_string();
    now.send_keys(&right.repeat(3)).await?;
    says(page, "listed in the window").await?;
    says(page, "rang").await?;
    let row = "//main//button[contains(., 'is live')]";
    page.wait().at_most(SOON).for_element(Locator::XPath(row)).await?.click().await?;
    let opened = world.desk.browser().wait_for_url(SOON).await?;
    ensure!(opened.starts_with("https://www.twitch.tv/"), "{opened}");
    session.quit().await
}

#[tokio::test]
async fn the_picture_of_the_stream_is_seen_in_the_window() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_connected_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    world.control().go_live(Stream::titled("seen in a picture"));
    let picture = Locator::Css("main section img[src^='blob:']");
    page.wait().at_most(SOON).for_element(picture).await?;
    let width = "return document.querySelector(\"main section img\").decode().then(() => \
                 document.querySelector('main section img').naturalWidth)";
    let width = page.execute(width, Vec::new()).await?;
    ensure!(width == 800, "{width}");
    session.quit().await
}

#[tokio::test]
async fn the_start_at_login_chosen_in_the_window_is_an_entry_of_the_desktop() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    enter(page, "Settings").await?;
    let entry = world.desk.home().join(".config/autostart/io.github.swarmbell.Swarmbell.desktop");
    ensure!(toggle(page, "Start at login").await?);
    let written =
        until("the entry to be written", SOON, || async { Ok(fs::read_to_string(&entry).ok()) }).await?;
    ensure!(written.contains("Exec=\"") && written.contains("swarmbell\" --at-login\n"), "{written}");
    // Somebody switches it off in the desktop's own settings; a window that opens anew shows it.
    fs::write(&entry, format!("{written}Hidden=true\n"))?;
    session.quit().await?;
    let session = open(&world).await?;
    let page = session.page();
    enter(page, "Settings").await?;
    ensure!(toggle(page, "Start at login").await?, "it was on although the desktop says it is off");
    until("the entry to be written anew", SOON, || async {
        Ok(fs::read_to_string(&entry).ok().filter(|text| !text.contains("Hidden")))
    })
    .await?;
    ensure!(!toggle(page, "Start at login").await?);
    until("the entry to be gone", SOON, || async { Ok((!entry.exists()).then_some(())) }).await?;
    session.quit().await
}

/// Opens a window, and closes it by its frame once it shows something.
async fn look_once(world: &World) -> Result<()> {
    let session = open(world).await?;
    says(session.page(), "Checking once a minute").await?;
    let screen = world.desk.screen();
    let window = screen.wait_for_title("Swarmbell", SOON).await?;
    screen.close(&window)?;
    until("the window to be closed", SOON, || async {
        Ok(screen.windows()?.iter().all(|shown| shown.id != window.id).then_some(()))
    })
    .await
}

#[tokio::test]
async fn closing_the_window_for_the_first_time_says_that_swarmbell_stays() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_bell().await?;
    look_once(&world).await?;
    world.ring("Swarmbell is still there").await?;
    Ok(())
}

#[tokio::test]
async fn a_subathon_that_goes_on_is_shown_in_the_window() -> Result<()> {
    let world = World::new().await?;
    world.control().active_subathon(true);
    let _bell = world.start_bell().await?;
    let session = open(&world).await?;
    says(session.page(), "goals reached").await?;
    session.quit().await
}

#[tokio::test]
async fn the_window_lists_the_streams_about_development() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    enter(page, "Search").await?;
    seen(page, "//summary[normalize-space()='More filters']").await?.click().await?;
    toggle(page, "Dev streams only").await?;
    let hit = "//main//section[contains(@class, 'hit')]//li[contains(., 'ev stream')]";
    page.wait().at_most(SOON).for_element(Locator::XPath(hit)).await?;
    session.quit().await
}
