//! The desktop of the tests: writes down what it is asked to do.

use std::sync::{Arc, Mutex, PoisonError};

use swarmbell_protocols::web::WebAddress;

use super::{Chime, Desktop, SecretId, SecretOrder, SecretPlace};
use crate::ring::Ring;
use crate::view::TrayModel;

/// One call the engine made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// [`Desktop::notify`].
    Notify(Ring),
    /// [`Desktop::play`].
    Play(Chime),
    /// [`Desktop::set_tray`].
    SetTray(TrayModel),
    /// [`Desktop::open`].
    Open(WebAddress),
    /// [`Desktop::show_window`].
    ShowWindow,
    /// [`Desktop::secret`].
    Secret(SecretId, SecretPlace, SecretOrder),
    /// [`Desktop::start_at_login`].
    StartAtLogin(Option<bool>),
    /// [`Desktop::quit`].
    Quit,
}

/// Writes down every call. Clones share one list.
#[derive(Debug, Clone, Default)]
pub struct Recorder(Arc<Mutex<Calls>>);

#[derive(Debug, Default)]
struct Calls {
    open: Vec<Call>,
    secrets: Vec<SecretId>,
}

impl Recorder {
    /// Takes what was called since the last time.
    pub fn take(&self) -> Vec<Call> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner).open)
    }

    /// Takes the rings among the calls; the other calls are dropped.
    pub fn take_rings(&self) -> Vec<Ring> {
        let ring = |call| if let Call::Notify(ring) = call { Some(ring) } else { None };
        self.take().into_iter().filter_map(ring).collect()
    }

    /// The ids of all calls to the keyring so far, taken or not.
    pub fn secret_calls(&self) -> Vec<SecretId> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).secrets.clone()
    }

    fn push(&self, call: Call) {
        let mut calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Call::Secret(id, ..) = &call {
            calls.secrets.push(*id);
        }
        calls.open.push(call);
    }
}

impl Desktop for Recorder {
    fn notify(&self, ring: Ring) {
        self.push(Call::Notify(ring));
    }

    fn play(&self, chime: Chime) {
        self.push(Call::Play(chime));
    }

    fn set_tray(&self, tray: TrayModel) {
        self.push(Call::SetTray(tray));
    }

    fn open(&self, page: WebAddress) {
        self.push(Call::Open(page));
    }

    fn show_window(&self) {
        self.push(Call::ShowWindow);
    }

    fn secret(&self, id: SecretId, place: SecretPlace, order: SecretOrder) {
        self.push(Call::Secret(id, place, order));
    }

    fn start_at_login(&self, wanted: Option<bool>) {
        self.push(Call::StartAtLogin(wanted));
    }

    fn quit(&self) {
        self.push(Call::Quit);
    }
}
