//! The verbs, as they stand in scenario files and in requests to `/_control`.

use std::time::Duration;

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Condition, Control, Raised};
use crate::gate::Answer;
use crate::neuro::{
    Direction, Game, Post, Records, Schedule, Stream, StreamUpdate, SubathonChange, Versions,
};
use crate::tokens::TokenState;

/// Longest text a `frame` command may ask for, bytes.
const MAX_REPEATED: usize = 64 * 1024 * 1024;

/// One verb with its arguments; each is the method of [`Control`] of that name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "verb", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "each verb and argument is documented at the method of Control of that name")]
pub enum Command {
    GoLive {
        #[serde(default)]
        title: Option<String>,
        #[serde(default)]
        id: Option<String>,
        #[serde(default)]
        game: Option<Game>,
        /// Any other member of the stream; `title`, `id` and `game` overrule it.
        #[serde(default)]
        stream: Stream,
    },
    GoLiveSecret {
        #[serde(default)]
        title: Option<String>,
        #[serde(default)]
        id: Option<String>,
    },
    GoLiveUnannounced {
        #[serde(default)]
        title: Option<String>,
        #[serde(default)]
        id: Option<String>,
    },
    GoOffline {},
    UpdateStream {
        #[serde(default)]
        title: Option<String>,
        #[serde(default)]
        game: Option<Game>,
    },
    Raid {
        direction: Direction,
        name: String,
        viewers: u64,
    },
    ScheduleChange {
        schedule: Schedule,
    },
    ReleaseNextWeek {},
    ActiveSubathon {
        active: bool,
    },
    ChangeSubathon {
        change: SubathonChange,
    },
    WriteBlog {
        title: String,
        body: String,
        #[serde(default)]
        url: Option<String>,
    },
    Post {
        post: Post,
    },
    Forget {
        records: Records,
    },
    Raise {
        raised: Raised,
    },
    CloseChannels {
        prefix: String,
        #[serde(default)]
        data: Option<Value>,
        #[serde(default)]
        times: Option<u32>,
    },
    Emit {
        event_type: String,
        data: Value,
    },
    Duplicate {},
    Frame {
        text: String,
        /// How often the text stands in the frame.
        #[serde(default)]
        repeat: Option<usize>,
    },
    Binary {
        hex: String,
    },
    Bytes {
        hex: String,
    },
    Close {
        code: u16,
        #[serde(default)]
        reason: String,
    },
    Cut {},
    Reset {},
    Stall {},
    Unstall {},
    Restart {
        down_ms: u64,
    },
    Crash {
        down_ms: u64,
    },
    /// What another verb does, without the event.
    Silently {
        r#do: Box<Command>,
    },
    Versions {
        #[serde(default)]
        versions: Versions,
    },
    Info {
        content: Option<Value>,
    },
    #[serde(rename = "v1_answers_ping")]
    V1AnswersPing {
        answers: bool,
    },
    RateLimits {
        on: bool,
    },
    Limit {
        name: String,
        requests: u32,
        #[serde(default)]
        window_ms: Option<u64>,
    },
    RefuseCode {
        prefix: String,
        code: String,
        #[serde(default)]
        times: Option<u32>,
    },
    TokenState {
        token: String,
        state: TokenState,
    },
    AcceptToken {
        token: String,
    },
    RevokeToken {
        token: String,
    },
    Refuse {
        answer: Answer,
    },
    TurnAway {
        code: u16,
        #[serde(default)]
        reason: String,
        #[serde(default)]
        times: Option<u32>,
    },
    RefuseHttp {
        prefix: String,
        answer: Answer,
    },
    Redirect {
        path: String,
        to: String,
    },
    SlowHandshake {
        ms: u64,
    },
    SlowHttp {
        prefix: String,
        ms: u64,
    },
    ClearFaults {},
    /// Waits until one of the conditions is met.
    Wait {
        when: Vec<Condition>,
        within_ms: u64,
    },
}

impl Control {
    /// Carries out one command and says what came of it: a stream, a schedule, the number of sockets reached, or
    /// null.
    ///
    /// # Errors
    /// When the command cannot be carried out, or a wait comes to nothing.
    pub async fn carry_out(&self, command: Command) -> anyhow::Result<Value> {
        if let Command::Wait { when, within_ms } = command {
            let met = |state: &crate::State| when.iter().find(|condition| condition.met(state)).cloned();
            return Ok(json!(self.wait_for(met, Duration::from_millis(within_ms)).await?));
        }
        self.act(command)
    }

