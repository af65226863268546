//! The task that fetches and draws.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use swarmbell_words::say;
use tokio::sync::{Semaphore, mpsc, oneshot, watch};
use tokio::task::JoinSet;

use super::kept::{Kept, Key};
use super::{Drawn, Wanted, drawing};
use crate::clock::Clock;
use crate::http::{Http, PictureFile};
use crate::local::Answer;
use crate::view::{Page, WindowSnapshot};

/// Orders that may wait for the task; a window asks for two or three pictures at once.
const ORDERS: usize = 16;

/// Pictures under way, waiting ones among them.
const UNDER_WAY: usize = 16;

/// Pictures fetched at once.
const FETCHED_AT_ONCE: usize = 2;

/// Who wants one and the same picture at the same time.
const ASKERS: usize = 8;

/// How long a picture is the newest, where its server does not say; at Twitch a new one comes every five minutes.
const FRESH: Duration = Duration::from_secs(5 * 60);

/// What a server may say about that: neither is it asked with every look, nor is a picture kept for days.
const SHORTEST: Duration = Duration::from_secs(60);
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// What is not there is looked for again after this.
const ABSENT: Duration = Duration::from_secs(60);

/// What is said of a picture that cannot be shown, whatever is wrong with it: the log says what.
fn none() -> String {
    say!("picture-none")
}

type Reply = oneshot::Sender<Answer>;

/// The way to the task.
#[derive(Debug)]
pub struct Pictures(mpsc::Sender<Wanted>);

impl Pictures {
    /// Begins to serve. What is kept is dropped whenever nobody watches the snapshots any more. To be called inside a
    /// runtime.
    pub(crate) fn start(http: Http, clock: Clock, windows: watch::Sender<WindowSnapshot>) -> Self {
        let (orders, inbox) = mpsc::channel(ORDERS);
        tokio::spawn(Desk::new(http, clock).run(inbox, windows));
        Self(orders)
    }

    /// Nobody serves: there is no picture at all.
    pub(crate) fn none() -> Self {
        Self(mpsc::channel(1).0)
    }

    /// Wants a picture. Never waits; the answer comes when it comes.
    pub(crate) fn want(&self, wanted: Wanted) {
        match self.0.try_send(wanted) {
            Ok(()) => {}
            Err(mpsc::error::TrySendError::Full(wanted)) => say(wanted.reply, &say!("picture-busy")),
            Err(mpsc::error::TrySendError::Closed(wanted)) => say(wanted.reply, &none()),
        }
    }

    /// Answers that there is no picture.
    pub(crate) fn say_none(reply: Reply) {
        say(reply, &none());
    }
}

struct Desk {
    http: Http,
    clock: Clock,
    kept: Kept,
    askers: HashMap<Key, Vec<Reply>>,
    work: JoinSet<(Key, Option<Drawn>, Duration)>,
    fetching: Arc<Semaphore>,
    /// One at once: each may take tens of megabytes for a moment.
    drawing: Arc<Semaphore>,
}

impl Desk {
    fn new(http: Http, clock: Clock) -> Self {
        Self {
            http,
            clock,
            kept: Kept::default(),
            askers: HashMap::new(),
            work: JoinSet::new(),
            fetching: Arc::new(Semaphore::new(FETCHED_AT_ONCE)),
            drawing: Arc::new(Semaphore::new(1)),
        }
    }

    /// Serves until the controller is gone.
    async fn run(mut self, mut inbox: mpsc::Receiver<Wanted>, windows: watch::Sender<WindowSnapshot>) {
        loop {
            let idle = self.work.is_empty() && self.kept.is_empty();
            tokio::select! {
                wanted = inbox.recv() => match wanted {
                    Some(wanted) => self.serve(wanted),
                    None => return,
                },
                Some(done) = self.work.join_next() => self.done(done.ok()),
                () = windows.closed(), if !idle && self.work.is_empty() => self.kept.clear(),
            }
        }
    }

    fn serve(&mut self, wanted: Wanted) {
        let key = (wanted.id, wanted.size);
        if let Some(kept) = self.kept.get(&key, self.clock.now().steady) {
            return answer(wanted.reply, kept.as_ref());
        }
        let full = self.askers.len() >= UNDER_WAY;
        match self.askers.get_mut(&key) {
            Some(askers) if askers.len() < ASKERS => return askers.push(wanted.reply),
            None if !full => {}
            _ => return say(wanted.reply, &say!("picture-busy")),
        }
        let Some(url) = wanted.address.sized(key.1.asked_for()) else { return say(wanted.reply, &none()) };
        self.askers.insert(key.clone(), vec![wanted.reply]);
        let (http, own) = (self.http.clone(), wanted.own);
        let (fetching, drawing) = (Arc::clone(&self.fetching), Arc::clone(&self.drawing));
        self.work.spawn(async move {
            let place = fetching.acquire_owned().await;
            let fetched = http.picture(&url, &own).await;
            drop(place);
            let file = fetched.inspect_err(|why| tracing::info!(%why, "no picture was fetched")).ok();
            let Some(file) = file else { return (key, None, ABSENT) };
            let fresh = file.fresh_for.unwrap_or(FRESH).clamp(SHORTEST, LONGEST);
            let _one_at_once = drawing.acquire_owned().await;
            match draw(file, &key).await {
                Some(drawn) => (key, Some(drawn), fresh),
                None => (key, None, ABSENT),
            }
        });
    }

    fn done(&mut self, done: Option<(Key, Option<Drawn>, Duration)>) {
        // A job is aborted by nobody, and a panic while drawing is none of the job.
        let Some((key, drawn, fresh)) = done else { return };
        for reply in self.askers.remove(&key).unwrap_or_default() {
            answer(reply, drawn.as_ref());
        }
        self.kept.put(key, drawn, self.clock.now().steady.plus(fresh));
    }
}

/// Draws on a thread of its own.
async fn draw(file: PictureFile, (_, size): &Key) -> Option<Drawn> {
    let size = *size;
    let drawn = tokio::task::spawn_blocking(move || drawing::draw(&file.bytes, size)).await.ok()?;
    drawn.inspect_err(|why| tracing::info!(%why, "no picture was drawn")).ok()
}

fn answer(reply: Reply, drawn: Option<&Drawn>) {
    match drawn {
        Some(drawn) => {
            let page = Page::Picture { jpeg: STANDARD.encode(drawn) };
            // The asker may be gone; then nobody needs the answer.
            let _ = reply.send(Answer::Page { page: Box::new(page) });
        }
        None => say(reply, &none()),
    }
}

fn say(reply: Reply, sentence: &str) {
    // As above.
    let _ = reply.send(Answer::Said { ok: false, sentence: sentence.to_owned() });
}
