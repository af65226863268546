//! Embeds the catalogues: each file in `languages` is a language, named by its tag.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=languages");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo names no folder"))?;
    let mut entries = Vec::new();
    for file in fs::read_dir("languages")? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
            let tag = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            entries.push((tag, fs::canonicalize(&path)?));
        }
    }
    entries.sort();
    let entries: String =
        entries.iter().map(|(tag, path)| format!("    ({tag:?}, include_str!({path:?})),\n")).collect();
    fs::write(
        Path::new(&out).join("languages.rs"),
        format!("/// Tag and text of each catalogue.\nconst FILES: &[(&str, &str)] = &[\n{entries}];\n"),
    )
}
