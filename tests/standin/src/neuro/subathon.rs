//! Subathons: one a year, with goals.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::version::Version;

/// A timestamp is kept for every so many subs.
const MILESTONE: u64 = 1000;

/// What past ones were called; they began in 2023.
const NAMES: [&str; 4] = ["First Subathon", "Second Subathon", "Third Subathon", "Fourth Subathon"];

/// One year's subathon.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Subathon {
    pub(crate) year: i32,
    name: String,
    subcount: u64,
    goals: BTreeMap<u64, Goal>,
    milestones: BTreeMap<u64, i64>,
    pub(crate) is_active: bool,
    started_ms: i64,
    ended_ms: Option<i64>,
}

/// What is promised at a number of subs; it is reached by counting and completed by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Goal {
    name: String,
    completed: bool,
}

/// Changes to a subathon; none keeps what is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SubathonChange {
    /// Which one; none is this year's. One that is not there begins with this change.
    pub year: Option<i32>,
    /// New name.
    pub name: Option<String>,
    /// New number of subs.
    pub subcount: Option<u64>,
    /// Whether it runs.
    pub active: Option<bool>,
    /// A goal that is now completed, by its number of subs.
    pub complete: Option<u64>,
}

/// All subathons by year.
pub(crate) struct Subathons(BTreeMap<i32, Subathon>);

impl Subathons {
    /// Those of the years before this one.
    pub(crate) fn before(this_year: i32) -> Self {
        let past = (2023..this_year).zip(NAMES).map(|(year, name)| {
            // Each ran through the last days of December.
            let new_year = chrono::NaiveDate::from_ymd_opt(year + 1, 1, 1).unwrap_or_default();
            let end_ms = new_year.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
            let mut subathon = Subathon::begun(year, name, end_ms - 20 * 86_400_000);
            subathon.count(61_200, end_ms);
            subathon.is_active = false;
            subathon.ended_ms = Some(end_ms);
            for (number, goal) in &mut subathon.goals {
                goal.completed = *number == 5000;
            }
            (year, subathon)
        });
        Self(past.collect())
    }

    pub(crate) fn get(&self, year: i32) -> Option<&Subathon> {
        self.0.get(&year)
    }

    /// The running ones, newest year first.
    pub(crate) fn active(&self) -> Vec<&Subathon> {
        self.0.values().rev().filter(|subathon| subathon.is_active).collect()
    }

    pub(crate) fn names(&self) -> BTreeMap<i32, &str> {
        self.0.iter().map(|(year, subathon)| (*year, subathon.name.as_str())).collect()
    }

    pub(crate) fn forget(&mut self) {
        self.0.clear();
    }

    /// Ends all that run.
    pub(crate) fn end(&mut self, now_ms: i64) {
        for subathon in self.0.values_mut().filter(|subathon| subathon.is_active) {
            subathon.set_active(false, now_ms);
        }
    }

    /// Changes one, beginning it if need be; the subathon after it and the goals that changed with it.
    pub(crate) fn change(
        &mut self,
        change: SubathonChange,
        this_year: i32,
        now_ms: i64,
    ) -> (Subathon, Vec<Value>) {
        let year = change.year.unwrap_or(this_year);
        let subathon = self.0.entry(year).or_insert_with(|| Subathon::begun(year, "Winter Subathon", now_ms));
        let before = subathon.goals_told();
        subathon.name = change.name.unwrap_or_else(|| std::mem::take(&mut subathon.name));
        if let Some(subcount) = change.subcount {
            subathon.count(subcount, now_ms);
        }
        if let Some(goal) = change.complete.and_then(|number| subathon.goals.get_mut(&number)) {
            goal.completed = true;
        }
        if let Some(active) = change.active {
            subathon.set_active(active, now_ms);
        }
        let changed =
            subathon.goals_told().into_iter().filter(|(number, goal)| before.get(number) != Some(goal));
        let changed = changed.map(|(number, goal)| {
            json!({ "year": year, "goalNumber": number, "goal": goal, "subcount": subathon.subcount })
        });
        (subathon.clone(), changed.collect())
    }
}

impl Subathon {
    fn begun(year: i32, name: &str, started_ms: i64) -> Self {
        let goal = |number, name: &str| (number, Goal { name: name.to_owned(), completed: false });
        let goals = [
            goal(5000, "Cooking attempt"),
            goal(40_000, "Outdoor stream"),
            goal(90_000, "New original song"),
        ];
        Self {
            year,
            name: name.to_owned(),
            subcount: 0,
            goals: goals.into(),
            milestones: BTreeMap::new(),
            is_active: true,
            started_ms,
            ended_ms: None,
        }
    }

    fn count(&mut self, subcount: u64, now_ms: i64) {
        let passed = self.subcount / MILESTONE + 1..=subcount / MILESTONE;
        self.milestones.extend(passed.map(|thousands| (thousands * MILESTONE, now_ms)));
        self.subcount = subcount;
    }

    fn set_active(&mut self, active: bool, now_ms: i64) {
        self.is_active = active;
        self.ended_ms = (!active).then_some(now_ms);
    }

    fn goals_told(&self) -> BTreeMap<u64, Value> {
        let told = |(number, goal): (&u64, &Goal)| {
            let reached = self.subcount >= *number;
            (*number, json!({ "name": goal.name, "completed": goal.completed, "reached": reached }))
        };
        self.goals.iter().map(told).collect()
    }

    /// How a version tells of it.
    pub(crate) fn told(&self, version: Version) -> Value {
        let mut told = json!({
            "year": self.year,
            "name": self.name,
            "subcount": self.subcount,
            "goals": self.goals_told(),
            "isActive": self.is_active,
            "startTimestamp": self.started_ms,
            "endTimestamp": self.ended_ms,
        });
        if let (Version::V2, Value::Object(members)) = (version, &mut told) {
            let at = |(number, at_ms): (&u64, &i64)| (*number, json!({ "timestamp": at_ms }));
            let milestones: BTreeMap<u64, Value> = self.milestones.iter().map(at).collect();
            members.insert("subcountMilestones".to_owned(), json!(milestones));
        }
        told
    }
}
