//! The settings' file, on a real disk.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::fs;
use std::path::PathBuf;

use chrono::Weekday;
use swarmbell_engine::settings::{
    BellChoice, Language, LiveOpens, QuietHours, Settings, SettingsFile, TimeOfDay,
};
use swarmbell_protocols::event::EventType;
use swarmbell_protocols::schedule::{Entry, EntryKind};
use swarmbell_protocols::time::UnixMillis;
use swarmbell_protocols::web::Origin;
use swarmbell_words::Clock;
use tempfile::TempDir;

#[test]
fn a_language_that_was_chosen_is_known_before_the_settings_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.json");
    let language = || SettingsFile::new(&path).language().map(Language::tag);
    assert_eq!(language(), None);
    fs::write(&path, r#"{ "version": 1, "language": "de", "neuro": 7 }"#).unwrap();
    assert_eq!(language(), Some("de"));
    for none in [r#"{ "version": 1 }"#, r#"{ "version": 1, "language": "tlh" }"#, "no JSON"] {
        fs::write(&path, none).unwrap();
        assert_eq!(language(), None, "{none}");
        assert_eq!(fs::read_to_string(&path).unwrap(), none, "looking moves nothing aside");
    }
}

#[test]
fn a_clock_that_was_chosen_is_known_before_the_settings_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.json");
    let clock = || SettingsFile::new(&path).appearance().hours.clock();
    assert_eq!(clock(), None);
    fs::write(&path, r#"{ "version": 1, "appearance": { "hours": "12" }, "neuro": 7 }"#).unwrap();
    assert_eq!(clock(), Some(Clock::Twelve));
    for none in [r#"{ "version": 1 }"#, r#"{ "appearance": { "hours": 12 } }"#, "no JSON"] {
        fs::write(&path, none).unwrap();
        assert_eq!(clock(), None, "{none}");
    }
}

#[test]
fn settings_come_back_as_they_were_saved() {
    let place = Place::new();
    place.file().save(&choices()).unwrap();
    let (loaded, report) = place.file().load();
    assert_eq!((loaded, report.notice), (choices(), None));
}

#[test]
fn a_pause_beyond_the_calendar_is_left_out_and_told() {
    let place = Place::new();
    place.file().save(&Settings { welcomed: true, ..Settings::default() }).unwrap();
    fs::write(
        place.path(),
        place.text().replace("\"paused_until\": null", "\"paused_until\": 253402300800000"),
    )
    .unwrap();
    let (loaded, report) = place.file().load();
    assert_eq!((loaded.paused_until, loaded.welcomed), (None, true));
    let notice = report.notice.unwrap();
    assert!(notice.contains("(paused_until)"), "{notice}");
}

#[test]
fn the_file_of_version_2_looks_like_this() {
    let place = Place::new();
    place.file().save(&choices()).unwrap();
    insta::assert_snapshot!(place.text(), @r#"
    {
      "version": 2,
      "neuro": {
        "origin": "http://127.0.0.1:4000",
        "bells": {
          "streamOffline": {
            "ring": true
          },
          "streamOnline": {
            "sound": false,
            "through_quiet": true
          }
        },
        "only": [
          "karaoke",
          "dev stream"
        ],
        "never": [
          "spoiler"
        ],
        "live_opens": {
          "template": "https://a.example/{channel}"
        },
        "reminders": [
          {
            "time": 1795006800000,
            "text": "Karaoke"
          }
        ]
      },
      "sources": {},
      "paused_until": 1795000000000,
      "quiet_hours": {
        "from": "22:30",
        "to": "07:00",
        "days": [
          "Mon",
          "Sun"
        ]
      },
      "volume": 35,
      "reminder_minutes": 30,
      "language": null,
      "appearance": {
        "theme": "system",
        "hours": "system",
        "first_day": "system",
        "hides_past": false
      },
      "starts_in_tray": true,
      "update_notice": null,
      "welcomed": true,
      "settled_in": false,
      "told_of_tray": false
    }
    "#);
}

#[test]
fn a_missing_file_means_the_defaults_and_nothing_to_say() {
    let (settings, report) = Place::new().file().load();
    assert_eq!((settings, report.notice), (Settings::default(), None));
}

#[test]
fn a_file_of_version_1_with_few_and_unknown_members_is_read() {
    let place = Place::new();
    place.write("\u{feff}{\"version\":1,\"welcomed\":true,\"colour\":\"red\",\"neuro\":{\"x\":[1]}}");
    let (settings, report) = place.file().load();
    assert_eq!(settings, Settings { welcomed: true, ..Settings::default() });
    assert_eq!(report.notice, None);
}

#[test]
fn the_choices_of_a_file_of_version_1_are_carried_over() {
    let place = Place::new();
    place.write(
        r#"{"version":1,"neuro":{"bells":{"streamOffline":true,"streamOnline":false}},
        "quiet_hours":{"from":"22:30","to":"07:00","live_breaks_through":true}}"#,
    );
    let (settings, report) = place.file().load();
    assert_eq!((report.notice, settings.version), (None, 2));
    let choice = |kind: &str| settings.neuro.bells.get(&EventType::from(kind));
    let through = BellChoice { through_quiet: Some(true), ..BellChoice::default() };
    assert_eq!(choice("streamOffline"), BellChoice { ring: Some(true), ..BellChoice::default() });
    assert_eq!(choice("streamOnline"), BellChoice { ring: Some(false), ..through });
    assert_eq!(choice("secretneuroaccountOnline"), through);
    assert_eq!(settings.quiet_hours.map(|hours| hours.from), TimeOfDay::new(22, 30));
}

