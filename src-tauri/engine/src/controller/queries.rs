//! What the window asks page by page, and what it does with the answers.

use std::collections::{BTreeMap, BTreeSet};

use swarmbell_protocols::adapter::Ask;
use swarmbell_protocols::ask::{Cursor, Hit, Search};
use swarmbell_protocols::picture::PictureAddress;
use swarmbell_protocols::schedule::{Entry, Week};
use swarmbell_protocols::time::{Now, UnixMillis};
use swarmbell_protocols::web::WebAddress;
use swarmbell_words::say;
use tokio::sync::oneshot;

use super::learn::{DEVSTREAMS, WEEK, WEEKS, is_at_hand, week_name};
use super::token::say;
use super::{Controller, KnownWeek};
use crate::journal::{Listed, RANG, Row};
use crate::local::{Answer, Query, Reach, SearchFor};
use crate::picture::{PictureId, PictureSize, Pictures, Wanted};
use crate::ring::label;
use crate::schedule::calendar::{self, Picked};
use crate::schedule::{devstreams, search};
use crate::settings::SourceId;
use crate::view::{self, ActivityRow, Page, WeekView};

type Reply = oneshot::Sender<Answer>;

/// Lines of the activity list on one page.
const ROWS: u32 = 50;

impl Controller {
    /// Answers a question of the window, from memory or from the server.
    pub(super) fn query(&mut self, query: Query, reply: Reply) {
        let neuro = SourceId::neuro();
        let page = match query {
            Query::Weeks { reach: Reach::Kept } => Page::Weeks { years: self.kept_weeks() },
            Query::Weeks { reach: Reach::Server } => return self.put_question(&neuro, Ask::Weeks, reply),
            Query::Week { year, week, reach: Reach::Kept } => {
                Page::Week { week: self.kept_week(year, week).map(|known| self.week_page(&known)) }
            }
            Query::Week { year, week, reach: Reach::Server } => {
                return self.put_question(&neuro, Ask::Week { year, week }, reply);
            }
            Query::Search { search, reach: Reach::Server } if !search.devstreams => {
                let (search, filter) = search.at_server();
                return self.put_search(&neuro, search, filter, reply);
            }
            // The server knows no streams about development either; when they were it tells by itself.
            Query::Search { search, .. } => self.search_kept(search),
            Query::Devstreams => return self.put_question(&neuro, Ask::DevstreamTimes, reply),
            Query::Picture { id, size } => return self.picture(id, size, reply),
            Query::Activity { before, source, rang } => self.activity(&Listed { before, source, rang }),
        };
        // The asker may be gone; then nobody needs the answer.
        let _ = reply.send(page_answer(page));
    }

    /// The server told which weeks there are.
    pub(super) fn weeks_told(&mut self, source: &SourceId, weeks: &BTreeMap<i32, BTreeSet<u32>>, now: Now) {
        self.cache(source, WEEKS, weeks, now.wall);
        let page = Page::Weeks { years: self.kept_weeks() };
        self.reply_to(source, &Ask::Weeks, &page_answer(page));
    }

    /// The server told how a week is planned; perhaps that it is not.
    pub(super) fn week_told(
        &mut self,
        source: &SourceId,
        place: (i32, u32),
        found: Option<Week>,
        now: UnixMillis,
    ) {
        let (year, week) = place;
        let known = found.map(|week| KnownWeek { week, as_of: now });
        match &known {
            // Reminders look at the weeks that are at hand.
            Some(known) if is_at_hand(&known.week, now) => self.know_week(known.clone(), now),
            _ => self.cache(source, &week_name(year, week), &known, now),
        }
        let page = Page::Week { week: known.map(|known| self.week_page(&known)) };
        self.reply_to(source, &Ask::Week { year, week }, &page_answer(page));
    }

