//! The packages that are shipped: what the app is built from on any system it is built for, and what the page's script
//! holds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};
use serde::Deserialize;

use crate::repository::root;
use crate::setup::PAGE;

/// The app.
const APP: &str = "swarmbell";

/// The systems it is built for.
const SYSTEMS: [&str; 3] = ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "aarch64-apple-darwin"];

/// Packages that the page needs to be built, and of which a part stays in its script: the build of the page fails where
/// one is not named.
const STAYS_IN_THE_PAGE: [&str; 2] = ["clsx", "svelte"];

/// Something somebody else wrote.
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) licence: String,
    /// Where it comes from.
    pub(super) home: Option<String>,
    /// Who wrote it, as far as it says so.
    pub(super) authors: Vec<String>,
    /// Where it lies here.
    pub(super) folder: PathBuf,
}

/// All of them, by their names.
pub(super) fn all() -> Result<Vec<Package>> {
    let mut all = crates()?;
    all.extend(of_the_page()?);
    all.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    Ok(all)
}

fn crates() -> Result<Vec<Package>> {
    let mut options = vec!["--locked".to_owned()];
    options.extend(SYSTEMS.iter().map(|system| format!("--filter-platform={system}")));
    let metadata =
        MetadataCommand::new().manifest_path(root().join("Cargo.toml")).other_options(options).exec()?;
    let mut found = Vec::new();
    for id in shipped(&metadata)? {
        let package = &metadata[id];
        // Our own come from no registry.
        if package.source.is_none() {
            continue;
        }
        found.push(Package {
            name: package.name.to_string(),
            version: package.version.to_string(),
            licence: package.license.clone().with_context(|| format!("{} names no licence", package.name))?,
            home: package.repository.clone(),
            authors: package.authors.clone(),
            folder: package.manifest_path.parent().context("a manifest lies in a folder")?.into(),
        });
    }
    Ok(found)
}

/// What the app is built from; without what only compiles.
fn shipped(metadata: &Metadata) -> Result<BTreeSet<&PackageId>> {
    let resolve = metadata.resolve.as_ref().context("cargo resolved nothing")?;
    let nodes: BTreeMap<&PackageId, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let app = metadata.packages.iter().find(|package| package.name == APP).context("the app is not there")?;
    let (mut found, mut open) = (BTreeSet::new(), vec![&app.id]);
    while let Some(id) = open.pop() {
        for dep in nodes.get(id).map(|node| node.deps.as_slice()).unwrap_or_default() {
            let is_built_in = dep.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal);
            let only_compiles = metadata[&dep.pkg].targets.iter().any(cargo_metadata::Target::is_proc_macro);
            if is_built_in && !only_compiles && found.insert(&dep.pkg) {
                open.push(&dep.pkg);
            }
        }
    }
    Ok(found)
}

/// What of a `package.json` matters here.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Manifest {
    version: String,
    license: String,
    repository: Option<Repository>,
    dependencies: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Repository {
    Address(String),
    At { url: String },
}

fn of_the_page() -> Result<Vec<Package>> {
    let page = root().join(PAGE);
    let direct = manifest(&page)?.dependencies.into_keys();
    let names: BTreeSet<String> = direct.chain(STAYS_IN_THE_PAGE.map(str::to_owned)).collect();
    names.into_iter().map(|name| of_npm(&page.join("node_modules").join(&name), name)).collect()
}

fn of_npm(folder: &Path, name: String) -> Result<Package> {
    let Manifest { version, license, repository, .. } = manifest(folder)?;
    let home = repository.map(|repository| match repository {
        Repository::Address(address) | Repository::At { url: address } => address,
    });
    let home = home.map(|home| home.trim_start_matches("git+").to_owned());
    // Those that are shipped bring the texts of their licences.
    let authors = Vec::new();
    Ok(Package { name, version, licence: license, home, authors, folder: folder.to_owned() })
}

fn manifest(folder: &Path) -> Result<Manifest> {
    let file = folder.join("package.json");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(serde_json::from_str(&text)?)
}
