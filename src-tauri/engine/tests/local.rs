//! The local socket: bell and clients over a real one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod local_bell;

use std::time::Duration;

use local_bell::{Bell, DEADLINE, said, snapshot};
use swarmbell_engine::local::{
    Answer, Client, ClientError, Order, ServeError, Server, SocketPlace, TokenText,
};
use swarmbell_engine::settings::SourceId;
use tokio::time::{Instant, timeout};

#[tokio::test]
async fn a_second_bell_finds_the_first_one_running() {
    let bell = Bell::start();
    let error = Server::bind(&bell.place()).err().unwrap();
    assert!(matches!(error, ServeError::AlreadyRunning), "{error:?}");
    assert_eq!(error.to_string(), "Swarmbell is running already.");
    assert_eq!(bell.client().await.order(Order::Show, DEADLINE).await.unwrap(), Answer::Done);
}

#[tokio::test]
async fn a_bell_that_ended_makes_room_for_the_next() {
    let folder = Bell::start().end().await;
    let place = SocketPlace::in_folder(folder.path());
    assert!(matches!(Client::connect(&place).await, Err(ClientError::NotRunning)));
    Server::bind(&place).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn of_bells_started_at_the_same_moment_one_wins() {
    let folder = tempfile::tempdir().unwrap();
    let place = SocketPlace::in_folder(folder.path());
    let start = std::sync::Arc::new(std::sync::Barrier::new(8));
    let bells: Vec<_> = (0..8)
        .map(|_| {
            let (place, start) = (place.clone(), start.clone());
            let runtime = tokio::runtime::Handle::current();
            std::thread::spawn(move || {
                let _runtime = runtime.enter();
                start.wait();
                Server::bind(&place)
            })
        })
        .collect();
    let bound: Vec<_> = bells.into_iter().map(|bell| bell.join().unwrap()).collect();
    assert_eq!(bound.iter().filter(|bound| bound.is_ok()).count(), 1);
    assert!(
        bound.iter().flat_map(|bound| bound.as_ref().err()).all(|e| matches!(e, ServeError::AlreadyRunning))
    );
}

#[tokio::test]
async fn without_a_bell_the_client_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let error = Client::connect(&SocketPlace::in_folder(folder.path())).await.unwrap_err();
    assert!(matches!(error, ClientError::NotRunning), "{error:?}");
    assert_eq!(error.to_string(), "Swarmbell is not running. Start it first.");
}

#[tokio::test]
async fn orders_are_answered_one_each_and_in_order() {
    let bell = Bell::start();
    let mut client = bell.client().await;
    for seconds in 1..50 {
        let answer = client.order(Order::Pause { seconds }, DEADLINE).await.unwrap();
        assert_eq!(answer, said(&format!("pause {seconds}")));
    }
}

#[tokio::test]
async fn a_token_reaches_the_bell_and_no_debug_text() {
    let bell = Bell::start();
    let order =
        Order::SetToken { token: TokenText("s3cr3t-t0k3n".to_owned().into()), source: SourceId::neuro() };
    assert!(!format!("{order:?}").contains("s3cr3t"));
    let mut client = bell.client().await;
    assert_eq!(client.order(order, DEADLINE).await.unwrap(), said("a token of 12 bytes"));
    assert!(!format!("{client:?}").contains("s3cr3t"));
}

#[tokio::test]
async fn an_answer_that_came_too_late_is_not_taken_for_the_next() {
    let mut bell = Bell::start();
    let mut client = bell.client().await;
    let error = client.order(Order::Retry, Duration::from_millis(50)).await.unwrap_err();
    assert!(matches!(error, ClientError::TimedOut), "{error:?}");
    bell.unanswered.recv().await.unwrap().send(said("late")).unwrap();
    let answer = client.order(Order::Pause { seconds: 1 }, DEADLINE).await.unwrap();
    assert_eq!(answer, said("pause 1"));
}

