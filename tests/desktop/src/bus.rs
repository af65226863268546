//! The session bus of a desk: a `dbus-daemon` with exactly the services the desk asked for.
//!
//! A system's own session bus starts services on demand, so "there is no keyring" cannot be had by leaving the keyring
//! out. The bus of a desk therefore reads a service folder of its own, holding only what a desk may start by itself.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::daemon::Daemon;
use crate::wait::until;

/// Where the packages of Debian put their activatable services.
const SYSTEM_SERVICES: &str = "/usr/share/dbus-1/services";

/// Helpers that the real daemons start through the bus: settings, accessibility, the keyring's prompt.
const HELPERS: &[&str] = &[
    "ca.desrt.dconf.service",
    "org.a11y.Bus.service",
    "org.gnome.keyring.PrivatePrompter.service",
    "org.gnome.keyring.SystemPrompter.service",
    "org.xfce.Xfconf.service",
];

/// How long a service may take from start to its bus name. Generous: a compiler may run beside it.
pub const NAME_WITHIN: Duration = Duration::from_secs(20);

/// Writes the configuration into `state` and starts the bus at `state/rt/bus`, where clients look by default.
///
/// # Errors
/// `dbus-daemon` is missing or did not give its address.
pub(crate) fn start(state: &Path, mut command: Command, empty: bool) -> Result<(Daemon, String)> {
    let services = state.join("services");
    fs::create_dir_all(&services)?;
    if !empty {
        for helper in HELPERS {
            // A helper that is not installed is not offered, as on a real system.
            let _ = fs::copy(Path::new(SYSTEM_SERVICES).join(helper), services.join(helper));
        }
    }
    let config = state.join("bus.conf");
    fs::write(&config, configuration(&state.join("rt/bus"), &services))?;
    command.arg("--nofork").arg("--print-address=1").arg(format!("--config-file={}", config.display()));
    let mut daemon = Daemon::spawn_with_stdout(command, &state.join("log/dbus"))?;
    let stdout = daemon.take_stdout().context("dbus-daemon has no standard output")?;
    let mut address = String::new();
    BufReader::new(stdout).read_line(&mut address)?;
    let address = address.trim().to_owned();
    anyhow::ensure!(!address.is_empty(), "dbus-daemon gave no address: {}", daemon.log());
    Ok((daemon, address))
}

/// Waits until somebody owns `name` on the bus.
///
/// # Errors
/// Nobody did within `within`.
pub async fn wait_for_name(bus: &zbus::Connection, name: &str, within: Duration) -> Result<()> {
    let wanted: zbus::names::BusName<'_> = name.try_into()?;
    let proxy = zbus::fdo::DBusProxy::new(bus).await?;
    until(&format!("an owner of {name}"), within, || async {
        Ok(proxy.name_has_owner(wanted.clone()).await?.then_some(()))
    })
    .await
}

/// Waits until nobody owns `name`.
///
/// # Errors
/// Somebody still did after `within`.
pub async fn wait_for_no_name(bus: &zbus::Connection, name: &str, within: Duration) -> Result<()> {
    let wanted: zbus::names::BusName<'_> = name.try_into()?;
    let proxy = zbus::fdo::DBusProxy::new(bus).await?;
    until(&format!("{name} to be left"), within, || async {
        Ok((!proxy.name_has_owner(wanted.clone()).await?).then_some(()))
    })
    .await
}

fn configuration(socket: &Path, services: &Path) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:path={}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#,
        socket.display(),
        services.display()
    )
}
