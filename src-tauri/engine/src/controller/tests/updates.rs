//! Newer versions of the program: when they are asked for over a real socket, and what is told.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use swarmbell_protocols::time::Steady;
use swarmbell_protocols::web::WebAddress;
use tokio::sync::mpsc;

use super::Bench;
use super::bench::START;
use crate::controller::updates::Asker;
use crate::controller::{Input, UpdateState};
use crate::desktop::Delivery;
use crate::desktop::recorder::Call;
use crate::http::Http;
use crate::journal::Journal;
use crate::local::{self, Order};
use crate::ring::Action;
use crate::settings::{Choice, Settings};
use crate::test_server::{Answer, DEADLINE, Server, http};
use crate::updates::Releases;
use crate::view;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A bell that asks a forge on this machine.
struct Asking {
    bench: Bench,
    server: Server,
    /// What the forge answers from now on.
    answer: Arc<Mutex<Answer>>,
    inbox: mpsc::Receiver<Input>,
    _inputs: mpsc::Sender<Input>,
}

fn released(version: &str) -> Answer {
    let body = format!(r#"{{"tag_name":"{version}","html_url":"https://evil.example/"}}"#);
    http(200, "etag: \"mark\"\r\ncontent-type: application/json\r\n", &body)
}

fn page() -> WebAddress {
    WebAddress::parse("https://forge.example/swarm/bell/releases/latest").unwrap()
}

impl Asking {
    async fn over(journal: &Path, settings: Settings, managed: bool) -> Self {
        let answer = Arc::new(Mutex::new(released("v9.9.9")));
        let told = Arc::clone(&answer);
        let server = Server::start(move |_| told.lock().unwrap().clone()).await;
        let (journal, _) = Journal::open(journal, START).unwrap();
        let mut bench = Bench::with(Settings { welcomed: true, ..settings }, journal);
        bench.desktop.take();
        let latest = server.url("http", "/api/v1/repos/swarm/bell/releases/latest").parse().unwrap();
        bench.controller.state.updates = Some(UpdateState::new(Releases::at(latest, page()), managed));
        let (inputs, inbox) = mpsc::channel(8);
        let http = Http::new(bench.secrets.clone(), bench.clock.clone());
        bench.controller.look_for_updates(Some(Asker { http, inputs: inputs.downgrade() }));
        Self { bench, server, answer, inbox, _inputs: inputs }
    }

    /// Lets time pass until it is asked the next time, and the answer come.
    async fn asked_after(&mut self, time: Duration) {
        let before = self.server.asked().len();
        self.bench.pass(time);
        self.server.until_asked(before + 1).await;
        let answer = tokio::time::timeout(DEADLINE, self.inbox.recv()).await.unwrap().unwrap();
        self.bench.controller.handle(answer);
    }

    /// When it is asked the next time.
    fn due(&self) -> Option<Steady> {
        self.bench.controller.updates.deadline()
    }

    fn answers(&self, answer: Answer) {
        *self.answer.lock().unwrap() = answer;
    }

    fn newer(&self) -> Option<String> {
        let snapshot = view::snapshot(&self.bench.controller.state, self.bench.clock.now().wall);
        snapshot.update.unwrap().newer
    }
}

#[tokio::test]
async fn a_newer_version_is_asked_for_once_a_day_and_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("journal.sqlite3");
    let mut bell = Asking::over(&journal, Settings::default(), false).await;
    bell.bench.pass(Duration::from_secs(59));
    bell.asked_after(HOUR + Duration::from_secs(2)).await;
    let rings = bell.bench.desktop.take_rings();
    let [ring] = rings.as_slice() else { panic!("{rings:?}") };
    assert_eq!((ring.title.as_str(), ring.sounds, ring.quiet), ("Swarmbell 9.9.9 is out", false, true));
    assert_eq!(ring.click, Action::Open(page()), "an address of the answer is never used");
    bell.bench.deliver(ring, Delivery::Accepted);
    assert_eq!(bell.newer().as_deref(), Some("9.9.9"));
    let first = &bell.server.asked()[0];
    for secret in ["authorization", "cookie", "if-none-match"] {
        assert!(!first.headers.contains_key(secret), "{secret}");
    }
    bell.bench.pass(DAY - Duration::from_secs(1));
    bell.answers(http(304, "", ""));
    bell.asked_after(HOUR + Duration::from_secs(2)).await;
    let asked = bell.server.asked();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[1].headers.get("if-none-match").map(String::as_str), Some("\"mark\""));
    assert_eq!(bell.newer().as_deref(), Some("9.9.9"));
    assert!(bell.bench.desktop.take_rings().is_empty());
    // Another start knows it, and neither asks nor tells again.
    drop(bell);
    let mut bell = Asking::over(&journal, Settings::default(), false).await;
    assert_eq!(bell.newer().as_deref(), Some("9.9.9"));
    let due = bell.due();
    bell.bench.pass(DAY - HOUR);
    assert!(due.is_some() && bell.due() == due, "nobody was asked meanwhile");
    bell.asked_after(3 * HOUR).await;
    assert!(bell.bench.desktop.take_rings().is_empty());
    bell.answers(released("v9.9.10"));
    bell.asked_after(DAY + HOUR).await;
    assert_eq!(bell.bench.desktop.take_rings()[0].title, "Swarmbell 9.9.10 is out");
}

