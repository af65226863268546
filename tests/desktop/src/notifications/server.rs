//! Notification daemons of our own, for what real ones do not do on request.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use tokio::sync::watch;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::OwnedValue;
use zbus::{Connection, interface};

use super::{NAME, PATH};

/// One call a server took.
#[derive(Debug, Clone)]
pub enum Call {
    /// `Notify`, with the id it was or would have been given.
    Notify {
        /// The id.
        id: u32,
        /// Name of the program.
        app_name: String,
        /// The id it replaces, 0 for a new one.
        replaces: u32,
        /// The title.
        summary: String,
        /// The text.
        body: String,
        /// Keys and labels, alternating, as they came.
        actions: Vec<String>,
        /// The hints.
        hints: HashMap<String, OwnedValue>,
    },
    /// `CloseNotification`.
    Close {
        /// The notification.
        id: u32,
    },
}

#[derive(Debug, Default)]
struct Record {
    calls: Vec<Call>,
    last_id: u32,
}

/// How a daemon is when it begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    Willing,
    Hanging,
    Forgetful,
    Inhibited,
}

struct Daemon {
    record: Arc<Mutex<Record>>,
    name: String,
    capabilities: Vec<String>,
    hangs: watch::Receiver<bool>,
    /// The first `Notify` is never answered.
    forgets: bool,
    inhibited: bool,
}

/// A running server. Dropping it gives the bus name back.
#[derive(Debug)]
pub struct Server {
    bus: Connection,
    record: Arc<Mutex<Record>>,
    hangs: watch::Sender<bool>,
}

impl Server {
    /// A daemon that takes everything, shows nothing and writes down each call.
    ///
    /// # Errors
    /// Another daemon owns the name.
    pub async fn recording(address: &str, capabilities: &[&str]) -> Result<Self> {
        Self::serve(address, "lab", capabilities, Mood::Willing).await
    }

    /// A daemon that says what it can do, takes a `Notify`, and from then on answers nothing.
    ///
    /// # Errors
    /// Another daemon owns the name.
    pub async fn hanging(address: &str) -> Result<Self> {
        Self::serve(address, "lab", &["actions", "body"], Mood::Hanging).await
    }

    /// A daemon that loses the first `Notify` and answers all that comes after it.
    ///
    /// # Errors
    /// Another daemon owns the name.
    pub async fn forgetful(address: &str) -> Result<Self> {
        Self::serve(address, "lab", &["actions", "body"], Mood::Forgetful).await
    }

    /// A recording daemon that says it is this one.
    ///
    /// # Errors
    /// Another daemon owns the name.
    pub async fn named(address: &str, name: &str) -> Result<Self> {
        Self::serve(address, name, &["actions", "body"], Mood::Willing).await
    }

    /// The same, with do-not-disturb on from the beginning.
    ///
    /// # Errors
    /// Another daemon owns the name.
    pub async fn inhibited(address: &str, name: &str) -> Result<Self> {
        Self::serve(address, name, &["actions", "body"], Mood::Inhibited).await
    }

    /// Ends in the middle of whatever it does, as a crash would.
    ///
    /// # Errors
    /// The bus is gone.
    pub async fn crash(self) -> Result<()> {
        Ok(self.bus.clone().close().await?)
    }

    /// Lets a hanging daemon answer what it took, and all that comes.
    pub fn wake(&self) {
        self.hangs.send_replace(false);
    }

    /// Turns do-not-disturb on or off, as a daemon does that has a property for it.
    ///
    /// # Errors
    /// The bus is gone.
    pub async fn set_inhibited(&self, inhibited: bool) -> Result<()> {
        let daemon = self.bus.object_server().interface::<_, Daemon>(PATH).await?;
        let mut state = daemon.get_mut().await;
        state.inhibited = inhibited;
        Ok(state.inhibited_changed(daemon.signal_emitter()).await?)
    }

