//! Tokens and what is done with them, in the terms of any system that has them. All texts are as the server sent them
//! and untrusted.

use serde::{Deserialize, Serialize};

/// Longest decimal number that is kept, in bytes; amounts of tokens have some 80 digits at most.
const DECIMAL_BYTES: usize = 100;

/// A decimal number as it was written: no digit is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal(String);

/// The text is no decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("This is not a decimal number.")]
pub struct NotDecimal;

impl Decimal {
    /// Takes digits with a point among them at most, and a sign before them at most.
    pub fn parse(text: &str) -> Result<Self, NotDecimal> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let fits = text.len() <= DECIMAL_BYTES && is_number(whole) && is_number(part);
        fits.then(|| Self(text.to_owned())).ok_or(NotDecimal)
    }

    /// The number as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Decimal {
    type Error = NotDecimal;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Decimal> for String {
    fn from(decimal: Decimal) -> Self {
        decimal.0
    }
}

/// What is traded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Its address, which tells it from all others of its network.
    pub address: String,
    /// The network it is on, such as `sol` or `base`.
    pub network: Option<String>,
    /// Its short name; anybody can give a token any name.
    pub symbol: Option<String>,
    /// Its long name.
    pub name: Option<String>,
}

/// Somebody drew attention to a token.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signal {
    /// The token.
    pub token: Token,
    /// Where that was.
    pub platform: Platform,
    /// Who it was, as far as a name is known.
    pub author: Option<String>,
    /// Where a platform has more than one place: the name of the server, the chat or the channel.
    pub place: Option<String>,
    /// What one token cost then, in US dollars.
    pub price_usd: Option<f64>,
    /// What all tokens were worth then, in US dollars.
    pub market_cap_usd: Option<f64>,
    /// How many times attention was drawn to it, where several are told as one.
    pub mentions: Option<u64>,
}

/// Where something was said or done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    /// A Discord server.
    Discord,
    /// A Telegram chat.
    Telegram,
    /// X.
    X,
    /// The chain itself: somebody traded.
    Trade,
    /// Not said, or a word this version does not know.
    Unknown,
}

/// Somebody wrote about tokens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Where.
    pub platform: Platform,
    /// Where a platform has more than one place: the name of the server, the chat or the channel.
    pub place: Option<String>,
    /// Who.
    pub author: Option<String>,
    /// What.
    pub text: Option<String>,
    /// The tokens it is about.
    pub tokens: Vec<Token>,
}

/// A token was bought or sold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swap {
    /// The token.
    pub token: Token,
    /// It was bought, rather than sold.
    pub buys: bool,
    /// Who did it.
    pub maker: Option<String>,
    /// What was paid or taken, in US dollars.
    pub usd: Option<Decimal>,
    /// The same in the network's own money.
    pub native: Option<Decimal>,
    /// What one token cost, in US dollars.
    pub price_usd: Option<Decimal>,
    /// What was given, in the smallest parts of its token.
    pub amount_in: Option<Decimal>,
    /// What was got, in the smallest parts of its token.
    pub amount_out: Option<Decimal>,
}

/// Something of the user's own moved on. How it stands is not said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What sort of task, such as `swap` or `claim`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The number of the chain it is about.
    pub chain_id: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_number_keeps_every_digit() {
        for text in ["0", "-1", "12.4", "0.00000000000000000121", "669451000000000000000000"] {
            assert_eq!(Decimal::parse(text).unwrap().as_str(), text);
        }
        for text in ["", "-", ".", "1.", ".5", "1e5", "+1", "1,5", "1.2.3", " 1", "NaN", &"1".repeat(101)] {
            assert_eq!(Decimal::parse(text), Err(NotDecimal), "{text}");
        }
    }
}
