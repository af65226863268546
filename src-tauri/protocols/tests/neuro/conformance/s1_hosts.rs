//! Section 1: hosts, authorisation, envelope.

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Input, Output, Snapshot};
use swarmbell_protocols::secret::SecretRef;

use super::{VERSIONS, answered, told};
use crate::neuro::session::{ORIGIN, Session, requests, unanswered};

#[test]
fn s1_every_request_goes_below_the_origin_and_the_token_into_the_header_only() {
    for version in VERSIONS {
        let mut session = Session::speaking(version, true);
        for ask in super::s2_endpoints::asks() {
            for request in requests(&session.step(Input::Ask(ask))) {
                let address = request.address.0.as_str();
                assert!(address.starts_with(&format!("{ORIGIN}/api/{version}/")), "{address}");
                assert_eq!(request.bearer, Some(SecretRef::Token), "{address}");
                assert!(!address.contains("token"), "{address}");
            }
        }
    }
}

#[test]
fn s1_a_success_is_read_with_and_without_its_envelope_in_both_versions() {
    for version in VERSIONS {
        for body in
            [r#"{"2023":[11]}"#, r#"{"data":{"2023":[11]}}"#, r#"{"data":{"2023":[11]},"cached":true}"#]
        {
            let Snapshot::Weeks(weeks) = told(version, &Ask::Weeks, body) else { panic!("weeks") };
            assert_eq!(weeks.keys().copied().collect::<Vec<_>>(), [2023], "{version} {body}");
        }
    }
}

#[test]
fn s1_an_error_is_read_with_and_without_time_and_path_in_both_versions() {
    let bare = r#"{"error":{"code":"AP1","message":"m"}}"#;
    let full =
        r#"{"error":{"code":"AP1","message":"m","timestamp":1795201212345,"path":"/api/v2/schedule"}}"#;
    for version in VERSIONS {
        for body in [bare, full] {
            let outputs = answered(version, &Ask::Weeks, 500, body);
            assert_eq!(unanswered(&outputs), [(Ask::Weeks, Fault::ServerError { status: 500 })]);
        }
    }
}

#[test]
fn s1_only_a_confirmed_week_is_final_and_only_version_2_has_pictures() {
    let ask = Ask::Week { year: 2026, week: 47 };
    let week = |version, more: &str| {
        let body = format!(r#"{{"year":2026,"week":47,"schedule":[]{more}}}"#);
        match told(version, &ask, &body) {
            Snapshot::Week { found: Some(week), .. } => (week.is_final, week.picture.is_some()),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(week("v1", r#","isFinal":true"#), (true, false));
    assert_eq!(week("v1", r#","isFinal":false"#), (false, false));
    assert_eq!(week("v1", ""), (false, false));
    assert_eq!(week("v2", r#","status":"confirmed","imageUrl":"https://i.example/47.png""#), (true, true));
    assert_eq!(week("v2", r#","status":"auto_discord","imageUrl":null"#), (false, false));
    assert_eq!(week("v2", r#","status":"auto_twitch","isFinal":true"#), (false, false));
}

#[test]
fn s1_the_headers_that_announce_the_end_of_version_1_are_told() {
    use swarmbell_protocols::adapter::{Deprecation, Reply};
    use swarmbell_protocols::time::UnixMillis;
    let mut session = Session::speaking("v1", true);
    let outputs = session.step(Input::Ask(Ask::Weeks));
    let deprecation = Some(Deprecation { sunset: Some(UnixMillis(1_793_491_200_000)) });
    let reply = Reply { deprecation, ..Reply::new(200, "{}") };
    let outputs = session.step(Input::Reply { id: requests(&outputs)[0].id, reply: &reply });
    let told = outputs
        .iter()
        .any(|output| matches!(output, Output::Snapshot(Snapshot::Api(api)) if api.sunset.is_some()));
    assert!(told, "{outputs:?}");
}
