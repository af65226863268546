//! Section 7: everything the examples show is said in their shape, and what they send is understood.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::{Value, json};
use standin::{
    Config, Control, Direction, Post, PostKind, Presence, Records, Server, Stream, StreamUpdate,
    SubathonChange, Versions,
};

use super::shape::difference;
use crate::client::*;

/// Friday of ISO week 47, in the evening.
const NOW_MS: i64 = 1_795_212_000_000;

/// The walk through the examples of one version.
struct Walk {
    version: &'static str,
    server: Server,
    control: Control,
    used: BTreeSet<String>,
}

impl Walk {
    async fn begin(version: &'static str, versions: Versions) -> Self {
        let (server, control) = server_with(Config { now_ms: Some(NOW_MS), versions, ..unlimited() }).await;
        Self { version, server, control, used: BTreeSet::new() }
    }

    fn folder(&self) -> PathBuf {
        let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../src-tauri/protocols/tests/examples/neuro");
        PathBuf::from(examples).join(self.version)
    }

    fn example(&mut self, name: &str) -> Value {
        self.used.insert(format!("{name}.json"));
        let path = self.folder().join(format!("{name}.json"));
        serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap()
    }

    fn same_shape(&mut self, name: &str, said: &Value) {
        let version = self.version;
        if let Some(difference) = difference("", said, &self.example(name)) {
            panic!("not of the shape of {version}/{name}: {difference}");
        }
    }

    async fn answer(&mut self, name: &str, path: &str, token: Option<&str>) {
        let answer = match token {
            Some(token) => get_with_token(&self.server, path, token).await,
            None => get(&self.server, path).await,
        };
        self.same_shape(name, &answer.json());
        if name.starts_with("error.") && !name.contains("geterror") {
            let example = self.example(name);
            for member in ["code", "message"] {
                assert_eq!(answer.json()["error"][member], example["error"][member], "{name}");
            }
        } else if !name.contains("geterror") {
            assert_eq!(answer.status, 200, "{name}");
        }
    }

    /// Asks so often that the limit of this code, lowered to one, refuses.
    async fn too_often(&mut self, code: &str, path: &str, token: Option<&str>) {
        self.control.limit(code, 1, None).unwrap();
        self.control.rate_limits(true);
        match token {
            Some(token) => get_with_token(&self.server, path, token).await,
            None => get(&self.server, path).await,
        };
        self.answer(&format!("error.{code}"), path, token).await;
        self.control.rate_limits(false);
    }

    /// Says what the example says and takes the answer for that of another.
    async fn asked(&mut self, socket: &mut Socket, asked: &str, answered: &str) {
        let said = socket.ask(self.example(asked)).await;
        assert_eq!(said, self.example(answered), "{asked}");
    }

    /// Every example was used.
    fn end(self) {
        let there: BTreeSet<String> = std::fs::read_dir(self.folder())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(self.used, there);
    }
}

