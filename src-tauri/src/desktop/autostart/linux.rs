//! Linux: an entry in the user's autostart folder (Desktop Application Autostart Specification 0.5), which desktops show in
//! their own settings and switch off by a line in it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use directories::BaseDirs;

use swarmbell_engine::{IDENTIFIER, whole_file};

/// Adds the entry, or removes it.
pub(super) fn set(wanted: bool, program: &Path, argument: &str) -> io::Result<()> {
    let path = entry_path()?;
    if wanted {
        return whole_file::replace(&path, entry(program, argument)?.as_bytes());
    }
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Whether there is an entry that starts this program and is not switched off.
pub(super) fn is(program: &Path, argument: &str) -> io::Result<bool> {
    match fs::read_to_string(entry_path()?) {
        Ok(text) => Ok(is_on(&text, &exec(program, argument)?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// What Flatpak puts into its sandboxes. The folder of entries in there is the sandbox's own, where no desktop looks.
const FLATPAK: &str = "/.flatpak-info";

fn entry_path() -> io::Result<PathBuf> {
    if Path::new(FLATPAK).exists() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    let dirs = BaseDirs::new().ok_or(io::ErrorKind::NotFound)?;
    Ok(dirs.config_dir().join("autostart").join(format!("{IDENTIFIER}.desktop")))
}

fn entry(program: &Path, argument: &str) -> io::Result<String> {
    let exec = exec(program, argument)?;
    Ok(format!(
        "[Desktop Entry]\nType=Application\nName=Swarmbell\nIcon={IDENTIFIER}\n{exec}\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"
    ))
}

/// The line that says what to run, quoted as the Desktop Entry Specification (1.5, "The Exec key") has it.
fn exec(program: &Path, argument: &str) -> io::Result<String> {
    let program =
        program.to_str().filter(|path| !path.contains(['\n', '\r'])).ok_or(io::ErrorKind::InvalidInput)?;
    let mut quoted = String::new();
    for letter in program.chars() {
        match letter {
            // A backslash for the quotes, and each backslash once more for the string it stands in.
            '\\' => quoted.push_str(r"\\\\"),
            '"' | '`' | '$' => quoted.extend(['\\', '\\', letter]),
            '%' => quoted.push_str("%%"),
            other => quoted.push(other),
        }
    }
    Ok(format!("Exec=\"{quoted}\" {argument}"))
}

/// Desktops switch an entry off by one of two keys.
fn is_on(entry: &str, exec: &str) -> bool {
    let off = |line: &str| {
        let line: String = line.split_whitespace().collect();
        line.eq_ignore_ascii_case("Hidden=true")
            || line.eq_ignore_ascii_case("X-GNOME-Autostart-enabled=false")
    };
    entry.lines().any(|line| line == exec) && !entry.lines().any(off)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_autostart_entry_names_any_path_and_is_off_when_a_desktop_says_so() {
        let odd = Path::new(r#"/home/a fan/100% "own" $HOME \ `x`/swarmbell"#);
        let entry = entry(odd, "--at-login").unwrap();
        let exec = exec(odd, "--at-login").unwrap();
        assert_eq!(exec, r#"Exec="/home/a fan/100%% \\"own\\" \\$HOME \\\\ \\`x\\`/swarmbell" --at-login"#);
        assert!(is_on(&entry, &exec));
        assert!(!is_on(&format!("{entry}Hidden = True\n"), &exec));
        assert!(!is_on(&entry.replace("enabled=true", "enabled=false"), &exec));
        assert!(!is_on(&entry, &super::exec(Path::new("/elsewhere/swarmbell"), "--at-login").unwrap()));
        assert!(super::exec(Path::new("/a\nExec=/bin/sh"), "--at-login").is_err());
    }
}
