use serde_json::json;

use super::*;
use crate::settings::SourceSettings;

#[test]
fn a_source_looks_like_this_in_the_settings() {
    let file = json!({
        "name": "Builds",
        "paused": false,
        "system": {
            "kind": "relay",
            "origin": "https://relay.example",
            "app_key": "key",
            "app_id": "app",
            "authoriser": {"endpoint": "https://app.example/auth"},
            "channels": ["main", "private-ops"],
        },
        "rules": [{
            "kinds": ["build.*"],
            "channels": [],
            "relevance": [],
            "fields": [{"field": "status", "is": "equals", "value": "failed"}],
            "rings": true,
            "says": {"title": "{title}", "body": "", "page": "https://ci.example/{id}"},
        }],
    });
    let source: SourceSettings = serde_json::from_value(file.clone()).unwrap();
    assert_eq!(source.check(), Ok(()));
    assert_eq!(serde_json::to_value(&source).unwrap(), file);
}

#[test]
fn a_name_of_veras_can_be_corrected_by_the_settings_file() {
    let file = json!({
        "name": "News",
        "system": {
            "kind": "vera",
            "stream": "https://stream.example",
            "api": "https://api.example",
            "markets": ["m1"],
            "relevance": ["high"],
            "names": {"subscribe": "join"},
        },
    });
    let source: SourceSettings = serde_json::from_value(file).unwrap();
    let System::Vera(vera) = &source.system else { panic!("{source:?}") };
    assert_eq!((vera.names.subscribe.as_str(), vera.names.unsubscribe.as_str()), ("join", "unsubscribe"));
    assert_eq!(source.system.listen().further_origins().len(), 1);
}

#[test]
fn the_rules_of_each_system_come_with_their_texts() {
    let relay = json!({"kind": "relay", "origin": "https://relay.example", "app_key": "key"});
    let relay: System = serde_json::from_value(relay).unwrap();
    let rules = relay.listen().rules();
    let says = rules[0].says.as_ref().unwrap();
    assert!(rules[0].rings && says.page.is_some());
}
