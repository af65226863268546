//! The answers to questions (contract shuriken §2.2, §7).

use super::heard::Heard;
use super::session::unwrapped;
use super::stream::Stream;
use super::{call, catalogue, refusal};
use crate::adapter::Reply;
use crate::ask::channels::{Answer, Question};
use crate::fault::Fault;
use crate::time::UnixMillis;

/// Reads the answer to a question.
pub(super) fn read(
    question: &Question,
    reply: &Reply,
    now: UnixMillis,
    heard: &Heard,
) -> Result<Answer, Fault> {
    let about = match question {
        Question::History { channel: Some(name), .. } => Stream::parse(name),
        _ => None,
    };
    match refusal::of_request(reply, about.as_ref().map_or("the catalogue", Stream::id)) {
        // The address is one that only this question has.
        Some(Fault::NotFound) => return Err(Fault::NotOffered),
        Some(fault) => return Err(fault),
        None => {}
    }
    let body = unwrapped(reply)?;
    let answer = match (question, about) {
        (Question::Catalogue, _) => catalogue::read(&body).map(Answer::Catalogue),
        (Question::History { channel, .. }, Some(stream)) => call::read(&body, &stream, now, heard)
            .map(|events| Answer::History { channel: channel.clone(), after: None, events, next: None }),
        _ => None,
    };
    answer.ok_or(Fault::Unreadable)
}
