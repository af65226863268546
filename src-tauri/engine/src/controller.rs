//! The one loop that owns state.
//!
//! Everything that can happen arrives as an [`Input`]; everything that follows from it is a call that only
//! enqueues: on the [`Desktop`], on a link, on a reply channel. The controller never waits for anybody, so a
//! hanging notification server or keyring cannot make it deaf. (The journal is the exception: one local
//! write of a few dozen microseconds, without a sync to disk.)
//!
//! - `state` is everything the bell knows; the views are computed from it.
//! - `source` takes the news of a link; `learn` keeps the picture of the present; `gaps` drives catch-up.
//! - `announce` leads from an event to a ring, `rings` keeps those on their way, `delivery` follows them up.
//! - `memory` is what is written to the journal, and what is said when that fails.
//! - `timers` is what time brings.
//! - `token` is the token's life.
//! - `sound` is when the bell sounds.
//! - `subathon` follows the one that goes on, for the window.
//! - `orders` is what people want; `queries` what the window asks page by page.
//! - `reminders` is what somebody asked to be reminded of.
//! - `sampling` decides what of a flood is listed.
//! - `added` is about the sources that somebody added.
//! - `per_source` holds one value for each source.
//! - `updates` asks for newer versions of this program.
//! - `links` is the connections, as the controller uses them.
//! - `parts` is what a controller is made of.

mod added;
mod announce;
mod delivery;
mod gaps;
mod general;
mod learn;
mod links;
mod memory;
mod orders;
mod parts;
mod per_source;
mod queries;
mod reminders;
mod rings;
mod sampling;
mod sound;
mod source;
mod state;
mod subathon;
#[cfg(test)]
mod tests;
mod timers;
mod token;
mod updates;

use std::collections::BTreeSet;
use std::time::Duration;

use swarmbell_protocols::Fault;
use swarmbell_protocols::time::{Now, Steady};
use swarmbell_protocols::web::WebAddress;
use tokio::sync::{mpsc, oneshot, watch};

use crate::catchup::Catchup;
use crate::clock::Clock;
use crate::desktop::{Desktop, Report};
use crate::http::Changed;
use crate::journal::Journal;
use crate::link::{LinkOrder, LinkUpdate};
use crate::local::{Answer, Order};
use crate::picture::Pictures;
use crate::secrets::Secrets;
use crate::settings::{Settings, SettingsFile, SourceId, saver};
use crate::view::{self, TrayModel, WindowSnapshot};

pub use links::{LinkPlan, Links, SocketLinks};
pub use parts::{Parts, Start};
pub use per_source::PerSource;
pub use state::{KnownWeek, LastStream, NeuroState, Notice, NoticeKind, SourceState, State, UpdateState};

/// Everything that can happen to the engine.
#[derive(Debug)]
pub enum Input {
    /// A link has news.
    Link {
        /// Whose link.
        source: SourceId,
        /// Which link of that source: news of a replaced one are dropped.
        generation: u64,
        /// The news.
        update: LinkUpdate,
    },
    /// Somebody at the local socket wants something.
    Order {
        /// What.
        order: Order,
        /// Where the answer goes.
        reply: oneshot::Sender<Answer>,
    },
    /// A window wants snapshots; the receiver ends with it.
    Watch {
        /// Where the receiving end goes.
        reply: oneshot::Sender<watch::Receiver<WindowSnapshot>>,
    },
    /// A window that wanted snapshots is gone.
    Unwatched,
    /// The desktop has news.
    Desktop(Report),
    /// The releases of this program were asked; nothing where they are as they were.
    Released(Result<Option<Changed>, Fault>),
    /// The settings were written, or not: `Err` with one sentence.
    SettingsSaved(Result<(), String>),
}

/// How many inputs may wait. A flood of frames makes the link wait, never the memory grow.
pub const INPUT_CAPACITY: usize = 256;

/// What is under way for one source.
#[derive(Debug, Default)]
struct UnderWay {
    /// Of the running link; news of older ones are dropped.
    generation: u64,
    /// What is not known of the time in which nobody listened.
    catchup: Catchup,
    /// Its token.
    token: token::Token,
    /// How long the machine had slept when the connection was good.
    asleep: Duration,
    /// Where a later connection may go on, once all before it was told.
    position: Option<String>,
}

