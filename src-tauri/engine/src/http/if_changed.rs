//! Asking for something public that is the same as last time as a rule.
//!
//! Nothing that may be a secret is sent. The question goes to one origin and stays there, whatever the answer says.

use reqwest::header::{ACCEPT, ETAG, HeaderMap, IF_NONE_MATCH};
use reqwest::{Response, StatusCode};
use swarmbell_protocols::Fault;
use swarmbell_protocols::web::Origin;
use url::Url;

use super::{Http, MAX_REDIRECTS, REQUEST_WITHIN, failure, redirect};

/// Larger answers are not read. One about a release with a hundred files has a tenth of it.
const MAX_BYTES: usize = 1 << 20;

/// Longer marks are not kept.
const MAX_MARK_BYTES: usize = 200;

/// Something that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The whole of it.
    pub body: Vec<u8>,
    /// What the server marked it with, to be sent with the next question.
    pub mark: Option<String>,
}

impl Http {
    /// Asks for what is at an address, within ten seconds; `None` means that it is as it was when it was marked so.
    pub async fn if_changed(&self, url: &Url, mark: Option<&str>) -> Result<Option<Changed>, Fault> {
        let deadline = self.0.clock.now().steady.plus(REQUEST_WITHIN);
        self.within(deadline, self.ask_if_changed(url.clone(), mark)).await?
    }

    async fn ask_if_changed(&self, mut url: Url, mark: Option<&str>) -> Result<Option<Changed>, Fault> {
        let origin = Origin::of(&url).map_err(|_| Fault::Tls)?;
        for _ in 0..=MAX_REDIRECTS {
            let client = self.0.clients.as_ref().ok_or(Fault::Tls)?.towards(&url);
            let asked = client.get(url.clone()).header(ACCEPT, "application/json");
            let asked = mark.into_iter().fold(asked, |asked, mark| asked.header(IF_NONE_MATCH, mark));
            let response = asked.send().await.map_err(|error| failure::fault(&error))?;
            let status = response.status();
            match redirect::target(&url, status, response.headers()) {
                redirect::Target::To(next) if Origin::of(&next).as_ref() == Ok(&origin) => url = next,
                redirect::Target::None if status == StatusCode::NOT_MODIFIED => return Ok(None),
                redirect::Target::None if status == StatusCode::OK => return read(response).await.map(Some),
                redirect::Target::None if status == StatusCode::NOT_FOUND => return Err(Fault::NotFound),
                _ => return Err(Fault::Refused { status: status.as_u16() }),
            }
        }
        Err(Fault::Refused { status: StatusCode::LOOP_DETECTED.as_u16() })
    }
}

async fn read(mut response: Response) -> Result<Changed, Fault> {
    let mark = mark(response.headers());
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failure::fault(&error))? {
        if body.len() + chunk.len() > MAX_BYTES {
            return Err(Fault::Unreadable);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Changed { body, mark })
}

fn mark(headers: &HeaderMap) -> Option<String> {
    let mark = headers.get(ETAG)?.to_str().ok()?;
    (mark.len() <= MAX_MARK_BYTES).then(|| mark.to_owned())
}
