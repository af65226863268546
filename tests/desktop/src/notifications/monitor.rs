//! A bus monitor for `org.freedesktop.Notifications`.
//!
//! It listens on a thread of its own, so the time it notes down is the time a message crossed the bus and not the time
//! a busy test came round to look.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, Result};
use futures_util::StreamExt as _;
use zbus::message::Type;
use zbus::zvariant::OwnedValue;
use zbus::{Message, MessageStream};

use super::NAME;
use crate::wait::{monotonic_ns, until};

/// One `Notify` call.
#[derive(Debug, Clone)]
pub struct Notice {
    /// `CLOCK_MONOTONIC` nanoseconds when it crossed the bus.
    pub at_ns: u64,
    /// The unique bus name of the caller.
    pub sender: String,
    /// The id the daemon gave it; absent until, or unless, the daemon answered.
    pub id: Option<u32>,
    /// Name of the program.
    pub app_name: String,
    /// The id of the notification it replaces, 0 for a new one.
    pub replaces: u32,
    /// Icon name or path.
    pub icon: String,
    /// The title.
    pub summary: String,
    /// The text below, perhaps with markup.
    pub body: String,
    /// Action keys with their labels, in order.
    pub actions: Vec<(String, String)>,
    /// The hints.
    pub hints: HashMap<String, OwnedValue>,
    /// Time until it expires in milliseconds; -1 leaves it to the daemon, 0 is never.
    pub timeout_ms: i32,
}

/// What came back for a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// `ActionInvoked`: the user chose an action.
    ActionInvoked {
        /// The notification.
        id: u32,
        /// The key of the action; `default` for the body.
        action: String,
    },
    /// `NotificationClosed`.
    Closed {
        /// The notification.
        id: u32,
        /// 1 expired, 2 dismissed by the user, 3 closed by the program, 4 undefined.
        reason: u32,
    },
    /// `ActivationToken`: the right to raise a window.
    ActivationToken {
        /// The notification.
        id: u32,
        /// The token.
        token: String,
    },
}

#[derive(Debug, Default)]
struct Seen {
    notices: Vec<Notice>,
    events: Vec<Event>,
    /// (caller, serial) of calls whose answer is still out, with their place in `notices`.
    open: HashMap<(String, u32), usize>,
}

/// The listener. Dropping it ends its thread.
#[derive(Debug)]
pub struct Monitor {
    seen: Arc<Mutex<Seen>>,
    _stop: tokio::sync::oneshot::Sender<()>,
}

