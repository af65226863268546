//! One room of the desktop on a stage, for tests: orders come as lines on standard input, reports go out as
//! lines on standard output. A process of its own, since a room finds its bus by the environment.
//!
//! `ring TITLE|BODY`, `quiet TITLE|BODY`, `fleeting TITLE|BODY` (one that does not wait), `find`, `keep TOKEN`, `forget`,
//! `sound VOLUME`, `open ADDRESS`, `token` (the activation token of the last click); `power` and `network` start these rooms.

use std::io::{BufRead, Write};

use swarmbell::desktop::activation::Activation;
use swarmbell::desktop::hush::Hush;
use swarmbell::desktop::network::Network;
use swarmbell::desktop::notifications::Notifications;
use swarmbell::desktop::opener::Opener;
use swarmbell::desktop::power::Power;
use swarmbell::desktop::reports::Reports;
use swarmbell::desktop::secrets::Keyring;
use swarmbell::desktop::sound::Sound;
use swarmbell_engine::clock::Clock;
use swarmbell_engine::controller::{INPUT_CAPACITY, Input};
use swarmbell_engine::desktop::{Chime, Report, SecretId, SecretOrder, SecretOutcome, SecretPlace};
use swarmbell_engine::ring::{Action, Button, Ring, RingId, SNOOZE};
use swarmbell_engine::settings::{SourceId, Volume};
use swarmbell_protocols::secret::Secret;
use swarmbell_protocols::web::{Origin, WebAddress};
use tokio::sync::mpsc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (inputs, mut inbox) = mpsc::channel(INPUT_CAPACITY);
    let reports = Reports::new(inputs, runtime.handle().clone());
    let clock = Clock::system();
    let activation = Activation::new(clock.clone());
    let hush = Hush::start(&reports);
    let notifications = Notifications::start(reports.clone(), activation.clone(), clock, &hush, Vec::new());
    let keyring = Keyring::start(reports.clone());
    let sound = Sound::new(reports.clone());
    let opener = Opener::new(reports.clone(), activation.clone());
    let place = SecretPlace {
        source: SourceId::neuro(),
        origin: Origin::parse("https://neuro.example")?,
        with: Vec::new(),
    };
    runtime.spawn(async move {
        while let Some(input) = inbox.recv().await {
            // What is kept for the next bell is the engine's.
            if let Input::Desktop(report) = input
                && !matches!(report, Report::Shown(_) | Report::Spent { .. })
            {
                say(&in_words(&report));
            }
        }
    });
    for (id, line) in (1..).zip(std::io::stdin().lock().lines()) {
        let line = line?;
        let (order, rest) = line.split_once(' ').unwrap_or((&line, ""));
        match order {
            "ring" => notifications.show(ring(id, rest)?),
            "quiet" => notifications.show(Ring { quiet: true, ..ring(id, rest)? }),
            "fleeting" => notifications.show(Ring { waits: false, ..ring(id, rest)? }),
            "sound" => {
                let volume = Volume::try_from(rest.parse::<u8>()?)?;
                sound.play(Chime { volume, is_test: false });
            }
            "power" => drop(Power::start(&reports)),
            "network" => drop(Network::start(&reports)),
            "find" => keyring.ask(SecretId(id), place.clone(), SecretOrder::Find),
            "keep" => keyring.ask(SecretId(id), place.clone(), SecretOrder::Keep(Secret::parse(rest)?)),
            "forget" => keyring.ask(SecretId(id), place.clone(), SecretOrder::Forget),
            "open" => opener.open(WebAddress::parse(rest)?),
            "token" => say(&format!("token {}", activation.take().unwrap_or_default())),
            other => return Err(format!("unknown order {other}").into()),
        }
    }
    Ok(())
}

fn ring(id: u64, text: &str) -> Result<Ring, Box<dyn std::error::Error>> {
    let (title, body) = text.split_once('|').unwrap_or((text, ""));
    let click = Action::Open(WebAddress::parse("https://www.twitch.tv/vedal987")?);
    let watch = Button { label: "Watch".to_owned(), action: click.clone() };
    let snooze = Button { label: "Snooze 1 h".to_owned(), action: Action::Snooze(SNOOZE) };
    let (title, body) = (title.to_owned(), body.to_owned());
    let buttons = vec![watch, snooze];
    Ok(Ring {
        id: RingId(id),
        source: None,
        title,
        body,
        click,
        buttons,
        urgent: true,
        quiet: false,
        sounds: true,
        waits: true,
    })
}

fn in_words(report: &Report) -> String {
    match report {
        Report::Delivered { id, delivery } => format!("delivered {} {delivery:?}", id.0),
        Report::Clicked { action: Action::Open(page) } => format!("clicked open {}", page.as_str()),
        Report::Clicked { action } => format!("clicked {action:?}"),
        Report::Opened { result, .. } => format!("opened {result:?}"),
        Report::Secret { outcome: SecretOutcome::Found(secret), .. } => format!("found {}", secret.expose()),
        Report::Secret { outcome, .. } => format!("{outcome:?}"),
        other => format!("{other:?}"),
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // The test that reads is gone when this fails.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
