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
use std::future::Future;
use std::io;
use std::pin::pin;
use std::time::Duration;

use futures_util::StreamExt;
use swarmbell_engine::desktop::Report;
use tokio::sync::watch;
use tokio::time::timeout;
use zbus::Connection;
use zbus::fdo::DBusProxy;
use zbus::names::{BusName, OwnedUniqueName};

use crate::desktop::bus::{Attempts, Bus, is_slow, owner_of, within};
use crate::desktop::reports::Reports;

/// Where the notification server is found.
const SERVER: &str = "org.freedesktop.Notifications";
const SERVER_PATH: &str = "/org/freedesktop/Notifications";

/// How long a switch may take to be read.
const READ_WITHIN: Duration = Duration::from_secs(5);

/// A server whose switch could not be followed to its end is asked again after this.
const ASK_AGAIN: Duration = Duration::from_secs(30);

/// Follows the switch for as long as the program runs.
#[derive(Debug)]
pub struct Hush {
    readings: Readings,
}

impl Hush {
    /// [`Report::Hush`] tells of each change.
    pub fn start(reports: &Reports) -> Self {
        let (read, reader) = watch::channel(None);
        let mut teller = Teller { reports: reports.clone(), hushed: false, read };
        reports.runtime().spawn(async move {
            let mut attempts = Attempts::new("do-not-disturb");
            loop {
                let Err(ended) = follow_servers(&mut teller, &mut attempts).await;
                tokio::time::sleep(attempts.failed(Err(ended))).await;
            }
        });
        Self { readings: Readings(reader) }
    }

    /// The switch itself tells of changes.
    pub fn rang(&self) {}

    /// Where it is heard that a switch was read.
    pub(in crate::desktop) fn readings(&self) -> Readings {
        self.readings.clone()
    }
}

/// The server whose switch was read last.
#[derive(Debug, Clone)]
pub(in crate::desktop) struct Readings(watch::Receiver<Option<OwnedUniqueName>>);

impl Readings {
    /// Waits until the switch of this server was read and told, or is taking too long.
    pub(in crate::desktop) fn of(&self, server: OwnedUniqueName) -> impl Future<Output = ()> + Send + use<> {
        let mut read = self.0.clone();
        async move {
            // Without an answer the server counts all the same.
            let _ = timeout(READ_WITHIN, read.wait_for(|read| read.as_ref() == Some(&server))).await;
        }
    }
}

/// Tells what was not told yet. While there is no server, what the last one's switch said counts.
struct Teller {
    reports: Reports,
    hushed: bool,
    read: watch::Sender<Option<OwnedUniqueName>>,
}

impl Teller {
    fn tell(&mut self, server: &OwnedUniqueName, hushed: bool) {
        if std::mem::replace(&mut self.hushed, hushed) != hushed {
            tracing::info!(hushed, "do-not-disturb");
            self.reports.send(Report::Hush(hushed));
        }
        self.read.send_replace(Some(server.clone()));
    }
}

/// Follows one server after another. Ends with the bus.
async fn follow_servers(teller: &mut Teller, attempts: &mut Attempts) -> zbus::Result<Infallible> {
    let bus = Bus::Session.connect().await?;
    let names = DBusProxy::new(&bus).await?;
    let mut owners = names.receive_name_owner_changed_with_args(&[(0, SERVER)]).await?;
    attempts.connected();
    loop {
        let server = owner_of(&names, BusName::try_from(SERVER)?).await?;
        let mut following = pin!(follow_one(&bus, &names, server, teller));
        tokio::select! {
            biased;
            change = owners.next() => if change.is_none() {
                return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
            },
            ended = &mut following => return ended,
        }
    }
}

/// Follows the switch of this server for as long as nobody takes its place.
async fn follow_one(
    bus: &Connection,
    names: &DBusProxy<'_>,
    server: Option<OwnedUniqueName>,
    teller: &mut Teller,
) -> zbus::Result<Infallible> {
    let Some(server) = server else { return std::future::pending().await };
    loop {
        let ended = follow_switch(bus, &server, teller).await;
        if owner_of(names, BusName::try_from(SERVER)?).await?.as_ref() != Some(&server) {
            // It ended with its server; who takes the place is about to be told.
            return std::future::pending().await;
        }
        teller.tell(&server, false);
        match ended {
            Err(error) if !is_slow(&error) => {
                tracing::debug!(%error, "this notification server has no switch to follow");
                return std::future::pending().await;
            }
            ended => tracing::info!(?ended, "the switch of the notification server is lost"),
        }
        tokio::time::sleep(ASK_AGAIN).await;
    }
}

/// Follows the switch of this server. Fails when there is none; ends, or fails by time, when it is there no more.
async fn follow_switch(bus: &Connection, server: &OwnedUniqueName, teller: &mut Teller) -> zbus::Result<()> {
    let proxy = zbus::Proxy::new(bus, server, SERVER_PATH, SERVER).await?;
    let (name, ..): (String, String, String, String) =
        within(READ_WITHIN, proxy.call("GetServerInformation", &())).await?;
    let tell = |hushed| teller.tell(server, hushed);
    match name.as_str() {
        "dunst" => property::follow(bus, server, "org.dunstproject.cmd0", "paused", tell).await,
        "Xfce Notify Daemon" => xfconf::follow(bus, tell).await,
        "gnome-shell" => gsettings::follow(tell).await,
        // KDE's name is translated; others may have learnt it from there.
        _ => property::follow(bus, server, SERVER, "Inhibited", tell).await,
    }
}
