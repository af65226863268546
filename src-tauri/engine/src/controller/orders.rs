//! What people want: orders from window and command line, clicks in tray and notifications.

use std::time::Duration;

use swarmbell_protocols::adapter::Ask;
use swarmbell_protocols::event::EventType;
use swarmbell_protocols::time::{Now, UnixMillis};
use swarmbell_protocols::web::WebAddress;
use swarmbell_words::say;
use tokio::sync::oneshot;

use super::token::say;
use super::{Controller, NoticeKind};
use crate::desktop::TrayClick;
use crate::link::LinkOrder;
use crate::local::{Answer, Order};
use crate::ring::{Action, user_zone};
use crate::rules;
use crate::schedule::calendar;
use crate::settings::{BellChoice, BellChoicesError, Choice, SourceId};
use crate::view;

/// How long *Pause for 1 hour* in the tray lasts.
const TRAY_PAUSE: Duration = Duration::from_secs(60 * 60);

impl Controller {
    /// Carries out an order from the local socket.
    pub(super) fn order(&mut self, order: Order, reply: oneshot::Sender<Answer>, now: Now) {
        let answer = match order {
            Order::Status => Answer::Status { status: Box::new(view::status(&self.state, now)) },
            Order::Doctor => Answer::Doctor { lines: view::doctor(&self.state, now) },
            Order::SetToken { token, source } => return self.try_token(&source, &token, reply),
            Order::ForgetToken { source } => return self.forget_token(&source, reply),
            Order::PutSource { source, settings } => return self.put_source(source, *settings, reply),
            Order::TestSource { source } => return self.test_source(&source, reply),
            Order::SourceSettings { source } => match self.state.settings.sources.get(&source) {
                Some(settings) => Answer::SourceSettings { settings: Box::new(settings.clone()) },
                None => return say(reply, false, &say!("source-gone")),
            },
            Order::Offered { source } => return self.offered(&source, reply),
            Order::TestNotification => return self.test_notification(reply),
            Order::TestSound => return self.test_sound(reply),
            Order::Query { query } => return self.query(query, reply),
            Order::CalendarFile { year, week, time } => return self.calendar_file(year, week, time, reply),
            Order::GoogleCalendar { year, week, time } => {
                return self.google_calendar(year, week, time, reply);
            }
            Order::Remind { time, message, on } => {
                return self.remind_of(UnixMillis(time), &message, on, reply, now);
            }
            Order::RemindWeek { year, week, on } => {
                return self.remind_of_week(year, week, on, reply, now);
            }
            Order::StartAtLogin { wanted } => return self.start_at_login(wanted, reply),
            Order::Open => return self.open_stream(Some(reply)),
            Order::OpenRelease => return self.open_release(reply),
            Order::OpenDashboard => return self.open_dashboard(reply),
            Order::OpenLink { address } => return self.open_link(&address, reply),
            Order::GoogleImport => return self.open_link(calendar::GOOGLE_IMPORT, reply),
            Order::Pause { seconds } if !(1..=Order::MAX_PAUSE_SECS).contains(&seconds) => {
                return say(reply, false, &say!("order-pause-length"));
            }
            Order::SetBell { kind, choice } => return self.set_bell(&EventType(kind), choice, reply, now),
            other => {
                self.carry_out(other, now);
                Answer::Done
            }
        };
        // The asker may be gone; then nobody needs the answer.
        let _ = reply.send(answer);
    }

    fn carry_out(&mut self, order: Order, now: Now) {
        match order {
            Order::Show => self.desktop.show_window(),
            Order::Pause { seconds } => self.pause_until(now.wall.plus(Duration::from_secs(seconds))),
            Order::PauseUntilTomorrow => self.pause_until(rules::until_tomorrow(now.wall, &user_zone())),
            Order::Resume => self.resume(now),
            Order::Quit => self.quitting = true,
            Order::Choose { choice } => self.choose(choice, now),
            Order::Retry => self.retry(),
            Order::Redeem { nonce } => self.desktop.redeem(&nonce),
            Order::PauseSource { source, paused } => self.pause_source(&source, paused),
            Order::RemoveSource { source } => self.remove_source(&source),
            Order::Follow { row } => self.follow(row, now),
            Order::ClearActivity => self.clear_activity(),
            // Answered before, or by the local socket itself.
            Order::Status
            | Order::Doctor
            | Order::Watch
            | Order::SetToken { .. }
            | Order::Open
            | Order::OpenRelease
            | Order::OpenDashboard
            | Order::OpenLink { .. }
            | Order::GoogleImport
            | Order::ForgetToken { .. }
            | Order::TestNotification
            | Order::PutSource { .. }
            | Order::SetBell { .. }
            | Order::TestSound
            | Order::Remind { .. }
            | Order::RemindWeek { .. }
            | Order::TestSource { .. }
            | Order::Offered { .. }
            | Order::SourceSettings { .. }
            | Order::StartAtLogin { .. }
            | Order::Query { .. }
            | Order::CalendarFile { .. }
            | Order::GoogleCalendar { .. } => {}
        }
    }

