//! A fault in words: what happened, and what to do about it.

use super::Fault;
use crate::secret::SecretWords;

impl Fault {
    /// What happened and what to do. `secret` is how the source's secret is spoken of.
    pub fn sentence(&self, secret: &SecretWords) -> String {
        let (happened, advice) = (self.happened(secret), self.advice(secret));
        if advice.is_empty() { happened } else { format!("{happened} {advice}") }
    }

    fn happened(&self, SecretWords { name, .. }: &SecretWords) -> String {
        match self {
            Self::TokenRefused => format!("The server refused the {name}."),
            Self::AccountBlocked => "The server blocked this account.".into(),
            Self::PastDue => "The account is past due or suspended.".into(),
            Self::TokenDropped => format!("The {name} did not reach the server."),
            Self::TicketRefused => "The server refused the ticket for this connection.".into(),
            Self::NotFound => "The event service was not found at this address.".into(),
            Self::NeedsToken => format!("The server tells this only with your {name}."),
            Self::NotOffered => "The server does not offer this.".into(),
            Self::BadQuestion => "The server cannot look for this.".into(),
            Self::AppUnknown => "The server does not know this app.".into(),
            Self::NeedsAppId => "The server tells this only of an app.".into(),
            Self::ClosedForGood { code } => format!("The server refused this connection (code {code})."),
            Self::ChannelRefused => "The server refused a channel.".into(),
            Self::NeedsAuthoriser => "A private channel needs somebody who authorises it.".into(),
            Self::AuthoriserRefused => "The address that authorises channels refused this one.".into(),
            Self::AuthoriserFailed => "The address that authorises channels gave no usable answer.".into(),
            Self::StreamRefused { stream } => format!("The {name} does not open {stream}."),
            Self::KeyWantedElsewhere => {
                format!("The server wanted the {name} sent to another server, which was not done.")
            }
            Self::UnsafeAddress => "The server named an address that is not safe to connect to.".into(),
            Self::TooManyConnections { limit } => {
                format!("All {limit} connections of this {name} are in use.")
            }
            Self::TooMuchWanted { limit } => format!("The server takes {limit} subscriptions at most."),
            Self::TooMuchMissed => "More was missed than Swarmbell asks for.".into(),
            Self::RateLimited { .. } => "The server asked for a pause.".into(),
            Self::ServerError { status } => format!("The server has a problem (error {status})."),
            Self::Refused { status: 410 } => "The server has withdrawn what Swarmbell speaks.".into(),
            Self::Refused { status } => format!("The server answered with an unexpected refusal ({status})."),
            Self::Unreadable => "The server's answer could not be read.".into(),
            Self::SignInPage => "A web page answered instead of the server.".into(),
            Self::Closed { .. } => "The server closed the connection.".into(),
            Self::Silent => "The connection went silent.".into(),
            Self::TimedOut => "The server did not answer in time.".into(),
            Self::NoAddress => "No network, or the server's name is unknown.".into(),
            Self::Unreachable => "The server cannot be reached.".into(),
            Self::Tls => "No secure connection could be made.".into(),
        }
    }

    /// What to do. Where that is nothing, it says what Swarmbell does.
    fn advice(&self, SecretWords { name, from, .. }: &SecretWords) -> String {
        match self {
            Self::TokenRefused => format!("Paste a new one from {from}."),
            Self::AccountBlocked => format!("Ask its operators, then paste a new {name}."),
            Self::PastDue => "Settle that with the service, then try again.".into(),
            Self::TokenDropped => "Check whether a proxy removes the Authorization header.".into(),
            Self::TicketRefused => "Swarmbell fetches another one.".into(),
            Self::NotFound => "Check the address, or look for an update of Swarmbell.".into(),
            Self::NeedsToken => format!("Paste it from {from}."),
            Self::NotOffered => String::new(),
            Self::BadQuestion => "Change it and try again.".into(),
            Self::AppUnknown => "Check the app's key and id, then connect again.".into(),
            Self::NeedsAppId => "Enter the app's id.".into(),
            Self::ClosedForGood { .. } => "Ask its operators, then connect again.".into(),
            Self::ChannelRefused => "Check its name and who authorises it.".into(),
            Self::NeedsAuthoriser => "Enter who does, or remove the channel.".into(),
            Self::AuthoriserRefused => "Ask who runs it to let you in, or remove the channel.".into(),
            Self::AuthoriserFailed => "Check that address; Swarmbell keeps trying.".into(),
            Self::StreamRefused { .. } => "Make one with the scope for it, then paste that.".into(),
            Self::KeyWantedElsewhere | Self::UnsafeAddress => "Ask its operators.".into(),
            Self::TooManyConnections { .. } => "Close Swarmbell on another device.".into(),
            Self::TooMuchWanted { .. } => "Remove some to hear of the others.".into(),
            Self::TooMuchMissed => "The rest is on the pages of the service.".into(),
            Self::RateLimited { wait_secs } => format!("Swarmbell tries again in {wait_secs} s."),
            Self::Refused { status: 410 } => "Look for an update; Swarmbell keeps trying.".into(),
            Self::SignInPage => {
                "Check the address, and with a browser whether this network asks for a sign-in first.".into()
            }
            Self::Closed { .. } | Self::Silent => "Swarmbell connects again.".into(),
            Self::Tls => "Check the clock and the network's sign-in page.".into(),
            Self::ServerError { .. }
            | Self::Refused { .. }
            | Self::Unreadable
            | Self::TimedOut
            | Self::NoAddress
            | Self::Unreachable => "Swarmbell keeps trying.".into(),
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
            assert_eq!(Fault::TokenRefused.sentence(&secret), sentence);
            assert!(Fault::NeedsToken.sentence(&secret).contains(secret.from));
        }
    }
}
