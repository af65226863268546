//! Shuriken.

use anyhow::{Result, ensure};
use serde_json::json;
use standin::{Config, Raised, Shuriken as Server};
use swarmbell_engine::systems::{Shuriken, System};
use swarmbell_tests::engine::{DEADLINE, START};

use super::{Scene, subscriptions};

const KEY: &str = "sk_demo_secret";
const SIGNALS: &str = "alpha.signalFeedGlobal";
/// Under this channel the stand-in tells of them.
const CHANNEL: &str = "private-signal-global";
const TASKS: &str = "portfolio.notifications";

async fn scene() -> Result<Scene> {
    Scene::of(Config::shuriken(Server::default())).await
}

fn shuriken(scene: &Scene, streams: &[&str]) -> Result<System> {
    Ok(System::Shuriken(Shuriken { api: scene.origin()?, catalogue: None, streams: subscriptions(streams) }))
}

/// A signal about a token of its own.
fn signal(number: u32) -> Raised {
    let address = format!("DemoMint{number:03}1111111111111111111111111111111");
    let at = START.0;
    Raised::stream(
        SIGNALS,
        &[],
        json!({
            "type": "globalSignalFeedUpdate",
            "tokenAddress": address,
            "network": "sol",
            "tokenMeta": { "address": address, "network": "sol", "symbol": format!("PAD{number}"), "name": "Paddle" },
            "latestSignal": {
                "id": format!("sig_{number}"),
                "timestampMs": at,
                "source": { "sourceType": "x", "source": { "tweetId": "2091340999900000123", "authorId": "5511200", "authorUsername": "harborfox" } },
                "isBot": false,
                "marketcapUsd": 4_112_000.0,
            },
        }),
    )
}

#[tokio::test]
async fn a_signal_of_shuriken_rings_once_with_who_called_what() -> Result<()> {
    let scene = scene().await?;
    scene.add(shuriken(&scene, &[SIGNALS])?, Some(KEY), &[CHANNEL]).await?;
    scene.control().raise(signal(1))?;
    scene.engine.ring(0).await?;
    scene.control().duplicate()?;
    let ring = scene.last_ring(0).await?;
    ensure!(ring.title == "PAD1 (Demo…1111) was called", "{ring:?}");
    ensure!(ring.body.contains("harborfox") && ring.body.contains("market cap $4.1"), "{ring:?}");
    Ok(())
}

#[tokio::test]
async fn signals_that_shuriken_told_in_an_absence_are_told_once_from_its_lists() -> Result<()> {
    let mut scene = scene().await?;
    let source = scene.add(shuriken(&scene, &[SIGNALS])?, Some(KEY), &[CHANNEL]).await?;
    scene.until_known(&source, "published%").await?;
    scene.control().raise(signal(1))?;
    scene.engine.ring(0).await?;
    scene.cut(&source).await?;
    let control = scene.control().silently();
    (2..5).try_for_each(|number| control.raise(signal(number)).map(drop))?;
    scene.until_connected(&source, &[CHANNEL]).await?;
    let ring = scene.last_ring(1).await?;
    ensure!(ring.title == "While you were away", "{ring:?}");
    ensure!(ring.body.starts_with("3 "), "{ring:?}");
    let verdicts = scene.engine.verdicts(&source)?;
    ensure!(!verdicts.iter().any(|verdict| verdict.contains("not known")), "{verdicts:?}");
    scene.restart_tells_nothing(&source, &[CHANNEL]).await
}

#[tokio::test]
async fn what_shuriken_tells_once_only_is_said_to_be_unknown_after_an_absence() -> Result<()> {
    let scene = scene().await?;
    let source = scene.add(shuriken(&scene, &[TASKS])?, Some(KEY), &[]).await?;
    scene.cut(&source).await?;
    scene.until_connected(&source, &[]).await?;
    let verdicts = scene.engine.verdicts(&source)?;
    ensure!(
        matches!(&verdicts[..], [unknown] if unknown.starts_with("What came over these streams meanwhile is not known")),
        "{verdicts:?}"
    );
    Ok(())
}

#[tokio::test]
async fn a_key_that_shuriken_takes_back_is_not_shown_again_until_another_is_pasted() -> Result<()> {
    let scene = scene().await?;
    let source = scene.add(shuriken(&scene, &[SIGNALS])?, Some(KEY), &[CHANNEL]).await?;
    scene.control().revoke_token(KEY);
    scene.until_it_needs_the_user(&source, "The server refused the agent key.").await?;
    let (ok, sentence) = scene.engine.give_secret(&source, "sk_wrong").await?;
    ensure!(!ok && sentence.starts_with("The server refused the agent key."), "{sentence}");
    scene.control().accept_token("sk_another");
    let (ok, sentence) = scene.engine.give_secret(&source, "sk_another").await?;
    ensure!(ok, "{sentence}");
    scene.until_connected(&source, &[CHANNEL]).await
}

#[tokio::test]
async fn a_stream_that_a_key_of_shuriken_does_not_open_is_named_and_the_others_are_heard() -> Result<()> {
    let closed = Server { closed_streams: vec![TASKS.into()], ..Server::default() };
    let scene = Scene::of(Config::shuriken(closed)).await?;
    let source = scene.add(shuriken(&scene, &[SIGNALS, TASKS])?, Some(KEY), &[CHANNEL]).await?;
    let view = scene.engine.pass_until_source(&source, "refused", |view| !view.refused.is_empty()).await?;
    ensure!(
        view.refused.len() == 1 && view.refused[0].contains("does not open portfolio.notifications"),
        "{view:?}"
    );
    scene.control().raise(signal(1))?;
    scene.last_ring(0).await.map(drop)
}

#[tokio::test]
async fn a_task_of_shuriken_is_told_as_it_moves_on() -> Result<()> {
    let scene = scene().await?;
    scene.add(shuriken(&scene, &[TASKS])?, Some(KEY), &[]).await?;
    let listens = |state: &standin::State| !state.subscriptions().is_empty();
    scene.control().wait_until(listens, DEADLINE).await?;
    let task = json!({ "type": "swap", "taskId": "task_1", "chainId": 8453 });
    scene.control().raise(Raised::stream(TASKS, &[], task))?;
    let ring = scene.last_ring(0).await?;
    ensure!((ring.title.as_str(), ring.body.as_str()) == ("Your swap moved on", "Task task_1"), "{ring:?}");
    Ok(())
}
