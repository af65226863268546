//! The token: in the keyring and in memory, nowhere else.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may fail as tests do")]

use std::fs;
use std::os::unix::fs::FileExt;
use std::path::Path;

use anyhow::Result;
use lab::processes;
use lab::wait::until;
use standin::{Answer, Config, Server, Stream};
use swarmbell_tests::world::{SOON, TOKEN, World};

/// A title odd enough to be searched for in memory.
const STREAM: &str = "a raft of w0nDeRfuLLy odd ideas";

/// Files below `folder` that hold `needle` in plain text; the keyring's own file is encrypted.
fn files_with(folder: &Path, needle: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                open.push(path);
            } else if fs::read(&path).is_ok_and(|bytes| contains(&bytes, needle.as_bytes())) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    let Some(first) = needle.first() else { return true };
    bytes.iter().enumerate().filter(|(_, byte)| *byte == first).any(|(at, _)| bytes[at..].starts_with(needle))
}

#[tokio::test]
async fn the_token_is_in_no_file_log_argument_environment_or_page() -> Result<()> {
    let world = World::new().await?;
    let bell = world.start_connected_bell().await?;
    world.control().go_live(Stream::titled(STREAM));
    world.ring("Neuro-sama is live").await?;
    world.run(&[])?;
    let window = world.desk.screen().wait_for_title("Swarmbell", SOON).await?;
    let web = until("the page's process", SOON, || async {
        Ok(processes::tree(bell.process.pid()).into_iter().find(|process| process.name.contains("WebKitWeb")))
    })
    .await?;
    let doctor = world.run(&["doctor"])?.stdout;
    assert!(!contains(&doctor, TOKEN.as_bytes()));
    for process in processes::tree(bell.process.pid()) {
        let proc = Path::new("/proc").join(process.pid.to_string());
        for file in ["cmdline", "environ"] {
            let bytes = fs::read(proc.join(file))?;
            assert!(!contains(&bytes, TOKEN.as_bytes()), "{file} of {}", process.name);
        }
    }
    // The page's memory, whole. That the search finds what the page does hold shows that it searches.
    until("the stream's title in the page's memory", SOON, || async {
        Ok(memory_contains(web.pid, STREAM)?.then_some(()))
    })
    .await?;
    assert!(!memory_contains(web.pid, TOKEN)?, "the page holds the token");
    world.desk.screen().close(&window)?;
    world.run(&["quit"])?;
    let home = world.desk.home();
    let state = home.parent().unwrap();
    assert_eq!(files_with(state, TOKEN), Vec::<String>::new());
    Ok(())
}

/// Size of a page of memory.
const PAGE: u64 = 4_096;

/// Bit of a `/proc/PID/pagemap` entry that says the page is in memory, and the one that says it is swapped out.
const PRESENT: u64 = 1 << 63 | 1 << 62;

/// Whether a process holds `needle` in memory it can write. Web views reserve tens of gigabytes and use little of
/// it, so only pages that exist are read.
fn memory_contains(pid: u32, needle: &str) -> Result<bool> {
    let proc = Path::new("/proc").join(pid.to_string());
    let (memory, pagemap) = (fs::File::open(proc.join("mem"))?, fs::File::open(proc.join("pagemap"))?);
    for line in fs::read_to_string(proc.join("maps"))?.lines().filter(|line| line.contains(" rw-p ")) {
        let Some((from, to)) = line.split_whitespace().next().and_then(|range| range.split_once('-')) else {
            continue;
        };
        let (from, to) = (u64::from_str_radix(from, 16)?, u64::from_str_radix(to, 16)?);
        // The end of one page is kept, so that a needle across two pages is found.
        let mut window = Vec::new();
        for (index, entries) in
            (from / PAGE..to / PAGE).step_by(65_536).map(|page| (page, pages(&pagemap, page, to)))
        {
            for (page, _) in (index..).zip(entries).filter(|(_, entry)| entry & PRESENT != 0) {
                let mut bytes = vec![0; PAGE as usize];
                if memory.read_exact_at(&mut bytes, page * PAGE).is_err() {
                    continue;
                }
                window.extend_from_slice(&bytes);
                if contains(&window, needle.as_bytes()) {
                    return Ok(true);
                }
                window.drain(..window.len().saturating_sub(needle.len()));
            }
        }
    }
    Ok(false)
}

