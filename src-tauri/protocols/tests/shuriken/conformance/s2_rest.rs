//! Sections 2 and 2.2: the API, and its catalogue.

use swarmbell_protocols::ask::channels::{Answer, Question};
use swarmbell_protocols::secret::SecretRef;
use swarmbell_protocols::shuriken::Config;

use crate::shuriken::session::{
    API, GLOBAL, Session, answers, config, example, parsed, path, request, requests,
};

#[test]
fn s2_every_request_goes_below_the_api_with_the_key() {
    let (mut session, post) = Session::posting(&[GLOBAL]);
    let history = Question::History { channel: Some(GLOBAL.to_owned()), after: None };
    let mut all = vec![post];
    all.extend(requests(&session.ask(history)));
    assert_eq!(all.len(), 2);
    for asked in all {
        assert!(asked.address.0.as_str().starts_with(&format!("{API}/api/v2/")), "{asked:?}");
        assert_eq!(asked.bearer, Some(SecretRef::Token));
    }
}

#[test]
fn s2_2_the_catalogue_is_read_with_all_it_says_and_its_path_is_never_guessed() {
    let mut session = Session::new(config());
    assert_eq!(requests(&session.ask(Question::Catalogue)), []);
    let mut session = Session::new(Config { catalogue: Some("/some/path".to_owned()), ..config() });
    let asked = request(&session.ask(Question::Catalogue));
    assert_eq!(path(&asked), "/some/path");
    let body = example("http.catalog.response.json");
    let outputs = session.reply(asked.id, 200, body);
    let [Answer::Catalogue(offers)] = &answers(&outputs)[..] else { panic!("{outputs:?}") };
    let shown = parsed(body);
    let shown = shown.get("data").unwrap_or(&shown)["streams"].as_array().unwrap();
    assert_eq!(offers.len(), shown.len());
    for (offer, shown) in offers.iter().zip(shown) {
        assert_eq!(offer.id, shown["id"].as_str().unwrap());
        assert_eq!(offer.personal, shown["visibility"] == "presence");
        let filters = shown["filters"].as_array().unwrap();
        let read: Vec<_> =
            offer.filters.iter().map(|filter| (filter.name.as_str(), filter.required)).collect();
        let told =
            filters.iter().map(|filter| (filter["name"].as_str().unwrap(), filter["required"] == true));
        assert_eq!(read, told.collect::<Vec<_>>());
    }
}
