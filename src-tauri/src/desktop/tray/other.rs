//! Windows and macOS always have a tray.

use std::sync::Arc;

use super::Face;

/// Puts the icon there once and tells whether that worked.
pub(super) async fn watch(face: Arc<Face>) {
    let stands = face.stands().await;
    face.tell_host(stands);
}
