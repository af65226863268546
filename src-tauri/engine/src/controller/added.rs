//! The sources that somebody added: taken up, changed, paused, tried out, taken away.

use swarmbell_protocols::Fault;
use swarmbell_protocols::adapter::Ask;
use swarmbell_protocols::ask::Search;
use swarmbell_protocols::ask::channels::{Answer as Told, Message, Offer, Question};
use swarmbell_protocols::time::Now;
use swarmbell_words::say;
use tokio::sync::oneshot;

use super::gaps::HistoryPage;
use super::queries::page_answer;
use super::token::say;
use super::{Controller, SourceState, UnderWay};
use crate::link::{ConnectionState, LinkOrder};
use crate::local::Answer;
use crate::ring::clean;
use crate::schedule::filter::Filter;
use crate::settings::{SourceError, SourceId, SourceSettings};
use crate::view::Page;

type Reply = oneshot::Sender<Answer>;

/// Somebody waits for the answer to a question to a source.
#[derive(Debug)]
pub(super) struct Asking {
    source: SourceId,
    ask: Ask,
    /// What is left out of what is found.
    filter: Filter,
    reply: Reply,
}

/// The event that tries out a source into which can be published.
const TEST_EVENT: &str = "swarmbell-test";

/// More names are not offered to pick from; a page of a thousand helps nobody.
const OFFERED: usize = 500;

/// Why nothing comes of a source that is not connected.
fn silence(state: &SourceState, is_paused: bool) -> String {
    match state.invalid {
        Some(error) => error.to_string(),
        None if is_paused => say!("source-is-paused"),
        None => say!("source-is-starting"),
    }
}

/// The name to subscribe under, in which what narrows it down is still to be filled in.
fn name_of(offer: Offer) -> String {
    let filters: Vec<String> = offer.filters.iter().map(|filter| format!("{}=", filter.name)).collect();
    if filters.is_empty() { offer.id } else { format!("{}?{}", offer.id, filters.join("&")) }
}

impl Controller {
    /// Begins to listen to a source that the settings know.
    pub(super) fn take_up(&mut self, source: &SourceId) {
        let Some(settings) = self.state.settings.sources.get(source) else { return };
        let former = self.place(source).zip(self.state.sources.get(source).map(|state| state.token));
        let state = SourceState { invalid: self.refusal(source), ..SourceState::of(settings) };
        self.state.sources.insert(source.clone(), state);
        if self.under_way.get(source).is_none() {
            self.under_way.insert(source.clone(), UnderWay::default());
        }
        // A secret that is at hand for these servers is used on, also where no keyring keeps it.
        let kept =
            former.filter(|(place, _)| self.place(source).as_ref() == Some(place) && self.has_secret(source));
        match kept {
            Some((_, token)) => {
                self.token_is(source, token);
                self.start_link(source, true);
            }
            None if !self.is_paused(source) => self.find_token(source),
            None => {}
        }
    }

    /// Takes up a new source, or other settings of one that is there.
    pub(super) fn put_source(&mut self, source: Option<SourceId>, settings: SourceSettings, reply: Reply) {
        let settings = SourceSettings { name: clean(&settings.name), ..settings };
        let known = source.as_ref().and_then(|source| self.state.settings.sources.get(source)).cloned();
        let full = known.is_none() && self.state.settings.sources.len() >= SourceSettings::MOST;
        let refusal = settings.check().err().or(full.then_some(SourceError::Sources));
        if let Some(error) = refusal {
            return say(reply, false, &error.to_string());
        }
        let source = match (source, &known) {
            (Some(source), Some(_)) => source,
            (Some(_), None) => return say(reply, false, &say!("source-gone")),
            (None, _) => SourceId::fresh(settings.system.listen().id()),
        };
        let before = known.as_ref().map(|known| (known.paused, &known.system));
        let listens_anew = before != Some((settings.paused, &settings.system));
        if listens_anew {
            self.fall_silent(&source);
        }
        if known.is_some_and(|known| known.system.listen().server() != settings.system.listen().server()) {
            self.move_out(&source);
        }
        self.state.settings.sources.insert(source.clone(), settings.clone());
        self.save_settings();
        if listens_anew {
            self.take_up(&source);
        } else if let Some(state) = self.state.sources.get_mut(&source) {
            state.rules = SourceState::rules_of(&settings);
        }
        let _ = reply.send(Answer::Source { id: source.to_string() });
    }

