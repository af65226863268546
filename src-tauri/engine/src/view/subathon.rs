//! A subathon as the window shows it: how far it is to the next goal.

use serde::{Deserialize, Serialize};
use swarmbell_protocols::news::{Goal, Subathon};
use ts_rs::TS;

use crate::ring::clean;

/// The subathon that goes on. Of its goals, which may be many, only what is next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SubathonView {
    /// Its name, cleaned; may be empty.
    pub name: String,
    /// Subscriptions so far.
    #[ts(type = "number | null")]
    pub subs: Option<u64>,
    /// How many goals there are.
    #[ts(type = "number")]
    pub goals: usize,
    /// How many of them were reached.
    #[ts(type = "number")]
    pub reached: usize,
    /// The subscriptions of the highest goal that was reached; 0 before the first.
    #[ts(type = "number")]
    pub from: u64,
    /// The lowest goal that was not reached; `null` when all were, or none is known.
    pub next: Option<GoalView>,
}

/// A goal of a subathon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GoalView {
    /// Subscriptions it takes.
    #[ts(type = "number")]
    pub number: u64,
    /// What is promised, cleaned; may be empty.
    pub name: String,
}

impl SubathonView {
    /// What is shown of a subathon.
    pub fn of(subathon: &Subathon) -> Self {
        let is_reached = |goal: &&Goal| {
            goal.reached || goal.completed || subathon.subs.is_some_and(|subs| goal.number <= subs)
        };
        let reached: Vec<&Goal> = subathon.goals.iter().filter(is_reached).collect();
        let next = subathon.goals.iter().filter(|goal| !is_reached(goal)).min_by_key(|goal| goal.number);
        let words = |text: &Option<String>| text.as_deref().map(clean).unwrap_or_default();
        let from = reached.iter().map(|goal| goal.number).filter(|number| {
            // A promise that was kept ahead of its number is no step on the way.
            next.is_none_or(|next| *number < next.number)
        });
        Self {
            name: words(&subathon.name),
            subs: subathon.subs,
            goals: subathon.goals.len(),
            reached: reached.len(),
            from: from.max().unwrap_or_default(),
            next: next.map(|goal| GoalView { number: goal.number, name: words(&goal.name) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goal(number: u64, reached: bool, completed: bool) -> Goal {
        Goal { number, name: Some(format!("\u{202e}goal {number}")), reached, completed }
    }

    fn view(subs: Option<u64>, goals: Vec<Goal>) -> SubathonView {
        let name = Some("Winter Subathon".into());
        let (started_at, ends_at) = (None, None);
        SubathonView::of(&Subathon { year: 2026, name, subs, is_active: true, started_at, ends_at, goals })
    }

    #[test]
    fn the_next_goal_of_a_subathon_is_the_lowest_that_was_not_reached() {
        let goals =
            vec![goal(90, false, false), goal(5, true, true), goal(40, true, false), goal(60, false, false)];
        let shown = view(Some(41), goals.clone());
        assert_eq!((shown.goals, shown.reached, shown.from), (4, 2, 40));
        assert_eq!(shown.next, Some(GoalView { number: 60, name: "goal 60".into() }));
        assert_eq!(view(Some(60), goals.clone()).next.unwrap().number, 90, "counted before it was marked");
        let shown = view(None, vec![goal(5, true, false), goal(90, false, true), goal(60, false, false)]);
        assert_eq!((shown.from, shown.next.unwrap().number), (5, 60), "kept ahead of its number");
        let shown = view(Some(100), goals);
        assert_eq!((shown.reached, shown.from, shown.next), (4, 90, None));
        assert_eq!(view(None, Vec::new()).next, None);
    }
}
