//! The catalogues against each other.

use super::catalogue::{all, english, read};

#[test]
fn each_language_says_what_english_says_with_the_same_variables() {
    let english = english();
    let mut differences = Vec::new();
    for (tag, language) in all() {
        for (id, variables) in &english.messages {
            match language.messages.get(id) {
                None => differences.push(format!("{tag}.ftl lacks {id}")),
                Some(found) if found != variables => {
                    differences.push(format!("{id} needs {variables:?}, and in {tag}.ftl {found:?}"));
                }
                Some(_) => {}
            }
        }
        let strange = language.messages.keys().filter(|id| !english.messages.contains_key(*id));
        differences.extend(strange.map(|id| format!("{tag}.ftl has {id}, which nobody says")));
    }
    assert!(differences.is_empty(), "{differences:#?}");
}

#[test]
fn a_catalogue_that_cannot_be_read_fails_here_and_not_at_a_user() {
    for (tag, language) in all() {
        assert!(language.wrong.is_empty(), "{tag}.ftl: {:#?}", language.wrong);
    }
    let broken = read(
        "one = { $number ->\n    [one] x\n}\ntwo = { three }\nfive = 5\nfive = 5\nfour =\n    .with = 4\n",
    );
    assert_eq!(broken.wrong.len(), 4, "{:#?}", broken.wrong);
}

#[test]
fn what_a_message_needs_is_what_it_and_all_it_speaks_of_need() {
    let language = read(
        "a = { b } { -t } { $x ->\n    [one] { c.d }\n   *[other] 1\n }\nb = { $y }\nc = -\n    .d = { NUMBER($z) }\n-t = T\n",
    );
    assert_eq!(language.wrong, Vec::<String>::new());
    let needs: Vec<&str> = language.messages["a"].iter().map(String::as_str).collect();
    assert_eq!(needs, ["x", "y", "z"]);
}