    /// Carries out a click in the tray.
    pub(super) fn tray_click(&mut self, click: TrayClick, now: Now) {
        match click {
            TrayClick::Icon | TrayClick::ShowWindow => self.desktop.show_window(),
            TrayClick::OpenStream => self.open_stream(None),
            TrayClick::Pause => self.pause_until(now.wall.plus(TRAY_PAUSE)),
            TrayClick::PauseUntilTomorrow => {
                self.pause_until(rules::until_tomorrow(now.wall, &user_zone()));
            }
            TrayClick::Resume => self.resume(now),
            TrayClick::Retry => self.retry(),
            TrayClick::Quit => self.quitting = true,
        }
    }

    /// Carries out a click on a notification or one of its buttons.
    pub(super) fn clicked(&mut self, action: Action, now: Now) {
        match action {
            Action::Open(page) => self.desktop.open(page),
            Action::ShowWindow => self.desktop.show_window(),
            // A snooze never shortens a pause that was to last longer.
            Action::Snooze(duration) => {
                self.pause_until(rules::snoozed(&self.state.settings, now.wall, duration));
            }
        }
    }

    /// Who asks at the command line or in the window learns whether a browser took the page.
    fn open_stream(&mut self, reply: Option<oneshot::Sender<Answer>>) {
        let Some(page) = self.state.neuro.page() else { return };
        self.open_for(page, reply);
    }

    /// Opens the page of the server on which tokens are made (contract neuro §8).
    fn open_dashboard(&mut self, reply: oneshot::Sender<Answer>) {
        let origin = &self.state.sources.neuro().origin;
        match WebAddress::parse(&format!("{origin}/api/dash/")) {
            Ok(page) => self.open_for(page, Some(reply)),
            Err(_) => say(reply, false, &say!("order-no-dashboard")),
        }
    }

    /// Opens a link that somebody followed. It came from outside: what is no https address is refused.
    fn open_link(&mut self, address: &str, reply: oneshot::Sender<Answer>) {
        match WebAddress::parse(address) {
            Ok(page) => self.open_for(page, Some(reply)),
            Err(error) => say(reply, false, &error.to_string()),
        }
    }

    /// Opens a page for somebody who may wait for the outcome.
    pub(super) fn open_for(&mut self, page: WebAddress, reply: Option<oneshot::Sender<Answer>>) {
        self.opening.extend(reply.map(|reply| (page.clone(), reply)));
        self.desktop.open(page);
    }

    /// A page was handed to the browser, or could not be.
    pub(super) fn opened(&mut self, page: &WebAddress, result: Result<(), String>) {
        let asked = self.opening.iter().position(|(opening, _)| opening == page);
        let reply = asked.map(|asked| self.opening.remove(asked).1);
        match (result, reply) {
            (Ok(()), reply) => {
                self.forget_notice(NoticeKind::Opener);
                // The asker may be gone; then nobody needs the answer.
                let _ = reply.map(|reply| reply.send(Answer::Done));
            }
            (Err(sentence), reply) => {
                let sentence = say!("order-address", sentence = sentence, address = page.as_str());
                reply.into_iter().for_each(|reply| say(reply, false, &sentence));
                self.notice(NoticeKind::Opener, sentence);
            }
        }
    }

    fn retry(&mut self) {
        for source in self.state.sources.names() {
            self.find_token_again(&source);
            self.links.order(&source, LinkOrder::RetryNow);
        }
        // Where nothing was lost there is still the present to look at.
        self.links.order(&SourceId::neuro(), LinkOrder::Ask(Ask::Present));
    }

    /// Takes up a choice. What it lets through rings at once, when it is still true.
    fn choose(&mut self, choice: Choice, now: Now) {
        let of_words = matches!(choice, Choice::Language(_) | Choice::Appearance(_));
        let of_updates = matches!(choice, Choice::UpdateNotice(_));
        self.state.settings.choose(choice);
        if of_words {
            self.state.speak();
        }
        if of_updates {
            self.updates_wanted();
        }
        self.save_settings();
        self.ring_what_is_still_true(now);
    }

    /// Changes how a kind rings. What that lets through quiet hours rings at once, when it is still true.
    fn set_bell(&mut self, kind: &EventType, choice: BellChoice, reply: oneshot::Sender<Answer>, now: Now) {
        let neuro = SourceId::neuro();
        let before = rules::bell(&self.state.settings, kind);
        let listed = rules::listed(&self.state.sources.neuro().available);
        let bells = &mut self.state.settings.neuro.bells;
        let chosen = bells.get(kind).changed(choice).apart_from(rules::default_bell(kind));
        if !(listed.contains(kind) || bells.contains(kind)) || bells.put(kind.clone(), chosen).is_err() {
            return say(reply, false, &BellChoicesError.to_string());
        }
        self.save_settings();
        let after = rules::bell(&self.state.settings, kind);
        if before.rings != after.rings {
            self.send_wanted(&neuro);
            self.feeds_changed(&neuro, kind, now);
        }
        if after.through_quiet && !before.through_quiet {
            self.ring_what_is_still_true(now);
        }
        // The asker may be gone; then nobody needs the answer.
        let _ = reply.send(Answer::Done);
    }

    fn pause_until(&mut self, until: UnixMillis) {
        self.state.settings.paused_until = Some(until);
        self.time_pause();
        self.save_settings();
    }

    /// Ends a pause, by hand or because its time has come.
    pub(super) fn resume(&mut self, now: Now) {
        self.state.settings.paused_until = None;
        self.time_pause();
        self.save_settings();
        self.ring_what_is_still_true(now);
    }
}
