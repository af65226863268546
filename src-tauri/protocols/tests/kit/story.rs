//! What may happen to an adapter, in order, out of bytes.

use std::collections::BTreeSet;
use std::time::Duration;

use swarmbell_protocols::adapter::{Ask, Reply, Subscription};

use super::draw::{Arbitrary, Bytes, Result, below, fault, maybe};
use super::happens::Happens;
use super::play::{Play, Rules};

/// What is likely to happen to one adapter.
pub trait Terms: Rules {
    /// Time that passes at once, in milliseconds at most.
    const MOST_MILLIS: u32 = 100_000;

    /// What it is built with.
    fn config(bytes: &mut Bytes<'_>) -> Result<Self::Config>;

    /// Started, opened and ready, the usual way.
    fn usual(bytes: &mut Bytes<'_>) -> Result<Happens>;

    /// A frame.
    fn frame(bytes: &mut Bytes<'_>) -> Result<String>;

    /// An answer to a request, or to the upgrade.
    fn reply(bytes: &mut Bytes<'_>) -> Result<Reply>;

    /// What is wanted.
    fn wanted(bytes: &mut Bytes<'_>) -> Result<BTreeSet<Subscription>>;

    /// What is asked.
    fn ask(bytes: &mut Bytes<'_>) -> Result<Ask>;

    /// Where the wall clock is set to.
    fn wall(bytes: &mut Bytes<'_>) -> Result<i64> {
        i64::arbitrary(bytes)
    }
}

/// An adapter and what happens to it, in order.
#[derive(Debug)]
pub struct Story<T: Terms> {
    config: T::Config,
    happens: Vec<Happens>,
}

impl<'a, T: Terms> Arbitrary<'a> for Story<T> {
    /// As long as the bytes last.
    fn arbitrary(bytes: &mut Bytes<'a>) -> Result<Self> {
        let mut story = Self { config: T::config(bytes)?, happens: Vec::new() };
        while !bytes.is_empty() {
            story.happens.push(happens::<T>(bytes)?);
        }
        Ok(story)
    }
}

impl<T: Terms> Story<T> {
    /// The usual beginning, and then these frames.
    pub fn of_frames(bytes: &mut Bytes<'_>, frames: Vec<String>) -> Result<Self> {
        let mut story = Self { config: T::config(bytes)?, happens: vec![T::usual(bytes)?] };
        story.happens.extend(frames.into_iter().map(Happens::Text));
        Ok(story)
    }

    /// Plays the story; panics when something that must hold does not.
    pub fn play(self) {
        let mut play = Play::<T>::new(self.config);
        self.happens.into_iter().for_each(|happens| play.play(happens));
        play.finish();
    }
}

/// One thing that may happen.
fn happens<T: Terms>(bytes: &mut Bytes<'_>) -> Result<Happens> {
    Ok(match below(bytes, 56)? {
        0 => Happens::Start,
        1..5 => T::usual(bytes)?,
        5 => Happens::Retry,
        6 => Happens::Opened,
        7 => Happens::Closed(maybe(bytes, code)?),
        8 => Happens::Refused(T::reply(bytes)?),
        9..24 => Happens::Text(T::frame(bytes)?),
        24 => Happens::Binary(<[u8; 7]>::arbitrary(bytes)?.to_vec()),
        25..36 => Happens::Reply(which(bytes)?, T::reply(bytes)?),
        36..38 => Happens::NoReply(which(bytes)?, fault(bytes)?),
        38..44 => Happens::Deadline,
        44 => Happens::Woke,
        45..48 => Happens::Wanted(T::wanted(bytes)?),
        48..52 => Happens::Ask(T::ask(bytes)?),
        52 => Happens::Restart,
        _ => {
            let millis = below(bytes, T::MOST_MILLIS)?;
            Happens::TimePasses(Duration::from_millis(millis.into()), T::wall(bytes)?)
        }
    })
}

fn which(bytes: &mut Bytes<'_>) -> Result<usize> {
    bytes.int_in_range(0..=3)
}

/// The code of a close: one of the protocols' own, or any.
fn code(bytes: &mut Bytes<'_>) -> Result<u16> {
    match below(bytes, 4)? {
        0..2 => bytes.int_in_range(4_000..=4_009),
        2 => bytes.int_in_range(4_100..=4_299),
        _ => u16::arbitrary(bytes),
    }
}
