//! What became of an event, in words. The journal keeps it in words that never change, as
//! [`Verdict`](crate::rules::Verdict) displays; here they are said in the language that is spoken.

use swarmbell_words::say;

use crate::journal::{RANG, SUPERSEDED, TOLD_BY_NUMBER, UNDELIVERED};

/// What the journal keeps, as people read it. What was kept as a sentence stays as it was said.
pub fn verdict(kept: &str) -> String {
    match kept {
        RANG => say!("verdict-rang"),
        "rang without a sound (back online)" => say!("verdict-rang-back"),
        "grouped" => say!("verdict-grouped"),
        SUPERSEDED => say!("verdict-superseded"),
        TOLD_BY_NUMBER => say!("verdict-by-number"),
        UNDELIVERED => say!("verdict-undelivered"),
        other => match other.strip_prefix("silenced (").and_then(|rest| rest.strip_suffix(')')) {
            Some(why) => say!("verdict-silenced", reason = reason(why)),
            None => other.to_owned(),
        },
    }
}

fn reason(kept: &str) -> String {
    match kept {
        "known before" => say!("silenced-before"),
        "switched off" => say!("silenced-switched-off"),
        "another week" => say!("silenced-other-week"),
        "nothing ahead changed" => say!("silenced-nothing-ahead"),
        "none of your keywords" => say!("silenced-only"),
        "paused" => say!("silenced-paused"),
        "quiet hours" => say!("silenced-quiet-hours"),
        "do not disturb" => say!("silenced-do-not-disturb"),
        "full screen" => say!("silenced-full-screen"),
        other => match other.strip_prefix("never: ") {
            Some(phrase) => say!("silenced-never", phrase = phrase),
            None => other.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desktop::HushedBy;
    use crate::rules::{Filtered, Reason, Tone, Verdict};

    #[test]
    fn what_the_journal_keeps_of_a_verdict_is_read_as_it_was_meant() {
        let silent = [
            Reason::Before,
            Reason::SwitchedOff,
            Reason::OtherWeek,
            Reason::NothingAhead,
            Reason::Filtered(Filtered::Only),
            Reason::Filtered(Filtered::Never("a) b: {c}".to_owned())),
            Reason::Paused,
            Reason::QuietHours,
            Reason::Hushed(HushedBy::DoNotDisturb),
            Reason::Hushed(HushedBy::FullScreen),
        ]
        .map(Verdict::Silent);
        let others = [Verdict::Ring(Tone::Normal), Verdict::Ring(Tone::BackOnline), Verdict::Group];
        for kept in silent.iter().chain(&others).map(Verdict::to_string) {
            assert_eq!(verdict(&kept), kept, "English is what is kept");
        }
        let gap = "The server closed the connection. Swarmbell connects again.";
        assert_eq!([verdict(UNDELIVERED), verdict(gap), verdict("")], [UNDELIVERED, gap, ""]);
    }
}
