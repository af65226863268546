//! The https handler of a desk: registered with the system, it writes down what it was asked to open.
//!
//! It is a program like any browser, found through `mimeapps.list` and a `.desktop` file, so a test that looks here
//! has seen the address go through the app, the opener and the system.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::wait::until;

/// The recording https handler.
#[derive(Debug)]
pub struct Browser {
    opened: PathBuf,
}

impl Browser {
    /// Registers the handler for `https` and `http` in this home.
    pub(crate) fn register(home: &Path, state: &Path) -> Result<Self> {
        let opened = state.join("opened-urls");
        let program = state.join("lab-browser");
        // One write call of one whole line: two openings at the same moment do not mix.
        fs::write(&program, format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >>'{}'\n", opened.display()))?;
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;

        let applications = home.join(".local/share/applications");
        fs::create_dir_all(&applications)?;
        fs::write(
            applications.join("lab-browser.desktop"),
            format!(
                "[Desktop Entry]\nType=Application\nName=Lab browser\nExec={} %u\nTerminal=false\nNoDisplay=true\n\
                 MimeType=x-scheme-handler/https;x-scheme-handler/http;\nCategories=Network;WebBrowser;\n",
                program.display()
            ),
        )?;
        let config = home.join(".config");
        fs::create_dir_all(&config)?;
        fs::write(
            config.join("mimeapps.list"),
            "[Default Applications]\nx-scheme-handler/https=lab-browser.desktop\n\
             x-scheme-handler/http=lab-browser.desktop\n",
        )?;
        register_with_exo(home, &program)?;
        Ok(Self { opened })
    }

    /// Everything it was asked to open so far, in order.
    ///
    /// # Errors
    /// The record cannot be read.
    pub fn opened_urls(&self) -> Result<Vec<String>> {
        match fs::read_to_string(&self.opened) {
            Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error).context("cannot read what the browser was asked to open"),
        }
    }

    /// Waits until it was asked to open anything and returns the first address.
    ///
    /// # Errors
    /// Nothing was opened within `within`.
    pub async fn wait_for_url(&self, within: Duration) -> Result<String> {
        until("an address at the https handler", within, || async {
            Ok(self.opened_urls()?.into_iter().next())
        })
        .await
    }

    /// Forgets what was opened so far.
    ///
    /// # Errors
    /// The record cannot be written.
    pub fn forget(&self) -> Result<()> {
        Ok(fs::write(&self.opened, "")?)
    }
}

/// Xfce's `exo-open`, which `xdg-open` prefers there, has a list of browsers of its own.
fn register_with_exo(home: &Path, program: &Path) -> Result<()> {
    let helpers = home.join(".local/share/xfce4/helpers");
    fs::create_dir_all(&helpers)?;
    let path = program.display();
    fs::write(
        helpers.join("lab-browser.desktop"),
        format!(
            "[Desktop Entry]\nVersion=1.0\nType=X-XFCE-Helper\nName=Lab browser\nNoDisplay=true\n\
             X-XFCE-Category=WebBrowser\nX-XFCE-Binaries={path};\nX-XFCE-Commands={path};\n\
             X-XFCE-CommandsWithParameter={path} \"%s\";\n"
        ),
    )?;
    fs::create_dir_all(home.join(".config/xfce4"))?;
    fs::write(home.join(".config/xfce4/helpers.rc"), "WebBrowser=lab-browser\n")?;
    Ok(())
}
