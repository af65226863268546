//! Pictures from the stand-in to the window's end of the local socket: everything between is real.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use standin::{Answer as Fault, Config, Stream};
use swarmbell_engine::clock::Clock;
use swarmbell_engine::controller::{Controller, INPUT_CAPACITY, Input, Parts, Start};
use swarmbell_engine::desktop::{Chime, Desktop, Report, SecretId, SecretOrder, SecretOutcome, SecretPlace};
use swarmbell_engine::http::Http;
use swarmbell_engine::journal::Journal;
use swarmbell_engine::local::{Answer, Client, Order, Query, Server, SocketPlace};
use swarmbell_engine::picture::{PictureId, PictureSize};
use swarmbell_engine::ring::Ring;
use swarmbell_engine::secrets::Secrets;
use swarmbell_engine::settings::{Settings, SettingsFile};
use swarmbell_engine::view::{Page, TrayModel, WindowSnapshot};
use swarmbell_protocols::web::{Origin, WebAddress};
use tempfile::TempDir;
use tokio::sync::mpsc;

/// Longer than anything takes that works.
const DEADLINE: Duration = Duration::from_secs(20);

/// A desktop that shows nothing and keeps no secret.
struct Nothing(mpsc::Sender<Input>);

impl Desktop for Nothing {
    fn notify(&self, _: Ring) {}
    fn play(&self, _: Chime) {}
    fn set_tray(&self, _: TrayModel) {}
    fn open(&self, _: WebAddress) {}
    fn show_window(&self) {}
    fn secret(&self, id: SecretId, place: SecretPlace, _: SecretOrder) {
        let report = Report::Secret { id, place, outcome: SecretOutcome::Absent };
        self.0.try_send(Input::Desktop(report)).unwrap();
    }
    fn start_at_login(&self, _: Option<bool>) {}
    fn quit(&self) {}
}

/// A bell that listens to a stand-in, and its window.
struct Scene {
    standin: standin::Server,
    window: Client,
    /// What the window shows.
    shown: Option<WindowSnapshot>,
    folder: TempDir,
}

impl Scene {
    async fn new() -> Self {
        let standin = standin::Server::start(Config::nothing_soon()).await.unwrap();
        standin.control().go_live_unannounced(Stream::titled("rafts"));
        let folder = tempfile::tempdir().unwrap();
        let (inputs, inbox) = mpsc::channel(INPUT_CAPACITY);
        let place = SocketPlace::in_folder(folder.path());
        let server = Server::bind(&place).unwrap();
        let (secrets, clock) = (Secrets::default(), Clock::system());
        let controller = Controller::new(Parts {
            system_languages: Vec::new(),
            updates: None,
            desktop: Box::new(Nothing(inputs.clone())),
            settings: Settings { welcomed: true, ..Settings::default() },
            settings_file: SettingsFile::new(folder.path().join("settings.json")),
            journal: Journal::in_memory().unwrap(),
            http: Http::new(secrets.clone(), clock.clone()),
            secrets,
            clock,
            inputs: inputs.clone(),
            origin_override: Some(Origin::parse(&standin.origin()).unwrap()),
            notices: Vec::new(),
            start: Start::InTray,
        });
        tokio::spawn(controller.run(inbox));
        tokio::spawn(server.run(inputs));
        let mut window = Client::connect(&place).await.unwrap();
        window.watch().await.unwrap();
        Self { standin, window, shown: None, folder }
    }

    /// The name of a picture, as soon as a snapshot has it.
    async fn name(&mut self, of: impl Fn(&WindowSnapshot) -> Option<PictureId>) -> PictureId {
        let named = async {
            loop {
                if let Some(id) = self.shown.as_ref().and_then(&of) {
                    return id;
                }
                self.shown = Some(self.window.next_snapshot().await.unwrap());
            }
        };
        tokio::time::timeout(DEADLINE, named).await.unwrap()
    }

    async fn picture(&mut self, id: PictureId, size: PictureSize) -> Result<(u32, u32), String> {
        picture(&mut self.window, id, size).await
    }

    /// Somebody who asks and shows nothing.
    async fn stranger(&self) -> Client {
        Client::connect(&SocketPlace::in_folder(self.folder.path())).await.unwrap()
    }

    fn asked_for_pictures(&self) -> Vec<String> {
        let requests = self.standin.control().requests();
        requests.into_iter().map(|asked| asked.path).filter(|path| path.starts_with("/pictures/")).collect()
    }
}

