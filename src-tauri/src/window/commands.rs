//! What the page may ask for. Each command is one order to the bell over a connection of its own.

use std::time::Duration;

use serde::Serialize;
use swarmbell_engine::local::{Answer, Client, ClientError, Order, Query, SocketPlace, TokenText};
use swarmbell_engine::settings::{BellChoice, Choice, SourceId, SourceSettings};
use swarmbell_words::say;
use tauri::ipc::{Channel, Invoke};
use tauri::{State, WebviewWindow};

use super::download;
use super::feed::{Feed, News};
use super::starter::Starter;

/// How long the bell may take to answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// The server may be asked, which has as long as any request.
const PAGE_WITHIN: Duration = Duration::from_secs(30);

/// A token is tried against the server, and the keyring may show a prompt.
const TOKEN_WITHIN: Duration = Duration::from_secs(60);

/// What went wrong, for the page: a code to act on and a sentence to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct CommandError {
    code: &'static str,
    message: String,
}

impl From<ClientError> for CommandError {
    fn from(error: ClientError) -> Self {
        let code = match &error {
            ClientError::NotRunning => "bell_gone",
            ClientError::TimedOut => "timed_out",
            _ => "failed",
        };
        Self { code, message: error.to_string() }
    }
}

async fn ask(order: Order, within: Duration) -> Result<Answer, CommandError> {
    let mut bell = Client::connect(&SocketPlace::default()).await?;
    Ok(bell.order(order, within).await?)
}

/// All of them; `build.rs` names each, and `capabilities/window.json` allows it.
pub(super) fn all() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        watch,
        hold,
        start_bell,
        set_bell,
        choose,
        set_token,
        forget_token,
        source_settings,
        put_source,
        pause_source,
        remove_source,
        test_source,
        offered,
        query,
        follow,
        clear_activity,
        save_calendar,
        google_calendar,
        remind,
        remind_week,
        doctor,
        start_at_login,
        test_notification,
        test_sound,
        retry,
        pause,
        resume,
        open_stream,
        open_link,
        open_release,
        open_dashboard,
    ]
}

/// Sends news to the page from now on; an earlier channel is dropped.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "a command's state is handed over by value")]
pub(super) fn watch(feed: State<'_, Feed>, window: WebviewWindow, channel: Channel<News>) {
    feed.flow_into(channel, window);
}

/// Something was typed that would be lost with the window, or no longer.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "a command's state is handed over by value")]
pub(super) fn hold(feed: State<'_, Feed>, unsaved: bool) {
    feed.hold(unsaved);
}

/// Starts a bell where there is none. A window that belonged to the bell before makes way for the new one's, unless
/// something was typed in it.
#[tauri::command]
pub(super) async fn start_bell(
    starter: State<'_, Starter>,
    feed: State<'_, Feed>,
) -> Result<Answer, CommandError> {
    Ok(match starter.start(|| feed.is_held()).await {
        Ok(()) => Answer::Done,
        Err(error) => {
            tracing::warn!(?error, "the bell was not started");
            Answer::Said { ok: false, sentence: error.to_string() }
        }
    })
}

/// Changes how a kind of event rings.
#[tauri::command]
pub(super) async fn set_bell(kind: String, choice: BellChoice) -> Result<Answer, CommandError> {
    ask(Order::SetBell { kind, choice }, ANSWER_WITHIN).await
}

/// Takes up a choice about what rings and how.
#[tauri::command]
pub(super) async fn choose(choice: Choice) -> Result<Answer, CommandError> {
    ask(Order::Choose { choice }, ANSWER_WITHIN).await
}

/// Tries a source's token and keeps it. It goes on to the bell and is not kept here.
#[tauri::command]
pub(super) async fn set_token(source: SourceId, token: TokenText) -> Result<Answer, CommandError> {
    ask(Order::SetToken { token, source }, TOKEN_WITHIN).await
}

/// Forgets a source's token.
#[tauri::command]
pub(super) async fn forget_token(source: SourceId) -> Result<Answer, CommandError> {
    ask(Order::ForgetToken { source }, ANSWER_WITHIN).await
}

/// The settings of a source that somebody added, to be edited.
#[tauri::command]
pub(super) async fn source_settings(source: SourceId) -> Result<Answer, CommandError> {
    ask(Order::SourceSettings { source }, ANSWER_WITHIN).await
}

/// Takes up a new source, or other settings of one.
#[tauri::command]
pub(super) async fn put_source(
    source: Option<SourceId>,
    settings: SourceSettings,
) -> Result<Answer, CommandError> {
    ask(Order::PutSource { source, settings: Box::new(settings) }, ANSWER_WITHIN).await
}

/// Listens to a source no more for the time being, or again.
#[tauri::command]
pub(super) async fn pause_source(source: SourceId, paused: bool) -> Result<Answer, CommandError> {
    ask(Order::PauseSource { source, paused }, ANSWER_WITHIN).await
}

/// Takes a source away.
#[tauri::command]
pub(super) async fn remove_source(source: SourceId) -> Result<Answer, CommandError> {
    ask(Order::RemoveSource { source }, ANSWER_WITHIN).await
}

/// Tries out a source.
#[tauri::command]
pub(super) async fn test_source(source: SourceId) -> Result<Answer, CommandError> {
    ask(Order::TestSource { source }, TOKEN_WITHIN).await
}

/// What can be subscribed to at a source.
#[tauri::command]
pub(super) async fn offered(source: SourceId) -> Result<Answer, CommandError> {
    ask(Order::Offered { source }, TOKEN_WITHIN).await
}

