//! The pointer and the keyboard of a desk, through the XTEST extension: programs cannot tell them from real ones.

use std::time::Duration;

use anyhow::{Context as _, Result};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ClientMessageEvent, ConnectionExt as _, EventMask, InputFocus,
    KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MOTION_NOTIFY_EVENT, MapState,
};
use x11rb::protocol::xtest::ConnectionExt as _;

use crate::screen::{Screen, Window};
use crate::wait::until;

/// A mouse button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    /// The one that activates.
    Left = 1,
    /// The wheel pressed down.
    Middle = 2,
    /// The one that opens menus.
    Right = 3,
}

/// A key without a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Return, X11 keysym 0xff0d.
    Return = 0xff0d,
    /// Escape, X11 keysym 0xff1b.
    Escape = 0xff1b,
    /// Tab, X11 keysym 0xff09.
    Tab = 0xff09,
    /// Cursor down, X11 keysym 0xff54.
    Down = 0xff54,
    /// Cursor up, X11 keysym 0xff52.
    Up = 0xff52,
}

/// X11 keysym of the left shift key.
const SHIFT: u32 = 0xffe1;

impl Screen {
    /// Moves the pointer.
    ///
    /// # Errors
    /// The X server is gone or the point is far outside.
    pub fn move_pointer(&self, x: i32, y: i32) -> Result<()> {
        self.x.xtest_fake_input(MOTION_NOTIFY_EVENT, 0, 0, self.root, x.try_into()?, y.try_into()?, 0)?;
        self.settle()
    }

    /// Moves the pointer and clicks once.
    ///
    /// The pointer comes from two pixels aside, so that a widget that wants to be entered first has been entered.
    ///
    /// # Errors
    /// The X server is gone or the point is far outside.
    pub fn click(&self, x: i32, y: i32, button: Button) -> Result<()> {
        self.move_pointer(x - 2, y)?;
        self.move_pointer(x, y)?;
        for event in [BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT] {
            self.x.xtest_fake_input(event, button as u8, 0, self.root, 0, 0, 0)?;
            self.settle()?;
        }
        Ok(())
    }

    /// Presses and releases one key.
    ///
    /// # Errors
    /// The X server is gone or has no such key.
    pub fn press(&self, key: Key) -> Result<()> {
        self.strike(key as u32)
    }

    /// Types printable ASCII into whatever has the keyboard.
    ///
    /// # Errors
    /// The X server is gone or has no such key.
    pub fn type_text(&self, text: &str) -> Result<()> {
        text.chars().try_for_each(|letter| self.strike(letter as u32))
    }

    /// Gives `window` the keyboard and waits until it has it.
    ///
    /// # Errors
    /// It did not get it within two seconds.
    pub async fn focus(&self, window: &Window) -> Result<()> {
        until("the keyboard focus", Duration::from_secs(2), || async {
            let attributes = self.x.get_window_attributes(window.id)?.reply()?;
            if attributes.map_state != MapState::VIEWABLE {
                return Ok(None);
            }
            self.x.set_input_focus(InputFocus::PARENT, window.id, x11rb::CURRENT_TIME)?;
            self.settle()?;
            let holder = self.x.get_input_focus()?.reply()?.focus;
            // The toolkit may hand the keyboard on to a helper window below its own.
            Ok((holder == window.id || self.is_below(holder, window.id)?).then_some(()))
        })
        .await
    }

    /// Asks the window manager to close `window`, as its cross in the title bar does.
    ///
    /// # Errors
    /// The X server is gone.
    pub fn close(&self, window: &Window) -> Result<()> {
        // Source indication 2: the wish of a person, not of a program (EWMH).
        let wish = ClientMessageEvent::new(32, window.id, self.atom("_NET_CLOSE_WINDOW")?, [0, 2, 0, 0, 0]);
        let listeners = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
        self.x.send_event(false, self.root, listeners, wish)?.check()?;
        Ok(())
    }

    fn is_below(&self, mut window: u32, above: u32) -> Result<bool> {
        while window > 1 && window != self.root {
            if window == above {
                return Ok(true);
            }
            window = self.x.query_tree(window)?.reply()?.parent;
        }
        Ok(false)
    }

    fn strike(&self, keysym: u32) -> Result<()> {
        let (code, shifted) = self.keycode(keysym)?;
        let shift = if shifted { Some(self.keycode(SHIFT)?.0) } else { None };
        if let Some(shift) = shift {
            self.x.xtest_fake_input(KEY_PRESS_EVENT, shift, 0, self.root, 0, 0, 0)?;
        }
        for event in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
            self.x.xtest_fake_input(event, code, 0, self.root, 0, 0, 0)?;
        }
        if let Some(shift) = shift {
            self.x.xtest_fake_input(KEY_RELEASE_EVENT, shift, 0, self.root, 0, 0, 0)?;
        }
        self.settle()
    }

    /// The key that gives `keysym`, and whether shift is needed.
    fn keycode(&self, keysym: u32) -> Result<(u8, bool)> {
        let (first, last) = (self.x.setup().min_keycode, self.x.setup().max_keycode);
        let map = self.x.get_keyboard_mapping(first, last - first + 1)?.reply()?;
        let per_key = usize::from(map.keysyms_per_keycode).max(1);
        let position = map
            .keysyms
            .chunks(per_key)
            .enumerate()
            .find_map(|(row, symbols)| {
                symbols.iter().take(2).position(|symbol| *symbol == keysym).map(|column| (row, column))
            })
            .with_context(|| format!("no key gives {keysym:#x}"))?;
        Ok((first + u8::try_from(position.0)?, position.1 == 1))
    }

    /// A round trip: when it returns the server has handled everything sent before.
    fn settle(&self) -> Result<()> {
        self.x.get_input_focus()?.reply()?;
        Ok(())
    }
}
