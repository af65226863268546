//! Do-not-disturb on Linux: each notification server has a switch of its own.
//!
//! The switch of the present server is read once and followed by its signals. Servers without one are never hushed.
//! While one is restarted, or does not answer for a moment, what was read last counts.
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
use swarmbell_engine::desktop::{HushedBy, Report};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use zbus::fdo::{self, DBusProxy};
use zbus::names::{BusName, OwnedUniqueName};
use zbus::{Connection, Error};

use crate::desktop::bus::{Attempts, Bus, owner_of, within};
use crate::desktop::reports::Reports;

/// Where the notification server is found.
const SERVER: &str = "org.freedesktop.Notifications";
const SERVER_PATH: &str = "/org/freedesktop/Notifications";

/// How long a switch may take to be read.
const READ_WITHIN: Duration = Duration::from_secs(5);

/// A server whose switch could not be followed is asked again after this, and then ever more rarely.
const ASK_AGAIN_MIN: Duration = Duration::from_secs(1);
const ASK_AGAIN_MAX: Duration = Duration::from_secs(5 * 60);

/// A server that is restarted is back within this. One that comes back with the next notification only must not be
/// waited for by those that would bring it.
const RESTARTED_WITHIN: Duration = Duration::from_secs(10);

/// A server whose switch nobody could read after all this counts as one without.
const READ_AT_LAST: Duration = Duration::from_secs(20);

/// Follows the switch for as long as the program runs.
#[derive(Debug)]
pub struct Hush {
    readings: Readings,
}

impl Hush {
    /// [`Report::Hush`] tells of each change.
    pub fn start(reports: &Reports) -> Self {
        let (last, reader) = watch::channel(Reading::default());
        let teller = Teller { reports: reports.clone(), last };
        reports.runtime().spawn(async move {
            let mut attempts = Attempts::new("do-not-disturb");
            loop {
                let Err(ended) = follow_servers(&teller, &mut attempts).await;
                // Another bus gives the same names to others.
                teller.forget_server();
                sleep(attempts.failed(Err(ended))).await;
            }
        });
        Self { readings: Readings(reader) }
    }

    /// The switch itself tells of changes.
    pub fn rang(&self) {}

    /// Where it is heard what was read.
    pub(in crate::desktop) fn readings(&self) -> Readings {
        self.readings.clone()
    }
}

/// What keeps notifications off the screen without a word of it: nothing, the switch itself tells.
pub(in crate::desktop) fn hides() -> Option<HushedBy> {
    None
}

/// What was read last.
#[derive(Debug, Default)]
struct Reading {
    /// Whose switch it was, if that is there still.
    server: Option<OwnedUniqueName>,
    hushed: bool,
}

/// Tells others what was read last.
#[derive(Debug, Clone)]
pub(in crate::desktop) struct Readings(watch::Receiver<Reading>);

impl Readings {
    /// Waits until the switch of this server was read and told: whether it keeps notifications off the screen. One
    /// that is taking too long does not.
    pub(in crate::desktop) fn of(
        &self,
        server: OwnedUniqueName,
    ) -> impl Future<Output = bool> + Send + use<> {
        let mut last = self.0.clone();
        async move {
            let read = last.wait_for(|last| last.server.as_ref() == Some(&server));
            timeout(READ_AT_LAST, read).await.is_ok_and(|read| read.is_ok_and(|last| last.hushed))
        }
    }
}

/// Tells what was not told yet.
struct Teller {
    reports: Reports,
    last: watch::Sender<Reading>,
}

impl Teller {
    fn tell(&self, server: Option<&OwnedUniqueName>, hushed: bool) {
        let mut changed = false;
        // Before the report: a ring that follows from it finds no older word.
        self.last.send_modify(|last| changed = std::mem::replace(&mut last.hushed, hushed) != hushed);
        if changed {
            tracing::info!(hushed, "do-not-disturb");
            self.reports.send(Report::Hush(hushed.then_some(HushedBy::DoNotDisturb)));
        }
        // After it: a server is announced when its switch was told.
        self.last.send_modify(|last| last.server = server.cloned());
    }

