//! The list of behaviour and the tests stay one.

use std::fs;

use swarmbell_tests::repository::{root, test_name, tests};

#[test]
fn each_line_of_the_behaviour_list_has_a_test_of_its_name() {
    let list = fs::read_to_string(root().join("tests/BEHAVIOUR.md")).unwrap();
    let tests = tests();
    let sentences: Vec<&str> = list.lines().filter_map(|line| line.strip_prefix("- ")).collect();
    assert!(sentences.len() > 50, "only {} sentences were found", sentences.len());
    let missing: Vec<&&str> =
        sentences.iter().filter(|sentence| !tests.contains(&test_name(sentence))).collect();
    assert!(missing.is_empty(), "without a test: {missing:#?}");
}
