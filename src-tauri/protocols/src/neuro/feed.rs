//! Feeds: what is published in them becomes events, pushed or found (contract neuro §2.1, §3.5).

use std::time::Duration;

use serde_json::Value;

use super::event::{BLOG_FEED, Draft, SUBATHON_GOAL, X_FEED, goal};
use super::subathon;
use crate::ask::Feed;
use crate::event::{Event, Subject};
use crate::member::{self, NAME_CHARS, TEXT_CHARS};
use crate::news::{Article, Post, PostKind};
use crate::time::UnixMillis;
use crate::web::WebAddress;

/// Most entries of one feed that become events; the feeds hold 20.
const ENTRIES: usize = 20;

/// More entries than this are not even looked at.
const LISTED: usize = 200;

/// The server looks at the blog that often: what was corrected sooner was seen in one version only.
const CORRECTED: Duration = Duration::from_secs(15 * 60);

/// What an entry of a feed says.
struct Entry {
    /// Its identity; `None` when it lacks what makes one.
    key: Option<String>,
    subject: Subject,
    /// When it was published or changed.
    at: Option<UnixMillis>,
}

/// One event per pushed article; `None` without a list of entries.
pub(super) fn articles(draft: &Draft, data: &Value) -> Option<Vec<Event>> {
    pushed(draft, data, article)
}

/// One event per pushed post; `None` without a list of entries.
pub(super) fn posts(draft: &Draft, data: &Value) -> Option<Vec<Event>> {
    let user = member::text(data, "user", NAME_CHARS);
    pushed(draft, data, |entry| post(entry, user.as_deref()))
}

/// What an answer lists, each as the event that a push would have been, oldest first. What has no identity is
/// left out, since it would be something new in every answer. `None` when it is not such a feed.
pub(super) fn found(feed: &Feed, data: &Value, now: UnixMillis) -> Option<Vec<Event>> {
    match feed {
        Feed::Subathon => goals(data, now),
        Feed::Blog => listed(BLOG_FEED, data.get("entries")?, now, article),
        Feed::Posts { user } => listed(X_FEED, data, now, |entry| post(entry, Some(user))),
    }
}

fn pushed(draft: &Draft, data: &Value, read: impl Fn(&Value) -> Entry) -> Option<Vec<Event>> {
    let entries = data.get("entries")?.as_array()?;
    let entries = entries.iter().filter(|entry| entry.is_object()).take(ENTRIES).enumerate();
    let event = |(place, told): (usize, &Value)| {
        let entry = read(told);
        let key = entry.key.unwrap_or_else(|| format!("{}:{place}", draft.time_key()));
        draft.clone().event(key, entry.subject, member::page(told, "url"), told.clone())
    };
    Some(entries.map(event).collect())
}

fn listed(
    event_type: &str,
    entries: &Value,
    now: UnixMillis,
    read: impl Fn(&Value) -> Entry,
) -> Option<Vec<Event>> {
    // The newest come first, if the server orders them at all.
    let told = entries.as_array()?.iter().take(LISTED).rev().filter(|told| told.is_object());
    let event = |told: &Value| {
        let entry = read(told);
        let draft = Draft::found(event_type, entry.at.unwrap_or(now), told);
        Some(draft.event(entry.key?, entry.subject, member::page(told, "url"), told.clone()))
    };
    let mut events: Vec<Event> = told.filter_map(event).collect();
    events.sort_by_key(|event| event.at);
    Some(events.split_off(events.len().saturating_sub(ENTRIES)))
}

/// The newest subathon comes first, its lowest goal too.
fn goals(data: &Value, now: UnixMillis) -> Option<Vec<Event>> {
    let subathons = data.as_array()?.iter().rev().filter_map(subathon::reached).flatten();
    let event = |(told, at): (Value, Option<UnixMillis>)| {
        goal(Draft::found(SUBATHON_GOAL, at.unwrap_or(now), &told), told)
    };
    Some(subathons.take(LISTED).map(event).collect())
}

fn article(entry: &Value) -> Entry {
    let published = member::millis(entry, "published");
    let updated = member::millis(entry, "updated");
    let key = entry.get("url").and_then(Value::as_str).zip(updated).and_then(|(url, updated)| {
        (url.len() <= WebAddress::MAX_BYTES).then(|| format!("blog:{url}:{}", updated.0))
    });
    let changed =
        published.zip(updated).is_some_and(|(published, updated)| updated.since(published) > CORRECTED);
    let subject = Subject::Article(Article {
        title: member::text(entry, "title", TEXT_CHARS),
        author: member::text(entry, "author", NAME_CHARS),
        summary: member::text(entry, "summary", TEXT_CHARS),
        changed,
    });
    Entry { key, subject, at: updated.or(published) }
}

/// A post in the feed of `user`; where that is not told, of whoever wrote it or passed it on.
fn post(entry: &Value, user: Option<&str>) -> Entry {
    let kind = match entry.get("type").and_then(Value::as_str).unwrap_or_default() {
        "reply" => PostKind::Reply,
        "retweet" => PostKind::Shared,
        _ => PostKind::Own,
    };
    let by = |name| member::text(entry.get(name)?, "username", NAME_CHARS);
    let user = user.map(str::to_owned).or_else(|| by("retweetedBy")).or_else(|| by("author"));
    let subject = Subject::Post(Post {
        user: user.unwrap_or_default(),
        text: member::text(entry, "content", TEXT_CHARS),
        kind,
        page: member::page(entry, "url"),
    });
    let key = member::id(entry, "id").map(|id| format!("x:{id}"));
    Entry { key, subject, at: member::millis(entry, "createdTimestamp") }
}
