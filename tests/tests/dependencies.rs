//! Who may know whom.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may fail as tests do")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};
use swarmbell_tests::repository::root;

fn metadata() -> Metadata {
    MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .other_options(["--locked".to_owned()])
        .exec()
        .unwrap()
}

/// Names of all packages a package is built from, on any system; build scripts and tests left out.
fn tree(metadata: &Metadata, name: &str) -> BTreeSet<String> {
    let resolve = metadata.resolve.as_ref().unwrap();
    let nodes: BTreeMap<&PackageId, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let start = metadata.packages.iter().find(|package| package.name == name).unwrap();
    let (mut names, mut open) = (BTreeSet::new(), vec![&start.id]);
    while let Some(id) = open.pop() {
        for dep in &nodes[id].deps {
            let built_in = dep.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal);
            if built_in && names.insert(metadata[&dep.pkg].name.to_string()) {
                open.push(&dep.pkg);
            }
        }
    }
    names
}

#[test]
fn the_protocols_know_no_socket_no_database_and_of_our_packages_the_words_alone() {
    let tree = tree(&metadata(), "swarmbell-protocols");
    for stranger in ["tokio", "reqwest", "rusqlite", "tauri", "swarmbell-engine", "swarmbell"] {
        assert!(!tree.contains(stranger), "the protocols are built from {stranger}");
    }
    let ours: Vec<_> = tree.iter().filter(|name| name.starts_with("swarmbell")).collect();
    assert_eq!(ours, ["swarmbell-words"]);
}

#[test]
fn the_words_are_built_from_no_other_package_of_ours() {
    let tree = tree(&metadata(), "swarmbell-words");
    assert!(!tree.iter().any(|name| name.starts_with("swarmbell")));
}

#[test]
fn the_engine_knows_no_desktop() {
    let tree = tree(&metadata(), "swarmbell-engine");
    for stranger in
        ["tauri", "wry", "gtk", "webkit2gtk", "tray-icon", "zbus", "notify-rust", "keyring-core", "swarmbell"]
    {
        assert!(!tree.contains(stranger), "the engine is built from {stranger}");
    }
    assert!(tree.contains("swarmbell-protocols"));
}

#[test]
fn the_stand_in_reads_the_contract_for_itself() {
    let tree = tree(&metadata(), "standin");
    assert!(!tree.iter().any(|name| name.starts_with("swarmbell")));
}

#[test]
fn there_is_one_http_stack_and_one_tls_provider() {
    let tree = tree(&metadata(), "swarmbell");
    assert!(tree.contains("ring"));
    for second in ["aws-lc-rs", "openssl", "native-tls", "ureq", "curl"] {
        assert!(!tree.contains(second), "the app is built from {second}");
    }
}

#[test]
fn the_program_that_is_shipped_has_no_clock_that_is_moved_by_hand() {
    let features = |package: &str, edges: &str| {
        let tree = Command::new(env!("CARGO"))
            .args(["tree", "--locked", "--package", package, "--edges", edges, "--format", "{p} {f}"])
            .current_dir(root())
            .output()
            .unwrap();
        assert!(tree.status.success(), "{tree:?}");
        let tree = String::from_utf8(tree.stdout).unwrap();
        let engine = tree.lines().find(|line| line.contains("swarmbell-engine v")).unwrap();
        engine.to_owned()
    };
    assert!(!features("swarmbell", "normal,no-proc-macro").contains("manual-clock"));
    // The tests have it: so the question is asked rightly.
    assert!(features("swarmbell-tests", "normal,no-proc-macro").contains("manual-clock"));
}

#[test]
fn the_page_reaches_the_backend_through_one_file() {
    let mut importers = Vec::new();
    let mut open = vec![root().join("ui/src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if fs::read_to_string(&path).is_ok_and(|text| text.contains("@tauri-apps/")) {
                importers.push(path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/"));
            }
        }
    }
    // Tests stay out of the page.
    importers.retain(|path| !path.ends_with(".test.ts"));
    assert_eq!(importers, ["ui/src/backend/tauri.ts"]);
}