/// The pagemap entries of up to 65,536 pages from `page` on, before the address `end`.
fn pages(pagemap: &fs::File, page: u64, end: u64) -> Vec<u64> {
    let count = (end / PAGE - page).min(65_536);
    let mut bytes = vec![0; count as usize * 8];
    let read = pagemap.read_at(&mut bytes, page * 8).unwrap_or_default();
    bytes[..read].chunks_exact(8).map(|entry| u64::from_ne_bytes(entry.try_into().unwrap())).collect()
}

#[tokio::test]
async fn the_token_of_one_server_is_never_sent_to_another() -> Result<()> {
    let world = World::new().await?;
    let other = Server::start(Config { tokens: vec![TOKEN.to_owned()], ..Config::default() }).await?;
    let bell = world.start_connected_bell().await?;
    // By a redirect …
    world.control().redirect("/api/v2/twitch/stream", &format!("{}/api/v2/twitch/stream", other.origin()));
    world.control().cut();
    other
        .control()
        .wait_until(|state| state.requested("/api/v2/twitch/stream").next().is_some(), SOON)
        .await?;
    drop(bell);
    // … and by another server given on the command line.
    let command = world.swarmbell(&["--minimized", "--api", &other.origin()]);
    let _bell = world.desk.spawn(command, "other-bell")?;
    world.wait_for_status("polling", |status| status["connection"] == "polling").await?;
    let leaked: Vec<_> =
        other.control().requests().into_iter().filter(|request| request.authorization.is_some()).collect();
    assert!(leaked.is_empty(), "{leaked:?}");
    Ok(())
}

#[tokio::test]
async fn a_token_survives_a_restart_in_the_keyring() -> Result<()> {
    let world = World::new().await?;
    let bell = world.start_connected_bell().await?;
    drop(bell);
    let bell = world.start_bell().await?;
    world.wait_for_status("connected from the keyring", |status| status["connection"] == "connected").await?;
    drop(bell);
    Ok(())
}

#[tokio::test]
async fn a_wrong_token_is_refused_with_a_sentence_and_not_kept() -> Result<()> {
    let world = World::new().await?;
    let bell = world.start_bell().await?;
    let said = world.run_with_input(&["token"], "tok-wrong")?;
    assert!(!said.status.success());
    let sentence = String::from_utf8(said.stderr)?;
    assert!(sentence.contains("The server refused the token."), "{sentence}");
    drop(bell);
    let _bell = world.start_bell().await?;
    world.wait_for_status("polling", |status| status["connection"] == "polling").await?;
    Ok(())
}

#[tokio::test]
async fn a_sixth_connection_is_said_in_words_and_the_token_is_kept() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_bell().await?;
    world.control().refuse(Answer::text(429, "Connection limit reached (max 5)"));
    let said = world.run_with_input(&["token"], TOKEN)?;
    let sentence = String::from_utf8(said.stderr)?;
    assert!(sentence.contains("All 5 connections"), "{sentence}");
    let status =
        world.wait_for_status("reconnecting", |status| status["connection"] == "reconnecting").await?;
    assert!(status["sentence"].as_str().unwrap().contains("All 5 connections"));
    Ok(())
}

#[tokio::test]
async fn a_crash_leaves_no_memory_behind() -> Result<()> {
    let world = World::new().await?;
    let mut bell = world.start_connected_bell().await?;
    let proc = Path::new("/proc").join(bell.process.pid().to_string());
    let limits = fs::read_to_string(proc.join("limits"))?;
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
    std::process::Command::new("kill").args(["-ABRT", &bell.process.pid().to_string()]).status()?;
    until("the bell to crash", SOON, || {
        let gone = !bell.process.is_running();
        async move { Ok(gone.then_some(())) }
    })
    .await?;
    let home = world.desk.home();
    assert_eq!(files_with(home.parent().unwrap(), TOKEN), Vec::<String>::new());
    let here = std::env::current_dir()?;
    let cores =
        fs::read_dir(here)?.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with("core"));
    assert_eq!(cores.count(), 0);
    Ok(())
}
