//! Waits for a tray to appear.
//!
//! On login this program may be started before the panel, and stock GNOME has no tray at all. The tray is the
//! owner of a bus name; while there is none, or it takes no icon yet, the attempt is repeated.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use tokio::time::timeout;
use zbus::fdo::DBusProxy;
use zbus::names::BusName;

use super::Face;
use crate::desktop::bus::{Attempts, Bus};

/// Who keeps the list of tray icons.
const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// How long a missing tray is not told: a panel restarts, and on login it comes after us.
const PATIENCE: Duration = Duration::from_secs(5);

/// Between attempts while a tray is there and takes no icon.
const AGAIN: Duration = Duration::from_secs(1);

/// Puts the icon into each tray that appears, and tells when there is none.
pub(super) async fn watch(face: Arc<Face>) {
    let mut told = None;
    let mut attempts = Attempts::new("tray");
    loop {
        let ended = watch_bus(&face, &mut told, &mut attempts).await;
        tell(&face, &mut told, false);
        tokio::time::sleep(attempts.failed(ended)).await;
    }
}

async fn watch_bus(face: &Arc<Face>, told: &mut Option<bool>, attempts: &mut Attempts) -> zbus::Result<()> {
    let bus = Bus::Session.connect().await?;
    let names = DBusProxy::new(&bus).await?;
    let mut changes = names.receive_name_owner_changed_with_args(&[(0, WATCHER)]).await?;
    let watcher = BusName::try_from(WATCHER)?;
    attempts.connected();
    let mut refusals = 0;
    loop {
        let present = names.name_has_owner(watcher.clone()).await?;
        let stands = present && face.stands().await;
        let wait = match (stands, present) {
            (true, _) => {
                refusals = 0;
                tell(face, told, true);
                None
            }
            (false, true) => {
                refusals += 1;
                if AGAIN * refusals > PATIENCE {
                    tell(face, told, false);
                }
                Some(AGAIN)
            }
            (false, false) if *told == Some(false) => None,
            (false, false) => Some(PATIENCE),
        };
        let change = match wait {
            None => changes.next().await,
            Some(wait) => match timeout(wait, changes.next()).await {
                Ok(change) => change,
                Err(_) => {
                    if !present {
                        tell(face, told, false);
                    }
                    continue;
                }
            },
        };
        if change.is_none() {
            return Ok(());
        }
    }
}

fn tell(face: &Face, told: &mut Option<bool>, present: bool) {
    if told.replace(present) != Some(present) {
        face.tell_host(present);
    }
}
