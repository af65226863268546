//! The examples of a contract.

/// One file of them.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The file's name.
    pub name: &'static str,
    /// What is in it.
    pub text: &'static str,
}

/// The files of a folder of `tests/examples`, for a file in a folder beside it.
macro_rules! examples {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$($crate::kit::example::Example {
            name: $name,
            text: include_str!(concat!("../examples/", $folder, "/", $name)),
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
pub fn texts(all: &'static [Example], is: fn(&Example) -> bool) -> Vec<&'static str> {
    all.iter().filter(|example| is(example)).map(|example| example.text).collect()
}

/// The names of the files in a folder of `tests/examples`.
pub fn files(folder: &str) -> std::collections::BTreeSet<String> {
    let folder = format!("{}/tests/examples/{folder}", env!("CARGO_MANIFEST_DIR"));
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect()
}
