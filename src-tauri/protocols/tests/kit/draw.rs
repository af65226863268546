//! Draws: things made of bytes. No bytes left means the first choice, and nothing in a list.

use std::collections::BTreeSet;
use std::time::Duration;

pub use arbitrary::{Arbitrary, Result, Unstructured as Bytes};
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Deprecation, Reply, Subscription};
use swarmbell_protocols::time::UnixMillis;

/// A number below this one.
pub fn below(bytes: &mut Bytes<'_>, end: u32) -> Result<u32> {
    bytes.int_in_range(0..=end - 1)
}

/// True so many times out of eight.
pub fn often(bytes: &mut Bytes<'_>, eighths: u32) -> Result<bool> {
    Ok(below(bytes, 8)? < eighths)
}

/// One of these.
pub fn one<T: Clone>(bytes: &mut Bytes<'_>, all: &[T]) -> Result<T> {
    bytes.choose(all).cloned()
}

/// Something, or nothing.
pub fn maybe<T>(bytes: &mut Bytes<'_>, draw: impl Fn(&mut Bytes<'_>) -> Result<T>) -> Result<Option<T>> {
    often(bytes, 4)?.then(|| draw(bytes)).transpose()
}

/// So many at most.
pub fn list<T>(
    bytes: &mut Bytes<'_>,
    most: u32,
    draw: impl Fn(&mut Bytes<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    (0..below(bytes, most + 1)?).map(|_| draw(bytes)).collect()
}

/// Some of these, sixteen at most.
pub fn some(bytes: &mut Bytes<'_>, all: BTreeSet<Subscription>) -> Result<BTreeSet<Subscription>> {
    let bits = u16::arbitrary(bytes)?;
    let chosen = all.into_iter().take(16).enumerate().filter(|(place, _)| bits & (1 << place) != 0);
    Ok(chosen.map(|(_, name)| name).collect())
}

/// A text of so many characters at most.
pub fn text(bytes: &mut Bytes<'_>, most: u32) -> Result<String> {
    let character = |bytes: &mut Bytes<'_>| match often(bytes, 7)? {
        true => Ok(char::from(bytes.int_in_range(b' '..=b'~')?)),
        false => char::arbitrary(bytes),
    };
    Ok(list(bytes, most, character)?.into_iter().collect())
}

/// An answer with this body, of these statuses or of any.
pub fn reply(bytes: &mut Bytes<'_>, statuses: &[u16], body: String) -> Result<Reply> {
    let status = match below(bytes, 10)? {
        0..6 => 200,
        6..9 => one(bytes, statuses)?,
        _ => u16::arbitrary(bytes)?,
    };
    let mut reply = Reply::new(status, body);
    if often(bytes, 6)? {
        return Ok(reply);
    }
    reply.retry_after = maybe(bytes, |bytes| Ok(Duration::from_secs(u64::arbitrary(bytes)?)))?;
    reply.location = maybe(bytes, |bytes| match often(bytes, 4)? {
        true => Ok("https://images.example.net/47.png".to_owned()),
        false => text(bytes, 40),
    })?;
    reply.request_id = maybe(bytes, |bytes| text(bytes, 40))?;
    reply.deprecation = maybe(bytes, |bytes| {
        Ok(Deprecation { sunset: maybe(bytes, |bytes| Ok(UnixMillis(i64::arbitrary(bytes)?)))? })
    })?;
    Ok(reply)
}

/// Why a request found no answer.
pub fn fault(bytes: &mut Bytes<'_>) -> Result<Fault> {
    let faults =
        [Fault::TimedOut, Fault::Unreachable, Fault::NoAddress, Fault::RateLimited { wait_secs: 60 }];
    one(bytes, &faults)
}
