//! Subathons, articles, posts and stories, in the terms of any system that has them. All texts are as the server sent
//! them and untrusted.

use serde::{Deserialize, Serialize};

use crate::time::UnixMillis;
use crate::web::WebAddress;

/// A stream that goes on while subscriptions come in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subathon {
    /// The year it is named after.
    pub year: i32,
    /// Its name.
    pub name: Option<String>,
    /// Subscriptions so far.
    pub subs: Option<u64>,
    /// Whether it goes on.
    pub is_active: bool,
    /// When it began.
    pub started_at: Option<UnixMillis>,
    /// When it ended, or will.
    pub ends_at: Option<UnixMillis>,
    /// Its goals, lowest first.
    pub goals: Vec<Goal>,
}

/// What is promised for a number of subscriptions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Subscriptions it takes.
    pub number: u64,
    /// What is promised.
    pub name: Option<String>,
    /// The number was reached.
    pub reached: bool,
    /// The promise was kept; set by hand and late.
    pub completed: bool,
}

/// News of one goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalUpdate {
    /// The year that names its subathon.
    pub year: i32,
    /// How it stands now.
    pub goal: Goal,
    /// Subscriptions of the whole subathon.
    pub subs: Option<u64>,
}

/// An entry of a blog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// What it is about, in a few words.
    pub summary: Option<String>,
    /// Whether it was published before and changed now.
    pub changed: bool,
}

/// A post on a social network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// The name of the account whose feed it is in.
    pub user: String,
    /// The text, without markup.
    pub text: Option<String>,
    /// What sort of post.
    pub kind: PostKind,
    /// Where it can be read.
    pub page: Option<WebAddress>,
}

/// What sort of post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PostKind {
    /// The account's own.
    Own,
    /// An answer to another's.
    Reply,
    /// Another's, passed on.
    Shared,
}

/// A news story, and the prediction markets it bears on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Its headline, or what says most about it.
    pub headline: Option<String>,
    /// Who published it; an account of a social network begins with `@`.
    pub publication: Option<String>,
    /// What it is about, in a few words.
    pub summary: Option<String>,
    /// How much it bears on its markets.
    pub relevance: Option<Relevance>,
    /// The markets it bears on.
    pub markets: Vec<Market>,
}

/// How much a story bears on markets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relevance {
    /// A little.
    Low,
    /// Somewhat.
    Moderate,
    /// Much.
    High,
}

/// A market on which is bet how a question will be answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Market {
    /// Its name on the wire.
    pub id: String,
    /// The question.
    pub question: Option<String>,
    /// The price of *yes*, mostly between 0 and 1.
    pub yes: Option<f64>,
    /// The price of *no*; both need not add up to 1.
    pub no: Option<f64>,
}
