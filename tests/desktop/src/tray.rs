//! The tray as the panel sees it: icons, properties and menus over D-Bus (StatusNotifierItem and dbusmenu).

use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use zbus::zvariant::{OwnedValue, Value};
use zbus::{Connection, Proxy};

use crate::wait::until;

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

/// One icon in the tray.
#[derive(Debug, Clone)]
pub struct Item {
    bus: Connection,
    /// The bus name of the program that shows it.
    pub owner: String,
    /// Its object path.
    pub path: String,
}

/// One entry of a menu, with the entries below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The id that `click` sends back. Never the same over two programs: find entries by label.
    pub id: i32,
    /// What the user reads, without the underscore that marks the access key.
    pub label: String,
    /// Whether it can be chosen.
    pub enabled: bool,
    /// Whether it is shown at all.
    pub visible: bool,
    /// Whether it is a line between entries.
    pub separator: bool,
    /// The check mark, if it can carry one.
    pub checked: Option<bool>,
    /// The entries of its submenu.
    pub children: Vec<Entry>,
}

/// The icon as the program sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Icon {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Red, green, blue, alpha per pixel, row by row.
    pub rgba: Vec<u8>,
}

/// Title and text that appear when the pointer rests on the icon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tooltip {
    /// The bold line.
    pub title: String,
    /// The text below.
    pub text: String,
}

/// One node of `GetLayout`: id, properties, children as variants of the same shape.
type Node = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

/// Every icon that is registered with the panel.
///
/// # Errors
/// There is no panel on the bus.
pub async fn items(bus: &Connection) -> Result<Vec<Item>> {
    let watcher = Proxy::new(bus, WATCHER, "/StatusNotifierWatcher", WATCHER).await?;
    // A cached value would hide an icon whose registration was announced before this proxy listened.
    let names: Vec<String> = get(&watcher, "RegisteredStatusNotifierItems").await?;
    Ok(names
        .iter()
        .map(|name| {
            let (owner, path) = name.split_once('/').unwrap_or((name, "StatusNotifierItem"));
            Item { bus: bus.clone(), owner: owner.to_owned(), path: format!("/{path}") }
        })
        .collect())
}

/// Waits for the first icon and returns it.
///
/// # Errors
/// None was registered within `within`.
pub async fn wait_for_item(bus: &Connection, within: Duration) -> Result<Item> {
    until("an icon in the tray", within, || async {
        Ok(items(bus).await.ok().and_then(|found| found.into_iter().next()))
    })
    .await
}

impl Item {
    /// The name the program gave itself.
    ///
    /// # Errors
    /// The program is gone.
    pub async fn id(&self) -> Result<String> {
        get(&self.proxy().await?, "Id").await
    }

    /// The title.
    ///
    /// # Errors
    /// The program is gone.
    pub async fn title(&self) -> Result<String> {
        get(&self.proxy().await?, "Title").await
    }

    /// `Active`, `Passive` or `NeedsAttention`.
    ///
    /// # Errors
    /// The program is gone.
    pub async fn status(&self) -> Result<String> {
        get(&self.proxy().await?, "Status").await
    }

    /// What shows when the pointer rests on the icon.
    ///
    /// # Errors
    /// The program is gone or gives no tooltip.
    pub async fn tooltip(&self) -> Result<Tooltip> {
        type Raw = (String, Vec<(i32, i32, Vec<u8>)>, String, String);
        let (_, _, title, text): Raw = get(&self.proxy().await?, "ToolTip").await?;
        Ok(Tooltip { title, text })
    }

    /// The largest picture the program offers.
    ///
    /// # Errors
    /// The program is gone or names its icon instead of sending it.
    pub async fn icon(&self) -> Result<Icon> {
        let pictures: Vec<(i32, i32, Vec<u8>)> = get(&self.proxy().await?, "IconPixmap").await?;
        let (width, height, argb) =
            pictures.into_iter().max_by_key(|(width, ..)| *width).context("the icon has no picture")?;
        let rgba = argb
            .chunks_exact(4)
            .flat_map(|pixel| match pixel {
                [a, r, g, b] => [*r, *g, *b, *a],
                _ => [0; 4],
            })
            .collect();
        Ok(Icon { width: width.try_into()?, height: height.try_into()?, rgba })
    }

    /// A left click, as the panel sends it.
    ///
    /// # Errors
    /// The program is gone or does not take it.
    pub async fn activate(&self) -> Result<()> {
        Ok(self.proxy().await?.call("Activate", &(0, 0)).await?)
    }

    /// A middle click, as the panel sends it.
    ///
    /// # Errors
    /// The program is gone or does not take it.
    pub async fn secondary_activate(&self) -> Result<()> {
        Ok(self.proxy().await?.call("SecondaryActivate", &(0, 0)).await?)
    }

