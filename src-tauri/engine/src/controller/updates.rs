//! Asks for newer versions of this program, and tells of each once.

use serde::{Deserialize, Serialize};
use swarmbell_protocols::Fault;
use swarmbell_protocols::time::{Now, Steady, UnixMillis};
use swarmbell_words::say;
use tokio::sync::{mpsc, oneshot};

use super::rings::Waiting;
use super::token::say;
use super::{Controller, Input, UpdateState};
use crate::http::{Changed, Http};
use crate::local::Answer;
use crate::ring;
use crate::settings::SourceId;
use crate::updates::{AFTER_A_FAILURE, EVERY, Release, Releases, first_wait, next_wait};

/// Name under which what is known of releases is kept.
const KEPT: &str = "release";

/// What asks, and when it does so next.
#[derive(Debug, Default)]
pub(super) struct Updates {
    asker: Option<Asker>,
    next: Option<Steady>,
    kept: Kept,
}

/// Asks from a task of its own.
#[derive(Debug)]
pub(super) struct Asker {
    pub(super) http: Http,
    pub(super) inputs: mpsc::WeakSender<Input>,
}

/// What outlives this run.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    /// When it is asked next at the earliest.
    not_before: Option<UnixMillis>,
    /// What it was marked with.
    mark: Option<String>,
    /// What it named.
    newest: Option<Release>,
    /// What was told last.
    told: Option<Release>,
}

impl Updates {
    /// When it is time to ask.
    pub(super) fn deadline(&self) -> Option<Steady> {
        self.next
    }
}

impl Asker {
    fn ask(&self, releases: &Releases, mark: Option<String>) {
        let (http, inputs, latest) = (self.http.clone(), self.inputs.clone(), releases.latest().clone());
        tokio::spawn(async move {
            let answer = http.if_changed(&latest, mark.as_deref()).await;
            if let Some(inputs) = inputs.upgrade() {
                // The controller may be ending.
                let _ = inputs.send(Input::Released(answer)).await;
            }
        });
    }
}

impl Controller {
    /// Takes up what earlier runs knew, and asks from now on where that is wanted.
    pub(super) fn look_for_updates(&mut self, asker: Option<Asker>) {
        self.updates.asker = asker;
        self.updates.kept = self.cached(&SourceId::neuro(), KEPT).unwrap_or_default();
        self.updates_wanted();
    }

    /// Somebody chose whether to be told, or the program starts.
    pub(super) fn updates_wanted(&mut self) {
        let now = self.clock.now();
        let wait = first_wait(self.updates.kept.not_before, now.wall, &mut fastrand::Rng::new());
        self.updates.next = self.state.wants_updates().then(|| now.steady.plus(wait));
        self.know_newest();
    }

    fn know_newest(&mut self) {
        if let Some(updates) = &mut self.state.updates {
            updates.newer = self.updates.kept.newest.clone().filter(Release::is_news);
        }
    }

    /// Asks, when it is time.
    pub(super) fn ask_for_updates(&mut self, now: Now) {
        if self.updates.next.is_none_or(|next| now.steady < next) {
            return;
        }
        // Also where no answer ever comes.
        self.updates.next = Some(now.steady.plus(next_wait(EVERY, &mut fastrand::Rng::new())));
        if let Some((asker, updates)) = self.updates.asker.as_ref().zip(self.state.updates.as_ref()) {
            asker.ask(&updates.releases, self.updates.kept.mark.clone());
        }
    }

    /// The releases were asked. What cannot be read says nothing new; it is not asked for again before the next day.
    pub(super) fn released(&mut self, answer: Result<Option<Changed>, Fault>, now: Now) {
        let Updates { next, kept, .. } = &mut self.updates;
        let wait = match answer {
            // Where nothing is published yet, that is the answer.
            Ok(None) | Err(Fault::NotFound) => EVERY,
            Ok(Some(Changed { body, mark })) => {
                kept.newest = Release::read(&body).or(kept.newest.take());
                kept.mark = mark;
                EVERY
            }
            Err(fault) => {
                tracing::info!(?fault, "the releases were not told");
                AFTER_A_FAILURE
            }
        };
        *next = next.map(|_| now.steady.plus(next_wait(wait, &mut fastrand::Rng::new())));
        kept.not_before = Some(now.wall.plus(wait));
        self.know_newest();
        self.keep_updates(now.wall);
        self.tell_of_update(now);
    }

    /// Tells of a newer version, once. Where nothing may ring now it is told with the answer of another day.
    fn tell_of_update(&mut self, now: Now) {
        let Some(UpdateState { releases, newer: Some(newer), .. }) = self.state.updates.clone() else {
            return;
        };
        let on_its_way = self.rings.waiting.values().any(|waiting| matches!(waiting, Waiting::Update(_)));
        let told = self.updates.kept.told.as_ref() == Some(&newer);
        if told || on_its_way || self.is_silent(now) || !self.state.wants_updates() {
            return;
        }
        let id = self.rings.next_id();
        self.desktop.notify(ring::update_ring(id, &newer, releases.page().clone()));
        self.rings.waiting.insert(id, Waiting::Update(newer));
    }

    /// The desktop showed what was told of a version.
    pub(super) fn told_of_update(&mut self, version: Release, now: Now) {
        self.updates.kept.told = Some(version);
        self.keep_updates(now.wall);
    }

    fn keep_updates(&mut self, now: UnixMillis) {
        let kept = self.updates.kept.clone();
        self.cache(&SourceId::neuro(), KEPT, &kept, now);
    }

    /// Opens the page of the newest version.
    pub(super) fn open_release(&mut self, reply: oneshot::Sender<Answer>) {
        match &self.state.updates {
            Some(updates) => self.open_for(updates.releases.page().clone(), Some(reply)),
            None => say(reply, false, &say!("order-no-releases")),
        }
    }
}
