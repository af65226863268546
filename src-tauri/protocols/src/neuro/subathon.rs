//! Subathons and their goals (contract neuro §2.1).

use serde_json::{Value, json};

use crate::member::{self, NAME_CHARS, TEXT_CHARS};
use crate::news::{Goal, GoalUpdate, Subathon};
use crate::time::UnixMillis;

/// More subathons than this in one answer are not read; there is one a year.
const SUBATHONS: usize = 20;

/// More goals than this in one subathon are not read; the largest had about sixty.
const GOALS: usize = 200;

/// Reads a subathon; `None` without a year.
pub(super) fn read(data: &Value) -> Option<Subathon> {
    Some(Subathon {
        year: year(data)?,
        name: member::text(data, "name", TEXT_CHARS),
        subs: member::count(data, "subcount"),
        is_active: member::flag(data, "isActive").unwrap_or_default(),
        started_at: member::millis(data, "startTimestamp"),
        ends_at: member::millis(data, "endTimestamp"),
        goals: goals(data).into_iter().map(|(goal, _)| goal).collect(),
    })
}

/// Reads one subathon or a list of them, as the server orders it.
pub(super) fn list(data: &Value) -> Option<Vec<Subathon>> {
    match data.as_array() {
        Some(listed) => Some(listed.iter().take(SUBATHONS).filter_map(read).collect()),
        None => Some(vec![read(data)?]),
    }
}

/// Reads the goal of a `subathonGoalUpdate`.
pub(super) fn pushed_goal(data: &Value) -> Option<GoalUpdate> {
    let goal = goal(member::count(data, "goalNumber")?, data.get("goal")?)?;
    Some(GoalUpdate { year: year(data)?, goal, subs: member::count(data, "subcount") })
}

/// What pushes about the goals that were reached or done would have said, lowest goal first, each with the
/// time of reaching it where that is told. `None` when `data` is no subathon.
pub(super) fn reached(data: &Value) -> Option<Vec<(Value, Option<UnixMillis>)>> {
    let year = year(data)?;
    let reached = goals(data).into_iter().filter(|(goal, _)| goal.reached || goal.completed);
    let pushed = |(goal, told): (Goal, &Value)| {
        let milestone = data.get("subcountMilestones").and_then(|all| all.get(goal.number.to_string()));
        // When a promise was kept is not told.
        let at = milestone.filter(|_| !goal.completed).and_then(|told| member::millis(told, "timestamp"));
        let subs = data.get("subcount");
        (json!({"year": year, "goalNumber": goal.number, "goal": told, "subcount": subs}), at)
    };
    Some(reached.map(pushed).collect())
}

/// The goals, lowest first, each as it was read and as it was told.
fn goals(data: &Value) -> Vec<(Goal, &Value)> {
    let told = data.get("goals").and_then(Value::as_object).into_iter().flatten();
    let read = told.filter_map(|(number, told)| Some((goal(number.parse().ok()?, told)?, told)));
    let mut goals: Vec<_> = read.take(GOALS).collect();
    goals.sort_by_key(|(goal, _)| goal.number);
    goals
}

fn goal(number: u64, data: &Value) -> Option<Goal> {
    Some(Goal {
        number,
        name: member::text(data, "name", NAME_CHARS),
        reached: member::flag(data, "reached")?,
        completed: member::flag(data, "completed")?,
    })
}

fn year(data: &Value) -> Option<i32> {
    let year = member::whole(data.get("year")?)?;
    i32::try_from(year).ok().filter(|year| (1970..=9999).contains(year))
}