#[tokio::test]
async fn a_window_gets_a_snapshot_at_once_and_then_each_change() {
    let bell = Bell::start();
    let mut window = bell.client().await;
    window.watch().await.unwrap();
    assert_eq!(next(&mut window).await, "first");
    bell.snapshots.send_replace(snapshot("second"));
    assert_eq!(next(&mut window).await, "second");
}

#[tokio::test]
async fn a_window_gets_at_most_five_snapshots_a_second_and_the_newest_wins() {
    let bell = Bell::start();
    let mut window = bell.client().await;
    window.watch().await.unwrap();
    assert_eq!(next(&mut window).await, "first");
    let writer = tokio::spawn(async move {
        for n in 0..=1000 {
            bell.snapshots.send_replace(snapshot(&n.to_string()));
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        bell
    });
    let began = Instant::now();
    let mut seen = 0;
    while next(&mut window).await != "1000" {
        seen += 1;
    }
    let most = 2 + 5 * (began.elapsed().as_millis() / 1000 + 1);
    assert!((2..=most).contains(&seen), "{seen} in {:?}", began.elapsed());
    drop(writer.await.unwrap());
}

#[tokio::test]
async fn snapshots_come_while_an_order_waits_for_its_answer() {
    let mut bell = Bell::start();
    let mut window = bell.client().await;
    window.watch().await.unwrap();
    assert_eq!(next(&mut window).await, "first");
    let error = window.order(Order::Retry, Duration::from_millis(50)).await.unwrap_err();
    assert!(matches!(error, ClientError::TimedOut), "{error:?}");
    bell.snapshots.send_replace(snapshot("trying"));
    assert_eq!(next(&mut window).await, "trying");
    bell.unanswered.recv().await.unwrap().send(Answer::Done).unwrap();
    assert_eq!(window.order(Order::Show, DEADLINE).await.unwrap(), Answer::Done);
}

#[tokio::test]
async fn a_window_that_does_not_read_keeps_nobody_waiting() {
    let bell = Bell::start();
    let mut sleeper = bell.client().await;
    sleeper.watch().await.unwrap();
    let mut large = snapshot("large");
    large.notices = vec!["x".repeat(100_000)];
    let mut client = bell.client().await;
    let began = Instant::now();
    for n in 0..100 {
        large.status.sentence = n.to_string();
        bell.snapshots.send_replace(large.clone());
        assert_eq!(client.order(Order::Show, DEADLINE).await.unwrap(), Answer::Done);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(began.elapsed() < DEADLINE, "{:?}", began.elapsed());
}

#[tokio::test]
async fn the_seventeenth_connection_is_served_when_another_one_ends() {
    let bell = Bell::start();
    let mut clients = Vec::new();
    for _ in 0..16 {
        clients.push(bell.client().await);
    }
    let place = bell.place();
    let late =
        tokio::spawn(
            async move { Client::connect(&place).await.unwrap().order(Order::Show, DEADLINE).await },
        );
    for client in &mut clients {
        assert_eq!(client.order(Order::Show, DEADLINE).await.unwrap(), Answer::Done);
    }
    assert!(!late.is_finished());
    drop(clients.pop());
    assert_eq!(timeout(DEADLINE, late).await.unwrap().unwrap().unwrap(), Answer::Done);
}

#[tokio::test]
async fn clients_learn_that_the_bell_ended() {
    let bell = Bell::start();
    let mut window = bell.client().await;
    window.watch().await.unwrap();
    assert_eq!(next(&mut window).await, "first");
    let mut idle = bell.client().await;
    let _folder = bell.end().await;
    let error = timeout(DEADLINE, window.next_snapshot()).await.unwrap().unwrap_err();
    assert!(matches!(error, ClientError::Closed), "{error:?}");
    let error = timeout(DEADLINE, idle.next_snapshot()).await.unwrap().unwrap_err();
    assert!(matches!(error, ClientError::Closed), "{error:?}");
}

async fn next(window: &mut Client) -> String {
    timeout(DEADLINE, window.next_snapshot()).await.unwrap().unwrap().status.sentence
}
