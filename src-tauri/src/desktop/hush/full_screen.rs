//! What the state of the screen means on Windows (`QUERY_USER_NOTIFICATION_STATE` of `shellapi.h`).

/// A program in full screen, or what the system takes for one.
pub(super) const BUSY: i32 = 2;

/// A full-screen game.
pub(super) const RUNNING_D3D_FULL_SCREEN: i32 = 3;

/// The mode for presentations.
pub(super) const PRESENTATION_MODE: i32 = 4;

/// Whether notifications are kept off the screen in this state.
///
/// A full-screen game and a presentation keep them off by themselves. For other programs in full screen, games without a
/// frame among them, a rule of the system's does, which is on unless the user turns it off; whether the foreground's
/// window does fill its screen is looked at, for the state is also told of some that do not. What a locked screen, a
/// full-screen app of the store and the first hour after an update hold back is seen soon after.
pub(super) fn hides(state: i32, foreground_fills_screen: impl FnOnce() -> bool) -> bool {
    match state {
        RUNNING_D3D_FULL_SCREEN | PRESENTATION_MODE => true,
        BUSY => foreground_fills_screen(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_screen_game_hides_notifications_and_a_locked_screen_does_not() {
        const NOT_PRESENT: i32 = 1;
        const ACCEPTS_NOTIFICATIONS: i32 = 5;
        const QUIET_TIME: i32 = 6;
        const APP: i32 = 7;
        let states = [RUNNING_D3D_FULL_SCREEN, PRESENTATION_MODE];
        assert!(states.into_iter().all(|state| hides(state, || false)));
        let states = [NOT_PRESENT, ACCEPTS_NOTIFICATIONS, QUIET_TIME, APP];
        assert!(!states.into_iter().any(|state| hides(state, || true)));
    }

    #[test]
    fn a_program_in_full_screen_hides_notifications_if_its_window_fills_the_screen() {
        assert!(hides(BUSY, || true) && !hides(BUSY, || false));
    }
}
