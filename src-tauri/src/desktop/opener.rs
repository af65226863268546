//! Hands pages to the browser.
//!
//! Only a [`WebAddress`] is opened: https, parsed and re-serialised. It travels as one argument of a
//! process, never through a shell.

use std::time::Duration;

use swarmbell_engine::desktop::Report;
use swarmbell_protocols::web::WebAddress;
use swarmbell_words::say;

use crate::desktop::activation::Activation;
use crate::desktop::reports::Reports;

#[cfg_attr(target_os = "linux", path = "opener/linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "opener/other.rs")]
mod system;

/// A launcher that is still at work after this has found a browser: `xdg-open` may live as long as the
/// browser it started.
const HANDED_OVER_AFTER: Duration = Duration::from_secs(4);

/// The way to the browser.
#[derive(Debug)]
pub struct Opener {
    reports: Reports,
    activation: Activation,
}

impl Opener {
    /// Results go to `reports`.
    pub fn new(reports: Reports, activation: Activation) -> Self {
        Self { reports, activation }
    }

    /// Opens a page; answered by [`Report::Opened`].
    pub fn open(&self, page: WebAddress) {
        let (reports, token) = (self.reports.clone(), self.activation.take());
        self.reports.runtime().spawn_blocking(move || {
            let result = system::open(&page, token.as_deref(), HANDED_OVER_AFTER).map_err(|error| {
                tracing::warn!(%error, "a page was not opened");
                say!("opener-no-browser")
            });
            reports.send(Report::Opened { page, result });
        });
    }
}
