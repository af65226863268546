//! Section 3: which streams there are.

use swarmbell_protocols::ask::channels::{Answer, Offer, Question};
use swarmbell_protocols::shuriken::Stream;

use crate::shuriken::session::{Session, answers, config};

fn known() -> Vec<Offer> {
    let outputs = Session::new(config()).ask(Question::Catalogue);
    let [Answer::Catalogue(offers)] = &answers(&outputs)[..] else { panic!("{outputs:?}") };
    offers.clone()
}

fn filters(offer: &Offer) -> Vec<&str> {
    assert!(offer.filters.iter().all(|filter| filter.required));
    offer.filters.iter().map(|filter| filter.name.as_str()).collect()
}

#[test]
fn s3_the_21_streams_are_told_where_the_path_of_the_catalogue_is_unknown() {
    let known = known();
    assert_eq!(known.len(), 21);
    let of = |id: &str| known.iter().find(|offer| offer.id == id).unwrap();
    assert_eq!(filters(of("svm.token.holderStats")), ["tokenAddress"]);
    assert_eq!(filters(of("evm.token.balances")), ["chainId", "tokenAddress"]);
    assert_eq!(filters(of("evm.wallet.tokenBalances")), ["walletAddress"]);
    assert_eq!(filters(of("alpha.signalFeedProfile")), ["profileId"]);
    assert_eq!(filters(of("alpha.signalFeedNamed")), ["feedId"]);
    assert_eq!(filters(of("svm.bondingCurve.graduations")), [""; 0]);
    assert!(known.iter().all(|offer| Stream::parse(&offer.id).is_some_and(|stream| stream.id() == offer.id)));
}

#[test]
fn s3_six_streams_tell_of_the_users_own_affairs() {
    let personal = known().into_iter().filter(|offer| offer.personal).map(|offer| offer.id);
    assert_eq!(
        personal.collect::<Vec<_>>(),
        [
            "alpha.signalFeedPersonal",
            "alpha.signalFeedProfile",
            "alpha.signalFeedNamed",
            "alpha.personal",
            "portfolio.notifications",
            "automation.updates",
        ]
    );
}
