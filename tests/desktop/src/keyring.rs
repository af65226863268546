//! The keyring of a desk: locking it, and answering the prompt that asks for its password.

use std::time::Duration;

use anyhow::{Context as _, Result};
use zbus::zvariant::{ObjectPath, OwnedObjectPath};
use zbus::{Connection, Proxy};

use crate::input::Key;
use crate::screen::{Screen, Window};
use crate::wait::until;

/// The password of every keyring the lab makes.
pub const PASSWORD: &str = "pw";

const SERVICE: &str = "org.freedesktop.secrets";
const LOGIN: &str = "/org/freedesktop/secrets/collection/login";

/// How long the prompt may take to come up or to go away.
const PROMPT_WITHIN: Duration = Duration::from_secs(20);

/// Hands for the keyring.
#[derive(Debug)]
pub struct Lock<'desk> {
    pub(crate) bus: &'desk Connection,
    pub(crate) screen: &'desk Screen,
}

impl Lock<'_> {
    /// Locks the login collection, as a session does that was idle for long.
    ///
    /// # Errors
    /// No keyring runs, or it did not lock.
    pub async fn lock(&self) -> Result<()> {
        let service =
            Proxy::new(self.bus, SERVICE, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service")
                .await?;
        let login = ObjectPath::try_from(LOGIN)?;
        let _: (Vec<OwnedObjectPath>, OwnedObjectPath) = service.call("Lock", &(vec![login],)).await?;
        until("the keyring to be locked", Duration::from_secs(5), || async {
            Ok(self.is_locked().await?.then_some(()))
        })
        .await
    }

    /// Whether the login collection is locked.
    ///
    /// # Errors
    /// No keyring runs, or it has no login collection.
    pub async fn is_locked(&self) -> Result<bool> {
        let properties =
            zbus::fdo::PropertiesProxy::builder(self.bus).destination(SERVICE)?.path(LOGIN)?.build().await?;
        let value = properties.get("org.freedesktop.Secret.Collection".try_into()?, "Locked").await?;
        Ok(bool::try_from(value)?)
    }

    /// Waits for the unlock prompt.
    ///
    /// # Errors
    /// It did not come.
    pub async fn prompt(&self) -> Result<Window> {
        self.screen
            .wait_for_window("the unlock prompt", PROMPT_WITHIN, |window| {
                window.title.contains("Unlock") || window.class.eq_ignore_ascii_case("gcr-prompter")
            })
            .await
    }

    /// Types `password` into the prompt and confirms it.
    ///
    /// # Errors
    /// There is no prompt.
    pub async fn answer_prompt(&self, password: &str) -> Result<()> {
        let prompt = self.prompt().await?;
        self.screen.focus(&prompt).await?;
        self.screen.type_text(password)?;
        self.screen.press(Key::Return)
    }

    /// Closes the prompt without a password, as a user does who wants to be left alone.
    ///
    /// # Errors
    /// There is no prompt, or it did not go away.
    pub async fn dismiss_prompt(&self) -> Result<()> {
        let prompt = self.prompt().await?;
        self.screen.focus(&prompt).await?;
        self.screen.press(Key::Escape)?;
        self.wait_until_gone(&prompt).await
    }

    /// Waits until this prompt is no longer on the screen.
    ///
    /// # Errors
    /// It stayed.
    pub async fn wait_until_gone(&self, prompt: &Window) -> Result<()> {
        until("the prompt to go away", PROMPT_WITHIN, || async {
            Ok((!self.screen.windows()?.iter().any(|window| window.id == prompt.id)).then_some(()))
        })
        .await
        .context("the unlock prompt")
    }
}
