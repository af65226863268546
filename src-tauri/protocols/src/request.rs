//! The requests that are under way, and which id stands for which; and the questions about channels among them.

use std::collections::BTreeMap;

use crate::adapter::{Ask, Output, RequestId};
use crate::ask::channels::Question;
use crate::fault::Fault;

/// More questions are not asked at once.
const QUESTIONS: usize = 16;

/// What a request is for.
pub(crate) trait Purpose {
    /// The question it answers, if it is one of somebody's.
    fn question(&self) -> Option<&Question>;
}

/// All requests of this epoch that have not been answered. Ids are never used again.
#[derive(Debug)]
pub(crate) struct Requests<P> {
    next: u64,
    under_way: BTreeMap<RequestId, P>,
}

impl<P> Default for Requests<P> {
    fn default() -> Self {
        Self { next: 0, under_way: BTreeMap::new() }
    }
}

impl<P: Purpose> Requests<P> {
    /// Forgets everything that is under way. Answers the questions among it.
    pub(crate) fn void(&mut self) -> Vec<Question> {
        let questions = self.questions().cloned().collect();
        self.under_way.clear();
        questions
    }

    /// Forgets everything but the questions: it was for a connection that is over.
    pub(crate) fn keep_questions(&mut self) {
        self.under_way.retain(|_, purpose| purpose.question().is_some());
    }

    /// The question to ask now because of `ask`; everything else is answered here, or will be by what is under way.
    pub(crate) fn admit(&self, ask: Ask, out: &mut Vec<Output>) -> Option<Question> {
        match ask {
            // It is pushed; what was missed is in a history, for which somebody asks.
            Ask::Present => {}
            Ask::Channels(question) if self.questions().any(|asked| *asked == question) => {}
            Ask::Channels(question) if self.questions().count() < QUESTIONS => return Some(question),
            Ask::Channels(question) => out.push(unanswered(question, Fault::RateLimited { wait_secs: 1 })),
            ask => out.push(Output::Unanswered(ask, Fault::NotOffered)),
        }
        None
    }

    fn questions(&self) -> impl Iterator<Item = &Question> {
        self.under_way.values().filter_map(Purpose::question)
    }

    /// Notes a request and names it.
    pub(crate) fn add(&mut self, purpose: P) -> RequestId {
        let id = RequestId(self.next);
        self.next = self.next.wrapping_add(1);
        self.under_way.insert(id, purpose);
        id
    }

    /// What `id` is for; `None` when it is void or unknown.
    pub(crate) fn take(&mut self, id: RequestId) -> Option<P> {
        self.under_way.remove(&id)
    }
}

/// A question found no answer.
pub(crate) fn unanswered(question: Question, fault: Fault) -> Output {
    Output::Unanswered(Ask::Channels(question), fault)
}
