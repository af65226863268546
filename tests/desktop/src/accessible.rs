//! The accessibility tree (AT-SPI over its own bus): where a widget is that has no window of its own.
//!
//! GTK draws the buttons of a notification inside one window, so X11 cannot say where they are. A screen reader can.

use std::time::Duration;

use anyhow::{Context as _, Result};
use zbus::zvariant::OwnedObjectPath;
use zbus::{Connection, Proxy};

use crate::screen::Area;

/// How deep a tree is followed. Notification bubbles are seven levels deep.
const DEPTH: usize = 16;

/// How long one program may take to answer one question.
const ANSWER_WITHIN: Duration = Duration::from_secs(2);

/// A connection to the accessibility bus.
#[derive(Debug, Clone)]
pub struct Tree {
    bus: Connection,
}

/// One widget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Widget {
    /// Its kind in words: `push button`, `label`, `window`.
    pub role: String,
    /// What a screen reader would say.
    pub name: String,
    /// Where it is on the screen.
    pub area: Area,
    /// What is inside.
    pub children: Vec<Widget>,
}

impl Tree {
    /// Connects to the accessibility bus, which the session bus starts on demand.
    ///
    /// # Errors
    /// The package at-spi2-core is not installed, or the bus of the desk is empty.
    pub async fn open(session: &Connection) -> Result<Self> {
        let launcher = Proxy::new(session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus").await?;
        let address: String = launcher.call("GetAddress", &()).await.context("no accessibility bus")?;
        let bus = zbus::connection::Builder::address(address.as_str())?
            .method_timeout(ANSWER_WITHIN)
            .build()
            .await?;
        Ok(Self { bus })
    }

    /// The windows of every program whose name holds `program`.
    ///
    /// # Errors
    /// The accessibility registry is gone.
    pub async fn windows_of(&self, program: &str) -> Result<Vec<Widget>> {
        let mut found = Vec::new();
        for (owner, path) in
            self.children("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root").await?
        {
            // A program may leave while it is asked.
            let Ok(widget) = self.read(&owner, path.as_str(), DEPTH).await else { continue };
            if widget.name.contains(program) {
                found.extend(widget.children);
            }
        }
        Ok(found)
    }

    async fn read(&self, owner: &str, path: &str, depth: usize) -> Result<Widget> {
        let widget = Proxy::new(&self.bus, owner, path, "org.a11y.atspi.Accessible").await?;
        let role: String = widget.call("GetRoleName", &()).await?;
        let name: String = widget.get_property("Name").await?;
        let component = Proxy::new(&self.bus, owner, path, "org.a11y.atspi.Component").await?;
        // A program as a whole has no place on the screen. 0 asks for screen coordinates.
        let extents: ((i32, i32, i32, i32),) =
            component.call("GetExtents", &(0_u32)).await.unwrap_or(((0, 0, 0, 0),));
        let (x, y, width, height) = extents.0;
        let mut children = Vec::new();
        if depth > 0 {
            for (owner, path) in self.children(owner, path).await? {
                children.push(Box::pin(self.read(&owner, path.as_str(), depth - 1)).await?);
            }
        }
        let area = Area {
            x,
            y,
            width: width.try_into().unwrap_or_default(),
            height: height.try_into().unwrap_or_default(),
        };
        Ok(Widget { role, name, area, children })
    }

    async fn children(&self, owner: &str, path: &str) -> Result<Vec<(String, OwnedObjectPath)>> {
        let widget = Proxy::new(&self.bus, owner, path, "org.a11y.atspi.Accessible").await?;
        Ok(widget.call("GetChildren", &()).await?)
    }
}

impl Widget {
    /// Itself and everything inside, outermost first.
    #[must_use]
    pub fn flat(&self) -> Vec<&Self> {
        std::iter::once(self).chain(self.children.iter().flat_map(Self::flat)).collect()
    }

    /// The first widget of this role inside whose name holds `name`.
    #[must_use]
    pub fn find(&self, role: &str, name: &str) -> Option<&Self> {
        self.flat().into_iter().find(|widget| widget.role == role && widget.name.contains(name))
    }
}
