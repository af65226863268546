//! A ring as a toast of Windows.
//!
//! Everything in it is carried out by the shell (`activationType="protocol"`), so a click works from the
//! notification centre and after this program ended. A page is given as its https address. What only the bell
//! can do is a `swarmbell:` link with a nonce: ours, used once, and worth nothing to anybody else.

use swarmbell_engine::ring::{Action, Ring};

use super::BUTTONS;
use crate::desktop::markup::escape;

/// The XML of a toast. It is silent: the bell sounds by itself. `nonce_of` names an action that only the bell can carry out.
pub(super) fn toast_xml(ring: &Ring, mut nonce_of: impl FnMut(&Action) -> String) -> String {
    let mut link = |action: &Action| escape(&link_of(action, &mut nonce_of));
    let launch = link(&ring.click);
    let duration = if ring.urgent { "long" } else { "short" };
    let mut actions = String::new();
    for button in ring.buttons.iter().take(BUTTONS) {
        let (label, arguments) = (escape(&button.label), link(&button.action));
        actions.push_str(&format!(
            r#"<action content="{label}" activationType="protocol" arguments="{arguments}"/>"#
        ));
    }
    let (title, body) = (escape(&ring.title), escape(&ring.body));
    format!(
        r#"<toast launch="{launch}" activationType="protocol" duration="{duration}"><visual><binding template="ToastGeneric"><text>{title}</text><text>{body}</text></binding></visual><audio silent="true"/><actions>{actions}</actions></toast>"#
    )
}

fn link_of(action: &Action, nonce_of: &mut impl FnMut(&Action) -> String) -> String {
    match action {
        Action::Open(page) => page.as_str().to_owned(),
        Action::ShowWindow => "swarmbell:show".to_owned(),
        Action::Snooze(_) => format!("swarmbell:snooze/{}", nonce_of(action)),
    }
}

#[cfg(test)]
mod tests {
    use swarmbell_engine::ring::{Button, RingId, SNOOZE};
    use swarmbell_protocols::web::WebAddress;

    use super::*;

    #[test]
    fn clicks_are_carried_out_by_the_shell() {
        let page = WebAddress::parse("https://www.twitch.tv/vedal987?a=1&b='").unwrap();
        let buttons = vec![Button { label: "Snooze 1 h".to_owned(), action: Action::Snooze(SNOOZE) }];
        let (title, body) = ("<b> & \"q\"".to_owned(), "Just Chatting".to_owned());
        let ring = Ring {
            source: None,
            id: RingId(1),
            title,
            body,
            click: Action::Open(page),
            buttons,
            urgent: true,
            quiet: false,
            sounds: true,
            waits: false,
        };
        let xml = toast_xml(&ring, |_| "n0nce".to_owned());
        assert_eq!(
            xml,
            r#"<toast launch="https://www.twitch.tv/vedal987?a=1&amp;b=%27" activationType="protocol" duration="long"><visual><binding template="ToastGeneric"><text>&lt;b&gt; &amp; &quot;q&quot;</text><text>Just Chatting</text></binding></visual><audio silent="true"/><actions><action content="Snooze 1 h" activationType="protocol" arguments="swarmbell:snooze/n0nce"/></actions></toast>"#
        );
    }
}
