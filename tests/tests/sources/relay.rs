//! A Relay server.

use std::time::Duration;

use anyhow::{Result, ensure};
use serde_json::json;
use standin::{Config, Raised, Relay as Server};
use swarmbell_engine::local::{Answer, Order};
use swarmbell_engine::ring::Action;
use swarmbell_engine::settings::SourceId;
use swarmbell_engine::systems::{Relay, RelayAuthoriser, System};
use swarmbell_engine::view::ConnectionView;

use super::{Scene, named, subscriptions};

const SECRET: &str = "demo-relay-secret";

async fn scene() -> Result<Scene> {
    Scene::of(Config::relay(Server::default())).await
}

fn relay(scene: &Scene, channels: &[&str]) -> Result<Relay> {
    Ok(Relay {
        origin: scene.origin()?,
        app_key: "demo-relay-key".into(),
        app_id: Some("demo-app".into()),
        authoriser: RelayAuthoriser::Nobody,
        channels: subscriptions(channels),
    })
}

fn build(number: u32) -> Raised {
    Raised::channel(
        "builds",
        "build-finished",
        json!({ "build": number, "title": format!("Build {number}") }),
    )
}

#[tokio::test]
async fn what_is_published_at_a_relay_server_rings_once_in_the_words_of_its_publisher() -> Result<()> {
    let scene = scene().await?;
    scene.add(System::Relay(relay(&scene, &["builds"])?), None, &["builds"]).await?;
    let told =
        json!({ "title": "Build 2207 failed", "message": "on main", "url": "https://ci.example.net/2207" });
    scene.control().raise(Raised::channel("builds", "build-finished", told))?;
    scene.engine.ring(0).await?;
    scene.control().duplicate()?;
    let ring = scene.last_ring(0).await?;
    ensure!((ring.title.as_str(), ring.body.as_str()) == ("Build 2207 failed", "on main"), "{ring:?}");
    ensure!(matches!(&ring.click, Action::Open(page) if page.host() == "ci.example.net"), "{ring:?}");
    Ok(())
}

#[tokio::test]
async fn what_a_relay_server_published_in_an_absence_is_told_once_where_its_secret_is_known() -> Result<()> {
    let mut scene = Scene::of(Config::relay(Server { history_limit: 300, ..Server::default() })).await?;
    let source = scene.add(System::Relay(relay(&scene, &["builds"])?), Some(SECRET), &["builds"]).await?;
    scene.until_known(&source, "published%").await?;
    scene.control().raise(build(1))?;
    scene.engine.ring(0).await?;
    scene.cut(&source).await?;
    let control = scene.control().silently();
    (2..122).try_for_each(|number| control.raise(build(number)).map(drop))?;
    scene.until_connected(&source, &["builds"]).await?;
    let ring = scene.last_ring(1).await?;
    ensure!(ring.title == "While you were away", "{ring:?}");
    ensure!(ring.body == "120 build-finished", "{ring:?}");
    scene.restart_tells_nothing(&source, &["builds"]).await
}

#[tokio::test]
async fn what_a_relay_server_published_in_an_absence_is_said_to_be_unknown_without_its_secret() -> Result<()>
{
    let scene = scene().await?;
    let source = scene.add(System::Relay(relay(&scene, &["builds"])?), None, &["builds"]).await?;
    scene.cut(&source).await?;
    scene.control().silently().raise(build(1))?;
    scene.until_connected(&source, &["builds"]).await?;
    scene.control().raise(build(2))?;
    let ring = scene.last_ring(0).await?;
    ensure!(ring.title == "Build 2", "{ring:?}");
    let verdicts = scene.engine.verdicts(&source)?;
    ensure!(
        matches!(&verdicts[..], [unknown, _] if unknown.starts_with("What was published meanwhile is not known")),
        "{verdicts:?}"
    );
    Ok(())
}

#[tokio::test]
async fn a_private_channel_of_a_relay_server_is_heard_by_the_servers_leave_or_that_of_an_endpoint()
-> Result<()> {
    for authoriser in ["server", "endpoint"] {
        let scene = scene().await?;
        let endpoint = scene.origin()?.join("/broadcasting/auth");
        let authoriser = match endpoint {
            Some(endpoint) if authoriser == "endpoint" => RelayAuthoriser::Endpoint(endpoint.to_string()),
            _ => RelayAuthoriser::Server,
        };
        let channels = ["presence-room", "private-orders"];
        let system = Relay { authoriser: authoriser.clone(), ..relay(&scene, &channels)? };
        let secret = Some(SECRET).filter(|_| authoriser == RelayAuthoriser::Server);
        scene.add(System::Relay(system), secret, &channels).await?;
        let order = Raised::channel("private-orders", "order", json!({ "title": "An order" }));
        scene.control().raise(order)?;
        ensure!(scene.last_ring(0).await?.title == "An order");
    }
    Ok(())
}

