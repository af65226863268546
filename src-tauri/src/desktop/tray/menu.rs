//! The model's lines as a menu, and back into clicks.

use swarmbell_engine::desktop::TrayClick;
use swarmbell_engine::view::MenuEntry;
use tauri::AppHandle;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};

/// The id of lines that cannot be clicked.
const TEXT: &str = "text";

/// The lines of a menu that stands, to be changed in place: a menu that is open stays open.
pub(super) struct Lines(Vec<Line>);

enum Line {
    Item { click: TrayClick, item: MenuItem<tauri::Wry> },
    Text(MenuItem<tauri::Wry>),
    Separator,
}

/// Builds a menu. Main thread only.
pub(super) fn build(app: &AppHandle, entries: &[MenuEntry]) -> tauri::Result<(Menu<tauri::Wry>, Lines)> {
    let menu = Menu::new(app)?;
    let mut lines = Vec::with_capacity(entries.len());
    for entry in entries {
        lines.push(match entry {
            MenuEntry::Item { label, click, enabled } => {
                let item = MenuItem::with_id(app, id_of(*click), plain(label), *enabled, None::<&str>)?;
                menu.append(&item)?;
                Line::Item { click: *click, item }
            }
            MenuEntry::Text(label) => {
                let item = MenuItem::with_id(app, TEXT, plain(label), false, None::<&str>)?;
                menu.append(&item)?;
                Line::Text(item)
            }
            MenuEntry::Separator => {
                menu.append(&PredefinedMenuItem::separator(app)?)?;
                Line::Separator
            }
        });
    }
    Ok((menu, Lines(lines)))
}

impl Lines {
    /// Changes labels in place; `false` when the menu has another shape and must be built anew.
    pub(super) fn change(&self, entries: &[MenuEntry]) -> tauri::Result<bool> {
        if self.0.len() != entries.len() {
            return Ok(false);
        }
        for (line, entry) in self.0.iter().zip(entries) {
            match (line, entry) {
                (Line::Item { click, item }, MenuEntry::Item { label, click: wanted, enabled })
                    if click == wanted =>
                {
                    item.set_text(plain(label))?;
                    item.set_enabled(*enabled)?;
                }
                (Line::Text(item), MenuEntry::Text(label)) => item.set_text(plain(label))?,
                (Line::Separator, MenuEntry::Separator) => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }
}

/// Labels carry text from outside; an ampersand in it is no mnemonic.
fn plain(label: &str) -> String {
    label.replace('&', "&&")
}

fn id_of(click: TrayClick) -> &'static str {
    match click {
        TrayClick::Icon => "icon",
        TrayClick::OpenStream => "open-stream",
        TrayClick::ShowWindow => "show-window",
        TrayClick::Pause => "pause",
        TrayClick::PauseUntilTomorrow => "pause-until-tomorrow",
        TrayClick::Resume => "resume",
        TrayClick::Retry => "retry",
        TrayClick::Quit => "quit",
    }
}

/// What a click on the line with this id means.
pub(super) fn click_of(id: &str) -> Option<TrayClick> {
    const CLICKS: [TrayClick; 7] = [
        TrayClick::OpenStream,
        TrayClick::ShowWindow,
        TrayClick::Pause,
        TrayClick::PauseUntilTomorrow,
        TrayClick::Resume,
        TrayClick::Retry,
        TrayClick::Quit,
    ];
    CLICKS.into_iter().find(|click| id_of(*click) == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_told_as_its_own_click() {
        for click in [
            TrayClick::OpenStream,
            TrayClick::Pause,
            TrayClick::PauseUntilTomorrow,
            TrayClick::Resume,
            TrayClick::Retry,
            TrayClick::Quit,
        ] {
            assert_eq!(click_of(id_of(click)), Some(click));
        }
        assert_eq!(click_of(TEXT), None);
    }

    #[test]
    fn an_ampersand_in_a_title_is_shown() {
        assert_eq!(plain("Neuro & Evil"), "Neuro && Evil");
    }
}
