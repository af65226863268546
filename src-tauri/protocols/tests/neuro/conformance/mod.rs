//! The contract `neuro.md`, section by section; the files are named after its sections. What takes more than a
//! look is tested in detail elsewhere: polling, subscriptions, versions, tickets.
//! Section 6 is about the stand-in, and tested with it.

mod s1_hosts;
mod s2_1_payloads;
mod s2_endpoints;
mod s3_5_events;
mod s3_socket;
mod s4_errors;
mod s5_limits;
mod s7_examples;

use swarmbell_protocols::adapter::{Ask, Input, Output, Snapshot};

use crate::neuro::session::{Session, requests, snapshots};

/// Both versions of the API.
const VERSIONS: [&str; 2] = ["v1", "v2"];

/// What a server of this version, asked this with a token, is understood to say.
fn answered(version: &str, ask: &Ask, status: u16, body: &str) -> Vec<Output> {
    let mut session = Session::speaking(version, true);
    let outputs = session.step(Input::Ask(ask.clone()));
    let [request] = &requests(&outputs)[..] else { panic!("{ask:?}: {outputs:?}") };
    session.reply(request.id, status, body)
}

/// The one snapshot among that.
fn told(version: &str, ask: &Ask, body: &str) -> Snapshot {
    let outputs = answered(version, ask, 200, body);
    let [snapshot] = &snapshots(&outputs)[..] else { panic!("{version} {ask:?}: {outputs:?}") };
    snapshot.clone()
}
