//! Pictures for the window: fetched by the bell, looked at by the bell, drawn anew by the bell.
//!
//! The page may load nothing from anywhere. It asks for a picture by a name that the snapshot gave it, and is answered
//! with a small JPEG that this program made: of what a server sent nothing but colours reaches the web view.
//!
//! - `id` is the name; it says nothing about where the picture is.
//! - `drawing` reads a file within limits, scales it and writes it anew.
//! - `kept` is what was drawn lately, up to so many bytes.
//! - `desk` is the task that does all this, so that the controller waits for nobody.
//!
//! Invariants: so many are worked on at once, and one is read at once; what is kept is bounded in bytes, and dropped
//! when no window is open; where an address may lead is decided by [`crate::http`].

mod desk;
mod drawing;
mod id;
mod kept;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use swarmbell_protocols::picture::PictureAddress;
use swarmbell_protocols::web::Origin;
use tokio::sync::oneshot;
use ts_rs::TS;

use crate::local::Answer;

pub use desk::Pictures;
pub use id::PictureId;

/// How large a picture is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum PictureSize {
    /// As a card of the window shows it, on a screen of two points a pixel.
    Narrow,
    /// As the whole window shows it.
    Wide,
}

impl PictureSize {
    /// Longest side, in points. A card is 400 pixels wide at most where the window is not made larger.
    fn longest_side(self) -> u32 {
        match self {
            Self::Narrow => 800,
            Self::Wide => 1_600,
        }
    }

    /// What a server is asked for that makes pictures of any size: as wide as television.
    fn asked_for(self) -> (u32, u32) {
        (self.longest_side(), self.longest_side() * 9 / 16)
    }
}

/// A picture that the window wants.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// Its name.
    pub(crate) id: PictureId,
    /// Where it is.
    pub(crate) address: PictureAddress,
    /// The server that told so.
    pub(crate) own: Origin,
    /// How large it is to be.
    pub(crate) size: PictureSize,
    /// Where it goes.
    pub(crate) reply: oneshot::Sender<Answer>,
}

/// A picture as it was drawn anew: a JPEG.
type Drawn = Arc<[u8]>;