#[test]
fn broken_settings_are_moved_aside_and_told() {
    let long = format!("{{\"version\":1,\"x\":\"{}\"}}", "y".repeat(1024 * 1024));
    let broken: [&[u8]; 8] = [
        b"",
        b"{\"version\":1,",
        b"[]",
        b"{}",
        b"{\"version\":0}",
        b"{\"version\":\"1\"}",
        b"\xff\xfe",
        long.as_bytes(),
    ];
    let place = Place::new();
    for (n, text) in (1..).zip(broken) {
        place.write(text);
        let (settings, report) = place.file().load();
        assert_eq!(settings, Settings::default(), "{n}");
        let aside = place.folder.path().join(format!("settings-broken-{n}.json"));
        assert_eq!(fs::read(&aside).unwrap(), text, "nothing is lost");
        let notice = report.notice.unwrap();
        assert!(notice.contains("could not be read"), "{notice}");
        assert!(notice.contains(&aside.display().to_string()), "{notice}");
        assert!(!place.path().exists(), "the next start finds no broken file");
    }
}

#[test]
fn a_setting_that_cannot_be_read_is_told_once_and_the_others_hold() {
    let place = Place::new();
    let text = "{\"version\":1,\"welcomed\":true,\"neuro\":{\"origin\":\"http://far.example\"}}";
    place.write(text);
    let (settings, report) = place.file().load();
    assert_eq!(settings, Settings { welcomed: true, ..Settings::default() });
    let notice = report.notice.unwrap();
    let aside = place.folder.path().join("settings-broken-1.json");
    assert!(notice.contains("could not be read (neuro.origin)"), "{notice}");
    assert!(notice.contains(&aside.display().to_string()), "{notice}");
    assert_eq!(fs::read_to_string(&aside).unwrap(), text, "nothing is lost");
    let (again, report) = place.file().load();
    assert_eq!((again, report.notice), (settings, None));
}

#[test]
fn one_source_that_cannot_be_read_costs_no_other_and_the_first_has_no_second() {
    let place = Place::new();
    let relay =
        r#"{"name":"Builds","system":{"kind":"relay","origin":"https://relay.example","app_key":"k"}}"#;
    let far = relay.replace("https", "http");
    let unknown = relay.replace("relay\"", "telex\"");
    place.write(format!(
        r#"{{"version":1,"sources":{{"neuro":{relay},"relay-1":{relay},"relay-2":{far},"telex-1":{unknown},"Relay 3":{relay}}}}}"#
    ));
    let (settings, report) = place.file().load();
    let names: Vec<&str> = settings.sources.keys().map(|id| id.as_str()).collect();
    assert_eq!(names, ["relay-1"]);
    let notice = report.notice.unwrap();
    assert!(notice.contains("sources.relay-2") && notice.contains("sources.telex-1"), "{notice}");
    assert_eq!(place.file().load().0, settings);
}

#[test]
fn settings_of_a_newer_version_are_moved_aside_and_told() {
    let place = Place::new();
    place.write("{\"version\":3,\"welcomed\":true}");
    let (settings, report) = place.file().load();
    assert_eq!(settings, Settings::default());
    assert!(report.notice.unwrap().contains("newer version"));
    assert!(place.folder.path().join("settings-broken-1.json").exists());
}

