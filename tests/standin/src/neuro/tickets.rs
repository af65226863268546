//! One-time tickets (contract, section 3.1).

use std::collections::HashMap;
use std::time::Duration;

use super::version::Version;
use crate::shared::random_hex;

/// Hexadecimal digits of a ticket.
const DIGITS: usize = 32;

/// The tickets that were issued and not yet used.
pub(crate) struct Tickets {
    life: Duration,
    issued: HashMap<String, Ticket>,
}

struct Ticket {
    token: String,
    version: Version,
    issued_ns: u64,
}

impl Tickets {
    pub(crate) fn new(life: Duration) -> Self {
        Self { life, issued: HashMap::new() }
    }

    /// How long a ticket is good.
    pub(crate) fn life(&self) -> Duration {
        self.life
    }

    /// A fresh ticket for the holder of a token.
    pub(crate) fn issue(&mut self, token: &str, version: Version, now_ns: u64) -> String {
        let life = self.life;
        self.issued.retain(|_, ticket| ticket.age(now_ns) <= life);
        let text = random_hex(DIGITS);
        self.issued.insert(text.clone(), Ticket { token: token.to_owned(), version, issued_ns: now_ns });
        text
    }

    /// The token behind a ticket; gone with this first use, in time or not.
    pub(crate) fn take(&mut self, text: &str, version: Version, now_ns: u64) -> Option<String> {
        let ticket = self.issued.remove(text)?;
        let in_time = ticket.age(now_ns) <= self.life;
        (in_time && ticket.version == version).then_some(ticket.token)
    }
}

impl Ticket {
    fn age(&self, now_ns: u64) -> Duration {
        Duration::from_nanos(now_ns.saturating_sub(self.issued_ns))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Tickets, Version};

    const SECOND: u64 = 1_000_000_000;

    #[test]
    fn a_ticket_is_good_once_within_its_life_and_on_the_side_it_was_issued_on() {
        let mut tickets = Tickets::new(Duration::from_secs(30));
        let mut issue = |at| tickets.issue("mine", Version::V2, at);
        let (used, late, other) = (issue(0), issue(0), issue(0));
        assert_eq!(used.len(), 32);
        assert_eq!(tickets.take(&used, Version::V2, 30 * SECOND).as_deref(), Some("mine"));
        assert_eq!(tickets.take(&used, Version::V2, 30 * SECOND), None);
        assert_eq!(tickets.take(&late, Version::V2, 30 * SECOND + 1), None);
        assert_eq!(tickets.take(&late, Version::V2, 0), None);
        assert_eq!(tickets.take(&other, Version::V1, 0), None);
        assert_eq!(tickets.take("5d0f", Version::V2, 0), None);
    }
}
