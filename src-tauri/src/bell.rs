//! The bell: engine, desktop and tray in one process that never creates a web view.
//!
//! The engine runs on threads of its own; the main thread belongs to the desktop's toolkit. Owning the local
//! socket comes before everything else, since it is what makes this the only bell.

use std::process::ExitCode;
use std::time::Duration;

use swarmbell_engine::clock::Clock;
use swarmbell_engine::controller::{Controller, INPUT_CAPACITY, Input, Notice, NoticeKind, Parts, Start};
use swarmbell_engine::http::Http;
use swarmbell_engine::journal::Journal;
use swarmbell_engine::local::{Client, Order, ServeError, Server, SocketPlace};
use swarmbell_engine::lock::{Lock, LockError};
use swarmbell_engine::secrets::Secrets;
use swarmbell_engine::settings::{Settings, SettingsFile};
use swarmbell_words::say;
use tauri::{AppHandle, RunEvent};
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::mpsc;

use crate::cli::BellOptions;
use crate::command::{self, FAILED};
use crate::desktop::TauriDesktop;
use crate::desktop::reports::Reports;
use crate::desktop::screen;
use crate::desktop::window_process::WindowProcess;
use crate::language;
use crate::logs;
use crate::memory;
use crate::no_dump;
use crate::paths::Paths;
use crate::program::Program;
use crate::updates;

/// Threads of the engine. Its work is a few frames a minute.
const THREADS: usize = 2;

/// How long the last words may take: a close frame to the server, an answer to who asked us to quit.
const LAST_WORDS: Duration = Duration::from_millis(150);

/// How long a bell that ends may hold its folder, and how often that is looked at.
const LET_GO_WITHIN: Duration = Duration::from_secs(2);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// How long the running bell may take to show its window.
const SHOW_WITHIN: Duration = Duration::from_secs(5);

/// Runs the bell until somebody quits it. A second launch asks the running bell to show its window instead;
/// its options are ignored, so that nobody can talk a running bell into another server.
pub fn run(options: &BellOptions) -> ExitCode {
    no_dump::here();
    memory::give_back_what_is_free();
    match start(options) {
        Ok(code) => code,
        Err(sentence) => command::fail(&sentence),
    }
}

fn start(options: &BellOptions) -> Result<ExitCode, String> {
    let paths = Paths::of_this_user().map_err(|error| error.to_string())?;
    let runtime = Builder::new_multi_thread()
        .worker_threads(THREADS)
        .thread_name("engine")
        .enable_all()
        .build()
        .map_err(|error| say!("start-no-threads", error = error.to_string()))?;
    let place = SocketPlace::default();
    let server = match runtime.block_on(async { Server::bind(&place) }) {
        Ok(server) => server,
        Err(ServeError::AlreadyRunning) => return show_the_running_one(&runtime, options),
        Err(error) => return Err(error.to_string()),
    };
    screen::need()?;
    let not_created = paths.create();
    let folder = runtime.block_on(own_the_folder(&paths))?;
    // Only now: another bell may write these very files.
    let logs = logs::start(&paths.logs(), "swarmbell");
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "the bell starts");
    not_created.iter().for_each(|error| tracing::warn!(%error, "a folder was not created"));
    if let Err(error) = &folder {
        tracing::warn!(%error, "the folder cannot be locked");
    }
    let code = ring(&runtime, &paths, server, options)?;
    drop(folder);
    tracing::info!("the bell ends");
    // Shutting down drops tasks at their next wait, in the middle of a word.
    runtime.block_on(async { tokio::time::sleep(LAST_WORDS).await });
    runtime.shutdown_timeout(LAST_WORDS);
    drop(logs);
    Ok(code)
}

/// Sockets are of a session, the folder is of the user: two bells over one memory would ring twice. A folder that
/// cannot be locked is used all the same.
async fn own_the_folder(paths: &Paths) -> Result<Result<Lock, LockError>, String> {
    let wait = async {
        loop {
            match Lock::take(&paths.lock()) {
                // One that was quit a moment ago still holds it.
                Err(LockError::Held) => tokio::time::sleep(LOOK_AGAIN).await,
                taken => return taken,
            }
        }
    };
    tokio::time::timeout(LET_GO_WITHIN, wait)
        .await
        .map_err(|_| say!("start-folder-held", folder = paths.data().display().to_string()))
}

fn show_the_running_one(runtime: &Runtime, options: &BellOptions) -> Result<ExitCode, String> {
    if options.api.is_some() {
        command::say_error(&say!("start-api-ignored"));
    }
    if options.minimized || options.at_login {
        return Ok(ExitCode::SUCCESS);
    }
    let place = SocketPlace::default();
    runtime
        .block_on(async { Client::connect(&place).await?.order(Order::Show, SHOW_WITHIN).await })
        .map(|_| ExitCode::SUCCESS)
        .map_err(|error| error.to_string())
}

