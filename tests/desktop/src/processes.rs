//! Who runs, under whom, and how much memory it takes, read from `/proc`.

use std::fs;

use anyhow::{Context as _, Result};

/// One process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// Process id.
    pub pid: u32,
    /// Parent's process id.
    pub parent: u32,
    /// The kernel's name of it, at most 15 characters.
    pub name: String,
    /// State letter of `/proc/PID/stat`: `R`, `S`, `D`, `Z` and so on.
    pub state: char,
}

/// Every process of the machine except zombies: a reaper that is slow to collect orphans must not fail a test.
#[must_use]
pub fn all() -> Vec<Process> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(read)
        .filter(|process| process.state != 'Z')
        .collect()
}

/// `root` and everything below it, parents before children.
#[must_use]
pub fn tree(root: u32) -> Vec<Process> {
    let everyone = all();
    let mut found: Vec<Process> = everyone.iter().filter(|process| process.pid == root).cloned().collect();
    let mut next = 0;
    while let Some(parent) = found.get(next).map(|process| process.pid) {
        found.extend(everyone.iter().filter(|process| process.parent == parent).cloned());
        next += 1;
    }
    found
}

/// The names of everything below `root`, without `root` itself.
#[must_use]
pub fn children_names(root: u32) -> Vec<String> {
    tree(root).into_iter().filter(|process| process.pid != root).map(|process| process.name).collect()
}

/// Proportional set size of one process in kB, from `smaps_rollup`.
///
/// # Errors
/// The process is gone.
pub fn pss_kb(pid: u32) -> Result<u64> {
    rollup_kb(pid, "Pss:")
}

/// The anonymous part of the proportional set size in kB: what a leak would grow.
///
/// # Errors
/// The process is gone.
pub fn pss_anon_kb(pid: u32) -> Result<u64> {
    rollup_kb(pid, "Pss_Anon:")
}

/// Proportional set size of `root` and everything below it, in kB.
#[must_use]
pub fn tree_pss_kb(root: u32) -> u64 {
    tree(root).iter().filter_map(|process| pss_kb(process.pid).ok()).sum()
}

/// The ids of all processes whose environment holds `NAME=value`.
pub(crate) fn with_environment(name: &str, value: &str) -> Vec<u32> {
    let wanted = format!("{name}={value}");
    all()
        .into_iter()
        .map(|process| process.pid)
        .filter(|pid| {
            let environment = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
            environment.split(|byte| *byte == 0).any(|entry| entry == wanted.as_bytes())
        })
        .collect()
}

fn read(pid: u32) -> Option<Process> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name may hold spaces and brackets of its own: it ends at the last closing one.
    let (head, rest) = stat.rsplit_once(") ")?;
    let (_, name) = head.split_once('(')?;
    let mut fields = rest.split(' ');
    let state = fields.next()?.chars().next()?;
    let parent = fields.next()?.parse().ok()?;
    Some(Process { pid, parent, name: name.to_owned(), state })
}

fn rollup_kb(pid: u32, field: &str) -> Result<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup"))?;
    let line = text.lines().find_map(|line| line.strip_prefix(field)).context("no such field")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}
