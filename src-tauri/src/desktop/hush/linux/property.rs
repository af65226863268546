//! A switch that is a property of the notification server.

use futures_util::StreamExt;
use zbus::Connection;
use zbus::fdo::PropertiesProxy;
use zbus::names::{InterfaceName, OwnedUniqueName};

use super::{READ_WITHIN, SERVER_PATH};
use crate::desktop::bus::within;

/// Tells the property's value, and each other one it takes.
pub(super) async fn follow(
    bus: &Connection,
    server: &OwnedUniqueName,
    interface: &'static str,
    property: &'static str,
    mut tell: impl FnMut(bool),
) -> zbus::Result<()> {
    let server = PropertiesProxy::builder(bus).destination(server)?.path(SERVER_PATH)?.build().await?;
    let mut changes = server.receive_properties_changed_with_args(&[(0, interface)]).await?;
    let interface = InterfaceName::try_from(interface)?;
    loop {
        let get = async { Ok(server.get(interface.clone(), property).await?) };
        let value = within(READ_WITHIN, get).await?;
        tell(bool::try_from(value)?);
        // Another property of that interface may be what changed; asking again costs less than telling them apart.
        if changes.next().await.is_none() {
            return Ok(());
        }
    }
}
