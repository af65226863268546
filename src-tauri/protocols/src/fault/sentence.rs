//! A fault in words: what happened, and what to do about it.

use swarmbell_words::say;

use super::Fault;
use crate::secret::SecretWords;

impl Fault {
    /// What happened and what to do; where that is nothing, what Swarmbell does. `secret` is how the source's secret is
    /// spoken of.
    pub fn sentence(&self, SecretWords(secret): SecretWords) -> String {
        match self {
            Self::TokenRefused => say!("fault-token-refused", secret = secret),
            Self::AccountBlocked => say!("fault-account-blocked", secret = secret),
            Self::PastDue => say!("fault-past-due"),
            Self::TokenDropped => say!("fault-token-dropped", secret = secret),
            Self::TicketRefused => say!("fault-ticket-refused"),
            Self::NotFound => say!("fault-not-found"),
            Self::NeedsToken => say!("fault-needs-token", secret = secret),
            Self::NotOffered => say!("fault-not-offered"),
            Self::BadQuestion => say!("fault-bad-question"),
            Self::AppUnknown => say!("fault-app-unknown"),
            Self::NeedsAppId => say!("fault-needs-app-id"),
            Self::ClosedForGood { code } => say!("fault-closed-for-good", code = *code),
            Self::ChannelRefused => say!("fault-channel-refused"),
            Self::NeedsAuthoriser => say!("fault-needs-authoriser"),
            Self::AuthoriserRefused => say!("fault-authoriser-refused"),
            Self::AuthoriserFailed => say!("fault-authoriser-failed"),
            Self::StreamRefused { stream } => {
                say!("fault-stream-refused", secret = secret, stream = stream.as_str())
            }
            Self::KeyWantedElsewhere => say!("fault-key-wanted-elsewhere", secret = secret),
            Self::UnsafeAddress => say!("fault-unsafe-address"),
            Self::TooManyConnections { limit } => {
                say!("fault-too-many-connections", limit = *limit, secret = secret)
            }
            Self::TooMuchWanted { limit } => say!("fault-too-much-wanted", limit = *limit),
            Self::TooMuchMissed => say!("fault-too-much-missed"),
            Self::RateLimited { wait_secs } => say!("fault-rate-limited", seconds = *wait_secs),
            Self::ServerError { status } => say!("fault-server-error", status = *status),
            Self::Refused { status: 410 } => say!("fault-withdrawn"),
            Self::Refused { status } => say!("fault-refused", status = *status),
            Self::Unreadable => say!("fault-unreadable"),
            Self::SignInPage => say!("fault-sign-in-page"),
            Self::Closed { .. } => say!("fault-closed"),
            Self::Silent => say!("fault-silent"),
            Self::TimedOut => say!("fault-timed-out"),
            Self::NoAddress => say!("fault-no-address"),
            Self::Unreachable => say!("fault-unreachable"),
            Self::Tls => say!("fault-tls"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{neuro, relay, shuriken, vera};

    #[test]
    fn a_refused_secret_is_named_as_its_system_names_it_and_comes_from_where_it_is_made() {
        let cases = [
            (neuro::SECRET, "The server refused the token. Paste a new one from the API dashboard."),
            (
                relay::SECRET,
                "The server refused the app secret. Paste a new one from the settings of the Relay server.",
            ),
            (
                shuriken::SECRET,
                "The server refused the agent key. Paste a new one from the terminal of Shuriken.",
            ),
            (vera::SECRET, "The server refused the API key. Paste a new one from your account at Vera."),
        ];
        for (secret, sentence) in cases {
            assert_eq!(Fault::TokenRefused.sentence(secret), sentence);
            let from = sentence.split_once(" from ").unwrap().1;
            assert!(Fault::NeedsToken.sentence(secret).ends_with(from));
        }
    }
}
