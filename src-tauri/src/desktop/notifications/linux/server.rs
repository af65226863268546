//! The notification server: its interface, what it can do, and how a ring is put to it.

use std::collections::HashMap;

use swarmbell_engine::IDENTIFIER;
use swarmbell_engine::desktop::Delivery;
use swarmbell_engine::ring::Ring;
use swarmbell_words::say;
use zbus::fdo::DBusProxy;
use zbus::message::Message;
use zbus::names::OwnedUniqueName;
use zbus::zvariant::Value;

use super::super::{APP_NAME, BUTTONS};
use super::image;
use super::shown::{BODY_KEY, button_key};
use crate::desktop::bus::owner_of;
use crate::desktop::hush::Readings;
use crate::desktop::markup::escape;

/// Desktop Notifications Specification 1.3, the part used here.
#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_blocking = false
)]
pub(super) trait Notifications {
    /// What the server can do.
    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    /// Name, vendor, version and version of the specification.
    fn get_server_information(&self) -> zbus::Result<(String, String, String, String)>;

    /// Somebody clicked.
    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: String) -> zbus::Result<()>;

    /// A token for the focus, sent just before `ActionInvoked`.
    #[zbus(signal)]
    fn activation_token(&self, id: u32, activation_token: String) -> zbus::Result<()>;

    /// It is off the screen: 1 expired, 2 dismissed, 3 closed by a call, 4 undefined.
    #[zbus(signal)]
    fn notification_closed(&self, id: u32, reason: u32) -> zbus::Result<()>;
}

/// What the present server can do, read once for each owner of the bus name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Capabilities {
    /// It shows the second line.
    body: bool,
    /// It reads markup in it.
    markup: bool,
    /// It shows buttons and tells clicks. Sent to one that does not, they become a dialogue on some desktops.
    actions: bool,
    /// It draws a button for the click on the body, and its body cannot be clicked.
    draws_body_action: bool,
}

/// The server that does so, by its own name (xfce4-notifyd 0.6 to 0.9).
const DRAWS_BODY_ACTION: &str = "Xfce Notify Daemon";

impl Capabilities {
    /// Asks the server.
    pub(super) async fn of(server: &NotificationsProxy<'_>) -> zbus::Result<Self> {
        let words = server.get_capabilities().await?;
        let (name, ..) = server.get_server_information().await?;
        Ok(Self::from_words(&words, &name))
    }

    fn from_words(words: &[String], name: &str) -> Self {
        let has = |word: &str| words.iter().any(|has| has == word);
        Self {
            body: has("body"),
            markup: has("body-markup"),
            actions: has("actions"),
            draws_body_action: name == DRAWS_BODY_ACTION,
        }
    }
}

/// The server, and where it is known whether it shows what it is given.
pub(super) struct Addressee {
    pub(super) server: NotificationsProxy<'static>,
    /// Who it was when a ring was about to be put to it; nobody if it is still to be started.
    pub(super) present: Option<OwnedUniqueName>,
    pub(super) readings: Readings,
}

impl Addressee {
    /// Whether the server keeps notifications off the screen, as soon as that is known.
    pub(super) async fn is_hushed(&self) -> zbus::Result<bool> {
        let present = match &self.present {
            Some(present) => Some(present.clone()),
            None => {
                let names = DBusProxy::new(self.server.inner().connection()).await?;
                owner_of(&names, self.server.inner().destination().to_owned()).await?
            }
        };
        Ok(match present {
            Some(present) => self.readings.of(present).await,
            // It is gone again; a call will tell.
            None => false,
        })
    }
}

/// How long an urgent ring stays, in ms, where the server heeds it. Urgency *critical* would stay for ever and
/// break through do-not-disturb.
const URGENT_MS: i32 = 30_000;

/// Urgencies of the specification.
const LOW: u8 = 0;
const NORMAL: u8 = 1;

/// Under which number which server showed a ring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The server that answered, which may be one that the call started.
    pub(super) server: String,
    /// The number it gave.
    pub(super) id: u32,
}

/// Puts a ring to the server and returns where it shows it.
pub(super) async fn put(
    server: &NotificationsProxy<'_>,
    can: Capabilities,
    ring: &Ring,
) -> zbus::Result<Place> {
    let (summary, body) = texts(can, ring);
    let labels = if can.actions { labels(can, ring) } else { Vec::new() };
    let actions: Vec<&str> = labels.iter().flat_map(|(key, label)| [key.as_str(), label.as_str()]).collect();
    let mut hints = HashMap::from([
        ("desktop-entry", Value::from(IDENTIFIER)),
        ("urgency", Value::from(if ring.quiet { LOW } else { NORMAL })),
        ("category", Value::from("presence")),
        // The bell sounds by itself.
        ("suppress-sound", Value::from(true)),
    ]);
    hints.extend(image::bell().map(|bell| ("image-data", bell)));
    let expire = if ring.urgent { URGENT_MS } else { -1 };
    let notification = (APP_NAME, 0_u32, IDENTIFIER, summary, body, actions, hints, expire);
    // By hand: the answer's sender is wanted.
    let answer = server.inner().call_method("Notify", &notification).await?;
    Ok(Place { server: sender_of(&answer), id: answer.body().deserialize()? })
}

