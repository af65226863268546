//! Notifications on Windows: toasts as XML.
//!
//! - `toast` writes the XML; the shell carries its clicks out.
//! - `identity` makes the shell know this program: without a registered AppUserModelID toasts are dropped
//!   silently (winrt-notification#17), with a wrong one they are signed PowerShell.
//!
//! A thread of its own owns COM, and shows one toast after another.

#[path = "windows/identity.rs"]
mod identity;

use std::sync::Arc;

use swarmbell_engine::IDENTIFIER;
use swarmbell_engine::clock::Clock;
use swarmbell_engine::desktop::{Delivery, Report, ShownRing};
use swarmbell_engine::ring::{Action, Ring};
use swarmbell_engine::settings::SourceId;
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::time::timeout;
use windows::Data::Xml::Dom::XmlDocument;
use windows::UI::Notifications::{
    NotificationSetting, ToastNotification, ToastNotificationManager, ToastNotifier,
};
use windows::Win32::Foundation::E_ACCESSDENIED;
use windows::core::HSTRING;

use super::ANSWER_WITHIN;
use super::nonces::Nonces;
use super::queue::Queue;
use super::toast::toast_xml;
use crate::desktop::activation::Activation;
use crate::desktop::hush::{self, Hush};
use crate::desktop::reports::Reports;

/// The way to the notification centre.
#[derive(Debug)]
pub struct Notifications {
    toasts: Arc<Queue<Toast>>,
    reports: Reports,
    nonces: Nonces,
}

#[derive(Debug)]
struct Toast {
    xml: String,
    waits: bool,
    shown: oneshot::Sender<Delivery>,
}

impl Notifications {
    /// Starts the thread. It ends when this is dropped. `earlier` was shown by bells before this one.
    pub fn start(
        reports: Reports,
        _activation: Activation,
        clock: Clock,
        _hush: &Hush,
        earlier: Vec<ShownRing>,
    ) -> Self {
        let toasts = Arc::new(Queue::new());
        let (inbox, runtime) = (Arc::clone(&toasts), reports.runtime().clone());
        let thread = std::thread::Builder::new().name("toasts".to_owned());
        // Moved into the thread at once, so that it is dropped whatever becomes of that.
        let inbox = Inbox(inbox);
        if let Err(error) = thread.spawn(move || serve(&inbox, &runtime)) {
            tracing::error!(%error, "the toasts' thread was not started");
        }
        Self { toasts, reports, nonces: Nonces::new(clock, earlier) }
    }

    /// Shows a ring; answered by [`Report::Delivered`].
    #[expect(clippy::needless_pass_by_value, reason = "as on the other systems, which keep the ring")]
    pub fn show(&self, ring: Ring) {
        let (shown, mut answer) = oneshot::channel();
        let (id, reports) = (ring.id, self.reports.clone());
        let xml = toast_xml(&ring, |action| self.name(ring.source.clone(), action));
        // One that is given back will not be shown; its sender goes with it.
        drop(self.toasts.push(Toast { xml, waits: ring.waits, shown }));
        self.reports.runtime().spawn(async move {
            let answered = match timeout(ANSWER_WITHIN, &mut answer).await {
                Ok(answered) => answered,
                Err(_) => {
                    reports.send(Report::Delivered { id, delivery: Delivery::TimedOut });
                    answer.await
                }
            };
            reports.send(Report::Delivered { id, delivery: answered.unwrap_or(Delivery::Refused) });
        });
    }

    /// The nonce for an action that only the bell can carry out; one that is never redeemed if the system has no
    /// randomness.
    fn name(&self, source: Option<SourceId>, action: &Action) -> String {
        let Some(issued) = self.nonces.issue(source, action.clone()) else { return "none".to_owned() };
        let nonce = issued.mark.clone();
        self.reports.send(Report::Shown(issued));
        nonce
    }

    /// Tells what the nonce of a toast's button stands for, once.
    pub fn redeem(&self, nonce: &str) {
        match self.nonces.redeem(nonce) {
            Some(action) => {
                self.reports.send(Report::Spent { mark: nonce.to_owned() });
                self.reports.send(Report::Clicked { action });
            }
            None => tracing::info!("a button of an old toast was clicked"),
        }
    }
}

impl Drop for Notifications {
    fn drop(&mut self) {
        self.toasts.close();
    }
}

/// The end of the queue that the thread takes from. When the thread is gone, each toast is answered as refused: its sender
/// is dropped.
struct Inbox(Arc<Queue<Toast>>);

impl Drop for Inbox {
    fn drop(&mut self) {
        self.0.abandon();
    }
}

fn serve(inbox: &Inbox, runtime: &Handle) {
    if let Err(error) = identity::register() {
        tracing::warn!(%error, "the shell may not know this program; toasts may be dropped");
    }
    let mut notifier = None;
    while let Some(toast) = runtime.block_on(inbox.0.next()) {
        let delivery = match show(&mut notifier, &toast) {
            Ok(delivery) => delivery,
            Err(error) => {
                tracing::warn!(%error, "a toast was not shown");
                notifier = None;
                if error.code() == E_ACCESSDENIED { Delivery::Denied } else { Delivery::Refused }
            }
        };
        // Who asked is gone only when the program ends.
        let _ = toast.shown.send(delivery);
    }
}

fn show(notifier: &mut Option<ToastNotifier>, toast: &Toast) -> windows::core::Result<Delivery> {
    if toast.waits
        && let Some(by) = hush::hides()
    {
        return Ok(Delivery::Hidden(by));
    }
    let notifier = match notifier {
        Some(notifier) => notifier,
        None => {
            notifier.insert(ToastNotificationManager::CreateToastNotifierWithId(&HSTRING::from(IDENTIFIER))?)
        }
    };
    // Unknown until the first toast of a new identity was shown; then it is worth a try.
    if notifier.Setting().is_ok_and(|setting| setting != NotificationSetting::Enabled) {
        return Ok(Delivery::Denied);
    }
    let document = XmlDocument::new()?;
    document.LoadXml(&HSTRING::from(&toast.xml))?;
    notifier.Show(&ToastNotification::CreateToastNotification(&document)?)?;
    Ok(Delivery::Accepted)
}
