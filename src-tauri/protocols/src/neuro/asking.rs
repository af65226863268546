//! The questions of others: asked once at a time, answered from memory while that holds, and each answered in
//! the end, one way or the other.

use url::Url;

use super::Neuro;
use super::finding;
use super::question::Question;
use super::refusal::{self, Refusal};
use super::request::Asked;
use super::version::Resource;
use crate::adapter::{Ask, Output, Priority, Reply};
use crate::fault::Fault;
use crate::time::Now;

/// More questions do not wait for a version to be found.
const PARKED: usize = 16;

impl Neuro {
    pub(super) fn ask(&mut self, now: Now, ask: Ask, out: &mut Vec<Output>) {
        if ask == Ask::Present {
            self.poll.want(now.steady);
        } else if let Some(snapshot) = self.kept.fresh(now.steady, &ask) {
            out.push(Output::Snapshot(snapshot.clone()));
        } else if self.parked.iter().all(|(parked, _)| *parked != ask) {
            self.put(now, ask, out);
        }
    }

    /// Asks the server.
    fn put(&mut self, now: Now, ask: Ask, out: &mut Vec<Output>) {
        let fault = match self.askable(&ask) {
            Ok((_, url)) if self.requests.join(&url, &ask) => return,
            Ok((resource, _)) if resource.needs_token() && !self.token_works => Fault::NeedsToken,
            Ok(_) if !self.requests.has_room() => Fault::RateLimited { wait_secs: 1 },
            Ok(place) => return self.request(now, place, Priority::User, vec![ask], out),
            Err(fault) => fault,
        };
        out.push(Output::Unanswered(ask, fault));
    }

    /// Where a question is answered, by the version that is spoken.
    fn askable(&self, ask: &Ask) -> Result<(Resource, Url), Fault> {
        let question = Question::of(ask, self.detect.spoken())?;
        let url = self.url(&question).ok_or(Fault::NotOffered)?;
        Ok((question.resource, url))
    }

    pub(super) fn ask_all(&mut self, now: Now, asks: Vec<Ask>, out: &mut Vec<Output>) {
        for ask in asks {
            self.put(now, ask, out);
        }
    }

    /// A version is known to be there: what the other one did not have is asked for again.
    pub(super) fn ask_parked(&mut self, now: Now, out: &mut Vec<Output>) {
        let asks = std::mem::take(&mut self.parked);
        self.ask_all(now, asks.into_iter().map(|(ask, _)| ask).collect(), out);
    }

    /// No version is there that could answer.
    pub(super) fn unanswered(&mut self, fault: &Fault, out: &mut Vec<Output>) {
        let under_way = self.requests.void_version();
        out.extend(under_way.into_iter().map(|ask| Output::Unanswered(ask, fault.clone())));
    }

    /// What was not found before it was known which version is there stays unanswered.
    pub(super) fn answer_parked(&mut self, out: &mut Vec<Output>) {
        let parked = std::mem::take(&mut self.parked);
        out.extend(parked.into_iter().map(|(ask, fault)| Output::Unanswered(ask, fault)));
    }

    /// The answer to questions came, or did not.
    pub(super) fn found(
        &mut self,
        now: Now,
        asked: &Asked,
        answer: Result<&Reply, &Fault>,
        out: &mut Vec<Output>,
    ) {
        let holds = self.detect.spoken().fresh(asked.resource);
        for ask in asked.asks.clone() {
            let read = |reply| finding::read(&ask, reply, asked.bearer, now.wall);
            match answer.map_err(|fault| Refusal::Fault(fault.clone())).and_then(read) {
                Ok(snapshot) => {
                    self.kept.keep(now.steady, ask, snapshot.clone(), asked.at.plus(holds));
                    out.push(Output::Snapshot(snapshot));
                }
                Err(refusal) => self.not_found(now, asked, ask, refusal, out),
            }
        }
    }

    fn not_found(&mut self, now: Now, asked: &Asked, ask: Ask, refusal: Refusal, out: &mut Vec<Output>) {
        let fault = match refusal {
            Refusal::Absent(fault) if !self.detect.is_certain() && self.parked.len() < PARKED => {
                self.parked.push((ask, fault));
                return;
            }
            Refusal::Absent(Fault::NotFound) => Fault::NotOffered,
            Refusal::Absent(fault) | Refusal::Fault(fault) => fault,
            Refusal::Nothing => Fault::Unreadable,
        };
        self.heed(now, asked.resource, &fault);
        if asked.bearer && refusal::concerns_token(&fault) {
            self.token_failed(now, &fault, out);
            if !asked.resource.needs_token() {
                // It answers without the token too.
                self.put(now, ask, out);
                return;
            }
        }
        out.push(Output::Unanswered(ask, fault));
    }
}
