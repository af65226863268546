//! The questions of others: asked once at a time, and each answered in the end, one way or the other.

use url::Url;

use super::Shuriken;
use super::request::Purpose;
use super::stream::Stream;
use super::{catalogue, finding, refusal};
use crate::adapter::{Ask, Output, Priority, Reply, RequestId, Snapshot};
use crate::ask::channels::{Answer, Question};
use crate::fault::Fault;
use crate::pusher::read_authorisation;
use crate::request::unanswered;
use crate::time::Now;

/// Calls that are asked for; nobody says how many the server gives.
const CALLS: &str = "100";

/// What became of a request.
type Answered<'a> = Result<&'a Reply, Fault>;

impl Shuriken {
    pub(super) fn ask(&mut self, ask: Ask, out: &mut Vec<Output>) {
        if let Some(question) = self.requests.admit(ask, out) {
            self.put(question, out);
        }
    }

    /// Asks the server, where that is needed.
    pub(super) fn put(&mut self, question: Question, out: &mut Vec<Output>) {
        if question == Question::Catalogue && self.config.catalogue.is_none() {
            out.push(Output::Snapshot(Snapshot::Channels(Answer::Catalogue(catalogue::known()))));
            return;
        }
        match self.askable(&question) {
            Ok(_) if !self.config.has_key => out.push(unanswered(question, Fault::NeedsToken)),
            Ok(url) => self.request(Purpose::Question(question), url, None, Priority::User, out),
            Err(fault) => out.push(unanswered(question, fault)),
        }
    }

    /// Where a question is answered. What streams told is told again for the signals only (contract shuriken §7).
    fn askable(&self, question: &Question) -> Result<Url, Fault> {
        let path = match question {
            Question::Catalogue => self.config.catalogue.as_deref().ok_or(Fault::NotOffered)?,
            Question::History { after: Some(_), .. } => return Err(Fault::BadQuestion),
            Question::History { channel: Some(name), after: None } => {
                let stream = Stream::parse(name).ok_or(Fault::BadQuestion)?;
                calls(&stream).ok_or(Fault::NotOffered)?
            }
            _ => return Err(Fault::NotOffered),
        };
        let mut url = self.config.api.join(path).ok_or(Fault::NotOffered)?;
        if *question != Question::Catalogue {
            url.query_pairs_mut().append_pair("limit", CALLS);
        }
        Ok(url)
    }

    pub(super) fn replied(&mut self, now: Now, id: RequestId, answer: Answered<'_>, out: &mut Vec<Output>) {
        // Where there is none, it belongs to a connection that is over.
        let Some(purpose) = self.requests.take(id) else { return };
        out.extend(answer.as_ref().ok().and_then(|reply| refusal::note(reply)).map(Output::Note));
        match purpose {
            Purpose::Session(posted) => self.session_came(now, &posted, answer, out),
            Purpose::Authorisation { channel, socket_id } => {
                let answer = answer.and_then(read_authorisation);
                self.pusher.authorised(now.steady, &channel, &socket_id, answer, &mut self.effects);
            }
            Purpose::Question(question) => {
                let read = answer.and_then(|reply| finding::read(&question, reply, now.wall, &self.heard));
                out.push(match read {
                    Ok(found) => Output::Snapshot(Snapshot::Channels(found)),
                    Err(fault) => unanswered(question, fault),
                });
            }
        }
    }
}

/// Where the signals of a stream are listed.
fn calls(stream: &Stream) -> Option<&'static str> {
    match stream.id() {
        "alpha.signalFeedGlobal" => Some("/api/v2/alpha/global-calls"),
        "alpha.signalFeedPersonal" => Some("/api/v2/alpha/recent-calls"),
        _ => None,
    }
}
