//! What went wrong, and what follows from it.
//!
//! A fault answers for everybody above: may we retry, must the user act, which sentence is shown. The
//! sentence says what happened and what to do; it is the same in tray, window and command line.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A failure of a link or of one of its requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fault {
    /// The server does not accept the token.
    TokenRefused,
    /// The account behind the token is blocked.
    AccountBlocked,
    /// The account behind the token is past due or suspended.
    PastDue,
    /// The server says that no token was sent although one was: something on the way dropped the header.
    TokenDropped,
    /// The server does not accept the ticket that stood for the token.
    TicketRefused,
    /// The address or the API version does not exist there.
    NotFound,
    /// What was asked for is told to those only who send a token that is accepted.
    NeedsToken,
    /// The server, or the version of it that is spoken, does not have what was asked for.
    NotOffered,
    /// The server cannot answer such a question: a text that is too short, a year that cannot be.
    BadQuestion,
    /// The server does not know the app: its key or its id.
    AppUnknown,
    /// What was asked for is found below the id of an app only, and none was given.
    NeedsAppId,
    /// The server refused the connection for a reason that does not pass by itself.
    ClosedForGood {
        /// WebSocket close code.
        code: u16,
    },
    /// A channel was not authorised, or there is nobody who authorises it.
    ChannelRefused,
    /// The key does not open a stream.
    StreamRefused {
        /// The stream's name.
        stream: String,
    },
    /// The server wants the key to be sent to another server, which it was not.
    KeyWantedElsewhere,
    /// The server named an address for the connection that is none, or where everybody could listen.
    UnsafeAddress,
    /// The server's limit of connections per user is used up.
    TooManyConnections {
        /// The limit the contract names.
        limit: u32,
    },
    /// More is subscribed to than the server takes on one connection.
    TooMuchWanted {
        /// How much it takes.
        limit: u32,
    },
    /// More was missed than is asked for afterwards.
    TooMuchMissed,
    /// Too many requests; the server's window must pass first.
    RateLimited {
        /// How long to wait, in seconds.
        wait_secs: u64,
    },
    /// The server failed (5xx, or an error of its own while authenticating).
    ServerError {
        /// HTTP status.
        status: u16,
    },
    /// The server answered something that the contract does not know.
    Refused {
        /// HTTP status.
        status: u16,
    },
    /// The answer could not be understood (not JSON, a page of HTML, a wrong shape).
    Unreadable,
    /// The server closed the connection.
    Closed {
        /// WebSocket close code, when one came.
        code: Option<u16>,
    },
    /// Nothing was heard for too long; the connection is dead.
    Silent,
    /// The whole attempt took longer than its deadline.
    TimedOut,
    /// The host name has no address: no network, or a misspelt name.
    NoAddress,
    /// The host cannot be reached.
    Unreachable,
    /// No secure connection could be made (certificate, clock, a proxy in between).
    Tls,
}

/// When the next attempt may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// By the usual backoff.
    Backoff,
    /// Not before this time has passed.
    After(Duration),
    /// Not until what caused it has been changed: the token, or the server's address.
    UntilChanged,
}

/// How long a connection limit is respected; nobody publishes a figure (contract neuro §3.1, inferred).
pub const CONNECTION_LIMIT_WAIT: Duration = Duration::from_secs(60);

/// What is not at its address is looked for this often: the contract calls it terminal (contract neuro §3.1), but a
/// server in the middle of a deploy answers the same for a moment.
pub const NOT_FOUND_WAIT: Duration = Duration::from_secs(10 * 60);

impl Fault {
    /// Whether and when to try again.
    pub fn retry(&self) -> Retry {
        match self {
            Self::TokenRefused
            | Self::AccountBlocked
            | Self::PastDue
            | Self::TooMuchWanted { .. }
            | Self::TokenDropped
            | Self::NeedsToken
            | Self::NotOffered
            | Self::AppUnknown
            | Self::NeedsAppId
            | Self::ClosedForGood { .. }
            | Self::ChannelRefused
            | Self::StreamRefused { .. }
            | Self::KeyWantedElsewhere
            | Self::UnsafeAddress => Retry::UntilChanged,
            Self::NotFound => Retry::After(NOT_FOUND_WAIT),
            Self::TooManyConnections { .. } => Retry::After(CONNECTION_LIMIT_WAIT),
            Self::RateLimited { wait_secs } => Retry::After(Duration::from_secs(*wait_secs)),
            Self::TicketRefused
            | Self::BadQuestion
            | Self::TooMuchMissed
            | Self::ServerError { .. }
            | Self::Refused { .. }
            | Self::Unreadable
            | Self::Closed { .. }
            | Self::Silent
            | Self::TimedOut
            | Self::NoAddress
            | Self::Unreachable
            | Self::Tls => Retry::Backoff,
        }
    }

