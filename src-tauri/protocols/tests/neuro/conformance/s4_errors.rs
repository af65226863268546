//! Section 4: each code, its class and its sentence, in both versions.

use serde_json::json;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::Ask;
use swarmbell_protocols::fault::Retry;

use super::{VERSIONS, answered};
use crate::neuro::session::{faults, unanswered};

const ASK: Ask = Ask::Week { year: 2026, week: 45 };

/// Each code that is a fault with its status and its meaning.
fn table() -> Vec<(&'static str, u16, Fault)> {
    use Fault::{
        AccountBlocked, BadQuestion, NotOffered, RateLimited, Refused, ServerError, TokenDropped,
        TokenRefused,
    };
    let minute = || RateLimited { wait_secs: 60 };
    let ten_seconds = || RateLimited { wait_secs: 10 };
    vec![
        ("AP1", 500, ServerError { status: 500 }),
        ("AP2", 405, Refused { status: 405 }),
        ("AP3", 404, NotOffered),
        ("AP4", 400, BadQuestion),
        ("SC2", 400, BadQuestion),
        ("SC3", 400, BadQuestion),
        ("SC4", 400, BadQuestion),
        ("SB2", 400, BadQuestion),
        ("SB3", 400, BadQuestion),
        ("AU1", 401, TokenDropped),
        ("AU9", 401, TokenDropped),
        ("AU2", 401, TokenRefused),
        ("AU2", 403, TokenRefused),
        ("AU10", 401, TokenRefused),
        ("AU11", 401, TokenRefused),
        ("AU8", 403, AccountBlocked),
        ("AU12", 500, ServerError { status: 500 }),
        ("AU15", 403, Refused { status: 403 }),
        ("AU3", 500, ServerError { status: 500 }),
        ("AU4", 400, Refused { status: 400 }),
        ("AU5", 403, Refused { status: 403 }),
        ("AU6", 404, Refused { status: 404 }),
        ("AU13", 400, Refused { status: 400 }),
        ("AU14", 500, ServerError { status: 500 }),
        ("RL2", 429, minute()),
        ("RL3", 429, minute()),
        ("RL4", 429, minute()),
        ("RL5", 429, minute()),
        ("RL6", 429, ten_seconds()),
        ("RL7", 429, ten_seconds()),
        ("RL8", 429, minute()),
        ("RL9", 429, minute()),
        ("ZZ1", 429, minute()),
        ("ZZ1", 418, Refused { status: 418 }),
    ]
}

fn body(code: &str) -> String {
    json!({"error": {"code": code, "message": "m", "timestamp": 1, "path": "/api/v2/x"}}).to_string()
}

#[test]
fn s4_each_code_is_a_fault_of_its_class() {
    for (code, status, fault) in table() {
        for version in VERSIONS {
            let outputs = answered(version, &ASK, status, &body(code));
            assert_eq!(unanswered(&outputs), [(ASK, fault.clone())], "{version} {code} {status}");
        }
    }
}

#[test]
fn s4_each_fault_has_a_sentence_and_only_what_the_user_can_change_waits_for_the_user() {
    for (code, _, fault) in table() {
        assert!(fault.sentence(swarmbell_protocols::neuro::SECRET).ends_with('.'), "{code}");
        let waits = matches!(
            fault,
            Fault::TokenDropped | Fault::TokenRefused | Fault::AccountBlocked | Fault::NotOffered
        );
        assert_eq!(fault.retry() == Retry::UntilChanged, waits, "{code}");
    }
}

#[test]
fn s4_a_code_that_concerns_the_token_is_a_fault_of_the_connection() {
    for code in ["AU2", "AU8", "AU10", "AU11"] {
        let outputs = answered("v2", &ASK, 401, &body(code));
        assert_eq!(faults(&outputs).len(), 1, "{code}");
    }
    for code in ["AU1", "AU9", "AU12", "AU15", "RL2"] {
        assert_eq!(faults(&answered("v2", &ASK, 401, &body(code))), [], "{code}: the socket is open");
    }
}

#[test]
fn s4_the_error_sample_is_told_by_its_code_whatever_its_status() {
    for (code, _, fault) in table() {
        if matches!(fault, Fault::Refused { .. } | Fault::ServerError { .. }) || code == "ZZ1" {
            continue;
        }
        let outputs = answered("v2", &ASK, 418, &body(code));
        assert_eq!(unanswered(&outputs), [(ASK, fault)], "{code}");
    }
}
