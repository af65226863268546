//! Every example of the contract, once. The fuzz target uses this file too, so it knows nothing of the test
//! framework.

/// One file of the contract's examples.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The file's name.
    pub name: &'static str,
    /// What is in it.
    pub text: &'static str,
}

impl Example {
    /// Whether it is a message of the server.
    pub fn is_frame(&self) -> bool {
        let is_sent = self.name.starts_with("subscribe.") || self.name == "unsubscribe.json";
        !is_sent
            && !self.is_body()
            && self.name != "close_codes.json"
            && self.name != "http.headers.quota.json"
    }

    /// Whether it is the body of an HTTP answer.
    pub fn is_body(&self) -> bool {
        self.name.starts_with("http.") && self.name != "http.headers.quota.json"
    }
}

macro_rules! examples {
    ($($name:literal),+ $(,)?) => {
        &[$(Example { name: $name, text: include_str!(concat!("../examples/vera/", $name)) }),+]
    };
}

const ALL: &[Example] = examples![
    "backfill_truncated.json",
    "close_codes.json",
    "error.invalidJson.json",
    "error.subscriptionCap.json",
    "error.unknownAction.json",
    "event.json",
    "event.minimal.json",
    "event.noMarkets.json",
    "http.error.401.invalid_authentication.json",
    "http.error.402.payment_required.json",
    "http.error.422.invalid_parameter.json",
    "http.error.429.rate_limit_exceeded.json",
    "http.event.json",
    "http.events.lastPage.json",
    "http.events.page.json",
    "http.headers.quota.json",
    "subscribe.add.json",
    "subscribe.json",
    "subscribe.resume.json",
    "subscribed.json",
    "unsubscribe.json",
    "warning.softLimit.json",
];

/// All of them.
pub fn all() -> impl Iterator<Item = &'static Example> {
    ALL.iter()
}

/// The text of one of them.
pub fn text(name: &str) -> &'static str {
    let found = all().find(|example| example.name == name);
    found.map(|example| example.text).unwrap_or_else(|| panic!("no example {name}"))
}