/// The owner of all state.
pub struct Controller {
    state: State,
    desktop: Box<dyn Desktop>,
    links: Box<dyn Links>,
    journal: Journal,
    pictures: Pictures,
    secrets: Secrets,
    clock: Clock,
    rings: rings::Rings,
    under_way: PerSource<UnderWay>,
    /// Which events of a flood are listed.
    sampling: sampling::Sampling,
    /// Questions to sources for whose answers somebody waits.
    asking: Vec<added::Asking>,
    keyring: token::Keyring,
    /// What the journal did not take.
    unwritten: BTreeSet<&'static str>,
    /// When a journal that is not in its place is looked for again.
    reopens_at: Option<Steady>,
    /// The journal was found damaged in this run, and begun anew.
    rebuilt: bool,
    /// Pages being opened for somebody who waits for the outcome.
    opening: Vec<(WebAddress, oneshot::Sender<Answer>)>,
    /// Who tried the sound and waits for what becomes of it.
    listening: Vec<oneshot::Sender<Answer>>,
    at_login: general::AtLogin,
    /// When the window counts as closed, unless somebody looks again by then.
    closed_at: Option<Steady>,
    updates: updates::Updates,
    /// When a subathon is asked for next, if somebody looks then.
    subathon_due: Steady,
    /// When a pause ends on the clock that nobody sets: setting the wall clock back makes no pause longer.
    pause_ends: Option<Steady>,
    /// Whether quiet hours were on when last looked at.
    was_quiet: bool,
    shown_tray: Option<TrayModel>,
    snapshots: watch::Sender<WindowSnapshot>,
    settings_out: watch::Sender<Settings>,
    saver: Option<(SettingsFile, mpsc::WeakSender<Input>)>,
    start: Start,
    quitting: bool,
}

impl Controller {
    /// A controller over real sockets.
    pub fn new(parts: Parts) -> Self {
        let links = SocketLinks::new(parts.http.clone(), parts.clock.clone(), parts.inputs.clone());
        let origin = parts.origin_override.unwrap_or_else(|| parts.settings.neuro.origin.clone());
        let mut state = State::new(parts.settings, origin, parts.notices, parts.clock.now().steady);
        state.system_languages = parts.system_languages;
        state.updates = parts.updates;
        state.speak();
        let mut controller =
            Self::assemble(state, parts.desktop, Box::new(links), parts.journal, parts.secrets, parts.clock);
        let windows = controller.snapshots.clone();
        controller.pictures = Pictures::start(parts.http.clone(), controller.clock.clone(), windows);
        controller.saver = Some((parts.settings_file, parts.inputs.downgrade()));
        controller
            .look_for_updates(Some(updates::Asker { http: parts.http, inputs: parts.inputs.downgrade() }));
        controller.start = parts.start;
        controller
    }

    fn assemble(
        state: State,
        desktop: Box<dyn Desktop>,
        links: Box<dyn Links>,
        journal: Journal,
        secrets: Secrets,
        clock: Clock,
    ) -> Self {
        let Now { wall: now, steady: subathon_due, .. } = clock.now();
        let (snapshots, _) = watch::channel(view::snapshot(&state, now));
        let (settings_out, _) = watch::channel(state.settings.clone());
        Self {
            state,
            desktop,
            links,
            journal,
            pictures: Pictures::none(),
            secrets,
            clock,
            rings: rings::Rings::default(),
            under_way: PerSource::default(),
            sampling: sampling::Sampling::default(),
            asking: Vec::new(),
            keyring: token::Keyring::default(),
            unwritten: BTreeSet::new(),
            reopens_at: None,
            rebuilt: false,
            opening: Vec::new(),
            listening: Vec::new(),
            at_login: general::AtLogin::default(),
            closed_at: None,
            updates: updates::Updates::default(),
            subathon_due,
            pause_ends: None,
            was_quiet: false,
            shown_tray: None,
            snapshots,
            settings_out,
            saver: None,
            start: Start::ByHand,
            quitting: false,
        }
    }

    /// Runs until somebody quits. Settings are on the disk when this returns.
    pub async fn run(mut self, mut inputs: mpsc::Receiver<Input>) {
        let saver = self
            .saver
            .take()
            .map(|(file, inbox)| tokio::spawn(saver::run(file, self.settings_out.subscribe(), inbox)));
        let mut wakes = self.clock.wakes();
        self.start();
        self.check_journal();
        while !self.quitting {
            let wake = self.next_wake();
            tokio::select! {
                input = inputs.recv() => match input {
                    Some(input) => self.handle(input),
                    None => break,
                },
                () = sleep_until(&self.clock, wake) => self.time_passed(),
                wake = wakes.next() => {
                    tracing::info!(asleep_secs = wake.asleep.as_secs(), "the machine slept");
                    self.handle(Input::Desktop(Report::Woke));
                }
            }
        }
        self.leave();
        let Self { desktop, settings_out, links, .. } = self;
        drop((settings_out, links));
        if let Some(saver) = saver {
            // It ends by itself once its channel is closed; a panic in it must not keep the program alive.
            let _ = saver.await;
        }
        desktop.quit();
    }

