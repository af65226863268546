//! The blog.

use serde_json::{Value, json};

const URL: &str = "https://blog.example.net/";

/// All entries, newest first.
pub(crate) struct Blog {
    entries: Vec<Entry>,
}

/// One entry, with one section.
#[derive(Clone)]
pub(crate) struct Entry {
    title: String,
    url: String,
    published_ms: i64,
    updated_ms: i64,
    /// May have Discord markdown.
    body: String,
}

impl Blog {
    /// A blog with two entries of the days before.
    pub(crate) fn begun(now_ms: i64) -> Self {
        const DAY_MS: i64 = 86_400_000;
        let mut blog = Self { entries: Vec::new() };
        blog.write(
            "Notes from the harbour",
            "The fox was right about the anchor.",
            None,
            now_ms - 9 * DAY_MS,
        );
        blog.write(
            "Notes on rafts",
            "Rafts need **floor** tiles. Nobody told me.",
            None,
            now_ms - 2 * DAY_MS,
        );
        blog
    }

    pub(crate) fn forget(&mut self) {
        self.entries.clear();
    }

    /// Writes an entry, or changes the one at this address.
    pub(crate) fn write(&mut self, title: &str, body: &str, url: Option<&str>, now_ms: i64) -> Entry {
        let url = url.map_or_else(|| format!("{URL}{now_ms}/{}", slug(title)), str::to_owned);
        let old = self.entries.iter().position(|entry| entry.url == url).map(|at| self.entries.remove(at));
        let entry = Entry {
            title: title.to_owned(),
            url,
            published_ms: old.map_or(now_ms, |old| old.published_ms),
            updated_ms: now_ms,
            body: body.to_owned(),
        };
        let newer = self.entries.iter().take_while(|other| other.published_ms > entry.published_ms).count();
        self.entries.insert(newer, entry.clone());
        entry
    }

    /// The whole feed; none when nothing was written.
    pub(crate) fn told(&self, raw: bool) -> Option<Value> {
        (!self.entries.is_empty()).then(|| self.feed(&self.entries, raw))
    }

    /// The feed with this entry alone, as an event has it.
    pub(crate) fn told_of(&self, entry: &Entry) -> Value {
        self.feed(std::slice::from_ref(entry), false)
    }

    fn feed(&self, entries: &[Entry], raw: bool) -> Value {
        let last_updated = self.entries.iter().map(|entry| entry.updated_ms).max();
        let entries: Vec<Value> = entries.iter().map(|entry| entry.told(raw)).collect();
        json!({
            "url": URL,
            "lastUpdated": last_updated,
            "title": "The Demo Blog",
            "subtitle": "Thoughts, mostly correct",
            "entries": entries,
        })
    }
}

impl Entry {
    fn told(&self, raw: bool) -> Value {
        let mut told = json!({
            "title": self.title,
            "author": "Neuro-sama",
            "url": self.url,
            "published": self.published_ms,
            "updated": self.updated_ms,
            "summary": self.body.replace("**", ""),
        });
        let (name, content) = if raw {
            ("rawContent", json!(format!("<h2>What I learned</h2><p>{}</p>", html(&self.body))))
        } else {
            ("content", json!([{ "header": "What I learned", "body": self.body }]))
        };
        if let Value::Object(members) = &mut told {
            members.insert(name.to_owned(), content);
        }
        told
    }
}

/// Escaped, with bold text marked.
fn html(markdown: &str) -> String {
    let escaped = markdown.replace('&', "&amp;").replace('<', "&lt;");
    let parts = escaped.split("**").enumerate();
    parts
        .map(|(place, part)| if place % 2 == 1 { format!("<b>{part}</b>") } else { part.to_owned() })
        .collect()
}

fn slug(title: &str) -> String {
    title.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-")
}
