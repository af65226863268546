//! Which of the three am I: the bell, its window, or one command.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::process::ExitCode;

use clap::Parser;
use swarmbell::cli::{BellOptions, Cli, Link, Role};
use swarmbell::{bell, command, window};

fn main() -> ExitCode {
    swarmbell::cli::use_the_terminal_we_came_from();
    swarmbell::language::speak();
    match Cli::parse().role() {
        Role::Bell(options) => bell::run(&options),
        Role::Window { api } => window::run(api),
        Role::Command(order) => command::run(&order),
        Role::Link(Link::Show) => bell::run(&BellOptions::default()),
        Role::Link(Link::Redeem(nonce)) => command::redeem(nonce),
    }
}
