//! The buses of a desk: a `dbus-daemon` each, with exactly the services the desk asked for.
//!
//! A system's own session bus starts services on demand, so "there is no keyring" cannot be had by leaving the keyring
//! out. The session bus of a desk therefore reads a service folder of its own, holding only what a desk may start by
//! itself. The system bus of a desk starts nothing.

use std::collections::HashMap;
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

/// Starts the session bus of a desk, where clients look by default.
///
/// # Errors
/// `dbus-daemon` is missing or did not give its address.
pub(crate) fn start(state: &Path, command: Command, empty: bool) -> Result<(Daemon, String)> {
    let services = state.join("services");
    fs::create_dir_all(&services)?;
    if !empty {
        for helper in HELPERS {
            // A helper that is not installed is not offered, as on a real system.
            let _ = fs::copy(Path::new(SYSTEM_SERVICES).join(helper), services.join(helper));
        }
    }
    launch(state, command, Kind::Session, &services)
}

/// Starts the system bus of a desk.
///
/// # Errors
/// `dbus-daemon` is missing or did not give its address.
pub(crate) fn start_system(state: &Path, command: Command) -> Result<(Daemon, String)> {
    let services = state.join("system-services");
    fs::create_dir_all(&services)?;
    launch(state, command, Kind::System, &services)
}

/// Where the system bus of a desk listens, running or not.
pub(crate) fn system_address(state: &Path) -> String {
    format!("unix:path={}", state.join(Kind::System.socket()).display())
}

/// Which of the two buses.
#[derive(Clone, Copy)]
enum Kind {
    Session,
    System,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::System => "system",
        }
    }

    fn socket(self) -> &'static str {
        match self {
            Self::Session => "rt/bus",
            Self::System => "rt/system_bus",
        }
    }
}

fn launch(state: &Path, mut command: Command, kind: Kind, services: &Path) -> Result<(Daemon, String)> {
    let config = state.join(format!("{}-bus.conf", kind.name()));
    let socket = state.join(kind.socket());
    // The socket of a bus that was killed is in the way of the next.
    match fs::remove_file(&socket) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    fs::write(&config, configuration(kind.name(), &socket, services))?;
    command.arg("--nofork").arg("--print-address=1").arg(format!("--config-file={}", config.display()));
    let mut daemon = Daemon::spawn_with_stdout(command, &state.join(format!("log/dbus-{}", kind.name())))?;
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

/// Waits until somebody listens for messages that a rule with these words lets through.
///
/// # Errors
/// Nobody did within `within`.
pub async fn wait_for_match(bus: &zbus::Connection, words: &str, within: Duration) -> Result<()> {
    let stats =
        zbus::Proxy::new(bus, DAEMON, "/org/freedesktop/DBus", "org.freedesktop.DBus.Debug.Stats").await?;
    until(&format!("a listener for {words}"), within, || async {
        let rules: HashMap<String, Vec<String>> = stats.call("GetAllMatchRules", &()).await?;
        Ok(rules.values().flatten().any(|rule| rule.contains(words)).then_some(()))
    })
    .await
}

/// The bus itself.
const DAEMON: &str = "org.freedesktop.DBus";

fn configuration(kind: &str, socket: &Path, services: &Path) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>{kind}</type>
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
