//! Reading how many tests a tool ran: nextest by JUnit, vitest by JSON, the standard harness by its last lines.

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::report::Count;

/// The counts of vitest's `json` reporter, which follows Jest.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vitest {
    num_passed_tests: usize,
    num_failed_tests: usize,
    num_pending_tests: usize,
    num_todo_tests: usize,
    num_failed_test_suites: usize,
}

/// Counts the test cases of a JUnit report, and names those that failed.
pub(crate) fn junit(xml: &str) -> Result<(Count, Vec<String>)> {
    let document = roxmltree::Document::parse(xml).context("the JUnit report cannot be read")?;
    let mut count = Count::default();
    let mut failed = Vec::new();
    for case in document.descendants().filter(|node| node.has_tag_name("testcase")) {
        let has = |name: &str| case.children().any(|child| child.has_tag_name(name));
        if has("failure") || has("error") {
            count.failed += 1;
            failed.push(case.attribute("name").unwrap_or("a test without a name").to_owned());
        } else if has("skipped") {
            count.skipped += 1;
        } else {
            count.passed += 1;
        }
    }
    Ok((count, failed))
}

/// Counts the tests of a vitest report. A file that could not even be loaded has no tests and counts as one failure.
pub(crate) fn vitest(json: &str) -> Result<Count> {
    let report: Vitest = serde_json::from_str(json).context("the vitest report cannot be read")?;
    let failed =
        if report.num_failed_tests == 0 { report.num_failed_test_suites } else { report.num_failed_tests };
    Ok(Count {
        passed: report.num_passed_tests,
        failed,
        skipped: report.num_pending_tests + report.num_todo_tests,
    })
}

/// Adds up the `test result:` lines of the standard harness.
pub(crate) fn harness(output: &str) -> Count {
    output
        .lines()
        .filter_map(|line| line.trim().strip_prefix("test result: "))
        .map(|line| Count {
            passed: before(line, " passed"),
            failed: before(line, " failed"),
            skipped: before(line, " ignored"),
        })
        .fold(Count::default(), |sum, count| sum + count)
}

/// The number that stands before `word`.
fn before(line: &str, word: &str) -> usize {
    line.split(word)
        .next()
        .filter(|head| head.len() < line.len())
        .and_then(|head| head.rsplit(' ').next())
        .and_then(|number| number.parse().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_junit_report_is_counted_by_its_cases() {
        let xml = r#"<testsuites tests="9"><testsuite name="a"><testcase name="1"/>
            <testcase name="2"><failure type="x">text</failure></testcase>
            <testcase name="3"><system-out>hello</system-out></testcase></testsuite>
            <testsuite name="b"><testcase name="4"><skipped/></testcase></testsuite></testsuites>"#;
        assert_eq!(junit(xml).unwrap(), (Count { passed: 2, failed: 1, skipped: 1 }, vec!["2".to_owned()]));
    }

    #[test]
    fn several_harness_runs_are_added_up() {
        let output = "running 2 tests\n\ntest result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                      noise\ntest result: FAILED. 10 passed; 3 failed; 0 ignored; 0 measured; 4 filtered out";
        assert_eq!(harness(output), Count { passed: 12, failed: 3, skipped: 1 });
        assert_eq!(harness("error: could not compile"), Count::default());
    }

    #[test]
    fn a_vitest_file_that_does_not_load_is_a_failure() {
        let json = r#"{"numPassedTests":4,"numFailedTests":0,"numPendingTests":1,"numTodoTests":0,
            "numFailedTestSuites":1,"success":false}"#;
        assert_eq!(vitest(json).unwrap(), Count { passed: 4, failed: 1, skipped: 1 });
    }
}
