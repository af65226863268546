//! The examples of a contract, and which of them were used.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;

use crate::contract::shape::difference;

/// A walk through the examples of one system.
pub(crate) struct Examples {
    folder: PathBuf,
    used: BTreeSet<String>,
}

impl Examples {
    pub(crate) fn of(system: &str) -> Self {
        let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../src-tauri/protocols/tests/examples");
        Self { folder: PathBuf::from(examples).join(system), used: BTreeSet::new() }
    }

    pub(crate) fn get(&mut self, name: &str) -> Value {
        self.used.insert(format!("{name}.json"));
        let path = self.folder.join(format!("{name}.json"));
        let text =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        serde_json::from_str(&text).unwrap()
    }

    /// What was said is the example, letter for letter.
    pub(crate) fn same(&mut self, name: &str, said: &Value) {
        assert_eq!(*said, self.get(name), "{name}");
    }

    /// What was said has the members of the example, each of the same kind.
    pub(crate) fn alike(&mut self, name: &str, said: &Value) {
        if let Some(difference) = difference("", said, &self.get(name)) {
            panic!("not of the shape of {name}: {difference}");
        }
    }

    /// Every example was used.
    pub(crate) fn end(self) {
        let there: BTreeSet<String> = std::fs::read_dir(&self.folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(self.used, there);
    }
}
