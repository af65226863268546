//! What a notification daemon drew on the screen, and the pointer on it.

use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::accessible::{Tree, Widget};
use crate::desk::{Desk, Notifications};
use crate::input::Button;
use crate::screen::{Area, Picture};
use crate::wait::until_still;

/// The window class dunst gives its one window.
const DUNST: &str = "Dunst";

/// The program name under which xfce4-notifyd is in the accessibility tree.
const XFCE: &str = "xfce4-notifyd";

/// Colours of an empty bubble: background, frame and what shows through. Text, smoothed at its edges, brings dozens.
const PLAIN_COLOURS: usize = 8;

/// Where a bubble is, and its buttons with their labels.
type Found = (Area, Vec<(String, Area)>);

/// A bubble on the screen.
#[derive(Debug)]
pub struct Bubble<'desk> {
    desk: &'desk Desk,
    daemon: Notifications,
    area: Area,
    buttons: Vec<(String, Area)>,
}

/// Waits for the bubble whose text holds `text`.
///
/// With dunst, which draws all bubbles into one window and says nothing to screen readers, it is that window.
///
/// # Errors
/// No such bubble was drawn within `within`, or the desk has no notification daemon.
pub async fn wait_for<'desk>(desk: &'desk Desk, text: &str, within: Duration) -> Result<Bubble<'desk>> {
    let what = format!("a bubble with {text:?}");
    let daemon = desk.notification_daemon();
    let tree = match daemon {
        Notifications::None => anyhow::bail!("this desk has no notification daemon"),
        Notifications::Dunst => None,
        Notifications::Xfce => Some(Tree::open(desk.bus()).await?),
    };
    let (area, buttons, _) = until_still(&what, within, || async {
        let Some((area, buttons)) = find(desk, tree.as_ref(), text).await? else { return Ok(None) };
        let picture = desk.screen().picture_of(area)?;
        Ok((picture.colours() > PLAIN_COLOURS).then_some((area, buttons, picture)))
    })
    .await?;
    Ok(Bubble { desk, daemon, area, buttons })
}

/// Where the bubble and its buttons are at this moment.
async fn find(desk: &Desk, tree: Option<&Tree>, text: &str) -> Result<Option<Found>> {
    let Some(tree) = tree else {
        let window = desk.screen().windows()?.into_iter().find(|window| window.class == DUNST);
        return Ok(window.map(|window| (window.area, Vec::new())));
    };
    let window = tree.windows_of(XFCE).await?.into_iter().find(|window| shows(window, text));
    Ok(window.map(|window| {
        let buttons = window.flat().into_iter().filter(|widget| widget.role == "push button");
        (window.area, buttons.map(|widget| (widget.name.clone(), widget.area)).collect())
    }))
}

impl Bubble<'_> {
    /// Where it is.
    #[must_use]
    pub fn area(&self) -> Area {
        self.area
    }

    /// The labels of its buttons. Dunst draws none.
    #[must_use]
    pub fn buttons(&self) -> Vec<&str> {
        self.buttons.iter().map(|(label, _)| label.as_str()).collect()
    }

    /// A picture of it with a little of what is around it.
    ///
    /// # Errors
    /// The screen is gone.
    pub fn picture(&self) -> Result<Picture> {
        self.desk.screen().picture_of(self.area.grown(12))
    }

    /// Clicks its text with the button that means "do it": left, but middle with dunst, where left dismisses.
    ///
    /// # Errors
    /// The screen is gone.
    pub fn click_body(&self) -> Result<()> {
        // The upper third: buttons, where there are some, are below.
        let x = self.area.centre().0;
        let y = self.area.y + (self.area.height / 3).cast_signed();
        let button = if self.daemon == Notifications::Dunst { Button::Middle } else { Button::Left };
        self.desk.screen().click(x, y, button)
    }

    /// Clicks the button with this label.
    ///
    /// # Errors
    /// There is no such button.
    pub fn click_button(&self, label: &str) -> Result<()> {
        let (_, area) = self
            .buttons
            .iter()
            .find(|(found, _)| found == label)
            .with_context(|| format!("no button {label:?} in {:?}", self.buttons()))?;
        let (x, y) = area.centre();
        self.desk.screen().click(x, y, Button::Left)
    }
}

fn shows(window: &Widget, text: &str) -> bool {
    window.area.width > 1 && window.flat().iter().any(|widget| widget.name.contains(text))
}
