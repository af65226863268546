//! The catalogue against what the program says.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};

use super::catalogue::{Variables, english};
use super::source::{files, is, text};

/// What the page says, and what a language tells of itself: other tests look at the former.
const NOT_SAID_HERE: [&str; 2] = ["page-", "language-"];

/// One `say!`.
#[derive(Debug, PartialEq)]
struct Said {
    id: String,
    values: Variables,
}

#[test]
fn what_the_program_says_stands_in_the_catalogue_with_exactly_those_values() {
    let english = english();
    let mut wrong = Vec::new();
    for (file, tokens) in files() {
        for Said { id, values } in said(tokens) {
            match english.messages.get(&id) {
                None => wrong.push(format!("{file} says {id}, which is not there")),
                Some(needed) if *needed != values => {
                    wrong.push(format!("{file} says {id} with {values:?}, which needs {needed:?}"));
                }
                Some(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_message_of_the_catalogue_is_said_or_spoken_of() {
    let english = english();
    let said: BTreeSet<String> = files().into_values().flat_map(said).map(|Said { id, .. }| id).collect();
    let mut silent: Vec<&String> = english.messages.keys().filter(|id| !said.contains(*id)).collect();
    silent.retain(|id| !NOT_SAID_HERE.iter().any(|start| id.starts_with(start)));
    silent.retain(|id| !english.spoken_of.contains(*id));
    assert!(silent.is_empty(), "nobody says {silent:#?}");
}

#[test]
fn what_is_said_is_found_wherever_it_is_written() {
    let tokens =
        r#"#[error("{}", say!("one"))] fn f() { format!("{}", words::say!("two", a = 1, b = f(c, d))) }"#;
    let found: BTreeMap<String, Variables> =
        said(tokens.parse().unwrap()).into_iter().map(|said| (said.id, said.values)).collect();
    let values = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Variables>();
    assert_eq!(found, BTreeMap::from([("one".into(), values(&[])), ("two".into(), values(&["a", "b"]))]));
}

fn said(tokens: TokenStream) -> Vec<Said> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let before = |back: usize| at.checked_sub(back).map(|place| &tokens[place]);
        let named = before(2).is_some_and(|token| matches!(token, TokenTree::Ident(ident) if ident == "say"));
        if named && before(1).is_some_and(|token| is(token, '!')) {
            found.push(one(group.stream()));
        }
        found.extend(said(group.stream()));
    }
    found
}

/// `"id", name = value, …`
fn one(tokens: TokenStream) -> Said {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let id = tokens.first().and_then(text).unwrap();
    let named = |three: &[TokenTree]| match three {
        [comma, TokenTree::Ident(name), sign] if is(comma, ',') && is(sign, '=') => Some(name.to_string()),
        _ => None,
    };
    Said { id, values: tokens.windows(3).filter_map(named).collect() }
}
