//! The repository as files: where it is and which tests it holds.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// A sentence as the name of a test: lower case, without apostrophes, everything else than letters and digits an
/// underscore.
pub fn test_name(sentence: &str) -> String {
    let letters = sentence.chars().filter(|c| *c != '\'');
    let plain: String =
        letters.map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    plain.split('_').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}

/// The names of all tests: Rust functions marked as tests, the titles of the page's tests, the sentences that are
/// looked at in its pictures, and those that are measured.
pub fn tests() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for folder in ["src-tauri", "tests", "xtask"] {
        visit(&root().join(folder), "rs", &mut |text| rust_tests(text, &mut names));
    }
    visit(&root().join("ui"), "ts", &mut |text| titled(text, &["it(", "test(", "])("], &mut names));
    visit(&root().join("ui/tools/looks"), "mjs", &mut |text| titled(text, &["look("], &mut names));
    visit(&root().join("tests/benches"), "rs", &mut |text| titled(text, &["promise("], &mut names));
    names
}

fn visit(folder: &Path, extension: &str, found: &mut impl FnMut(&str)) {
    let skipped = ["target", "node_modules", "dist", "bindings", "gen"];
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && !skipped.iter().any(|skipped| name == *skipped) {
            visit(&path, extension, found);
        } else if path.extension().is_some_and(|found| found == extension) {
            found(&fs::read_to_string(&path).unwrap());
        }
    }
}

fn rust_tests(text: &str, names: &mut BTreeSet<String>) {
    let mut marked = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
            marked = true;
        } else if let Some(rest) = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ") {
            let name = rest.split(['(', '<']).next().unwrap_or_default();
            // Inside `proptest!` the mark stands above the function as well.
            if std::mem::take(&mut marked) {
                names.insert(name.to_owned());
            }
        }
    }
}

/// What calls such as `test("…")` name first.
fn titled(text: &str, calls: &[&str], names: &mut BTreeSet<String>) {
    for (at, call) in calls.iter().flat_map(|call| text.match_indices(call)) {
        // The end of a longer name is none.
        if text[..at].ends_with(char::is_alphanumeric) && call.starts_with(char::is_alphanumeric) {
            continue;
        }
        let rest = text[at + call.len()..].trim_start();
        let Some(quote) = rest.chars().next().filter(|c| ['\'', '"', '`'].contains(c)) else { continue };
        let title = rest.trim_start_matches(quote).split(quote).next().unwrap_or_default();
        names.insert(test_name(title));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_and_its_test_have_one_name() {
        assert_eq!(test_name("A 429 with `Retry-After` is obeyed."), "a_429_with_retry_after_is_obeyed");
    }

    #[test]
    fn a_test_of_many_values_has_one_name_wherever_its_title_stands() {
        let mut names = BTreeSet::new();
        let text = "submit(\"no\"); test.each([1])(\"one line\", x); test.each([\n])(\n  \"the next line\",\n  it('last'";
        titled(text, &["it(", "test(", "])("], &mut names);
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["last", "one_line", "the_next_line"]);
    }

    #[test]
    fn what_is_measured_is_named_like_a_test() {
        assert!(tests().contains(
            "the_schedule_is_painted_within_400_ms_of_the_command_later_where_a_blank_window_takes_250_ms"
        ));
    }
}
