//! Rules of the page that can be read off its source.

use std::fs;

use swarmbell_tests::repository::root;

/// Every style of the page: components and style sheets.
fn styles() -> Vec<(String, String)> {
    let mut styles = Vec::new();
    let mut open = vec![root().join("ui/src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "svelte" || ending == "css") {
                styles.push((path.display().to_string(), fs::read_to_string(&path).unwrap_or_default()));
            }
        }
    }
    styles
}

/// Without a GPU an endless animation keeps half a processor busy for as long as the window is open.
#[test]
fn nothing_on_the_page_moves_for_ever() {
    let styles = styles();
    assert!(styles.len() > 10, "only {} styles were found", styles.len());
    let moving: Vec<&String> =
        styles.iter().filter(|(_, text)| text.contains("infinite")).map(|(path, _)| path).collect();
    assert!(moving.is_empty(), "{moving:?}");
}