    /// The server told where the schedule speaks of something.
    pub(super) fn search_told(
        &mut self,
        source: &SourceId,
        search: &Search,
        hits: &[Hit],
        next: Option<Cursor>,
        now: UnixMillis,
    ) {
        let askers = self.askers(source, &Ask::Search(search.clone()));
        for (filter, reply) in askers {
            let (hits, next) = filter.thin(search, hits, next, now);
            // The asker may be gone; then nobody needs the answer.
            let _ = reply.send(page_answer(self.hits_page(hits, next, now)));
        }
    }

    /// A week as it is remembered.
    pub(super) fn kept_week(&self, year: i32, week: u32) -> Option<KnownWeek> {
        let at_hand = self.state.neuro.weeks.get(&(year, week)).cloned();
        let kept = || self.cached::<Option<KnownWeek>>(&SourceId::neuro(), &week_name(year, week)).flatten();
        at_hand.or_else(kept)
    }

    /// All weeks that are remembered.
    fn all_kept_weeks(&self) -> BTreeMap<(i32, u32), KnownWeek> {
        let kept: Vec<Option<KnownWeek>> = self.all_cached(&SourceId::neuro(), WEEK);
        let kept = kept.into_iter().flatten().map(|known| (known.place(), known));
        kept.chain(self.state.neuro.weeks.clone()).collect()
    }

    /// The weeks that can be shown: those that are remembered, and with a token those that the server told of.
    fn kept_weeks(&self) -> BTreeMap<i32, BTreeSet<u32>> {
        let neuro = SourceId::neuro();
        let told = self.cached::<BTreeMap<i32, BTreeSet<u32>>>(&neuro, WEEKS);
        // Which weeks there are is told to everybody, how one is planned is not (contract neuro §2).
        let mut years = told.filter(|_| self.has_secret(&neuro)).unwrap_or_default();
        for (year, week) in self.all_kept_weeks().into_keys() {
            years.entry(year).or_default().insert(week);
        }
        years
    }

    /// A week with what its neighbours plan for the same days.
    fn week_page(&self, known: &KnownWeek) -> view::WeekView {
        let neighbours = view::neighbours(&known.week);
        let neighbours: Vec<KnownWeek> =
            neighbours.into_iter().filter_map(|(year, week)| self.kept_week(year, week)).collect();
        view::week(
            known,
            &neighbours.iter().map(|known| &known.week).collect::<Vec<_>>(),
            &self.state.settings.neuro.reminders,
        )
    }

    /// Looks through what is remembered: the weeks, or the streams about development. The server has no filter for
    /// those: it tells times, and the weeks that are kept say what was there.
    fn search_kept(&self, wanted: SearchFor) -> Page {
        let of_devstreams = wanted.devstreams;
        let (search, filter) = wanted.in_memory();
        let kept = self.all_kept_weeks();
        let kept = kept.values().map(|known| &known.week);
        let now = self.clock.now().wall;
        let found = if of_devstreams {
            let times: Vec<UnixMillis> = self.cached(&SourceId::neuro(), DEVSTREAMS).unwrap_or_default();
            search::search(&devstreams::weeks(&times, kept), &search, &filter, now)
        } else {
            search::search(kept, &search, &filter, now)
        };
        self.hits_page(found.hits, found.next, now)
    }

    fn hits_page(&self, hits: Vec<Hit>, next: Option<Cursor>, as_of: UnixMillis) -> Page {
        let reminders = &self.state.settings.neuro.reminders;
        let week = |hit: Hit| view::week(&KnownWeek { week: hit.week, as_of }, &[], reminders);
        // What was found is a list of entries: pictures belong to whole weeks.
        let weeks = hits.into_iter().map(|hit| WeekView { picture: None, ..week(hit) }).collect();
        Page::Hits { weeks, next: next.map(|next| (next.year, next.week)) }
    }

