//! The streams (contract, section 3).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Shuriken;

/// One stream.
pub(super) struct Stream {
    pub(super) id: &'static str,
    /// The name the documents have for it where the clients' name differs.
    dotted: Option<&'static str>,
    /// What the name of its channel begins with. These names are invented here: the real ones come from a session.
    stem: &'static str,
    /// All of them are required.
    pub(super) filters: &'static [&'static str],
    pub(super) visibility: Visibility,
}

/// Whose a stream is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Visibility {
    Public,
    Presence,
}

impl Visibility {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Presence => "presence",
        }
    }
}

const TOKEN: &[&str] = &["tokenAddress"];
const WALLET: &[&str] = &["walletAddress"];
const EVM_TOKEN: &[&str] = &["chainId", "tokenAddress"];

const STREAMS: [Stream; 21] = [
    public("svm.token.swaps", "svm-token-swaps", TOKEN),
    public("svm.token.poolInfo", "svm-token-poolInfo", TOKEN),
    public("svm.token.balances", "svm-token-balances", TOKEN),
    public("svm.token.distributionStats", "svm-token-distributionStats", TOKEN),
    public("svm.token.holderStats", "svm-token-holderStats", TOKEN),
    public("svm.wallet.nativeBalance", "svm-wallet-nativeBalance", WALLET),
    public("svm.wallet.tokenBalances", "svm-wallet-tokenBalances", WALLET),
    public("svm.bondingCurve.creations", "svm-bondingCurve-creations", &[]),
    public("svm.bondingCurve.graduations", "svm-bondingCurve-graduations", &[]),
    public("evm.token.swaps", "evm-token-swaps", EVM_TOKEN),
    public("evm.token.poolInfo", "evm-token-poolInfo", EVM_TOKEN),
    public("evm.token.balances", "evm-token-balances", EVM_TOKEN),
    public("evm.wallet.nativeBalance", "evm-wallet-nativeBalance", WALLET),
    public("evm.wallet.tokenBalances", "evm-wallet-tokenBalances", WALLET),
    // Public, and on a private channel all the same.
    Stream {
        dotted: Some("alpha.signalFeed.global"),
        ..public("alpha.signalFeedGlobal", "private-signal-global", &[])
    },
    Stream {
        dotted: Some("alpha.signalFeed.personal"),
        ..presence("alpha.signalFeedPersonal", "signals", &[])
    },
    Stream {
        dotted: Some("alpha.signalFeed.profile"),
        ..presence("alpha.signalFeedProfile", "profile", &["profileId"])
    },
    Stream {
        dotted: Some("alpha.signalFeed.named"),
        ..presence("alpha.signalFeedNamed", "feed", &["feedId"])
    },
    presence("alpha.personal", "alpha", &[]),
    presence("portfolio.notifications", "notifications", &[]),
    presence("automation.updates", "automation", &[]),
];

const fn public(id: &'static str, stem: &'static str, filters: &'static [&'static str]) -> Stream {
    Stream { id, dotted: None, stem, filters, visibility: Visibility::Public }
}

const fn presence(id: &'static str, stem: &'static str, filters: &'static [&'static str]) -> Stream {
    Stream { id, dotted: None, stem, filters, visibility: Visibility::Presence }
}

/// The stream of a name.
pub(super) fn find(name: &str, dotted: bool) -> Option<&'static Stream> {
    STREAMS.iter().find(|stream| stream.name(dotted) == name)
}

/// What the catalogue says.
pub(super) fn told(shuriken: &Shuriken) -> Value {
    let stream = |stream: &Stream| {
        let filter = |name: &&str| json!({ "name": name, "required": true, "description": describe(name) });
        let name = stream.name(shuriken.dotted_names);
        json!({
            "id": name,
            "visibility": stream.visibility.name(),
            "filters": stream.filters.iter().map(filter).collect::<Vec<_>>(),
            "event": shuriken.event,
            "payloadFormat": "json",
            "payloadSchemaId": name,
        })
    };
    json!({ "streams": STREAMS.iter().map(stream).collect::<Vec<_>>() })
}

fn describe(filter: &str) -> &'static str {
    match filter {
        "tokenAddress" => "Token to follow",
        "walletAddress" => "Wallet to follow",
        "chainId" => "Chain the token is on",
        "profileId" => "Profile to follow",
        _ => "Feed to follow",
    }
}

impl Stream {
    fn name(&self, dotted: bool) -> &'static str {
        self.dotted.filter(|_| dotted).unwrap_or(self.id)
    }

    /// The channel it is on for this filter; each filter has one of its own.
    pub(super) fn channel(&self, shuriken: &Shuriken, filter: &BTreeMap<String, String>) -> String {
        let mut channel = match self.visibility {
            Visibility::Public => self.stem.to_owned(),
            Visibility::Presence => format!("presence-user-{}-{}", shuriken.user_id(), self.stem),
        };
        for value in self.filters.iter().filter_map(|name| filter.get(*name)) {
            channel.push('.');
            channel.push_str(value);
        }
        channel
    }
}