/// What both versions say on a socket.
async fn dialogue(walk: &mut Walk, path: &str) {
    let mut socket = handshake(&walk.server, path, Some("Bearer demo-token")).await.unwrap();
    let welcome = socket.json().await;
    walk.same_shape("ws.welcome", &welcome);
    walk.asked(&mut socket, "ws.addEvent", "ws.addSuccess").await;
    walk.asked(&mut socket, "ws.addEvent", "ws.addSuccess.alreadySubscribed").await;
    socket.ask(json!({ "type": "addEvent", "data": { "eventType": "streamUpdate" } })).await;
    walk.asked(&mut socket, "ws.removeEvent", "ws.removeSuccess").await;
    walk.asked(&mut socket, "ws.removeEvent", "ws.removeSuccess.wasNotSubscribed").await;
    walk.control.v1_answers_ping(true);
    walk.asked(&mut socket, "ws.ping", "ws.pong").await;
    for (frame, answered) in [
        (r#"{"type":"addEvent","data":{"eventType":"coffeeReady"}}"#, "ws.invalid.invalidEventtype"),
        (r#"{"type":"addEvent"}"#, "ws.invalid.missingEventtype"),
        ("{", "ws.invalid.malformed"),
    ] {
        socket.send(frame).await;
        assert_eq!(socket.json().await, walk.example(answered));
    }
    let list = socket.ask(walk.example("ws.listEvents.request")).await;
    walk.same_shape("ws.listEvents", &list);
    assert_eq!(list["data"]["availableEvents"], walk.example("ws.listEvents")["data"]["availableEvents"]);
}

/// Makes every event happen and compares what is told.
async fn events(walk: &mut Walk, path: &str) {
    let types: Vec<String> =
        serde_json::from_value(walk.example("ws.listEvents")["data"]["availableEvents"].clone()).unwrap();
    let types: Vec<&str> = types.iter().map(String::as_str).collect();
    let mut socket = subscriber_of(&walk.server, path, &types).await;
    make_every_event(&walk.control);
    let mut told: BTreeMap<String, Value> = BTreeMap::new();
    while told.len() < types.len() {
        let event = socket.json().await;
        told.insert(event["data"]["eventType"].as_str().unwrap().to_owned(), event);
    }
    for (event_type, event) in told {
        walk.same_shape(&format!("event.{event_type}"), &event);
    }
}

fn make_every_event(control: &Control) {
    control.go_live(Stream::default());
    control.update_stream(StreamUpdate::default()).unwrap();
    control.go_offline();
    control.go_live_secret(Stream::default());
    control.raid(Direction::Incoming, "HarborFox", 742);
    control.raid(Direction::Outgoing, "QuietOtter", 5310);
    control.release_next_week().unwrap();
    control.change_subathon(SubathonChange { subcount: Some(40_003), ..SubathonChange::default() });
    control.write_blog("Notes", "Rafts need **floor** tiles.", None);
    let other = Some("EvilNeuroAI".to_owned());
    control.post(&Post { kind: PostKind::Reply, other, ..Post::new("NeurosamaAI", "no comment") });
}

/// A week that was only fetched, as the latest one.
fn fetched(control: &Control, status: &str) -> standin::Schedule {
    let mut week = control.latest_schedule().unwrap();
    week.schedule.truncate(1);
    status.clone_into(&mut week.status);
    week.image_url = None;
    week
}

/// Answers of v1 to a token when nothing has happened yet, by their example.
const V1_ANSWERS: &[(&str, &str)] = &[
    ("schedule", "/api/v1/schedule?year=2024&week=20"),
    ("schedule.latest", "/api/v1/schedule/latest"),
    ("schedule.search", "/api/v1/schedule/search?query=karaoke&limit=2"),
    ("schedule.search.lastPage", "/api/v1/schedule/search?query=karaoke&cursorYear=2023&cursorWeek=14"),
    ("schedule.search.empty", "/api/v1/schedule/search?query=no%20such%20thing"),
    ("schedule.weeks", "/api/v1/schedule/weeks"),
    ("schedule.devstreamtimes", "/api/v1/schedule/devstreamtimes"),
    ("twitch.stream.offline", "/api/v1/twitch/stream"),
    ("twitch.vods", "/api/v1/twitch/vods"),
    ("subathon.year", "/api/v1/subathon?year=2024"),
    ("subathon.years", "/api/v1/subathon/years"),
    ("subathon.years.detailed", "/api/v1/subathon/years?detailed"),
    ("blog.feed", "/api/v1/blog/feed"),
    ("blog.feed.raw", "/api/v1/blog/feed?raw"),
    ("ws.ticket", "/api/ws/ticket"),
    ("error.SC1", "/api/v1/schedule?year=2023&week=1"),
    ("error.SC2", "/api/v1/schedule"),
    ("error.SC4", "/api/v1/schedule/search?query=ka"),
    ("error.VD1", "/api/v1/twitch/vod?streamId=1"),
    ("error.SB1", "/api/v1/subathon/current"),
    ("error.geterror.unknownCode", "/api/test/geterror?code=XX1"),
];

#[tokio::test]
async fn every_example_of_v1_is_said_or_understood() {
    let mut walk = Walk::begin("v1", Versions::default()).await;
    let good = Some(TOKEN);
    for (name, path) in V1_ANSWERS {
        walk.answer(name, path, good).await;
    }
    walk.answer("error.AU1", "/api/v1/twitch/vods", None).await;
    walk.answer("error.AU2", "/api/v1/twitch/vods", Some("wrong")).await;
    walk.too_often("RL4", "/api/v1/twitch/vods", good).await;
    let id = walk.control.vods()[0].stream_id.clone();
    walk.answer("twitch.vod", &format!("/api/v1/twitch/vod?streamId={id}"), good).await;
    dialogue(&mut walk, "/api/ws").await;
    events(&mut walk, "/api/ws").await;
    walk.control.go_live(Stream::default());
    walk.answer("twitch.stream.live", "/api/v1/twitch/stream", None).await;
    walk.answer("subathon.current", "/api/v1/subathon/current", None).await;
    walk.control.schedule_change(fetched(&walk.control, "auto_discord"));
    walk.answer("schedule.latest.notFinal", "/api/v1/schedule/latest", None).await;
    walk.end();
}

/// Answers of v2 to a token when nothing has happened yet, by their example.
const V2_ANSWERS: &[(&str, &str)] = &[
    ("schedule", "/api/v2/schedule?year=2024&week=20"),
    ("schedule.latest", "/api/v2/schedule/latest"),
    ("schedule.search", "/api/v2/schedule/search?query=karaoke&limit=2"),
    ("schedule.search.lastPage", "/api/v2/schedule/search?query=karaoke&cursorYear=2023&cursorWeek=14"),
    ("schedule.weeks", "/api/v2/schedule/weeks"),
    ("devstream.times", "/api/v2/devstream/times"),
    ("twitch.stream.offline", "/api/v2/twitch/stream"),
    ("twitch.vods", "/api/v2/twitch/vods"),
    ("subathon.year", "/api/v2/subathon?year=2024"),
    ("subathon.years", "/api/v2/subathon/years"),
    ("blog", "/api/v2/blog"),
    ("blog.raw", "/api/v2/blog?raw"),
    ("x-feed", "/api/v2/x-feed?user=NeurosamaAI"),
    ("info", "/api/info"),
    ("ws.ticket", "/api/v2/ws/ticket"),
    ("error.AP3", "/api/v2/schedul"),
    ("error.AP4", "/api/v2/schedule"),
    ("error.SC1", "/api/v2/schedule?year=2023&week=1"),
    ("error.VD1", "/api/v2/twitch/vod?id=1"),
    ("error.SB1", "/api/v2/subathon"),
    ("error.SB4", "/api/v2/subathon?year=2001"),
    ("error.geterror.unknownCode", "/api/test/geterror?code=XX1"),
];

#[tokio::test]
async fn every_example_of_v2_is_said_or_understood() {
    let mut walk = Walk::begin("v2", Versions::v2_only(Presence::NotFound)).await;
    let good = Some(TOKEN);
    for (name, path) in V2_ANSWERS {
        walk.answer(name, path, good).await;
    }
    walk.answer("error.AU9", "/api/v2/ws/ticket", None).await;
    walk.answer("error.AU11", "/api/v2/ws/ticket", Some("wrong")).await;
    walk.too_often("RL3", "/api/v2/twitch/stream", None).await;
    walk.too_often("RL6", "/api/v2/ws/ticket", good).await;
    walk.too_often("RL7", "/api/v2/schedule/search?query=karaoke", good).await;
    let id = walk.control.vods()[0].stream_id.clone();
    walk.answer("twitch.vod", &format!("/api/v2/twitch/vod?id={id}"), good).await;
    dialogue(&mut walk, "/api/v2/ws").await;
    events(&mut walk, "/api/v2/ws").await;
    walk.control.go_live(Stream::default());
    walk.answer("twitch.stream.live", "/api/v2/twitch/stream", None).await;
    walk.answer("subathon.active", "/api/v2/subathon", None).await;
    other_weeks(&mut walk).await;
    walk.control.forget(Records::Blog);
    walk.answer("error.BL1", "/api/v2/blog", good).await;
    walk.control.forget(Records::XFeed);
    walk.answer("error.XF1", "/api/v2/x-feed?user=NeurosamaAI", good).await;
    walk.end();
}

async fn other_weeks(walk: &mut Walk) {
    let mut socket = subscriber(&walk.server, &["scheduleUpdate"]).await;
    walk.control.schedule_change(fetched(&walk.control, "auto_twitch"));
    walk.same_shape("event.scheduleUpdate.autoNoImage", &socket.json().await);
    walk.control.schedule_change(fetched(&walk.control, "auto_discord"));
    socket.json().await;
    walk.answer("schedule.latest.autoDiscord", "/api/v2/schedule/latest", None).await;
    let past = walk.control.schedule(2025, 45).unwrap();
    walk.control.schedule_change(past);
    walk.same_shape("event.scheduleUpdate.pastWeek", &socket.json().await);
}
