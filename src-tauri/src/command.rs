//! One order to the running bell, one answer, an exit code.
//!
//! Answers go to standard output. What went wrong is one sentence on standard error.

use std::io::{IsTerminal, Read, Write};
use std::process::ExitCode;
use std::time::Duration;

use swarmbell_engine::clock::Clock;
use swarmbell_engine::local::{Answer, Client, ClientError, Order, SocketPlace, Status, TokenText};
use swarmbell_engine::settings::SourceId;
use swarmbell_engine::view::pause_words;
use swarmbell_protocols::time::UnixMillis;
use swarmbell_words::say;
use zeroize::Zeroizing;

use crate::cli::{Command, Pause};
use crate::no_dump;

/// Exit code of what failed; the sentence is on standard error.
pub const FAILED: u8 = 1;

/// Exit code when no bell is running, for scripts that start one.
pub const NOT_RUNNING: u8 = 3;

/// How long the bell may take. Trying a token takes a connection and the keyring's prompt.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
const TOKEN_WITHIN: Duration = Duration::from_secs(60);

/// Longest text read as a token, in bytes; longer than any token, so that it is refused by its own rule.
const TOKEN_BYTES: u64 = 16 * 1_024;

/// Carries out one command.
pub fn run(command: &Command) -> ExitCode {
    no_dump::here();
    match order_of(command) {
        Ok((order, within, json)) => carry_out(order, within, json),
        Err(sentence) => fail(&sentence),
    }
}

/// Hands the nonce of a clicked button back to the bell that issued it.
pub fn redeem(nonce: String) -> ExitCode {
    carry_out(Order::Redeem { nonce }, ANSWER_WITHIN, false)
}

fn carry_out(order: Order, within: Duration, json: bool) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&say!("start-no-threads", error = error.to_string())),
    };
    let quitting = order == Order::Quit;
    match runtime.block_on(ask(order, within)) {
        Ok(answer) => tell(&answer, json),
        // A bell that ends may be gone before its last word.
        Err(ClientError::Closed) if quitting => ExitCode::SUCCESS,
        Err(error @ ClientError::NotRunning) => {
            say_error(&error.to_string());
            ExitCode::from(NOT_RUNNING)
        }
        Err(error) => fail(&error.to_string()),
    }
}

async fn ask(order: Order, within: Duration) -> Result<Answer, ClientError> {
    Client::connect(&SocketPlace::default()).await?.order(order, within).await
}

fn order_of(command: &Command) -> Result<(Order, Duration, bool), String> {
    let order = match command {
        Command::Status { json } => return Ok((Order::Status, ANSWER_WITHIN, *json)),
        Command::Pause { time: Pause::For(time) } => Order::Pause { seconds: time.as_secs() },
        Command::Pause { time: Pause::UntilTomorrow } => Order::PauseUntilTomorrow,
        Command::Resume => Order::Resume,
        Command::Open => Order::Open,
        Command::Retry => Order::Retry,
        Command::Doctor => Order::Doctor,
        Command::Quit => Order::Quit,
        Command::Token { source } => {
            let order = Order::SetToken { token: read_token(source)?, source: source.clone() };
            return Ok((order, TOKEN_WITHIN, false));
        }
    };
    Ok((order, ANSWER_WITHIN, false))
}

/// Reads the token from standard input: arguments and environment variables can be read by others.
fn read_token(source: &SourceId) -> Result<TokenText, String> {
    let mut input = std::io::stdin();
    if input.is_terminal() && *source == SourceId::neuro() {
        say_error(&say!("cli-paste-token"));
    } else if input.is_terminal() {
        say_error(&say!("cli-paste-secret", source = source.as_str()));
    }
    let mut text = Zeroizing::new(String::new());
    let read = if input.is_terminal() {
        input.read_line(&mut text)
    } else {
        // As much as a token can be at once: growing would leave copies in freed memory.
        text.reserve(usize::try_from(TOKEN_BYTES).unwrap_or_default());
        input.by_ref().take(TOKEN_BYTES).read_to_string(&mut text)
    };
    match read {
        Ok(_) => Ok(TokenText(text)),
        Err(_) => Err(say!("cli-token-unread")),
    }
}

fn tell(answer: &Answer, json: bool) -> ExitCode {
    match answer {
        Answer::Done => ExitCode::SUCCESS,
        Answer::Said { ok: true, sentence } => say(sentence),
        Answer::Said { ok: false, sentence } => fail(sentence),
        Answer::Status { status } if json => match serde_json::to_string(status) {
            Ok(text) => say(&text),
            Err(error) => fail(&say!("cli-status-unwritten", error = error.to_string())),
        },
        Answer::Status { status } => say(&in_words(status)),
        Answer::Doctor { lines } => say(&lines.join("\n")),
        // Only the window asks for these.
        Answer::Source { .. } | Answer::SourceSettings { .. } | Answer::Offered { .. } => ExitCode::SUCCESS,
        Answer::Page { .. } | Answer::File { .. } => ExitCode::SUCCESS,
    }
}

fn in_words(status: &Status) -> String {
    let mut lines = vec![status.sentence.clone()];
    if status.live {
        lines.push(match status.title.as_ref().filter(|title| !title.is_empty()) {
            Some(title) => say!("cli-live-titled", title = title),
            None => say!("cli-live"),
        });
    }
    let now = Clock::system().now().wall;
    lines.extend(
        pause_words(status.paused_until.map(UnixMillis), now).map(|words| say!("cli-paused", words = words)),
    );
    lines.extend(status.quiet.as_ref().map(|words| say!("cli-quiet", words = words)));
    lines.extend(status.notices.iter().cloned());
    lines.join("\n")
}

/// Prints an answer. A reader that went away (`| head`) is no failure.
fn say(text: &str) -> ExitCode {
    let _ = writeln!(std::io::stdout(), "{text}");
    ExitCode::SUCCESS
}

/// Prints a sentence on standard error.
pub(crate) fn say_error(sentence: &str) {
    // There is nowhere left to say that this failed.
    let _ = writeln!(std::io::stderr(), "{sentence}");
}

/// Prints a sentence on standard error; the exit code that goes with it.
pub(crate) fn fail(sentence: &str) -> ExitCode {
    say_error(sentence);
    ExitCode::from(FAILED)
}
