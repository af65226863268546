//! A bell's local socket with a controller of a few lines behind it.

#![allow(dead_code, reason = "each test file uses a part")]

use std::time::Duration;

use swarmbell_engine::controller::{INPUT_CAPACITY, Input};
use swarmbell_engine::local::{Answer, Client, Order, Server, SocketPlace};
use swarmbell_engine::view::{
    ConnectionView, GeneralView, LanguageView, NeuroView, RulesView, StatusLevel, StatusLine, TokenView,
    WindowSnapshot,
};
use tempfile::TempDir;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;

/// Longer than anything takes that works.
pub(crate) const DEADLINE: Duration = Duration::from_secs(20);

/// A running bell, as the local socket sees it.
pub(crate) struct Bell {
    /// Where it listens.
    pub(crate) folder: TempDir,
    /// What windows see.
    pub(crate) snapshots: watch::Sender<WindowSnapshot>,
    /// Orders nobody answered; see [`answer`].
    pub(crate) unanswered: mpsc::Receiver<oneshot::Sender<Answer>>,
    controller: JoinHandle<()>,
    server: JoinHandle<()>,
}

impl Bell {
    /// Binds and serves.
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::bind(&SocketPlace::in_folder(folder.path())).unwrap();
        let (inputs, inbox) = mpsc::channel(INPUT_CAPACITY);
        let (snapshots, newest) = watch::channel(snapshot("first"));
        let (keep, unanswered) = mpsc::channel(INPUT_CAPACITY);
        let controller = tokio::spawn(control(inbox, newest, keep));
        let server = tokio::spawn(server.run(inputs));
        Self { folder, snapshots, unanswered, controller, server }
    }

    /// Where it listens.
    pub(crate) fn place(&self) -> SocketPlace {
        SocketPlace::in_folder(self.folder.path())
    }

    /// A new client.
    pub(crate) async fn client(&self) -> Client {
        Client::connect(&self.place()).await.unwrap()
    }

    /// The controller ends, as after *Quit*; the socket follows.
    pub(crate) async fn end(self) -> TempDir {
        self.controller.abort();
        tokio::time::timeout(DEADLINE, self.server).await.unwrap().unwrap();
        self.folder
    }
}

async fn control(
    mut inbox: mpsc::Receiver<Input>,
    newest: watch::Receiver<WindowSnapshot>,
    keep: mpsc::Sender<oneshot::Sender<Answer>>,
) {
    while let Some(input) = inbox.recv().await {
        match input {
            Input::Order { order, reply } => match answer(&order) {
                Some(answer) => drop(reply.send(answer)),
                None => keep.send(reply).await.unwrap(),
            },
            Input::Watch { reply } => drop(reply.send(newest.clone())),
            other => panic!("{other:?}"),
        }
        if newest.has_changed().is_err() {
            return;
        }
    }
}

/// Says what was ordered; leaves *Retry* unanswered.
fn answer(order: &Order) -> Option<Answer> {
    match order {
        Order::Retry => None,
        Order::Pause { seconds } => Some(said(&format!("pause {seconds}"))),
        Order::SetToken { token, .. } => Some(said(&format!("a token of {} bytes", token.0.len()))),
        _ => Some(Answer::Done),
    }
}

/// What the bell says with this sentence.
pub(crate) fn said(sentence: &str) -> Answer {
    Answer::Said { ok: true, sentence: sentence.to_owned() }
}

/// A snapshot with this sentence.
pub(crate) fn snapshot(sentence: &str) -> WindowSnapshot {
    WindowSnapshot {
        language: LanguageView { spoken: "en".to_owned(), chosen: None, offered: Vec::new() },
        version: "1.2.3".to_owned(),
        status: StatusLine {
            sentence: sentence.to_owned(),
            level: StatusLevel::Good,
            next_try: None,
            can_retry: false,
            fix: None,
        },
        neuro: NeuroView {
            origin: "https://neuro.example".to_owned(),
            connection: ConnectionView::Connected,
            sentence: sentence.to_owned(),
            level: StatusLevel::Good,
            last_event: None,
            heard: 0,
            token: TokenView::Kept,
            live: None,
            week: None,
            subathon: None,
            bells: Vec::new(),
        },
        sources: Vec::new(),
        pause: None,
        update: None,
        servers: Vec::new(),
        notices: Vec::new(),
        rules: RulesView::default(),
        general: GeneralView::default(),
    }
}
