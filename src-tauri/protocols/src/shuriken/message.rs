//! Messages: what somebody wrote about tokens (contract shuriken §4, `alpha.personal` and the messages of a feed).

use serde_json::Value;

use super::event::{Told, moment};
use super::signal::{PLACES, first_name, platform, post};
use crate::event::Subject;
use crate::member::{self, NAME_CHARS, TEXT_CHARS};
use crate::trade::{Message, Token};

/// More tokens of one message are not read.
const TOKENS: usize = 20;

/// Reads a message; `None` where it has no identity. An edited one is the same message.
pub(super) fn read(data: &Value) -> Option<Told> {
    let name = member::id(data, "platform")?;
    let platform = platform(data.get("platform"));
    let message = data.get("data")?;
    let id = member::id(message, "messageId").or_else(|| member::id(message, "tweetId"))?;
    // Some platforms number the messages of each place by themselves.
    let place = member::id(message, "channelId").or_else(|| member::id(message, "chatId"));
    let author = message.get("author").unwrap_or(&Value::Null);
    let tokens = message.get("tokens").and_then(Value::as_array).into_iter().flatten();
    Some(Told {
        key: format!("message:{name}:{}:{id}", place.unwrap_or_default()),
        at: moment(message, &["timestamp"]),
        page: post(platform, message),
        subject: Subject::Message(Message {
            platform,
            place: first_name(message, &PLACES),
            author: first_name(author, &["displayName", "username", "name"]),
            text: member::text(message, "content", TEXT_CHARS),
            tokens: tokens.take(TOKENS).filter_map(token).collect(),
        }),
    })
}

fn token(told: &Value) -> Option<Token> {
    Some(Token {
        address: member::id(told, "address")?,
        network: member::text(told, "chain", NAME_CHARS),
        symbol: None,
        name: None,
    })
}
