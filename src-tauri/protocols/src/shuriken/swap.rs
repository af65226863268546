//! Swaps: a token was bought or sold (contract shuriken §4, `svm.token.swaps` and `evm.token.swaps`).

use serde_json::Value;

use super::event::{Told, decimal, moment};
use crate::event::Subject;
use crate::member::{self, NAME_CHARS};
use crate::trade::{Swap, Token};

/// Reads a swap of either sort of chain; `None` where it names no transaction, no token or no direction.
pub(super) fn read(data: &Value) -> Option<Told> {
    let transaction = member::id(data, "signature").or_else(|| member::id(data, "txHash"))?;
    let maker = member::id(data, "maker");
    let token = Token {
        address: member::id(data, "tokenMint").or_else(|| member::id(data, "tokenAddress"))?,
        network: member::text(data, "network", NAME_CHARS),
        symbol: None,
        name: None,
    };
    let either = |one, other| decimal(data, one).or_else(|| decimal(data, other));
    Some(Told {
        key: format!("swap:{transaction}:{}", maker.as_deref().unwrap_or_default()),
        at: moment(data, &["blockTime", "timestamp"]),
        page: None,
        subject: Subject::Swap(Box::new(Swap {
            token,
            buys: member::flag(data, "isBuy")?,
            maker,
            usd: either("sizeUsd", "amountUsd"),
            native: either("sizeSol", "amountNative"),
            price_usd: decimal(data, "priceUsd"),
            amount_in: decimal(data, "amountIn"),
            amount_out: decimal(data, "amountOut"),
        })),
    })
}
