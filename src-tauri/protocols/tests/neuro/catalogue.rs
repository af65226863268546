//! Every example of the contract, once. The fuzz target uses this file too, so it knows nothing of the test
//! framework.

/// One file of the contract's examples.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// `v1` or `v2`.
    pub version: &'static str,
    /// The file's name.
    pub name: &'static str,
    /// What is in it.
    pub text: &'static str,
}

impl Example {
    /// Whether it is a frame of the socket; all others are bodies of HTTP answers.
    pub fn is_frame(&self) -> bool {
        (self.name.starts_with("ws.") && self.name != "ws.ticket.json") || self.name.starts_with("event.")
    }
}

macro_rules! examples {
    ($version:literal: $($name:literal),+ $(,)?) => {
        &[$(Example {
            version: $version,
            name: $name,
            text: include_str!(concat!("../examples/neuro/", $version, "/", $name)),
        }),+]
    };
}

const V1: &[Example] = examples![
    "v1":
    "blog.feed.json",
    "blog.feed.raw.json",
    "error.AU1.json",
    "error.AU2.json",
    "error.RL4.json",
    "error.SB1.json",
    "error.SC1.json",
    "error.SC2.json",
    "error.SC4.json",
    "error.VD1.json",
    "error.geterror.unknownCode.json",
    "event.blogFeedUpdate.json",
    "event.scheduleUpdate.json",
    "event.secretneuroaccountOnline.json",
    "event.streamOffline.json",
    "event.streamOnline.json",
    "event.streamRaidIncoming.json",
    "event.streamRaidOutgoing.json",
    "event.streamUpdate.json",
    "event.subathonGoalUpdate.json",
    "event.subathonUpdate.json",
    "schedule.devstreamtimes.json",
    "schedule.json",
    "schedule.latest.json",
    "schedule.latest.notFinal.json",
    "schedule.search.empty.json",
    "schedule.search.json",
    "schedule.search.lastPage.json",
    "schedule.weeks.json",
    "subathon.current.json",
    "subathon.year.json",
    "subathon.years.detailed.json",
    "subathon.years.json",
    "twitch.stream.live.json",
    "twitch.stream.offline.json",
    "twitch.vod.json",
    "twitch.vods.json",
    "ws.addEvent.json",
    "ws.addSuccess.alreadySubscribed.json",
    "ws.addSuccess.json",
    "ws.invalid.invalidEventtype.json",
    "ws.invalid.malformed.json",
    "ws.invalid.missingEventtype.json",
    "ws.listEvents.json",
    "ws.listEvents.request.json",
    "ws.ping.json",
    "ws.pong.json",
    "ws.removeEvent.json",
    "ws.removeSuccess.json",
    "ws.removeSuccess.wasNotSubscribed.json",
    "ws.ticket.json",
    "ws.welcome.json",
];

const V2: &[Example] = examples![
    "v2":
    "blog.json",
    "blog.raw.json",
    "devstream.times.json",
    "error.AP3.json",
    "error.AP4.json",
    "error.AU11.json",
    "error.AU9.json",
    "error.BL1.json",
    "error.RL3.json",
    "error.RL6.json",
    "error.RL7.json",
    "error.SB1.json",
    "error.SB4.json",
    "error.SC1.json",
    "error.VD1.json",
    "error.XF1.json",
    "error.geterror.unknownCode.json",
    "event.blogFeedUpdate.json",
    "event.scheduleUpdate.autoNoImage.json",
    "event.scheduleUpdate.json",
    "event.scheduleUpdate.pastWeek.json",
    "event.secretneuroaccountOnline.json",
    "event.streamOffline.json",
    "event.streamOnline.json",
    "event.streamRaidIncoming.json",
    "event.streamRaidOutgoing.json",
    "event.streamUpdate.json",
    "event.subathonGoalUpdate.json",
    "event.subathonUpdate.json",
    "event.xFeedNewEntries.json",
    "event.xFeedUpdate.json",
    "info.json",
    "schedule.json",
    "schedule.latest.autoDiscord.json",
    "schedule.latest.json",
    "schedule.search.json",
    "schedule.search.lastPage.json",
    "schedule.weeks.json",
    "subathon.active.json",
    "subathon.year.json",
    "subathon.years.json",
    "twitch.stream.live.json",
    "twitch.stream.offline.json",
    "twitch.vod.json",
    "twitch.vods.json",
    "ws.addEvent.json",
    "ws.addSuccess.alreadySubscribed.json",
    "ws.addSuccess.json",
    "ws.invalid.invalidEventtype.json",
    "ws.invalid.malformed.json",
    "ws.invalid.missingEventtype.json",
    "ws.listEvents.json",
    "ws.listEvents.request.json",
    "ws.ping.json",
    "ws.pong.json",
    "ws.removeEvent.json",
    "ws.removeSuccess.json",
    "ws.removeSuccess.wasNotSubscribed.json",
    "ws.ticket.json",
    "ws.welcome.json",
    "x-feed.json",
];

/// All of them.
pub fn all() -> impl Iterator<Item = &'static Example> {
    V1.iter().chain(V2)
}

/// The text of one of them.
pub fn text(version: &str, name: &str) -> &'static str {
    let found = all().find(|example| (example.version, example.name) == (version, name));
    found.map(|example| example.text).unwrap_or_else(|| panic!("no example {version}/{name}"))
}
