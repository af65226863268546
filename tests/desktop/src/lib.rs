//! A private desktop on a machine without a screen, and hands to use it.
//!
//! [`Desk::start`] brings up a virtual screen (Xvfb), a session bus and a system bus of its own, a window manager, a
//! panel with a tray, a notification daemon and a keyring, each real and each waited for by its bus name. Every desk has a fresh
//! home and runtime directory, so several run side by side and none sees the settings of the user. Dropping the desk
//! ends every process that was started in it, also those whose parent is gone.
//!
//! The hands, by what they touch:
//!
//! - [`tray`]: the icons the panel shows, read and clicked over D-Bus;
//! - [`notifications`]: every `Notify` call with the time it passed the bus, the bubbles on the screen and their
//!   buttons, and two servers of our own (one that records, one that hangs);
//! - [`screen`] and [`input`]: windows, pictures, the pointer and the keyboard, through X11 itself;
//! - [`accessible`]: the accessibility tree, which knows where a button is;
//! - [`Ear`]: what the desk plays;
//! - [`browser`]: the https handler registered with the system, which writes down what it was asked to open;
//! - [`webdriver`]: the page inside a WebKitGTK window;
//! - [`keyring`]: locking, and answering the unlock prompt;
//! - [`SystemBus`]: the login manager, which tells of sleep;
//! - [`processes`]: who runs, under whom, and how much memory it takes.
//!
//! [`daemon`], [`bus`] and [`wait`] are the floor they stand on. Nothing here sleeps for a fixed time: every wait has a
//! condition and a deadline ([`wait::until`]).

#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "the lab measures real processes by the machine's clock; the app's clock is what it tests"
)]

pub mod accessible;
pub mod browser;
pub mod bus;
pub mod daemon;
mod desk;
mod ear;
pub mod input;
pub mod keyring;
pub mod notifications;
mod panel;
pub mod processes;
pub mod screen;
mod system_bus;
pub mod tray;
pub mod wait;
pub mod webdriver;

pub use desk::{Desk, DeskOptions, Keyring, Notifications};
pub use ear::Ear;
pub use system_bus::SystemBus;
