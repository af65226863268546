//! What a question becomes: a resource and its parameters (contract neuro §2).

use super::version::{Resource, Version};
use super::week;
use crate::adapter::Ask;
use crate::ask::{Feed, Search};
use crate::fault::Fault;
use crate::member::ID_BYTES;

/// Shortest text that is searched for, in characters (contract neuro §2).
const SEARCHED_CHARS: usize = 3;

/// Longest one, in bytes: what does not fit into an address need not be asked.
const SEARCHED_BYTES: usize = 500;

/// What is asked for, and with which parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) resource: Resource,
    pub(super) parameters: Vec<(&'static str, String)>,
}

impl Question {
    /// Nothing but the resource.
    pub(super) fn plain(resource: Resource) -> Self {
        Self { resource, parameters: Vec::new() }
    }

    /// The form of a question in this version; a fault where it makes no sense.
    pub(super) fn of(ask: &Ask, version: Version) -> Result<Self, Fault> {
        let with = |resource, parameters| Ok(Self { resource, parameters });
        match ask {
            Ask::Present => Ok(Self::plain(Resource::Stream)),
            Ask::Weeks => Ok(Self::plain(Resource::Weeks)),
            Ask::DevstreamTimes => Ok(Self::plain(Resource::DevstreamTimes)),
            Ask::Recordings => Ok(Self::plain(Resource::Recordings)),
            Ask::SubathonYears => Ok(Self::plain(Resource::SubathonYears)),
            Ask::Subathons { year: None } | Ask::Feed(Feed::Subathon) => {
                Ok(Self::plain(Resource::ActiveSubathons))
            }
            Ask::Feed(Feed::Blog) => Ok(Self::plain(Resource::Blog)),
            Ask::Week { year, week } => with(Resource::Week, week_parameters(*year, *week)),
            Ask::Picture { year, week } => with(Resource::Picture, week_parameters(*year, *week)),
            Ask::Subathons { year: Some(year) } => {
                with(Resource::SubathonOfYear, vec![("year", year.to_string())])
            }
            Ask::Recording { stream_id } => {
                with(Resource::Recording, vec![(version.recording_parameter(), name(stream_id)?)])
            }
            Ask::Feed(Feed::Posts { user }) => with(Resource::Posts, vec![("user", name(user)?)]),
            Ask::Channels(_) => Err(Fault::NotOffered),
            Ask::Search(search) => with(Resource::Search, search_parameters(search)?),
        }
    }
}

fn week_parameters(year: i32, week: u32) -> Vec<(&'static str, String)> {
    vec![("year", year.to_string()), ("week", week.to_string())]
}

fn name(text: &str) -> Result<String, Fault> {
    let fits = (1..=ID_BYTES).contains(&text.len());
    fits.then(|| text.to_owned()).ok_or(Fault::BadQuestion)
}

fn search_parameters(search: &Search) -> Result<Vec<(&'static str, String)>, Fault> {
    let text = &search.text;
    if text.trim().chars().count() < SEARCHED_CHARS || text.len() > SEARCHED_BYTES {
        return Err(Fault::BadQuestion);
    }
    let mut parameters = vec![("query", text.clone())];
    parameters.extend(search.year.map(|year| ("year", year.to_string())));
    parameters.extend(search.kind.map(|kind| ("type", week::word(kind).to_owned())));
    if search.oldest_first {
        parameters.push(("sort", "asc".to_owned()));
    }
    if let Some(after) = search.after {
        parameters.push(("cursorYear", after.year.to_string()));
        parameters.push(("cursorWeek", after.week.to_string()));
    }
    Ok(parameters)
}
