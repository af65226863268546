//! A snapshot is small: 16 KiB, whatever servers send and people enter. Each of its lists has a share of them, and each text
//! from outside a length that no honest one reaches. What is left out of the week is asked for as a page.

use serde::Serialize;
use swarmbell_protocols::time::UnixMillis;

use super::{DayEntry, WeekView, WindowSnapshot};

/// Bytes of a snapshot as JSON at most.
pub const SNAPSHOT_BYTES: usize = 16 * 1024;

/// The week with what is beside it. An ordinary one takes a third of this.
const WEEK: usize = 2_300;

/// The bells. The documented ones take most of this; a server may list others.
const BELLS: usize = 2_200;

/// What the user should know: all that there may be at once.
const NOTICES: usize = 1_400;

/// One of these.
const NOTICE: usize = 260;

/// A channel that a source was refused, with the reason.
const REASON: usize = 130;

/// All of these of one source: the first at least.
const REFUSED: usize = REASON + 60;

/// The title of a stream: 140 letters of any script, as Twitch takes.
const TITLE: usize = 420;

/// A category, a subathon's name and its next goal.
const LABEL: usize = 120;

/// What names a source: as many letters as its form takes, of any script but not of pictures only.
const NAME: usize = 120;

/// The address of its server.
const SERVER: usize = 80;

/// The servers of all of them, of which some have two.
const SERVERS: usize = 650;

/// The sentence about one source.
const SENTENCE: usize = 220;

/// Entries that began this long ago are not shown as the next ones any more.
const PAST_MS: i64 = 12 * 60 * 60 * 1_000;

/// Leaves out and shortens what takes more than its share.
pub(super) fn fit(snapshot: &mut WindowSnapshot, now: UnixMillis) {
    let neuro = &mut snapshot.neuro;
    if let Some(week) = &mut neuro.week {
        fit_week(week, now);
    }
    if let Some(live) = &mut neuro.live {
        shorten(&mut live.title, TITLE);
        shorten(&mut live.category, LABEL);
    }
    if let Some(subathon) = &mut neuro.subathon {
        shorten(&mut subathon.name, LABEL);
        if let Some(next) = &mut subathon.next {
            shorten(&mut next.name, LABEL);
        }
    }
    neuro.bells.truncate(fitting(&neuro.bells, BELLS));
    for source in &mut snapshot.sources {
        shorten(&mut source.name, NAME);
        shorten(&mut source.server, SERVER);
        shorten(&mut source.sentence, SENTENCE);
        source.refused.iter_mut().for_each(|refused| shorten(refused, REASON));
        source.refused.truncate(fitting(&source.refused, REFUSED));
    }
    snapshot.servers.truncate(fitting(&snapshot.servers, SERVERS));
    snapshot.notices.iter_mut().for_each(|notice| shorten(notice, NOTICE));
    snapshot.notices.truncate(fitting(&snapshot.notices, NOTICES));
}

/// Of a week that takes more than its share, the entries that come next.
fn fit_week(week: &mut WeekView, now: UnixMillis) {
    let all = [&week.entries[..], &week.beside[..]].concat();
    if fitting(&all, WEEK) == all.len() {
        return;
    }
    week.whole = false;
    week.beside.clear();
    let is_ahead = |entry: &DayEntry| entry.time >= now.0.saturating_sub(PAST_MS);
    if week.entries.iter().any(is_ahead) {
        week.entries.retain(is_ahead);
    }
    week.entries.truncate(fitting(&week.entries, WEEK));
}

/// How many of these, from the first on, take no more than `share` bytes as JSON.
fn fitting<T: Serialize>(items: &[T], share: usize) -> usize {
    let bytes = |item: &T| serde_json::to_vec(item).map_or(usize::MAX, |json| json.len().saturating_add(1));
    let mut taken = 0_usize;
    let fits = |item: &&T| {
        taken = taken.saturating_add(bytes(item));
        taken <= share
    };
    items.iter().take_while(fits).count()
}

/// Cuts a text to this many bytes as JSON.
fn shorten(text: &mut String, most: usize) {
    if text.chars().map(written).sum::<usize>() <= most {
        return;
    }
    let mut bytes = '…'.len_utf8();
    let fits = |letter: &char| {
        bytes += written(*letter);
        bytes <= most
    };
    let kept: String = text.chars().take_while(fits).collect();
    *text = kept + "…";
}

/// Bytes of a letter as JSON.
fn written(letter: char) -> usize {
    match letter {
        '"' | '\\' => 2,
        '\0'..='\u{1f}' => 6,
        other => other.len_utf8(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_shortened_between_two_characters() {
        for most in 3..15 {
            let mut text = "ä\"ö🔔ß".to_owned();
            shorten(&mut text, most);
            let json = serde_json::to_string(&text).unwrap();
            assert!(json.len() - 2 <= most && text.ends_with('…') == (most < 12), "{most}: {text}");
        }
    }

    #[test]
    fn only_the_first_that_fit_are_taken() {
        assert_eq!(fitting(&["ab", "cd", "ef"], 10), 2);
        assert_eq!(fitting(&["ab", "cd", "ef"], 15), 3);
        assert_eq!(fitting::<&str>(&[], 0), 0);
    }
}
