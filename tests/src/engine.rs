//! The whole engine in this process: real sockets to a stand-in, a real journal, a clock moved by hand, and a
//! desktop that takes every ring unless it is told otherwise.

mod sources;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use standin::{Config, Control, Server};
use swarmbell_engine::clock::Clock;
use swarmbell_engine::controller::{Controller, INPUT_CAPACITY, Input, Parts, Start};
use swarmbell_engine::desktop::{
    Chime, Delivery, Desktop, Report, SecretId, SecretOrder, SecretOutcome, SecretPlace,
};
use swarmbell_engine::http::Http;
use swarmbell_engine::journal::Journal;
use swarmbell_engine::local::{Answer, Order, Status};
use swarmbell_engine::ring::Ring;
use swarmbell_engine::secrets::Secrets;
use swarmbell_engine::settings::{Settings, SettingsFile, SourceId};
use swarmbell_engine::view::TrayModel;
use swarmbell_protocols::secret::Secret;
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::web::{Origin, WebAddress};
use tempfile::TempDir;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

/// Everything here happens on loopback; what takes longer does not happen.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// How often a condition is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// When everything begins: 2026-11-18 12:00 UTC, a Wednesday in ISO week 47.
pub const START: UnixMillis = UnixMillis(1_795_003_200_000);

/// A token that the stand-in takes.
const TOKEN: &str = "demo-token";

/// A running engine and what surrounds it.
pub struct Engine {
    server: Server,
    clock: Clock,
    desktop: Screen,
    inputs: mpsc::Sender<Input>,
    running: JoinHandle<()>,
    place: TempDir,
}

impl Engine {
    /// An engine with a token, connected.
    pub async fn connected() -> Result<Self> {
        let config = Config { now_ms: Some(START.0), ..Config::default() };
        let engine = Self::start(config, Settings::default(), true).await?;
        engine.until_status("connected", |status| status.sentence.starts_with("Connected")).await?;
        engine.until_subscribed("streamOnline").await?;
        Ok(engine)
    }

    /// An engine with these choices at a stand-in of this kind.
    pub async fn start(config: Config, settings: Settings, has_token: bool) -> Result<Self> {
        let server = Server::start(config).await?;
        let clock = Clock::manual(START);
        let place = tempfile::tempdir()?;
        SettingsFile::new(place.path().join("settings.json"))
            .save(&Settings { welcomed: true, ..settings })?;
        let keyring = Keyring::default();
        if has_token {
            let place = SecretPlace { source: SourceId::neuro(), origin: origin(&server)?, with: Vec::new() };
            keyring.lock().unwrap().insert(place, Secret::parse(TOKEN)?);
        }
        let (desktop, inputs, running) = run(&server, &clock, &place, keyring)?;
        Ok(Self { server, clock, desktop, inputs, running, place })
    }

    /// Ends the engine as a crash would, and starts it anew over the same files.
    pub async fn restart(&mut self) -> Result<()> {
        self.running.abort();
        let _ = (&mut self.running).await;
        let (rings, keyring) = (self.desktop.rings(), Arc::clone(&self.desktop.keyring));
        (self.desktop, self.inputs, self.running) = run(&self.server, &self.clock, &self.place, keyring)?;
        self.desktop.calls.lock().unwrap().rings = rings;
        Ok(())
    }

    /// Makes things happen at the server.
    pub fn control(&self) -> Control {
        self.server.control()
    }

    /// The clock, to be moved.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// What became of rings from now on.
    pub fn deliver(&self, delivery: Delivery) {
        self.desktop.calls.lock().unwrap().delivery = delivery;
    }

    /// All rings so far.
    pub fn rings(&self) -> Vec<Ring> {
        self.desktop.rings()
    }

    /// What the tray shows.
    pub fn tray(&self) -> Option<TrayModel> {
        self.desktop.calls.lock().unwrap().tray.clone()
    }

    /// The titles of all rings so far.
    pub fn titles(&self) -> Vec<String> {
        self.rings().into_iter().map(|ring| ring.title).collect()
    }

