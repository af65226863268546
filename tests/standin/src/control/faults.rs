//! Planning what goes wrong before a server sees a request.

use std::time::Duration;

use super::Control;
use crate::gate::{Act, Answer, Applies, Rule, TurnAway};

impl Control {
    /// Refuses handshakes with this answer.
    pub fn refuse(&self, answer: Answer) {
        self.plan(Applies::Upgrade, answer.times, Act::Answer(answer));
    }

    /// Lets sockets open and closes them with this before anything is said.
    pub fn turn_away(&self, code: u16, reason: &str, times: Option<u32>) {
        let planned = TurnAway { code, reason: reason.to_owned(), left: times };
        self.shared.update(|inner| inner.turned_away = Some(planned));
    }

    /// Answers plain requests whose path begins with `prefix` with this.
    pub fn refuse_http(&self, prefix: &str, answer: Answer) {
        self.plan(Applies::Prefix(prefix.to_owned()), answer.times, Act::Answer(answer));
    }

    /// Redirects requests to exactly this path, handshakes too, with 302.
    pub fn redirect(&self, path: &str, to: &str) {
        self.plan(Applies::Path(path.to_owned()), None, Act::Redirect(to.to_owned()));
    }

    /// Answers handshakes only after this time.
    pub fn slow_handshake(&self, time: Duration) {
        self.plan(Applies::Upgrade, None, Act::Delay(time));
    }

    /// Answers plain requests whose path begins with `prefix` only after this time.
    pub fn slow_http(&self, prefix: &str, time: Duration) {
        self.plan(Applies::Prefix(prefix.to_owned()), None, Act::Delay(time));
    }

    /// Forgets all refusals, redirects and delays, turns nobody away, and opens all channels.
    pub fn clear_faults(&self) {
        self.shared.update(|inner| {
            inner.faults.clear();
            inner.turned_away = None;
            inner.neuro.forget_planned();
            inner.pusher.closed.clear();
        });
    }

    fn plan(&self, applies: Applies, times: Option<u32>, act: Act) {
        self.shared.update(|inner| inner.faults.push(Rule { applies, act, left: times }));
    }
}
