//! C libraries that need no telling.

/// These systems give back what is large by themselves.
pub(super) fn give_back_what_is_free() {}