    /// Waits for the ring with this number, from 0.
    pub async fn ring(&self, number: usize) -> Result<Ring> {
        self.until(&format!("ring {number}"), || self.rings().get(number).cloned()).await
    }

    /// Tells the engine something as the desktop would.
    pub async fn report(&self, report: Report) -> Result<()> {
        self.inputs.send(Input::Desktop(report)).await.map_err(|_| anyhow!("the engine is gone"))
    }

    /// Orders something as the command line would.
    pub async fn order(&self, order: Order) -> Result<Answer> {
        let (reply, answer) = oneshot::channel();
        self.inputs.send(Input::Order { order, reply }).await.map_err(|_| anyhow!("the engine is gone"))?;
        Ok(answer.await?)
    }

    /// How things are. All that was sent before has been served when this is answered.
    pub async fn status(&self) -> Result<Status> {
        match self.order(Order::Status).await? {
            Answer::Status { status } => Ok(*status),
            other => bail!("no status but {other:?}"),
        }
    }

    /// Waits for a status.
    pub async fn until_status(&self, what: &str, wanted: impl Fn(&Status) -> bool) -> Result<Status> {
        let look = async || Ok(Some(self.status().await?).filter(&wanted));
        wait(look, async || format!("not {what}: {:?}", self.status().await)).await
    }

    /// Waits until the server pushes this kind of event to us.
    pub async fn until_subscribed(&self, kind: &str) -> Result<()> {
        self.control().wait_until(|state| state.subscribed(kind), DEADLINE).await.map(drop)
    }

    /// Waits until the week published last is known.
    pub async fn until_known_week(&self) -> Result<()> {
        let known = |lines: &[String]| lines.iter().any(|line| line.contains("schedule: week"));
        let look = async || match self.order(Order::Doctor).await? {
            Answer::Doctor { lines } if known(&lines) => Ok(Some(())),
            _ => Ok(None),
        };
        wait(look, async || "no week is known".to_owned()).await
    }

    /// Waits until the engine has asked for all that it missed, and half a minute passed after it.
    pub async fn until_caught_up(&self) -> Result<()> {
        self.until_known_week().await?;
        self.until_subscribed("streamOnline").await?;
        for _ in 0..30 {
            self.clock.advance(Duration::from_secs(1));
            self.status().await?;
            tokio::time::sleep(LOOK).await;
        }
        Ok(())
    }

    /// Waits until this text stands in the settings on the disk.
    pub async fn until_saved(&self, text: &str) -> Result<()> {
        let file = self.place.path().join("settings.json");
        let is_there =
            || std::fs::read_to_string(&file).is_ok_and(|saved| saved.contains(text)).then_some(());
        self.until(&format!("{text} in the settings"), is_there).await
    }

    /// Lets time pass, second by second, so that what follows from each is done before the next.
    pub async fn pass(&self, time: Duration) -> Result<()> {
        for second in 0..time.as_secs() {
            self.clock.advance(Duration::from_secs(1));
            self.status().await?;
            // The server's clock is the real one: its answers need some of that.
            if second % 5 == 0 {
                tokio::time::sleep(LOOK).await;
            }
        }
        Ok(())
    }

    /// Lets time pass until something is there; a second of it takes some milliseconds.
    pub async fn pass_until<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> Result<T> {
        let look = || {
            let found = look();
            if found.is_none() {
                self.clock.advance(Duration::from_secs(1));
            }
            found
        };
        self.until(what, look).await
    }

    /// Waits until something is there, with the clock standing still.
    pub async fn until<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> Result<T> {
        wait(async || Ok(look()), async || format!("no {what}; rings: {:?}", self.titles())).await
    }
}

/// Looks until something is there. What is missing is asked once time is up.
async fn wait<T>(
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
    missing: impl AsyncFnOnce() -> String,
) -> Result<T> {
    let deadline = tokio::time::Instant::now() + DEADLINE;
    loop {
        if let Some(found) = look().await? {
            return Ok(found);
        }
        if tokio::time::Instant::now() > deadline {
            bail!(missing().await);
        }
        tokio::time::sleep(LOOK).await;
    }
}

