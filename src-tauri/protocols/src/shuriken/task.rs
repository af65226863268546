//! Tasks: something of the user's own moved on (contract shuriken §4, `portfolio.notifications`). The notice says
//! neither how it stands nor when that was.

use serde_json::Value;

use super::event::Told;
use crate::event::Subject;
use crate::member;
use crate::trade::Task;

/// Reads a notice; `None` where it names no task.
pub(super) fn read(data: &Value) -> Option<Told> {
    let id = ["taskId", "rootTaskId", "claimId"].iter().find_map(|name| member::id(data, name))?;
    Some(Told {
        key: format!("task:{id}"),
        at: None,
        page: None,
        subject: Subject::Task(Task {
            kind: member::id(data, "type")?,
            id,
            chain_id: member::count(data, "chainId"),
        }),
    })
}
