//! Text from outside, made fit for a notification.

/// Longest text put into one line of a notification, in characters.
pub const MAX_CHARS: usize = 200;

/// One line without control or direction characters, at most [`MAX_CHARS`] characters long.
///
/// White space of any kind becomes a single space. Joiners inside emoji stay; characters that turn the
/// reading direction are removed, since they can make a line say the opposite of what it holds.
pub fn clean(text: &str) -> String {
    let mut line = String::new();
    let mut chars = 0;
    for word in text.split_whitespace() {
        let word: String = word.chars().filter(|&c| !is_unwanted(c)).collect();
        if word.is_empty() {
            continue;
        }
        if chars > 0 {
            line.push(' ');
            chars += 1;
        }
        for c in word.chars() {
            // The last place is kept for the ellipsis.
            if chars == MAX_CHARS {
                line.pop();
                line.push('…');
                return line;
            }
            line.push(c);
            chars += 1;
        }
    }
    line
}

fn is_unwanted(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn control_and_bidi_characters_are_removed() {
        assert_eq!(clean("a\u{202E}b\u{0007}c\u{2066}d"), "abcd");
        assert_eq!(clean(" one\r\n\ttwo\u{2028}three "), "one two three");
    }

    #[test]
    fn joined_emoji_stay_whole() {
        assert_eq!(clean("👩‍🚀 raft"), "👩‍🚀 raft");
    }

    #[test]
    fn ten_thousand_characters_become_two_hundred() {
        let cut = clean(&"x".repeat(10_000));
        assert_eq!(cut.chars().count(), MAX_CHARS);
        assert!(cut.ends_with('…'));
    }

    proptest! {
        #[test]
        fn cleaning_never_exceeds_the_limit_and_changes_nothing_twice(text in any::<String>()) {
            let once = clean(&text);
            prop_assert!(once.chars().count() <= MAX_CHARS);
            prop_assert!(!once.chars().any(is_unwanted));
            prop_assert_eq!(clean(&once), once);
        }
    }
}
