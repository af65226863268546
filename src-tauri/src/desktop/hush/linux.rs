//! Do-not-disturb on Linux: each notification server has a switch of its own.
//!
//! The switch of the present server is read once and followed by its signals. Servers without one are never hushed.
//!
//! - `property` is a property of the server itself (KDE's `Inhibited`, dunst's `paused`).
//! - `xfconf` is the setting of Xfce.
//! - `gsettings` is the setting of GNOME.

#[path = "linux/gsettings.rs"]
mod gsettings;
#[path = "linux/property.rs"]
mod property;
#[path = "linux/xfconf.rs"]
mod xfconf;

use std::convert::Infallible;
use std::pin::pin;

use futures_util::StreamExt;
use swarmbell_engine::desktop::Report;
use zbus::Connection;
use zbus::fdo::DBusProxy;
use zbus::names::BusName;

use crate::desktop::bus::{Attempts, Bus};
use crate::desktop::reports::Reports;

/// Where the notification server is found.
const SERVER: &str = "org.freedesktop.Notifications";
const SERVER_PATH: &str = "/org/freedesktop/Notifications";

/// Follows the switch for as long as the program runs.
#[derive(Debug)]
pub struct Hush;

impl Hush {
    /// [`Report::Hush`] tells of each change.
    pub fn start(reports: &Reports) -> Self {
        let mut teller = Teller { reports: reports.clone(), hushed: false };
        reports.runtime().spawn(async move {
            let mut attempts = Attempts::new("do-not-disturb");
            loop {
                let ended = watch(&mut teller, &mut attempts).await;
                teller.tell(false);
                tokio::time::sleep(attempts.failed(ended)).await;
            }
        });
        Self
    }

    /// The switch itself tells of changes.
    pub fn rang(&self) {}
}

/// Tells what was not told yet.
struct Teller {
    reports: Reports,
    hushed: bool,
}

impl Teller {
    fn tell(&mut self, hushed: bool) {
        if std::mem::replace(&mut self.hushed, hushed) != hushed {
            tracing::info!(hushed, "do-not-disturb");
            self.reports.send(Report::Hush(hushed));
        }
    }
}

/// Follows one server after another. Ends with the bus.
async fn watch(teller: &mut Teller, attempts: &mut Attempts) -> zbus::Result<()> {
    let bus = Bus::Session.connect().await?;
    let names = DBusProxy::new(&bus).await?;
    let mut owners = names.receive_name_owner_changed_with_args(&[(0, SERVER)]).await?;
    attempts.succeeded();
    loop {
        let present = names.name_has_owner(BusName::try_from(SERVER)?).await?;
        let changed = {
            let mut following = pin!(follow_until_dropped(present.then_some(&bus), teller));
            tokio::select! {
                change = owners.next() => change,
                never = &mut following => match never {},
            }
        };
        teller.tell(false);
        if changed.is_none() {
            return Ok(());
        }
    }
}

async fn follow_until_dropped(server: Option<&Connection>, teller: &mut Teller) -> Infallible {
    if let Some(bus) = server
        && let Err(error) = follow(bus, teller).await
    {
        tracing::debug!(%error, "this notification server has no switch to follow");
    }
    std::future::pending().await
}

/// Follows the switch of the present server. Ends when there is none.
async fn follow(bus: &Connection, teller: &mut Teller) -> zbus::Result<()> {
    let server = zbus::Proxy::new(bus, SERVER, SERVER_PATH, SERVER).await?;
    let (name, ..): (String, String, String, String) = server.call("GetServerInformation", &()).await?;
    let tell = |hushed| teller.tell(hushed);
    match name.as_str() {
        "dunst" => property::follow(bus, "org.dunstproject.cmd0", "paused", tell).await,
        "Xfce Notify Daemon" => xfconf::follow(bus, tell).await,
        "gnome-shell" => gsettings::follow(tell).await,
        // KDE's name is translated; others may have learnt it from there.
        _ => property::follow(bus, SERVER, "Inhibited", tell).await,
    }
}