#[tokio::test]
async fn a_channel_of_a_relay_server_that_nobody_lets_into_is_named_and_the_others_are_heard() -> Result<()> {
    let scene = scene().await?;
    let system = relay(&scene, &["builds", "private-orders"])?;
    let source = scene.add(System::Relay(system), None, &["builds"]).await?;
    let refused = scene.engine.pass_until_source(&source, "refused", |view| !view.refused.is_empty()).await?;
    ensure!(
        refused.refused[0].starts_with("private-orders: A private channel needs somebody who authorises it."),
        "{refused:?}"
    );
    scene.control().raise(build(7))?;
    ensure!(scene.last_ring(0).await?.title == "Build 7");
    Ok(())
}

#[tokio::test]
async fn a_test_of_a_relay_server_comes_back_as_a_ring_and_its_channels_are_offered() -> Result<()> {
    let scene = scene().await?;
    let source = scene.add(System::Relay(relay(&scene, &["builds"])?), Some(SECRET), &["builds"]).await?;
    let (ok, sentence) = scene.engine.said(Order::TestSource { source: source.clone() }).await?;
    ensure!(ok, "{sentence}");
    let ring = scene.last_ring(0).await?;
    ensure!(ring.title == "A test from Swarmbell", "{ring:?}");
    ensure!(ring.body == "It came the whole way.", "{ring:?}");
    let offered = scene.engine.order(Order::Offered { source }).await?;
    ensure!(offered == Answer::Offered { names: vec!["builds".into()] }, "{offered:?}");
    Ok(())
}

#[tokio::test]
async fn a_relay_server_that_does_not_know_the_app_is_left_alone_until_another_key_is_entered() -> Result<()>
{
    let scene = scene().await?;
    let source = scene.add(System::Relay(relay(&scene, &["builds"])?), None, &["builds"]).await?;
    scene.control().revoke_token("demo-relay-key");
    scene.until_it_needs_the_user(&source, "The server does not know this app.").await?;
    scene.control().accept_token("demo-relay-key");
    enter(&scene, &source, relay(&scene, &["builds", "logs"])?).await?;
    scene.until_connected(&source, &["builds", "logs"]).await
}

#[tokio::test]
async fn a_wrong_secret_of_a_relay_server_is_refused_with_a_sentence_and_the_right_one_is_kept() -> Result<()>
{
    let scene = scene().await?;
    let source = scene.add(System::Relay(relay(&scene, &["builds"])?), None, &["builds"]).await?;
    let (ok, sentence) = scene.engine.give_secret(&source, "not-the-secret").await?;
    ensure!(!ok && sentence.starts_with("The server refused the app secret."), "{ok} {sentence}");
    let (ok, sentence) = scene.engine.give_secret(&source, SECRET).await?;
    ensure!(ok, "{sentence}");
    scene.until_connected(&source, &["builds"]).await
}

#[tokio::test]
async fn a_relay_server_that_falls_silent_is_found_dead_by_its_own_figure() -> Result<()> {
    let scene = Scene::of(Config::relay(Server { activity_timeout: 10, ..Server::default() })).await?;
    let source = scene.add(System::Relay(relay(&scene, &["builds"])?), None, &["builds"]).await?;
    scene.control().stall();
    scene.engine.pass(Duration::from_secs(60)).await?;
    let view = scene.engine.source(&source).await?;
    ensure!(view.connection == ConnectionView::Reconnecting, "{view:?}");
    scene.control().unstall();
    scene.until_connected(&source, &["builds"]).await
}

async fn enter(scene: &Scene, source: &SourceId, relay: Relay) -> Result<()> {
    let settings = Box::new(named(System::Relay(relay)));
    let order = Order::PutSource { source: Some(source.clone()), settings };
    let answer = scene.engine.order(order).await?;
    ensure!(matches!(answer, Answer::Source { .. }), "{answer:?}");
    Ok(())
}