/// Something that the snapshot does not hold.
#[tauri::command]
pub(super) async fn query(query: Query) -> Result<Answer, CommandError> {
    ask(Order::Query { query }, PAGE_WITHIN).await
}

/// Does what a click on the ring of a line of the activity list would have done.
#[tauri::command]
pub(super) async fn follow(row: i64) -> Result<Answer, CommandError> {
    ask(Order::Follow { row }, ANSWER_WITHIN).await
}

/// Empties the activity list.
#[tauri::command]
pub(super) async fn clear_activity() -> Result<Answer, CommandError> {
    ask(Order::ClearActivity, ANSWER_WITHIN).await
}

/// Saves a week of the schedule, or one entry of it, as a calendar file.
#[tauri::command]
pub(super) async fn save_calendar(year: i32, week: u32, time: Option<i64>) -> Result<Answer, CommandError> {
    let answer = ask(Order::CalendarFile { year, week, time }, ANSWER_WITHIN).await?;
    let Answer::File { name, text } = answer else { return Ok(answer) };
    let saved = tauri::async_runtime::spawn_blocking(move || download::save(&name, &text)).await;
    let (ok, sentence) = match saved.map_err(std::io::Error::other).flatten() {
        Ok(path) => (true, say!("window-saved-as", path = path.display().to_string())),
        Err(error) => (false, say!("window-not-saved", error = error.to_string())),
    };
    Ok(Answer::Said { ok, sentence })
}

/// Opens the page on which an entry can be added to Google Calendar. A whole week is saved as a file first: Google takes
/// up several entries from files only.
#[tauri::command]
pub(super) async fn google_calendar(year: i32, week: u32, time: Option<i64>) -> Result<Answer, CommandError> {
    if let Some(time) = time {
        return ask(Order::GoogleCalendar { year, week, time }, ANSWER_WITHIN).await;
    }
    let answer = save_calendar(year, week, None).await?;
    let Answer::Said { ok: true, sentence: saved } = answer else { return Ok(answer) };
    let opened = ask(Order::GoogleImport, ANSWER_WITHIN).await?;
    Ok(match opened {
        // The file is there all the same.
        Answer::Said { ok: false, sentence } => {
            Answer::Said { ok: false, sentence: format!("{saved} {sentence}") }
        }
        _ => Answer::Said { ok: true, sentence: say!("window-google-import", saved = saved) },
    })
}

/// Reminds of one entry of the schedule, or no more.
#[tauri::command]
pub(super) async fn remind(time: i64, message: String, on: bool) -> Result<Answer, CommandError> {
    ask(Order::Remind { time, message, on }, ANSWER_WITHIN).await
}

/// Reminds of all streams of a week that are still to begin, or no more.
#[tauri::command]
pub(super) async fn remind_week(year: i32, week: u32, on: bool) -> Result<Answer, CommandError> {
    ask(Order::RemindWeek { year, week, on }, ANSWER_WITHIN).await
}

/// What the bell finds when it looks at itself.
#[tauri::command]
pub(super) async fn doctor() -> Result<Answer, CommandError> {
    ask(Order::Doctor, ANSWER_WITHIN).await
}

/// Starts the program at login from now on, or no more.
#[tauri::command]
pub(super) async fn start_at_login(wanted: bool) -> Result<Answer, CommandError> {
    ask(Order::StartAtLogin { wanted }, ANSWER_WITHIN).await
}

/// Shows a notification and says what became of it.
#[tauri::command]
pub(super) async fn test_notification() -> Result<Answer, CommandError> {
    ask(Order::TestNotification, ANSWER_WITHIN).await
}

/// Lets the bell sound and says what became of it.
#[tauri::command]
pub(super) async fn test_sound() -> Result<Answer, CommandError> {
    ask(Order::TestSound, ANSWER_WITHIN).await
}

/// Tries to connect now.
#[tauri::command]
pub(super) async fn retry() -> Result<Answer, CommandError> {
    ask(Order::Retry, ANSWER_WITHIN).await
}

/// No rings for so many seconds, or until tomorrow.
#[tauri::command]
pub(super) async fn pause(seconds: Option<u64>) -> Result<Answer, CommandError> {
    ask(seconds.map_or(Order::PauseUntilTomorrow, |seconds| Order::Pause { seconds }), ANSWER_WITHIN).await
}

/// Rings again.
#[tauri::command]
pub(super) async fn resume() -> Result<Answer, CommandError> {
    ask(Order::Resume, ANSWER_WITHIN).await
}

/// Opens the stream's page in the browser. The bell opens it: the page has no such right.
#[tauri::command]
pub(super) async fn open_stream() -> Result<Answer, CommandError> {
    ask(Order::Open, ANSWER_WITHIN).await
}

/// Opens a link that stands in a text from outside in the browser.
#[tauri::command]
pub(super) async fn open_link(address: String) -> Result<Answer, CommandError> {
    ask(Order::OpenLink { address }, ANSWER_WITHIN).await
}

/// Opens the page of this program's newest version in the browser.
#[tauri::command]
pub(super) async fn open_release() -> Result<Answer, CommandError> {
    ask(Order::OpenRelease, ANSWER_WITHIN).await
}

/// Opens the page on which tokens are made in the browser.
#[tauri::command]
pub(super) async fn open_dashboard() -> Result<Answer, CommandError> {
    ask(Order::OpenDashboard, ANSWER_WITHIN).await
}