/// Runs desktop and engine until the engine says quit.
fn ring(runtime: &Runtime, paths: &Paths, server: Server, options: &BellOptions) -> Result<ExitCode, String> {
    let program = Program::find();
    let window = WindowProcess::start(runtime.handle(), program.as_ref(), options.api.as_ref());
    let engine = Engine::load(runtime, paths, server, options, window.clone(), program)?;
    let mut app = tauri::Builder::default()
        .setup(move |app| {
            engine.start(app.handle());
            Ok(())
        })
        .build(crate::context())
        .map_err(|error| say!("start-no-toolkit", error = error.to_string()))?;
    without_a_place_in_the_dock(&mut app);
    let code = app.run_return(|_, event| {
        // The bell has no window, so the toolkit thinks nothing is left to do; only a code is a wish to end.
        if let RunEvent::ExitRequested { code: None, api, .. } = event {
            api.prevent_exit();
        }
    });
    runtime.block_on(window.end());
    Ok(u8::try_from(code).map_or(ExitCode::from(FAILED), ExitCode::from))
}

#[cfg(target_os = "macos")]
fn without_a_place_in_the_dock(app: &mut tauri::App) {
    app.set_activation_policy(tauri::ActivationPolicy::Accessory);
}

#[cfg(not(target_os = "macos"))]
fn without_a_place_in_the_dock(_app: &mut tauri::App) {}

/// What the engine needs to start, once there is a desktop.
struct Engine {
    runtime: Handle,
    server: Server,
    clock: Clock,
    settings_file: SettingsFile,
    settings: Settings,
    journal: Journal,
    notices: Vec<Notice>,
    options: BellOptions,
    window: WindowProcess,
    program: Option<Program>,
}

impl Engine {
    /// Reads what was kept. Something broken is moved aside and told, so that the bell always starts.
    fn load(
        runtime: &Runtime,
        paths: &Paths,
        server: Server,
        options: &BellOptions,
        window: WindowProcess,
        program: Option<Program>,
    ) -> Result<Self, String> {
        let clock = Clock::system();
        let settings_file = SettingsFile::new(paths.settings());
        let (settings, loaded) = settings_file.load();
        let (journal, opened) =
            Journal::open(&paths.journal(), clock.now().wall).map_err(|error| error.to_string())?;
        let about_settings =
            loaded.notice.map(|sentence| Notice { kind: NoticeKind::SettingsRead, sentence });
        let notices = about_settings.into_iter().chain(Notice::of_journal(opened)).collect();
        let (runtime, options) = (runtime.handle().clone(), options.clone());
        Ok(Self {
            runtime,
            server,
            clock,
            settings_file,
            settings,
            journal,
            notices,
            options,
            window,
            program,
        })
    }

    fn start(self, app: &AppHandle) {
        // The engine's parts start tasks of their own.
        let _runtime = self.runtime.enter();
        let (inputs, inbox) = mpsc::channel(INPUT_CAPACITY);
        let secrets = Secrets::default();
        let reports = Reports::new(inputs.clone(), self.runtime.clone());
        let earlier = self.journal.shown(self.clock.now().wall).unwrap_or_else(|error| {
            tracing::warn!(%error, "clicks on older notifications will do nothing");
            Vec::new()
        });
        let start = how_it_started(&self.options);
        let controller = Controller::new(Parts {
            desktop: Box::new(TauriDesktop::start(
                app,
                &reports,
                &self.clock,
                self.window,
                self.program.clone(),
                earlier,
            )),
            settings: self.settings,
            settings_file: self.settings_file,
            journal: self.journal,
            http: Http::new(secrets.clone(), self.clock.clone()),
            secrets,
            clock: self.clock,
            inputs: inputs.clone(),
            origin_override: self.options.api,
            notices: self.notices,
            system_languages: language::of_the_system(),
            updates: self.program.as_ref().and_then(updates::known_of),
            start,
        });
        let inputs_of_signals = inputs.clone();
        self.runtime.spawn(self.server.run(inputs));
        self.runtime.spawn(quit_when_told_by_the_system(inputs_of_signals));
        self.runtime.spawn(controller.run(inbox));
    }
}

fn how_it_started(options: &BellOptions) -> Start {
    match options {
        BellOptions { minimized: true, .. } => Start::InTray,
        BellOptions { at_login: true, .. } => Start::AtLogin,
        BellOptions { .. } => Start::ByHand,
    }
}

/// A session that ends, or a service manager, asks politely first: that is a *Quit* like any other.
#[cfg(unix)]
async fn quit_when_told_by_the_system(inputs: mpsc::Sender<Input>) {
    use tokio::signal::unix::{SignalKind, signal};

    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        () = inputs.closed() => return,
    }
    let (reply, _answer) = tokio::sync::oneshot::channel();
    // The controller may be ending already.
    let _ = inputs.send(Input::Order { order: Order::Quit, reply }).await;
}

/// Windows ends programs without a window by other means.
#[cfg(not(unix))]
async fn quit_when_told_by_the_system(_inputs: mpsc::Sender<Input>) {}
