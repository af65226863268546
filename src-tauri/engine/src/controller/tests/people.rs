use std::time::Duration;

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Way};
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::web::{Origin, WebAddress};

use super::Bench;
use super::bench::{START, online};
use crate::controller::Input;
use crate::desktop::recorder::Call;
use crate::desktop::{Delivery, Report, SecretOutcome, TrayClick};
use crate::journal::Journal;
use crate::link::{ConnectionState, LinkOrder};
use crate::local::{Answer, Order};
use crate::ring::Action;
use crate::settings::{BellChoice, Settings};
use crate::view::{self, ConnectionView, MenuEntry, StatusLevel, TokenView, TrayIcon};

fn click(bench: &mut Bench, action: Action) {
    bench.controller.handle(Input::Desktop(Report::Clicked { action }));
}

fn tray(bench: &mut Bench, click: TrayClick) {
    bench.controller.handle(Input::Desktop(Report::Tray(click)));
}

#[test]
fn a_click_on_a_ring_opens_what_the_ring_names() {
    let mut bench = Bench::connected();
    bench.event(online("1"));
    let ring = bench.rings().remove(0);
    click(&mut bench, ring.click);
    let page = WebAddress::twitch_channel("vedal987").unwrap();
    assert!(bench.desktop.take().contains(&Call::Open(page)));
}

#[test]
fn snooze_on_a_ring_silences_for_an_hour_and_the_tray_offers_resume() {
    let mut bench = Bench::connected();
    click(&mut bench, Action::Snooze(crate::ring::SNOOZE));
    let shown = bench.last_tray().unwrap();
    assert!(shown.paused);
    assert!(
        shown
            .menu
            .iter()
            .any(|entry| matches!(entry, MenuEntry::Item { label, .. } if label.starts_with("Resume")))
    );
    bench.event(online("1"));
    assert_eq!(bench.rings().len(), 0);
    tray(&mut bench, TrayClick::Resume);
    assert_eq!(bench.rings().len(), 1);
}

#[test]
fn a_pause_survives_a_restart() {
    let settings = Settings {
        welcomed: true,
        paused_until: Some(START.plus(Duration::from_secs(60))),
        ..Settings::default()
    };
    let mut bench = Bench::with(settings, Journal::in_memory().unwrap());
    bench.event(online("1"));
    assert_eq!(bench.rings().len(), 0);
}

#[test]
fn toggling_a_bell_changes_what_the_server_is_asked_for() {
    let mut bench = Bench::connected();
    bench.links.orders.lock().unwrap().clear();
    let on = BellChoice { ring: Some(true), ..BellChoice::default() };
    bench.order(Order::SetBell { kind: "streamUpdate".into(), choice: on });
    let orders = bench.links.orders.lock().unwrap().clone();
    assert!(matches!(&orders[..], [LinkOrder::Wanted(kinds)] if kinds.contains(&"streamUpdate".into())));
}

#[test]
fn status_says_how_things_are() {
    let mut bench = Bench::connected();
    bench.event(online("1"));
    let Answer::Status { status } = bench.order(Order::Status).try_recv().unwrap() else {
        panic!("no status")
    };
    assert_eq!((status.connection, status.live), (ConnectionView::Connected, true));
    assert_eq!(status.title.as_deref(), Some("rafts"));
}

#[test]
fn status_and_doctor_say_that_it_is_quiet_hours() {
    use crate::settings::{Days, QuietHours, TimeOfDay};
    let midnight = TimeOfDay::new(0, 0).unwrap();
    let hours = QuietHours { from: midnight, to: midnight, days: Days::default() };
    let settings = Settings { quiet_hours: Some(hours), ..Settings::default() };
    let bench = Bench::with(settings, Journal::in_memory().unwrap());
    let now = bench.controller.clock.now();
    let status = crate::view::status(&bench.controller.state, now);
    assert_eq!(status.quiet.as_deref(), Some("all day, every day"));
    let doctor = crate::view::doctor(&bench.controller.state, now);
    assert!(doctor.contains(&"quiet hours: all day, every day".to_owned()), "{doctor:?}");
}

#[test]
fn status_and_doctor_say_the_same_of_a_pause_however_long() {
    let mut bench = Bench::connected();
    for until in [i64::MAX, START.0 + 1, START.0, i64::MIN] {
        bench.controller.state.settings.paused_until = Some(UnixMillis(until));
        let now = bench.controller.clock.now();
        let state = &bench.controller.state;
        let status = view::status(state, now);
        let words = view::pause_words(status.paused_until.map(UnixMillis), now.wall);
        let line = format!("paused: {}", words.as_deref().unwrap_or("no"));
        assert!(view::doctor(state, now).contains(&line), "{until}: {line}");
        assert_eq!(words.is_some(), until > START.0, "{until}");
    }
}

