//! What the state of the screen means on Windows (`QUERY_USER_NOTIFICATION_STATE` of `shellapi.h`).

/// A full-screen game.
pub(super) const RUNNING_D3D_FULL_SCREEN: i32 = 3;

/// The mode for presentations.
pub(super) const PRESENTATION_MODE: i32 = 4;

/// Whether notifications are kept off the screen in this state. A locked screen, any other program in full screen and the
/// first hour after an update keep nothing from being seen, there and then or on the screen that is unlocked.
pub(super) fn hides(state: i32) -> bool {
    matches!(state, RUNNING_D3D_FULL_SCREEN | PRESENTATION_MODE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_screen_game_hides_notifications_and_a_locked_screen_does_not() {
        const NOT_PRESENT: i32 = 1;
        const BUSY: i32 = 2;
        const ACCEPTS_NOTIFICATIONS: i32 = 5;
        const QUIET_TIME: i32 = 6;
        const APP: i32 = 7;
        assert!(hides(RUNNING_D3D_FULL_SCREEN) && hides(PRESENTATION_MODE));
        assert!(![NOT_PRESENT, BUSY, ACCEPTS_NOTIFICATIONS, QUIET_TIME, APP].into_iter().any(hides));
    }
}
