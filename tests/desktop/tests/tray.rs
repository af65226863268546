//! The tray hands, with the real panel as the host and a small icon of our own in it.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::unused_self,
    missing_docs,
    reason = "a test fails by panicking and is documented by its name"
)]

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use lab::input::Button;
use lab::tray::{self, Tooltip};
use lab::wait::until;
use lab::{Desk, DeskOptions, Keyring, Notifications};
use zbus::zvariant::{ObjectPath, OwnedObjectPath, Value};
use zbus::{Connection, interface};

const SOON: Duration = Duration::from_secs(20);

#[tokio::test]
async fn an_icon_is_read_and_its_menu_clicked_by_label() {
    let desk = desk().await;
    let (_icon, seen) = show_icon(&desk).await;
    let item = tray::wait_for_item(desk.bus(), SOON).await.unwrap();

    assert_eq!(item.title().await.unwrap(), "Lab icon");
    assert_eq!(item.tooltip().await.unwrap(), Tooltip { title: "Lab".into(), text: "at rest".into() });
    assert_eq!(item.labels().await.unwrap(), ["Open window", "More", "Below"]);
    let menu = item.menu().await.unwrap();
    assert_eq!(menu.first().unwrap().checked, Some(true));
    let picture = item.icon().await.unwrap();
    assert_eq!((picture.width, picture.rgba.get(..4)), (22, Some([250, 10, 20, 255].as_slice())));

    item.click("Below").await.unwrap();
    item.activate().await.unwrap();
    assert_eq!(*seen.lock().unwrap(), ["clicked 3", "activated"]);
    let refusal = item.click("Absent").await.unwrap_err();
    assert!(refusal.to_string().contains("Open window"), "the error lists what there is: {refusal}");
}

#[tokio::test]
async fn the_real_pointer_reaches_the_icon_in_the_panel() {
    let desk = desk().await;
    desk.wait_for_tray_icon(Duration::ZERO).await.expect_err("an empty panel shows no icon");
    let (_icon, seen) = show_icon(&desk).await;
    let (x, y) = desk.wait_for_tray_icon(SOON).await.unwrap().centre();
    desk.screen().click(x, y, Button::Left).unwrap();
    until("the click", SOON, || async {
        Ok(seen.lock().unwrap().iter().any(|entry| entry == "activated").then_some(()))
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_restarted_panel_asks_for_the_icon_again() {
    let mut desk = desk().await;
    let (icon, _seen) = show_icon(&desk).await;
    tray::wait_for_item(desk.bus(), SOON).await.unwrap();
    desk.kill_panel().await.unwrap();
    tray::items(desk.bus()).await.expect_err("nobody hosts a tray");
    desk.start_panel().await.unwrap();
    register(&icon).await.unwrap();
    tray::wait_for_item(desk.bus(), SOON).await.unwrap();
}

async fn desk() -> Desk {
    let options = DeskOptions {
        notifications: Notifications::None,
        keyring: Keyring::None,
        window_manager: false,
        ..DeskOptions::default()
    };
    Desk::start(options).await.unwrap()
}

type Seen = Arc<Mutex<Vec<String>>>;

async fn show_icon(desk: &Desk) -> (Connection, Seen) {
    let seen = Seen::default();
    let bus = zbus::connection::Builder::address(desk.bus_address())
        .unwrap()
        .serve_at("/StatusNotifierItem", Icon { seen: Arc::clone(&seen) })
        .unwrap()
        .serve_at("/Menu", Menu { seen: Arc::clone(&seen) })
        .unwrap()
        .build()
        .await
        .unwrap();
    register(&bus).await.unwrap();
    (bus, seen)
}

async fn register(bus: &Connection) -> zbus::Result<()> {
    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    let watcher = zbus::Proxy::new(bus, WATCHER, "/StatusNotifierWatcher", WATCHER).await?;
    watcher.call("RegisterStatusNotifierItem", &"/StatusNotifierItem").await
}

type Pixels = (i32, i32, Vec<u8>);

struct Icon {
    seen: Seen,
}

#[interface(name = "org.kde.StatusNotifierItem")]
impl Icon {
    fn activate(&self, _x: i32, _y: i32) {
        self.seen.lock().unwrap().push("activated".into());
    }
    #[zbus(property)]
    fn id(&self) -> &str {
        "lab"
    }
    #[zbus(property)]
    fn category(&self) -> &str {
        "ApplicationStatus"
    }
    #[zbus(property)]
    fn title(&self) -> &str {
        "Lab icon"
    }
    #[zbus(property)]
    fn status(&self) -> &str {
        "Active"
    }
    #[zbus(property)]
    fn item_is_menu(&self) -> bool {
        false
    }
    #[zbus(property)]
    fn menu(&self) -> OwnedObjectPath {
        ObjectPath::from_static_str_unchecked("/Menu").into()
    }
    #[zbus(property)]
    fn icon_pixmap(&self) -> Vec<Pixels> {
        vec![(22, 22, [255, 250, 10, 20].repeat(22 * 22))]
    }
    #[zbus(property)]
    fn tool_tip(&self) -> (String, Vec<Pixels>, String, String) {
        (String::new(), Vec::new(), "Lab".into(), "at rest".into())
    }
}

struct Menu {
    seen: Seen,
}

type Properties = HashMap<String, Value<'static>>;
type Node = (i32, Properties, Vec<Value<'static>>);

#[interface(name = "com.canonical.dbusmenu")]
impl Menu {
    fn get_layout(&self, _parent: i32, _depth: i32, _names: Vec<String>) -> (u32, Node) {
        let node = |id: i32, properties: Properties, children: Vec<Value<'static>>| {
            Value::from((id, properties, children))
        };
        let label = |text: &str| Properties::from([("label".into(), Value::from(text.to_owned()))]);
        let mut checked = label("_Open window");
        checked.insert("toggle-type".into(), "checkmark".into());
        checked.insert("toggle-state".into(), 1.into());
        let line = Properties::from([("type".into(), Value::from("separator"))]);
        let entries = vec![
            node(1, checked, Vec::new()),
            node(4, line, Vec::new()),
            node(2, label("More"), vec![node(3, label("Below"), Vec::new())]),
        ];
        (1, (0, Properties::new(), entries))
    }
    fn event(&self, id: i32, kind: &str, _data: Value<'_>, _time: u32) {
        self.seen.lock().unwrap().push(format!("{kind} {id}"));
    }
    fn about_to_show(&self, _id: i32) -> bool {
        false
    }
    #[zbus(property)]
    fn version(&self) -> u32 {
        3
    }
}
