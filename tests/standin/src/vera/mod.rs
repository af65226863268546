//! Vera: stories about prediction markets, on a stream and by REST.
//!
//! - `names` — every name that no public page spells out, in one table.
//! - `config` — what it can be told; `story` — a story and its record.
//! - `http` — the table of paths, who may use them, the errors and the headers; `list` — pages of stories and markets.
//! - `socket` — who is let onto the stream; `dialogue` — what is said on it.
//! - `world` — the stories, and what each socket wants to hear of.

mod config;
mod dialogue;
mod http;
mod list;
mod names;
mod socket;
mod story;
mod world;

pub use config::{Cap, Refusals, Vera};
pub(crate) use http::{coded, routes};
pub(crate) use socket::WRONG_KEY;
pub use story::Story;
pub(crate) use world::World;

use crate::limits::Documented;
use crate::shared::Shared;
use crate::tell::Told;

/// How many streams a key may open, whose figure is not published, and how much it may ask: two requests a second over
/// a minute, ten in one second.
pub(crate) const LIMITS: Documented = &[("opens", 30, 60), ("sustained", 120, 60), ("burst", 10, 1)];

/// Takes a story in and tells of it; how many sockets took it.
pub(crate) fn raise(shared: &Shared, story: Story, silently: bool) -> usize {
    let now_ms = shared.clock.now_ms();
    shared.update(|inner| {
        let kept = inner.vera.take_in(story, now_ms);
        if silently {
            return 0;
        }
        let text = dialogue::event(&kept.record);
        inner.tell(Told::new("event").text(text, move |inner, own| inner.vera.wants(own, &kept)))
    })
}
