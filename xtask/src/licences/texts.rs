//! The texts of licences: each is written once, whoever brings it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::packages::Package;
use crate::repository::root;

/// How the names of files begin that hold licences, in lower case.
const BEGINNINGS: [&str; 6] = ["licence", "license", "copying", "copyright", "unlicense", "notice"];

/// Whose our own text of MIT is.
const OURS: &str = "Copyright (c) 2026 The Swarmbell contributors";

/// One text.
pub(super) struct Text {
    /// Whose it is.
    pub(super) packages: Vec<String>,
    pub(super) text: String,
}

/// The texts of these packages, by whose they are.
pub(super) fn of(packages: &[Package]) -> Result<Vec<Text>> {
    // By their words: they are broken into lines and indented in many ways.
    let mut texts: BTreeMap<String, Text> = BTreeMap::new();
    for package in packages {
        for text in of_one(package, packages)? {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let entry = texts.entry(words).or_insert_with(|| Text { packages: Vec::new(), text });
            entry.packages.push(format!("{} {}", package.name, package.version));
        }
    }
    let mut texts: Vec<Text> = texts.into_values().collect();
    texts.sort_by(|one, other| (&one.packages, &one.text).cmp(&(&other.packages, &other.text)));
    Ok(texts)
}

/// The texts of one package: its own, else those of its siblings, else the usual one. It is an error where there is none.
fn of_one(package: &Package, all: &[Package]) -> Result<Vec<String>> {
    let siblings = all.iter().filter(|other| speaks_for(other, package));
    for one in std::iter::once(package).chain(siblings) {
        let texts = brought_by(one)?;
        if !texts.is_empty() {
            return Ok(texts);
        }
    }
    Ok(vec![usual(package)?])
}

/// Whether the text that one package brings is that of the other too: of the same licence it is from the same people, or
/// names nobody.
fn speaks_for(one: &Package, other: &Package) -> bool {
    let from_the_same = one.home.is_some() && one.home == other.home;
    one.licence == other.licence && (from_the_same || one.licence == "MPL-2.0")
}

/// What a package is used under. Of several licences to choose from it is MIT, whose text is short and names those to be
/// named.
fn brought_by(package: &Package) -> Result<Vec<String>> {
    let mut files = licence_files(&package.folder)?;
    files.sort();
    let of_mit = |file: &Path| {
        file.file_name().is_some_and(|name| name.to_string_lossy().to_ascii_lowercase().contains("mit"))
    };
    if is_a_choice_with(&package.licence, "MIT") && files.iter().any(|file| of_mit(file)) {
        files.retain(|file| of_mit(file));
    }
    files.iter().map(|file| read(file)).collect()
}

/// The text that everybody uses. That of Apache names nobody; in that of MIT stand those who say that they wrote it, or
/// where it comes from.
fn usual(package: &Package) -> Result<String> {
    let Package { name, version, licence, home, authors, .. } = package;
    if is_a_choice_with(licence, "Apache-2.0") {
        return read(&root().join("LICENSE-APACHE"));
    }
    let whose = match (authors.as_slice(), home) {
        ([], home) => home.as_ref().map(|home| format!("the contributors of {home}")),
        (authors, _) => Some(authors.join(", ")),
    };
    let whose = whose.filter(|_| is_a_choice_with(licence, "MIT"));
    let whose =
        whose.with_context(|| format!("{name} {version} ({licence}) brings no text of its licence"))?;
    Ok(read(&root().join("LICENSE-MIT"))?.replace(OURS, &format!("Copyright (c) {whose}")))
}

fn read(file: &Path) -> Result<String> {
    let text = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(tidy(&String::from_utf8_lossy(&text)))
}

fn licence_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        if path.is_file() && BEGINNINGS.iter().any(|beginning| name.starts_with(beginning)) {
            files.push(path);
        }
    }
    Ok(files)
}

/// Whether one may choose this licence, and needs no other one beside it.
fn is_a_choice_with(expression: &str, licence: &str) -> bool {
    let whole = !expression.contains(['(', ')']) && !expression.contains(" AND ");
    whole && expression.split(" OR ").flat_map(|part| part.split('/')).any(|part| part.trim() == licence)
}

/// Without what differs between systems and editors.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, licence: &str, folder: &Path) -> Package {
        Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: licence.to_owned(),
            home: Some("https://forge.example/all".to_owned()),
            authors: Vec::new(),
            folder: folder.join(name),
        }
    }

    #[test]
    fn a_package_has_its_own_text_else_that_of_its_sibling_else_the_usual_one() {
        let folder = tempfile::tempdir().unwrap();
        let with = |name: &str, licence: &str, file: Option<&str>| {
            let package = package(name, licence, folder.path());
            fs::create_dir(&package.folder).unwrap();
            file.iter().for_each(|text| fs::write(package.folder.join("LICENSE"), text).unwrap());
            package
        };
        let all = [
            with("own", "MIT", Some("Copyright (c) me")),
            with("bare", "MIT", None),
            with("choice", "MIT OR Apache-2.0", None),
            with("odd", "ISC", None),
        ];
        let [own, bare, choice, odd] = &all;
        assert_eq!(of_one(own, &all).unwrap(), ["Copyright (c) me"]);
        assert_eq!(of_one(bare, &all).unwrap(), ["Copyright (c) me"], "its sibling's");
        assert!(of_one(choice, &all).unwrap()[0].contains("Apache License"), "another licence");
        assert!(of_one(odd, &all).is_err());
        let alone = || package("bare", "MIT", folder.path());
        let named = Package { authors: vec!["A. Writer".to_owned()], ..alone() };
        for (package, whose) in
            [(alone(), "the contributors of https://forge.example/all"), (named, "A. Writer")]
        {
            let usual = of_one(&package, &all[1..]).unwrap().remove(0);
            assert!(usual.contains(&format!("Copyright (c) {whose}")), "{usual}");
            assert!(!usual.contains("Swarmbell"), "{usual}");
        }
        assert!(of_one(&Package { home: None, ..alone() }, &all[1..]).is_err(), "nobody is named");
    }

    #[test]
    fn a_licence_is_chosen_only_where_it_needs_no_other_beside_it() {
        for choice in ["MIT", "MIT OR Apache-2.0", "Apache-2.0/MIT", "Zlib OR Apache-2.0 OR MIT"] {
            assert!(is_a_choice_with(choice, "MIT"), "{choice}");
        }
        for none in ["Apache-2.0 AND MIT", "(MIT OR Apache-2.0) AND Unicode-3.0", "MIT-0 OR Zlib", "ISC"] {
            assert!(!is_a_choice_with(none, "MIT"), "{none}");
        }
    }
}
