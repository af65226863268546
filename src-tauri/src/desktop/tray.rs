//! The icon and its menu, drawn from a [`TrayModel`].
//!
//! - `menu` turns the model's lines into a menu and back into clicks.
//! - `picture` holds the icons.
//! - `linux` waits for a tray to appear; elsewhere there always is one.
//!
//! Everything is drawn on the main thread. A tray that is not there yet is no error: the last model is drawn
//! when it appears.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use swarmbell_engine::desktop::{Report, TrayClick};
use swarmbell_engine::view::TrayModel;
use tauri::AppHandle;
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tokio::sync::{Notify, oneshot};

use crate::desktop::markup::escape;
use crate::desktop::reports::Reports;

#[cfg_attr(target_os = "linux", path = "tray/linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "tray/other.rs")]
mod host;
mod menu;
mod picture;

use self::menu::Lines;

/// The item's name towards the tray.
const ID: &str = "swarmbell";

/// The program's place in the tray.
#[derive(Debug)]
pub struct Tray {
    face: Arc<Face>,
}

impl Tray {
    /// Watches for a tray; [`Report::TrayHost`] tells about it.
    pub fn start(app: &AppHandle, reports: Reports) -> Self {
        let (wanted, drawn, asked) = (Mutex::default(), Mutex::default(), Notify::new());
        let face = Arc::new(Face { app: app.clone(), reports, wanted, drawn, asked });
        let watching = Arc::clone(&face);
        face.reports.runtime().spawn(async move {
            watching.asked.notified().await;
            host::watch(watching).await;
        });
        Self { face }
    }

    /// Shows this icon and menu, now or when a tray appears.
    pub fn show(&self, model: TrayModel) {
        if lock(&self.face.wanted).replace(model).is_none() {
            self.face.asked.notify_one();
        }
        let face = Arc::clone(&self.face);
        let queued = self.face.app.run_on_main_thread(move || face.redraw());
        if let Err(error) = queued {
            tracing::warn!(%error, "the tray is not drawn while the program ends");
        }
    }
}

/// What is to be seen and what is.
struct Face {
    app: AppHandle,
    reports: Reports,
    wanted: Mutex<Option<TrayModel>>,
    drawn: Mutex<Option<Drawn>>,
    /// Told once there is something to draw.
    asked: Notify,
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Face").field("wanted", &lock(&self.wanted)).finish_non_exhaustive()
    }
}

struct Drawn {
    icon: TrayIcon,
    lines: Lines,
    model: TrayModel,
}

impl Face {
    /// Whether there is an icon in the tray, after trying to put one there.
    async fn stands(self: &Arc<Self>) -> bool {
        let (told, stands) = oneshot::channel();
        let face = Arc::clone(self);
        let queued = self.app.run_on_main_thread(move || {
            face.draw();
            // Nobody waits for it when the program ends.
            let _ = told.send(lock(&face.drawn).is_some());
        });
        queued.is_ok() && stands.await.unwrap_or(false)
    }

    fn tell_host(&self, present: bool) {
        tracing::info!(present, "tray");
        self.reports.send(Report::TrayHost(present));
    }

    /// Draws what changed on an icon that stands. Main thread only.
    fn redraw(&self) {
        if lock(&self.drawn).is_some() {
            self.draw();
        }
    }

    /// Draws what changed, or everything the first time. Main thread only.
    fn draw(&self) {
        let Some(model) = lock(&self.wanted).clone() else { return };
        let mut drawn = lock(&self.drawn);
        let result = match drawn.as_mut() {
            Some(drawn) => self.update(drawn, model),
            None => self.build(model).map(|built| *drawn = Some(built)),
        };
        if let Err(error) = result {
            tracing::warn!(%error, "the tray was not drawn");
        }
    }

    fn build(&self, model: TrayModel) -> tauri::Result<Drawn> {
        let (menu, lines) = menu::build(&self.app, &model.menu)?;
        let (clicks, icon_clicks) = (self.reports.clone(), self.reports.clone());
        let mut builder = TrayIconBuilder::with_id(ID)
            .icon(picture::of(model.icon, model.paused)?)
            .icon_as_template(cfg!(target_os = "macos"))
            .tooltip(tooltip(&model))
            .menu(&menu)
            .show_menu_on_left_click(cfg!(target_os = "macos"))
            .on_menu_event(move |_, event| {
                if let Some(click) = menu::click_of(event.id().as_ref()) {
                    clicks.send(Report::Tray(click));
                }
            })
            .on_tray_icon_event(move |_, event| {
                if is_left_click(&event) {
                    icon_clicks.send(Report::Tray(TrayClick::Icon));
                }
            });
        if cfg!(target_os = "linux") {
            // Shown in bold above the tooltip. On macOS a title would stand in the menu bar.
            builder = builder.title("Swarmbell");
        }
        Ok(Drawn { icon: builder.build(&self.app)?, lines, model })
    }

    fn update(&self, drawn: &mut Drawn, model: TrayModel) -> tauri::Result<()> {
        if (model.icon, model.paused) != (drawn.model.icon, drawn.model.paused) {
            let picture = picture::of(model.icon, model.paused)?;
            drawn.icon.set_icon_with_as_template(Some(picture), cfg!(target_os = "macos"))?;
        }
        if model.tooltip != drawn.model.tooltip {
            drawn.icon.set_tooltip(Some(tooltip(&model)))?;
        }
        if model.menu != drawn.model.menu && !drawn.lines.change(&model.menu)? {
            let (menu, lines) = menu::build(&self.app, &model.menu)?;
            drawn.icon.set_menu(Some(menu))?;
            drawn.lines = lines;
        }
        drawn.model = model;
        Ok(())
    }
}

/// What the host is given to show. A tray host on Linux may read markup in it (StatusNotifierItem).
fn tooltip(model: &TrayModel) -> String {
    if cfg!(target_os = "linux") { escape(&model.tooltip) } else { model.tooltip.clone() }
}

fn is_left_click(event: &TrayIconEvent) -> bool {
    matches!(
        event,
        TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. }
    )
}

fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