#[test]
fn the_self_check_speaks_in_words() {
    let mut bench = Bench::new();
    bench.keyring(SecretOutcome::TimedOut);
    bench.add(super::added::relay());
    let lines = view::doctor(&bench.controller.state, bench.controller.clock.now()).join("\n");
    for expected in [
        "https://neuro.example: connecting",
        "token: in a keyring that does not answer. The",
        "secret not known yet",
    ] {
        assert!(lines.contains(expected), "{lines}");
    }
    for debug in ["TimedOut", "Connecting\n", "Asking", "Some(", "{"] {
        assert!(!lines.contains(debug), "{debug}: {lines}");
    }
}

#[test]
fn a_locked_keyring_is_told_with_what_to_do() {
    let mut bench = Bench::new();
    bench.keyring(SecretOutcome::Locked);
    let sentence = view::status(&bench.controller.state, bench.controller.clock.now()).sentence;
    for word in ["The keyring is locked", "Unlock it", "log in again", "retry"] {
        assert!(sentence.contains(word), "{sentence}");
    }
}

#[test]
fn a_test_notification_is_answered_with_what_became_of_it() {
    let mut bench = Bench::connected();
    let mut answer = bench.order(Order::TestNotification);
    let ring = bench.desktop.take_rings().remove(0);
    assert!(answer.try_recv().is_err());
    bench.deliver(&ring, Delivery::TimedOut);
    let Answer::Said { ok, sentence } = answer.try_recv().unwrap() else { panic!("nothing said") };
    assert!(!ok);
    assert!(sentence.contains("does not answer"), "{sentence}");
}

#[test]
fn the_tray_says_the_worst_that_is_true() {
    let mut bench = Bench::connected();
    bench.connection(ConnectionState::Failed { reason: Fault::TokenRefused });
    let shown = bench.last_tray().unwrap();
    assert_eq!(shown.icon, TrayIcon::NeedsYou);
    assert!(shown.tooltip.contains("refused the token"), "{}", shown.tooltip);
    bench.connection(ConnectionState::Reconnecting { attempt: 1, next_try: None, reason: Fault::NoAddress });
    assert_eq!(bench.last_tray().unwrap().icon, TrayIcon::Connecting);
}

#[test]
fn window_tray_and_command_line_say_the_same_of_how_things_are() {
    let mut bench = Bench::connected();
    let lost = ConnectionState::Reconnecting { attempt: 1, next_try: None, reason: Fault::NoAddress };
    let refused = ConnectionState::Failed { reason: Fault::TokenRefused };
    for (connection, begins) in [
        (ConnectionState::Connected { since: START, via: Way::Push }, "Connected · since "),
        (ConnectionState::Connected { since: START, via: Way::Poll }, "Checking once a minute."),
        (lost, "Reconnecting. No network"),
        (refused, "Needs you: The server refused the token."),
    ] {
        bench.connection(connection);
        let (state, now) = (&bench.controller.state, bench.controller.clock.now());
        let sentence = view::snapshot(state, now.wall).status.sentence;
        let shown = view::tray(state, now.wall);
        assert!(sentence.starts_with(begins), "{sentence}");
        assert_eq!(view::status(state, now).sentence, sentence);
        assert_eq!((&shown.tooltip, &shown.menu[0]), (&sentence, &MenuEntry::Text(sentence.clone())));
    }
}

#[test]
fn an_unchanged_tray_is_not_touched() {
    let mut bench = Bench::connected();
    bench.order(Order::Status);
    assert_eq!(bench.desktop.take(), []);
}

#[test]
fn the_window_opens_by_itself_at_the_first_start_only() {
    let mut bench = Bench::with(Settings::default(), Journal::in_memory().unwrap());
    assert!(bench.desktop.take().contains(&Call::ShowWindow));
    assert!(bench.controller.state.settings.welcomed);
    bench = Bench::new();
    assert!(!bench.desktop.take().contains(&Call::ShowWindow));
}

#[test]
fn without_a_tray_the_window_opens_and_says_so() {
    let mut bench = Bench::connected();
    bench.controller.handle(Input::Desktop(Report::TrayHost(false)));
    assert!(bench.desktop.take().contains(&Call::ShowWindow));
    let snapshot = crate::view::snapshot(&bench.controller.state, START);
    assert!(snapshot.notices.iter().any(|notice| notice.contains("no tray icons")));
}

#[test]
fn whoever_asks_to_open_the_stream_learns_that_no_browser_took_it() {
    let mut bench = Bench::connected();
    let page = WebAddress::twitch_channel("vedal987").unwrap();
    let report = |result| Input::Desktop(Report::Opened { page: page.clone(), result });
    let mut answer = bench.order(Order::Open);
    bench.controller.handle(report(Err("No browser.".into())));
    let Answer::Said { ok: false, sentence } = answer.try_recv().unwrap() else { panic!("it did not fail") };
    assert_eq!(sentence, "No browser. The address is https://www.twitch.tv/vedal987");
    assert_eq!(bench.controller.state.notices.len(), 1);
    let mut answer = bench.order(Order::Open);
    bench.controller.handle(report(Ok(())));
    assert_eq!(answer.try_recv().unwrap(), Answer::Done);
    assert_eq!(bench.controller.state.notices, []);
}

