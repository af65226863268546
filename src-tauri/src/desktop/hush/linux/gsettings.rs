//! The switch of GNOME: a setting that is read and followed through its own library, on a thread with a loop of its own.

use gio::prelude::SettingsExt;
use gio::{Settings, SettingsSchemaSource};
use gtk::glib::{ControlFlow, MainContext, MainLoop, Priority, idle_source_new};
use tokio::sync::watch;

const SCHEMA: &str = "org.gnome.desktop.notifications";
const KEY: &str = "show-banners";

/// Tells the setting's value, and each other one it takes. The thread ends when this is dropped.
pub(super) async fn follow(mut tell: impl FnMut(bool)) -> zbus::Result<()> {
    let context = MainContext::new();
    let running = MainLoop::new(Some(&context), false);
    let (hushed, mut changes) = watch::channel(None);
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
        hushed.into_iter().for_each(&mut tell);
    }
    // Nothing is told before it was read.
    let was_read = changes.borrow().is_some();
    if was_read { Ok(()) } else { Err(zbus::Error::Unsupported) }
}

/// Ends the thread's loop, also one that has not begun yet.
struct End(MainLoop);

impl Drop for End {
    fn drop(&mut self) {
        let running = self.0.clone();
        // A loop that does not run yet would forget that it was told to end.
        let end = idle_source_new(None, Priority::DEFAULT, move || {
            running.quit();
            ControlFlow::Break
        });
        end.attach(Some(&self.0.context()));
    }
}

fn look_on(hushed: &watch::Sender<Option<bool>>, running: &MainLoop) {
    // A setting that does not exist would end the program.
    let schema = SettingsSchemaSource::default().and_then(|source| source.lookup(SCHEMA, true));
    if !schema.is_some_and(|schema| schema.has_key(KEY)) {
        return;
    }
    let settings = Settings::new(SCHEMA);
    let teller = hushed.clone();
    settings.connect_changed(Some(KEY), move |settings, key| {
        teller.send_replace(Some(!settings.boolean(key)));
    });
    // Only a setting that was read tells of changes.
    hushed.send_replace(Some(!settings.boolean(KEY)));
    running.run();
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_loop_that_is_ended_before_it_runs_does_not_run_for_ever() {
        let context = MainContext::new();
        let running = MainLoop::new(Some(&context), false);
        drop(End(running.clone()));
        let (done, ended) = mpsc::channel();
        std::thread::spawn(move || {
            context.with_thread_default(|| running.run()).unwrap();
            done.send(()).unwrap();
        });
        ended.recv_timeout(Duration::from_secs(10)).unwrap();
    }
}