    fn forget_server(&self) {
        self.last.send_modify(|last| last.server = None);
    }
}

/// Follows one server after another. Ends with the bus.
async fn follow_servers(teller: &Teller, attempts: &mut Attempts) -> zbus::Result<Infallible> {
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
    teller: &Teller,
) -> zbus::Result<Infallible> {
    let Some(server) = server else {
        sleep(RESTARTED_WITHIN).await;
        teller.tell(None, false);
        return std::future::pending().await;
    };
    let (mut ever_read, mut in_vain, mut pause) = (false, 0, ASK_AGAIN_MIN);
    loop {
        let mut read = false;
        let tell = |hushed| {
            read = true;
            teller.tell(Some(&server), hushed);
        };
        let ended = match name_of(bus, &server).await {
            Ok(name) => follow_switch(bus, &server, &name, tell).await,
            Err(error) => Ended::Lost(Some(error)),
        };
        if owner_of(names, BusName::try_from(SERVER)?).await?.as_ref() != Some(&server) {
            // It ended with its server; who takes the place is about to be told.
            return std::future::pending().await;
        }
        if read {
            (ever_read, in_vain, pause) = (true, 0, ASK_AGAIN_MIN);
        }
        in_vain += 1;
        let has_none = !ever_read && matches!(ended, Ended::NoSwitch(_));
        // One that is busy for a moment means what it said last.
        if has_none || in_vain > 1 {
            teller.tell(Some(&server), false);
        }
        tracing::debug!(?ended, "the switch of this notification server is not followed");
        if has_none {
            return std::future::pending().await;
        }
        sleep(pause).await;
        pause = (pause * 2).min(ASK_AGAIN_MAX);
    }
}

/// Why a switch is followed no more.
#[derive(Debug)]
enum Ended {
    /// The server says that it has none.
    NoSwitch(#[expect(dead_code, reason = "for the log")] Error),
    /// It does not answer, or it answers nothing that makes sense, or what told of it is gone.
    Lost(#[expect(dead_code, reason = "for the log")] Option<Error>),
}

impl Ended {
    fn of(result: zbus::Result<()>) -> Self {
        match result {
            Ok(()) => Self::Lost(None),
            Err(error) if is_unknown(&error) => Self::NoSwitch(error),
            Err(error) => Self::Lost(Some(error)),
        }
    }
}

/// Whether this is the word for something that does not exist. *Invalid arguments* is what GLib says, *unknown method*
/// what servers say that know of no properties at all.
fn is_unknown(error: &Error) -> bool {
    match error {
        Error::FDO(error) => matches!(
            **error,
            fdo::Error::UnknownProperty(_)
                | fdo::Error::UnknownInterface(_)
                | fdo::Error::UnknownMethod(_)
                | fdo::Error::InvalidArgs(_)
        ),
        Error::Unsupported => true,
        _ => false,
    }
}

/// What the server calls itself. One that was just started may not know yet.
async fn name_of(bus: &Connection, server: &OwnedUniqueName) -> zbus::Result<String> {
    let proxy = zbus::Proxy::new(bus, server, SERVER_PATH, SERVER).await?;
    let (name, ..): (String, String, String, String) =
        within(READ_WITHIN, proxy.call("GetServerInformation", &())).await?;
    Ok(name)
}

/// Follows the switch that a server of this name has.
async fn follow_switch(
    bus: &Connection,
    server: &OwnedUniqueName,
    name: &str,
    tell: impl FnMut(bool),
) -> Ended {
    Ended::of(match name {
        "dunst" => property::follow(bus, server, "org.dunstproject.cmd0", "paused", tell).await,
        "Xfce Notify Daemon" => xfconf::follow(bus, tell).await,
        "gnome-shell" => gsettings::follow(tell).await,
        // KDE's name is translated; others may have learnt it from there.
        _ => property::follow(bus, server, SERVER, "Inhibited", tell).await,
    })
}
