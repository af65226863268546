//! The daemons of a desk: starting them, and crashing them on request.

use anyhow::{Context as _, Result};
use rustix::process::Signal;

use super::{Desk, DeskOptions, Keyring, Notifications};
use crate::bus::{NAME_WITHIN, wait_for_name, wait_for_no_name};
use crate::daemon::{Daemon, signal};
use crate::wait::until;
use crate::{keyring, notifications, panel, processes};

impl Desk {
    /// Starts a notification daemon where none runs, and waits for its name.
    ///
    /// # Errors
    /// It is not installed or did not come up.
    pub async fn start_notifications(&mut self, which: Notifications) -> Result<()> {
        let mut command = match which {
            Notifications::None => return Ok(()),
            Notifications::Dunst => self.command("dunst"),
            Notifications::Xfce => self.command(panel::notifyd()?),
        };
        // The accessibility tree is how the lab finds the buttons.
        command.env_remove("NO_AT_BRIDGE");
        let daemon = self.spawn(command, "notifications")?;
        wait_for_name(&self.bus, notifications::NAME, NAME_WITHIN).await.with_context(|| daemon.log())?;
        self.notifications = which;
        self.notification_daemon = Some(daemon);
        Ok(())
    }

    /// Kills the notification daemon as a crash would, and waits until its name is free.
    ///
    /// # Errors
    /// Somebody still owns the name.
    pub async fn kill_notifications(&mut self) -> Result<()> {
        if let Some(daemon) = self.notification_daemon.take() {
            daemon.kill();
        }
        self.notifications = Notifications::None;
        wait_for_no_name(&self.bus, notifications::NAME, NAME_WITHIN).await
    }

    /// Kills the notification daemon and starts it again.
    ///
    /// # Errors
    /// As [`Self::kill_notifications`] and [`Self::start_notifications`].
    pub async fn restart_notifications(&mut self) -> Result<()> {
        let which = self.notifications;
        self.kill_notifications().await?;
        self.start_notifications(which).await
    }

    /// Starts the panel where none runs, and waits until it hosts a tray.
    ///
    /// # Errors
    /// It is not installed or did not come up.
    pub async fn start_panel(&mut self) -> Result<()> {
        let mut command = self.command("xfce4-panel");
        command.arg("--disable-wm-check");
        let daemon = self.spawn(command, "panel")?;
        wait_for_name(&self.bus, panel::TRAY, NAME_WITHIN).await.with_context(|| daemon.log())?;
        until("the panel to be painted", NAME_WITHIN, || async {
            Ok(panel::is_painted(&self.screen)?.then_some(()))
        })
        .await?;
        self.panel = Some(daemon);
        Ok(())
    }

    /// Kills the panel as a crash would, and waits until nobody hosts a tray.
    ///
    /// # Errors
    /// Somebody still does.
    pub async fn kill_panel(&mut self) -> Result<()> {
        if let Some(panel) = self.panel.take() {
            // Its plugins are processes of their own, and the one of the tray owns the name.
            for process in processes::tree(panel.pid()) {
                signal(process.pid, Signal::KILL);
            }
            panel.kill();
        }
        wait_for_no_name(&self.bus, panel::TRAY, NAME_WITHIN).await
    }

    /// Kills the panel and starts it again.
    ///
    /// # Errors
    /// As [`Self::kill_panel`] and [`Self::start_panel`].
    pub async fn restart_panel(&mut self) -> Result<()> {
        self.kill_panel().await?;
        self.start_panel().await
    }

    pub(super) async fn start_daemons(&mut self, options: &DeskOptions) -> Result<()> {
        if options.window_manager {
            let openbox = self.spawn(self.command("openbox"), "openbox")?;
            self.others.push(openbox);
        }
        self.start_keyring(options.keyring)?;
        self.start_notifications(options.notifications).await?;
        if options.panel {
            self.start_panel().await?;
        }
        if options.keyring != Keyring::None {
            wait_for_name(&self.bus, "org.freedesktop.secrets", NAME_WITHIN).await?;
        }
        if options.keyring == Keyring::Locked {
            self.keyring().lock().await?;
        }
        if options.window_manager {
            until("the window manager", NAME_WITHIN, || async {
                Ok(self.screen.has_window_manager()?.then_some(()))
            })
            .await?;
        }
        Ok(())
    }

    fn start_keyring(&mut self, which: Keyring) -> Result<()> {
        let mut command = self.command("gnome-keyring-daemon");
        command.args(["--foreground", "--components=secrets"]);
        let password = match which {
            Keyring::None => return Ok(()),
            Keyring::Uninitialised => {
                command.arg("--start");
                None
            }
            Keyring::Unlocked | Keyring::Locked => {
                command.arg("--unlock");
                Some(keyring::PASSWORD)
            }
        };
        self.others.push(Daemon::spawn(command, &self.log_file("keyring"), password)?);
        Ok(())
    }
}
