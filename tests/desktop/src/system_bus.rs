//! The system bus of a desk, and the login manager on it.
//!
//! A machine without a seat has no logind, and one with a seat must not be put to sleep by a test. The desk's own
//! login manager says what the real one says around a sleep.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};
use zbus::object_server::SignalEmitter;
use zbus::{Connection, interface};

use crate::bus::{self, NAME_WITHIN, wait_for_match};
use crate::daemon::Daemon;

/// The bus name of the login manager.
const LOGIND: &str = "org.freedesktop.login1";

const PATH: &str = "/org/freedesktop/login1";

/// The system bus of a desk.
#[derive(Debug)]
pub struct SystemBus {
    state: PathBuf,
    running: Option<Running>,
}

/// Dropped from top to bottom.
#[derive(Debug)]
struct Running {
    logind: Option<Connection>,
    _daemon: Daemon,
}

impl SystemBus {
    /// No bus yet.
    pub(crate) fn none(state: PathBuf) -> Self {
        Self { state, running: None }
    }

    /// Where it listens, running or not: `DBUS_SYSTEM_BUS_ADDRESS` of this desk.
    #[must_use]
    pub fn address(&self) -> String {
        bus::system_address(&self.state)
    }

    /// Starts the bus, without a login manager. `command` is `dbus-daemon` in this desk's environment.
    ///
    /// # Errors
    /// It did not come up.
    pub(crate) fn start(&mut self, command: Command) -> Result<()> {
        let (daemon, _) = bus::start_system(&self.state, command)?;
        self.running = Some(Running { logind: None, _daemon: daemon });
        Ok(())
    }

    /// Ends the bus with everything on it, as a crash would.
    pub fn kill(&mut self) {
        self.running = None;
    }

    /// Starts a login manager.
    ///
    /// # Errors
    /// There is no bus, or one runs already.
    pub async fn start_logind(&mut self) -> Result<()> {
        let address = self.address();
        let running = self.running.as_mut().context("the system bus does not run")?;
        let logind = zbus::connection::Builder::address(address.as_str())?
            .serve_at(PATH, Manager)?
            .name(LOGIND)?
            .build()
            .await?;
        running.logind = Some(logind);
        Ok(())
    }

    /// Says what the login manager says when the machine is about to sleep, and what it says when it woke up, once
    /// somebody listens.
    ///
    /// # Errors
    /// There is no login manager, or nobody listened in 20 s.
    pub async fn sleep_and_wake(&self) -> Result<()> {
        self.wait_for_listener().await?;
        self.prepare_for_sleep(true).await?;
        self.prepare_for_sleep(false).await
    }

    /// Says `PrepareForSleep`: with `true` before a sleep, with `false` after it.
    ///
    /// # Errors
    /// There is no login manager.
    pub async fn prepare_for_sleep(&self, start: bool) -> Result<()> {
        let logind = self.running.as_ref().and_then(|running| running.logind.as_ref());
        let emitter = SignalEmitter::new(logind.context("no login manager runs")?, PATH)?;
        Ok(Manager::prepare_for_sleep(&emitter, start).await?)
    }

    /// Waits until somebody listens for sleep.
    ///
    /// # Errors
    /// Nobody did within 20 s.
    pub async fn wait_for_listener(&self) -> Result<()> {
        let bus = zbus::connection::Builder::address(self.address().as_str())?.build().await?;
        wait_for_match(&bus, "PrepareForSleep", NAME_WITHIN).await
    }
}

struct Manager;

#[interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    /// The machine is about to sleep, or woke up.
    #[zbus(signal)]
    async fn prepare_for_sleep(emitter: &SignalEmitter<'_>, start: bool) -> zbus::Result<()>;
}
