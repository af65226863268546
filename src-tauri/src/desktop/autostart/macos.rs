//! macOS: a launch agent of the user. That one was switched off in the system's settings, no file tells.

use std::path::{Path, PathBuf};
use std::{fs, io};

use directories::BaseDirs;
use serde::{Deserialize, Serialize};
use swarmbell_engine::{IDENTIFIER, whole_file};

/// What starts at login, in the keys of `launchd.plist(5)`.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct LaunchAgent {
    label: String,
    program_arguments: Vec<String>,
    run_at_load: bool,
}

/// Adds the agent, or removes it.
pub(super) fn set(wanted: bool, program: &Path, argument: &str) -> io::Result<()> {
    let path = agent_path()?;
    if wanted {
        return write(&path, &agent(program, argument)?);
    }
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Whether there is an agent that starts this program.
pub(super) fn is(program: &Path, argument: &str) -> io::Result<bool> {
    let path = agent_path()?;
    Ok(path.try_exists()? && starts(&path, &agent(program, argument)?))
}

fn agent_path() -> io::Result<PathBuf> {
    let dirs = BaseDirs::new().ok_or(io::ErrorKind::NotFound)?;
    Ok(dirs.home_dir().join("Library/LaunchAgents").join(format!("{IDENTIFIER}.plist")))
}

fn agent(program: &Path, argument: &str) -> io::Result<LaunchAgent> {
    let program = program.to_str().ok_or(io::ErrorKind::InvalidInput)?;
    Ok(LaunchAgent {
        label: IDENTIFIER.to_owned(),
        program_arguments: vec![program.to_owned(), argument.to_owned()],
        run_at_load: true,
    })
}

fn write(path: &Path, agent: &LaunchAgent) -> io::Result<()> {
    let mut text = Vec::new();
    plist::to_writer_xml(&mut text, agent).map_err(io::Error::other)?;
    whole_file::replace(path, &text)
}

/// One that cannot be read is somebody else's.
fn starts(path: &Path, agent: &LaunchAgent) -> bool {
    plist::from_file::<_, LaunchAgent>(path).is_ok_and(|kept| kept == *agent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_launch_agent_names_any_path_and_is_known_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("agent.plist");
        let odd = Path::new("/Users/a fan/Neuro & Evil <3/\"Swarmbell\".app/Contents/MacOS/swarmbell");
        let wanted = agent(odd, "--at-login").unwrap();
        write(&path, &wanted).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("<key>RunAtLoad</key>\n\t<true/>"), "{text}");
        assert!(text.contains("Neuro &amp; Evil &lt;3/"), "{text}");
        assert!(starts(&path, &wanted));
        assert!(!starts(&path, &agent(Path::new("/elsewhere/swarmbell"), "--at-login").unwrap()));
        for other in [text.replace("true/", "false/"), text.replace("</dict>", ""), String::new()] {
            fs::write(&path, &other).unwrap();
            assert!(!starts(&path, &wanted), "{other}");
        }
    }
}