    /// Listens to a source no more for the time being, or again.
    pub(super) fn pause_source(&mut self, source: &SourceId, paused: bool) {
        let Some(settings) = self.state.settings.sources.get_mut(source) else { return };
        if std::mem::replace(&mut settings.paused, paused) != paused {
            self.save_settings();
            self.fall_silent(source);
            self.take_up(source);
        }
    }

    /// Takes a source away, with its secret and what is remembered of it.
    pub(super) fn remove_source(&mut self, source: &SourceId) {
        if self.state.settings.sources.remove(source).is_none() {
            return;
        }
        self.save_settings();
        self.fall_silent(source);
        self.move_out(source);
        self.state.sources.remove(source);
        self.under_way.remove(source);
        // There may be room now for one of too many.
        let refused = |(id, state): (&SourceId, &SourceState)| {
            (state.invalid == Some(SourceError::Sources)).then(|| id.clone())
        };
        let refused: Vec<SourceId> = self.state.sources.others().filter_map(refused).collect();
        refused.iter().for_each(|source| self.take_up(source));
    }

    /// Leaves a server: nothing that it knew or told is carried to another.
    fn move_out(&mut self, source: &SourceId) {
        if let Some(place) = self.place(source) {
            self.let_go_of_secret(source);
            self.forget_place(place);
        }
        self.rings.forget_source(source);
        if let Some(under_way) = self.under_way.get_mut(source) {
            under_way.position = None;
        }
        self.sampling.forget_source(source);
        self.forget_source(source);
    }

    /// Ends a source's link. What was asked over it finds no answer.
    fn fall_silent(&mut self, source: &SourceId) {
        let now = self.clock.now();
        self.drop_token_work(source);
        self.links.stop(source);
        self.connection_changed(source, ConnectionState::Disconnected, now);
        if let Some(under_way) = self.under_way.get_mut(source) {
            // News of the link that ends are dropped.
            under_way.generation += 1;
            under_way.catchup.lost();
        }
        self.abandon_questions(source);
    }

    /// Nobody answers any more what was asked over a link that is gone.
    pub(super) fn abandon_questions(&mut self, source: &SourceId) {
        let (gone, kept) = std::mem::take(&mut self.asking)
            .into_iter()
            .partition(|asking: &Asking| asking.source == *source);
        self.asking = kept;
        let gone: Vec<Asking> = gone;
        gone.into_iter().for_each(|asking| say(asking.reply, false, &say!("source-begun-anew")));
    }

    /// Tries out a source: where something can be published, a test event goes the whole way; elsewhere the connection
    /// says how it is.
    pub(super) fn test_source(&mut self, source: &SourceId, reply: Reply) {
        let Some(settings) = self.state.settings.sources.get(source) else {
            return say(reply, false, &say!("source-gone"));
        };
        let system = settings.system.listen();
        let has_secret = self.has_secret(source);
        let channel = system.wanted().into_iter().next().filter(|_| system.publishes(has_secret));
        let Some(channel) = channel else { return self.say_connection(source, reply) };
        let data =
            serde_json::json!({ "title": say!("source-test-title"), "message": say!("source-test-message") });
        let message = Message { channel: channel.0, event: TEST_EVENT.to_owned(), data: data.to_string() };
        self.put_question(source, Ask::Channels(Question::Publish(vec![message])), reply);
    }

    fn say_connection(&self, source: &SourceId, reply: Reply) {
        let Some(state) = self.state.sources.get(source) else { return };
        let (ok, sentence) = match &state.connection {
            ConnectionState::Connected { .. } => (true, say!("source-connected")),
            ConnectionState::Failed { reason } | ConnectionState::Reconnecting { reason, .. } => {
                (false, reason.sentence(state.secret))
            }
            ConnectionState::Connecting => (false, say!("source-connecting")),
            ConnectionState::Disconnected => (false, silence(state, self.is_paused(source))),
        };
        say(reply, ok, &sentence);
    }

    /// Asks what can be subscribed to.
    pub(super) fn offered(&mut self, source: &SourceId, reply: Reply) {
        let settings = self.state.settings.sources.get(source);
        let ask = settings.and_then(|settings| settings.system.listen().offered(self.has_secret(source)));
        match ask {
            Some(ask) => self.put_question(source, ask, reply),
            None => say(reply, false, &say!("source-offers-nothing")),
        }
    }

    pub(super) fn put_question(&mut self, source: &SourceId, ask: Ask, reply: Reply) {
        self.put(source, ask, Filter::default(), reply);
    }

