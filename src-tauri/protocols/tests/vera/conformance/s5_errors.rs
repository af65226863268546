//! Section 5: what a refused request means.

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::Output;
use swarmbell_protocols::vera::Config;

use crate::vera::session::{HOUR, Session, config, kept, request};

#[test]
fn s5_each_error_is_a_fault_of_its_class() {
    let table = [
        (400, "", Fault::BadQuestion),
        (422, "invalid_parameter", Fault::BadQuestion),
        (401, "missing_authentication", Fault::TokenDropped),
        (401, "invalid_authentication", Fault::TokenRefused),
        (401, "revoked_key", Fault::TokenRefused),
        (401, "", Fault::TokenRefused),
        (402, "payment_required", Fault::PastDue),
        (402, "", Fault::PastDue),
        (403, "scope_required", Fault::TokenRefused),
        (403, "", Fault::Refused { status: 403 }),
        (404, "not_found", Fault::NotOffered),
        (404, "", Fault::Refused { status: 404 }),
        (409, "whatever", Fault::Refused { status: 409 }),
        (429, "rate_limit_exceeded", Fault::RateLimited { wait_secs: 1 }),
        (429, "", Fault::RateLimited { wait_secs: 1 }),
        (500, "internal_error", Fault::ServerError { status: 500 }),
        (502, "", Fault::ServerError { status: 502 }),
        (504, "", Fault::ServerError { status: 504 }),
        (200, "", Fault::Unreadable),
    ];
    for (status, kind, fault) in table {
        let (mut session, opened) =
            Session::open(Config { position: Some(kept("evt_1", 2 * HOUR)), ..config() });
        let body = format!(r#"{{"error":{{"type":"{kind}","request_id":"req_1"}}}}"#);
        let outputs = session.reply(request(&opened).id, status, &body);
        assert!(fault.sentence(swarmbell_protocols::vera::SECRET).ends_with('.'));
        let ends = matches!(fault, Fault::TokenRefused | Fault::PastDue);
        let expected = if ends { Output::Fault(fault) } else { Output::RequestFailed(fault) };
        assert_eq!(outputs, [expected], "{status} {kind}");
    }
}
