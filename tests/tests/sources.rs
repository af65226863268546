//! Sources that somebody adds, each at its own server: the whole engine over real sockets.

#[path = "sources/relay.rs"]
mod relay;
#[path = "sources/shuriken.rs"]
mod shuriken;
#[path = "sources/vera.rs"]
mod vera;

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use standin::{Config, Control, Server};
use swarmbell_engine::ring::Ring;
use swarmbell_engine::settings::{Settings, SourceId, SourceSettings};
use swarmbell_engine::systems::System;
use swarmbell_engine::view::{ConnectionView, SourceView, StatusLevel};
use swarmbell_protocols::adapter::Subscription;
use swarmbell_protocols::web::Origin;
use swarmbell_tests::engine::{DEADLINE, Engine, START};

/// More than any wait between two attempts.
const LONG: std::time::Duration = std::time::Duration::from_secs(10 * 60);

/// A server of another system, and an engine beside it that has no source but the first yet.
struct Scene {
    server: Server,
    engine: Engine,
}

impl Scene {
    async fn of(config: Config) -> Result<Self> {
        // Two machines never agree on the time.
        let now_ms = Some(START.0 - 30_000);
        let server = Server::start(Config { now_ms, ..config }).await?;
        let neuro = Config { now_ms: Some(START.0), ..Config::default() };
        let engine = Engine::start(neuro, Settings::default(), false).await?;
        Ok(Self { server, engine })
    }

    fn control(&self) -> Control {
        self.server.control()
    }

    fn origin(&self) -> Result<Origin> {
        Ok(Origin::parse(&self.server.origin())?)
    }

    /// Adds a source and waits until its events are pushed on each of these channels.
    async fn add(&self, system: System, secret: Option<&str>, channels: &[&str]) -> Result<SourceId> {
        let source = self.engine.add(named(system), secret).await?;
        self.until_connected(&source, channels).await?;
        Ok(source)
    }

    async fn until_connected(&self, source: &SourceId, channels: &[&str]) -> Result<()> {
        self.engine.pass_until_source(source, "connected", is_connected).await?;
        let all = |state: &standin::State| channels.iter().all(|channel| state.subscribed(channel));
        self.control().wait_until(all, DEADLINE).await.map(drop)
    }

    /// Waits until it is known what was published before: what comes later is news.
    async fn until_known(&self, source: &SourceId, topic: &str) -> Result<()> {
        let known = || self.engine.is_known(source, topic).ok().filter(|known| *known).map(drop);
        self.engine.until(topic, known).await
    }

    /// Cuts the line. What happens now is missed: the next attempt waits for time to pass.
    async fn cut(&self, source: &SourceId) -> Result<()> {
        self.control().cut();
        let lost = |view: &SourceView| view.connection == ConnectionView::Reconnecting;
        self.engine.pass_until_source(source, "cut", lost).await.map(drop)
    }

    /// The ring of this number, and none after it in a minute.
    async fn last_ring(&self, number: usize) -> Result<Ring> {
        let ring = self.engine.pass_until("the ring", || self.engine.rings().get(number).cloned()).await?;
        self.engine.pass(std::time::Duration::from_secs(60)).await?;
        let titles = self.engine.titles();
        ensure!(titles.len() == number + 1, "{titles:?}");
        Ok(ring)
    }

    /// A bell that starts anew over the same files tells nothing again.
    async fn restart_tells_nothing(&mut self, source: &SourceId, channels: &[&str]) -> Result<()> {
        let rings = self.engine.rings().len();
        self.engine.pass(std::time::Duration::from_secs(10)).await?;
        let connections = self.control().connections().len();
        ensure!(connections == 1, "{connections} connections");
        self.engine.restart().await?;
        self.until_connected(source, channels).await?;
        self.engine.pass(std::time::Duration::from_secs(60)).await?;
        let titles = self.engine.titles();
        ensure!(titles.len() == rings, "{titles:?}, {:?}", self.engine.verdicts(source));
        Ok(())
    }

    /// The source needs the user, who is told so, and the server is left alone until then.
    async fn until_it_needs_the_user(&self, source: &SourceId, sentence: &str) -> Result<()> {
        let needs = |view: &SourceView| view.level == StatusLevel::NeedsYou;
        let view = self.engine.pass_until_source(source, "in need of the user", needs).await?;
        ensure!(view.sentence.contains(sentence), "{view:?}");
        let asked = self.control().requests().len();
        self.engine.pass(LONG).await?;
        let again = self.control().requests().len() - asked;
        ensure!(again == 0, "{again} further requests");
        Ok(())
    }
}

fn named(system: System) -> SourceSettings {
    SourceSettings { name: "Harbour".into(), paused: false, system, rules: Vec::new() }
}

fn is_connected(view: &SourceView) -> bool {
    view.connection == ConnectionView::Connected
}

fn subscriptions(names: &[&str]) -> BTreeSet<Subscription> {
    names.iter().map(|name| Subscription::from(*name)).collect()
}