impl Monitor {
    /// Starts to listen on the bus at `address`. When it returns nothing is missed any more.
    ///
    /// # Errors
    /// There is no bus, or it allows no monitors.
    pub async fn start(address: &str) -> Result<Self> {
        let seen = Arc::new(Mutex::new(Seen::default()));
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let (ready, is_ready) = tokio::sync::oneshot::channel();
        let (address, record) = (address.to_owned(), Arc::clone(&seen));
        std::thread::Builder::new().name("notification monitor".into()).spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let Ok(runtime) = runtime else { return };
            runtime.block_on(async {
                match listen(&address).await {
                    Ok(messages) => {
                        // The receiver leaves only when the test was cancelled.
                        let _ = ready.send(Ok(()));
                        follow(messages, &record, stopped).await;
                    }
                    Err(error) => drop(ready.send(Err(error))),
                }
            });
        })?;
        is_ready.await.context("the notification monitor ended early")??;
        Ok(Self { seen, _stop: stop })
    }

    /// Every `Notify` so far.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        self.lock().notices.clone()
    }

    /// Every answer so far.
    #[must_use]
    pub fn events(&self) -> Vec<Event> {
        self.lock().events.clone()
    }

    /// Waits for a `Notify` that `wanted` accepts.
    ///
    /// # Errors
    /// None came within `within`; those that came are in the error.
    pub async fn wait_for_notice(
        &self,
        what: &str,
        within: Duration,
        wanted: impl Fn(&Notice) -> bool,
    ) -> Result<Notice> {
        until(&format!("a notification: {what}"), within, || async {
            Ok(self.notices().into_iter().find(&wanted))
        })
        .await
        .with_context(|| {
            let came: Vec<_> = self.notices().into_iter().map(|notice| notice.summary).collect();
            format!("notifications that came: {came:?}")
        })
    }

    /// Waits for `Notify` number `count` (from 1) and returns it with the id the daemon gave.
    ///
    /// # Errors
    /// It did not come, or was not answered, within `within`.
    pub async fn wait_for_answered(&self, count: usize, within: Duration) -> Result<Notice> {
        until(&format!("notification {count} with its id"), within, || async {
            Ok(self.notices().into_iter().nth(count.saturating_sub(1)).filter(|notice| notice.id.is_some()))
        })
        .await
    }

    /// Waits for this answer.
    ///
    /// # Errors
    /// It did not come within `within`; those that came are in the error.
    pub async fn wait_for_event(&self, event: &Event, within: Duration) -> Result<()> {
        until(&format!("{event:?}"), within, || async { Ok(self.events().contains(event).then_some(())) })
            .await
            .with_context(|| format!("events that came: {:?}", self.events()))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn listen(address: &str) -> Result<MessageStream> {
    let bus = zbus::connection::Builder::address(address)?.build().await?;
    let messages = MessageStream::from(&bus);
    let calls = zbus::MatchRule::builder().interface(NAME)?.build();
    let answers = zbus::MatchRule::builder().msg_type(Type::MethodReturn).build();
    zbus::fdo::MonitoringProxy::new(&bus).await?.become_monitor(&[calls, answers], 0).await?;
    Ok(messages)
}

async fn follow(
    mut messages: MessageStream,
    seen: &Mutex<Seen>,
    mut stop: tokio::sync::oneshot::Receiver<()>,
) {
    loop {
        let message = tokio::select! {
            _ = &mut stop => return,
            message = messages.next() => message,
        };
        let at_ns = monotonic_ns();
        match message {
            Some(Ok(message)) => {
                let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                // A message of another shape than the specification's is not a notification.
                let _ = note(&message, at_ns, &mut seen);
            }
            Some(Err(_)) | None => return,
        }
    }
}

fn note(message: &Message, at_ns: u64, seen: &mut Seen) -> Result<()> {
    let header = message.header();
    let member = header.member().map(|member| member.as_str().to_owned()).unwrap_or_default();
    match (message.message_type(), member.as_str()) {
        (Type::MethodCall, "Notify") => {
            let sender = header.sender().map(ToString::to_string).unwrap_or_default();
            let notice = notice(message, at_ns, &sender)?;
            seen.open.insert((sender, header.primary().serial_num().get()), seen.notices.len());
            seen.notices.push(notice);
        }
        (Type::MethodReturn, _) => {
            let caller = header.destination().map(ToString::to_string).unwrap_or_default();
            let Some(serial) = header.reply_serial() else { return Ok(()) };
            if let Some(place) = seen.open.remove(&(caller, serial.get()))
                && let Some(notice) = seen.notices.get_mut(place)
            {
                notice.id = Some(message.body().deserialize()?);
            }
        }
        (Type::Signal, "ActionInvoked") => {
            let (id, action) = message.body().deserialize()?;
            seen.events.push(Event::ActionInvoked { id, action });
        }
        (Type::Signal, "NotificationClosed") => {
            let (id, reason) = message.body().deserialize()?;
            seen.events.push(Event::Closed { id, reason });
        }
        (Type::Signal, "ActivationToken") => {
            let (id, token) = message.body().deserialize()?;
            seen.events.push(Event::ActivationToken { id, token });
        }
        _ => {}
    }
    Ok(())
}

fn notice(message: &Message, at_ns: u64, sender: &str) -> Result<Notice> {
    type Arguments = (String, u32, String, String, String, Vec<String>, HashMap<String, OwnedValue>, i32);
    let body = message.body();
    let (app_name, replaces, icon, summary, body, actions, hints, timeout_ms): Arguments =
        body.deserialize()?;
    let actions = actions
        .chunks_exact(2)
        .filter_map(|pair| match pair {
            [key, label] => Some((key.clone(), label.clone())),
            _ => None,
        })
        .collect();
    Ok(Notice {
        at_ns,
        sender: sender.to_owned(),
        id: None,
        app_name,
        replaces,
        icon,
        summary,
        body,
        actions,
        hints,
        timeout_ms,
    })
}
