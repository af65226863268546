//! Vera.

use std::collections::BTreeSet;
use std::collections::HashSet;
use std::time::Duration;

use anyhow::{Result, ensure};
use standin::{Cap, Config, Story, Vera as Server};
use swarmbell_engine::local::{Answer, Order};
use swarmbell_engine::ring::Action;
use swarmbell_engine::settings::SourceId;
use swarmbell_engine::systems::{System, Vera};
use swarmbell_protocols::vera::Names;
use swarmbell_tests::engine::DEADLINE;

use super::{Scene, named, subscriptions};

const KEY: &str = "vera_live_0123456789abcdefghijklmn";
/// A connection that lasts longer than this was not refused.
const LASTING: Duration = Duration::from_secs(5);
/// After this long nothing old is expected any more.
const SETTLED: Duration = Duration::from_secs(6);
const FERRY: &str = "polymarket_0x7c41d0e2aa90";

async fn scene() -> Result<Scene> {
    Scene::of(Config::vera(Server::default())).await
}

fn vera(scene: &Scene, markets: &[&str]) -> Result<System> {
    Ok(System::Vera(Box::new(Vera {
        stream: scene.origin()?,
        api: scene.origin()?,
        markets: subscriptions(markets),
        relevance: BTreeSet::new(),
        names: Names::default(),
    })))
}

fn story(number: u32) -> Story {
    Story { id: Some(format!("evt_{number}")), ..Story::about(&format!("Vote {number}"), &[FERRY]) }
}

#[tokio::test]
async fn a_story_of_vera_rings_once_with_its_headline() -> Result<()> {
    let scene = scene().await?;
    listen(&scene).await?;
    scene.control().raise(Story::about("Ferry vote moved", &[FERRY]))?;
    scene.engine.ring(0).await?;
    scene.control().duplicate()?;
    let ring = scene.last_ring(0).await?;
    let said = (ring.title.as_str(), ring.body.as_str());
    ensure!(said == ("Ferry vote moved", "Harbor Wire · high relevance"), "{ring:?}");
    ensure!(matches!(&ring.click, Action::Open(page) if page.host() == "news.example.net"), "{ring:?}");
    Ok(())
}

#[tokio::test]
async fn stories_that_vera_told_in_an_absence_are_sent_again_and_told_once() -> Result<()> {
    let mut scene = scene().await?;
    let source = listen(&scene).await?;
    scene.control().raise(story(1))?;
    scene.engine.ring(0).await?;
    scene.engine.pass(SETTLED).await?;
    scene.cut(&source).await?;
    scene.control().silently().raise(story(2))?;
    scene.control().silently().raise(story(3))?;
    scene.until_connected(&source, &[FERRY]).await?;
    scene.last_ring(2).await?;
    let mut titles = scene.engine.titles();
    titles.sort();
    ensure!(titles == ["Vote 1", "Vote 2", "Vote 3"], "{titles:?}");
    scene.restart_tells_nothing(&source, &[FERRY]).await
}

#[tokio::test]
async fn more_stories_than_vera_sends_again_are_asked_for_and_told_once() -> Result<()> {
    let mut scene = Scene::of(Config::vera(Server { backfill_events: 2, ..Server::default() })).await?;
    let source = listen(&scene).await?;
    scene.control().raise(story(1))?;
    scene.engine.ring(0).await?;
    scene.engine.pass(SETTLED).await?;
    scene.cut(&source).await?;
    let control = scene.control().silently();
    (2..42).try_for_each(|number| control.raise(story(number)).map(drop))?;
    scene.until_connected(&source, &[FERRY]).await?;
    let asked = |state: &standin::State| {
        state.requests.iter().any(|request| !request.upgrade && request.path.starts_with("/v1/events"))
    };
    scene.control().wait_until(asked, DEADLINE).await?;
    let all = || (scene.engine.verdicts(&source).ok()?.len() == 41).then_some(());
    scene.engine.pass_until("41 stories", all).await?;
    scene.engine.pass(Duration::from_secs(60)).await?;
    let titles = scene.engine.titles();
    ensure!(told(&titles) == Some(41), "{titles:?}");
    scene.restart_tells_nothing(&source, &[FERRY]).await
}

