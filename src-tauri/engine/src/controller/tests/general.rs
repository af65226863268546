//! How the program starts, and what is told once.

use std::time::Duration;

use super::Bench;
use crate::controller::{Input, Start};
use crate::desktop::recorder::Call;
use crate::desktop::{AT_LOGIN_CALLS, Delivery, HushedBy, Report};
use crate::journal::Journal;
use crate::local::{Answer, Order};
use crate::ring::Ring;
use crate::settings::{Choice, Settings};
use crate::view::{self, GeneralView};

impl Bench {
    fn at_login(&mut self, starts: Option<bool>, refusal: Option<&str>) {
        let refusal = refusal.map(str::to_owned);
        self.controller.handle(Input::Desktop(Report::AtLogin { starts, refusal }));
    }

    fn general(&self) -> GeneralView {
        view::snapshot(&self.controller.state, self.clock.now().wall).general
    }

    /// Closes the window, and answers what rings once it counts as closed.
    fn closes_window(&mut self) -> Vec<Ring> {
        self.controller.handle(Input::Unwatched);
        assert!(self.desktop.take_rings().is_empty(), "it may look again");
        self.pass(Duration::from_secs(3));
        self.desktop.take_rings()
    }

    /// Whether a window is shown by a start like this one.
    fn shows_window(start: Start, settings: Settings) -> bool {
        let mut bench =
            Self::with(Settings { welcomed: true, ..Settings::default() }, Journal::in_memory().unwrap());
        bench.desktop.take();
        bench.controller.state.settings = settings;
        bench.controller.start = start;
        bench.controller.show_at_start();
        bench.desktop.take().contains(&Call::ShowWindow)
    }
}

#[test]
fn the_first_start_shows_the_window_and_later_ones_where_that_was_chosen() {
    let new = Settings::default;
    let known = || Settings { welcomed: true, ..new() };
    let with_window = || Settings { starts_in_tray: false, ..known() };
    assert!(Bench::shows_window(Start::ByHand, new()));
    assert!(!Bench::shows_window(Start::AtLogin, new()));
    assert!(!Bench::shows_window(Start::InTray, new()));
    assert!(!Bench::shows_window(Start::ByHand, known()));
    assert!(Bench::shows_window(Start::ByHand, with_window()));
    assert!(Bench::shows_window(Start::AtLogin, with_window()));
    assert!(!Bench::shows_window(Start::InTray, with_window()));
}

#[test]
fn closing_the_window_says_once_that_swarmbell_stays() {
    let mut bench = Bench::connected();
    bench.closes_window();
    let told = bench.closes_window();
    assert_eq!(told.len(), 0, "it is on its way");
    let mut bench = Bench::connected();
    let told = bench.closes_window();
    assert!(told[0].quiet && told[0].body.contains("menu of its icon"), "{told:?}");
    bench.deliver(&told[0], Delivery::TimedOut);
    assert!(bench.closes_window().is_empty(), "it may still be shown");
    // What nobody saw is told again.
    bench.deliver(&told[0], Delivery::Refused);
    let again = bench.closes_window();
    bench.deliver(&again[0], Delivery::Accepted);
    assert!(bench.controller.state.settings.told_of_tray);
    assert!(bench.closes_window().is_empty());
}

#[test]
fn a_page_that_is_loaded_anew_is_no_window_that_was_closed() {
    let mut bench = Bench::connected();
    bench.controller.handle(Input::Unwatched);
    let (reply, mut snapshots) = tokio::sync::oneshot::channel();
    bench.controller.handle(Input::Watch { reply });
    bench.pass(Duration::from_secs(60));
    assert!(bench.desktop.take_rings().is_empty());
    drop(snapshots.try_recv().unwrap());
    assert_eq!(bench.closes_window().len(), 1);
}

#[test]
fn that_swarmbell_stays_is_not_said_into_a_pause() {
    let mut bench = Bench::connected();
    bench.order(Order::Pause { seconds: 60 });
    assert!(bench.closes_window().is_empty());
    bench.order(Order::Resume);
    bench.desktop.take();
    assert_eq!(bench.closes_window().len(), 1);
}

#[test]
fn where_there_is_no_tray_it_is_not_said_that_swarmbell_stays_in_it() {
    let mut bench = Bench::connected();
    bench.controller.handle(Input::Desktop(Report::TrayHost(false)));
    bench.desktop.take();
    let told = bench.closes_window();
    assert!(told[0].body.contains("Start it again to see its window"), "{told:?}");
}

#[test]
fn the_start_at_login_is_what_the_system_says_of_it() {
    let mut bench = Bench::connected();
    let (reply, _snapshots) = tokio::sync::oneshot::channel();
    bench.controller.handle(Input::Watch { reply });
    assert_eq!(bench.desktop.take(), [Call::StartAtLogin(None)]);
    let mut answer = bench.order(Order::StartAtLogin { wanted: true });
    assert_eq!(bench.desktop.take(), [Call::StartAtLogin(Some(true))]);
    // The look that came first is no answer to the change.
    bench.at_login(Some(false), None);
    assert!(answer.try_recv().is_err());
    bench.at_login(Some(true), None);
    assert_eq!(answer.try_recv(), Ok(Answer::Done));
    assert_eq!(bench.general().starts_at_login, Some(true));
    let mut answer = bench.order(Order::StartAtLogin { wanted: false });
    bench.at_login(Some(true), Some("The system did not take it."));
    let Ok(Answer::Said { ok: false, sentence }) = answer.try_recv() else { panic!("nothing said") };
    assert_eq!(sentence, "The system did not take it.");
    assert_eq!(bench.general().starts_at_login, Some(true));
}

#[test]
fn a_system_that_does_not_say_whether_it_starts_the_program_is_not_asked_for_ever() {
    let mut bench = Bench::connected();
    for _ in 0..3 {
        let (reply, _snapshots) = tokio::sync::oneshot::channel();
        bench.controller.handle(Input::Watch { reply });
    }
    assert_eq!(bench.desktop.take(), [Call::StartAtLogin(None)]);
    let answers: Vec<_> =
        (0..100).map(|_| bench.order(Order::StartAtLogin { wanted: true }).try_recv()).collect();
    let refused = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(bench.desktop.take().len(), AT_LOGIN_CALLS - 1);
    assert_eq!(refused, 100 - (AT_LOGIN_CALLS - 1), "the others still wait");
}

#[test]
fn what_the_window_says_of_the_first_minute_is_put_away_for_good() {
    let mut bench = Bench::connected();
    assert!(!bench.general().settled_in);
    bench.order(Order::Choose { choice: Choice::SettledIn });
    assert!(bench.general().settled_in);
}

#[test]
fn a_test_notification_that_the_desktop_keeps_off_the_screen_says_so_and_by_what() {
    let mut bench = Bench::connected();
    let by = [(HushedBy::DoNotDisturb, "do-not-disturb is on"), (HushedBy::FullScreen, "fills the screen")];
    for (by, words) in by {
        bench.controller.handle(Input::Desktop(Report::Hush(Some(by))));
        let mut answer = bench.order(Order::TestNotification);
        let ring = bench.desktop.take_rings().remove(0);
        bench.deliver(&ring, Delivery::Accepted);
        let Ok(Answer::Said { ok: true, sentence }) = answer.try_recv() else { panic!("nothing said") };
        assert!(sentence.contains(words), "{sentence}");
    }
}
