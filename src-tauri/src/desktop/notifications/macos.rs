//! Notifications on macOS: the notification centre, from inside an app bundle only.
//!
//! Outside an `.app` the notification centre raises an exception that ends the process, so a bare binary is
//! answered as denied. Waiting for a click keeps a thread; at most [`WAITING`] rings wait at the same time, and
//! an older one's click is lost when more come. Sending may hang on macOS 26 (mac-notification-sys#81), which
//! is why it never happens on a thread that matters.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use notify_rust::{Notification, NotificationResponse};
use swarmbell_engine::clock::Clock;
use swarmbell_engine::desktop::{Delivery, Report, ShownRing};
use swarmbell_engine::ring::{Action, Ring};
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::{APP_NAME, BUTTONS};
use crate::desktop::activation::Activation;
use crate::desktop::hush::Hush;
use crate::desktop::reports::Reports;

/// Rings whose click is waited for at the same time.
const WAITING: usize = 8;

/// The notification centre answers errors at once and nothing otherwise.
const NO_ERROR_WITHIN: Duration = Duration::from_secs(1);

/// The way to the notification centre.
#[derive(Debug)]
pub struct Notifications {
    reports: Reports,
    bundled: bool,
    waiting: Arc<AtomicUsize>,
}

impl Notifications {
    /// Nothing is shown yet. What was shown by bells before this one (`_earlier`) tells its clicks to nobody: they
    /// reach only who waits for them.
    pub fn start(
        reports: Reports,
        _activation: Activation,
        _clock: Clock,
        _hush: &Hush,
        _earlier: Vec<ShownRing>,
    ) -> Self {
        let bundled = std::env::current_exe().is_ok_and(|program| {
            program.components().any(|part| part.as_os_str().to_string_lossy().ends_with(".app"))
        });
        Self { reports, bundled, waiting: Arc::default() }
    }

    /// Shows a ring; answered by [`Report::Delivered`].
    pub fn show(&self, ring: Ring) {
        let (id, reports) = (ring.id, self.reports.clone());
        if !self.bundled {
            tracing::warn!("outside an app bundle there are no notifications");
            reports.send(Report::Delivered { id, delivery: Delivery::Denied });
            return;
        }
        let (failed, failure) = oneshot::channel();
        let (clicks, waiting) = (reports.clone(), Arc::clone(&self.waiting));
        let started = std::thread::Builder::new().name("notification".to_owned()).spawn(move || {
            let surplus = waiting.fetch_add(1, Ordering::SeqCst) >= WAITING;
            let shown = if surplus { send(&ring) } else { send_and_wait(&ring, &clicks) };
            waiting.fetch_sub(1, Ordering::SeqCst);
            if let Err(error) = shown {
                tracing::warn!(%error, "a notification was not shown");
                // Nobody waits when it took long to fail.
                let _ = failed.send(Delivery::Refused);
            }
        });
        let delivery = started.is_err().then_some(Delivery::NoServer);
        self.reports.runtime().spawn(async move {
            let failure = timeout(NO_ERROR_WITHIN, failure).await.ok().and_then(Result::ok);
            let delivery = delivery.or(failure).unwrap_or(Delivery::Accepted);
            reports.send(Report::Delivered { id, delivery });
        });
    }

    /// Clicks are told by the notification centre itself.
    pub fn redeem(&self, _nonce: &str) {}
}

fn worded(ring: &Ring) -> Notification {
    let mut notification = Notification::new();
    // Without the name of a sound there is none: the bell sounds by itself.
    notification.appname(APP_NAME).summary(&ring.title).body(&ring.body);
    for (index, button) in ring.buttons.iter().take(BUTTONS).enumerate() {
        notification.action(&index.to_string(), &button.label);
    }
    notification
}

/// Sends without waiting: the handle sends when it is dropped.
fn send(ring: &Ring) -> notify_rust::error::Result<()> {
    worded(ring).show().map(drop)
}

fn send_and_wait(ring: &Ring, clicks: &Reports) -> notify_rust::error::Result<()> {
    let (ring, clicks) = (ring.clone(), clicks.clone());
    worded(&ring).show()?.wait_for_response(move |response: &NotificationResponse| {
        if let Some(action) = action_of(&ring, response) {
            clicks.send(Report::Clicked { action });
        }
    })
}

fn action_of(ring: &Ring, response: &NotificationResponse) -> Option<Action> {
    match response {
        NotificationResponse::Default => Some(ring.click.clone()),
        NotificationResponse::Action(index) => {
            let button = ring.buttons.get(index.parse::<usize>().ok()?)?;
            Some(button.action.clone())
        }
        NotificationResponse::Reply(_) | NotificationResponse::Closed(_) => None,
    }
}
