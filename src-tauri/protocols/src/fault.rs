//! What went wrong, and what follows from it.
//!
//! A fault answers for everybody above: may we retry, must the user act, which sentence is shown. The
//! sentence (`sentence`) says what happened and what to do; it is the same in tray, window and command line.

mod sentence;

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
    /// A channel was not authorised.
    ChannelRefused,
    /// A channel is private, and there is nobody who authorises it.
    NeedsAuthoriser,
    /// The endpoint that authorises channels refused one.
    AuthoriserRefused,
    /// The endpoint that authorises channels gave no answer that could be used.
    AuthoriserFailed,
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
    /// The answer could not be understood (not JSON, a wrong shape).
    Unreadable,
    /// A page for people was answered where a server's answer was due: the network asks for a sign-in first.
    SignInPage,
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
            | Self::NeedsAuthoriser
            | Self::AuthoriserRefused
            | Self::StreamRefused { .. }
            | Self::KeyWantedElsewhere
            | Self::UnsafeAddress => Retry::UntilChanged,
            Self::NotFound => Retry::After(NOT_FOUND_WAIT),
            Self::TooManyConnections { .. } => Retry::After(CONNECTION_LIMIT_WAIT),
            Self::RateLimited { wait_secs } => Retry::After(Duration::from_secs(*wait_secs)),
            Self::TicketRefused
            | Self::BadQuestion
            | Self::TooMuchMissed
            | Self::AuthoriserFailed
            | Self::SignInPage
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
        self.retry() == Retry::UntilChanged || matches!(self, Self::NotFound | Self::SignInPage)
    }

    /// Whether it is about what is wanted: when something else is, it may be gone.
    pub fn concerns_wanted(&self) -> bool {
        matches!(
            self,
            Self::TooMuchWanted { .. }
                | Self::StreamRefused { .. }
                | Self::ChannelRefused
                | Self::NeedsAuthoriser
                | Self::AuthoriserRefused
                | Self::NotOffered
        )
    }
}
