//! What one looks for among the outputs of a step.

use serde_json::Value;
use swarmbell_protocols::adapter::{Body, Output, Request, Snapshot};
use swarmbell_protocols::ask::channels::Answer;
use swarmbell_protocols::{Event, Fault};

pub use super::example::parsed;

macro_rules! those {
    ($($name:ident: $variant:ident of $what:ty;)+) => {
        $(
            /// All of this sort, in order.
            pub fn $name(outputs: &[Output]) -> Vec<$what> {
                let told = |output: &Output| match output {
                    Output::$variant(told) => Some(told.clone()),
                    _ => None,
                };
                outputs.iter().filter_map(told).collect()
            }
        )+
    };
}

those! {
    requests: Request of Request;
    events: Event of Event;
    snapshots: Snapshot of Snapshot;
    faults: Fault of Fault;
    failed: RequestFailed of Fault;
    positions: Position of String;
    notes: Note of String;
}

/// Why questions found no answer.
pub fn unanswered(outputs: &[Output]) -> Vec<Fault> {
    let unanswered = |output: &Output| match output {
        Output::Unanswered(_, fault) => Some(fault.clone()),
        _ => None,
    };
    outputs.iter().filter_map(unanswered).collect()
}

/// A note, and nothing else.
pub fn is_note(outputs: &[Output]) -> bool {
    matches!(outputs, [Output::Note(_)])
}

/// The only request.
pub fn request(outputs: &[Output]) -> Request {
    let [request] = &requests(outputs)[..] else { panic!("{outputs:?}") };
    request.clone()
}

/// Path and query of a request.
pub fn path(request: &Request) -> String {
    let url = &request.address.0;
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

/// What is posted, a form as an object of its fields.
pub fn posted(request: &Request) -> Value {
    match &request.body {
        Some(Body::Json(body)) => parsed(body),
        Some(Body::Form(fields)) => {
            fields.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect()
        }
        None => panic!("{request:?}"),
    }
}

/// What was sent.
pub fn sent(outputs: &[Output]) -> Vec<Value> {
    let frame = |output: &Output| match output {
        Output::Send(text) => Some(parsed(text)),
        _ => None,
    };
    outputs.iter().filter_map(frame).collect()
}

/// What is told about channels.
pub fn answers(outputs: &[Output]) -> Vec<Answer> {
    let answer = |snapshot| match snapshot {
        Snapshot::Channels(answer) => Some(answer),
        _ => None,
    };
    snapshots(outputs).into_iter().filter_map(answer).collect()
}

/// What became of channels, in order.
pub fn settled(outputs: &[Output]) -> Vec<(String, Option<Fault>)> {
    let settled = |answer| match answer {
        Answer::Subscription { channel, failed } => Some((channel, failed)),
        _ => None,
    };
    answers(outputs).into_iter().filter_map(settled).collect()
}