    /// The whole menu.
    ///
    /// # Errors
    /// The program is gone or has no menu.
    pub async fn menu(&self) -> Result<Vec<Entry>> {
        let no_filter: Vec<&str> = Vec::new();
        let (_, root): (u32, Node) = self.menu_proxy().await?.call("GetLayout", &(0, -1, no_filter)).await?;
        root.2.into_iter().map(entry).collect()
    }

    /// The labels of the menu from top to bottom, submenus included, without lines and hidden entries.
    ///
    /// # Errors
    /// The program is gone or has no menu.
    pub async fn labels(&self) -> Result<Vec<String>> {
        Ok(flat(&self.menu().await?)
            .into_iter()
            .filter(|entry| entry.visible && !entry.separator)
            .map(|entry| entry.label.clone())
            .collect())
    }

    /// Chooses the entry with this label.
    ///
    /// # Errors
    /// There is no such entry, or it is disabled.
    pub async fn click(&self, label: &str) -> Result<()> {
        let menu = self.menu().await?;
        let entries = flat(&menu);
        let Some(entry) = entries.iter().find(|entry| entry.label == label && entry.visible) else {
            let labels: Vec<_> = entries.iter().map(|entry| entry.label.as_str()).collect();
            bail!("no entry {label:?} in {labels:?}");
        };
        anyhow::ensure!(entry.enabled, "the entry {label:?} is disabled");
        let event = (entry.id, "clicked", Value::from(""), 0_u32);
        match self.menu_proxy().await?.call::<_, _, ()>("Event", &event).await {
            // A program that quits on this entry may leave before it answers.
            Err(zbus::Error::MethodError(name, ..)) if name == "org.freedesktop.DBus.Error.NoReply" => Ok(()),
            answer => Ok(answer?),
        }
    }

    /// Waits until the menu has an entry with this label.
    ///
    /// # Errors
    /// It had none within `within`.
    pub async fn wait_for_label(&self, label: &str, within: Duration) -> Result<()> {
        until(&format!("the entry {label:?}"), within, || async {
            Ok(self.labels().await?.iter().any(|found| found == label).then_some(()))
        })
        .await
    }

    async fn proxy(&self) -> Result<Proxy<'_>> {
        Ok(Proxy::new(&self.bus, self.owner.as_str(), self.path.as_str(), ITEM).await?)
    }

    async fn menu_proxy(&self) -> Result<Proxy<'static>> {
        let path: zbus::zvariant::OwnedObjectPath = get(&self.proxy().await?, "Menu").await?;
        Ok(Proxy::new(&self.bus, self.owner.clone(), path, MENU).await?)
    }
}

impl Icon {
    /// Writes it as PNG.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save(&self, path: &Path) -> Result<()> {
        crate::screen::save_png(path, self.width, self.height, png::ColorType::Rgba, &self.rgba)
    }
}

/// One property asked for anew: what a proxy has cached may be older than the last change.
async fn get<T>(proxy: &Proxy<'_>, name: &str) -> Result<T>
where
    T: TryFrom<OwnedValue>,
    T::Error: std::error::Error + Send + Sync + 'static,
{
    let properties = zbus::fdo::PropertiesProxy::builder(proxy.connection())
        .destination(proxy.destination())?
        .path(proxy.path())?
        .build()
        .await?;
    Ok(T::try_from(properties.get(proxy.interface().clone(), name).await?)?)
}

fn flat(entries: &[Entry]) -> Vec<&Entry> {
    entries.iter().flat_map(|entry| std::iter::once(entry).chain(flat(&entry.children))).collect()
}

fn entry(value: OwnedValue) -> Result<Entry> {
    let (id, properties, children) = Node::try_from(bare(value.into()))?;
    let text =
        |name: &str| properties.get(name).and_then(|value| <&str>::try_from(value).ok()).unwrap_or_default();
    let flag = |name: &str| properties.get(name).and_then(|value| bool::try_from(value).ok());
    let state = properties.get("toggle-state").and_then(|value| i32::try_from(value).ok());
    Ok(Entry {
        id,
        label: text("label").replace('_', ""),
        // A property that is absent has its default.
        enabled: flag("enabled").unwrap_or(true),
        visible: flag("visible").unwrap_or(true),
        separator: text("type") == "separator",
        checked: (!text("toggle-type").is_empty()).then_some(state == Some(1)),
        children: children.into_iter().map(entry).collect::<Result<_>>()?,
    })
}

/// A variant inside a variant, without its wrapping.
fn bare(value: Value<'static>) -> Value<'static> {
    match value {
        Value::Value(inner) => bare(*inner),
        other => other,
    }
}
