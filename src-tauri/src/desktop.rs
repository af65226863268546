//! The body to the engine's brain: what a desktop can do, one room each.
//!
//! - [`notifications`] shows rings and tells what was clicked.
//! - [`sound`] lets the bell sound.
//! - [`tray`] is the icon and its menu.
//! - [`secrets`] is the keyring, on a thread of its own.
//! - [`opener`] hands pages to the browser.
//! - [`power`] tells that the machine woke up, [`network`] that it has other ways out, [`hush`] that notifications are
//!   kept off the screen.
//! - [`autostart`] is the system's list of programs that start at login.
//! - [`window_process`] starts the window and brings it to the front.
//! - [`activation`] passes a click's permission to take the focus on to whatever the click opens.
//! - [`reports`] is the way back to the engine.
//! - `markup` escapes texts where they are read as markup.
//! - [`screen`] is what there must be to show anything on; `bus` connects to D-Bus, on Linux.
//!
//! Rooms that differ between systems have `linux.rs`, `windows.rs` and `macos.rs` beside them, of equal
//! signatures. Every call only enqueues.

pub mod activation;
pub mod autostart;
#[cfg(target_os = "linux")]
mod bus;
pub mod hush;
mod markup;
pub mod network;
pub mod notifications;
pub mod opener;
pub mod power;
pub mod reports;
pub mod screen;
pub mod secrets;
pub mod sound;
pub mod tray;
pub mod webkit;
pub mod window_process;

use swarmbell_engine::clock::Clock;
use swarmbell_engine::desktop::{Chime, Desktop, SecretId, SecretOrder, SecretPlace, ShownRing};
use swarmbell_engine::ring::Ring;
use swarmbell_engine::view::TrayModel;
use swarmbell_protocols::web::WebAddress;
use tauri::AppHandle;

use crate::desktop::activation::Activation;
use crate::desktop::autostart::Autostart;
use crate::desktop::hush::Hush;
use crate::desktop::network::Network;
use crate::desktop::notifications::Notifications;
use crate::desktop::opener::Opener;
use crate::desktop::power::Power;
use crate::desktop::reports::Reports;
use crate::desktop::secrets::Keyring;
use crate::desktop::sound::Sound;
use crate::desktop::tray::Tray;
use crate::desktop::window_process::WindowProcess;
use crate::program::Program;

/// The desktop this process runs on.
#[derive(Debug)]
pub struct TauriDesktop {
    app: AppHandle,
    notifications: Notifications,
    sound: Sound,
    tray: Tray,
    keyring: Keyring,
    opener: Opener,
    activation: Activation,
    window: WindowProcess,
    hush: Hush,
    autostart: Autostart,
    _power: Power,
    _network: Network,
}

impl TauriDesktop {
    /// Starts all rooms. Their reports go to `reports`. `program` is what is started at login, `earlier`
    /// what bells before this one have shown.
    pub fn start(
        app: &AppHandle,
        reports: &Reports,
        clock: &Clock,
        window: WindowProcess,
        program: Option<Program>,
        earlier: Vec<ShownRing>,
    ) -> Self {
        let activation = Activation::new(clock.clone());
        let hush = Hush::start(reports);
        let (clicks, at) = (activation.clone(), clock.clone());
        Self {
            app: app.clone(),
            notifications: Notifications::start(reports.clone(), clicks, at, &hush, earlier),
            sound: Sound::new(reports.clone()),
            tray: Tray::start(app, reports.clone()),
            keyring: Keyring::start(reports.clone()),
            opener: Opener::new(reports.clone(), activation.clone()),
            activation,
            window,
            hush,
            autostart: Autostart::start(reports, program),
            _power: Power::start(reports),
            _network: Network::start(reports),
        }
    }
}

impl Desktop for TauriDesktop {
    fn notify(&self, ring: Ring) {
        self.notifications.show(ring);
        self.hush.rang();
    }

    fn play(&self, chime: Chime) {
        self.sound.play(chime);
    }

    fn set_tray(&self, tray: TrayModel) {
        self.tray.show(tray);
    }

    fn open(&self, page: WebAddress) {
        self.opener.open(page);
    }

    fn show_window(&self) {
        self.window.show(self.activation.take());
    }

    fn secret(&self, id: SecretId, place: SecretPlace, order: SecretOrder) {
        self.keyring.ask(id, place, order);
    }

    fn redeem(&self, nonce: &str) {
        self.notifications.redeem(nonce);
    }

    fn start_at_login(&self, wanted: Option<bool>) {
        self.autostart.ask(wanted);
    }

    fn quit(&self) {
        self.app.exit(0);
    }
}
