//! Where things are told: a file that rotates, and standard error when a person reads it.
//!
//! Log lines are built from an allow-list: states, counts, kinds of faults. No payload, no address with a
//! query, no secret.

use std::io::IsTerminal;
use std::path::Path;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

/// Files kept, one a day: two weeks reach back further than a fan's report.
const FILES: usize = 14;

/// What is logged when `SWARMBELL_LOG` does not say.
const DEFAULT_FILTER: &str = "info,zbus=warn,tao=error,ksni=warn";

/// Keeps the log's writer alive; what is still queued is written when this is dropped.
#[derive(Debug)]
pub struct Logs {
    _writer: Option<WorkerGuard>,
}

/// Starts logging for this process, into files of its own `name`: two processes that rotated the same files
/// would remove each other's. A folder that cannot be written costs the file, nothing else.
pub fn start(folder: &Path, name: &str) -> Logs {
    let (file, writer) = match file_in(folder, name) {
        Some(file) => {
            let (file, writer) = tracing_appender::non_blocking(file);
            (Some(fmt::layer().with_ansi(false).with_writer(file)), Some(writer))
        }
        None => (None, None),
    };
    let terminal = std::io::stderr().is_terminal().then(|| fmt::layer().with_writer(std::io::stderr));
    // A second start in one process (tests) keeps the first.
    let _ = tracing_subscriber::registry()
        .with(file.with_filter(filter()))
        .with(terminal.with_filter(filter()))
        .try_init();
    Logs { _writer: writer }
}

fn filter() -> EnvFilter {
    EnvFilter::try_from_env("SWARMBELL_LOG").unwrap_or_else(|_| EnvFilter::new(DEFAULT_FILTER))
}

fn file_in(folder: &Path, name: &str) -> Option<RollingFileAppender> {
    std::fs::create_dir_all(folder).ok()?;
    RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix(name)
        .filename_suffix("log")
        .max_log_files(FILES)
        .build(folder)
        .ok()
}
