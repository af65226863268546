//! The questions of others: asked once at a time, and each answered in the end, one way or the other.

use super::Relay;
use super::finding;
use super::refusal::Refusal;
use super::request::Purpose;
use crate::adapter::{Answered, Ask, Output, Priority, RequestId, Snapshot};
use crate::ask::channels::Question;
use crate::fault::Fault;
use crate::pusher::Effect;
use crate::request::unanswered;
use crate::time::Now;

impl Relay {
    pub(super) fn ask(&mut self, ask: Ask, out: &mut Vec<Output>) {
        if let Some(question) = self.requests.admit(ask, out) {
            self.put(question, out);
        }
    }

    /// A new attempt voided the requests. What was published may have been taken, so it is not sent again.
    pub(super) fn ask_again(&mut self, questions: Vec<Question>, out: &mut Vec<Output>) {
        for question in questions {
            match question {
                Question::Publish(_) => out.push(unanswered(question, Fault::Closed { code: None })),
                question => self.put(question, out),
            }
        }
    }

    /// Asks the server.
    fn put(&mut self, question: Question, out: &mut Vec<Output>) {
        match self.askable(&question) {
            Ok((url, body)) => {
                self.request(Purpose::Question(question), url, body.as_ref(), Priority::User, out);
            }
            Err(fault) => out.push(unanswered(question, fault)),
        }
    }

    pub(super) fn replied(
        &mut self,
        now: Now,
        id: RequestId,
        answer: Answered<'_>,
        effects: &mut Vec<Effect>,
        out: &mut Vec<Output>,
    ) {
        match self.requests.take(id) {
            Some(Purpose::Authorisation { channel, socket_id }) => {
                self.authorisation_came(now, (&channel, &socket_id), answer, effects);
            }
            Some(Purpose::Question(question)) => {
                if matches!(question, Question::History { .. }) {
                    self.remember(now);
                }
                out.push(self.found(now, question, answer));
            }
            // It belongs to an epoch that is over.
            None => {}
        }
    }

    fn found(&mut self, now: Now, question: Question, answer: Answered<'_>) -> Output {
        let bearer = self.config.has_secret;
        let read = |reply| finding::read(&question, reply, bearer, now.wall, &mut self.recent);
        match answer.map_err(Refusal::Fault).and_then(read) {
            Ok(found) => Output::Snapshot(Snapshot::Channels(found)),
            Err(Refusal::Fault(fault)) => unanswered(question, fault),
            Err(Refusal::Nothing) => unanswered(question, Fault::NotOffered),
        }
    }
}
