//! Notifications on Windows: toasts as XML.
//!
//! - `toast` writes the XML; the shell carries its clicks out.
//! - `identity` makes the shell know this program: without a registered AppUserModelID toasts are dropped
//!   silently (winrt-notification#17), with a wrong one they are signed PowerShell.
//!
//! A thread of its own owns COM, and shows one toast after another.

#[path = "windows/identity.rs"]
mod identity;

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};

use swarmbell_engine::IDENTIFIER;
use swarmbell_engine::clock::Clock;
use swarmbell_engine::desktop::{Delivery, Report};
use swarmbell_engine::ring::Ring;
use tokio::sync::oneshot;
use tokio::time::timeout;
use windows::Data::Xml::Dom::XmlDocument;
use windows::UI::Notifications::{
    NotificationSetting, ToastNotification, ToastNotificationManager, ToastNotifier,
};
use windows::Win32::Foundation::E_ACCESSDENIED;
use windows::core::HSTRING;

use super::nonces::Nonces;
use super::toast::toast_xml;
use super::{ANSWER_WITHIN, QUEUE};
use crate::desktop::activation::Activation;
use crate::desktop::reports::Reports;

/// The way to the notification centre.
#[derive(Debug)]
pub struct Notifications {
    toasts: SyncSender<Toast>,
    reports: Reports,
    nonces: Nonces,
}

struct Toast {
    xml: String,
    shown: oneshot::Sender<Delivery>,
}

impl Notifications {
    /// Starts the thread. It ends when this is dropped.
    pub fn start(reports: Reports, _activation: Activation, clock: Clock) -> Self {
        let (toasts, inbox) = sync_channel(QUEUE);
        let started = std::thread::Builder::new().name("toasts".to_owned()).spawn(move || serve(&inbox));
        if let Err(error) = started {
            tracing::error!(%error, "the toasts' thread was not started");
        }
        Self { toasts, reports, nonces: Nonces::new(clock) }
    }

    /// Shows a ring; answered by [`Report::Delivered`].
    #[expect(clippy::needless_pass_by_value, reason = "as on the other systems, which keep the ring")]
    pub fn show(&self, ring: Ring) {
        let (shown, answer) = oneshot::channel();
        let (id, reports) = (ring.id, self.reports.clone());
        let xml = toast_xml(&ring, |action| self.nonces.issue(action.clone()));
        let refused = match self.toasts.try_send(Toast { xml, shown }) {
            Ok(()) => None,
            Err(TrySendError::Full(_)) => Some(Delivery::TimedOut),
            Err(TrySendError::Disconnected(_)) => Some(Delivery::NoServer),
        };
        self.reports.runtime().spawn(async move {
            let delivery = match refused {
                Some(delivery) => delivery,
                None => match timeout(ANSWER_WITHIN, answer).await {
                    Ok(answer) => answer.unwrap_or(Delivery::NoServer),
                    Err(_) => Delivery::TimedOut,
                },
            };
            reports.send(Report::Delivered { id, delivery });
        });
    }

    /// Tells what the nonce of a toast's button stands for, once.
    pub fn redeem(&self, nonce: &str) {
        match self.nonces.redeem(nonce) {
            Some(action) => self.reports.send(Report::Clicked { action }),
            None => tracing::info!("a button of an old toast was clicked"),
        }
    }
}

fn serve(inbox: &Receiver<Toast>) {
    if let Err(error) = identity::register() {
        tracing::warn!(%error, "the shell may not know this program; toasts may be dropped");
    }
    let mut notifier = None;
    while let Ok(toast) = inbox.recv() {
        let delivery = match show(&mut notifier, &toast.xml) {
            Ok(delivery) => delivery,
            Err(error) => {
                tracing::warn!(%error, "a toast was not shown");
                notifier = None;
                if error.code() == E_ACCESSDENIED { Delivery::Denied } else { Delivery::Refused }
            }
        };
        // Who asked waits no longer than its deadline.
        let _ = toast.shown.send(delivery);
    }
}

fn show(notifier: &mut Option<ToastNotifier>, xml: &str) -> windows::core::Result<Delivery> {
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
    document.LoadXml(&HSTRING::from(xml))?;
    notifier.Show(&ToastNotification::CreateToastNotification(&document)?)?;
    Ok(Delivery::Accepted)
}