/// The unique name of who sent this; a bus names every sender.
pub(super) fn sender_of(message: &Message) -> String {
    message.header().sender().map(ToString::to_string).unwrap_or_default()
}

/// Action keys and what stands on them, the body first.
fn labels(can: Capabilities, ring: &Ring) -> Vec<(String, String)> {
    let buttons = ring.buttons.iter().take(BUTTONS).enumerate();
    let same_as_body =
        ring.buttons.iter().find(|button| can.draws_body_action && button.action == ring.click);
    let body = (
        BODY_KEY.to_owned(),
        same_as_body.map_or_else(|| say!("button-open"), |button| button.label.clone()),
    );
    let others = buttons.filter(|(_, button)| same_as_body.is_none_or(|same| !std::ptr::eq(same, *button)));
    std::iter::once(body)
        .chain(others.map(|(index, button)| (button_key(index), button.label.clone())))
        .collect()
}

/// The two lines. The specification knows markup in the body only.
fn texts(can: Capabilities, ring: &Ring) -> (String, String) {
    if ring.body.is_empty() {
        (ring.title.clone(), String::new())
    } else if !can.body {
        (format!("{}: {}", ring.title, ring.body), String::new())
    } else if can.markup {
        (ring.title.clone(), escape(&ring.body))
    } else {
        (ring.title.clone(), ring.body.clone())
    }
}

/// What an error of the server means for the ring. It is the last word about it.
pub(super) fn delivery_of(error: &zbus::Error) -> Delivery {
    match error {
        zbus::Error::MethodError(name, ..) => match name.as_str() {
            "org.freedesktop.DBus.Error.AccessDenied" => Delivery::Denied,
            // *No reply* is what the bus says for a server that ended in the middle of the call.
            "org.freedesktop.DBus.Error.NoReply"
            | "org.freedesktop.DBus.Error.TimedOut"
            | "org.freedesktop.DBus.Error.ServiceUnknown"
            | "org.freedesktop.DBus.Error.NameHasNoOwner" => Delivery::NoServer,
            spawn if spawn.starts_with("org.freedesktop.DBus.Error.Spawn.") => Delivery::NoServer,
            _ => Delivery::Refused,
        },
        zbus::Error::InputOutput(_) | zbus::Error::Connection(..) => Delivery::NoServer,
        _ => Delivery::Refused,
    }
}

#[cfg(test)]
mod tests {
    use swarmbell_engine::ring::{Action, Button, RingId, SNOOZE};

    use super::*;

    fn ring(title: &str, body: &str) -> Ring {
        Ring {
            source: None,
            id: RingId(1),
            title: title.to_owned(),
            body: body.to_owned(),
            click: Action::ShowWindow,
            buttons: Vec::new(),
            urgent: false,
            quiet: false,
            sounds: true,
            waits: false,
        }
    }

    fn can(words: &[&str]) -> Capabilities {
        Capabilities::from_words(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>(), "any")
    }

    #[test]
    fn markup_is_escaped_only_where_the_server_reads_it() {
        let ring = ring("<b>Live</b>", "<img src=x> & more");
        let escaped = "&lt;img src=x&gt; &amp; more".to_owned();
        assert_eq!(texts(can(&["body", "body-markup"]), &ring), (ring.title.clone(), escaped));
        assert_eq!(texts(can(&["body"]), &ring), (ring.title.clone(), ring.body.clone()));
    }

    #[test]
    fn a_server_without_a_second_line_gets_both_in_the_first() {
        assert_eq!(texts(can(&[]), &ring("Live", "Just Chatting")).0, "Live: Just Chatting");
    }

    #[test]
    fn a_server_that_draws_the_body_as_a_button_shows_no_button_twice() {
        let page = swarmbell_protocols::web::WebAddress::twitch_channel("vedal987").unwrap();
        let click = Action::Open(page);
        let watch = Button { label: "Watch".to_owned(), action: click.clone() };
        let snooze = Button { label: "Snooze 1 h".to_owned(), action: Action::Snooze(SNOOZE) };
        let ring = Ring { click, buttons: vec![watch, snooze], ..ring("Live", "") };
        let drawn = |name| {
            let can = Capabilities::from_words(&["actions".to_owned()], name);
            labels(can, &ring).into_iter().map(|(key, label)| format!("{key}={label}")).collect::<Vec<_>>()
        };
        assert_eq!(drawn("Xfce Notify Daemon"), ["default=Watch", "button-1=Snooze 1 h"]);
        assert_eq!(drawn("gnome-shell"), ["default=Open", "button-0=Watch", "button-1=Snooze 1 h"]);
    }
}
