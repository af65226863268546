//! What a ring says by the texts of a rule.

use swarmbell_protocols::Event;
use swarmbell_protocols::web::WebAddress;

use super::{Said, label};
use crate::ring::clean;
use crate::rules::field;
use crate::settings::Says;

/// The texts, filled once from the event, and the page they lead to. Without a title of its own an event is called by
/// its kind.
pub(super) fn say(event: &Event, says: &Says, source: Option<&str>) -> (Said, Option<WebAddress>) {
    let value = |name: &str| match name {
        "@source" => source.map(str::to_owned),
        name => field(event, name),
    };
    let title = clean(&says.title.fill(value));
    let title = if title.is_empty() { label(event.event_type.as_str()) } else { title };
    let page = says.page.as_ref().and_then(|page| page.fill(value));
    (Said::new(title, says.body.fill(value)), page)
}
