//! The desktop of Swarmbell, thin: everything that decides lives in the engine.
//!
//! One binary is three programs. [`cli`] says which:
//!
//! - [`bell`] is the bell in the tray: it owns the engine and implements its
//!   [`Desktop`](swarmbell_engine::desktop::Desktop) with the rooms of [`desktop`]. It never creates a web view.
//! - [`window`] is the window's process: one web view that shows what the bell tells it over the local socket.
//! - [`command`] is the command line, for status bars, scripts and support: one order, one answer, an exit code.
//!
//! [`paths`] is where things are kept, [`logs`] where they are told, [`language`] is which language that is in for people,
//! [`no_dump`] keeps memory out of crash reports, [`memory`] gives it back, [`program`] is our own file, [`updates`] is where
//! newer versions are asked for.
//!
//! Invariants: a call on the desktop only enqueues; the only way to the bell is its local socket; no secret
//! is an argument, an environment variable or a log line.

pub mod bell;
pub mod cli;
pub mod command;
pub mod desktop;
pub mod language;
pub mod logs;
pub mod memory;
pub mod no_dump;
pub mod paths;
pub mod program;
pub mod updates;
pub mod window;

/// What was built into the binary: the page's files, the icons, the policy.
fn context() -> tauri::Context {
    tauri::generate_context!()
}
