//! Which streams there are (contract shuriken §2.2, §3).

use serde_json::Value;

use crate::ask::channels::{Filter, Offer};
use crate::member::{self, TEXT_CHARS};

/// More streams of an answer are not read.
const STREAMS: usize = 500;

/// More filters of one stream are not read.
const FILTERS: usize = 10;

/// What everybody may know, and what is the user's own.
const MARKET: bool = false;
const PERSONAL: bool = true;

/// The streams that are known: id, filters, all of which are required, and whose affairs they tell of.
const KNOWN: [(&str, &[&str], bool); 21] = [
    ("svm.token.swaps", &["tokenAddress"], MARKET),
    ("svm.token.poolInfo", &["tokenAddress"], MARKET),
    ("svm.token.balances", &["tokenAddress"], MARKET),
    ("svm.token.distributionStats", &["tokenAddress"], MARKET),
    ("svm.token.holderStats", &["tokenAddress"], MARKET),
    ("svm.wallet.nativeBalance", &["walletAddress"], MARKET),
    ("svm.wallet.tokenBalances", &["walletAddress"], MARKET),
    ("svm.bondingCurve.creations", &[], MARKET),
    ("svm.bondingCurve.graduations", &[], MARKET),
    ("evm.token.swaps", &["chainId", "tokenAddress"], MARKET),
    ("evm.token.poolInfo", &["chainId", "tokenAddress"], MARKET),
    ("evm.token.balances", &["chainId", "tokenAddress"], MARKET),
    ("evm.wallet.nativeBalance", &["walletAddress"], MARKET),
    ("evm.wallet.tokenBalances", &["walletAddress"], MARKET),
    ("alpha.signalFeedGlobal", &[], MARKET),
    ("alpha.signalFeedPersonal", &[], PERSONAL),
    ("alpha.signalFeedProfile", &["profileId"], PERSONAL),
    ("alpha.signalFeedNamed", &["feedId"], PERSONAL),
    ("alpha.personal", &[], PERSONAL),
    ("portfolio.notifications", &[], PERSONAL),
    ("automation.updates", &[], PERSONAL),
];

/// The streams that are known.
pub(super) fn known() -> Vec<Offer> {
    let required = |name: &&str| Filter { name: (*name).to_owned(), required: true, description: None };
    let offer = |(id, filters, personal): &(&str, &[&str], bool)| Offer {
        id: (*id).to_owned(),
        personal: *personal,
        filters: filters.iter().map(required).collect(),
    };
    KNOWN.iter().map(offer).collect()
}

/// The streams of an answer; `None` where it tells none.
pub(super) fn read(body: &Value) -> Option<Vec<Offer>> {
    Some(body.get("streams")?.as_array()?.iter().take(STREAMS).filter_map(offer).collect())
}

fn offer(told: &Value) -> Option<Offer> {
    let filters = told.get("filters").and_then(Value::as_array).into_iter().flatten();
    Some(Offer {
        id: member::id(told, "id")?,
        personal: told.get("visibility").and_then(Value::as_str) == Some("presence"),
        filters: filters.take(FILTERS).filter_map(filter).collect(),
    })
}

fn filter(told: &Value) -> Option<Filter> {
    Some(Filter {
        name: member::id(told, "name")?,
        // All that are known are.
        required: member::flag(told, "required").unwrap_or(true),
        description: member::text(told, "description", TEXT_CHARS),
    })
}