#[test]
fn a_folder_in_the_place_of_the_file_is_moved_aside_too() {
    let place = Place::new();
    fs::create_dir(place.path()).unwrap();
    let (settings, report) = place.file().load();
    assert_eq!(settings, Settings::default());
    assert!(report.notice.is_some());
    place.file().save(&choices()).unwrap();
    assert_eq!(place.file().load().0, choices());
}

#[test]
fn a_read_only_folder_loses_no_choice_in_memory() {
    // A folder below a file can be made by nobody, the superuser included.
    let place = Place::new();
    place.write("{\"version\":1}");
    let settings = choices();
    let error = SettingsFile::new(place.path().join("settings.json")).save(&settings).unwrap_err();
    let sentence = error.to_string();
    assert!(sentence.starts_with("Your choices could not be saved ("), "{sentence}");
    assert!(sentence.ends_with("Check the settings' folder."), "{sentence}");
    assert_eq!(settings, choices());
}

#[test]
fn a_save_that_fails_leaves_the_old_file_and_no_other() {
    let place = Place::new();
    fs::create_dir(place.path()).unwrap();
    fs::write(place.path().join("in-the-way"), "").unwrap();
    assert!(place.file().save(&choices()).is_err());
    let names: Vec<_> = fs::read_dir(place.folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["settings.json"]);
}

#[test]
fn the_folder_is_made_when_it_is_missing() {
    let place = Place::new();
    let path = place.folder.path().join("a/b/settings.json");
    SettingsFile::new(&path).save(&choices()).unwrap();
    assert_eq!(SettingsFile::new(&path).load().0, choices());
}

#[cfg(unix)]
#[test]
fn a_linked_file_stays_a_link() {
    let place = Place::new();
    let target = place.folder.path().join("dotfiles.json");
    fs::write(&target, "{\"version\":1}").unwrap();
    std::os::unix::fs::symlink(&target, place.path()).unwrap();
    place.file().save(&choices()).unwrap();
    assert!(fs::symlink_metadata(place.path()).unwrap().is_symlink());
    assert_eq!(SettingsFile::new(&target).load().0, choices());
}

#[cfg(unix)]
#[test]
fn the_file_is_for_this_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.file().save(&choices()).unwrap();
    assert_eq!(fs::metadata(place.path()).unwrap().permissions().mode() & 0o777, 0o600);
}

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("settings.json")
    }

    fn file(&self) -> SettingsFile {
        SettingsFile::new(self.path())
    }

    fn write(&self, text: impl AsRef<[u8]>) {
        fs::write(self.path(), text).unwrap();
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }
}

fn choices() -> Settings {
    let mut settings =
        Settings { welcomed: true, paused_until: Some(UnixMillis(1_795_000_000_000)), ..Settings::default() };
    settings.neuro.origin = Origin::parse("http://127.0.0.1:4000").unwrap();
    let softly = BellChoice { ring: None, sound: Some(false), through_quiet: Some(true) };
    settings.neuro.bells.put(EventType::from("streamOnline"), softly).unwrap();
    let on = BellChoice { ring: Some(true), ..BellChoice::default() };
    settings.neuro.bells.put(EventType::from("streamOffline"), on).unwrap();
    let phrases = |list: &[&str]| list.iter().map(|phrase| (*phrase).to_owned()).collect::<Vec<_>>();
    settings.neuro.only = phrases(&["karaoke", "dev stream"]).try_into().unwrap();
    settings.neuro.never = phrases(&["spoiler"]).try_into().unwrap();
    settings.neuro.live_opens =
        LiveOpens::Template("https://a.example/{channel}".to_owned().try_into().unwrap());
    settings.quiet_hours = Some(QuietHours {
        from: TimeOfDay::new(22, 30).unwrap(),
        to: TimeOfDay::new(7, 0).unwrap(),
        days: vec![Weekday::Sun, Weekday::Mon].into(),
    });
    let karaoke =
        Entry { time: UnixMillis(1_795_006_800_000), message: "**Karaoke**".into(), kind: EntryKind::Normal };
    settings.neuro.reminders.add(&karaoke).unwrap();
    settings.volume = 35.try_into().unwrap();
    settings.reminder_minutes = 30.try_into().unwrap();
    settings
}
