//! The name of a channel, and what it says about it (contract relay §2.2).

/// Longest name, in bytes; servers take no longer ones (contract relay §1).
pub(crate) const NAME_BYTES: usize = 200;

/// Who may listen to a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Anybody.
    Open,
    /// Who is authorised.
    Restricted,
}

/// A name that can be one of a channel.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Channel(String);

impl Channel {
    /// Not empty, not too long, nothing unprintable.
    pub(crate) fn new(name: &str) -> Option<Self> {
        let fits = (1..=NAME_BYTES).contains(&name.len()) && !name.chars().any(char::is_control);
        fits.then(|| Self(name.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Who may listen, as far as the name says.
    pub(crate) fn access(&self) -> Access {
        let restricted = self.0.starts_with("private-") || self.is_presence();
        if restricted { Access::Restricted } else { Access::Open }
    }

    /// Tells who else is there.
    pub(crate) fn is_presence(&self) -> bool {
        self.0.starts_with("presence-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_that_a_server_takes_names_a_channel() {
        assert_eq!(Channel::new(&"a".repeat(200)).unwrap().as_str().len(), 200);
        for name in ["", "a\nb", "\u{7f}", &"a".repeat(201)] {
            assert_eq!(Channel::new(name), None, "{name:?}");
        }
    }

    #[test]
    fn the_prefix_of_a_channel_says_who_may_listen() {
        for (name, restricted, presence) in [
            ("builds", false, false),
            ("private-orders", true, false),
            ("presence-desk", true, true),
            ("privateorders", false, false),
            ("my-private-orders", false, false),
        ] {
            let channel = Channel::new(name).unwrap();
            let is_restricted = channel.access() == Access::Restricted;
            assert_eq!((is_restricted, channel.is_presence()), (restricted, presence), "{name}");
        }
    }
}
