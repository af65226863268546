//! The page inside a real WebKitGTK window, through WebKitWebDriver.

use std::net::{Ipv4Addr, TcpListener};
use std::time::Duration;

use anyhow::{Result, bail};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::daemon::Daemon;
use crate::desk::Desk;
use crate::wait::until;

/// How long the driver may take to listen.
const LISTEN_WITHIN: Duration = Duration::from_secs(20);

/// How long the program may take to show its window: the driver itself would wait for ever.
const SESSION_WITHIN: Duration = Duration::from_secs(60);

/// A driver and the window it holds. Dropping it ends the driver; the program ends with [`Session::quit`].
#[derive(Debug)]
pub struct Session {
    driver: Daemon,
    client: Client,
}

impl Session {
    /// Starts `program` (an absolute path) with `arguments` under a driver of its own and waits for its window.
    ///
    /// # Errors
    /// The driver is not installed, or the program showed no window in a minute; its output is in the error.
    pub async fn start(desk: &Desk, program: &str, arguments: &[&str]) -> Result<Self> {
        let port = free_port()?;
        let mut command = desk.command("WebKitWebDriver");
        // The program inherits the driver's environment. Without this switch wry answers no driver.
        command.env("TAURI_WEBVIEW_AUTOMATION", "true").arg(format!("--port={port}"));
        let driver = Daemon::spawn(command, &desk.log_file("webdriver"), None)?;
        until("the WebDriver to listen", LISTEN_WITHIN, || async {
            Ok(tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.ok())
        })
        .await?;
        let capabilities = json!({"webkitgtk:browserOptions": {"binary": program, "args": arguments}});
        let mut builder = ClientBuilder::new(HttpConnector::new());
        if let serde_json::Value::Object(capabilities) = capabilities {
            builder.capabilities(capabilities);
        }
        let address = format!("http://127.0.0.1:{port}");
        let client = match tokio::time::timeout(SESSION_WITHIN, builder.connect(&address)).await {
            Ok(Ok(client)) => client,
            Ok(Err(error)) => bail!("the driver refused a session with {program}: {error}\n{}", driver.log()),
            Err(_) => bail!("{program} showed no window in {SESSION_WITHIN:?}\n{}", driver.log()),
        };
        Ok(Self { driver, client })
    }

    /// The page.
    #[must_use]
    pub fn page(&self) -> &Client {
        &self.client
    }

    /// What the driver and the program wrote.
    #[must_use]
    pub fn log(&self) -> String {
        self.driver.log()
    }

    /// Ends the session, which ends the program too.
    ///
    /// # Errors
    /// The driver is gone.
    pub async fn quit(self) -> Result<()> {
        Ok(self.client.close().await?)
    }
}

/// A port nobody listens on. Somebody may take it before the driver does; then the driver says so in its log.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
