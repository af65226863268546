//! Section 4: the event record, of which only the id must be there.

use serde_json::{Value, json};
use swarmbell_protocols::Event;
use swarmbell_protocols::event::{EventKey, Subject};
use swarmbell_protocols::news::{Market, Relevance, Story};
use swarmbell_protocols::time::UnixMillis;

use crate::vera::session::{Session, WALL, events, example, notes};

fn told(message: &Value) -> Event {
    let outputs = Session::fresh().text(&message.to_string());
    let [event] = &events(&outputs)[..] else { panic!("{outputs:?}") };
    event.clone()
}

fn story(event: Event) -> Story {
    let Subject::Story(story) = event.subject else { panic!("{event:?}") };
    story
}

fn with(members: Value) -> Value {
    let mut message = json!({"type": "event", "event": {"id": "evt_1"}});
    for (name, value) in members.as_object().unwrap() {
        message["event"][name] = value.clone();
    }
    message
}

#[test]
fn s4_1_the_example_is_understood() {
    let message: Value = serde_json::from_str(example("event.json")).unwrap();
    let event = told(&message);
    assert_eq!(event.key, EventKey("evt_4TmK9bR7pLx0".into()));
    assert_eq!(event.event_type.as_str(), "event");
    assert_eq!(event.at, UnixMillis(1_795_201_050_000));
    assert_eq!(event.page.as_ref().unwrap().as_str(), "https://news.example.net/2026/11/20/ferry-vote");
    assert_eq!(event.channel.as_deref(), Some("polymarket_0x7c41d0e2aa90"));
    assert_eq!(event.payload, message);
    let expected = Story {
        headline: Some("Council schedules ferry funding vote for Monday".into()),
        publication: Some("Harbor Wire".into()),
        summary: Some("A committee cleared the plan; the full vote follows next week.".into()),
        relevance: Some(Relevance::High),
        markets: vec![Market {
            id: "polymarket_0x7c41d0e2aa90".into(),
            question: Some("Will the ferry plan pass before December?".into()),
            yes: Some(0.58),
            no: Some(0.43),
        }],
    };
    assert_eq!(story(event), expected);
}

#[test]
fn s4_2_a_story_may_bear_on_no_market() {
    let event = told(&serde_json::from_str(example("event.noMarkets.json")).unwrap());
    assert_eq!(event.channel, None);
    let story = story(event);
    assert_eq!((story.relevance, story.markets), (Some(Relevance::Low), Vec::new()));
}

#[test]
fn s4_2_a_market_may_lack_anything_but_its_id() {
    let mut message = with(json!({}));
    message["related_markets"] = json!([{"venue": "polymarket"}, {"market_id": "m_1"}, 7, null]);
    let bare = Market { id: "m_1".into(), question: None, yes: None, no: None };
    assert_eq!(story(told(&message)).markets, [bare]);
    message["related_markets"] = json!("all");
    assert_eq!(story(told(&message)).markets, []);
}

#[test]
fn s4_2_a_story_that_bears_on_very_many_markets_names_the_first_twenty() {
    let mut message = with(json!({}));
    message["related_markets"] = (0..500).map(|id| json!({"market_id": format!("m_{id}")})).collect();
    assert_eq!(story(told(&message)).markets.len(), 20);
}

#[test]
fn s4_4_an_id_is_enough() {
    let event = told(&serde_json::from_str(example("event.minimal.json")).unwrap());
    assert_eq!((event.at, event.page.clone(), event.channel.clone()), (WALL, None, None));
    let none = Story { headline: None, publication: None, summary: None, relevance: None, markets: vec![] };
    assert_eq!(story(event), none);
}

#[test]
fn s4_4_without_an_id_there_is_no_event() {
    for event in [json!({}), json!({"id": ""}), json!({"id": null}), json!([]), json!("evt_1"), json!(null)] {
        let outputs = Session::fresh().text(&json!({"type": "event", "event": event}).to_string());
        assert_eq!((outputs.len(), notes(&outputs).len()), (1, 1), "{event}");
    }
}

#[test]
fn s4_4_the_headline_is_the_first_text_there_is() {
    let source = json!({"publication": "P"});
    let table = [
        (json!({"headline": "H", "title": "T", "summary": "S", "source": source}), "H", Some("S")),
        (json!({"headline": " ", "title": "T", "summary": "S", "source": source}), "T", Some("S")),
        (json!({"headline": 7, "summary": "S", "text": "X", "source": source}), "S", None),
        (json!({"source": source}), "P", None),
    ];
    for (members, headline, summary) in table {
        let story = story(told(&with(members.clone())));
        assert_eq!(
            (story.headline.as_deref(), story.summary.as_deref()),
            (Some(headline), summary),
            "{members}"
        );
    }
}

#[test]
fn s4_4_the_time_is_that_of_publication_else_of_intake_else_now() {
    let published = json!({"published_at": "2026-11-20T18:00:00Z"});
    let both = with(json!({"ingested_at": "2026-11-20T18:30:00.5Z", "source": published}));
    assert_eq!(told(&both).at, UnixMillis(1_795_197_600_000));
    assert_eq!(
        told(&with(json!({"ingested_at": "2026-11-20T18:30:00.5Z"}))).at,
        UnixMillis(1_795_199_400_500)
    );
    assert_eq!(told(&with(json!({"ingested_at": "yesterday"}))).at, WALL);
}

#[test]
fn s4_4_the_level_is_the_bucket_of_anything_about_relevance() {
    let level = |members| story(told(&with(members))).relevance;
    assert_eq!(level(json!({"my_relevance_2": {"bucket": "Moderate"}})), Some(Relevance::Moderate));
    assert_eq!(level(json!({"relevance": "high"})), None);
    assert_eq!(level(json!({"relevance": {"bucket": "extreme"}})), None);
    assert_eq!(level(json!({"importance": {"bucket": "high"}})), None);
}

#[test]
fn s4_4_only_an_https_page_can_be_opened() {
    let page = |url: &str| told(&with(json!({"source": {"url": url}}))).page;
    assert!(page("https://a.example/x").is_some());
    for url in ["http://a.example/x", "javascript:alert(1)", "https://u:p@a.example/", ""] {
        assert_eq!(page(url), None, "{url}");
    }
}

#[test]
fn s4_4_texts_are_cut_and_a_huge_record_is_not_kept() {
    let long = "ä".repeat(100_000);
    let event = told(&with(json!({"headline": long, "summary": long, "source": {"publication": long}})));
    assert_eq!(event.payload, Value::Null);
    let story = story(event);
    let chars = |text: Option<String>| text.unwrap().chars().count();
    assert_eq!((chars(story.headline), chars(story.publication)), (500, 100));
}

#[test]
fn s4_3_what_the_server_says_about_every_record_is_kept_with_it() {
    let payload = told(&serde_json::from_str(example("event.json")).unwrap()).payload;
    for flag in ["not_investment_advice", "not_trading_signal"] {
        assert_eq!(payload["meta"][flag], true, "{flag}");
    }
}
