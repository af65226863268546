//! The examples of a contract.

use serde_json::Value;

/// One file of them.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The folder it is in.
    pub folder: &'static str,
    /// The file's name.
    pub name: &'static str,
    /// What is in it.
    pub text: &'static str,
}

/// The files of a folder of `tests/examples`, or of one in that, for a file in a folder beside it.
macro_rules! examples {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        $crate::kit::example::examples!(@ $folder, $folder: $($name),+)
    };
    ($outer:literal / $folder:literal: $($name:literal),+ $(,)?) => {
        $crate::kit::example::examples!(@ $folder, $outer "/" $folder: $($name),+)
    };
    (@ $folder:literal, $($path:literal)+: $($name:literal),+) => {
        $crate::kit::example::examples!(@@ $folder, concat!("../examples/", $($path,)+ "/"), $($name),+)
    };
    (@@ $folder:literal, $path:expr, $($name:literal),+) => {
        &[$($crate::kit::example::Example {
            folder: $folder,
            name: $name,
            text: include_str!(concat!($path, $name)),
        }),+]
    };
}
pub(crate) use examples;

/// The text of one of them.
pub fn text(all: &'static [Example], name: &str) -> &'static str {
    let found = all.iter().find(|example| example.name == name);
    found.map(|example| example.text).unwrap_or_else(|| panic!("no example {name}"))
}

/// The texts of those that are of one sort.
pub fn texts<'a>(
    all: impl IntoIterator<Item = &'a Example>,
    is: impl Fn(&Example) -> bool,
) -> Vec<&'static str> {
    all.into_iter().filter(|example| is(example)).map(|example| example.text).collect()
}

/// JSON.
pub fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// The names of the files in a folder of `tests/examples`.
pub fn files(folder: &str) -> std::collections::BTreeSet<String> {
    let folder = format!("{}/tests/examples/{folder}", env!("CARGO_MANIFEST_DIR"));
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect()
}
