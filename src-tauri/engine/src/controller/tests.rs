//! What the controller does, told by inputs and the calls that follow. No desktop, no time, and no socket but in
//! `updates`, whose question leaves by one.

mod added;
mod added_file;
mod added_gaps;
mod added_secrets;
mod bells;
mod bench;
mod delivery;
mod general;
mod live;
mod memory;
mod people;
mod queries;
mod reminders;
mod snapshot;
mod subathon;
mod token;
mod updates;
mod versions;

pub(super) use bench::Bench;
