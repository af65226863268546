//! What the fuzz targets play: the stories that the tests play, out of the fuzzer's bytes.
//!
//! What may happen, the examples and what must hold after every step come from the tests' own files; here is only which
//! of them are needed.

#![allow(dead_code, unused_imports, unused_macros, reason = "the tests use more of it")]

/// Declares the adapters, each from the files of its tests.
macro_rules! adapters {
    ($($adapter:ident in $folder:literal;)+) => {
        $(
            #[path = $folder]
            pub mod $adapter {
                mod catalogue;
                mod play;
                mod story;

                /// An adapter and what happens to it, in order.
                pub type Story = crate::kit::story::Story<play::Seen>;
            }
        )+
    };
}

adapters! {
    neuro in "../../tests/neuro";
    relay in "../../tests/relay";
    shuriken in "../../tests/shuriken";
    vera in "../../tests/vera";
}

#[path = "../../tests/kit/mod.rs"]
pub mod kit;
