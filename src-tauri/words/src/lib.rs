//! What Swarmbell says to people, in every language it speaks.
//!
//! A language is one file in `languages`, written in [Fluent](https://projectfluent.org): the program reads all that
//! are there when it is built, and nothing else names them. The window's page says the messages whose names begin
//! with `page-`, out of the same files.
//!
//! - [`say!`] is a message of the catalogue, in the language this process speaks.
//! - [`speak`] chooses that language out of those that somebody would like to read; [`spoken`] tells it.
//! - [`languages`] lists what can be chosen.
//! - [`count_hours`] chooses whether hours are counted to twelve; [`hours`] tells it.
//! - `catalogue` is one file, read; `tongue` is which of them is spoken.
//!
//! Invariants: nothing here reads the machine's language, a file or a clock. A message that a language lacks is said
//! in English. No text brings marks of direction along: notifications show none.

mod catalogue;
mod hours;
mod tongue;

pub use fluent_bundle::FluentValue as Value;

pub use catalogue::{Language, Tag};
pub use hours::{Clock, count_hours, hours};
pub use tongue::{known, languages, message, speak, spoken};

/// Says a message of the catalogue: `say!("tray-resume-until", time = time)`.
///
/// Each name and its variables are checked against the catalogues by a test.
#[macro_export]
macro_rules! say {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::message($id, &[$((stringify!($name), $crate::Value::from($value))),*])
    };
}
