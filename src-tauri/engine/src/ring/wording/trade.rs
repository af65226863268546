//! Words for what is traded: signals, messages, swaps, tasks.

use swarmbell_protocols::trade::{Message, Platform, Signal, Swap, Task, Token};
use swarmbell_words::say;

use super::{Said, join};
use crate::ring::{clean, plain};

/// So much of an address is shown at both ends: enough to know it again.
const ADDRESS_ENDS: usize = 4;

pub(super) fn signal(signal: &Signal) -> Said {
    let token = token(&signal.token);
    let title = match signal.mentions {
        Some(mentions) if mentions > 1 => say!("trade-called-times", token = token, count = mentions),
        _ => say!("trade-called", token = token),
    };
    let platform = say!("trade-place", platform = platform(signal.platform));
    let author = signal.author.as_deref().map(|author| say!("by-author", author = clean(author)));
    let cap = signal.market_cap_usd.filter(|cap| cap.is_finite());
    let cap = cap.map(|cap| say!("trade-market-cap", cap = short(cap)));
    Said::new(title, join([Some(&platform), signal.place.as_deref(), author.as_deref(), cap.as_deref()]))
}

pub(super) fn message(message: &Message) -> Said {
    let author = message.author.as_deref().map(clean).filter(|author| !author.is_empty());
    let author = author.unwrap_or_else(|| say!("trade-somebody"));
    let title = say!("trade-wrote", platform = platform(message.platform), author = author);
    Said::new(title, message.text.as_deref().map(plain).unwrap_or_default())
}

pub(super) fn swap(swap: &Swap) -> Said {
    let token = token(&swap.token);
    let title = match (swap.buys, swap.usd.as_ref().map(|usd| written(usd.as_str()))) {
        (true, Some(usd)) => say!("trade-bought-for", token = token, usd = usd),
        (true, None) => say!("trade-bought", token = token),
        (false, Some(usd)) => say!("trade-sold-for", token = token, usd = usd),
        (false, None) => say!("trade-sold", token = token),
    };
    let maker = swap.maker.as_deref().map(|maker| say!("by-author", author = ends(maker)));
    let each = swap.price_usd.as_ref().map(|price| say!("trade-each", price = written(price.as_str())));
    Said::new(title, join([swap.token.network.as_deref(), each.as_deref(), maker.as_deref()]))
}

pub(super) fn task(task: &Task) -> Said {
    Said::new(say!("task-moved-on", kind = clean(&task.kind)), say!("task-named", id = clean(&task.id)))
}

/// Anybody can give a token any name, so its address stands beside it.
fn token(token: &Token) -> String {
    let name = token.symbol.as_ref().or(token.name.as_ref()).map(|name| clean(name));
    match name.filter(|name| !name.is_empty()) {
        Some(name) => format!("{name} ({})", ends(&token.address)),
        None => ends(&token.address),
    }
}

/// `0x3a…9f01`, of an address; a short text as it is.
fn ends(address: &str) -> String {
    let address = clean(address);
    let letters: Vec<char> = address.chars().collect();
    match (letters.first_chunk::<ADDRESS_ENDS>(), letters.last_chunk::<ADDRESS_ENDS>()) {
        (Some(first), Some(last)) if letters.len() > 3 * ADDRESS_ENDS => {
            format!("{}…{}", String::from_iter(first), String::from_iter(last))
        }
        _ => address,
    }
}

/// As the catalogues name it.
fn platform(platform: Platform) -> &'static str {
    match platform {
        Platform::Discord => "discord",
        Platform::Telegram => "telegram",
        Platform::X => "x",
        Platform::Trade => "trade",
        Platform::Unknown => "unknown",
    }
}

/// A number as the language writes it.
fn written(number: &str) -> String {
    number.replace('.', &say!("number-decimal-sign"))
}

/// `1.2M` of a large number.
fn short(number: f64) -> String {
    let in_units = |size: f64| written(&format!("{:.1}", number / size));
    match number.abs() {
        large if large >= 1e9 => say!("number-billions", number = in_units(1e9)),
        large if large >= 1e6 => say!("number-millions", number = in_units(1e6)),
        large if large >= 1e3 => say!("number-thousands", number = in_units(1e3)),
        _ => written(&format!("{number:.2}")),
    }
}
