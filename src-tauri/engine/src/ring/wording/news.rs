//! Subathons, articles, posts and stories.

use std::fmt::Display;
use std::time::Duration;

use chrono::TimeZone;
use swarmbell_protocols::news::{Article, Goal, Post, PostKind, Relevance, Story, Subathon};
use swarmbell_words::say;

use super::{Said, join};
use crate::ring::markdown::plain;
use crate::ring::text::clean;
use crate::ring::times::moment;
use crate::rules::Facts;

/// A subathon that began longer ago than this is told to go on, also when nothing was told of it.
const FRESH: Duration = Duration::from_secs(60 * 60);

pub(super) fn subathon<Z: TimeZone>(subathon: &Subathon, facts: &Facts<'_, Z>) -> Said
where
    Z::Offset: Display,
{
    let now = facts.now.wall;
    let title = match subathon.started_at {
        Some(starts) if starts > now => {
            say!("subathon-begins", when = moment(starts, now, facts.zone).unwrap_or_default())
        }
        _ if !subathon.is_active => say!("subathon-ended"),
        Some(started) if now.since(started) <= FRESH && !facts.subathon_told => {
            say!("subathon-begun")
        }
        _ => say!("subathon-news"),
    };
    let subs = subathon.subs.map(|subs| say!("subathon-subs", subs = subs));
    let next = subathon.goals.iter().filter(|goal| !goal.reached).min_by_key(|goal| goal.number);
    let next = next.filter(|_| subathon.is_active).map(|goal| match named(goal) {
        Some(name) => say!("subathon-next-goal-named", number = goal.number, name = name),
        None => say!("subathon-next-goal", number = goal.number),
    });
    Said::new(title, join([subathon.name.as_deref(), subs.as_deref(), next.as_deref()]))
}

pub(super) fn goal(goal: &Goal) -> Said {
    let title = match (goal.completed, goal.reached) {
        (true, _) => say!("goal-done", number = goal.number),
        (false, true) => say!("goal-reached", number = goal.number),
        (false, false) => say!("goal-changed", number = goal.number),
    };
    Said::new(title, named(goal).unwrap_or_default())
}

fn named(goal: &Goal) -> Option<String> {
    goal.name.as_deref().map(clean).filter(|name| !name.is_empty())
}

pub(super) fn article(article: &Article) -> Said {
    let title = article.title.as_deref().map(clean).filter(|title| !title.is_empty());
    let title = match (article.changed, title) {
        (true, Some(title)) => say!("article-changed-titled", title = title),
        (true, None) => say!("article-changed"),
        (false, Some(title)) => say!("article-new-titled", title = title),
        (false, None) => say!("article-new"),
    };
    let author = article.author.as_deref().map(clean).filter(|author| !author.is_empty());
    let author = author.map(|author| say!("by-author", author = author));
    Said::new(title, join([author.as_deref(), article.summary.as_deref().map(plain).as_deref()]))
}

pub(super) fn post(post: &Post) -> Said {
    let user = clean(&post.user);
    let title = match post.kind {
        PostKind::Own => say!("post-own", user = user),
        PostKind::Reply => say!("post-reply", user = user),
        PostKind::Shared => say!("post-shared", user = user),
    };
    Said::new(title, post.text.as_deref().unwrap_or_default())
}

pub(super) fn story(story: &Story) -> Said {
    let relevance = story.relevance.map(|relevance| match relevance {
        Relevance::Low => "low",
        Relevance::Moderate => "moderate",
        Relevance::High => "high",
    });
    let relevance = relevance.map(|relevance| say!("story-relevance", relevance = relevance));
    let title = story.headline.clone().unwrap_or_else(|| say!("story-untitled"));
    // Without a headline the publication stands in for it.
    let publication = story.publication.as_deref().filter(|publication| *publication != title);
    let body = join([publication, relevance.as_deref()]);
    Said::new(title, body)
}