    fn act(&self, command: Command) -> anyhow::Result<Value> {
        Ok(match command {
            Command::GoLive { title, id, game, stream } => {
                let game = game.unwrap_or_else(|| stream.game.clone());
                json!(self.go_live(Stream { game, ..named(stream, title, id) }))
            }
            Command::GoLiveSecret { title, id } => {
                json!(self.go_live_secret(named(Stream::default(), title, id)))
            }
            Command::GoLiveUnannounced { title, id } => {
                json!(self.go_live_unannounced(named(Stream::default(), title, id)))
            }
            Command::GoOffline {} => json!(self.go_offline()),
            Command::UpdateStream { title, game } => {
                json!(self.update_stream(StreamUpdate { title, game, ..StreamUpdate::default() })?)
            }
            Command::Raid { direction, name, viewers } => json!(self.raid(direction, &name, viewers)),
            Command::ScheduleChange { schedule } => json!(self.schedule_change(schedule)),
            Command::ReleaseNextWeek {} => json!(self.release_next_week()?),
            Command::ActiveSubathon { active } => json!(self.active_subathon(active)),
            Command::Raise { raised } => json!(self.raise(raised)?),
            Command::Emit { event_type, data } => json!(self.emit(&event_type, &data)),
            Command::ChangeSubathon { change } => json!(self.change_subathon(change)),
            Command::WriteBlog { title, body, url } => json!(self.write_blog(&title, &body, url.as_deref())),
            Command::Post { post } => json!(self.post(&post)),
            Command::Forget { records } => json!(self.forget(records)),
            Command::Silently { r#do: command } => return self.silently().act(*command),
            Command::Duplicate {} => json!(self.duplicate()?),
            other => return self.act_on_the_wire(other),
        })
    }

    fn act_on_the_wire(&self, command: Command) -> anyhow::Result<Value> {
        Ok(match command {
            Command::Frame { text, repeat } => json!(self.frame(&repeated(&text, repeat.unwrap_or(1))?)),
            Command::Binary { hex } => json!(self.binary(&decoded(&hex)?)),
            Command::Bytes { hex } => json!(self.bytes(&decoded(&hex)?)),
            Command::Close { code, reason } => json!(self.close(code, &reason)),
            Command::Cut {} => json!(self.cut()),
            Command::Reset {} => json!(self.reset()),
            Command::Stall {} => json!(self.stall()),
            Command::Unstall {} => json!(self.unstall()),
            Command::Restart { down_ms } => json!(self.restart(Duration::from_millis(down_ms))?),
            Command::Crash { down_ms } => json!(self.crash(Duration::from_millis(down_ms))?),
            other => return self.act_on_requests(other),
        })
    }

    fn act_on_requests(&self, command: Command) -> anyhow::Result<Value> {
        Ok(match command {
            Command::AcceptToken { token } => json!(self.accept_token(&token)),
            Command::RevokeToken { token } => json!(self.revoke_token(&token)),
            Command::Refuse { answer } => json!(self.refuse(answer)),
            Command::TurnAway { code, reason, times } => json!(self.turn_away(code, &reason, times)),
            Command::RefuseHttp { prefix, answer } => json!(self.refuse_http(&prefix, answer)),
            Command::Redirect { path, to } => json!(self.redirect(&path, &to)),
            Command::SlowHandshake { ms } => json!(self.slow_handshake(Duration::from_millis(ms))),
            Command::SlowHttp { prefix, ms } => json!(self.slow_http(&prefix, Duration::from_millis(ms))),
            Command::CloseChannels { prefix, data, times } => {
                json!(self.close_channels(&prefix, data, times))
            }
            Command::ClearFaults {} => json!(self.clear_faults()),
            other => return self.act_on_the_service(other),
        })
    }

    fn act_on_the_service(&self, command: Command) -> anyhow::Result<Value> {
        Ok(match command {
            Command::Versions { versions } => json!(self.versions(versions)),
            Command::Info { content } => json!(self.info(content)),
            Command::V1AnswersPing { answers } => json!(self.v1_answers_ping(answers)),
            Command::RateLimits { on } => json!(self.rate_limits(on)),
            Command::Limit { name, requests, window_ms } => json!(self.limit(&name, requests, window_ms)?),
            Command::RefuseCode { prefix, code, times } => json!(self.refuse_code(&prefix, &code, times)?),
            Command::TokenState { token, state } => json!(self.token_state(&token, state)),
            other => bail!("{other:?} cannot be carried out at once"),
        })
    }
}

fn named(stream: Stream, title: Option<String>, id: Option<String>) -> Stream {
    let title = title.unwrap_or_else(|| stream.title.clone());
    Stream { title, id: id.or_else(|| stream.id.clone()), ..stream }
}

fn repeated(text: &str, times: usize) -> anyhow::Result<String> {
    let within = text.len().checked_mul(times).is_some_and(|length| length <= MAX_REPEATED);
    anyhow::ensure!(within, "a frame may have {MAX_REPEATED} bytes at most");
    Ok(text.repeat(times))
}

fn decoded(hex: &str) -> anyhow::Result<Vec<u8>> {
    let digits: Vec<u8> = hex
        .chars()
        .filter(|digit| !digit.is_whitespace())
        .map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok()))
        .collect::<Option<_>>()
        .context("hex digits expected")?;
    anyhow::ensure!(digits.len().is_multiple_of(2), "an even number of hex digits expected");
    Ok(digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit)).collect())
}
