//! How each kind rings: its bell, its sound, its way through quiet hours.

use std::time::Duration;

use swarmbell_protocols::Event;
use swarmbell_protocols::event::{EventKey, Subject};

use super::Bench;
use super::bench::online;
use crate::controller::Input;
use crate::desktop::recorder::Call;
use crate::desktop::{Chime, Delivery, HushedBy, Report, SoundError};
use crate::journal::Journal;
use crate::link::LinkOrder;
use crate::local::{Answer, Order};
use crate::ring::Ring;
use crate::settings::{BellChoice, Choice, Days, QuietHours, Settings, TimeOfDay, Volume};

const NONE: BellChoice = BellChoice { ring: None, sound: None, through_quiet: None };

fn set(bench: &mut Bench, kind: &str, choice: BellChoice) -> Answer {
    bench.order(Order::SetBell { kind: kind.into(), choice }).try_recv().unwrap()
}

fn raid(key: &str) -> Event {
    Event {
        event_type: "streamRaidIncoming".into(),
        key: EventKey(key.into()),
        subject: Subject::Other,
        ..online(key)
    }
}

/// The rings and the sounds since the last look, after each ring was accepted.
fn heard(bench: &mut Bench) -> (Vec<Ring>, Vec<Chime>) {
    let rings = bench.rings();
    let chime = |call| if let Call::Play(chime) = call { Some(chime) } else { None };
    (rings, bench.desktop.take().into_iter().filter_map(chime).collect())
}

fn loud() -> Chime {
    Chime { volume: Volume::default(), is_test: false }
}

fn all_day() -> QuietHours {
    let midnight = TimeOfDay::new(0, 0).unwrap();
    QuietHours { from: midnight, to: midnight, days: Days::default() }
}

#[test]
fn the_bell_sounds_when_a_ring_is_on_the_screen_and_not_before() {
    let mut bench = Bench::connected();
    bench.event(online("1"));
    let calls = bench.desktop.take();
    assert!(!calls.iter().any(|call| matches!(call, Call::Play(_))));
    let ring =
        calls.into_iter().find_map(|call| if let Call::Notify(ring) = call { Some(ring) } else { None });
    bench.deliver(&ring.unwrap(), Delivery::Accepted);
    assert_eq!(bench.desktop.take().first(), Some(&Call::Play(loud())));
}

#[test]
fn a_kind_without_a_sound_rings_silently() {
    let mut bench = Bench::connected();
    assert_eq!(set(&mut bench, "streamOnline", BellChoice { sound: Some(false), ..NONE }), Answer::Done);
    bench.event(online("1"));
    let (rings, chimes) = heard(&mut bench);
    assert_eq!((rings.len(), chimes), (1, vec![]));
    assert!(!rings[0].sounds && !rings[0].quiet);
    bench.event(raid("r"));
    assert_eq!(heard(&mut bench).1, [loud()]);
}

#[test]
fn at_volume_0_and_while_notifications_are_hidden_or_paused_nothing_sounds() {
    let mut bench = Bench::connected();
    bench.order(Order::Choose { choice: Choice::Volume(0.try_into().unwrap()) });
    bench.event(raid("a"));
    let (rings, chimes) = heard(&mut bench);
    assert_eq!((rings.len(), chimes), (1, vec![]));
    bench.order(Order::Choose { choice: Choice::Volume(60.try_into().unwrap()) });
    bench.controller.handle(Input::Desktop(Report::Hush(Some(HushedBy::DoNotDisturb))));
    bench.event(raid("b"));
    let (rings, chimes) = heard(&mut bench);
    assert_eq!((rings.len(), chimes), (1, vec![]));
    bench.controller.handle(Input::Desktop(Report::Hush(None)));
    bench.event(raid("c"));
    let ring = bench.desktop.take_rings().remove(0);
    bench.order(Order::Pause { seconds: 60 });
    bench.deliver(&ring, Delivery::Accepted);
    assert!(!bench.desktop.take().iter().any(|call| matches!(call, Call::Play(_))));
}