fn run(
    server: &Server,
    clock: &Clock,
    place: &TempDir,
    keyring: Keyring,
) -> Result<(Screen, mpsc::Sender<Input>, JoinHandle<()>)> {
    let (inputs, inbox) = mpsc::channel(INPUT_CAPACITY);
    let desktop = Screen::new(inputs.downgrade(), keyring);
    let settings_file = SettingsFile::new(place.path().join("settings.json"));
    let (settings, _) = settings_file.load();
    let (journal, _) = Journal::open(&place.path().join("journal.sqlite3"), clock.now().wall)?;
    let secrets = Secrets::default();
    let controller = Controller::new(Parts {
        system_languages: Vec::new(),
        updates: None,
        desktop: Box::new(desktop.clone()),
        settings,
        settings_file,
        journal,
        http: Http::new(secrets.clone(), clock.clone()),
        secrets,
        clock: clock.clone(),
        inputs: inputs.clone(),
        origin_override: Some(origin(server)?),
        notices: Vec::new(),
        start: Start::InTray,
    });
    Ok((desktop, inputs, tokio::spawn(controller.run(inbox))))
}

fn origin(server: &Server) -> Result<Origin> {
    Origin::parse(&server.origin()).context("an origin")
}

/// The secrets that were kept; they outlive an engine.
type Keyring = Arc<Mutex<HashMap<SecretPlace, Secret>>>;

/// A desktop in memory. Clones share one content.
#[derive(Clone)]
struct Screen {
    calls: Arc<Mutex<Calls>>,
    inputs: mpsc::WeakSender<Input>,
    keyring: Keyring,
}

struct Calls {
    rings: Vec<Ring>,
    tray: Option<TrayModel>,
    delivery: Delivery,
}

impl Screen {
    fn new(inputs: mpsc::WeakSender<Input>, keyring: Keyring) -> Self {
        let calls = Calls { rings: Vec::new(), tray: None, delivery: Delivery::Accepted };
        Self { calls: Arc::new(Mutex::new(calls)), inputs, keyring }
    }

    fn rings(&self) -> Vec<Ring> {
        self.calls.lock().unwrap().rings.clone()
    }

    fn report(&self, report: Report) {
        let Some(inputs) = self.inputs.upgrade() else { return };
        tokio::spawn(async move {
            // An engine that ended needs no reports.
            let _ = inputs.send(Input::Desktop(report)).await;
        });
    }
}

impl Desktop for Screen {
    fn notify(&self, ring: Ring) {
        let mut calls = self.calls.lock().unwrap();
        let (id, delivery) = (ring.id, calls.delivery);
        calls.rings.push(ring);
        drop(calls);
        self.report(Report::Delivered { id, delivery });
    }

    fn play(&self, _: Chime) {
        self.report(Report::Played(Ok(())));
    }

    fn set_tray(&self, tray: TrayModel) {
        self.calls.lock().unwrap().tray = Some(tray);
    }

    fn open(&self, page: WebAddress) {
        self.report(Report::Opened { page, result: Ok(()) });
    }

    fn show_window(&self) {}

    fn secret(&self, id: SecretId, place: SecretPlace, order: SecretOrder) {
        let mut keyring = self.keyring.lock().unwrap();
        let kept = match order {
            SecretOrder::Find => keyring.get(&place).cloned(),
            SecretOrder::Keep(secret) => {
                keyring.insert(place.clone(), secret.clone());
                Some(secret)
            }
            SecretOrder::Forget => {
                keyring.remove(&place);
                None
            }
        };
        drop(keyring);
        let outcome = kept.map_or(SecretOutcome::Absent, SecretOutcome::Found);
        self.report(Report::Secret { id, place, outcome });
    }

    fn start_at_login(&self, wanted: Option<bool>) {
        self.report(Report::AtLogin { starts: wanted, refusal: None });
    }

    fn quit(&self) {}
}
