//! Lets the bell sound.
//!
//! Notification servers differ too much for their own sounds: some play none, none knows a volume. So the notification
//! is silent everywhere and the bell sounds by itself. The output is open for as long as it sounds and no longer: a
//! thread opens it, waits, closes it, and ends.

#[cfg_attr(target_os = "linux", path = "sound/linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "sound/others.rs")]
mod library;

use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use hound::WavReader;
use rodio::buffer::SamplesBuffer;
use rodio::{DeviceSinkBuilder, Player};
use swarmbell_engine::desktop::{Chime, Report, SoundError};
use tokio::sync::watch;
use tokio::time::timeout;

use super::hush;
use crate::desktop::reports::Reports;

/// Made by `cargo xtask sounds`.
const BELL: &[u8] = include_bytes!("../../sounds/bell.wav");

/// How long the sound system may take. One that hangs is told as such, not waited for.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);

/// What the system still holds of a sound when its last sample was taken.
const TAIL: Duration = Duration::from_millis(300);

/// What became of a sound: nothing yet while the output is being opened.
type Began = Option<Result<(), SoundError>>;

/// The bell's voice.
#[derive(Debug)]
pub struct Sound {
    reports: Reports,
    /// What the last sound began with; its sender lives as long as the sound.
    last: Mutex<watch::Receiver<Began>>,
}

impl Sound {
    /// Nothing sounds yet, and nothing is opened.
    pub fn new(reports: Reports) -> Self {
        let (_, last) = watch::channel(None);
        Self { reports, last: Mutex::new(last) }
    }

    /// Lets the bell sound, if it does not sound already; answered by [`Report::Played`].
    pub fn play(&self, chime: Chime) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.has_changed().is_err() {
            *last = begin(chime);
        }
        let (mut began, reports) = (last.clone(), self.reports.clone());
        self.reports.runtime().spawn(async move {
            let result = match timeout(ANSWER_WITHIN, began.wait_for(Option::is_some)).await {
                Ok(Ok(began)) => began.unwrap_or(Err(SoundError::NoOutput)),
                // The thread was not started, or failed.
                Ok(Err(_)) => Err(SoundError::NoOutput),
                Err(_) => Err(SoundError::NoAnswer),
            };
            reports.send(Report::Played(result));
        });
    }
}

/// Starts the thread of one sound. What it tells comes from there; it ends with the sound.
fn begin(chime: Chime) -> watch::Receiver<Began> {
    let (teller, began) = watch::channel(None);
    let thread = std::thread::Builder::new().name("sound".to_owned());
    let started = thread.spawn(move || {
        if hush::hides().is_some() && !chime.is_test {
            teller.send_replace(Some(Err(SoundError::Hidden)));
        } else if let Err(error) = sound(chime, &teller) {
            tracing::debug!(%error, "the bell does not sound");
            teller.send_replace(Some(Err(SoundError::NoOutput)));
        }
    });
    if let Err(error) = started {
        tracing::warn!(%error, "the sound's thread was not started");
    }
    began
}

/// Sounds once, from opening the output to closing it.
fn sound(chime: Chime, teller: &watch::Sender<Began>) -> Result<(), Box<dyn std::error::Error>> {
    library::hush_library();
    let mut wav = WavReader::new(BELL)?;
    let gain = chime.volume.gain() / f32::from(i16::MAX);
    let samples = wav
        .samples::<i16>()
        .map(|sample| Ok(f32::from(sample?) * gain))
        .collect::<hound::Result<Vec<f32>>>()?;
    let rate = NonZero::new(wav.spec().sample_rate).ok_or("no sound without a rate")?;
    let length = Duration::from_secs(1) * u32::try_from(samples.len())? / rate.get();
    let mut output = DeviceSinkBuilder::from_default_device()?
        .with_error_callback(|error| tracing::debug!(%error, "the sound output"))
        .open_stream()?;
    output.log_on_drop(false);
    let player = Player::connect_new(output.mixer());
    player.append(SamplesBuffer::new(NonZero::<u16>::MIN, rate, samples));
    teller.send_replace(Some(Ok(())));
    // Not until the player says that it ended: an output that was unplugged never says so.
    std::thread::sleep(length + TAIL);
    Ok(())
}
