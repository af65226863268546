//! The command line, as a value.

use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use swarmbell_engine::local::Order;
use swarmbell_engine::settings::SourceId;
use swarmbell_protocols::web::Origin;
use swarmbell_words::say;

#[cfg_attr(windows, path = "cli/windows.rs")]
#[cfg_attr(not(windows), path = "cli/unix.rs")]
mod terminal;

pub use terminal::use_the_terminal_we_came_from;

/// A bell in the tray that rings when Neuro-sama goes live.
#[derive(Debug, Parser)]
#[command(name = "swarmbell", version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(flatten)]
    bell: BellOptions,
    /// Shows the window of the running bell, in this process
    #[arg(long, conflicts_with = "minimized")]
    window: bool,
    /// A link of ours that the system hands back: a button of a notification
    #[arg(hide = true, value_parser = Link::parse, conflicts_with_all = ["minimized", "api", "window"])]
    link: Option<Link>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What a `swarmbell:` link may say. Anybody can write such a link, so it names nothing but the window and nonces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// `swarmbell:show`.
    Show,
    /// `swarmbell:snooze/<nonce>` or `swarmbell:pause/<nonce>`: what it does is decided by who issued the nonce.
    Redeem(String),
}

impl Link {
    /// Length of a nonce, in hexadecimal digits.
    const NONCE_DIGITS: usize = 32;

    fn parse(text: &str) -> Result<Self, String> {
        let link = text.strip_prefix("swarmbell:").ok_or_else(|| say!("cli-no-command"))?;
        match link.split_once('/') {
            None if link == "show" => Ok(Self::Show),
            Some(("snooze" | "pause", nonce))
                if nonce.len() == Self::NONCE_DIGITS
                    && nonce.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
            {
                Ok(Self::Redeem(nonce.to_owned()))
            }
            _ => Err(say!("cli-no-link")),
        }
    }
}

/// How the bell starts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct BellOptions {
    /// Starts in the tray, without the window
    #[arg(long)]
    pub minimized: bool,
    /// The system starts it, at login
    #[arg(long, hide = true)]
    pub at_login: bool,
    /// Uses another server for this run: https://host, or http:// on this machine
    #[arg(long, value_name = "URL", value_parser = origin)]
    pub api: Option<Origin>,
}

/// What the running bell is told or asked.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Says how things are
    Status {
        /// As JSON, for scripts
        #[arg(long)]
        json: bool,
    },
    /// Rings no more for a while
    Pause {
        /// How long, such as 45m, 1h or 2h30m; or `tomorrow`, which is eight in the morning
        #[arg(value_name = "TIME", default_value = "1h", value_parser = Pause::parse)]
        time: Pause,
    },
    /// Rings again
    Resume,
    /// Opens the stream's page
    Open,
    /// Connects now instead of waiting for the next attempt
    Retry,
    /// Checks itself and says what it found
    Doctor,
    /// Ends the bell
    Quit,
    /// Keeps the API token that is typed or piped in, never given as an argument
    Token {
        /// Whose it is: the id of a source in the settings file
        #[arg(long, value_name = "ID", default_value_t = SourceId::neuro(), value_parser = source)]
        source: SourceId,
    },
}

/// Which of the three programs to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Role {
    /// The bell in the tray.
    Bell(BellOptions),
    /// The window's process.
    Window {
        /// The server for a bell that is started from it.
        api: Option<Origin>,
    },
    /// One command to the running bell.
    Command(Command),
    /// What a link says.
    Link(Link),
}

impl Cli {
    /// Which of the three programs was asked for.
    pub fn role(self) -> Role {
        match (self.command, self.link) {
            (Some(command), _) => Role::Command(command),
            (None, Some(link)) => Role::Link(link),
            (None, None) if self.window => Role::Window { api: self.bell.api },
            (None, None) => Role::Bell(self.bell),
        }
    }
}

fn origin(text: &str) -> Result<Origin, String> {
    Origin::parse(text).map_err(|error| error.to_string())
}

fn source(text: &str) -> Result<SourceId, String> {
    SourceId::try_from(text.to_owned()).map_err(|error| error.to_string())
}

