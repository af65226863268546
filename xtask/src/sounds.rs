//! The bell's sound, made here: the partials of two hand bells, one a fourth above the other.
//!
//! Written to `src-tauri/sounds/bell.wav`, or with `--check` compared with what is kept there.

use std::f64::consts::TAU;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use hound::{SampleFormat, WavReader, WavSpec, WavWriter};

/// Samples a second. The highest partial has 8 kHz.
const RATE: u32 = 24_000;

/// How long the sound lasts, in seconds.
const LENGTH: f64 = 1.8;

/// The strongest sample, of 1.
const PEAK: f64 = 0.8;

/// How long a strike takes to be there, and the whole to be gone at its end, in seconds.
const ATTACK: f64 = 0.003;
const RELEASE: f64 = 0.15;

/// Largest difference of a sample that still counts as the same sound: processors round differently.
const TOLERANCE: i32 = 2;

/// When a bell is struck, which note it has, and how hard it is struck.
const STRIKES: [(f64, f64, f64); 2] = [(0.0, 880.0, 0.75), (0.15, 1_174.66, 1.0)];

/// The partials of a hand bell: the frequency as a multiple of the note, how strong it is, and the time in seconds in which
/// it falls to a third. Hand bells are tuned to the twelfth (3). The note is there twice, a little apart, so that it beats.
const PARTIALS: [(f64, f64, f64); 6] = [
    (1.0, 1.0, 0.50),
    (1.0018, 0.6, 0.50),
    (2.0, 0.18, 0.30),
    (3.0, 0.42, 0.26),
    (4.2, 0.16, 0.13),
    (6.8, 0.07, 0.05),
];

/// Writes the sound to `wav`; with `check` writes nothing and fails when the kept file is another.
pub(crate) fn run(wav: &Path, check: bool) -> Result<()> {
    let made = bell();
    if check {
        let kept = read(wav).with_context(|| format!("cannot read {}", wav.display()))?;
        ensure!(is_same(&kept, &made), "{} is not what is made. Run `cargo xtask sounds`.", wav.display());
        return Ok(());
    }
    if let Some(folder) = wav.parent() {
        fs::create_dir_all(folder)?;
    }
    write(wav, &made).with_context(|| format!("cannot write {}", wav.display()))
}

/// The samples of the sound.
fn bell() -> Vec<i16> {
    let count = (LENGTH * f64::from(RATE)) as u32;
    let raw: Vec<f64> = (0..count).map(|index| at(f64::from(index) / f64::from(RATE))).collect();
    let strongest = raw.iter().fold(0.0_f64, |most, sample| most.max(sample.abs()));
    raw.iter().map(|sample| (sample / strongest * PEAK * f64::from(i16::MAX)).round() as i16).collect()
}

fn at(seconds: f64) -> f64 {
    let fade = ((LENGTH - seconds) / RELEASE).min(1.0);
    STRIKES.iter().map(|(begin, note, force)| force * strike(seconds - begin, *note)).sum::<f64>() * fade
}

/// A bell of this note, so long after it was struck.
fn strike(seconds: f64, note: f64) -> f64 {
    if seconds < 0.0 {
        return 0.0;
    }
    let attack = (seconds / ATTACK).min(1.0);
    let partial = |(multiple, strength, falls): &(f64, f64, f64)| {
        strength * (-seconds / falls).exp() * (TAU * note * multiple * seconds).sin()
    };
    attack * PARTIALS.iter().map(partial).sum::<f64>()
}

fn write(wav: &Path, samples: &[i16]) -> Result<()> {
    let spec =
        WavSpec { channels: 1, sample_rate: RATE, bits_per_sample: 16, sample_format: SampleFormat::Int };
    let mut writer = WavWriter::create(wav, spec)?;
    for sample in samples {
        writer.write_sample(*sample)?;
    }
    Ok(writer.finalize()?)
}

/// The samples of a file, if it has the shape of ours.
fn read(wav: &Path) -> Result<Vec<i16>> {
    let mut reader = WavReader::open(wav)?;
    let WavSpec { channels, sample_rate, .. } = reader.spec();
    ensure!(
        (channels, sample_rate) == (1, RATE),
        "it has {channels} channels and {sample_rate} samples a second"
    );
    Ok(reader.samples::<i16>().collect::<Result<_, _>>()?)
}

fn is_same(kept: &[i16], made: &[i16]) -> bool {
    let near = |(kept, made): (&i16, &i16)| (i32::from(*kept) - i32::from(*made)).abs() <= TOLERANCE;
    kept.len() == made.len() && kept.iter().zip(made).all(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kept_sound_is_the_one_that_is_made() {
        run(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/sounds/bell.wav"), true).unwrap();
    }

    #[test]
    fn a_sound_that_was_touched_is_told() {
        let wav = std::env::temp_dir().join(format!("swarmbell-sound-{}.wav", std::process::id()));
        run(&wav, false).unwrap();
        run(&wav, true).unwrap();
        let mut samples = read(&wav).unwrap();
        samples[1_000] += 100;
        write(&wav, &samples).unwrap();
        let complaint = run(&wav, true).unwrap_err().to_string();
        fs::remove_file(&wav).unwrap();
        assert!(complaint.contains("cargo xtask sounds"), "{complaint}");
    }

    #[test]
    fn the_sound_begins_and_ends_softly_and_is_never_cut_off() {
        let bell = bell();
        let loud = |samples: &[i16]| samples.iter().map(|sample| sample.unsigned_abs()).max().unwrap();
        assert!(loud(&bell[..10]) < 3_000);
        assert!(loud(&bell[bell.len() - 100..]) < 50);
        assert!((26_000..26_300).contains(&loud(&bell)), "{}", loud(&bell));
    }
}
