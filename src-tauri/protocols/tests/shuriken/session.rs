//! Where a test begins.

use serde_json::{Value, json};
use swarmbell_protocols::adapter::{Input, Output, Request};
use swarmbell_protocols::shuriken::{Config, Shuriken};
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::web::Origin;

use crate::kit::drive::Drive;
pub(crate) use crate::kit::outputs::*;
use crate::kit::pusher::{framed, hello, succeeded};
pub(crate) use crate::shuriken::catalogue::text as example;

pub(crate) const API: &str = "https://api.shuriken.example";

/// A moment shortly after the times in the examples.
pub(crate) const WALL: UnixMillis = UnixMillis(1_795_201_240_000);

/// The streams of the examples, in the order in which they are posted.
pub(crate) const GLOBAL: &str = "alpha.signalFeedGlobal";
pub(crate) const NOTICES: &str = "portfolio.notifications";
pub(crate) const SWAPS: &str = "svm.token.swaps?tokenAddress=DemoMint1111111111111111111111111111111111";

/// Their channels.
pub(crate) const GLOBAL_CHANNEL: &str = "private-signal-global";
pub(crate) const NOTICES_CHANNEL: &str = "presence-user-u_5f21-notifications";
pub(crate) const SWAPS_CHANNEL: &str = "svm-token-swaps.DemoMint1111111111111111111111111111111111";

pub(crate) const SIGNED: &str = r#"{"auth":"shk-demo-app:00"}"#;

pub(crate) type Session = Drive<Shuriken>;

pub(crate) fn config() -> Config {
    Config { api: Origin::parse(API).unwrap(), has_key: true, catalogue: None, position: None }
}

impl Session {
    pub(crate) fn new(config: Config) -> Self {
        Self::at(WALL, Shuriken::new(config))
    }

    /// These are wanted, and the first post is under way.
    pub(crate) fn posting(streams: &[&str]) -> (Self, Request) {
        let mut session = Self::new(config());
        session.want(streams);
        let post = request(&session.step(Input::Start));
        (session, post)
    }

    /// The socket is open, the handshake is not done.
    pub(crate) fn open(streams: &[&str]) -> Self {
        let (mut session, post) = Self::posting(streams);
        session.grant(&post);
        session.step(Input::Opened);
        session
    }

    /// The handshake is done; the outputs are those of it.
    pub(crate) fn ready(streams: &[&str]) -> (Self, Vec<Output>) {
        let mut session = Self::open(streams);
        let outputs = session.text(&hello(30));
        (session, outputs)
    }

    /// The stream of swaps is confirmed.
    pub(crate) fn subscribed() -> Self {
        let (mut session, _) = Self::ready(&[SWAPS]);
        session.text(&succeeded(SWAPS_CHANNEL));
        session
    }

    /// The server tells a place for each of the posted streams.
    pub(crate) fn grant(&mut self, post: &Request) -> Vec<Output> {
        let places = streams(post).iter().map(place).collect();
        self.reply(post.id, 200, &told(places).to_string())
    }

    /// The connection is lost, and another attempt begins; the outputs are those of its beginning.
    pub(crate) fn again(&mut self) -> Vec<Output> {
        self.step(Input::Closed { code: None });
        self.step(Input::Start)
    }
}

/// What was posted.
pub(crate) fn streams(post: &Request) -> Vec<Value> {
    assert!(post.address.0.path() == "/api/v2/ws/session", "{post:?}");
    posted(post)["subscriptions"].as_array().unwrap().clone()
}

/// The ids that were posted.
pub(crate) fn ids(post: &Request) -> Vec<String> {
    streams(post).iter().map(|stream| stream["stream"].as_str().unwrap().to_owned()).collect()
}

/// The place of a posted stream: that of the examples, or another one of its own.
pub(crate) fn place(stream: &Value) -> Value {
    let answer = parsed(example("http.session.response.unwrapped.json"));
    let places = answer["subscriptions"].as_array().unwrap().clone();
    let of_example = places.into_iter().find(|place| place["stream"] == stream["stream"]);
    let name = stream["stream"].as_str().unwrap().replace('.', "-");
    let mut place = of_example.unwrap_or_else(
        || json!({"stream": stream["stream"], "channel": name, "event": "update", "visibility": "public"}),
    );
    if let Some(token) = stream["filter"]["tokenAddress"].as_str() {
        place["channel"] = format!("{name}.{token}").into();
    }
    place
}

/// The examples' answer with these places.
pub(crate) fn told(places: Vec<Value>) -> Value {
    let mut answer = parsed(example("http.session.response.json"));
    answer["data"]["subscriptions"] = places.into();
    answer
}

/// The examples' answer to a post of the stream of swaps, with one member of the connection another.
pub(crate) fn connection(name: &str, value: Value) -> String {
    let mut answer = told(vec![swaps_place()]);
    answer["data"]["connection"][name] = value;
    answer.to_string()
}

pub(crate) fn swaps_place() -> Value {
    place(
        &json!({"stream": "svm.token.swaps", "filter": {"tokenAddress": "DemoMint1111111111111111111111111111111111"}}),
    )
}

/// The address the socket is asked for at.
pub(crate) fn connects(outputs: &[Output]) -> Option<String> {
    let connects = outputs.iter().filter_map(|output| match output {
        Output::Connect(connect) => Some(connect),
        _ => None,
    });
    let all: Vec<_> = connects.collect();
    assert!(all.len() <= 1 && all.iter().all(|connect| connect.bearer.is_none()), "{outputs:?}");
    all.first().map(|connect| connect.address.0.to_string())
}

/// What comes under the stream of swaps.
pub(crate) fn update(data: &Value) -> String {
    framed("update", Some(SWAPS_CHANNEL.to_owned()), data.clone())
}
