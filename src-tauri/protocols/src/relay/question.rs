//! What a question becomes: an address, and perhaps something to post (contract relay §2).

use serde_json::{Value, json};
use url::Url;

use super::Relay;
use crate::ask::channels::{Message, Question, Scope};
use crate::fault::Fault;
use crate::pusher::NAME_BYTES;

/// More messages are not published together.
const TOGETHER: usize = 100;

/// Longest data of a message, in bytes: what fits into a frame of the server's limit (contract relay §2.6).
const DATA_BYTES: usize = 64 * 1024;

/// Longest cursor that is sent back, in bytes.
pub(super) const CURSOR_BYTES: usize = 1_000;

/// Entries of one page of the history; the server gives no more (contract relay §2.3).
pub(super) const PAGE: &str = "100";

impl Relay {
    /// Where a question is answered, and what is posted there; a fault where it makes no sense.
    pub(super) fn askable(&self, question: &Question) -> Result<(Url, Option<Value>), Fault> {
        let app = |segments: &[&str]| self.app(segments).map(|url| (url, None));
        let server = |name| self.below_origin(&[name]).map(|url| (url, None)).ok_or(Fault::NotOffered);
        match question {
            Question::Publish(messages) => self.publication(messages),
            Question::Channels => app(&["channels"]),
            Question::Channel { name } => app(&["channels", fitting(name)?]),
            Question::Members { channel } => app(&["channels", fitting(channel)?, "users"]),
            Question::History { channel, after } => {
                self.history(channel.as_deref(), after.as_deref()).map(|url| (url, None))
            }
            Question::Log => app(&["events", "log"]),
            Question::Stats(Scope::Server) => server("stats"),
            Question::Stats(Scope::App) => app(&["stats"]),
            Question::Stats(Scope::Deliveries) => app(&["metrics"]),
            Question::Health => server("health"),
            Question::Catalogue => Err(Fault::NotOffered),
        }
    }

    fn app(&self, segments: &[&str]) -> Result<Url, Fault> {
        if self.config.app_id.is_none() {
            return Err(Fault::NeedsAppId);
        }
        if !self.config.has_secret {
            return Err(Fault::NeedsToken);
        }
        self.below_app(segments).ok_or(Fault::NotOffered)
    }

    fn publication(&self, messages: &[Message]) -> Result<(Url, Option<Value>), Fault> {
        let fits = |message: &Message| {
            fitting(&message.channel).is_ok()
                && fitting(&message.event).is_ok()
                && message.data.len() <= DATA_BYTES
        };
        if messages.is_empty() || messages.len() > TOGETHER || !messages.iter().all(fits) {
            return Err(Fault::BadQuestion);
        }
        match messages {
            [message] => Ok((self.app(&["events"])?, Some(item(message)))),
            messages => {
                let batch: Vec<_> = messages.iter().map(item).collect();
                Ok((self.app(&["events", "batch"])?, Some(json!({ "batch": batch }))))
            }
        }
    }

    fn history(&self, channel: Option<&str>, after: Option<&str>) -> Result<Url, Fault> {
        let mut url = match channel {
            Some(channel) => self.app(&["channels", fitting(channel)?, "events"])?,
            None => self.app(&["events"])?,
        };
        url.query_pairs_mut().append_pair("limit", PAGE);
        if let Some(after) = after {
            if after.len() > CURSOR_BYTES {
                return Err(Fault::BadQuestion);
            }
            url.query_pairs_mut().append_pair("cursor", after);
        }
        Ok(url)
    }
}

fn item(message: &Message) -> Value {
    json!({"channel": message.channel, "event": message.event, "data": message.data})
}

fn fitting(name: &str) -> Result<&str, Fault> {
    // `.` and `..` are no segments of an address.
    let fits = (1..=NAME_BYTES).contains(&name.len()) && name != "." && name != "..";
    (fits && !name.chars().any(char::is_control)).then_some(name).ok_or(Fault::BadQuestion)
}
