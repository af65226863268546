//! Subathons, articles, posts and stories.

use std::fmt::Display;
use std::time::Duration;

use chrono::TimeZone;
use swarmbell_protocols::news::{Article, Goal, Post, PostKind, Relevance, Story, Subathon};

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
            format!("A subathon begins {}", moment(starts, now, facts.zone).unwrap_or_default())
        }
        _ if !subathon.is_active => "The subathon has ended".to_owned(),
        Some(started) if now.since(started) <= FRESH && !facts.subathon_told => {
            "The subathon has begun".to_owned()
        }
        _ => "Subathon news".to_owned(),
    };
    let subs = subathon.subs.map(|subs| format!("{subs} subs"));
    let next = subathon.goals.iter().filter(|goal| !goal.reached).min_by_key(|goal| goal.number);
    let next = next.filter(|_| subathon.is_active).map(|goal| match named(goal) {
        Some(name) => format!("next goal {}: {name}", goal.number),
        None => format!("next goal {}", goal.number),
    });
    Said::new(title, join([subathon.name.as_deref(), subs.as_deref(), next.as_deref()]))
}

pub(super) fn goal(goal: &Goal) -> Said {
    let what = match (goal.completed, goal.reached) {
        (true, _) => "Goal done",
        (false, true) => "Goal reached",
        (false, false) => "Goal changed",
    };
    Said::new(format!("{what}: {} subs", goal.number), named(goal).unwrap_or_default())
}

fn named(goal: &Goal) -> Option<String> {
    goal.name.as_deref().map(clean).filter(|name| !name.is_empty())
}

pub(super) fn article(article: &Article) -> Said {
    let what = if article.changed { "Article changed" } else { "New article" };
    let title = match article.title.as_deref().map(clean).filter(|title| !title.is_empty()) {
        Some(title) => format!("{what}: {title}"),
        None => what.to_owned(),
    };
    let author = article.author.as_deref().map(clean).filter(|author| !author.is_empty());
    let author = author.map(|author| format!("by {author}"));
    Said::new(title, join([author.as_deref(), article.summary.as_deref().map(plain).as_deref()]))
}

pub(super) fn post(post: &Post) -> Said {
    let user = clean(&post.user);
    let title = match post.kind {
        PostKind::Own => format!("{user} posted"),
        PostKind::Reply => format!("{user} replied"),
        PostKind::Shared => format!("{user} shared a post"),
    };
    Said::new(title, post.text.as_deref().unwrap_or_default())
}

pub(super) fn story(story: &Story) -> Said {
    let relevance = story.relevance.map(|relevance| match relevance {
        Relevance::Low => "low relevance",
        Relevance::Moderate => "moderate relevance",
        Relevance::High => "high relevance",
    });
    let title = story.headline.as_deref().unwrap_or("A news story");
    // Without a headline the publication stands in for it.
    let publication = story.publication.as_deref().filter(|publication| *publication != title);
    Said::new(title, join([publication, relevance]))
}
