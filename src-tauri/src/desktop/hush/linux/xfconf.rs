//! The switch of Xfce: a setting of its notification daemon, kept by xfconf.

use futures_util::StreamExt;
use zbus::Connection;
use zbus::proxy::CacheProperties;
use zbus::zvariant::{OwnedValue, Value};

use super::READ_WITHIN;
use crate::desktop::bus::{is_slow, within};

const CHANNEL: &str = "xfce4-notifyd";
const PROPERTY: &str = "/do-not-disturb";

/// xfconf's interface, the part used here. The daemon whose setting it is has started it already.
#[zbus::proxy(
    interface = "org.xfce.Xfconf",
    default_service = "org.xfce.Xfconf",
    default_path = "/org/xfce/Xfconf",
    gen_blocking = false
)]
trait Xfconf {
    /// A setting's value.
    fn get_property(&self, channel: &str, property: &str) -> zbus::Result<OwnedValue>;

    /// A setting has another value.
    #[zbus(signal)]
    fn property_changed(&self, channel: &str, property: &str, value: Value<'_>) -> zbus::Result<()>;

    /// A setting has its default value again.
    #[zbus(signal)]
    fn property_removed(&self, channel: &str, property: &str) -> zbus::Result<()>;
}

/// Tells the setting's value, and each other one it takes.
pub(super) async fn follow(bus: &Connection, mut tell: impl FnMut(bool)) -> zbus::Result<()> {
    let settings = XfconfProxy::builder(bus).cache_properties(CacheProperties::No).build().await?;
    let ours = [(0, CHANNEL), (1, PROPERTY)];
    let mut changes = settings.receive_property_changed_with_args(&ours).await?;
    let mut removals = settings.receive_property_removed_with_args(&ours).await?;
    loop {
        tell(match within(READ_WITHIN, settings.get_property(CHANNEL, PROPERTY)).await {
            Ok(value) => bool::try_from(value).unwrap_or_default(),
            Err(error) if is_slow(&error) => return Err(error),
            // One that was never set is not there.
            Err(_) => false,
        });
        let more = tokio::select! {
            change = changes.next() => change.is_some(),
            removal = removals.next() => removal.is_some(),
        };
        if !more {
            return Ok(());
        }
    }
}