    /// Whether nothing gets better until the user does something, as far as can be told.
    pub fn needs_user(&self) -> bool {
        self.retry() == Retry::UntilChanged || *self == Self::NotFound
    }

    /// Whether it is about what is wanted: when something else is, it may be gone.
    pub fn concerns_wanted(&self) -> bool {
        matches!(
            self,
            Self::TooMuchWanted { .. } | Self::StreamRefused { .. } | Self::ChannelRefused | Self::NotOffered
        )
    }

    /// What happened and what to do, in one sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::TokenRefused => {
                "The server refused the token. Paste a new one from the API dashboard.".into()
            }
            Self::AccountBlocked => {
                "The server blocked this account. Ask its operators, then paste a new token.".into()
            }
            Self::PastDue => {
                "The account is past due or suspended. Settle that with the service, then try again.".into()
            }
            Self::TokenDropped => {
                "The token did not reach the server. Check whether a proxy removes the Authorization header."
                    .into()
            }
            Self::TicketRefused => {
                "The server refused the ticket for this connection. Swarmbell fetches another one.".into()
            }
            Self::NeedsToken => {
                "The server tells this only with a token. Paste one from the API dashboard.".into()
            }
            Self::NotOffered => "The server does not offer this.".into(),
            Self::BadQuestion => "The server cannot look for this. Change it and try again.".into(),
            Self::NotFound => {
                "The event service was not found at this address. Look for an update of Swarmbell.".into()
            }
            Self::AppUnknown => {
                "The server does not know this app. Check the app's key and id, then connect again.".into()
            }
            Self::NeedsAppId => "The server tells this only of an app. Enter the app's id.".into(),
            Self::ClosedForGood { code } => {
                format!(
                    "The server refused this connection (code {code}). Ask its operators, then connect again."
                )
            }
            Self::ChannelRefused => {
                "A channel was refused. Check its name and the address that authorises it.".into()
            }
            Self::StreamRefused { stream } => {
                format!(
                    "The key does not open {stream}. Make a key with the scope for it, then paste that one."
                )
            }
            Self::KeyWantedElsewhere => {
                "The server wanted the key sent to another server, which was not done. Ask its operators."
                    .into()
            }
            Self::UnsafeAddress => {
                "The server named an address that is not safe to connect to. Ask its operators.".into()
            }
            Self::TooManyConnections { limit } => {
                format!(
                    "All {limit} connections of this token are in use. Close Swarmbell on another device."
                )
            }
            Self::TooMuchWanted { limit } => {
                format!("The server takes {limit} subscriptions at most. Remove some to hear of the others.")
            }
            Self::TooMuchMissed => {
                "More was missed than Swarmbell asks for. The rest is on the pages of the service.".into()
            }
            Self::RateLimited { wait_secs } => {
                format!("The server asked for a pause. Swarmbell tries again in {wait_secs} s.")
            }
            Self::ServerError { status } => {
                format!("The server has a problem (error {status}). Swarmbell keeps trying.")
            }
            Self::Refused { status: 410 } => {
                "The server has withdrawn what Swarmbell speaks. Look for an update; Swarmbell keeps trying."
                    .into()
            }
            Self::Refused { status } => {
                format!("The server answered with an unexpected refusal ({status}). Swarmbell keeps trying.")
            }
            Self::Unreadable => "The server's answer could not be read. Swarmbell keeps trying.".into(),
            Self::Closed { .. } => "The server closed the connection. Swarmbell connects again.".into(),
            Self::Silent => "The connection went silent. Swarmbell connects again.".into(),
            Self::TimedOut => "The server did not answer in time. Swarmbell keeps trying.".into(),
            Self::NoAddress => "No network, or the server's name is unknown. Swarmbell keeps trying.".into(),
            Self::Unreachable => "The server cannot be reached. Swarmbell keeps trying.".into(),
            Self::Tls => {
                "No secure connection could be made. Check the clock and the network's sign-in page.".into()
            }
        }
    }
}