    async fn serve(address: &str, name: &str, capabilities: &[&str], mood: Mood) -> Result<Self> {
        let record = Arc::new(Mutex::new(Record::default()));
        let (hangs, is_hanging) = watch::channel(mood == Mood::Hanging);
        let daemon = Daemon {
            record: Arc::clone(&record),
            name: name.to_owned(),
            capabilities: capabilities.iter().map(ToString::to_string).collect(),
            hangs: is_hanging,
            forgets: mood == Mood::Forgetful,
            inhibited: mood == Mood::Inhibited,
        };
        let bus =
            zbus::connection::Builder::address(address)?.serve_at(PATH, daemon)?.name(NAME)?.build().await?;
        Ok(Self { bus, record, hangs })
    }

    /// Every call so far.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner).calls.clone()
    }

    /// Another program has a notification shown: its id, which is nobody else's any more.
    #[must_use]
    pub fn show_for_another(&self) -> u32 {
        let mut record = self.record.lock().unwrap_or_else(PoisonError::into_inner);
        record.last_id += 1;
        record.last_id
    }

    /// Says that the user chose `action`, without closing the notification.
    ///
    /// # Errors
    /// The bus is gone.
    pub async fn invoke(&self, id: u32, action: &str) -> Result<()> {
        Ok(Daemon::action_invoked(&self.emitter()?, id, action).await?)
    }

    /// Says that the notification is gone: 1 expired, 2 dismissed, 3 closed by the program, 4 undefined.
    ///
    /// # Errors
    /// The bus is gone.
    pub async fn close(&self, id: u32, reason: u32) -> Result<()> {
        Ok(Daemon::notification_closed(&self.emitter()?, id, reason).await?)
    }

    fn emitter(&self) -> Result<SignalEmitter<'_>> {
        Ok(SignalEmitter::new(&self.bus, PATH)?)
    }
}

impl Daemon {
    /// Waits while the daemon hangs.
    async fn awake(&self) {
        if self.hangs.clone().wait_for(|hangs| !hangs).await.is_err() {
            // A daemon that is gone answers nothing.
            std::future::pending::<()>().await;
        }
    }
}

#[interface(name = "org.freedesktop.Notifications")]
impl Daemon {
    #[expect(clippy::too_many_arguments, reason = "the specification's own list")]
    async fn notify(
        &self,
        app_name: String,
        replaces: u32,
        _icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        _timeout_ms: i32,
    ) -> u32 {
        let id = {
            let mut record = self.record.lock().unwrap_or_else(PoisonError::into_inner);
            let id = if replaces == 0 { record.last_id + 1 } else { replaces };
            record.last_id = record.last_id.max(id);
            record.calls.push(Call::Notify { id, app_name, replaces, summary, body, actions, hints });
            id
        };
        if self.forgets && id == 1 {
            std::future::pending::<()>().await;
        }
        self.awake().await;
        id
    }

    async fn close_notification(
        &self,
        id: u32,
        #[zbus(signal_emitter)] emitter: SignalEmitter<'_>,
    ) -> zbus::fdo::Result<()> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner).calls.push(Call::Close { id });
        Ok(Self::notification_closed(&emitter, id, 3).await?)
    }

    async fn get_capabilities(&self) -> Vec<String> {
        let owes = !self.record.lock().unwrap_or_else(PoisonError::into_inner).calls.is_empty();
        if owes {
            self.awake().await;
        }
        self.capabilities.clone()
    }

    fn get_server_information(&self) -> (&str, &str, &str, &str) {
        (&self.name, "Swarmbell lab", "1", "1.2")
    }

    /// Whether notifications are kept off the screen.
    #[zbus(property)]
    fn inhibited(&self) -> bool {
        self.inhibited
    }

    /// The user chose an action.
    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action: &str) -> zbus::Result<()>;

    /// A notification is gone.
    #[zbus(signal)]
    async fn notification_closed(emitter: &SignalEmitter<'_>, id: u32, reason: u32) -> zbus::Result<()>;
}
