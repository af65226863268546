//! Builds what Tauri needs: the window's permissions, one for each command, and Windows' resources.

/// What the page may ask for; `capabilities/window.json` allows each by its name.
const COMMANDS: &[&str] = &[
    "watch",
    "hold",
    "start_bell",
    "set_bell",
    "choose",
    "set_token",
    "forget_token",
    "source_settings",
    "put_source",
    "pause_source",
    "remove_source",
    "test_source",
    "offered",
    "query",
    "follow",
    "clear_activity",
    "save_calendar",
    "google_calendar",
    "remind",
    "remind_week",
    "doctor",
    "start_at_login",
    "test_notification",
    "test_sound",
    "retry",
    "pause",
    "resume",
    "open_stream",
    "open_link",
    "open_release",
    "open_dashboard",
];

fn main() {
    println!("cargo:rerun-if-changed=../ui/dist");
    println!("cargo:rerun-if-changed=../icons");
    assert!(
        std::path::Path::new("../ui/dist/index.html").exists(),
        "The window's page is not built. Run: npm --prefix ui ci && npm --prefix ui run build"
    );
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:warning={error:#}");
        std::process::exit(1);
    }
}