#[test]
fn the_page_on_which_tokens_are_made_is_that_of_the_server_and_secure() {
    let mut bench = Bench::connected();
    bench.controller.state.sources.neuro_mut().origin = Origin::parse("https://neuro.example").unwrap();
    bench.desktop.take();
    bench.order(Order::OpenDashboard);
    let page = WebAddress::parse("https://neuro.example/api/dash/").unwrap();
    assert_eq!(bench.desktop.take(), [Call::Open(page)]);
    bench.controller.state.sources.neuro_mut().origin = Origin::parse("http://127.0.0.1:9").unwrap();
    let said = bench.order(Order::OpenDashboard).try_recv();
    assert!(matches!(said, Ok(Answer::Said { ok: false, .. })), "{said:?}");
    assert_eq!(bench.desktop.take(), []);
}

#[test]
fn a_link_in_a_text_from_outside_is_opened_by_the_bell_and_only_https() {
    let mut bench = Bench::connected();
    bench.desktop.take();
    for address in
        ["http://example.com/", "file:///etc/passwd", "https://you@example.com/", "swarmbell:1", ""]
    {
        let said = bench.order(Order::OpenLink { address: address.into() }).try_recv();
        assert!(matches!(said, Ok(Answer::Said { ok: false, .. })), "{address}: {said:?}");
    }
    assert_eq!(bench.desktop.take(), []);
    bench.order(Order::OpenLink { address: "https://example.com/a?b".into() });
    let page = WebAddress::parse("https://example.com/a?b").unwrap();
    assert_eq!(bench.desktop.take(), [Call::Open(page)]);
    bench.order(Order::GoogleImport);
    let import = WebAddress::parse("https://calendar.google.com/calendar/r/settings/export").unwrap();
    assert_eq!(bench.desktop.take(), [Call::Open(import)]);
}

#[test]
fn what_needs_somebody_offers_one_thing_to_do_in_window_and_tray_alike() {
    let mut bench = Bench::connected();
    let refused = ConnectionState::Failed { reason: Fault::TokenRefused };
    let gone = ConnectionState::Failed { reason: Fault::NotFound };
    let lost = ConnectionState::Reconnecting { attempt: 1, next_try: None, reason: Fault::NoAddress };
    let polled = ConnectionState::Connected { since: START, via: Way::Poll };
    let pushed = ConnectionState::Connected { since: START, via: Way::Push };
    for (connection, token, fix, retry) in [
        (refused, TokenView::Kept, true, false),
        (gone.clone(), TokenView::Kept, false, true),
        (gone, TokenView::Absent, false, true),
        (lost.clone(), TokenView::Kept, false, true),
        (lost, TokenView::Absent, false, true),
        (polled.clone(), TokenView::Locked, false, true),
        (polled, TokenView::Absent, true, false),
        (pushed, TokenView::Kept, false, false),
    ] {
        bench.controller.state.sources.neuro_mut().token = token;
        bench.connection(connection.clone());
        let state = &bench.controller.state;
        let status = view::snapshot(state, START).status;
        assert_eq!((status.fix.is_some(), status.can_retry), (fix, retry), "{connection:?} {token:?}");
        let offers = |wanted: &str| {
            let menu = view::tray(state, START).menu;
            menu.iter()
                .any(|entry| matches!(entry, MenuEntry::Item { label, .. } if label.starts_with(wanted)))
        };
        // A bell that rings without a token is not broken: the window offers one, the tray need not.
        let broken = fix && status.level == StatusLevel::NeedsYou;
        assert_eq!((offers("Fix"), offers("Retry")), (broken, retry), "{connection:?} {token:?}");
    }
}

#[test]
fn a_pause_of_no_length_or_of_a_thousand_years_is_refused_with_a_sentence() {
    let mut bench = Bench::connected();
    for seconds in [0, u64::MAX] {
        let answer = bench.order(Order::Pause { seconds }).try_recv().unwrap();
        assert!(matches!(answer, Answer::Said { ok: false, .. }));
    }
}

#[test]
fn retry_in_the_tray_asks_the_link() {
    let mut bench = Bench::connected();
    bench.connection(ConnectionState::Reconnecting { attempt: 1, next_try: None, reason: Fault::Silent });
    bench.links.orders.lock().unwrap().clear();
    tray(&mut bench, TrayClick::Retry);
    assert_eq!(*bench.links.orders.lock().unwrap(), [LinkOrder::RetryNow, LinkOrder::Ask(Ask::Present)]);
}