#[tokio::test]
async fn hostile_answers_about_releases_lose_nothing_of_what_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let mut bell = Asking::over(&folder.path().join("journal.sqlite3"), Settings::default(), false).await;
    bell.asked_after(2 * HOUR).await;
    bell.bench.rings();
    let huge = format!("{{\"tag_name\":\"v99.0.0\",\"body\":\"{}\"}}", "x".repeat(2 << 20));
    for hostile in [
        http(302, "location: https://evil.example/latest\r\n", ""),
        http(302, "location: http://localhost:1/latest\r\n", ""),
        http(301, "location: /api/v1/repos/swarm/bell/releases/latest\r\n", ""),
        http(200, "", &huge),
        http(200, "", ""),
        http(200, "content-type: text/html\r\n", "<html>sign in</html>"),
        http(200, "", r#"{"tag_name":{"version":"99.0.0"}}"#),
        http(200, "", r#"{"tag_name":"newest <b>99</b>"}"#),
        http(200, "", r#"{"tag_name":"v99.0.0-rc.1"}"#),
        http(404, "", r#"{"tag_name":"v99.0.0"}"#),
        http(403, "retry-after: 5\r\n", "{}"),
        Answer::Raw(b"\0\0no HTTP at all".to_vec()),
    ] {
        bell.answers(hostile.clone());
        bell.asked_after(DAY + HOUR).await;
        assert_eq!(bell.newer().as_deref(), Some("9.9.9"), "{hostile:?}");
        assert!(bell.bench.desktop.take_rings().is_empty(), "{hostile:?}");
    }
    bell.answers(released("v10.0.0"));
    bell.asked_after(DAY + HOUR).await;
    assert_eq!(bell.newer().as_deref(), Some("10.0.0"));
}

#[tokio::test]
async fn a_forge_that_does_not_answer_is_asked_some_hours_later_however_often_the_bell_is_started() {
    let folder = tempfile::tempdir().unwrap();
    for (name, answer, hours) in [("down", http(503, "", ""), 4), ("empty", http(404, "", ""), 24)] {
        let least = HOUR * hours;
        let waits = |bell: &Asking| bell.bench.clock.now().steady.until(bell.due().unwrap());
        let mut bell = Asking::over(&folder.path().join(name), Settings::default(), false).await;
        bell.answers(answer);
        bell.asked_after(2 * HOUR).await;
        assert!((least..=least + HOUR).contains(&waits(&bell)), "{name}: {:?}", waits(&bell));
        drop(bell);
        // The clock of the bench is at the first question's hour again, or before it.
        let bell = Asking::over(&folder.path().join(name), Settings::default(), false).await;
        assert!((least..=least + 4 * HOUR).contains(&waits(&bell)), "{name}: {:?}", waits(&bell));
    }
}

#[tokio::test]
async fn nobody_is_asked_for_newer_versions_who_is_not_wanted_to_be() {
    let folder = tempfile::tempdir().unwrap();
    let unwanted = Settings { update_notice: Some(false), ..Settings::default() };
    for (name, settings, managed) in [("off", unwanted, false), ("managed", Settings::default(), true)] {
        let mut bell = Asking::over(&folder.path().join(name), settings, managed).await;
        for _ in 0..50 {
            bell.bench.pass(HOUR);
            assert_eq!(bell.due(), None, "{name}");
        }
        bell.bench.order(Order::Choose { choice: Choice::UpdateNotice(true) });
        bell.asked_after(2 * HOUR).await;
        assert_eq!(bell.newer().as_deref(), Some("9.9.9"), "{name}");
        bell.bench.order(Order::OpenRelease);
        assert!(bell.bench.desktop.take().contains(&Call::Open(page())));
        bell.bench.order(Order::Choose { choice: Choice::UpdateNotice(false) });
        assert_eq!(bell.newer(), None, "{name}");
    }
    let mut nowhere = Bench::new();
    assert_eq!(view::snapshot(&nowhere.controller.state, START).update, None);
    let said = nowhere.order(Order::OpenRelease).try_recv();
    assert!(matches!(said, Ok(local::Answer::Said { ok: false, .. })), "{said:?}");
}

#[tokio::test]
async fn a_newer_version_is_not_told_into_a_pause_but_on_another_day() {
    let folder = tempfile::tempdir().unwrap();
    let mut bell = Asking::over(&folder.path().join("journal.sqlite3"), Settings::default(), false).await;
    bell.bench.order(Order::Pause { seconds: 3 * 60 * 60 });
    bell.asked_after(2 * HOUR).await;
    assert_eq!((bell.bench.desktop.take_rings().len(), bell.newer().as_deref()), (0, Some("9.9.9")));
    bell.asked_after(DAY + HOUR).await;
    let told = bell.bench.desktop.take_rings();
    assert_eq!(told.len(), 1);
    bell.bench.deliver(&told[0], Delivery::TimedOut);
    bell.asked_after(DAY + HOUR).await;
    assert_eq!(bell.bench.desktop.take_rings().len(), 0, "it may still be shown");
    // What the desktop did not take is told once more.
    bell.bench.deliver(&told[0], Delivery::Refused);
    bell.asked_after(DAY + HOUR).await;
    assert_eq!(bell.bench.rings().len(), 1);
    bell.asked_after(DAY + HOUR).await;
    assert_eq!(bell.bench.rings().len(), 0);
}
