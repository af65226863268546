//! What the window asks page by page.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use swarmbell_protocols::Event;
use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::{Ask, Snapshot, Way};
use swarmbell_protocols::ask::{Cursor, Hit, Search};
use swarmbell_protocols::event::{EventKey, Subject};
use swarmbell_protocols::schedule::{Entry, EntryKind, Week};
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::web::WebAddress;

use super::Bench;
use super::bench::{START, online};
use crate::controller::Input;
use crate::desktop::recorder::Call;
use crate::desktop::{Report, SecretOutcome};
use crate::link::{ConnectionState, LinkUpdate};
use crate::local::{Answer, Order, Query, Reach, SearchFor};
use crate::ring::Action;
use crate::schedule::Who;
use crate::view::{self, ActivityRow, Page};

const HOUR: i64 = 3_600_000;

fn week(number: u32, entries: &[(i64, &str)]) -> Week {
    let entry = |(hours, message): &(i64, &str)| Entry {
        time: UnixMillis(START.0 + hours * HOUR),
        message: (*message).to_owned(),
        kind: EntryKind::Normal,
    };
    let entries = entries.iter().map(entry).collect();
    Week { year: 2026, week: number, entries, is_final: true, picture: None }
}

impl Bench {
    pub(super) fn schedule(&mut self, week: &Week) {
        self.event(Event {
            event_type: "scheduleUpdate".into(),
            key: EventKey(format!("schedule:{}", week.name())),
            version: Some(week.content_hash()),
            subject: Subject::Schedule(week.clone()),
            page: None,
            payload: Value::Null,
            ..online("")
        });
    }

    fn ask(&mut self, query: Query) -> Option<Answer> {
        self.order(Order::Query { query }).try_recv().ok()
    }

    fn page(&mut self, query: Query) -> Page {
        match self.ask(query) {
            Some(Answer::Page { page }) => *page,
            other => panic!("no page: {other:?}"),
        }
    }

    pub(super) fn kept_week(&mut self, number: u32) -> Page {
        self.page(Query::Week { year: 2026, week: number, reach: Reach::Kept })
    }

    fn rows(&mut self) -> Vec<ActivityRow> {
        match self.page(Query::Activity { before: None, source: None, rang: None }) {
            Page::Activity { rows, .. } => rows,
            other => panic!("no activity: {other:?}"),
        }
    }
}

/// The pages that were opened since the last look.
fn opened(bench: &Bench) -> Vec<WebAddress> {
    let page = |call| if let Call::Open(page) = call { Some(page) } else { None };
    bench.desktop.take().into_iter().filter_map(page).collect()
}

fn messages(page: &Page) -> (Vec<&str>, Vec<&str>) {
    let Page::Week { week: Some(week) } = page else { panic!("no week: {page:?}") };
    (
        week.entries.iter().map(|entry| entry.message.as_str()).collect(),
        week.beside.iter().map(|entry| entry.message.as_str()).collect(),
    )
}

#[test]
fn a_week_is_shown_with_what_its_neighbours_plan_for_the_same_days() {
    let mut bench = Bench::connected();
    bench.schedule(&week(47, &[(-60, "Tuesday"), (60, "next Monday")]));
    bench.schedule(&week(48, &[(50, "Monday of 48"), (60, "next Monday"), (24 * 7, "Friday of 48")]));
    let page = bench.kept_week(47);
    assert_eq!(messages(&page), (vec!["Tuesday", "next Monday"], vec!["Monday of 48"]));
    assert_eq!(bench.kept_week(12), Page::Week { week: None });
}

#[test]
fn what_is_planned_before_the_newest_week_begins_is_told_beside_it() {
    let mut bench = Bench::connected();
    bench.schedule(&week(47, &[(-100, "over"), (-1, "late"), (2, "tonight")]));
    bench.schedule(&week(48, &[(50, "next week")]));
    let newest = view::snapshot(&bench.controller.state, START).neuro.week.unwrap();
    let beside: Vec<&str> = newest.beside.iter().map(|entry| entry.message.as_str()).collect();
    assert_eq!((newest.week, beside), (48, vec!["late", "tonight"]));
}