/// How long a pause is to last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// So long from now on.
    For(Duration),
    /// Until the morning.
    UntilTomorrow,
}

impl Pause {
    fn parse(text: &str) -> Result<Self, String> {
        if text.eq_ignore_ascii_case("tomorrow") {
            return Ok(Self::UntilTomorrow);
        }
        let time = humantime::parse_duration(text).map_err(|_| say!("cli-pause-time"))?;
        match time.as_secs() {
            0 => Err(say!("cli-pause-short")),
            secs if secs > Order::MAX_PAUSE_SECS => Err(say!("cli-pause-long")),
            _ => Ok(Self::For(time)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(arguments: &[&str]) -> Result<Role, String> {
        let all = std::iter::once(&"swarmbell").chain(arguments);
        Cli::try_parse_from(all).map(Cli::role).map_err(|error| error.to_string())
    }

    #[test]
    fn without_a_command_it_is_the_bell() {
        assert_eq!(role(&[]), Ok(Role::Bell(BellOptions::default())));
        let Ok(Role::Bell(options)) = role(&["--minimized", "--api", "http://127.0.0.1:9"]) else { panic!() };
        assert!(options.minimized);
        assert_eq!(options.api.unwrap().to_string(), "http://127.0.0.1:9");
        assert_eq!(role(&["--window"]), Ok(Role::Window { api: None }));
        assert!(matches!(
            role(&["--window", "--api", "http://127.0.0.1:9"]),
            Ok(Role::Window { api: Some(_) })
        ));
    }

    #[test]
    fn a_pause_without_a_time_is_an_hour() {
        let hour = Duration::from_secs(3_600);
        let pause = |time| Ok(Role::Command(Command::Pause { time }));
        assert_eq!(role(&["pause"]), pause(Pause::For(hour)));
        assert_eq!(role(&["pause", "2h30m"]), pause(Pause::For(hour * 5 / 2)));
        assert_eq!(role(&["pause", "Tomorrow"]), pause(Pause::UntilTomorrow));
    }

    #[test]
    fn a_wrong_argument_is_answered_with_a_sentence() {
        let sentence = |arguments: &[&str]| role(arguments).unwrap_err();
        assert!(sentence(&["pause", "soon"]).contains("Give a time such as 45m, 1h or tomorrow."));
        assert!(sentence(&["pause", "0s"]).contains("A pause lasts a second at least."));
        assert!(sentence(&["pause", "400d"]).contains("A pause lasts a year at most."));
        assert!(sentence(&["--api", "http://neuro.example"]).contains("must be reached by https"));
        assert!(sentence(&["--api", "neuro"]).contains("Give the server as https://host"));
    }

    #[test]
    fn a_token_cannot_be_given_as_an_argument() {
        assert!(role(&["token", "tok-secret"]).is_err());
        let token = |source| Ok(Role::Command(Command::Token { source }));
        assert_eq!(role(&["token"]), token(SourceId::neuro()));
        let relay = SourceId::try_from("relay-1".to_owned()).unwrap();
        assert_eq!(role(&["token", "--source", "relay-1"]), token(relay));
        assert!(role(&["token", "--source", "Relay 1"]).is_err());
    }

    #[test]
    fn a_link_says_nothing_but_show_and_nonces() {
        let nonce = "0123456789abcdef0123456789abcdef";
        assert_eq!(role(&["swarmbell:show"]), Ok(Role::Link(Link::Show)));
        let redeem = Ok(Role::Link(Link::Redeem(nonce.to_owned())));
        assert_eq!(role(&[&format!("swarmbell:snooze/{nonce}")]), redeem);
        let long = format!("swarmbell:snooze/{nonce}0");
        for refused in ["swarmbell:quit", "swarmbell:open/https://evil.example", "swarmbell:snooze/..", &long]
        {
            assert!(role(&[refused]).unwrap_err().contains("Swarmbell has no such link."), "{refused}");
        }
        assert!(role(&["swarmbell:show", "--api", "https://evil.example"]).is_err());
        assert!(role(&["frobnicate"]).unwrap_err().contains("There is no such command."));
    }

    #[test]
    fn the_definition_of_the_command_line_is_sound() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
