//! The switch of GNOME: a setting that is read and followed through its own library, on a thread with a loop of its own.

use gio::prelude::SettingsExt;
use gio::{Settings, SettingsSchemaSource};
use gtk::glib::{MainContext, MainLoop};
use tokio::sync::watch;

const SCHEMA: &str = "org.gnome.desktop.notifications";
const KEY: &str = "show-banners";

/// Tells the setting's value, and each other one it takes. The thread ends when this is dropped.
pub(super) async fn follow(mut tell: impl FnMut(bool)) -> zbus::Result<()> {
    let context = MainContext::new();
    let running = MainLoop::new(Some(&context), false);
    let (hushed, mut changes) = watch::channel(false);
    let _end = End(running.clone());
    std::thread::Builder::new().name("gsettings".to_owned()).spawn(move || {
        // Signals come to the context that was the thread's when the setting was opened.
        let looked = context.with_thread_default(|| look_on(&hushed, &running));
        if let Err(error) = looked {
            tracing::warn!(%error, "the setting of GNOME is not followed");
        }
    })?;
    while changes.changed().await.is_ok() {
        let hushed = *changes.borrow_and_update();
        tell(hushed);
    }
    Ok(())
}

/// Ends the thread's loop.
struct End(MainLoop);

impl Drop for End {
    fn drop(&mut self) {
        self.0.quit();
    }
}

fn look_on(hushed: &watch::Sender<bool>, running: &MainLoop) {
    // A setting that does not exist would end the program.
    let schema = SettingsSchemaSource::default().and_then(|source| source.lookup(SCHEMA, true));
    if !schema.is_some_and(|schema| schema.has_key(KEY)) {
        return;
    }
    let settings = Settings::new(SCHEMA);
    let teller = hushed.clone();
    settings.connect_changed(Some(KEY), move |settings, key| {
        teller.send_replace(!settings.boolean(key));
    });
    // Only a setting that was read tells of changes.
    hushed.send_replace(!settings.boolean(KEY));
    running.run();
}
