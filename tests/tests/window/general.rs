//! How the window looks, and what it says of the program itself.

use std::fs;

use anyhow::Result;
use lab::wait::until;
use swarmbell_tests::world::{SOON, World};

use super::{enter, field, open, press, says};

#[tokio::test]
async fn the_title_bar_follows_the_chosen_colours_and_else_the_system() -> Result<()> {
    let world = World::new().await?;
    let gtk = world.desk.home().join(".config/gtk-3.0");
    fs::create_dir_all(&gtk)?;
    fs::write(gtk.join("settings.ini"), "[Settings]\ngtk-application-prefer-dark-theme=1\n")?;
    let _bell = world.start_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    let window = world.desk.screen().wait_for_title("Swarmbell", SOON).await?;
    let is_drawn = async |variant: &str| {
        until(&format!("a title bar that is {variant:?}"), SOON, || async {
            let drawn = world.desk.screen().property(&window, "_GTK_THEME_VARIANT")?;
            Ok((drawn == variant).then_some(()))
        })
        .await
    };
    is_drawn("dark").await?;
    enter(page, "Settings").await?;
    for (colours, variant) in [("Light", ""), ("As the system", "dark"), ("Light", ""), ("Dark", "dark")] {
        field(page, "Colours").await?.select_by_label(colours).await?;
        is_drawn(variant).await?;
    }
    session.quit().await
}

#[tokio::test]
async fn the_window_shows_the_licences_of_everything_inside() -> Result<()> {
    let world = World::new().await?;
    let _bell = world.start_bell().await?;
    let session = open(&world).await?;
    let page = session.page();
    enter(page, "Settings").await?;
    press(page, "Licences").await?;
    says(page, "Permission is hereby granted, free of charge").await?;
    session.quit().await
}
