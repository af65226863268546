//! The licences of everything that is shipped, `ui/public/licences.txt`: the page shows it, and no program needs it.
//!
//! [`packages`] says which packages those are, [`texts`] what they bring along; this file writes both down, or with
//! `--check` compares that with what is kept.

mod packages;
mod texts;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use packages::Package;

/// A line between two texts.
const RULE: &str = "----------------------------------------------------------------------";

/// Writes the licences to `file`; with `check` writes nothing and fails when the kept file is another.
pub(crate) fn run(file: &Path, check: bool) -> Result<()> {
    let written = write_down(&packages::all()?)?;
    if check {
        let kept = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        // A checkout may end its lines in another way.
        let is_current = kept.replace("\r\n", "\n") == written;
        ensure!(is_current, "{} is not current. Run `cargo xtask licences`.", file.display());
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, written).with_context(|| format!("cannot write {}", file.display()))
}

fn write_down(packages: &[Package]) -> Result<String> {
    let mut out = format!(
        "Swarmbell is licensed under MIT OR Apache-2.0. It is made of these packages; the texts of their licences follow.\n\n{RULE}\n"
    );
    for Package { name, version, licence, home, .. } in packages {
        writeln!(
            out,
            "{name} {version}: {licence}{}",
            home.iter().map(|home| format!(", {home}")).collect::<String>()
        )?;
    }
    for text in texts::of(packages)? {
        write!(out, "\n{RULE}\n{}\n\n{}\n", text.packages.join(", "), text.text)?;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::repository::root;

    #[test]
    fn the_licences_name_every_direct_dependency_of_what_is_shipped() {
        let kept = fs::read_to_string(root().join("ui/public/licences.txt")).unwrap();
        let named = |name: &str| kept.lines().any(|line| line.starts_with(&format!("{name} ")));
        for package in ["src-tauri", "src-tauri/engine", "src-tauri/protocols", "src-tauri/words"] {
            let manifest = fs::read_to_string(root().join(package).join("Cargo.toml")).unwrap();
            let mut section = "";
            let mut found = 0;
            for line in manifest.lines() {
                if line.starts_with('[') {
                    section = line;
                } else if section.ends_with("dependencies]")
                    && !section.contains("build-")
                    && !section.contains("dev-")
                    && let Some(name) = line
                        .split(['.', ' '])
                        .next()
                        .filter(|name| !name.is_empty() && !name.starts_with(['#', ' ', ']', '"']))
                {
                    assert!(name.starts_with("swarmbell-") || named(name), "{name} of {package}");
                    found += 1;
                }
            }
            assert!(found > 2, "{package} has dependencies");
        }
        let page: Value =
            serde_json::from_str(&fs::read_to_string(root().join("ui/package.json")).unwrap()).unwrap();
        let of_the_page = page["dependencies"].as_object().unwrap().keys().map(String::as_str);
        for name in of_the_page.chain(["svelte"]) {
            assert!(named(name), "{name}");
        }
        assert!(kept.contains("Permission is hereby granted, free of charge"));
    }
}
