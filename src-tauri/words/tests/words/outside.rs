//! No sentence stands outside the catalogues.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::source::{files, is, is_group, text};

/// Where texts stand that look like words for people and are none: the file or folder, how they begin (all that stand
/// there where nothing is given), and why.
const EXCEPTIONS: &[(&str, &[&str], &str)] = &[
    ("engine/src/catchup/topic.rs", &["Neuro", "Evil"], "names of accounts"),
    ("engine/src/controller/learn.rs", &["told ", "last "], "names of values in the journal"),
    ("engine/src/controller/memory.rs", &["a ", "an ", "the words", "what was"], "for the log"),
    ("engine/src/http", &[], "headers"),
    ("engine/src/journal/activity.rs", &["not ", "told "], "a verdict as the journal keeps it"),
    ("engine/src/journal/schema.rs", &[], "SQL"),
    ("engine/src/link.rs", &["LinkParts("], "for the log"),
    ("engine/src/local/place.rs", &[], "a reason of the system's, as systems give them"),
    ("engine/src/local/protocol.rs", &["TokenText("], "for the log"),
    ("engine/src/lock.rs", &[], "for the log"),
    ("engine/src/picture/drawing.rs", &[], "for the log"),
    ("engine/src/rules.rs", &[], "a verdict as the journal keeps it"),
    ("engine/src/settings.rs", &["no moment"], "for who reads the file, which then names the setting"),
    ("engine/src/view/doctor.rs", &[], "for support"),
    ("engine/src/view/verdict.rs", &[], "a verdict as the journal keeps it"),
    ("protocols/src/adapter.rs", &["Json(", "Form(", "Reply("], "for the log"),
    ("protocols/src/neuro/", &[], "notes of an adapter, for the log; names of budgets"),
    ("protocols/src/pusher/", &[], "notes of an adapter, for the log"),
    ("protocols/src/relay/", &[], "notes of an adapter, for the log; what the server answers"),
    ("protocols/src/secret.rs", &["it ", "Bearer ", "Secret("], "for the log; a header"),
    ("protocols/src/shuriken/", &[], "notes of an adapter, for the log; names of streams"),
    ("protocols/src/trade.rs", &["This is not a decimal"], "for the log"),
    ("protocols/src/vera/", &[], "notes of an adapter, for the log"),
    ("src/desktop/hush/linux.rs", &[], "names on the bus"),
    ("src/desktop/notifications/linux/server.rs", &["Xfce", "Notify"], "names on the bus"),
    ("src/desktop/notifications/windows/identity.rs", &[], "for the log; names in the registry"),
    ("src/desktop/opener/linux.rs", &[], "for the log"),
    ("src/desktop/screen/linux.rs", &["{name} is"], "a variable of the environment"),
    ("src/desktop/secrets.rs", &["no service", "timed out"], "for the log"),
    ("src/desktop/sound.rs", &[], "for the log"),
    ("src/desktop/tray.rs", &["Face"], "for the log"),
    ("src/window/frame.rs", &["globalThis"], "script"),
];

/// What is called so in every language.
const NAMES: [&str; 3] = ["Swarmbell", "NeuroInfoAPI", "Evil"];

/// Macros whose texts nobody reads, or only who reads the log.
const NOT_FOR_PEOPLE: [&str; 15] = [
    "say",
    "error",
    "warn",
    "info",
    "debug",
    "trace",
    "event",
    "span",
    "assert",
    "assert_eq",
    "debug_assert",
    "unreachable",
    "matches",
    "concat",
    "cfg",
];

#[test]
fn no_sentence_stands_outside_the_catalogues() {
    let mut outside = Vec::new();
    let mut needed: Vec<bool> = vec![false; EXCEPTIONS.len()];
    for (file, tokens) in files() {
        for (line, text) in words(tokens) {
            let excepted = |(place, beginnings, _): &(&str, &[&str], &str)| {
                let begins = beginnings.is_empty() || beginnings.iter().any(|start| text.starts_with(start));
                file.starts_with(place) && begins
            };
            match EXCEPTIONS.iter().position(excepted) {
                Some(exception) => needed[exception] = true,
                None => outside.push(format!("{file}:{line}: {text:?}")),
            }
        }
    }
    assert!(outside.is_empty(), "move these to the catalogues and `say!` them: {outside:#?}");
    let idle: Vec<_> = EXCEPTIONS.iter().zip(needed).filter(|(_, needed)| !needed).collect();
    assert!(idle.is_empty(), "no text stands there any more: {idle:#?}");
}

