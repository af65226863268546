//! Fetching a picture whose address a server told.
//!
//! Nothing that may be a secret is sent: no token, no cookie, no page that it is for. Redirects are followed by hand, so
//! that each address is looked at before it is asked (see `reach`).

use std::time::Duration;

use reqwest::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, HeaderMap};
use reqwest::{Client, Response};
use swarmbell_protocols::Fault;
use swarmbell_protocols::web::Origin;
use url::Url;

use super::reach::{self, Guard, Private};
use super::{Clients, Http, MAX_BODY_BYTES, MAX_REDIRECTS, REQUEST_WITHIN, failure, redirect};

/// The kinds of pictures that are read.
const KINDS: [&str; 4] = ["image/png", "image/jpeg", "image/jpg", "image/webp"];

/// What a server gave as a picture. Nothing in it was looked at yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// The whole of it: at most 4 MiB.
    pub bytes: Vec<u8>,
    /// For how long the server promises it to be the newest, if it says.
    pub fresh_for: Option<Duration>,
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureFault {
    /// Its address leads to this machine or into a private network, is in cleartext, or names a user.
    #[error("its address is one that is not asked")]
    Forbidden,
    /// The server was not reached, or not in time.
    #[error("{0:?}")]
    Fault(Fault),
    /// The server answers with another status than that there it is.
    #[error("the server answers with {0}")]
    Refused(u16),
    /// By its own word it is none, or of a kind that is not read.
    #[error("it is of no kind that is read")]
    OtherKind,
    /// It is above 4 MiB.
    #[error("it is above 4 MiB")]
    TooLarge,
}

impl From<Fault> for PictureFault {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl Http {
    /// Fetches a picture for a source at `own`, within ten seconds and three redirects. Only https is asked, and only
    /// what is public. The one exception is a source that itself is in cleartext, which is one on this machine: it may
    /// keep pictures of its own.
    pub async fn picture(&self, url: &Url, own: &Origin) -> Result<PictureFile, PictureFault> {
        let deadline = self.0.clock.now().steady.plus(REQUEST_WITHIN);
        self.within(deadline, self.follow(url.clone(), own)).await?
    }

    async fn follow(&self, mut url: Url, own: &Origin) -> Result<PictureFile, PictureFault> {
        let clients = self.0.clients.as_ref().ok_or(Fault::Tls)?;
        for _ in 0..=MAX_REDIRECTS {
            let (client, guard) = clients.towards_picture(&url, own)?;
            let _watched = guard.watch(&url);
            let asked = client.get(url.clone()).header(ACCEPT, KINDS.join(", "));
            let response = asked.send().await.map_err(|error| fault(&error))?;
            let status = response.status();
            match redirect::target(&url, status, response.headers()) {
                redirect::Target::To(next) => url = next,
                redirect::Target::Forbidden => return Err(PictureFault::Forbidden),
                redirect::Target::None if status.as_u16() == 200 => return file(response).await,
                redirect::Target::None => return Err(PictureFault::Refused(status.as_u16())),
            }
        }
        Err(PictureFault::Forbidden)
    }
}

impl Clients {
    /// What asks an address, if anything does.
    fn towards_picture(&self, url: &Url, own: &Origin) -> Result<(&Client, &Guard), PictureFault> {
        let bare = url.username().is_empty() && url.password().is_none();
        let client = match url.scheme() {
            "http" if !own.is_secure() && Origin::of(url).as_ref() == Ok(own) => Some(&self.loopback),
            "https" if reach::leads_out(url) => {
                self.outside.get_or_init(|| Self::outside(&self.guard)).as_ref()
            }
            _ => return Err(PictureFault::Forbidden),
        };
        let client = client.ok_or(PictureFault::Fault(Fault::Tls))?;
        if bare { Ok((client, &self.guard)) } else { Err(PictureFault::Forbidden) }
    }

    fn outside(guard: &Guard) -> Option<Client> {
        let built = Self::stack().dns_resolver(guard.clone()).build();
        built.inspect_err(|error| tracing::error!(%error, "no client for pictures could be set up")).ok()
    }
}

fn fault(error: &reqwest::Error) -> PictureFault {
    match failure::chain(error).any(|error| error.is::<Private>()) {
        true => PictureFault::Forbidden,
        false => failure::fault(error).into(),
    }
}

async fn file(mut response: Response) -> Result<PictureFile, PictureFault> {
    if !is_of_a_kind_that_is_read(response.headers()) {
        return Err(PictureFault::OtherKind);
    }
    if response.content_length().is_some_and(|length| length > MAX_BODY_BYTES as u64) {
        return Err(PictureFault::TooLarge);
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| fault(&error))? {
        if bytes.len() + chunk.len() > MAX_BODY_BYTES {
            return Err(PictureFault::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(PictureFile { bytes, fresh_for: fresh_for(response.headers()) })
}

fn is_of_a_kind_that_is_read(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    KINDS.iter().any(|read| read.eq_ignore_ascii_case(kind))
}

/// The rest of `max-age` that caches on the way have left (RFC 9111 §4.2).
fn fresh_for(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let directives = text(CACHE_CONTROL.as_str())?.split(',').map(str::trim);
    let age: u64 = text("age").and_then(|age| age.trim().parse().ok()).unwrap_or_default();
    let most: u64 =
        directives.filter_map(|one| one.strip_prefix("max-age=")).find_map(|age| age.parse().ok())?;
    Some(Duration::from_secs(most.saturating_sub(age)))
}
