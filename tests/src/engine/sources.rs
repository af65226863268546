//! The sources that somebody added to an engine.

use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use rusqlite::{Connection, OpenFlags};
use swarmbell_engine::controller::Input;
use swarmbell_engine::local::{Answer, Order, TokenText};
use swarmbell_engine::settings::{SourceId, SourceSettings};
use swarmbell_engine::view::SourceView;
use tokio::sync::oneshot;

use super::{DEADLINE, Engine};

/// How long a second of the engine takes where an attempt to connect must have the time to succeed.
const UNHURRIED: Duration = Duration::from_millis(50);

impl Engine {
    /// Takes up a source, and gives it its secret, as somebody in the window does.
    pub async fn add(&self, settings: SourceSettings, secret: Option<&str>) -> Result<SourceId> {
        let order = Order::PutSource { source: None, settings: Box::new(settings) };
        let source = match self.order(order).await? {
            Answer::Source { id } => SourceId::try_from(id)?,
            other => bail!("no source but {other:?}"),
        };
        if let Some(secret) = secret {
            let said = self.give_secret(&source, secret).await?;
            anyhow::ensure!(said.0, "{}", said.1);
        }
        Ok(source)
    }

    /// Gives a source a secret: whether it works, and the sentence about it.
    pub async fn give_secret(&self, source: &SourceId, secret: &str) -> Result<(bool, String)> {
        let token = TokenText(secret.to_owned().into());
        self.said(Order::SetToken { token, source: source.clone() }).await
    }

    /// Orders something that is answered with a sentence.
    pub async fn said(&self, order: Order) -> Result<(bool, String)> {
        match self.order(order).await? {
            Answer::Said { ok, sentence } => Ok((ok, sentence)),
            other => bail!("no sentence but {other:?}"),
        }
    }

    /// A source as the window lists it.
    pub async fn source(&self, source: &SourceId) -> Result<SourceView> {
        let (reply, snapshots) = oneshot::channel();
        self.inputs.send(Input::Watch { reply }).await.map_err(|_| anyhow!("the engine is gone"))?;
        let sources = snapshots.await?.borrow().sources.clone();
        sources.into_iter().find(|view| view.id == source.as_str()).context("there is no such source")
    }

    /// Lets time pass until a source is as it is wanted, slowly enough for its attempts to connect.
    pub async fn pass_until_source(
        &self,
        source: &SourceId,
        what: &str,
        wanted: impl Fn(&SourceView) -> bool,
    ) -> Result<SourceView> {
        let deadline = tokio::time::Instant::now() + DEADLINE;
        loop {
            let view = self.source(source).await?;
            if wanted(&view) {
                return Ok(view);
            }
            if tokio::time::Instant::now() > deadline {
                bail!("not {what}: {view:?}");
            }
            tokio::time::sleep(UNHURRIED).await;
            if !wanted(&self.source(source).await?) {
                self.clock.advance(Duration::from_secs(1));
            }
        }
    }

    /// Whether it is known what happened in a topic of a source.
    pub fn is_known(&self, source: &SourceId, topic: &str) -> Result<bool> {
        let journal = self.place.path().join("journal.sqlite3");
        let journal = Connection::open_with_flags(journal, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let asked = "SELECT COUNT(*) FROM cursors WHERE source = ? AND topic LIKE ?";
        let known: i64 = journal.query_row(asked, [source.as_str(), topic], |row| row.get(0))?;
        Ok(known > 0)
    }

    /// What became of the events of a source, oldest first: what the activity list says.
    pub fn verdicts(&self, source: &SourceId) -> Result<Vec<String>> {
        let journal = self.place.path().join("journal.sqlite3");
        let journal = Connection::open_with_flags(journal, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut rows = journal
            .prepare("SELECT verdict FROM events WHERE source = ? AND verdict IS NOT NULL ORDER BY id")?;
        let verdicts = rows.query_map([source.as_str()], |row| row.get(0))?;
        Ok(verdicts.collect::<Result<_, _>>()?)
    }
}