/// Its width and height, or why there is none.
async fn picture(client: &mut Client, id: PictureId, size: PictureSize) -> Result<(u32, u32), String> {
    let order = Order::Query { query: Query::Picture { id, size } };
    let page = match client.order(order, DEADLINE).await.unwrap() {
        Answer::Page { page } => *page,
        Answer::Said { ok: false, sentence } => return Err(sentence),
        other => panic!("{other:?}"),
    };
    let Page::Picture { jpeg } = page else { panic!("{page:?}") };
    let picture = image::load_from_memory(&STANDARD.decode(jpeg).unwrap()).unwrap();
    Ok((picture.width(), picture.height()))
}

fn live(snapshot: &WindowSnapshot) -> Option<PictureId> {
    snapshot.neuro.live.as_ref()?.picture.clone()
}

fn week(snapshot: &WindowSnapshot) -> Option<PictureId> {
    snapshot.neuro.week.as_ref()?.picture.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_picture_of_a_stream_and_of_a_week_reach_the_window() {
    let mut scene = Scene::new().await;
    let stream = scene.name(live).await;
    assert_eq!(scene.picture(stream.clone(), PictureSize::Narrow).await, Ok((800, 450)));
    assert_eq!(scene.asked_for_pictures(), ["/pictures/live-800x450.png"]);
    assert_eq!(scene.picture(stream, PictureSize::Narrow).await, Ok((800, 450)));
    assert_eq!(scene.asked_for_pictures().len(), 1, "it is kept while the window is open");
    let week = scene.name(week).await;
    assert_eq!(scene.picture(week, PictureSize::Wide).await, Ok((1_600, 900)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_is_given_no_picture_but_those_it_was_told_of() {
    let mut scene = Scene::new().await;
    scene.name(live).await;
    for name in ["", "0000000000000000", "https://static-cdn.example.net/x.png", "/pictures/live-1x1.png"] {
        let id: PictureId = serde_json::from_value(name.into()).unwrap();
        let answer = scene.picture(id, PictureSize::Narrow).await;
        assert_eq!(answer, Err("There is no picture to show.".to_owned()), "{name}");
    }
    assert!(scene.asked_for_pictures().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_or_a_drawing_with_script_in_the_place_of_a_picture_is_not_shown() {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#;
    for (kind, body) in [
        ("text/html", "<title>Sign in</title>"),
        ("image/png", "<title>"),
        ("image/svg+xml", svg),
        ("image/png", svg),
    ] {
        let mut scene = Scene::new().await;
        let id = scene.name(live).await;
        let fault = Fault { content_type: kind.to_owned(), ..Fault::text(200, body) };
        scene.standin.control().refuse_http("/pictures/", fault);
        let answer = scene.picture(id, PictureSize::Narrow).await;
        assert_eq!(answer, Err("There is no picture to show.".to_owned()), "{kind}");
        assert_eq!(scene.asked_for_pictures().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_two_want_at_once_is_fetched_once() {
    let mut scene = Scene::new().await;
    let id = scene.name(live).await;
    let mut other = scene.stranger().await;
    scene.standin.control().slow_http("/pictures/", Duration::from_millis(300));
    let (one, two) = tokio::join!(
        picture(&mut scene.window, id.clone(), PictureSize::Narrow),
        picture(&mut other, id, PictureSize::Narrow)
    );
    assert_eq!((one, two), (Ok((800, 450)), Ok((800, 450))));
    assert_eq!(scene.asked_for_pictures().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_dropped_with_the_last_window() {
    let mut scene = Scene::new().await;
    let id = scene.name(live).await;
    scene.picture(id.clone(), PictureSize::Narrow).await.unwrap();
    let mut stranger = scene.stranger().await;
    picture(&mut stranger, id.clone(), PictureSize::Narrow).await.unwrap();
    assert_eq!(scene.asked_for_pictures().len(), 1, "a window is open");
    let Scene { standin, window, folder: _folder, .. } = scene;
    drop(window);
    let asked =
        || standin.control().requests().iter().filter(|asked| asked.path.starts_with("/pictures/")).count();
    let fetched_anew = async {
        while asked() < 2 {
            picture(&mut stranger, id.clone(), PictureSize::Narrow).await.unwrap();
        }
    };
    tokio::time::timeout(DEADLINE, fetched_anew).await.unwrap();
}
