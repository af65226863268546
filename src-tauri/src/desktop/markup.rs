//! Texts for what reads markup: notification servers and tray hosts.

/// Escapes the characters that begin markup, so that the text is shown as it is.
///
/// The five of XML, for the simple markup of notification bodies and tray tooltips on Linux and for toast XML on
/// Windows.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // XML 1.0 has no way to write these, escaped or not.
            control if control.is_control() && !matches!(control, '\n' | '\t') => {}
            '\u{fffe}' | '\u{ffff}' => {}
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_shown_as_text() {
        assert_eq!(escape("<b>&amp;</b>"), "&lt;b&gt;&amp;amp;&lt;/b&gt;");
        assert_eq!(escape("\"it's\""), "&quot;it&#39;s&quot;");
    }

    #[test]
    fn what_xml_cannot_say_is_left_out() {
        assert_eq!(escape("a\u{0}b\u{1b}[1mc\u{ffff}"), "ab[1mc");
    }
}
