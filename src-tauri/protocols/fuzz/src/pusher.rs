//! Frames of the Pusher protocol, in the channels of one adapter.

use std::marker::PhantomData;

use arbitrary::Arbitrary;
use serde_json::json;

use crate::example::{Path, changed, one};
use crate::json::Json;
use crate::kit::pusher::{NAMES, PREFIXES, framed, succeeded};

/// What an adapter's server speaks of.
pub trait Known {
    /// The names of its channels.
    fn channels() -> Vec<String>;
    /// The frames its contract shows.
    fn frames() -> Vec<&'static str>;
}

/// The name of a channel.
#[derive(Debug, Arbitrary)]
pub enum Name<T> {
    Known(u8, PhantomData<T>),
    Any(String),
}

impl<T: Known> Name<T> {
    pub fn text(self) -> String {
        match self {
            Self::Known(which, _) => {
                let all = T::channels();
                all[usize::from(which) % all.len()].clone()
            }
            Self::Any(text) => text,
        }
    }
}

/// A frame.
#[derive(Debug, Arbitrary)]
pub enum Frame<T> {
    Example(u8),
    Changed(u8, Path, Json),
    Succeeded(Name<T>),
    Error(u16),
    Protocol { prefix: u8, name: u8, channel: Option<Name<T>>, data: Json, as_text: bool },
    Published(Name<T>, String, Json),
    Update(Name<T>, Json),
    Any(Json),
    Text(String),
}

impl<T: Known> From<Frame<T>> for String {
    fn from(frame: Frame<T>) -> Self {
        match frame {
            Frame::Example(which) => one(&T::frames(), which).to_owned(),
            Frame::Changed(which, path, new) => changed(&T::frames(), which, &path, new.0),
            Frame::Succeeded(name) => succeeded(&name.text()),
            Frame::Error(code) => framed("relay:error", None, json!({"code": 4_000 + code % 320})),
            Frame::Protocol { prefix, name, channel, data, as_text } => {
                let prefix = PREFIXES[usize::from(prefix) % PREFIXES.len()];
                let name = NAMES[usize::from(name) % NAMES.len()];
                let data = if as_text { data.0.to_string().into() } else { data.0 };
                framed(&format!("{prefix}{name}"), channel.map(Name::text), data)
            }
            Frame::Published(channel, event, data) => framed(&event, Some(channel.text()), data.0),
            Frame::Update(channel, data) => framed("update", Some(channel.text()), data.0),
            Frame::Any(json) => json.0.to_string(),
            Frame::Text(text) => text,
        }
    }
}
