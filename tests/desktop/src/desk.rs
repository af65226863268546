//! The desk itself: what is started, in which order, and how it all ends.

mod daemons;
mod options;
mod place;

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::Result;
use rustix::process::Signal;
use tempfile::TempDir;
use zbus::Connection;

use crate::browser::Browser;
use crate::bus;
use crate::daemon::{Daemon, signal};
use crate::notifications::Monitor;
use crate::screen::{Area, Screen};
use crate::system_bus::SystemBus;
use crate::wait::until_still;
use crate::{ear, keyring, panel, processes};
use place::MARKER;

pub use options::{DeskOptions, Keyring, Notifications};

/// A running desk. Dropping it ends everything that was started in it.
#[derive(Debug)]
pub struct Desk {
    state: PathBuf,
    temporary: Option<TempDir>,
    marker: String,
    display: String,
    address: String,
    bus: Connection,
    screen: Screen,
    browser: Browser,
    system_bus: SystemBus,
    notifications: Notifications,
    notification_daemon: Option<Daemon>,
    panel: Option<Daemon>,
    others: Vec<Daemon>,
    x_server: Option<Daemon>,
}

impl Desk {
    /// Starts a desk and waits until all of it answers, about a second on a quiet machine.
    ///
    /// # Errors
    /// A program of it is not installed, or did not come up in 20 s; its log is in the error.
    pub async fn start(options: DeskOptions) -> Result<Self> {
        let temporary = match options.state_dir {
            Some(_) => None,
            // Short names: a Unix socket's path has room for 107 bytes.
            None => Some(tempfile::Builder::new().prefix("desk").tempdir()?),
        };
        let state = match (&options.state_dir, &temporary) {
            (Some(kept), _) => kept.clone(),
            (None, Some(fresh)) => fresh.path().to_owned(),
            (None, None) => anyhow::bail!("a desk needs a directory"),
        };
        place::prepare(&state)?;
        let home = state.join("home");
        panel::configure(&home)?;
        ear::close(&home)?;
        let browser = Browser::register(&home, &state)?;

        let marker = place::marker();
        let (x_server, display) = place::start_x_server(&state, place::command(&state, &marker, "Xvfb"))?;
        let mut dbus = place::command(&state, &marker, "dbus-daemon");
        dbus.env("DISPLAY", &display);
        let (dbus, address) = bus::start(&state, dbus, options.empty_bus)?;
        let screen = Screen::open(&display)?;
        screen.paint_background(panel::BACKGROUND)?;
        let bus = zbus::connection::Builder::address(address.as_str())?.build().await?;

        let mut system_bus = SystemBus::none(state.clone());
        system_bus.start(place::command(&state, &marker, "dbus-daemon"))?;
        system_bus.start_logind().await?;

        let mut desk = Self {
            state,
            temporary,
            marker,
            display,
            address,
            bus,
            screen,
            browser,
            system_bus,
            notifications: Notifications::None,
            notification_daemon: None,
            panel: None,
            others: vec![dbus],
            x_server: Some(x_server),
        };
        desk.start_daemons(&options).await?;
        Ok(desk)
    }

    /// A command with the environment of this desk. Cargo's own variables stay as they are.
    #[must_use]
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = place::command(&self.state, &self.marker, program);
        command.env("DISPLAY", &self.display).env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        command
    }

    /// Starts a program in this desk, its output going to a log named `log`. Dropping the result ends it.
    ///
    /// # Errors
    /// The program is not there.
    pub fn spawn(&self, command: Command, log: &str) -> Result<Daemon> {
        Daemon::spawn(command, &self.log_file(log), None)
    }

    /// The address of the session bus.
    #[must_use]
    pub fn bus_address(&self) -> &str {
        &self.address
    }

    /// The lab's own connection to the session bus.
    pub fn bus(&self) -> &Connection {
        &self.bus
    }

    /// The system bus with its login manager.
    #[must_use]
    pub fn system_bus(&self) -> &SystemBus {
        &self.system_bus
    }

    /// The system bus, to be changed.
    pub fn system_bus_mut(&mut self) -> &mut SystemBus {
        &mut self.system_bus
    }

    /// Starts the system bus where none runs, without a login manager.
    ///
    /// # Errors
    /// It did not come up.
    pub fn start_system_bus(&mut self) -> Result<()> {
        self.system_bus.start(place::command(&self.state, &self.marker, "dbus-daemon"))
    }

    /// The X display, for example `:3`.
    #[must_use]
    pub fn display(&self) -> &str {
        &self.display
    }

    /// `HOME` of this desk.
    #[must_use]
    pub fn home(&self) -> PathBuf {
        self.state.join("home")
    }

    /// `XDG_RUNTIME_DIR` of this desk.
    #[must_use]
    pub fn runtime_dir(&self) -> PathBuf {
        self.state.join("rt")
    }

    /// Where the log of this name is.
    #[must_use]
    pub fn log_file(&self, name: &str) -> PathBuf {
        self.state.join("log").join(name)
    }

    /// The screen, with its windows, pictures, pointer and keyboard.
    #[must_use]
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The recording https handler.
    #[must_use]
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Hands for the keyring.
    #[must_use]
    pub fn keyring(&self) -> keyring::Lock<'_> {
        keyring::Lock { bus: &self.bus, screen: &self.screen }
    }

    /// Which notification daemon runs.
    #[must_use]
    pub fn notification_daemon(&self) -> Notifications {
        self.notifications
    }

    /// Listens to what the desk plays from here on, which has no sound output before.
    ///
    /// # Errors
    /// Its home cannot be written.
    pub fn ear(&self) -> Result<ear::Ear> {
        ear::Ear::open(&self.home())
    }

    /// Starts to watch the notifications that cross the bus.
    ///
    /// # Errors
    /// The bus is gone.
    pub async fn monitor(&self) -> Result<Monitor> {
        Monitor::start(&self.address).await
    }

    /// Waits until the panel shows an icon, and says where it is.
    ///
    /// # Errors
    /// There is no panel, or it showed none within `within`.
    pub async fn wait_for_tray_icon(&self, within: Duration) -> Result<Area> {
        // The panel makes room first and paints then.
        let (area, _) =
            until_still("an icon drawn in the panel", within, || async { panel::tray_icon(&self.screen) })
                .await?;
        Ok(area)
    }

    /// Ends every process that carries the marker: the daemons, what the bus started on demand, and whatever a test
    /// left behind. The X server goes last and is asked to leave, so that it removes its lock.
    fn end(&mut self) {
        let x_server = self.x_server.as_ref().map(Daemon::pid);
        let deadline = Instant::now() + Duration::from_secs(5);
        loop {
            let mut left = processes::with_environment(MARKER, &self.marker);
            left.retain(|pid| Some(*pid) != x_server && *pid != std::process::id());
            if left.is_empty() || Instant::now() > deadline {
                break;
            }
            left.into_iter().for_each(|pid| signal(pid, Signal::KILL));
            std::thread::sleep(Duration::from_millis(5));
        }
        self.others.clear();
        self.system_bus.kill();
        self.panel = None;
        self.notification_daemon = None;
        self.x_server = None;
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // The picture and the logs are what one wants to see after a failure.
            if let Ok(picture) = self.screen.picture() {
                let _ = picture.save(&self.state.join("screen.png"));
            }
            if let Some(kept) = self.temporary.take() {
                let path = kept.keep();
                #[expect(clippy::print_stderr, reason = "the output of a failing test")]
                {
                    eprintln!("the desk's logs and its last picture are in {}", path.display());
                }
            }
        }
        self.end();
    }
}
