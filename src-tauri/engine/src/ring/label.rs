//! Kinds of events in words.

use super::text::clean;

/// A kind of event in words; the wire name where this version knows no better.
pub fn label(event_type: &str) -> String {
    match event_type {
        "streamOnline" => "Stream goes live",
        "secretneuroaccountOnline" => "Secret account goes live",
        "streamRaidIncoming" => "Raid arrives",
        "streamRaidOutgoing" => "Raid leaves for another channel",
        "scheduleUpdate" => "Schedule changes",
        "reminder" => "Reminder before a stream",
        "streamUpdate" => "Title or category changes",
        "streamOffline" => "Stream ends",
        "subathonUpdate" => "Subathon news",
        "subathonGoalUpdate" => "Subathon goal reached",
        "blogFeedUpdate" => "New blog entry",
        "xFeedNewEntries" => "New post on X",
        other => return clean(other),
    }
    .to_owned()
}