#[test]
fn a_sentence_is_told_from_a_name_a_pattern_and_a_line_of_the_log() {
    let found =
        |source: &str| words(source.parse().unwrap()).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    for words in ["Retry now", "Resume", "since {time}", "The {name} is empty.", "by {}", "low relevance"] {
        assert_eq!(found(&format!("fn f() {{ x({words:?}) }}")), [words]);
    }
    for none in [
        "streamOnline",
        "{day} {time}",
        " · ",
        "user-agent",
        "%H:%M",
        "{}: {}",
        "a",
        "https://x.y/z",
        "SELECT a FROM b",
        "Evil",
    ] {
        assert_eq!(found(&format!("fn f() {{ x({none:?}) }}")), Vec::<String>::new(), "{none}");
    }
    assert_eq!(found(r#"#[doc = "A word."] #[error("no word")] fn f() {}"#), ["no word"]);
    let silent = r#"fn f() { tracing::warn!("the disk is full"); x.expect("a constant"); say!("It is"); }"#;
    assert_eq!(found(silent), Vec::<String>::new());
}

/// The texts in these tokens that look like words for people, with their lines.
fn words(tokens: TokenStream) -> Vec<(usize, String)> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let before = |back: usize| at.checked_sub(back).map(|place| &tokens[place]);
        match token {
            TokenTree::Group(group) if !is_for_no_reader(token, &before) => {
                found.extend(words(group.stream()));
            }
            TokenTree::Literal(literal) => {
                let text = text(token).filter(|text| looks_like_words(text));
                found.extend(text.map(|text| (literal.span().start().line, text)));
            }
            _ => {}
        }
    }
    found
}

/// Whether what is in these brackets is said to nobody.
fn is_for_no_reader<'a>(token: &TokenTree, before: &dyn Fn(usize) -> Option<&'a TokenTree>) -> bool {
    let named = |back: usize, names: &[&str]| {
        before(back).is_some_and(
            |token| matches!(token, TokenTree::Ident(ident) if names.iter().any(|name| ident == name)),
        )
    };
    let sign = |back: usize, sign: char| before(back).is_some_and(|token| is(token, sign));
    let of_a_macro = sign(1, '!') && named(2, &NOT_FOR_PEOPLE);
    let of_expect = named(1, &["expect"]) && sign(2, '.');
    let attribute = is_group(token, Delimiter::Bracket) && (sign(1, '#') || (sign(1, '!') && sign(2, '#')));
    of_a_macro || of_expect || (attribute && !is_the_text_of_an_error(token))
}

fn is_the_text_of_an_error(attribute: &TokenTree) -> bool {
    let TokenTree::Group(group) = attribute else { return false };
    group.stream().into_iter().next().is_some_and(|token| token.to_string() == "error")
}

/// Words, or one word as a label has it.
fn looks_like_words(text: &str) -> bool {
    let text = without_values(text);
    // SQL and the like.
    let shouted = text
        .split_whitespace()
        .next()
        .is_some_and(|word| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_uppercase()));
    if shouted || NAMES.contains(&text.as_str()) {
        return false;
    }
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let plain = |word: &&str| {
        letters(word) > 1 && word.chars().all(|c| c.is_alphabetic() || ".,:;!?'’()…".contains(c))
    };
    let words: Vec<&str> = text.split_whitespace().filter(plain).collect();
    let has_spaces = text.trim_matches('\n').contains(' ');
    let label =
        text.chars().next().is_some_and(char::is_uppercase) && text.chars().skip(1).any(char::is_lowercase);
    !words.is_empty() && (has_spaces || (label && words.len() == 1 && words[0].len() == text.len()))
}

/// What is filled in says nothing by itself.
fn without_values(text: &str) -> String {
    let mut depth = 0usize;
    let mut rest = String::new();
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 => rest.push(c),
            _ => {}
        }
    }
    rest
}
