//! The program's source, as tokens.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The packages that say something to people, below `src-tauri`.
const PACKAGES: [&str; 3] = ["protocols/src", "engine/src", "src"];

/// The source of what is shipped, by its path below `src-tauri`.
pub(crate) fn files() -> BTreeMap<String, TokenStream> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned();
    let mut found = BTreeMap::new();
    let mut open: Vec<PathBuf> = PACKAGES.iter().map(|package| root.join(package)).collect();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        if name.ends_with(".rs") && !is_test(&name) {
            let text = fs::read_to_string(&path).unwrap();
            found.insert(
                name.clone(),
                shipped(text.parse().unwrap_or_else(|error| panic!("{name}: {error}"))),
            );
        }
    }
    assert!(found.len() > 100, "only {} files were found", found.len());
    found
}

fn is_test(name: &str) -> bool {
    name.ends_with("/tests.rs") || name.contains("/tests/")
}

/// The tokens without what is built for tests only.
pub(crate) fn shipped(tokens: TokenStream) -> TokenStream {
    let mut shipped = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if is(&token, '#') && tokens.peek().is_some_and(is_for_tests) {
            // The thing the attribute stands above ends with its braces, or with a semicolon.
            let _ = tokens.find(|token| is(token, ';') || is_group(token, Delimiter::Brace));
            continue;
        }
        shipped.push(match token {
            TokenTree::Group(group) => {
                let mut inner = proc_macro2::Group::new(group.delimiter(), shipped_of(&group));
                inner.set_span(group.span());
                TokenTree::Group(inner)
            }
            token => token,
        });
    }
    shipped.into_iter().collect()
}

fn shipped_of(group: &proc_macro2::Group) -> TokenStream {
    shipped(group.stream())
}

fn is_for_tests(attribute: &TokenTree) -> bool {
    matches!(attribute, TokenTree::Group(_))
        && ["[cfg(test)]", "[test]"].contains(&attribute.to_string().replace(' ', "").as_str())
}

/// Whether a token is this sign.
pub(crate) fn is(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

/// Whether a token is something in such brackets.
pub(crate) fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

/// The text of a literal; `None` for any other token, and for bytes and numbers.
pub(crate) fn text(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    let written = literal.to_string();
    if let Some(raw) = written.strip_prefix('r') {
        let fence = raw.len() - raw.trim_start_matches('#').len();
        return raw.get(fence + 1..raw.len() - fence - 1).map(str::to_owned);
    }
    let inner = written.strip_prefix('"')?.strip_suffix('"')?;
    Some(inner.replace("\\\n", " ").replace("\\\"", "\"").replace("\\n", "\n"))
}
