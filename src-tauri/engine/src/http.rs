//! The one HTTP client.
//!
//! Requests and WebSocket upgrades go through the same stack: HTTP/1.1, the system's proxy and certificates,
//! one User-Agent, readable refusals. A secret is attached only towards the origin it was stored for.
//!
//! - `budget` keeps below the servers' limits, per origin, scope, and with or without a secret.
//! - `deprecation` reads when an interface ends.
//! - `redirect` says where an answer sends a request on to, if anywhere.
//! - `retry_after` reads how long a server wants to be left alone.
//! - `failure` finds the [`Fault`] in an error's chain.
//! - `upgrade` opens a WebSocket.
//! - `if_changed` asks for something public that is the same as last time as a rule.
//! - `picture` fetches a picture whose address a stranger told; `reach` says where such an address may lead.
//!
//! Invariants: a secret is looked up anew at each redirect, by that hop's origin; redirects of an upgrade
//! are not followed; no address with its query and no header value is logged; no address that a stranger told leads to
//! this machine or into a private network.

mod budget;
mod deprecation;
mod failure;
mod if_changed;
mod picture;
mod reach;
mod redirect;
mod retry_after;
mod upgrade;

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue, LOCATION};
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Body, Reply, Request};
use swarmbell_protocols::secret::{Secret, SecretRef};
use swarmbell_protocols::time::Steady;
use swarmbell_protocols::web::Origin;
use url::{Url, form_urlencoded};
use zeroize::Zeroizing;

use crate::clock::Clock;
use crate::secrets::Secrets;
use crate::settings::SourceId;
use budget::Budgets;
use reach::{Guard, LookUp};

pub use if_changed::Changed;
pub use picture::{PictureFault, PictureFile};
pub use upgrade::{MAX_MESSAGE_BYTES, UpgradeFailure};

/// A request's whole time, from name lookup to the last byte (contract neuro §1 uses the same figure).
const REQUEST_WITHIN: Duration = Duration::from_secs(10);
/// Lookup, TCP and TLS; the rest of [`REQUEST_WITHIN`] is for the answer.
const CONNECT_WITHIN: Duration = Duration::from_secs(8);
/// Largest body that is read; the rest is cut off.
const MAX_BODY_BYTES: usize = 4 << 20;
/// Redirects followed for one request.
const MAX_REDIRECTS: usize = 3;
/// The server's name of a request, where it has one.
const REQUEST_ID: &str = "x-request-id";

/// Makes requests and opens sockets. Clones share budgets and secrets.
#[derive(Debug, Clone)]
pub struct Http(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    /// `None` when the system's certificates could not be read: every request fails as insecure.
    clients: Option<Clients>,
    secrets: Secrets,
    clock: Clock,
    budgets: Mutex<Budgets>,
}

/// One stack, with and without the system's proxy.
#[derive(Debug)]
struct Clients {
    remote: Client,
    /// Cleartext is allowed to this machine only, and a proxy is another machine.
    loopback: Client,
    /// Asks strangers. Made when one is asked first: each client holds the system's certificates.
    outside: OnceLock<Option<Client>>,
    guard: Guard,
}

impl Http {
    /// A client that finds secrets in `secrets` and counts time by `clock`.
    pub fn new(secrets: Secrets, clock: Clock) -> Self {
        Self::looking_up(secrets, clock, reach::look_up)
    }

    fn looking_up(secrets: Secrets, clock: Clock, look_up: LookUp) -> Self {
        // Fails when a provider is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let clients = Clients::build(look_up)
            .inspect_err(|error| tracing::error!(%error, "no HTTP client could be set up"))
            .ok();
        Self(Arc::new(Shared { clients, secrets, clock, budgets: Mutex::default() }))
    }

    /// Makes a request and follows at most three redirects. Waits for its turn when the budget is short.
    /// An answer of any status is a [`Reply`]; its body is cut at 4 MiB.
    pub async fn request(&self, source: &SourceId, request: &Request) -> Result<Reply, Fault> {
        let mut url = request.address.0.clone();
        let mut status = 0;
        let follow = request.follow && request.body.is_none();
        for _ in 0..=MAX_REDIRECTS {
            let origin = Origin::of(&url).map_err(|_| Fault::Tls)?;
            let secret = self.secret(source, &origin, request.bearer);
            let with_secret = secret.is_some();
            self.turn(&origin, with_secret, request).await?;
            let deadline = self.0.clock.now().steady.plus(REQUEST_WITHIN);
            let asked =
                self.asked(&url, request.body.as_ref(), secret.as_ref())?.header(ACCEPT, "application/json");
            let response =
                self.within(deadline, asked.send()).await?.map_err(|error| failure::fault(&error))?;
            status = response.status().as_u16();
            match redirect::target(&url, response.status(), response.headers()) {
                redirect::Target::To(next) if follow => url = next,
                redirect::Target::Forbidden if follow => break,
                _ => {
                    let is_page = is_page(&response);
                    let reply = self.within(deadline, self.reply(response, MAX_BODY_BYTES)).await??;
                    if asks_for_sign_in(&reply, is_page) {
                        return Err(Fault::SignInPage);
                    }
                    self.heed(&origin, with_secret, request, &reply);
                    return Ok(reply);
                }
            }
        }
        Err(Fault::Refused { status })
    }