#[test]
fn weeks_have_neighbours_over_the_turn_of_the_year() {
    let beside = |year, number| view::neighbours(&Week { year, ..week(number, &[]) });
    assert_eq!(beside(2026, 53), [(2026, 52), (2027, 1)]);
    assert_eq!(beside(2027, 1), [(2026, 53), (2027, 2)]);
    assert_eq!(beside(2025, 53), [], "a week that year does not have");
}

#[test]
fn a_week_that_the_server_tells_is_kept_for_later() {
    let mut bench = Bench::connected();
    let query = Query::Week { year: 2026, week: 12, reach: Reach::Server };
    let mut answer = bench.order(Order::Query { query });
    assert!(answer.try_recv().is_err());
    assert!(bench.asked_links().contains(&Ask::Week { year: 2026, week: 12 }));
    let found = Some(week(12, &[(0, "long ago")]));
    bench.update(LinkUpdate::Snapshot(Snapshot::Week { year: 2026, week: 12, found }));
    let Ok(Answer::Page { page }) = answer.try_recv() else { panic!("no answer") };
    assert_eq!(messages(&page).0, ["long ago"]);
    assert_eq!(messages(&bench.kept_week(12)).0, ["long ago"]);
    let kept = bench.page(Query::Weeks { reach: Reach::Kept });
    assert_eq!(kept, Page::Weeks { years: BTreeMap::from([(2026, BTreeSet::from([12]))]) });
}

#[test]
fn the_weeks_that_the_server_lists_join_those_that_are_kept() {
    let mut bench = Bench::connected();
    bench.schedule(&week(47, &[(0, "now")]));
    let mut answer = bench.order(Order::Query { query: Query::Weeks { reach: Reach::Server } });
    let told = BTreeMap::from([(2023, BTreeSet::from([50])), (2026, BTreeSet::from([1]))]);
    bench.update(LinkUpdate::Snapshot(Snapshot::Weeks(told)));
    let years = BTreeMap::from([(2023, BTreeSet::from([50])), (2026, BTreeSet::from([1, 47]))]);
    assert_eq!(answer.try_recv(), Ok(Answer::Page { page: Box::new(Page::Weeks { years }) }));
}

#[test]
fn without_a_token_only_the_weeks_that_are_kept_are_listed() {
    let mut bench = Bench::new();
    bench.keyring(SecretOutcome::Absent);
    bench.connection(ConnectionState::Connected { since: START, via: Way::Poll });
    bench.schedule(&week(47, &[(0, "now")]));
    bench.update(LinkUpdate::Snapshot(Snapshot::Weeks(BTreeMap::from([(2023, BTreeSet::from([50]))]))));
    let years = BTreeMap::from([(2026, BTreeSet::from([47]))]);
    assert_eq!(bench.page(Query::Weeks { reach: Reach::Kept }), Page::Weeks { years });
}

fn for_text(text: &str, reach: Reach) -> Query {
    let search = SearchFor { text: text.to_owned(), ..SearchFor::default() };
    Query::Search { search, reach }
}

#[test]
fn a_search_finds_kept_weeks_at_once_and_the_servers_when_it_answers() {
    let mut bench = Bench::connected();
    bench.schedule(&week(47, &[(0, "Karaoke"), (5, "Minecraft")]));
    let Page::Hits { weeks, next: None } = bench.page(for_text("KARA", Reach::Kept)) else { panic!() };
    assert_eq!((weeks.len(), weeks[0].entries.len()), (1, 1));
    let mut answer = bench.order(Order::Query { query: for_text(" kara ", Reach::Server) });
    let search = Search { text: "kara".to_owned(), ..Search::default() };
    assert!(bench.asked_links().contains(&Ask::Search(search.clone())));
    let hits = vec![Hit { days: BTreeSet::new(), week: week(3, &[(0, "old karaoke")]) }];
    let next = Some(Cursor { year: 2026, week: 3 });
    bench.update(LinkUpdate::Snapshot(Snapshot::Found { search, hits, next }));
    let Ok(Answer::Page { page }) = answer.try_recv() else { panic!("no answer") };
    let Page::Hits { weeks, next: Some((2026, 3)) } = *page else { panic!("{page:?}") };
    assert_eq!(weeks[0].entries[0].message, "old karaoke");
}

