//! Planned streams for other calendars: as an iCalendar file (RFC 5545) and as a page of Google Calendar.

use std::time::Duration;

use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus};
use swarmbell_protocols::schedule::{Entry, EntryKind, Week};
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::web::WebAddress;
use swarmbell_words::say;
use url::Url;

use crate::ring::plain;

/// Nobody publishes how long a stream will be; most last about this long.
const LENGTH: Duration = Duration::from_secs(2 * 60 * 60);

/// Behind the moment in an entry's identity, so that an entry that is imported again replaces itself.
const UID_DOMAIN: &str = "io.github.swarmbell.Swarmbell";

/// Who wrote the file (RFC 5545 §3.7.3).
const PRODUCT: &str = "-//Swarmbell//Schedule//EN";

const GOOGLE: &str = "https://calendar.google.com/calendar/render";

/// The page on which a calendar file can be chosen: no page takes up several entries at once.
pub const GOOGLE_IMPORT: &str = "https://calendar.google.com/calendar/r/settings/export";

/// More of a text does not fit into an address.
const GOOGLE_CHARS: usize = 200;

/// Which entries a calendar is to take up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picked {
    /// All of the week.
    All,
    /// Those of this moment.
    At(UnixMillis),
}

/// An iCalendar file of a week's streams, told at `as_of`; `None` when it would hold none. Days without a stream are
/// none; what was canceled is in it as canceled, so that a calendar which knows it already takes it out.
pub fn file(week: &Week, picked: Picked, as_of: UnixMillis, page: &WebAddress) -> Option<String> {
    let entries = week.entries.iter().filter(|entry| picked.takes(entry) && entry.kind != EntryKind::Offline);
    let events: Vec<Event> = entries.filter_map(|entry| event(entry, week.is_final, as_of, page)).collect();
    if events.is_empty() {
        return None;
    }
    let mut calendar = Calendar::new();
    calendar.append_property(("PRODID", PRODUCT)).extend(events);
    Some(calendar.done().to_string())
}

/// The name a file of these entries should have.
pub fn file_name(week: &Week, picked: Picked) -> String {
    let of_one = match picked {
        Picked::All => String::new(),
        Picked::At(time) => utc(time).map(|time| time.format("-%Y%m%d-%H%M").to_string()).unwrap_or_default(),
    };
    format!("neuro-{}-w{:02}{of_one}.ics", week.year, week.week)
}

/// The page of Google Calendar on which an entry can be added.
pub fn google_page(entry: &Entry, page: &WebAddress) -> Option<WebAddress> {
    let format = "%Y%m%dT%H%M%SZ";
    let (begins, ends) = (utc(entry.time)?, utc(entry.time.plus(LENGTH))?);
    let title: String = title(entry).chars().take(GOOGLE_CHARS).collect();
    let dates = format!("{}/{}", begins.format(format), ends.format(format));
    let parameters =
        [("action", "TEMPLATE"), ("text", &title), ("dates", &dates), ("location", page.as_str())];
    let address = Url::parse_with_params(GOOGLE, parameters).ok()?;
    WebAddress::parse(address.as_str()).ok()
}

impl Picked {
    fn takes(self, entry: &Entry) -> bool {
        match self {
            Self::All => true,
            Self::At(time) => entry.time == time,
        }
    }
}

fn event(entry: &Entry, is_final: bool, as_of: UnixMillis, page: &WebAddress) -> Option<Event> {
    let (begins, ends, told) = (utc(entry.time)?, utc(entry.time.plus(LENGTH))?, utc(as_of)?);
    let event = Event::new()
        .uid(&format!("{}@{UID_DOMAIN}", entry.time.0))
        .timestamp(told)
        .starts(begins)
        .ends(ends)
        .summary(&title(entry))
        .location(page.as_str())
        .url(page.as_str())
        .status(status(entry.kind, is_final))
        // A stream makes nobody busy.
        .add_property("TRANSP", "TRANSPARENT")
        .done();
    Some(event)
}

fn title(entry: &Entry) -> String {
    let words = plain(&entry.message);
    if words.is_empty() { say!("calendar-unnamed") } else { words }
}

fn status(kind: EntryKind, is_final: bool) -> EventStatus {
    match kind {
        EntryKind::Canceled => EventStatus::Cancelled,
        EntryKind::Normal if is_final => EventStatus::Confirmed,
        EntryKind::Normal | EntryKind::Offline | EntryKind::Tbd | EntryKind::Unknown => {
            EventStatus::Tentative
        }
    }
}

fn utc(at: UnixMillis) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(at.0)
}

#[cfg(test)]
mod tests {
    use ical::IcalParser;
    use ical::parser::ical::component::IcalEvent;

    use super::*;

    /// 2026-11-20 19:00 UTC.
    const FRIDAY: i64 = 1_795_201_200_000;

    fn page() -> WebAddress {
        WebAddress::twitch_channel("vedal987").unwrap()
    }

    fn entry(time: i64, message: &str, kind: EntryKind) -> Entry {
        Entry { time: UnixMillis(time), message: message.to_owned(), kind }
    }

    fn week(entries: Vec<Entry>, is_final: bool) -> Week {
        Week { year: 2026, week: 47, entries, is_final, picture: None }
    }

    /// What a parser that is not ours reads.
    fn read(file: &str) -> Vec<IcalEvent> {
        let calendars: Vec<_> = IcalParser::new(file.as_bytes()).collect::<Result<_, _>>().unwrap();
        assert_eq!(calendars.len(), 1, "{file}");
        calendars.into_iter().flat_map(|calendar| calendar.events).collect()
    }

