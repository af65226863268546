//! Asking for what was missed, and what the answers lead to (contract vera §3.1, §5).

use super::Vera;
use super::page::{self, Page};
use super::record::Record;
use super::refusal;
use super::sweep::{Progress, Sweep};
use crate::adapter::{Answered, Output, Priority, RequestId};
use crate::event::Via;
use crate::fault::Fault;
use crate::time::Now;

/// Where events are asked for.
const PATH: &str = "/v1/events";

impl Vera {
    /// Asks for everything since the position, once on each connection: what comes later is pushed.
    pub(super) fn begin_sweep(&mut self, now: Now) {
        let Some(position) = self.resume.from().filter(|_| !self.swept) else { return };
        self.sweep = Sweep::new(now, position.since(), &self.markets);
        self.swept = self.sweep.is_some();
    }

    pub(super) fn ask_what_is_due(&mut self, now: Now, out: &mut Vec<Output>) {
        let parameters = self.sweep.as_ref().and_then(|sweep| sweep.due(now.steady, &self.relevance));
        let Some(parameters) = parameters else { return };
        if let Some(id) = self.request(PATH, &parameters, Priority::CatchUp, out)
            && let Some(sweep) = &mut self.sweep
        {
            sweep.asked(id);
        }
    }

    /// The answer to a request came, or did not.
    pub(super) fn replied(&mut self, now: Now, id: RequestId, answer: Answered<'_>, out: &mut Vec<Output>) {
        if !self.sweep.as_ref().is_some_and(|sweep| sweep.awaits(id)) {
            // It belongs to a connection that is over.
            return;
        }
        match answer.and_then(|reply| page::read(reply, &self.names)) {
            Ok(page) => self.page_came(now, page, out),
            Err(fault) => self.page_failed(now, fault, out),
        }
    }

    fn page_came(&mut self, now: Now, page: Page, out: &mut Vec<Output>) {
        for told in page.items {
            let bytes = told.to_string().len();
            let Some(record) = Record::read(told, bytes, &self.names) else {
                out.push(Output::Note("an event without an id was skipped".to_owned()));
                continue;
            };
            self.resume.found(now, &record);
            out.push(Output::Event(record.event(Via::Snapshot, now.wall)));
        }
        let Some(sweep) = &mut self.sweep else { return };
        match sweep.answered(now.steady, page.next) {
            Progress::GoesOn => {}
            Progress::Complete => self.sweep = None,
            Progress::Cut => {
                self.sweep = None;
                out.push(Output::RequestFailed(Fault::TooMuchMissed));
            }
        }
    }

    fn page_failed(&mut self, now: Now, fault: Fault, out: &mut Vec<Output>) {
        if refusal::concerns_key(&fault) {
            self.hang_up();
            out.push(Output::Fault(fault));
            return;
        }
        let Some(sweep) = &mut self.sweep else { return };
        let is_news = sweep.failed(now.steady, &fault, &mut self.rng);
        if refusal::is_final(&fault) {
            // Asked again it would be refused again, and the position would never move.
            self.sweep = None;
        }
        if is_news {
            out.push(Output::RequestFailed(fault));
        }
    }
}