#[test]
fn without_a_token_a_search_finds_the_weeks_that_are_kept() {
    let mut bench = Bench::new();
    bench.keyring(SecretOutcome::Absent);
    bench.connection(ConnectionState::Connected { since: START, via: Way::Poll });
    bench.schedule(&week(47, &[(0, "Karaoke"), (5, "Minecraft")]));
    let Page::Hits { weeks, next: None } = bench.page(for_text("kara", Reach::Kept)) else { panic!() };
    assert_eq!(weeks[0].entries[0].message, "Karaoke");
    let mut answer = bench.order(Order::Query { query: for_text("kara", Reach::Server) });
    let search = Search { text: "kara".to_owned(), ..Search::default() };
    bench.update(LinkUpdate::Unanswered(Ask::Search(search), Fault::NeedsToken));
    let Ok(Answer::Said { ok: false, sentence }) = answer.try_recv() else { panic!("nothing said") };
    assert!(sentence.contains("only with your token"), "{sentence}");
}

#[test]
fn what_the_server_cannot_filter_the_bell_leaves_out_of_its_answer_and_of_the_weeks_that_are_kept() {
    let mut bench = Bench::connected();
    bench.schedule(&week(47, &[(-80, "Evil art"), (5, "Evil Neuro karaoke"), (29, "Neuro art")]));
    let told = |page: Page| {
        let Page::Hits { weeks, next } = page else { panic!("no hits") };
        let entries = weeks.iter().flat_map(|week| &week.entries).map(|entry| entry.message.clone());
        (entries.collect::<Vec<_>>().join(", "), next)
    };
    let ask = |wanted: SearchFor, reach| Query::Search { search: wanted, reach };
    let evil = SearchFor { who: Some(Who::Evil), ..SearchFor::default() };
    let ahead = SearchFor { ahead: true, ..evil.clone() };
    let songless =
        SearchFor { without: "karaoke".into(), text: "ar".into(), who: evil.who, ..SearchFor::default() };
    let kept = |bench: &mut Bench, wanted: &SearchFor| told(bench.page(ask(wanted.clone(), Reach::Kept)));
    assert_eq!(kept(&mut bench, &evil), ("Evil art, Evil Neuro karaoke".into(), None));
    assert_eq!(kept(&mut bench, &ahead), ("Evil Neuro karaoke".into(), None));
    assert_eq!(kept(&mut bench, &songless), ("Evil art".into(), None));
    // The server is asked once for who is in all their titles, and each is answered what it wanted.
    let replies = [&evil, &ahead, &songless]
        .map(|wanted| bench.order(Order::Query { query: ask(wanted.clone(), Reach::Server) }));
    let search = Search { text: "evil".into(), ..Search::default() };
    let mut asked = bench.asked_links();
    asked.retain(|ask| matches!(ask, Ask::Search(_)));
    asked.dedup();
    assert_eq!(asked, [Ask::Search(search.clone())]);
    let planned =
        week(46, &[(-300, "Devil art"), (-290, "Evil art"), (-280, "Evil song"), (80, "Evil karaoke")]);
    let hits = vec![Hit { days: [1].into(), week: planned }];
    let next = Some(Cursor { year: 2026, week: 46 });
    bench.update(LinkUpdate::Snapshot(Snapshot::Found { search, hits, next }));
    let answers = replies.map(|mut reply| match reply.try_recv() {
        Ok(Answer::Page { page }) => told(*page),
        other => panic!("{other:?}"),
    });
    let on = Some((2026, 46));
    let wanted = [("Evil art, Evil song, Evil karaoke", on), ("Evil karaoke", on), ("Evil art", on)];
    assert_eq!(answers, wanted.map(|(entries, next)| (entries.to_owned(), next)));
}

