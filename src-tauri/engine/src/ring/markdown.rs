//! Discord's markdown, taken off.

use std::collections::BTreeMap;

use super::text::clean;

/// The words of a text that may hold Discord's markdown, in one clean line: without marks, mentions, emoji codes
/// and the addresses of links. What was marked as a spoiler stays hidden.
///
/// No crate is used: the ones for Discord's markdown know no mentions and emoji, or have not been kept for years.
pub fn plain(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(without_line_mark).collect();
    clean(&strip(&lines.join("\n")))
}

/// Marks at the beginning of a line: headings, small print, quotes and lists.
const LINE_MARKS: [&str; 8] = ["### ", "## ", "# ", "-# ", ">>> ", "> ", "- ", "* "];

/// Marks around words, longer ones first.
const PAIRS: [&str; 6] = ["***", "**", "__", "~~", "*", "_"];

const SPOILER: &str = "||";

fn without_line_mark(line: &str) -> &str {
    let line = line.trim_start();
    LINE_MARKS.iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line)
}

fn strip(text: &str) -> String {
    let mut words = String::new();
    // Where a mark closes what was opened before, and how long it is.
    let mut closing: BTreeMap<usize, usize> = BTreeMap::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        at += if let Some(length) = closing.remove(&at) {
            length
        } else if let Some((length, kept)) = whole(rest) {
            words.push_str(kept);
            length
        } else if let Some(length) = opened(text, at, &mut closing) {
            length
        } else {
            words.push(c);
            c.len_utf8()
        };
    }
    words
}

/// Something that is taken as a whole: its length and what is kept of it.
fn whole(rest: &str) -> Option<(usize, &str)> {
    let enclosed = |open: &str, close: &str| {
        let inner = rest.strip_prefix(open)?.split_once(close)?.0;
        (!inner.is_empty()).then_some((open.len() + inner.len() + close.len(), inner))
    };
    match rest.chars().next()? {
        '\\' => rest.get(1..2).filter(|escaped| !escaped.chars().all(char::is_alphanumeric)).map(|c| (2, c)),
        '`' => enclosed("```", "```").or_else(|| enclosed("`", "`")),
        '|' => enclosed(SPOILER, SPOILER).map(|(length, _)| (length, "(spoiler)")),
        '<' => enclosed("<", ">").and_then(|(length, inner)| Some((length, code(inner)?))),
        '[' => link(rest),
        '@' => ["@everyone", "@here"].iter().find(|all| rest.starts_with(**all)).map(|all| (all.len(), "")),
        _ => None,
    }
}

/// What is kept of a code in angle brackets; `None` when it is none.
fn code(inner: &str) -> Option<&str> {
    if inner.chars().any(char::is_whitespace) {
        return None;
    }
    let numbered = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    let is_command =
        inner.starts_with('/') && inner.rsplit_once(':').is_some_and(|(_, command)| numbered(command));
    let is_code = is_command || ["@", "#", ":", "a:", "t:", "id:"].iter().any(|mark| inner.starts_with(mark));
    let is_link = inner.starts_with("https://") || inner.starts_with("http://");
    if is_code { Some("") } else { is_link.then_some(inner) }
}

/// `[label](https://…)` keeps its label.
fn link(rest: &str) -> Option<(usize, &str)> {
    let (label, behind) = rest.strip_prefix('[')?.split_once("](")?;
    let (address, _) = behind.split_once(')')?;
    let is_link = address.trim_start_matches('<').starts_with("http") && !label.contains('[');
    is_link.then_some((label.len() + address.len() + 4, label))
}

/// A mark that opens here and closes later: its length; its end is noted.
fn opened(text: &str, at: usize, closing: &mut BTreeMap<usize, usize>) -> Option<usize> {
    let rest = text.get(at..)?;
    let mark = PAIRS.iter().find(|mark| rest.starts_with(**mark)).copied()?;
    let behind = rest.get(mark.len()..)?;
    let inside_word = |c: Option<char>| mark == "_" && c.is_some_and(char::is_alphanumeric);
    if behind.starts_with(char::is_whitespace) || inside_word(text.get(..at)?.chars().next_back()) {
        return None;
    }
    let begins = at + mark.len();
    let taken =
        |from: usize| closing.iter().any(|(at, length)| *at < from + mark.len() && from < at + length);
    let closes = |end: &usize| {
        let (inner, after) = (behind.get(..*end), behind.get(end + mark.len()..));
        let after = after.and_then(|after| after.chars().next());
        let ends_a_word =
            inner.is_some_and(|inner| !inner.is_empty() && !inner.ends_with(char::is_whitespace));
        // Of several equal marks in a row the outer pair takes the last ones.
        let from = begins + end;
        let last = after != mark.chars().next() || closing.contains_key(&(from + mark.len()));
        ends_a_word && last && !inside_word(after) && !taken(from)
    };
    let candidates = behind.char_indices().map(|(end, _)| end);
    let end = candidates
        .filter(|end| behind.get(*end..).is_some_and(|rest| rest.starts_with(mark)))
        .find(closes)?;
    closing.insert(begins + end, mark.len());
    Some(mark.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn discord_markdown_is_taken_off() {
        for (marked, words) in [
            ("**Karaoke** with _friends_", "Karaoke with friends"),
            ("***Evil*** __stream__ ~~off~~", "Evil stream off"),
            ("**bold and *both***", "bold and both"),
            ("see [the blog](https://a.example/x_y) now", "see the blog now"),
            ("<:neuroHypers:1234> <a:evil:5> <@123> <@&4> <#5> <t:1795201251:F> </play:12> hi", "hi"),
            ("@everyone stream", "stream"),
            ("<https://a.example/>", "https://a.example/"),
            ("# Heading\n> quote\n- item", "Heading quote item"),
            ("`code_with_*marks*` ok", "code_with_*marks* ok"),
            ("the end is ||a duet||", "the end is (spoiler)"),
            ("\\*not bold\\*", "*not bold*"),
        ] {
            assert_eq!(plain(marked), words, "{marked}");
        }
    }

    #[test]
    fn text_that_only_looks_like_markdown_stays() {
        for text in [
            "5 * 3 * 2",
            "snake_case_name",
            "I <3 you > me",
            "a || b",
            "[TBD] (maybe)",
            "1 < 2",
            "**",
            "C:\\x",
            "Evil <b>Talk</b>",
            "</a:b>",
        ] {
            assert_eq!(plain(text), text);
        }
    }

    proptest! {
        #[test]
        fn markdown_of_any_kind_leaves_one_clean_line(text in "[*_~|`<>@#:\\[\\]()\\\\a \\n-]{0,60}|.{0,200}") {
            let words = plain(&text);
            prop_assert!(words.chars().count() <= 200);
            prop_assert!(!words.contains('\n'));
        }
    }
}
