//! Sessions that were given, and calls.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// What is true at the moment.
#[derive(Default)]
pub(crate) struct World {
    /// The app keys that were given, newest last.
    apps: Vec<Given>,
    /// How many sessions were given.
    pub(super) sessions: usize,
    /// Channels each key may be let into.
    granted: BTreeMap<String, Vec<String>>,
    /// Tokens that were called, by their address.
    calls: BTreeMap<String, Call>,
}

/// An app key, and the API key it was last given to.
struct Given {
    app_key: String,
    token: String,
}

/// A token that was called.
struct Call {
    network: Value,
    symbol: Value,
    name: Value,
    price: String,
    platform: String,
    first_ms: i64,
    last_ms: i64,
    mentions: u64,
}

impl World {
    /// Gives an app key; with `alone` those before are not good any more.
    pub(super) fn give(&mut self, app_key: &str, token: &str, channels: Vec<String>, alone: bool) {
        self.apps.retain(|given| !alone && (given.app_key != app_key || given.token != token));
        self.apps.push(Given { app_key: app_key.to_owned(), token: token.to_owned() });
        self.granted.entry(token.to_owned()).or_default().extend(channels);
    }

    /// The API key a good app key was given to.
    pub(super) fn owner(&self, app_key: &str) -> Option<&str> {
        let given = self.apps.iter().rev().find(|given| given.app_key == app_key);
        given.map(|given| given.token.as_str())
    }

    /// The app key given last to an API key.
    pub(super) fn app_key(&self, token: &str) -> Option<&str> {
        self.apps.iter().rev().find(|given| given.token == token).map(|given| given.app_key.as_str())
    }

    pub(super) fn may_enter(&self, token: &str, channel: &str) -> bool {
        self.granted.get(token).is_some_and(|channels| channels.iter().any(|own| own == channel))
    }

    /// Counts what an alpha stream says as a call of its token.
    pub(super) fn called(&mut self, payload: &Value, now_ms: i64) {
        let Some(address) = payload.get("tokenAddress").and_then(Value::as_str) else { return };
        let at = |pointer: &str| payload.pointer(pointer).cloned().unwrap_or(Value::Null);
        let call = self.calls.entry(address.to_owned()).or_insert_with(|| Call {
            network: at("/network"),
            symbol: at("/tokenMeta/symbol"),
            name: at("/tokenMeta/name"),
            price: at("/latestSignal/priceUsd").to_string(),
            platform: at("/latestSignal/source/sourceType").as_str().unwrap_or_default().to_owned(),
            first_ms: now_ms,
            last_ms: now_ms,
            mentions: 0,
        });
        call.last_ms = at("/latestSignal/timestampMs").as_i64().unwrap_or(now_ms).max(call.first_ms);
        call.mentions += 1;
    }

    /// The calls of a platform, or all, last seen first.
    pub(super) fn calls(&self, platform: Option<&str>) -> Vec<Value> {
        let of_platform = |(_, call): &(&String, &Call)| platform.is_none_or(|own| own == call.platform);
        let mut calls: Vec<(&String, &Call)> = self.calls.iter().filter(of_platform).collect();
        calls.sort_by_key(|(_, call)| std::cmp::Reverse(call.last_ms));
        calls.into_iter().map(|(address, call)| call.told(address)).collect()
    }
}

impl Call {
    fn told(&self, address: &str) -> Value {
        let mut told = Map::from_iter([
            ("tokenAddress".to_owned(), json!(address)),
            ("chain".to_owned(), self.network.clone()),
            ("firstSeenAt".to_owned(), json!(crate::clock::seconds(self.first_ms))),
            ("lastSeenAt".to_owned(), json!(crate::clock::seconds(self.last_ms))),
            ("mentionCount".to_owned(), json!(self.mentions)),
            ("priceUsd".to_owned(), json!(self.price)),
        ]);
        for (name, value) in [("tokenSymbol", &self.symbol), ("tokenName", &self.name)] {
            if !value.is_null() {
                told.insert(name.to_owned(), value.clone());
            }
        }
        Value::Object(told)
    }
}
