//! Words for what is traded: signals, messages, swaps, tasks.

use swarmbell_protocols::trade::{Message, Platform, Signal, Swap, Task, Token};

use super::{Said, join};
use crate::ring::{clean, plain};

/// So much of an address is shown at both ends: enough to know it again.
const ADDRESS_ENDS: usize = 4;

pub(super) fn signal(signal: &Signal) -> Said {
    let times = match signal.mentions {
        Some(mentions) if mentions > 1 => format!("{mentions} times"),
        _ => String::new(),
    };
    let author = signal.author.as_deref().map(|author| format!("by {}", clean(author)));
    let cap =
        signal.market_cap_usd.filter(|cap| cap.is_finite()).map(|cap| format!("market cap ${}", short(cap)));
    let title = clean(&format!("{} was called {times}", token(&signal.token)));
    Said::new(
        title,
        join([platform(signal.platform), signal.place.as_deref(), author.as_deref(), cap.as_deref()]),
    )
}

pub(super) fn message(message: &Message) -> Said {
    let author = message.author.as_deref().map(clean).filter(|author| !author.is_empty());
    let author = author.unwrap_or_else(|| "Somebody".to_owned());
    let place = match platform(message.platform) {
        Some(platform) => format!(" {platform}"),
        None => String::new(),
    };
    Said::new(format!("{author} wrote{place}"), message.text.as_deref().map(plain).unwrap_or_default())
}

pub(super) fn swap(swap: &Swap) -> Said {
    let done = if swap.buys { "bought" } else { "sold" };
    let price = swap.usd.as_ref().map(|usd| format!(" for ${}", usd.as_str())).unwrap_or_default();
    let maker = swap.maker.as_deref().map(|maker| format!("by {}", ends(maker)));
    let each = swap.price_usd.as_ref().map(|price| format!("${} each", price.as_str()));
    let title = format!("{} {done}{price}", token(&swap.token));
    Said::new(title, join([swap.token.network.as_deref(), each.as_deref(), maker.as_deref()]))
}

pub(super) fn task(task: &Task) -> Said {
    Said::new(format!("Your {} moved on", clean(&task.kind)), format!("Task {}", clean(&task.id)))
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

fn platform(platform: Platform) -> Option<&'static str> {
    match platform {
        Platform::Discord => Some("on Discord"),
        Platform::Telegram => Some("on Telegram"),
        Platform::X => Some("on X"),
        Platform::Trade => Some("by a trade"),
        Platform::Unknown => None,
    }
}

/// `1.2M` of a large number.
fn short(number: f64) -> String {
    for (unit, size) in [("B", 1e9), ("M", 1e6), ("K", 1e3)] {
        if number.abs() >= size {
            return format!("{:.1}{unit}", number / size);
        }
    }
    format!("{number:.2}")
}