    /// The first moves: what was known, the token, the window of the first start.
    fn start(&mut self) {
        self.remember(self.clock.now().wall);
        self.time_pause();
        self.find_token(&SourceId::neuro());
        let added: Vec<SourceId> = self.state.settings.sources.keys().cloned().collect();
        added.iter().for_each(|source| self.take_up(source));
        self.show_at_start();
        self.publish();
    }

    /// Takes one input and does what follows from it.
    pub fn handle(&mut self, input: Input) {
        let now = self.clock.now();
        match input {
            Input::Link { source, generation, update } if self.is_running(&source, generation) => {
                self.link_update(&source, update, now);
            }
            Input::Link { .. } => {}
            Input::Order { order, reply } => self.order(order, reply, now),
            Input::Watch { reply } => {
                self.snapshots.send_replace(view::snapshot(&self.state, now.wall));
                // The window may be gone again; then the receiver ends here.
                let _ = reply.send(self.snapshots.subscribe());
                self.look_at_login();
            }
            Input::Unwatched => self.unwatched(now),
            Input::Desktop(report) => self.report(report, now),
            Input::SettingsSaved(outcome) => self.settings_saved(outcome),
            Input::Released(answer) => self.released(answer, now),
        }
        self.look_at_the_clock(now);
        self.keep_positions(now.wall);
        self.publish();
    }

    fn report(&mut self, report: Report, now: Now) {
        match report {
            Report::Delivered { id, delivery } => self.delivered(id, delivery, now),
            Report::Played(result) => self.played(result),
            Report::Shown(ring) => self.keep_shown(&ring),
            Report::Spent { mark } => self.forget_shown(&mark),
            Report::Clicked { action } => self.clicked(action, now),
            Report::Opened { page, result } => self.opened(&page, result),
            Report::Secret { id, outcome, .. } => self.secret_report(id, &outcome),
            Report::AtLogin { starts, refusal } => self.at_login(starts, refusal),
            Report::Tray(click) => self.tray_click(click, now),
            Report::TrayHost(present) => {
                // Never hide into nothing: without an icon the window is the only way in.
                if self.state.tray_host && !present {
                    self.desktop.show_window();
                }
                self.state.tray_host = present;
            }
            Report::NotifierAppeared => self.notifier_appeared(now),
            Report::Hush(hushed) => self.hush(hushed, now),
            Report::Woke => self.order_all(&LinkOrder::Woke),
            Report::NetworkChanged => self.order_all(&LinkOrder::NetworkChanged),
        }
    }

    /// Tells every link the same.
    fn order_all(&self, order: &LinkOrder) {
        self.state.sources.names().iter().for_each(|source| self.links.order(source, order.clone()));
    }

    fn settings_saved(&mut self, outcome: Result<(), String>) {
        match outcome {
            Ok(()) => self.forget_notice(NoticeKind::Settings),
            Err(sentence) => self.notice(NoticeKind::Settings, sentence),
        }
    }

    /// Tells the user something, in the place of what was told about the same before.
    fn notice(&mut self, kind: NoticeKind, sentence: String) {
        self.forget_notice(kind);
        self.state.notices.push(Notice { kind, sentence });
    }

    fn forget_notice(&mut self, kind: NoticeKind) {
        self.state.notices.retain(|notice| notice.kind != kind);
    }

    fn save_settings(&self) {
        self.settings_out.send_replace(self.state.settings.clone());
    }

    /// Shows what changed: the tray always, the snapshot while a window listens.
    fn publish(&mut self) {
        let now = self.clock.now().wall;
        let tray = view::tray(&self.state, now);
        if self.shown_tray.as_ref() != Some(&tray) {
            self.desktop.set_tray(tray.clone());
            self.shown_tray = Some(tray);
        }
        if self.snapshots.receiver_count() > 0 {
            let snapshot = view::snapshot(&self.state, now);
            self.snapshots.send_if_modified(|shown| {
                let changed = *shown != snapshot;
                *shown = snapshot;
                changed
            });
        }
    }
}

async fn sleep_until(clock: &Clock, wake: Option<Duration>) {
    match wake {
        Some(wake) => clock.sleep_until(clock.now().steady.plus(wake)).await,
        None => std::future::pending().await,
    }
}
