//! A server that is gone for long, and comes and goes: nothing is left behind by it.

use std::time::Duration;

use anyhow::{Result, ensure};
use swarmbell_tests::engine::{DEADLINE, Engine};

/// How long the server's port stays closed; ten minutes of the clock that is moved by hand pass meanwhile.
const CLOSED: Duration = Duration::from_secs(4);

const OUTAGE: Duration = Duration::from_secs(600);

const RECONNECTS: usize = 20;

#[tokio::test]
async fn ten_minutes_without_a_server_and_twenty_reconnects_leave_nothing_behind() -> Result<()> {
    let engine = Engine::connected().await?;
    reconnect(&engine).await?;
    let before = Figures::now()?;
    engine.control().crash(CLOSED)?;
    engine.pass(OUTAGE).await?;
    let status = engine.status().await?;
    ensure!(status.sentence.starts_with("Reconnecting"), "{status:?}");
    until_connected(&engine).await?;
    for _ in 0..RECONNECTS {
        reconnect(&engine).await?;
    }
    // Both ends close their sockets when they hear of it.
    let settled = || Figures::now().ok().filter(|now| now.tasks <= before.tasks && now.files <= before.files);
    let after = engine.until("return to the figures before", settled).await;
    println!("before: {before:?}, after: {:?}", Figures::now()?);
    ensure!(after.is_ok(), "before: {before:?}, after: {:?}", Figures::now()?);
    Ok(())
}

async fn reconnect(engine: &Engine) -> Result<()> {
    ensure!(engine.control().cut() == 1, "no connection to cut");
    until_connected(engine).await
}

/// Lets time pass until the server pushes to us again.
async fn until_connected(engine: &Engine) -> Result<()> {
    let control = engine.control();
    control.wait_until(|state| state.staying().count() == 0, DEADLINE).await?;
    engine.pass_until("connection", || (!control.subscriptions().is_empty()).then_some(())).await?;
    engine.until_status("connected", |status| status.sentence.starts_with("Connected")).await?;
    Ok(())
}

/// What a leak would show in.
#[derive(Debug, Clone, Copy)]
struct Figures {
    /// Tasks alive on this runtime.
    tasks: usize,
    /// Descriptors open in this process, the server's included.
    files: usize,
    /// Resident memory in KiB, the server's log included; told, not judged.
    #[allow(dead_code, reason = "printed")]
    resident_kib: u64,
}

impl Figures {
    fn now() -> Result<Self> {
        let statm = std::fs::read_to_string("/proc/self/statm")?;
        let pages: u64 = statm.split_whitespace().nth(1).unwrap_or_default().parse()?;
        Ok(Self {
            tasks: tokio::runtime::Handle::current().metrics().num_alive_tasks(),
            files: std::fs::read_dir("/proc/self/fd")?.count(),
            resident_kib: pages * 4,
        })
    }
}