    fn property<'a>(event: &'a IcalEvent, name: &str) -> &'a str {
        let found = event.properties.iter().find(|property| property.name == name);
        found.and_then(|property| property.value.as_deref()).unwrap_or_default()
    }

    fn events_of(entries: Vec<Entry>, is_final: bool, picked: Picked) -> Vec<IcalEvent> {
        read(&file(&week(entries, is_final), picked, UnixMillis(FRIDAY - 86_400_000), &page()).unwrap())
    }

    #[test]
    fn a_week_is_a_calendar_file_that_another_parser_reads() {
        let long = format!("**Karaoke**; with, commas and\\or {}", "ö🎤".repeat(60));
        let entries = vec![entry(FRIDAY, &long, EntryKind::Normal), entry(FRIDAY + 1, "", EntryKind::Normal)];
        let events = events_of(entries, true, Picked::All);
        assert_eq!(events.len(), 2);
        let title = format!("Karaoke\\; with\\, commas and\\\\or {}", "ö🎤".repeat(60));
        assert_eq!(property(&events[0], "SUMMARY"), title);
        assert_eq!(property(&events[0], "DTSTART"), "20261120T190000Z");
        assert_eq!(property(&events[0], "DTEND"), "20261120T210000Z");
        assert_eq!(property(&events[0], "DTSTAMP"), "20261119T190000Z");
        assert_eq!(property(&events[0], "URL"), "https://www.twitch.tv/vedal987");
        assert_eq!(property(&events[0], "TRANSP"), "TRANSPARENT");
        assert_eq!(property(&events[1], "SUMMARY"), "Stream");
    }

    #[test]
    fn no_line_of_a_calendar_file_is_longer_than_other_programs_take() {
        let long = entry(FRIDAY, &"日本語🎤".repeat(100), EntryKind::Normal);
        let file = file(&week(vec![long], true), Picked::All, UnixMillis(FRIDAY), &page()).unwrap();
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
        assert!(!file.replace("\r\n", "").contains('\n'));
    }

    #[test]
    fn nothing_in_a_text_becomes_a_property_of_a_calendar() {
        let hostile = entry(FRIDAY, "a\r\nEND:VEVENT\nATTACH:file:///etc/passwd", EntryKind::Normal);
        let events = events_of(vec![hostile], true, Picked::All);
        assert_eq!(events.len(), 1);
        assert_eq!(property(&events[0], "ATTACH"), "");
    }

    #[test]
    fn what_was_canceled_is_canceled_in_a_calendar_and_a_day_off_is_not_in_it() {
        let entries = vec![
            entry(FRIDAY, "a", EntryKind::Canceled),
            entry(FRIDAY + 1, "b", EntryKind::Offline),
            entry(FRIDAY + 2, "c", EntryKind::Tbd),
            entry(FRIDAY + 3, "d", EntryKind::Normal),
        ];
        let statuses = |is_final| -> Vec<String> {
            let events = events_of(entries.clone(), is_final, Picked::All);
            events.iter().map(|event| property(event, "STATUS").to_owned()).collect()
        };
        assert_eq!(statuses(true), ["CANCELLED", "TENTATIVE", "CONFIRMED"]);
        assert_eq!(statuses(false), ["CANCELLED", "TENTATIVE", "TENTATIVE"]);
        let off = week(vec![entry(FRIDAY, "b", EntryKind::Offline)], true);
        assert_eq!(file(&off, Picked::All, UnixMillis(FRIDAY), &page()), None);
    }

    #[test]
    fn one_entry_alone_keeps_its_identity_in_a_calendar() {
        let entries = vec![entry(FRIDAY, "a", EntryKind::Normal), entry(FRIDAY + 1, "b", EntryKind::Normal)];
        let all = events_of(entries.clone(), true, Picked::All);
        let one = events_of(entries.clone(), false, Picked::At(UnixMillis(FRIDAY + 1)));
        assert_eq!(one.len(), 1);
        assert_eq!(property(&one[0], "UID"), property(&all[1], "UID"));
        assert_ne!(property(&all[0], "UID"), property(&all[1], "UID"));
        let name = file_name(&week(entries, true), Picked::At(UnixMillis(FRIDAY)));
        assert_eq!(name, "neuro-2026-w47-20261120-1900.ics");
    }

    #[test]
    fn a_page_of_google_calendar_is_filled_in_with_what_was_planned() {
        let google =
            |message: &str| google_page(&entry(FRIDAY, message, EntryKind::Normal), &page()).unwrap();
        let wanted = "https://calendar.google.com/calendar/render?action=TEMPLATE&text=Neuro+%26+Evil\
            &dates=20261120T190000Z%2F20261120T210000Z&location=https%3A%2F%2Fwww.twitch.tv%2Fvedal987";
        assert_eq!(google("Neuro & __Evil__").as_str(), wanted);
        assert!(google(&"日".repeat(5_000)).as_str().len() <= WebAddress::MAX_BYTES);
    }

    #[test]
    fn a_moment_outside_the_calendar_is_left_out_of_files() {
        let far = entry(i64::MAX, "a", EntryKind::Normal);
        assert_eq!(google_page(&far, &page()), None);
        assert_eq!(file(&week(vec![far], true), Picked::All, UnixMillis(FRIDAY), &page()), None);
    }
}