/// How many stories these rings tell, each by itself or within "38 more things happened"; nothing when one of them
/// rang twice or none was told within others.
fn told(titles: &[String]) -> Option<usize> {
    let within = |title: &String| title.strip_suffix(" more things happened").map(str::parse::<usize>);
    let more: Vec<usize> = titles.iter().filter_map(within).collect::<Result<_, _>>().ok()?;
    let alone: HashSet<&String> = titles.iter().filter(|title| within(title).is_none()).collect();
    (!more.is_empty() && alone.len() + more.len() == titles.len())
        .then(|| alone.len() + more.iter().sum::<usize>())
}

#[tokio::test]
async fn a_key_that_vera_takes_back_is_not_shown_again_until_another_is_pasted() -> Result<()> {
    let scene = scene().await?;
    let source = listen(&scene).await?;
    scene.control().revoke_token(KEY);
    scene.until_it_needs_the_user(&source, "The server refused the API key.").await?;
    let another = "vera_live_another_key_0123456789";
    let (ok, sentence) = give_key(&scene, &source, another).await?;
    ensure!(!ok && sentence.starts_with("The server refused the API key."), "{ok} {sentence}");
    scene.control().accept_token(another);
    let (ok, sentence) = give_key(&scene, &source, another).await?;
    ensure!(ok, "{sentence}");
    scene.until_connected(&source, &[FERRY]).await
}

#[tokio::test]
async fn more_markets_than_vera_takes_need_the_user_and_fewer_are_heard() -> Result<()> {
    let few = Server { markets: 2, cap: Cap::Closes, ..Server::default() };
    let scene = Scene::of(Config::vera(few)).await?;
    let source = scene.engine.add(named(vera(&scene, &["m_1", "m_2", "m_3", "m_4"])?), None).await?;
    let (_, sentence) = give_key(&scene, &source, KEY).await?;
    ensure!(sentence.contains("The server takes 500 subscriptions at most."), "{sentence}");
    scene.until_it_needs_the_user(&source, "Remove some to hear of the others.").await?;
    let settings = Box::new(named(vera(&scene, &["m_1", "m_2"])?));
    let order = Order::PutSource { source: Some(source.clone()), settings };
    ensure!(matches!(scene.engine.order(order).await?, Answer::Source { .. }));
    scene.until_connected(&source, &["m_1", "m_2"]).await
}

/// A source of one market, connected.
async fn listen(scene: &Scene) -> Result<SourceId> {
    let source = scene.engine.add(named(vera(scene, &[FERRY])?), None).await?;
    let (ok, sentence) = give_key(scene, &source, KEY).await?;
    ensure!(ok, "{sentence}");
    scene.until_connected(&source, &[FERRY]).await?;
    Ok(source)
}

/// Pastes a key. It is known to work when the connection lasts: time passes once the server has taken what was
/// subscribed, however long that took it.
async fn give_key(scene: &Scene, source: &SourceId, key: &str) -> Result<(bool, String)> {
    let mut said = std::pin::pin!(scene.engine.give_secret(source, key));
    let taken = |state: &standin::State| state.staying().any(|socket| !socket.subscriptions.is_empty());
    let control = scene.control();
    let mut waited = std::pin::pin!(control.wait_until(taken, DEADLINE));
    tokio::select! {
        said = &mut said => return said,
        taken = &mut waited => taken.map(drop)?,
    }
    let lasts = async {
        scene.engine.pass(LASTING).await?;
        std::future::pending::<Result<()>>().await
    };
    tokio::select! {
        said = said => said,
        failed = lasts => failed.and_then(|()| anyhow::bail!("time ended")),
    }
}
