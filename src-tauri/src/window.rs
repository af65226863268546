//! The window's process: one web view that shows what the bell tells it.
//!
//! It holds no secret and no truth: snapshots come over the local socket, choices go back over it, and
//! closing the window ends the process.
//!
//! - `commands` are what the page may ask for; each is one line onto the local socket.
//! - `download` writes a file where the user looks for it.
//! - `feed` brings snapshots to the page, and tells when there is no bell.
//! - `frame` is the window itself and what it may not do; `theme` has its title bar follow the chosen colours.
//! - `starter` starts a bell where there is none.

mod commands;
mod download;
mod feed;
mod frame;
mod starter;
mod theme;

use std::io::{BufRead, Write};
use std::process::ExitCode;
use std::time::Duration;

use swarmbell_protocols::web::Origin;
use swarmbell_words::say;
use tauri::{AppHandle, Manager};

use crate::desktop::screen;
use crate::desktop::window_process::{BELONG, END, RAISE, RAISED};
use crate::paths::Paths;
use crate::program::Program;
use crate::{command, logs};
use feed::Feed;
use starter::Starter;

/// Shows the window until it is closed. A bell that is started from it is to listen to this server.
pub fn run(api: Option<Origin>) -> ExitCode {
    if let Some(code) = frame::start_again_with_what_webkit_needs() {
        return code;
    }
    let program = Program::find();
    // A token is typed here.
    crate::no_dump::here();
    if let Err(sentence) = screen::need() {
        return command::fail(&sentence);
    }
    let _logs = Paths::of_this_user().ok().map(|paths| logs::start(&paths.logs(), "window"));
    let built = tauri::Builder::default()
        .manage(Feed::default())
        .manage(Starter::new(program, api))
        .invoke_handler(commands::all())
        .setup(|app| {
            frame::open(app.handle())?;
            obey_the_bell(app.handle().clone());
            Ok(())
        })
        .build(crate::context());
    match built {
        Ok(app) => u8::try_from(app.run_return(|_, _| {})).map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => command::fail(&say!("window-not-opened", error = error.to_string())),
    }
}

/// How often the window of a bell that was killed looks for another, which would open a window of its own.
const LOOK: Duration = Duration::from_millis(500);

/// Comes to the front, or ends, when the bell that started this process says so on standard input.
fn obey_the_bell(app: AppHandle) {
    let reading = std::thread::Builder::new().name("bell".to_owned()).spawn(move || {
        let mut belongs = false;
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            match line.split_once(' ').unwrap_or((&line, "")) {
                (BELONG, _) => belongs = true,
                (RAISE, _token) => come_to_the_front(&app),
                (END, _) => return app.exit(0),
                _ => {}
            }
        }
        if belongs {
            tracing::warn!("the bell of this window is gone");
            app.state::<Starter>().orphan();
            make_way_for_another_bell(&app);
        }
    });
    if reading.is_err() {
        command::say_error(&say!("window-no-thread"));
    }
}

/// Comes to the front and says so. In a process that is just ending neither happens, and the bell starts another.
fn come_to_the_front(app: &AppHandle) {
    let window = app.clone();
    // Nobody is left to do it when this fails.
    let _ = app.run_on_main_thread(move || {
        if frame::raise(&window) {
            let mut bell = std::io::stdout().lock();
            // A bell that is gone starts no other window.
            let _ = writeln!(bell, "{RAISED}").and_then(|()| bell.flush());
        }
    });
}

/// Ends as soon as there is another bell, which knows nothing of this window. Until then it says that nothing rings.
/// What was typed is not taken away: such a window joins the other bell, and stays until it is closed.
fn make_way_for_another_bell(app: &AppHandle) {
    tauri::async_runtime::block_on(async {
        // A start from here shows a window of the new bell before it is over.
        while app.state::<Starter>().is_starting() || !starter::is_there().await {
            tokio::time::sleep(LOOK).await;
        }
    });
    if !app.state::<Feed>().is_held() {
        app.exit(0);
    }
}