    /// A picture by its name. Only what a server told of is looked for.
    fn picture(&self, id: PictureId, size: PictureSize, reply: Reply) {
        let at_hand = self.state.neuro.stream().and_then(|stream| stream.picture.clone());
        let weeks = || self.all_kept_weeks().into_values().filter_map(|known| known.week.picture);
        let of_this_name = |address: &PictureAddress| PictureId::of(address) == id;
        let address = at_hand.filter(of_this_name).or_else(|| weeks().find(of_this_name));
        let Some(address) = address else { return Pictures::say_none(reply) };
        let own = self.state.sources.neuro().origin.clone();
        self.pictures.want(Wanted { id, address, own, size, reply });
    }

    fn activity(&self, listed: &Listed) -> Page {
        let rows = self.journal.list(listed, ROWS + 1);
        let mut rows = rows
            .inspect_err(|error| tracing::warn!(%error, "the journal gave no activity"))
            .unwrap_or_default();
        let goes_on = rows.len() > ROWS as usize;
        rows.truncate(ROWS as usize);
        let next = rows.last().map(|row| row.id).filter(|_| goes_on);
        Page::Activity { rows: rows.into_iter().map(|row| self.activity_row(row)).collect(), next }
    }

    fn activity_row(&self, row: Row) -> ActivityRow {
        let source = self.source_name(&row.source);
        let verdict = row.verdict.unwrap_or_default();
        ActivityRow {
            id: row.id,
            source,
            title: row.title.unwrap_or_else(|| label(&row.event_type)),
            event_type: row.event_type,
            at: row.at.0,
            decided_at: row.decided_at.map(|at| at.0),
            body: row.body.unwrap_or_default(),
            rang: verdict.starts_with(RANG),
            verdict: view::verdict(&verdict),
            leads: row.leads,
        }
    }

    /// What a source is called; its id when it is not there any more.
    fn source_name(&self, source: &str) -> String {
        let added = self.state.settings.sources.iter().find(|(id, _)| id.as_str() == source);
        match added {
            Some((_, settings)) => settings.name.clone(),
            None if source == SourceId::neuro().as_str() => view::NEURO_NAME.to_owned(),
            None => source.to_owned(),
        }
    }

    /// Does what a click on the ring of a line of the activity list would have done.
    pub(super) fn follow(&mut self, row: i64, now: Now) {
        match self.journal.click(row) {
            Ok(Some(action)) => self.clicked(action, now),
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "the journal gave no click"),
        }
    }

    /// A calendar file of a week, or of one entry of it.
    pub(super) fn calendar_file(&self, year: i32, week: u32, time: Option<i64>, reply: Reply) {
        let Some((known, page)) = self.kept_week(year, week).zip(self.state.neuro.page()) else {
            return say(reply, false, &say!("order-week-unknown"));
        };
        let picked = time.map_or(Picked::All, |time| Picked::At(UnixMillis(time)));
        match calendar::file(&known.week, picked, known.as_of, &page) {
            Some(text) => {
                let name = calendar::file_name(&known.week, picked);
                // The asker may be gone; then nobody needs the answer.
                let _ = reply.send(Answer::File { name, text });
            }
            None => say(reply, false, &say!("order-nothing-planned")),
        }
    }

    /// Opens the page on which an entry can be added to Google Calendar.
    pub(super) fn google_calendar(&mut self, year: i32, week: u32, time: i64, reply: Reply) {
        match self.google_page(year, week, UnixMillis(time)) {
            Some(page) => self.open_for(page, Some(reply)),
            None => say(reply, false, &say!("order-week-unknown")),
        }
    }

    fn google_page(&self, year: i32, week: u32, time: UnixMillis) -> Option<WebAddress> {
        let known = self.kept_week(year, week)?;
        let entry: &Entry = known.week.entries.iter().find(|entry| entry.time == time)?;
        calendar::google_page(entry, &self.state.neuro.page()?)
    }
}

pub(super) fn page_answer(page: Page) -> Answer {
    Answer::Page { page: Box::new(page) }
}
