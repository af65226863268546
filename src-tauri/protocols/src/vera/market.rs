//! Markets, as records relate them (contract vera §4.2). A market may lack anything but its id.

use serde_json::Value;

use super::names::Names;
use crate::member::{self, TEXT_CHARS};
use crate::news::Market;

/// More markets of one story are not read; the sample has one.
const RELATED: usize = 20;

/// The markets a record relates.
pub(super) fn related(record: &Value, names: &Names) -> Vec<Market> {
    let listed = record.get("related_markets").and_then(Value::as_array).into_iter().flatten();
    listed.take(RELATED).filter_map(|market| read(market, names)).collect()
}

fn read(market: &Value, names: &Names) -> Option<Market> {
    let snapshot = market.get(&names.snapshot).unwrap_or(&Value::Null);
    Some(Market {
        id: names.market_id.iter().find_map(|name| member::id(market, name))?,
        question: names.question.iter().find_map(|name| member::text(market, name, TEXT_CHARS)),
        yes: price(snapshot, &names.yes_price),
        no: price(snapshot, &names.no_price),
    })
}

fn price(snapshot: &Value, name: &str) -> Option<f64> {
    snapshot.get(name)?.as_f64().filter(|price| price.is_finite())
}
