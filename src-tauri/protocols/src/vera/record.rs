//! Records: what happened, as the socket and the answers tell it (contract vera §4). Only `event.id` must be there.

use serde_json::Value;

use super::market;
use super::names::Names;
use super::relevance;
use crate::event::{Event, EventKey, EventType, Subject, Via};
use crate::member::{self, NAME_CHARS, TEXT_CHARS};
use crate::news::Story;
use crate::payload;
use crate::time::UnixMillis;
use crate::web::WebAddress;

/// The only kind of event there is, by the type of its message.
const EVENT_TYPE: &str = "event";

/// A record that was understood.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record {
    /// Its identity, which never changes.
    pub(super) id: String,
    /// When the server took it in; the order in which it tells what was missed.
    pub(super) ingested_at: Option<UnixMillis>,
    published_at: Option<UnixMillis>,
    page: Option<WebAddress>,
    story: Story,
    payload: Value,
}

impl Record {
    /// Reads a record, told in so many bytes; `None` without an id.
    pub(super) fn read(told: Value, bytes: usize, names: &Names) -> Option<Self> {
        let event = told.get("event")?;
        let source = event.get("source").unwrap_or(&Value::Null);
        let publication = member::text(source, "publication", NAME_CHARS);
        let headline = first_text(event, &names.headline).or_else(|| publication.clone());
        let summary = first_text(event, &names.summary).filter(|summary| headline.as_ref() != Some(summary));
        Some(Self {
            id: member::id(event, "id")?,
            ingested_at: member::iso(event, "ingested_at"),
            published_at: member::iso(source, "published_at"),
            page: member::page(source, "url"),
            story: Story {
                headline,
                publication,
                summary,
                relevance: relevance::read(event),
                markets: market::related(&told, names),
            },
            payload: payload::kept(told, bytes),
        })
    }

    /// When it came to be, as far as the server says.
    pub(super) fn age(&self) -> Option<UnixMillis> {
        self.ingested_at.or(self.published_at)
    }

    /// What is told of it.
    pub(super) fn event(self, via: Via, now: UnixMillis) -> Event {
        Event {
            event_type: EventType::from(EVENT_TYPE),
            key: EventKey(self.id),
            key_lifetime: None,
            version: None,
            at: self.published_at.or(self.ingested_at).unwrap_or(now),
            via,
            channel: self.story.markets.first().map(|market| market.id.clone()),
            subject: Subject::Story(self.story),
            page: self.page,
            payload: self.payload,
        }
    }
}

fn first_text(event: &Value, names: &[String]) -> Option<String> {
    names.iter().find_map(|name| member::text(event, name, TEXT_CHARS))
}