    /// The secret of a source for exactly this origin, if the request wants one.
    fn secret(&self, source: &SourceId, origin: &Origin, wanted: Option<SecretRef>) -> Option<Secret> {
        match wanted {
            Some(SecretRef::Token) => self.0.secrets.get(source, origin),
            None => None,
        }
    }

    fn asked(
        &self,
        url: &Url,
        body: Option<&Body>,
        secret: Option<&Secret>,
    ) -> Result<RequestBuilder, Fault> {
        let client = self.0.clients.as_ref().ok_or(Fault::Tls)?.towards(url);
        let asked = match body.map(in_bytes) {
            None => client.get(url.clone()),
            Some((kind, bytes)) => client.post(url.clone()).header(CONTENT_TYPE, kind).body(bytes),
        };
        let Some(secret) = secret else { return Ok(asked) };
        let bearer = Zeroizing::new(format!("Bearer {}", secret.expose()));
        // A `Secret` holds visible ASCII only, so this does not fail.
        let mut value = HeaderValue::from_str(&bearer).map_err(|_| Fault::TokenRefused)?;
        value.set_sensitive(true);
        Ok(asked.header(AUTHORIZATION, value))
    }

    /// Waits until the budget allows one more request.
    async fn turn(&self, origin: &Origin, with_secret: bool, request: &Request) -> Result<(), Fault> {
        let latest = self.0.clock.now().steady.plus(request.patience);
        loop {
            let now = self.0.clock.now().steady;
            let taken = self.budgets().take(origin, with_secret, &request.limits, now, request.priority);
            match taken {
                Ok(()) => return Ok(()),
                Err(free_at) if free_at > latest => {
                    return Err(Fault::RateLimited {
                        wait_secs: now
                            .until(free_at)
                            .as_millis()
                            .div_ceil(1_000)
                            .try_into()
                            .unwrap_or(u64::MAX),
                    });
                }
                Err(free_at) => self.0.clock.sleep_until(free_at).await,
            }
        }
    }

    /// Leaves the server alone after it said "too many requests". Its narrowest limit is the likely one.
    fn heed(&self, origin: &Origin, with_secret: bool, request: &Request, reply: &Reply) {
        let Some(limit) = request.limits.last() else { return };
        if reply.status != StatusCode::TOO_MANY_REQUESTS.as_u16() {
            return;
        }
        let now = self.0.clock.now().steady;
        let until = now.plus(reply.retry_after.unwrap_or(limit.per));
        self.budgets().hold(origin, with_secret, *limit, now, until);
    }

    fn budgets(&self) -> MutexGuard<'_, Budgets> {
        self.0.budgets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn within<T>(&self, deadline: Steady, work: impl Future<Output = T>) -> Result<T, Fault> {
        tokio::select! {
            done = work => Ok(done),
            () = self.0.clock.sleep_until(deadline) => Err(Fault::TimedOut),
        }
    }

    async fn reply(&self, mut response: Response, max_bytes: usize) -> Result<Reply, Fault> {
        let mut head = self.head(&response);
        let body = &mut head.body;
        while let Some(chunk) = response.chunk().await.map_err(|error| failure::fault(&error))? {
            let room = max_bytes.saturating_sub(body.len());
            body.extend(chunk.iter().take(room));
            if chunk.len() > room {
                break;
            }
        }
        Ok(head)
    }

    /// An answer without its body.
    fn head(&self, response: &Response) -> Reply {
        let headers = response.headers();
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Reply {
            retry_after: retry_after::of(headers, self.0.clock.now().wall),
            location: text(LOCATION.as_str()),
            request_id: text(REQUEST_ID),
            deprecation: deprecation::of(headers),
            ..Reply::new(response.status().as_u16(), [])
        }
    }
}

/// Whether an answer says that it is a page for people.
fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.trim_start().to_ascii_lowercase().starts_with("text/html")
}

/// Whether something in between answered with a page for people; RFC 6585 §6 has a status for it. Some endpoints call
/// their JSON a page: it begins like none.
fn asks_for_sign_in(reply: &Reply, is_page: bool) -> bool {
    let begins_like_one = reply.body.trim_ascii_start().first() == Some(&b'<');
    reply.status == StatusCode::NETWORK_AUTHENTICATION_REQUIRED.as_u16()
        || ((200..300).contains(&reply.status) && is_page && begins_like_one)
}

/// A body's content type and bytes.
fn in_bytes(body: &Body) -> (&'static str, String) {
    match body {
        Body::Json(json) => ("application/json", json.clone()),
        Body::Form(fields) => {
            let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
            ("application/x-www-form-urlencoded", form)
        }
    }
}

impl Clients {
    fn build(look_up: LookUp) -> reqwest::Result<Self> {
        Ok(Self {
            remote: Self::stack().build()?,
            loopback: Self::stack().no_proxy().build()?,
            outside: OnceLock::new(),
            guard: Guard::new(look_up),
        })
    }

    fn stack() -> reqwest::ClientBuilder {
        Client::builder()
            .http1_only()
            .user_agent(crate::USER_AGENT)
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_WITHIN)
            // A kept connection may have died in its sleep, and requests are a minute apart anyway.
            .pool_max_idle_per_host(0)
    }

    fn towards(&self, url: &Url) -> &Client {
        // `Origin::of` has seen to it that cleartext goes to this machine only.
        if url.scheme() == "http" { &self.loopback } else { &self.remote }
    }
}

#[cfg(test)]
mod tests;