#[test]
fn the_sound_is_tried_and_answered_in_words() {
    let mut bench = Bench::connected();
    for (result, ok, words) in [
        (Ok(()), true, "The bell sounds."),
        (Err(SoundError::NoOutput), false, "This system has no sound output."),
    ] {
        let mut answer = bench.order(Order::TestSound);
        let chime = Chime { is_test: true, ..loud() };
        assert!(bench.desktop.take().contains(&Call::Play(chime)));
        assert!(answer.try_recv().is_err());
        bench.controller.handle(Input::Desktop(Report::Played(result)));
        let Answer::Said { ok: said, sentence } = answer.try_recv().unwrap() else { panic!("nothing said") };
        assert_eq!(said, ok);
        assert!(sentence.starts_with(words), "{sentence}");
    }
    bench.order(Order::Choose { choice: Choice::Volume(0.try_into().unwrap()) });
    let Answer::Said { ok: false, sentence } = bench.order(Order::TestSound).try_recv().unwrap() else {
        panic!("it sounds")
    };
    assert!(sentence.contains("Turn it up"), "{sentence}");
    assert!(!bench.desktop.take().iter().any(|call| matches!(call, Call::Play(_))));
}

#[test]
fn many_things_in_one_ring_sound_when_one_of_them_does() {
    let silent = BellChoice { sound: Some(false), ..NONE };
    for (muted, sounds) in
        [(&["streamRaidIncoming"][..], true), (&["streamRaidIncoming", "streamUpdate"], false)]
    {
        let mut bench = Bench::connected();
        set(&mut bench, "streamUpdate", BellChoice { ring: Some(true), ..NONE });
        muted.iter().for_each(|kind| assert_eq!(set(&mut bench, kind, silent), Answer::Done));
        for key in ["a", "b", "c", "d"] {
            bench.event(raid(key));
        }
        bench.event(Event { event_type: "streamUpdate".into(), ..raid("e") });
        heard(&mut bench);
        bench.pass(Duration::from_secs(60));
        let (rings, _) = heard(&mut bench);
        assert_eq!(rings.len(), 1, "{rings:?}");
        assert_eq!(rings[0].sounds, sounds);
    }
}

#[test]
fn a_kind_that_may_ring_in_quiet_hours_from_now_on_rings_at_once_when_it_is_still_true() {
    let settings = Settings { welcomed: true, quiet_hours: Some(all_day()), ..Settings::default() };
    let mut bench = Bench::with(settings, Journal::in_memory().unwrap());
    bench.event(online("1"));
    assert_eq!(bench.rings().len(), 0);
    set(&mut bench, "streamOnline", BellChoice { through_quiet: Some(true), ..NONE });
    assert_eq!(bench.rings().len(), 1);
    bench.event(raid("r"));
    assert_eq!(bench.rings().len(), 0);
}

#[test]
fn a_bell_that_nobody_lists_is_refused() {
    let mut bench = Bench::connected();
    let before = bench.controller.state.settings.clone();
    let on = BellChoice { ring: Some(true), ..NONE };
    for kind in ["", "coffeeReady", "stream\nOnline", &"x".repeat(101)] {
        let Answer::Said { ok: false, sentence } = set(&mut bench, kind, on) else { panic!("{kind:?}") };
        assert_eq!(sentence, "There is no such bell.");
    }
    assert_eq!(bench.controller.state.settings, before);
    bench.controller.state.sources.neuro_mut().available.insert("coffeeReady".into());
    assert_eq!(set(&mut bench, "coffeeReady", on), Answer::Done);
    bench.controller.state.sources.neuro_mut().available.clear();
    let off = BellChoice { ring: Some(false), ..NONE };
    assert_eq!(set(&mut bench, "coffeeReady", off), Answer::Done);
    assert_eq!(bench.controller.state.settings, before);
}

#[test]
fn the_server_is_asked_for_other_kinds_only_when_a_bell_is_switched() {
    let mut bench = Bench::connected();
    bench.links.orders.lock().unwrap().clear();
    set(&mut bench, "streamUpdate", BellChoice { sound: Some(false), through_quiet: Some(true), ..NONE });
    assert_eq!(*bench.links.orders.lock().unwrap(), []);
    set(&mut bench, "streamUpdate", BellChoice { ring: Some(true), ..NONE });
    assert!(matches!(&bench.links.orders.lock().unwrap()[..], [LinkOrder::Wanted(_)]));
    let bell = crate::rules::bell(&bench.controller.state.settings, &"streamUpdate".into());
    assert_eq!((bell.rings, bell.sounds, bell.through_quiet), (true, false, true));
}
