//! The links as the controller uses them: started, replaced, told things. Never waited for.

use std::collections::HashMap;

use swarmbell_protocols::Adapter;
use tokio::sync::mpsc;

use super::Input;
use crate::clock::Clock;
use crate::http::Http;
use crate::link::{self, LinkHandle, LinkOrder, LinkParts, LinkPolicy};
use crate::settings::SourceId;

/// What the controller wants of links. The implementation over sockets is [`SocketLinks`].
pub trait Links: Send {
    /// Starts a source's link, ending the one it had. Its news carry `generation`.
    fn start(&mut self, source: &SourceId, generation: u64, plan: LinkPlan);
    /// Ends a source's link.
    fn stop(&mut self, source: &SourceId);
    /// Tells a source's link something; a source without a link hears nothing.
    fn order(&self, source: &SourceId, order: LinkOrder);
}

/// What a link is to be.
pub struct LinkPlan {
    /// What speaks the protocol.
    pub adapter: Box<dyn Adapter>,
    /// Whether it was given a secret to use.
    pub has_secret: bool,
    /// Seeds the jitter.
    pub seed: u64,
}

/// Links over real sockets.
pub struct SocketLinks {
    http: Http,
    clock: Clock,
    inputs: mpsc::Sender<Input>,
    handles: HashMap<SourceId, LinkHandle>,
}

impl SocketLinks {
    /// No link yet. News go to `inputs`.
    pub fn new(http: Http, clock: Clock, inputs: mpsc::Sender<Input>) -> Self {
        Self { http, clock, inputs, handles: HashMap::new() }
    }
}

impl Links for SocketLinks {
    fn start(&mut self, source: &SourceId, generation: u64, plan: LinkPlan) {
        let parts = LinkParts {
            source: source.clone(),
            generation,
            adapter: plan.adapter,
            http: self.http.clone(),
            clock: self.clock.clone(),
            inputs: self.inputs.clone(),
            policy: LinkPolicy::default(),
            seed: plan.seed,
        };
        let handle = match self.handles.remove(source) {
            Some(former) => former.replace(parts),
            None => link::spawn(parts),
        };
        self.handles.insert(source.clone(), handle);
    }

    fn stop(&mut self, source: &SourceId) {
        self.handles.remove(source);
    }

    fn order(&self, source: &SourceId, order: LinkOrder) {
        if let Some(handle) = self.handles.get(source) {
            handle.order(order);
        }
    }
}