    /// Looks for something, of which the asker wants what a filter keeps.
    pub(super) fn put_search(&mut self, source: &SourceId, search: Search, filter: Filter, reply: Reply) {
        self.put(source, Ask::Search(search), filter, reply);
    }

    fn put(&mut self, source: &SourceId, ask: Ask, filter: Filter, reply: Reply) {
        let Some(state) = self.state.sources.get(source) else { return };
        if state.connection == ConnectionState::Disconnected {
            return say(reply, false, &silence(state, self.is_paused(source)));
        }
        self.links.order(source, LinkOrder::Ask(ask.clone()));
        self.asking.push(Asking { source: source.clone(), ask, filter, reply });
    }

    /// Something was told of channels.
    pub(super) fn channels_told(&mut self, source: &SourceId, told: Told, now: Now) {
        match told {
            Told::Published(messages) => {
                let said = Answer::Said { ok: true, sentence: say!("source-test-taken") };
                self.answer(source, &Ask::Channels(Question::Publish(messages)), &said);
            }
            Told::Channels(channels) => {
                let names = channels.into_keys().take(OFFERED).collect();
                self.answer(source, &Ask::Channels(Question::Channels), &Answer::Offered { names });
            }
            Told::Catalogue(offers) => {
                let names = offers.into_iter().take(OFFERED).map(name_of).collect();
                self.answer(source, &Ask::Channels(Question::Catalogue), &Answer::Offered { names });
            }
            Told::Subscription { channel, failed } => {
                let Some(state) = self.state.sources.get_mut(source) else { return };
                match failed {
                    Some(fault) => _ = state.refused.insert(channel, fault),
                    None => _ = state.refused.remove(&channel),
                }
            }
            Told::History { channel, events, next, .. } => {
                self.history(source, HistoryPage { channel, events, next }, now);
            }
            // Nobody asks for these yet.
            Told::Channel { .. }
            | Told::Members { .. }
            | Told::Log(_)
            | Told::Stats { .. }
            | Told::Health => {}
        }
    }

    fn answer(&mut self, source: &SourceId, ask: &Ask, answer: &Answer) {
        self.trial_answered(source, ask, None);
        self.reply_to(source, ask, answer);
    }

    pub(super) fn reply_to(&mut self, source: &SourceId, ask: &Ask, answer: &Answer) {
        for (_, reply) in self.askers(source, ask) {
            // The asker may be gone; then nobody needs the answer.
            let _ = reply.send(answer.clone());
        }
    }

    /// Those who wait for the answer to a question: links ask the same thing once, however many want to know.
    pub(super) fn askers(&mut self, source: &SourceId, ask: &Ask) -> Vec<(Filter, Reply)> {
        let same = |asking: &mut Asking| asking.source == *source && asking.ask == *ask;
        self.asking.extract_if(.., same).map(|asking| (asking.filter, asking.reply)).collect()
    }

    /// A question that somebody waits for found no answer.
    pub(super) fn no_answer(&mut self, source: &SourceId, ask: &Ask, fault: &Fault) {
        self.trial_answered(source, ask, Some(fault));
        let answer = match (ask, fault) {
            // Who looks for something is shown how long to wait; the page asks again by itself.
            (Ask::Search(_), Fault::RateLimited { wait_secs }) => {
                page_answer(Page::Later { seconds: *wait_secs })
            }
            _ => Answer::Said { ok: false, sentence: fault.sentence(self.state.secret(source)) },
        };
        self.reply_to(source, ask, &answer);
    }

    pub(super) fn has_secret(&self, source: &SourceId) -> bool {
        let origin = self.state.sources.get(source).map(|state| &state.origin);
        origin.is_some_and(|origin| self.secrets.get(source, origin).is_some())
    }

    pub(super) fn is_paused(&self, source: &SourceId) -> bool {
        self.state.settings.sources.get(source).is_some_and(|settings| settings.paused)
    }

    /// Whether it is neither paused nor one that cannot be listened to.
    pub(super) fn is_listened_to(&self, source: &SourceId) -> bool {
        let invalid = self.state.sources.get(source).is_none_or(|state| state.invalid.is_some());
        !invalid && !self.is_paused(source)
    }

    /// Why a source cannot be listened to. What comes from the settings' file is looked at like what is entered.
    fn refusal(&self, source: &SourceId) -> Option<SourceError> {
        let sources = &self.state.settings.sources;
        let first = sources.keys().take(SourceSettings::MOST).any(|first| first == source);
        let refusal = sources.get(source)?.check().err();
        refusal.or((!first).then_some(SourceError::Sources))
    }
}