#[test]
fn a_search_for_streams_about_development_knows_the_times_that_the_server_told() {
    let mut bench = Bench::connected();
    let of = |text: &str| SearchFor { devstreams: true, text: text.to_owned(), ..SearchFor::default() };
    let ask = |text: &str, reach| Query::Search { search: of(text), reach };
    bench.schedule(&week(47, &[(0, "Karaoke"), (5, "A **dev** stream")]));
    assert_eq!(bench.page(ask("", Reach::Kept)), Page::Hits { weeks: Vec::new(), next: None });
    let mut told = bench.order(Order::Query { query: Query::Devstreams });
    assert!(bench.asked_links().contains(&Ask::DevstreamTimes));
    let times = [5, -24 * 70].map(|hours| UnixMillis(START.0 + hours * HOUR)).to_vec();
    bench.update(LinkUpdate::Snapshot(Snapshot::DevstreamTimes(times)));
    assert_eq!(told.try_recv(), Ok(Answer::Done));
    for reach in [Reach::Kept, Reach::Server] {
        let Page::Hits { weeks, next: None } = bench.page(ask("", reach)) else { panic!("no hits") };
        let told: Vec<(u32, &str)> =
            weeks.iter().map(|week| (week.week, week.entries[0].message.as_str())).collect();
        assert_eq!(told, [(47, "A **dev** stream"), (37, "")]);
    }
    let Page::Hits { weeks, .. } = bench.page(ask("DEV", Reach::Kept)) else { panic!("no hits") };
    assert_eq!(weeks.len(), 1);
}

#[test]
fn a_search_beyond_the_servers_limit_says_how_long_to_wait() {
    let mut bench = Bench::connected();
    let mut answer = bench.order(Order::Query { query: for_text("kara", Reach::Server) });
    let search = Search { text: "kara".to_owned(), ..Search::default() };
    bench.update(LinkUpdate::Unanswered(Ask::Search(search), Fault::RateLimited { wait_secs: 8 }));
    let page = Box::new(Page::Later { seconds: 8 });
    assert_eq!(answer.try_recv(), Ok(Answer::Page { page }));
}

#[test]
fn what_happened_is_listed_in_the_words_of_its_ring_and_leads_where_that_led() {
    let mut bench = Bench::connected();
    bench.event(online("a"));
    let ring = bench.rings().remove(0);
    let row = bench.rows().remove(0);
    assert_eq!((row.title, row.body, row.verdict.as_str()), (ring.title, ring.body, "rang"));
    assert!(row.rang && row.leads);
    assert_eq!(row.source, "NeuroInfoAPI");
    bench.order(Order::Follow { row: row.id });
    let Action::Open(page) = ring.click else { panic!("{:?}", ring.click) };
    assert_eq!(opened(&bench), [page]);
    bench.order(Order::ClearActivity);
    assert_eq!(bench.rows(), []);
    // What is on the screen already is told no second time, and is taken for nothing else.
    bench.event(online("a"));
    assert_eq!(bench.rings(), []);
}

#[test]
fn a_ring_that_is_accepted_after_the_list_was_emptied_is_written_beside_no_other_event() {
    let mut bench = Bench::connected();
    bench.event(online("a"));
    bench.order(Order::ClearActivity);
    bench.schedule(&week(30, &[(0, "another week")]));
    bench.rings();
    let rows = bench.rows();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].verdict.as_str(), rows[0].rang), ("silenced (another week)", false));
}

#[test]
fn a_calendar_file_is_made_of_a_kept_week_and_google_is_opened_by_the_bell() {
    let mut bench = Bench::connected();
    bench.schedule(&week(47, &[(2, "Karaoke"), (26, "Raft")]));
    let file = |week, time| Order::CalendarFile { year: 2026, week, time };
    let Ok(Answer::File { name, text }) = bench.order(file(47, None)).try_recv() else { panic!() };
    assert_eq!((name.as_str(), text.matches("BEGIN:VEVENT").count()), ("neuro-2026-w47.ics", 2));
    let time = START.0 + 2 * HOUR;
    let Ok(Answer::File { text, .. }) = bench.order(file(47, Some(time))).try_recv() else { panic!() };
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
    for refused in [file(12, None), file(47, Some(5))] {
        assert!(matches!(bench.order(refused).try_recv(), Ok(Answer::Said { ok: false, .. })));
    }
    let mut answer = bench.order(Order::GoogleCalendar { year: 2026, week: 47, time });
    let opened = opened(&bench);
    assert!(opened[0].as_str().starts_with("https://calendar.google.com/calendar/render?"), "{opened:?}");
    bench.controller.handle(Input::Desktop(Report::Opened { page: opened[0].clone(), result: Ok(()) }));
    assert_eq!(answer.try_recv(), Ok(Answer::Done));
}
