//! Who is let onto the stream (contract, sections 1, 2.5 and 2.6).

use std::sync::Arc;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;

use super::dialogue::Stream;
use super::http::{Place, Refused};
use super::{Refusals, http};
use crate::clock::monotonic_ns;
use crate::gate::plain;
use crate::limits::Scope;
use crate::query::Query;
use crate::shared::random_hex;
use crate::socket::{Seat, begin, handshake};
use crate::tokens::bearer;

/// How the stream of a key that is not good is closed.
pub(crate) const WRONG_KEY: (u16, &str) = (4001, "authentication failed");
const PAST_DUE: (u16, &str) = (4003, "account past due or suspended");
const TOO_MANY: (u16, &str) = (4009, "connection-open rate limit, retry after 60 s");

/// Opens the stream, or refuses it.
pub(super) fn open(place: &Place, mut request: Request) -> Response {
    let shared = &place.shared;
    let query = Query::of(request.uri());
    let key = bearer(request.headers()).or_else(|| query.get("key").map(str::to_owned));
    let admitted = http::admitted(place, key.as_deref()).and_then(|()| within_limits(place, key.as_deref()));
    let unwelcome = match (admitted, place.vera.refusals) {
        (Ok(()), _) => None,
        (Err(refused), Refusals::Http) => return place.refuse(&refused),
        (Err(refused), Refusals::Close) => Some(refused.close()),
    };
    let Some(handshake) = handshake(&mut request) else {
        return plain(StatusCode::BAD_REQUEST, "Bad Request");
    };
    let token = key.unwrap_or_default();
    let Some(seat) = Seat::take(shared, &request, (&random_hex(12), &token), |_| true) else {
        return plain(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable");
    };
    let stream = Stream {
        shared: Arc::clone(shared),
        vera: Arc::clone(&place.vera),
        connection: seat.connection,
        unwelcome,
    };
    begin(handshake, seat, stream)
}

fn within_limits(place: &Place, key: Option<&str>) -> Result<(), Refused> {
    let who = key.unwrap_or_default();
    let scope = Scope { limit: "opens", what: "", who: who.to_owned() };
    place.shared.update(|inner| {
        let open = inner.state.staying().filter(|own| own.token == who).count();
        let counted = inner.limits.count([scope], monotonic_ns()).is_ok();
        if counted && open < place.vera.connections { Ok(()) } else { Err(Refused::limited("connections")) }
    })
}

impl Refused {
    /// The close that says the same on the stream.
    fn close(&self) -> (u16, &'static str) {
        match self.status {
            402 => PAST_DUE,
            429 => TOO_MANY,
            _ => WRONG_KEY,
        }
    }
}
