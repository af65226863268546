//! The page's types are generated from the bell's and committed beside the page.
//!
//! `UPDATE_BINDINGS=1 cargo test -p swarmbell-engine --test bindings` writes them anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use swarmbell_engine::local::{Answer, Query};
use swarmbell_engine::settings::{BellChoice, Choice, SourceSettings};
use swarmbell_engine::view::WindowSnapshot;
use ts_rs::{Config, TS};

#[test]
fn the_committed_bindings_are_what_the_types_say() {
    let fresh = tempfile::tempdir().unwrap();
    let config = Config::new().with_out_dir(fresh.path());
    WindowSnapshot::export_all(&config).unwrap();
    Answer::export_all(&config).unwrap();
    Choice::export_all(&config).unwrap();
    BellChoice::export_all(&config).unwrap();
    SourceSettings::export_all(&config).unwrap();
    Query::export_all(&config).unwrap();
    let expected = files(fresh.path());
    assert!(expected.contains_key("WindowSnapshot.ts"), "{:?}", expected.keys());

    let committed = committed();
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        fs::create_dir_all(&committed).unwrap();
        for stale in files(&committed).keys().filter(|name| !expected.contains_key(*name)) {
            fs::remove_file(committed.join(stale)).unwrap();
        }
        for (name, text) in &expected {
            fs::write(committed.join(name), text).unwrap();
        }
    }
    assert_eq!(
        files(&committed),
        expected,
        "run this test with UPDATE_BINDINGS=1 and commit ui/src/bindings"
    );
}

fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/bindings")
}

/// The TypeScript files of a folder by name, with the line ends of a checkout made equal.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ts"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap().replace("\r\n", "\n"))
        })
        .collect()
}
